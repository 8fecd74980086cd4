"""What a document is known by, out of plain values: of front matter, of a project's file, of the command line."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import Any

from briefkit.diagnostics import Diagnostic, Outcome, diagnose
from briefkit.model import Inline, Meta, Text
from briefkit.read.decode import clean
from briefkit.spans import NOWHERE, Span

ALIASES: Mapping[str, str] = {"author": "authors", "organization": "organisation", "lang": "language"}
"""Other spellings of keys that are as good."""

NO_SPANS: Mapping[str, Span] = MappingProxyType({})
"""For values that no text wrote."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


class _WrongValueError(ValueError):
    """A value that its field cannot take: `args` are what was expected, and a hint or an empty string."""


def meta_from(values: Mapping[str, Any], spans: Mapping[str, Span] = NO_SPANS) -> Outcome[Meta]:
    """The metadata in `values`; `spans` says where each key stands, as far as known.

    A value of the wrong type is left out and reported (B203). Keys that `Meta` has no field for go to `extra`; one that
    is nearly a field's name is reported as well (B202).
    """
    said: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    diagnostics: list[Diagnostic] = []
    for key, value in values.items():
        name = ALIASES.get(key, key)
        span = spans.get(key, NOWHERE)
        if name not in _FIELDS:
            extra[key] = _cleaned(value)
            diagnostics.extend(_near_miss(key, span))
            continue
        try:
            said[name] = _FIELDS[name](value)
        except _WrongValueError as wrong:
            message = f"`{key}` is {_shown(value)}; {wrong.args[0]} was expected"
            diagnostics.append(diagnose("B203", message, span=span, hint=wrong.args[1]))
    return Outcome(Meta(**said, extra=extra), tuple(diagnostics))


def _near_miss(key: str, span: Span) -> tuple[Diagnostic, ...]:
    """A warning where `key` is a slip of the pen for a field: it begins alike and hardly differs."""
    slips = [
        name
        for name in (*_FIELDS, *ALIASES)
        if key[:1].lower() == name[:1] and SequenceMatcher(None, key.lower(), name).ratio() >= 0.8
    ]
    if not slips:
        return ()
    hint = f"did you mean `{slips[0]}`?"
    return (diagnose("B202", f"`{key}` is no key that briefkit knows", span=span, hint=hint),)


# Fields -------------------------------------------------------------------------------------------------------------


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
            raise _WrongValueError("a text", "")


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
    except _WrongValueError:
        raise _WrongValueError("a text or a list of texts", "") from None


def _keywords(value: Any) -> tuple[str, ...]:
    """As `_list`, a single text split at its commas."""
    return _list(value.split(",") if isinstance(value, str) else value)


def _date(value: Any) -> str:
    text = _line(value)
    hint = "write it as in `2026-03-31`; `2026-03` and `2026` will do"
    if text and not _DATE.fullmatch(text):
        raise _WrongValueError("a date in the form YYYY-MM-DD", hint)
    try:
        return text and datetime.date.fromisoformat(text + "0001-01-01"[len(text) :]).isoformat()[: len(text)]
    except ValueError:
        raise _WrongValueError("a day that the calendar has", hint) from None


def _language(value: Any) -> str:
    text = _line(value)
    if text and not _LANGUAGE.fullmatch(text):
        raise _WrongValueError("a language tag", "write it as in `en`, `en-GB` or `de`")
    return text


_FIELDS: Mapping[str, Callable[[Any], Any]] = {
    "title": _inlines,
    "subtitle": _inlines,
    "authors": _list,
    "organisation": _line,
    "date": _date,
    "language": _language,
    "summary": _text,
    "keywords": _keywords,
}


def _cleaned(value: Any) -> Any:
    """`value` with no text in it that print cannot hold."""
    match value:
        case str():
            return clean(value)[0]
        case dict():
            return {clean(str(key))[0]: _cleaned(inner) for key, inner in value.items()}
        case list():
            return list(map(_cleaned, value))
        case _:
            return value


def _shown(value: Any) -> str:
    match value:
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case _:
            return f"`{value}`"
