"""The fields of a document's metadata, each out of a plain value: what it takes, and what is said of anything else."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from briefkit.model import Author, Inline, Logo, Text
from briefkit.read.decode import clean

Say: TypeAlias = Callable[[str, str, str], None]
"""Notes what there is to say of a value that is kept all the same: a rule's id, the message after the key, a hint."""


class WrongValueError(ValueError):
    """A value that its field cannot take: `args` are what was expected, and a hint or an empty string."""


def shown(value: Any) -> str:
    """A value in a message."""
    match value:
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case _:
            return f"`{value}`"


# Texts --------------------------------------------------------------------------------------------------------------


def _text(value: Any) -> str:
    """A text, or what was written for a number or a truth."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str() | int() | float():
            return clean(str(value))[0].strip()
        case _:
            raise WrongValueError("a text", "")


def _line(value: Any) -> str:
    """A text on one line."""
    return " ".join(_text(value).split())


def _inlines(value: Any) -> tuple[Inline, ...]:
    text = _line(value)
    return (Text(text=text),) if text else ()


def _list(value: Any) -> tuple[str, ...]:
    """The items of a list of texts, or the one text."""
    items = value if isinstance(value, list) else [value]
    try:
        return tuple(filter(None, map(_line, items)))
    except WrongValueError:
        raise WrongValueError("a text or a list of texts", "") from None


def _keywords(value: Any) -> tuple[str, ...]:
    """As `_list`, a single text split at its commas."""
    return _list(value.split(",") if isinstance(value, str) else value)


def _paragraphs(value: Any) -> str:
    """A text, blank lines between its paragraphs; of a list, each item is one."""
    if not isinstance(value, list):
        return _text(value)
    return "\n\n".join(_list(value))


def _language(value: Any) -> str:
    text = _line(value)
    if text and not _LANGUAGE.fullmatch(text):
        raise WrongValueError("a language tag", "write it as in `en`, `en-GB` or `de`")
    return text


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


# Dates --------------------------------------------------------------------------------------------------------------

_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


def _date(value: Any, say: Say) -> str:
    """A day, a month or a year (ISO 8601); whatever else was written is kept, for the page to show, and reported."""
    text = _line(value)
    expected = _wrong_in_date(text) if text else ""
    if expected:
        hint = "write it as in `2026-03-31`; `2026-03` and `2026` will do"
        say("B203", f"is `{text}`; {expected} was expected", hint)
    return text


def _wrong_in_date(text: str) -> str:
    """What was expected in place of `text`; empty for a date."""
    if not _DATE.fullmatch(text):
        return "a date in the form YYYY-MM-DD"
    try:
        datetime.date.fromisoformat(text + "0001-01-01"[len(text) :])
    except ValueError:
        return "a day that the calendar has"
    return ""


# Authors ------------------------------------------------------------------------------------------------------------

_WITH_ADDRESS = re.compile(r"([^<>]*[^<>\s])\s*<\s*(?:mailto:)?([^<>\s]+@[^<>\s]+)\s*>")
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_ORCID_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?orcid\.org/", re.IGNORECASE)
_AUTHOR_KEYS: Mapping[str, str] = {
    "name": "name",
    "affiliation": "affiliation",
    "affiliations": "affiliation",
    "email": "email",
    "mail": "email",
    "orcid": "orcid",
}
_AUTHOR = "a name, or a mapping with a `name`"


def _authors(value: Any, say: Say) -> tuple[Author, ...]:
    """One author or a list of them; each a name, a name with a mail address in angle brackets, or a mapping.

    What stands outside a list is one author, however it looks; where it looks like several persons, that is reported.
    """
    items = value if isinstance(value, list) else [value]
    if isinstance(value, str) and (names := _persons(_line(value))):
        hint = f"write a list, `[{', '.join(names)}]`; brackets around it all say that it is one name"
        say("B208", f"is `{_line(value)}`, which is read as one author and looks like {len(names)}", hint)
    return tuple(author for item in items if (author := _author(item, say)) is not None)


_BETWEEN = re.compile(r"\s*[,;&]\s*(?:and\s+)?|\s+(?:and|und|et)\s+")
_PARTICLES = "al|bin|da|de|del|della|den|der|di|dos|du|el|la|le|ten|ter|van|von|y|zu"
_PERSON = re.compile(rf"[A-ZÀ-ÞĀ-Ž][\w.’'-]*(?:\s+(?:{_PARTICLES}))*(?:\s+[A-ZÀ-ÞĀ-Ž][\w.’'-]*){{1,3}}")


def _persons(line: str) -> list[str]:
    """The names in a line that reads like those of several persons; none for any other (``Weber, Anna``)."""
    names = list(filter(None, _BETWEEN.split(line)))
    are_persons = len(names) > 1 and all(map(_PERSON.fullmatch, names))
    return names if are_persons else []


def _author(value: Any, say: Say) -> Author | None:
    if isinstance(value, dict):
        return _author_of_mapping(value, say)
    if isinstance(value, list):
        raise WrongValueError(f"{_AUTHOR} for each author", "")
    line = _line(value)
    found = _WITH_ADDRESS.fullmatch(line)
    if found:
        return Author(name=found[1], email=found[2])
    return Author(name=line) if line else None


def _author_of_mapping(value: Mapping[str, Any], say: Say) -> Author:
    said: dict[str, str] = {}
    for key, inner in value.items():
        field = _AUTHOR_KEYS.get(key)
        if field is None:
            known = "`name`, `affiliation`, `email` and `orcid`"
            say("B202", f"has an author with `{key}`, which is left out", f"of an author, {known} are known")
        else:
            said[field] = _affiliations(inner) if field == "affiliation" else _line(inner)
    if not said.get("name"):
        raise WrongValueError(_AUTHOR, "write `- name: …` for each author")
    if said.get("orcid"):
        said["orcid"] = _orcid(said["orcid"], say)
    return Author(**said)


def _affiliations(value: Any) -> str:
    """One affiliation, or several joined; each a text, or a mapping with a ``name``."""
    items = value if isinstance(value, list) else [value]
    return "; ".join(filter(None, (_line(one.get("name") if isinstance(one, dict) else one) for one in items)))


def _orcid(text: str, say: Say) -> str:
    """The identifier without the address before it; one that is none is kept, and reported."""
    identifier = _ORCID_ADDRESS.sub("", text).rstrip("/").upper()
    if _ORCID.fullmatch(identifier) and _check_digit(identifier) == identifier[-1]:
        return identifier
    say("B203", f"has the ORCID iD `{text}`, which is none", "it has 16 digits, as in `0000-0002-1825-0097`")
    return text


def _check_digit(identifier: str) -> str:
    """The last character that an ORCID iD must have for the digits before it (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in identifier.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)


# The logo -----------------------------------------------------------------------------------------------------------


def _logo(value: Any, say: Say) -> Logo | None:
    """A path, or a mapping of ``source`` and ``alt``; one without words for those who do not see it is reported."""
    if isinstance(value, list):
        raise WrongValueError(_LOGO, _LOGO_HINT)
    known = value if isinstance(value, dict) else {"source": value}
    unknown = [key for key in known if key not in {"source", "alt"}]
    source, alt = _line(known.get("source")), _line(known.get("alt"))
    if not source:
        if value in (None, ""):
            return None
        raise WrongValueError(_LOGO, _LOGO_HINT)
    for key in unknown:
        say("B202", f"has `{key}`, which is left out", "of a logo, `source` and `alt` are known")
    if not alt:
        say("B502", "has no alternative text", _LOGO_HINT)
    return Logo(source=source, alt=alt)


_LOGO = "a path, or a mapping with a `source`"
_LOGO_HINT = "write `logo: {source: crest.svg, alt: Office of Examples}`"


# The table ----------------------------------------------------------------------------------------------------------


def _plainly(convert: Callable[[Any], Any]) -> Callable[[Any, Say], Any]:
    """A field that takes a value or does not, with nothing more to say."""
    return lambda value, _say: convert(value)


FIELDS: Mapping[str, Callable[[Any, Say], Any]] = {
    "title": _plainly(_inlines),
    "subtitle": _plainly(_inlines),
    "kicker": _plainly(_line),
    "authors": _authors,
    "recipients": _plainly(_list),
    "organisation": _plainly(_line),
    "logo": _logo,
    "series": _plainly(_line),
    "number": _plainly(_line),
    "date": _date,
    "version": _plainly(_line),
    "status": _plainly(_line),
    "classification": _plainly(_line),
    "language": _plainly(_language),
    "summary": _plainly(_paragraphs),
    "key-points": _plainly(_list),
    "keywords": _plainly(_keywords),
    "contact": _plainly(_text),
    "licence": _plainly(_line),
    "citation": _plainly(_text),
}
"""The fields by their keys: `WrongValueError` for a value that one cannot take."""
