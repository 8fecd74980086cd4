"""The features of the second reading: what the first one made of the units around and of those that look alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from msgspec import Struct

from briefkit.read.structure.context import Context
from briefkit.read.structure.shapes import Shape, binned

HEADING, ITEM, PROSE = "heading", "list_item", "paragraph"
FAR = 99
"""The distance to a heading that is not there."""

_SHARES = [0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98]
_ROUGH = [0.05, 0.2, 0.5, 0.8, 0.95]
_DISTANCES = [2, 3, 5, 9]
_NONE = "-"

Group: TypeAlias = tuple[str, object]
"""Units that look alike: in what, and how."""


class _Chances(Struct, frozen=True):
    """What the first reading thinks of a unit: how likely it is a heading, an item, prose, and the likeliest label."""

    heading: float
    item: float
    prose: float
    label: str
    confidence: float

    @property
    def by_letter(self) -> tuple[tuple[str, float], ...]:
        return ("h", self.heading), ("l", self.item), ("p", self.prose)


class _Sum(Struct):
    """The chances of the members of a group taken together."""

    count: int = 0
    heading: float = 0.0
    item: float = 0.0
    prose: float = 0.0

    def add(self, one: _Chances) -> None:
        self.count += 1
        self.heading += one.heading
        self.item += one.item
        self.prose += one.prose

    def means_without(self, one: _Chances) -> Iterator[float]:
        """The mean chances of the other members."""
        for total, own in ((self.heading, one.heading), (self.item, one.item), (self.prose, one.prose)):
            yield (total - own) / (self.count - 1)


def second_features(
    shapes: Sequence[Shape], context: Context, chances: Sequence[Sequence[float]], labels: Sequence[str]
) -> list[list[str]]:
    """For each unit the features that come of the `chances` of each of the `labels` in the first reading."""
    told = _told(chances, labels)
    groups = _groups(shapes, context)
    sums: dict[Group, _Sum] = defaultdict(_Sum)
    for own, found in zip(told, groups, strict=True):
        for group in found:
            sums[group].add(own)
    rate, items = _rates(shapes, told)
    above = _distances(told)
    below = _distances(told[::-1])[::-1]
    return [
        [*_own(told[i]), *_around(i, told, shapes), *_alike(told[i], groups[i], sums),
         *_whole(told[i], shapes[i], rate, items),
         f"two:b{binned(above[i], _DISTANCES)}a{binned(below[i], _DISTANCES)}h{binned(told[i].heading, _ROUGH)}"]
        for i in range(len(shapes))
    ]  # fmt: skip


def _told(chances: Iterable[Sequence[float]], labels: Sequence[str]) -> list[_Chances]:
    heading, item, prose = map(labels.index, (HEADING, ITEM, PROSE))
    told = []
    for row in chances:
        best = max(range(len(labels)), key=row.__getitem__)
        told.append(_Chances(row[heading], row[item], row[prose], labels[best], row[best]))
    return told


def _groups(shapes: Sequence[Shape], context: Context) -> list[list[Group]]:
    """The groups that each unit belongs to: of one key, one mark, one run of short units, one first word."""
    groups: list[list[Group]] = []
    streak = 0
    was_plain = True
    for i, (shape, key) in enumerate(zip(shapes, context.keys, strict=True)):
        found: list[Group] = [("key", key)]
        is_plain = _is_plain_short(shape)
        if shape.mark:
            found.append(("mark", shape.mark))
        if is_plain:
            streak = streak if was_plain else i
            found.append(("streak", streak))
        if shape.is_short and shape.first:
            found.append(("first", shape.first))
        groups.append(found)
        was_plain = is_plain
    return groups


def _is_plain_short(shape: Shape) -> bool:
    return shape.is_short and not shape.mark


def _rates(shapes: Sequence[Shape], told: Sequence[_Chances]) -> tuple[int, int]:
    """How many words a heading there are in the document, and how many items without a mark, in bins."""
    headings = sum(one.heading for one in told)
    items = sum(one.item for one, shape in zip(told, shapes, strict=True) if not shape.mark)
    words = sum(shape.words for shape in shapes)
    return binned(words / (headings + 0.5), [60, 110, 180, 300]), binned(items, [0.5, 2, 5, 12])


def _distances(told: Sequence[_Chances]) -> list[int]:
    """How many units on from the last likely heading each unit stands."""
    distances = [FAR]
    for before, _ in pairwise(told):
        distances.append(1 if before.heading > 0.5 else distances[-1] + 1)
    return distances


# Features -----------------------------------------------------------------------------------------------------------


def _own(own: _Chances) -> Iterator[str]:
    yield f"two:{own.label}{binned(own.confidence, [0.5, 0.7, 0.9, 0.98])}"
    for letter, chance in own.by_letter:
        yield f"two:{letter}{binned(chance, _SHARES)}"


def _around(i: int, told: Sequence[_Chances], shapes: Sequence[Shape]) -> Iterator[str]:
    own, shape = told[i], shapes[i]
    before = told[i - 1] if i else None
    after, second = (told[j] if j < len(told) else None for j in (i + 1, i + 2))
    previous, following = before.label if before else _NONE, after.label if after else _NONE
    yield f"two:{own.label}p{previous}"
    yield f"two:{own.label}n{following}"
    yield f"two:p{previous}n{following}s{shape.is_short:d}m{bool(shape.mark):d}"
    yield f"two:n{following},{second.label if second else _NONE}s{shape.is_short:d}"
    if before and after:
        for letters, row in (
            ("P{}N{}h{}", (before.heading, after.heading, own.heading)),
            ("Pl{}N{}l{}", (before.item, after.item, own.item)),
        ):
            yield "two:" + letters.format(*(binned(chance, _ROUGH) for chance in row))


def _alike(own: _Chances, groups: Sequence[Group], sums: dict[Group, _Sum]) -> Iterator[str]:
    """What the others are taken for that look like this one in one way or another."""
    for group in groups:
        total, kind = sums[group], group[0]
        if total.count < 2:
            continue
        size = binned(total.count, [3, 6])
        for (letter, chance), mean in zip(own.by_letter, total.means_without(own), strict=True):
            yield f"two:{kind}{letter}{binned(mean, _ROUGH)}n{size}"
            if kind in ("key", "streak"):
                yield f"two:{kind}{letter}{binned(mean, _ROUGH)}o{binned(chance, _ROUGH)}"


def _whole(own: _Chances, shape: Shape, rate: int, items: int) -> Iterator[str]:
    """The document as a whole, beside this unit."""
    yield f"two:r{rate}h{binned(own.heading, _ROUGH)}"
    yield f"two:i{items}l{binned(own.item, _ROUGH)}m{bool(shape.mark):d}"
