"""What evidence settles by itself, whatever the chain says: before it decodes, and after.

Before: labels that a unit cannot have, since what they need is not there. After: captions with a number, and what
stands under a heading such as "References".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from briefkit.read.structure.context import Context, bare_title
from briefkit.read.structure.lexicon import BYLINE_WORDS, CAPTION_WORDS, REFERENCE_HEADINGS
from briefkit.read.structure.reading import LABELS, Label, Reading
from briefkit.read.structure.shapes import Shape
from briefkit.read.structure.unit import Unit

TITLE_WITHIN = 5
"""How many units from the start a title is looked for."""

MIN_RUN = 2
"""How many numbers straight below one another are a list for certain."""

MAX_HANGING = 8
"""How many columns deeper than its item a paragraph may stand that belongs to it."""

QUOTED_WORDS = 8
"""Words that a quotation has at least that is no sentence and not set apart."""

MIN_LISTED, LONG_ITEM = 3, 13
"""Marked items of a text whose other items have marks too; words of an item that may lack one all the same."""

FEW = 12
"""Units of a text too short to have notes without saying so."""

PROGRAM_SHARE = 0.03
"""The share of brackets, slashes and the like that program text has at least."""

LIST_MARKS = frozenset({"1.", "1)", "(1)", "a.", "a)", "(a)", "i.", "i)", "(i)", "A.", "A)", "(A)", "I.", "I)", "(I)"})

_CAPTION = re.compile(rf"(?:{CAPTION_WORDS})\b", re.IGNORECASE)
_NUMBERED_CAPTION = re.compile(
    rf"(?:{CAPTION_WORDS})\.?\s+[A-Z]?\d+[a-z]?(?:[-.–]\d+)*(?:[.:]|\s+[–—-])?\s+(?=[\W\d]|[^\W\d_])", re.IGNORECASE
)
_AT_THE_TOP: tuple[Label, ...] = ("title", "kicker")
_NOT_MARKED: tuple[Label, ...] = ("title", "heading", "paragraph", "caption")
_NOT_INSIDE: frozenset[Label] = frozenset({"quote", "heading", "list_item"})
_SOURCE = re.compile(r"(?:sources?|quellen?|fontes?|fuentes?|fonti)\s?:\s", re.IGNORECASE)
_PROSE = frozenset({"paragraph", "list_item", "quote"})


def barred_labels(
    units: Sequence[Unit], shapes: Sequence[Shape], context: Context, settled: Mapping[int, Label]
) -> list[set[Label]]:
    """The labels that no unit may have, since evidence that they cannot be without is not there."""
    barred: list[set[Label]] = []
    item: Unit | None = None
    for i, (unit, shape) in enumerate(zip(units, shapes, strict=True)):
        if shape.mark:
            item = unit
        elif item and unit.indent <= item.indent:
            item = None
        is_inside = item is not None and not shape.mark and unit.indent - item.indent <= MAX_HANGING
        settled_here = settled.get(i)
        wrong = set(_impossible(i, unit, shape, context)) | (_NOT_INSIDE if is_inside and not unit.is_quoted else set())
        barred.append({label for label in LABELS if label != settled_here} if settled_here else wrong)
    return barred


def _impossible(i: int, unit: Unit, shape: Shape, context: Context) -> Iterator[Label]:
    total = len(context.keys)
    if i >= TITLE_WITHIN or total == 1:
        yield from _AT_THE_TOP
    if i == 0 and not shape.mark:
        yield "list_item"
    if i == total - 1:
        yield "heading"
    if unit.is_quoted and not shape.mark and not shape.columns and shape.symbols <= PROGRAM_SHARE:
        yield from (label for label in LABELS if label != "quote")
    if context.listed >= MIN_LISTED and not shape.mark and (shape.sentences or shape.words > LONG_ITEM):
        yield "list_item"
    if not _CAPTION.match(shape.text) or _is_about(shape.text):
        yield "caption"
    if not (
        shape.is_names
        or shape.has_date
        or shape.has_url
        or shape.bars
        or shape.first in BYLINE_WORDS
        or (shape.commas and (shape.titled or 0) > 0.7)
    ):
        yield "byline"
    if not (
        unit.is_quoted or unit.indent or shape.sentences or shape.words >= QUOTED_WORDS or shape.mark in {"—", "•"}
    ):
        yield "quote"
    run = context.runs[i]
    is_listed = run.gap == 1 and run.length >= MIN_RUN and not run.prose and shape.mark in LIST_MARKS
    if shape.mark == "•" or is_listed:
        yield from _NOT_MARKED
    if not (shape.is_cited or shape.has_url or context.zones[i]) and (shape.mark == "•" or total < FEW):
        yield "note"
    if shape.mark == "•" and not shape.columns:
        yield "table"
    if (shape.mark == "•" or is_listed) and shape.symbols <= PROGRAM_SHARE:
        yield "code"


def heeding(readings: list[Reading], shapes: Sequence[Shape], settled: Mapping[int, Label]) -> list[Reading]:
    """The readings with hard evidence heeded: captions with a number, and all that stands under "References"."""
    result = []
    in_references = False
    for i, (reading, shape) in enumerate(zip(readings, shapes, strict=True)):
        is_named = shape.words <= 6 and bare_title(shape.text) in REFERENCE_HEADINGS
        label = reading.label
        if i not in settled and label in {*_PROSE, "heading", "note"} and _is_caption(shape.text):
            label = "caption"
        elif label == "heading" or (i not in settled and label in _PROSE and is_named):
            in_references, label = is_named, "heading"
        elif i not in settled and in_references and label in _PROSE:
            label = "note"
        result.append(reading if label == reading.label else Reading(label, 1 - reading.confidence, reading.label))
    return result


def _is_caption(text: str) -> bool:
    """Whether a text is a caption for certain: a source, or a number and no sentence about it."""
    return _SOURCE.match(text) is not None or (_NUMBERED_CAPTION.match(text) is not None and not _is_about(text))


def _is_about(text: str) -> bool:
    """Whether a text begins like a caption with a number, and goes on as a sentence about it ("Table 3 shows")."""
    found = _NUMBERED_CAPTION.match(text)
    return found is not None and text[found.end()].islower()
