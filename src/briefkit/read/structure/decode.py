"""What each unit of a document is: one best labelling of the whole, read twice.

The first reading labels the units by their looks, their neighbours and the document's. The second knows what the first
made of the units around and of those that look alike, so that a document is read one way throughout. Levels of
headings come last, from a chain over the headings alone. Hard evidence (a numbered caption, what stands under
"References", a number such as 2.1) is heeded where it is met.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias, get_args

import msgspec
from msgspec import Struct

from briefkit.read.structure.chain import NEVER, Scores, Weights, chances, likeliest
from briefkit.read.structure.cohesion import cohesion_features
from briefkit.read.structure.context import Context, bare_title, context_of
from briefkit.read.structure.features import first_features
from briefkit.read.structure.levels import level_features, numbered_levels
from briefkit.read.structure.lexicon import BYLINE_WORDS, CAPTION_WORDS, REFERENCE_HEADINGS
from briefkit.read.structure.second import second_features
from briefkit.read.structure.shapes import Shape, shape_of
from briefkit.read.structure.unit import Unit

Label: TypeAlias = Literal[
    "title", "kicker", "byline", "heading", "paragraph", "list_item", "quote", "table", "code", "caption", "note"
]

LABELS: tuple[Label, ...] = get_args(Label)

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
LEVELS = 4

CERTAIN = 0.75
"""The mean probability from which levels that look odd are believed."""

_CAPTION = re.compile(rf"(?:{CAPTION_WORDS})\b", re.IGNORECASE)
_NUMBERED_CAPTION = re.compile(
    rf"(?:{CAPTION_WORDS})\.?\s+[A-Z]?\d+[a-z]?(?:[-.–]\d+)*(?:[.:]|\s+[–—-])?\s+(?=[\W\d]|[^\W\d_])", re.IGNORECASE
)
_AT_THE_TOP: tuple[Label, ...] = ("title", "kicker")
_NOT_MARKED: tuple[Label, ...] = ("title", "heading", "paragraph", "caption")
_NOT_INSIDE: frozenset[Label] = frozenset({"quote", "heading", "list_item"})
_SOURCE = re.compile(r"(?:sources?|quellen?|fontes?|fuentes?|fonti)\s?:\s", re.IGNORECASE)
_PROSE = frozenset({"paragraph", "list_item", "quote"})


class Reading(Struct, frozen=True):
    """What a unit is taken for.

    `confidence` is the probability of that, `other` the label that comes next; `level` is that of a heading, from 1,
    else 0, and `level_confidence` its probability.
    """

    label: Label
    confidence: float
    other: Label
    level: int = 0
    level_confidence: float = 1.0


class Model(Struct, frozen=True):
    """All that was learned: the two readings, and the levels of headings by the moves from one to the next."""

    first: Weights
    second: Weights
    levels: Weights


@cache
def model() -> Model:
    """The weights that come with briefkit."""
    return msgspec.json.decode(files(__package__).joinpath("weights.json").read_bytes(), type=Model)


def recover(
    units: Sequence[Unit], settled: Mapping[int, Label] | None = None, *, weights: Model | None = None
) -> list[Reading]:
    """What each unit is; those `settled` (place → label) are what they are said to be, and the others follow suit."""
    if not units:
        return []
    weights = weights or model()
    shapes = [shape_of(unit) for unit in units]
    context = context_of(units, shapes)
    barred = _barred(units, shapes, context, settled or {})
    names = first_features(units, shapes, context)
    early = chances(_allowed(map(weights.first.scores, names), barred, weights.first.labels), weights.first)
    more = second_features(shapes, context, early, weights.first.labels)
    scores = _allowed(
        (weights.second.scores([*one, *two]) for one, two in zip(names, more, strict=True)),
        barred,
        weights.second.labels,
    )
    labels = _with_one_title(scores, weights.second)
    sure = chances(scores, weights.second)
    readings = [_reading(weights.second.labels, label, row) for label, row in zip(labels, sure, strict=True)]
    readings = _heeding(readings, shapes, settled or {})
    return _with_levels(readings, units, shapes, weights.levels)


def _barred(
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
        wrong = set(_impossible(i, unit, shape, context)) | (_NOT_INSIDE if is_inside else set())
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
    if context.listed >= MIN_LISTED and not shape.mark and (shape.sentences or shape.words > LONG_ITEM):
        yield "list_item"
    if not _CAPTION.match(shape.text):
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


def _allowed(rows: Iterable[Sequence[float]], barred: Sequence[set[Label]], labels: Sequence[str]) -> Scores:
    return [
        [NEVER if label in wrong else score for label, score in zip(labels, row, strict=True)]
        for row, wrong in zip(rows, barred, strict=True)
    ]


def _with_one_title(scores: Scores, weights: Weights) -> list[int]:
    """The likeliest labels with one title at most (the better of two stays), and no kicker without a title."""
    title = weights.labels.index("title")
    labels = likeliest(scores, weights)
    titles = [i for i, label in enumerate(labels) if label == title]
    kicker = weights.labels.index("kicker")
    if not titles and kicker in labels:
        return likeliest([[NEVER if k == kicker else score for k, score in enumerate(row)] for row in scores], weights)
    if len(titles) < 2:
        return labels
    best = max(titles, key=lambda i: scores[i][title] - max(score for k, score in enumerate(scores[i]) if k != title))
    rest = [
        [NEVER if k == title and i != best else score for k, score in enumerate(row)] for i, row in enumerate(scores)
    ]
    return likeliest(rest, weights)


def _reading(labels: Sequence[str], label: int, row: Sequence[float]) -> Reading:
    other = max((k for k in range(len(row)) if k != label), key=row.__getitem__)
    return Reading(labels[label], round(row[label], 3), labels[other])  # type: ignore[arg-type]


def _heeding(readings: list[Reading], shapes: Sequence[Shape], settled: Mapping[int, Label]) -> list[Reading]:
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
    """Whether a text is a caption for certain: a source, or a number and no sentence about it ("Table 3 shows")."""
    found = _NUMBERED_CAPTION.match(text)
    return _SOURCE.match(text) is not None or (found is not None and not text[found.end()].islower())


# Levels -------------------------------------------------------------------------------------------------------------


def _with_levels(
    readings: list[Reading], units: Sequence[Unit], shapes: Sequence[Shape], weights: Weights
) -> list[Reading]:
    headings = [i for i, reading in enumerate(readings) if reading.label == "heading"]
    levels = heading_levels(units, shapes, headings, weights)
    result = list(readings)
    for i, (level, sure) in zip(headings, levels, strict=True):
        result[i] = msgspec.structs.replace(readings[i], level=level, level_confidence=round(sure, 3))
    return result


def heading_levels(
    units: Sequence[Unit], shapes: Sequence[Shape], headings: Sequence[int], weights: Weights
) -> list[tuple[int, float]]:
    """The level of each heading, from 1, and how likely it is."""
    if not headings:
        return []
    rows = chances([weights.scores(names) for names in heading_features(units, shapes, headings)], weights)
    shares = [
        [
            sum(p for p, state in zip(row, weights.labels, strict=True) if state[0] == str(level))
            for level in range(1, LEVELS + 1)
        ]
        for row in rows
    ]
    levels = [row.index(max(row)) + 1 for row in shares]
    sure = [max(row) for row in shares]
    by_number = numbered_levels(shapes, headings, levels)
    even = _without_lone_first(by_number, sure, headings) if by_number == levels else by_number
    least = min(even)
    return [(level - least + 1, 1.0 if by_number != levels else one) for level, one in zip(even, sure, strict=True)]


def heading_features(units: Sequence[Unit], shapes: Sequence[Shape], headings: Sequence[int]) -> list[list[str]]:
    """All that the level of each heading is told by."""
    looks, words = level_features(units, shapes, headings), cohesion_features(shapes, headings)
    return [[*one, *other] for one, other in zip(looks, words, strict=True)]


def _without_lone_first(levels: Sequence[int], sure: Sequence[float], headings: Sequence[int]) -> list[int]:
    """The levels, but that no first section stands alone over all others, where that is not certain.

    A section with a text of its own hardly holds all that follows. (A part does, whose first section comes at once.)
    """
    first, *others = levels
    has_text = len(headings) > 1 and headings[1] > headings[0] + 1
    if not others or not has_text or min(others) <= first or sum(sure[1:]) / len(others) >= CERTAIN:
        return list(levels)
    return [first, *(level - 1 for level in others)]


def evidence(units: Sequence[Unit], place: int, label: Label, other: Label) -> list[tuple[str, float]]:
    """The features that speak most for `label` and against `other` at a `place`, with what each adds to the score."""
    weights = model()
    shapes = [shape_of(unit) for unit in units]
    context: Context = context_of(units, shapes)
    names = first_features(units, shapes, context)
    barred = _barred(units, shapes, context, {})
    early = chances(_allowed(map(weights.first.scores, names), barred, weights.first.labels), weights.first)
    told = [*names[place], *second_features(shapes, context, early, weights.first.labels)[place]]
    gains = [
        (name, weights.second.weight(name, label) - weights.second.weight(name, other)) for name in dict.fromkeys(told)
    ]
    return sorted((gain for gain in gains if gain[1]), key=lambda gain: -abs(gain[1]))
