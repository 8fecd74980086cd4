"""The level of each heading: from what is seen of all headings, and from their numbers where these tell it."""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.read.structure.chain import Weights, chances
from briefkit.read.structure.cohesion import cohesion_features
from briefkit.read.structure.levels import level_features, numbered_levels
from briefkit.read.structure.shapes import Shape
from briefkit.read.structure.unit import Unit

LEVELS = 4
"""Levels that are told apart."""

CERTAIN = 0.75
"""The mean probability from which levels that look odd are believed."""


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
