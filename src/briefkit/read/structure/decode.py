"""What each unit of a document is: one best labelling of the whole, read twice.

The first reading labels the units by their looks, their neighbours and the document's. The second knows what the first
made of the units around and of those that look alike, so that a document is read one way throughout. Levels of
headings come last, from a chain over the headings alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from briefkit.read.structure.chain import NEVER, Scores, Weights, chances, likeliest
from briefkit.read.structure.constraints import barred_labels, heeding
from briefkit.read.structure.context import context_of
from briefkit.read.structure.features import first_features
from briefkit.read.structure.reading import Label, Reading
from briefkit.read.structure.second import second_features
from briefkit.read.structure.sections import heading_levels
from briefkit.read.structure.shapes import Shape, shape_of
from briefkit.read.structure.unit import Unit


class Model(Struct, frozen=True):
    """All that was learned: the two readings, and the levels of headings by the moves from one to the next."""

    first: Weights
    second: Weights
    levels: Weights


@cache
def model() -> Model:
    """The weights that come with briefkit."""
    return msgspec.json.decode(files(__package__).joinpath("weights.json").read_bytes(), type=Model)


class _Seen(Struct, frozen=True):
    """The units seen by the second reading: their looks, the labels they cannot have, and all features of each."""

    shapes: list[Shape]
    barred: list[set[Label]]
    features: list[list[str]]


def recover(
    units: Sequence[Unit], settled: Mapping[int, Label] | None = None, *, weights: Model | None = None
) -> list[Reading]:
    """What each unit is; those `settled` (place → label) are what they are said to be, and the others follow suit."""
    if not units:
        return []
    weights = weights or model()
    settled = settled or {}
    seen = _seen(units, settled, weights)
    scores = _allowed(map(weights.second.scores, seen.features), seen.barred, weights.second.labels)
    labels = _with_one_title(scores, weights.second)
    sure = chances(scores, weights.second)
    readings = [_reading(weights.second.labels, label, row) for label, row in zip(labels, sure, strict=True)]
    return _with_levels(heeding(readings, seen.shapes, settled), units, seen.shapes, weights.levels)


def _seen(units: Sequence[Unit], settled: Mapping[int, Label], weights: Model) -> _Seen:
    shapes = [shape_of(unit) for unit in units]
    context = context_of(units, shapes)
    barred = barred_labels(units, shapes, context, settled)
    names = first_features(units, shapes, context)
    early = chances(_allowed(map(weights.first.scores, names), barred, weights.first.labels), weights.first)
    more = second_features(shapes, context, early, weights.first.labels)
    return _Seen(shapes, barred, [[*one, *two] for one, two in zip(names, more, strict=True)])


def _allowed(rows: Iterable[Sequence[float]], barred: Sequence[set[Label]], labels: Sequence[str]) -> Scores:
    return [
        [NEVER if label in wrong else score for label, score in zip(labels, row, strict=True)]
        for row, wrong in zip(rows, barred, strict=True)
    ]


def _with_one_title(scores: Scores, weights: Weights) -> list[int]:
    """The likeliest labels with one title at most (the better of two stays), and no kicker without a title.

    A place that can be nothing else keeps its label.
    """
    title, kicker = weights.labels.index("title"), weights.labels.index("kicker")
    labels = likeliest(scores, weights)
    titles = [place for place, label in enumerate(labels) if label == title]
    if not titles and kicker in labels:
        return likeliest([_without(row, kicker) for row in scores], weights)
    if len(titles) < 2:
        return labels
    best = max(titles, key=lambda place: scores[place][title] - max(_without(scores[place], title)))
    rest = [row if place == best else _without(row, title) for place, row in enumerate(scores)]
    return likeliest(rest, weights)


def _without(row: list[float], label: int) -> list[float]:
    """The scores of a place that cannot have a label, where it can have others."""
    others = [NEVER if k == label else score for k, score in enumerate(row)]
    return others if max(others) > NEVER else row


def _reading(labels: Sequence[str], label: int, row: Sequence[float]) -> Reading:
    other = max((k for k in range(len(row)) if k != label), key=row.__getitem__)
    return Reading(labels[label], round(row[label], 3), labels[other])  # type: ignore[arg-type]


def _with_levels(
    readings: list[Reading], units: Sequence[Unit], shapes: Sequence[Shape], weights: Weights
) -> list[Reading]:
    headings = [i for i, reading in enumerate(readings) if reading.label == "heading"]
    levels = heading_levels(units, shapes, headings, weights)
    result = list(readings)
    for i, (level, sure) in zip(headings, levels, strict=True):
        result[i] = msgspec.structs.replace(readings[i], level=level, level_confidence=round(sure, 3))
    return result


def evidence(units: Sequence[Unit], place: int, label: Label, other: Label) -> list[tuple[str, float]]:
    """The features that speak most for `label` and against `other` at a `place`, with what each adds to the score."""
    second = model().second
    names = dict.fromkeys(_seen(units, {}, model()).features[place])
    gains = [(name, second.weight(name, label) - second.weight(name, other)) for name in names]
    return sorted((gain for gain in gains if gain[1]), key=lambda gain: -abs(gain[1]))
