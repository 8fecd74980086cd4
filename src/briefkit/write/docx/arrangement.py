"""Where the items of a container came to stand → the rows and columns of a table. Geometry alone, in points.

Flex and grid layout (CSS Flexbox 1, CSS Grid 2) put items side by side; a table can say the same if no two of them
overlap. What parts items becomes columns and rows of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

_NEAR = 1.0
"""Edges that are nearer than this are one."""


class Rectangle(Struct, frozen=True):
    """A box on a page: its border edges from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float


class Spot(Struct, frozen=True):
    """Where an item stands among columns and rows, and how far below the top and above the bottom of its rows."""

    column: int
    columns: int
    row: int
    rows: int
    above: float
    below: float


class Arrangement(Struct, frozen=True):
    """A table that items fit in: the widths of its columns, the heights of its rows, and the spot of each item.

    `spacers` are the rows that only part others.
    """

    columns: tuple[float, ...]
    heights: tuple[float, ...]
    spots: tuple[Spot, ...]
    spacers: frozenset[int]


def is_stack(items: Sequence[Rectangle]) -> bool:
    """Whether items stand one below the other."""
    return all(
        above.bottom <= below.top + _NEAR and max(above.left, below.left) < min(above.right, below.right)
        for above, below in pairwise(items)
    )


def arranged(items: Sequence[Rectangle], content: Rectangle, *, is_one_row: bool = False) -> Arrangement | None:
    """The table for items in a container with these content edges; None where items overlap.

    With `is_one_row` they are in one row that is as high as the container, wherever they stand in it.
    """
    if not items:
        return None
    edges = _merged([content.left, content.right, *(edge for item in items for edge in (item.left, item.right))])
    if len(edges) < 2:
        return None
    lines = [content.top] if is_one_row else _lines(items)
    rows = [(_at(lines, item.top), max(1, _before(lines, item.bottom) - _at(lines, item.top))) for item in items]
    bottoms = [
        max((item.bottom for item, (row, count) in zip(items, rows, strict=True) if row + count == end), default=line)
        for end, line in enumerate(lines, 1)
    ]
    if is_one_row:
        bottoms = [max(content.bottom, *bottoms)]
    placed: list[int] = []  # the number of each line's row, spacers counted
    heights: list[float] = []
    spacers: set[int] = set()
    for number, (top, bottom) in enumerate(zip(lines, bottoms, strict=True)):
        placed.append(len(heights))
        heights.append(bottom - top)
        if number + 1 < len(lines) and (gap := lines[number + 1] - bottom) > _NEAR:
            spacers.add(len(heights))
            heights.append(gap)
    spots = []
    for item, (row, count) in zip(items, rows, strict=True):
        first, last = placed[row], placed[row + count - 1]
        column, end = min(_at(edges, item.left), len(edges) - 2), _at(edges, item.right)
        above, below = item.top - lines[row], bottoms[row + count - 1] - item.bottom
        spots.append(Spot(column, max(1, end - column), first, last - first + 1, above, below))
    widths = tuple(after - before for before, after in pairwise(edges))
    return None if _overlap(spots) else Arrangement(widths, tuple(heights), tuple(spots), frozenset(spacers))


def _lines(items: Iterable[Rectangle]) -> list[float]:
    """The tops of the rows: a row begins where an item does that stands below another of the row before."""
    lines: list[float] = []
    nearest = float("-inf")  # the bottom that is reached first among the items of the last row
    for item in sorted(items, key=lambda item: item.top):
        if not lines or nearest <= item.top + _NEAR:
            lines.append(item.top)
            nearest = item.bottom
        else:
            nearest = min(nearest, item.bottom)
    return lines


def _merged(edges: Iterable[float]) -> list[float]:
    """The edges in order, those that are one only once."""
    merged: list[float] = []
    for edge in sorted(edges):
        if not merged or edge - merged[-1] > _NEAR:
            merged.append(edge)
    return merged


def _at(lines: Sequence[float], place: float) -> int:
    """The last line that is at `place` or before it."""
    return max(0, bisect_right(lines, place + _NEAR) - 1)


def _before(lines: Sequence[float], place: float) -> int:
    """How many lines are truly before `place`."""
    return bisect_right(lines, place - _NEAR)


def _overlap(spots: Iterable[Spot]) -> bool:
    taken: set[tuple[int, int]] = set()
    for spot in spots:
        cells = {
            (row, column)
            for row in range(spot.row, spot.row + spot.rows)
            for column in range(spot.column, spot.column + spot.columns)
        }
        if cells & taken:
            return True
        taken |= cells
    return False
