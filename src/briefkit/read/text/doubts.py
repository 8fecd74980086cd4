"""Where the structure of a plain text is in doubt, and what speaks for what was read there."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.read.structure import Label, Reading, evidence
from briefkit.read.text.labelled import labelled
from briefkit.spans import Source

WEAK = 0.6
"""The probability below which a reading is in doubt."""

STRONGEST = 5
"""Single features that are named."""

FEW = 4
"""Units that a text has at least for its structure to be in doubt."""

NAMES: dict[Label, str] = {
    "title": "the title",
    "kicker": "a kicker",
    "byline": "a byline",
    "heading": "a heading",
    "paragraph": "a paragraph",
    "list_item": "an item of a list",
    "quote": "a quotation",
    "table": "a row of a table",
    "code": "program text",
    "caption": "a caption",
    "note": "a note",
}
"""What a person calls each label."""

GROUPS = {
    "own": "its looks",
    "words": "its words",
    "numbers": "its number, and where the next is",
    "room": "the room around it",
    "near": "the lines around it",
    "page": "the text as a whole",
    "zone": "the heading that it stands under",
    "repeat": "its words come again",
    "two": "how the lines around and those alike are read",
}
"""What each group of features is about."""


_HINT = "`briefkit inspect --why {}` says what decided; `briefkit convert` makes Markdown of the text, to settle it in"


class Why(Struct, frozen=True):
    """Why the unit on a line was read as it was.

    `gains` are what each kind of evidence adds to the score of the reading over the one that comes next, the largest
    first; `features` the strongest single features.
    """

    line: int
    text: str
    reading: Reading
    gains: tuple[tuple[str, float], ...]
    features: tuple[tuple[str, float], ...]


def doubts(source: Source) -> Iterator[Diagnostic]:
    """A finding (B114) for each unit that might be something else, and each heading whose level is not clear.

    A text of a few lines has nothing to tell by, and is not asked.
    """
    readings = [(piece, reading) for piece, reading in labelled(source).pieces if reading is not None]
    for piece, reading in readings if len(readings) >= FEW else ():
        read_as = f"it is read as {NAMES[reading.label]} ({reading.confidence:.0%})"
        if reading.confidence < WEAK:
            message = f"this may be {NAMES[reading.other]}; {read_as}"
        elif reading.level and reading.level_confidence < WEAK:
            message = f"the level of this heading is not clear; it is read as level {reading.level}"
        else:
            continue
        line = source.position(piece.first.start)[0]
        yield diagnose("B114", message, span=source.span(piece.first.start, piece.end), hint=_HINT.format(line))


def why(source: Source, line: int) -> Why | None:
    """What spoke for the reading of the unit on a `line` (from 1); None where no unit stands."""
    text = labelled(source)
    readings = [(piece, reading) for piece, reading in text.pieces if reading is not None]
    for place, (piece, reading) in enumerate(readings):
        first, last = (source.position(offset)[0] for offset in (piece.first.start, piece.end))
        if first <= line <= last:
            features = evidence(text.units, place, reading.label, reading.other)
            return Why(first, piece.text, reading, _by_group(features), tuple(features[:STRONGEST]))
    return None


def _by_group(features: list[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    sums: dict[str, float] = {}
    for name, gain in features:
        group = GROUPS[name.partition(":")[0]]
        sums[group] = sums.get(group, 0.0) + gain
    return tuple(sorted(sums.items(), key=lambda one: -one[1]))
