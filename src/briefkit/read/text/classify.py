"""What each unit of a plain text is, told from how it looks beside all others.

There is no markup to go by: a heading is a short unit that does not end like a sentence and has something longer, or
an item, below it. What short is, the text itself says: its typical sentence is the measure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto
from statistics import median

from msgspec.structs import replace

from briefkit.read.text.markers import markers
from briefkit.read.text.units import Unit

MAX_HEADING, MAX_HEADING_WORDS = 120, 16
MAX_TITLE, MAX_TITLE_WORDS = 160, 26
MAX_COLON_WORDS = 8
"""Words of a heading that ends with a colon; a longer one leads in what follows."""

SHORT = 60
"""Characters that are short in any text."""

MAX_RUN = 3
"""Headings straight below one another; more of them are a list that lost its bullets, a table or an address."""

_CLOSERS = "”’\"')]»"
_ABBREVIATION = re.compile(r"(?:^|\s)(?:[^\W\d_]\.){2,}$")
_SENTENCE_END = re.compile(r"[^\W\d_]{2}[.!][”\"’)]*\s+[^\W\d_a-z]")
_BYLINE = re.compile(
    r"(?:by|published|posted|updated|last updated|authors?|date)\b"
    r"|(?:\d{1,2} )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d",
    re.IGNORECASE,
)


class Kind(Enum):
    """What a unit is."""

    TITLE = auto()
    HEADING = auto()
    PARAGRAPH = auto()
    ITEM = auto()
    RULE = auto()


def classify(units: Sequence[Unit]) -> list[tuple[Kind, Unit]]:
    """The units with their kinds. A numbered unit that stands alone is a heading, or an item after all."""
    typical = typical_length(units)
    likely = [looks_like_heading(unit, typical) for unit in units]
    kinds = [_kind(units, likely, index) for index in range(len(units))]
    _break_runs(kinds, units)
    return [_settled(kind, unit) for kind, unit in zip(kinds, units, strict=True)]


def typical_length(units: Sequence[Unit]) -> float:
    """The median length of the units that end like a sentence; of all where none does."""
    sentences = [len(unit.text) for unit in units if not unit.is_rule and _ends_sentence(unit.text)]
    return median(sentences or [len(unit.text) for unit in units] or [0])


def _kind(units: Sequence[Unit], likely: Sequence[bool], index: int) -> Kind:
    unit = units[index]
    if unit.marker:
        return Kind.ITEM
    if unit.is_rule:
        return Kind.RULE
    if index == 0 and len(units) > 1 and looks_like_title(unit):
        return Kind.TITLE
    if unit.underline or (likely[index] and _heads(units, likely, index)):
        return Kind.HEADING
    return Kind.PARAGRAPH


def _heads(units: Sequence[Unit], likely: Sequence[bool], index: int) -> bool:
    """Whether what stands below (and above) lets the unit be a heading."""
    unit = units[index]
    if index + 1 == len(units) or (index == 1 and _BYLINE.match(unit.text)):
        return False
    below = units[index + 1]
    if below.marker:
        return not unit.text.endswith(":")
    return not below.is_rule and (likely[index + 1] or len(below.text) > len(unit.text))


def _break_runs(kinds: list[Kind], units: Sequence[Unit]) -> None:
    """Make paragraphs of headings that stand below one another in too long a run, but for the last."""
    start = 0
    for index in range(len(kinds) + 1):
        if index < len(kinds) and kinds[index] is Kind.HEADING and not units[index].underline:
            continue
        if index - start > MAX_RUN:
            kinds[start : index - 1] = [Kind.PARAGRAPH] * (index - 1 - start)
        start = index + 1


def _settled(kind: Kind, unit: Unit) -> tuple[Kind, Unit]:
    if kind is Kind.PARAGRAPH:
        for marker in markers(unit.lines[0].text):
            if marker.system == "decimal":
                return Kind.ITEM, replace(unit, marker=marker)
    return kind, unit


# Looks of one unit --------------------------------------------------------------------------------------------------


def looks_like_heading(unit: Unit, typical: float) -> bool:
    """Whether the unit could be a heading in a text whose sentences are `typical` characters long."""
    text = unit.text
    words = text.split()
    if unit.marker or unit.is_rule or "://" in text or any(line.has_gaps for line in unit.lines):
        return False
    if len(text) > min(MAX_HEADING, max(SHORT, 0.75 * typical)) or len(words) > MAX_HEADING_WORDS:
        return False
    if text.endswith(":") and len(words) > MAX_COLON_WORDS:
        return False
    return _begins_like_heading(text) and not _ends_sentence(text) and not _SENTENCE_END.search(text)


def looks_like_title(unit: Unit) -> bool:
    """Whether the unit, which is the first of a text, is its title."""
    text = unit.text
    is_short = len(text) <= MAX_TITLE and len(text.split()) <= MAX_TITLE_WORDS
    return is_short and not unit.lines[0].has_columns and not _ends_sentence(text) and not text.endswith(":")


def _begins_like_heading(text: str) -> bool:
    first = text.lstrip("“\"‘'(«¿¡[ ")[:1]
    return first.isalnum() and not first.islower()


def _ends_sentence(text: str) -> bool:
    """Whether the text ends as sentences do, or as what goes on: a full stop, a comma, a semicolon, a dash."""
    bare = text.rstrip(_CLOSERS)
    if bare.endswith((".", "…", "。", ",", ";", "–", "—", "-")):
        return not _ABBREVIATION.search(bare)
    return False
