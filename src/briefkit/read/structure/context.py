"""What the document around a unit tells: typical lengths, runs of numbers and of short lines, zones, repetition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from msgspec import Struct

from briefkit.read.structure.lexicon import CONTENTS_HEADINGS, REFERENCE_HEADINGS
from briefkit.read.structure.shapes import Shape, binned
from briefkit.read.structure.unit import Unit

_NUMBERING = re.compile(
    r"^(?:\W*(?:\d+(?:\.\d+)*|[ivxlc]+|[a-z]|section \d+|chapter \d+|part \w+|appendix(?: \w)?)[.):]*\s+)",
    re.IGNORECASE,
)
FAR = 60


class Run(Struct, frozen=True):
    """A unit's place among those whose numbers go on from one another.

    `gap` is the least distance to the number before or after it, in units (0: it has neither); `prose` whether a long
    unit stands in between; `length` how many numbers there are in all.
    """

    gap: int = 0
    prose: bool = False
    length: int = 0
    is_first: bool = False


class Streak(Struct, frozen=True):
    """A unit's place in a row of units that are alike: `before` and `after` it."""

    before: int
    after: int


class Context(Struct, frozen=True):
    """What is known of a document as a whole and of each unit's place in it."""

    typical: float
    blank_share: float
    is_wrapped: bool
    short_share: float
    mark_share: float
    is_cased: bool
    runs: list[Run]
    short_streaks: list[Streak]
    mark_streaks: list[Streak]
    indent_streaks: list[Streak]
    zones: list[str]
    since_zone: list[int]
    repeats: list[str]
    first_words: Counter[str]
    capitals: int
    colons: int
    keys: list[str]
    key_counts: Counter[str]
    listed: int


def context_of(units: Sequence[Unit], shapes: Sequence[Shape]) -> Context:
    """The context of all units of one document."""
    total = len(units)
    lengths = [shape.length for shape in shapes if shape.sentences] or [shape.length for shape in shapes]
    zones, since = _zones(shapes)
    runs, mark_streaks = _runs(units, shapes), _streaks([shape.mark if shape.mark else None for shape in shapes])
    keys = [
        _key(unit, shape, units[i + 1].blanks if i + 1 < total else 1)
        for i, (unit, shape) in enumerate(zip(units, shapes, strict=True))
    ]
    return Context(
        typical=median(lengths),
        blank_share=sum(unit.blanks > 0 for unit in units[1:]) / max(1, total - 1),
        is_wrapped=sum(unit.hanging is not None for unit in units) > 2,
        short_share=sum(shape.is_short and not shape.mark for shape in shapes) / total,
        mark_share=sum(bool(shape.mark) for shape in shapes) / total,
        is_cased=sum(shape.is_cased for shape in shapes) * 2 > total,
        runs=runs,
        short_streaks=_streaks([shape.is_short and not shape.mark for shape in shapes]),
        mark_streaks=mark_streaks,
        indent_streaks=_streaks(
            [(unit.indent, unit.is_quoted) if unit.indent or unit.is_quoted else None for unit in units]
        ),
        zones=zones,
        since_zone=since,
        repeats=_repeats(shapes),
        first_words=Counter(shape.first for shape in shapes if shape.is_short),
        capitals=sum(shape.capitals > 0.9 and shape.length > 3 and shape.is_cased for shape in shapes),
        colons=sum(shape.is_short and shape.end == ":" for shape in shapes),
        keys=keys,
        key_counts=Counter(keys),
        listed=sum(
            shape.mark == "•"
            or (
                shape.mark in ("1.", "(1)", "1)", "a.", "a)", "(a)", "i.", "(i)", "o")
                and run.gap
                and run.gap <= 2
                and not run.prose
            )
            for shape, run in zip(shapes, runs, strict=True)
        ),
    )


def _key(unit: Unit, shape: Shape, blanks_after: int) -> str:
    """What two units of one kind have in common in one document: case, ending, mark, room around."""
    case = (
        "C" if shape.capitals > 0.9 else "T" if (shape.titled or 0) > 0.6 else "s" if shape.titled is not None else "n"
    )
    words = binned(shape.words, [3, 9, 18, 40])
    end = shape.end if shape.end in ".?:" else "x"
    room = f"{min(unit.blanks, 1)}{min(blanks_after, 1)}"
    return f"{case}{end}{shape.mark}{room}{words}{unit.underline}{bool(unit.indent):d}"


def _streaks(values: Sequence[object]) -> list[Streak]:
    """For each value that is true, how many equal ones stand straight before and after it."""
    total = len(values)
    before, after = [0] * total, [0] * total
    for i in range(1, total):
        if values[i] and values[i] == values[i - 1]:
            before[i] = before[i - 1] + 1
    for i in range(total - 2, -1, -1):
        if values[i] and values[i] == values[i + 1]:
            after[i] = after[i + 1] + 1
    return [Streak(a, b) for a, b in zip(before, after, strict=True)]


def _runs(units: Sequence[Unit], shapes: Sequence[Shape]) -> list[Run]:
    """The run of numbers that each unit is part of."""
    links_back: list[int | None] = [None] * len(shapes)
    links_on: list[int | None] = [None] * len(shapes)
    last: dict[tuple[str, tuple[int, ...]], int] = {}
    for i, shape in enumerate(shapes):
        if not shape.number:
            continue
        *outer, value = shape.number
        before = last.get((shape.mark, (*outer, value - 1)))
        if before is not None and i - before <= FAR * 4:
            links_back[i], links_on[before] = before, i
        last[shape.mark, shape.number] = i
    lengths: dict[int, int] = {}
    roots: dict[int, int] = {}
    for i in range(len(shapes)):
        if shapes[i].number:
            back = links_back[i]
            roots[i] = roots[back] if back is not None else i
            lengths[roots[i]] = lengths.get(roots[i], 0) + 1
    runs = []
    longs = [0]
    for shape in shapes:
        longs.append(longs[-1] + (shape.words > 25 and not shape.mark))
    for i, shape in enumerate(shapes):
        if not shape.number:
            runs.append(Run())
            continue
        near = [(_steps(units, i, other), other) for other in (links_back[i], links_on[i]) if other is not None]
        if not near:
            runs.append(Run(length=1, is_first=shape.number[-1] == 1))
            continue
        gap, other = min(near)
        low, high = sorted((i, other))
        runs.append(Run(gap, longs[high] > longs[low + 1], lengths[roots[i]], links_back[i] is None))
    return runs


def _steps(units: Sequence[Unit], one: int, other: int) -> int:
    """How far two numbers are from one another; what is indented below the first belongs to it and does not count."""
    low, high = sorted((one, other))
    if high - low > 12:
        return high - low
    return high - low - sum(units[i].indent > units[low].indent for i in range(low + 1, high))


def bare_title(text: str) -> str:
    """A heading's words alone: no number, no colon, small letters."""
    return _NUMBERING.sub("", text).strip(" :.#").casefold()


def _zones(shapes: Sequence[Shape]) -> tuple[list[str], list[int]]:
    """Which units come under a heading of references or of contents, and how far below it."""
    zones, since, zone, begin = [], [], "", 0
    for i, shape in enumerate(shapes):
        if shape.words <= 6 and shape.is_short:
            title = bare_title(shape.text)
            if title in REFERENCE_HEADINGS:
                zone, begin = "refs", i
            elif title in CONTENTS_HEADINGS:
                zone, begin = "contents", i
            elif (
                zone
                and not shape.mark
                and not shape.is_cited
                and not shape.has_url
                and (zone == "refs" or i - begin > 40)
            ):
                zone = ""
        elif zone == "contents" and shape.words > 25:
            zone = ""
        zones.append(("at-" if zone and i == begin else "") + zone)
        since.append(i - begin if zone else 0)
    return zones, since


def _repeats(shapes: Sequence[Shape]) -> list[str]:
    """Whether the words of a short unit come again as a unit: ``first`` and ``last`` of the two, else empty."""
    places: dict[str, list[int]] = {}
    for i, shape in enumerate(shapes):
        if shape.words <= 20:
            places.setdefault(bare_title(shape.text), []).append(i)
    found = [""] * len(shapes)
    for words, indices in places.items():
        if len(indices) == 2 and words:
            found[indices[0]], found[indices[1]] = "first", "last"
        elif len(indices) > 2:
            for i in indices:
                found[i] = "many"
    return found
