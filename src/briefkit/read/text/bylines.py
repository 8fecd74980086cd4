"""Bylines: who wrote a text, and when, told from a line such as "By A. Lovelace and C. Babbage, 3 May 2024"."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

_MONTHS = (
    "january jan januar janvier janv enero gennaio janeiro januari",
    "february feb februar février févr febrero febbraio fevereiro februari",
    "march mar märz mars marzo março maart",
    "april apr avril avr abril aprile",
    "may mai mayo maggio maio mei",
    "june jun juni juin junio giugno junho",
    "july jul juli juillet juil julio luglio julho",
    "august aug août agosto augustus",
    "september sep sept septembre septiembre settembre setembro",
    "october oct oktober okt octobre octubre ottobre outubro",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre déc diciembre dicembre dezembro",
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTH_OF, key=len, reverse=True))})\.?"
_DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})"),
    re.compile(rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})", re.IGNORECASE),
    re.compile(rf"(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?(?: de)? {_MONTH}(?: de)?,? (?P<year>\d{{4}})", re.IGNORECASE),
)
_SAID = re.compile(
    r"\b(?:written by|by|published|posted|updated|last updated|authors?|date|on|von|autor(?:en|in)?|stand"
    r"|veröffentlicht|par|publié(?: le)?|auteurs?|le|por|publicado(?: el| em)?|di|pubblicato(?: il)?|autore|door)\b:?",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,? (?:and|und|et|y|e|en|&) |,|;|\||–|—)\s*")
_WORD = r"(?:[^\W\d_a-zß-ÿ][\w.’'-]*|[vV][ao]n|de[rnl]?|di|da|la|le|bin|al)"
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{1,4}}")


class Byline(Struct, frozen=True):
    """The names of the authors, and the date (ISO 8601), empty where the line has none."""

    authors: tuple[str, ...] = ()
    date: str = ""


def byline_of(text: str) -> Byline | None:
    """What a byline says; None where anything in it is neither a name, a date nor a word that goes with them."""
    rest, day = text, ""
    for pattern in _DATES:
        if found := pattern.search(rest):
            day = _iso(found)
            rest = f"{rest[: found.start()]}|{rest[found.end() :]}" if day else rest
            break
    rest = _SAID.sub("|", rest)
    parts = [part for part in (part.strip(" .:·|()") for part in _AND.split(rest)) if part]
    if not (parts or day) or not all(_NAME.fullmatch(part) for part in parts):
        return None
    return Byline(tuple(parts), day)


def _iso(found: re.Match[str]) -> str:
    groups = found.groupdict()
    month = int(groups["number"]) if "number" in groups else _MONTH_OF[groups["month"].casefold()]
    try:
        return date(int(groups["year"]), month, int(groups["day"])).isoformat()
    except ValueError:
        return ""
