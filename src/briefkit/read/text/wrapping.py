"""Hard wrapping, found out and undone.

A text wrapped at a width breaks a line exactly where the next word would not have fitted. So each line break is
evidence for the widths from the line's own up to that of the line with the next word on it, and each line that is wider
than a width, though it could have been broken, is evidence against it. No blank lines are needed for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from briefkit.read.structure.markers import markers
from briefkit.read.text.lines import Line

MIN_WIDTH, MAX_WIDTH = 40, 132
MIN_EVIDENCE = 5
"""Line breaks that a width must explain, where no break stands in the midst of a sentence."""

MIN_SHARE = 0.6
"""The share of the breaks after long lines that a width must explain."""

_NOTE = re.compile(r"\[\d{1,3}\] ")

LONG = 0.62
"""How much of the width a line fills that could end a paragraph only by chance."""


def units_of(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """The lines, those together that wrapping had parted."""
    width = wrap_width(lines)
    units: list[list[Line]] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before and width and is_soft(before, line, width) and not _counts_on(units[-1][0], line):
            units[-1].append(line)
        else:
            units.append([line])
    return [tuple(unit) for unit in units]


def wrap_width(lines: Sequence[Line]) -> int | None:
    """The width at which a text was hard-wrapped; None for one that was not."""
    breaks = list(_breaks(lines))
    scores = _scores(lines, breaks)
    best = max(scores, default=0)
    if best <= 0:
        return None
    width = MIN_WIDTH + scores.index(best)
    after_long = [(own, wanted) for own, wanted, _ in breaks if own > LONG * width]
    explained = sum(own <= width < wanted for own, wanted in after_long)
    if explained < MIN_SHARE * len(after_long):
        return None
    is_certain = any(own <= width < wanted and mid_sentence for own, wanted, mid_sentence in breaks)
    return width if explained >= MIN_EVIDENCE or (is_certain and explained == len(after_long)) else None


def is_soft(before: Line, line: Line, width: int) -> bool:
    """Whether the break between two lines is there only because the text was wrapped at `width`.

    Hands wrap less exactly than programs: a break in the midst of a sentence after a long line is soft as well.
    """
    if not _may_continue(before, line) or before.width > width:
        return False
    return width < _wanted(before, line) or (before.width > LONG * width and _goes_on(before, line))


def _may_continue(before: Line, line: Line) -> bool:
    if (
        line.blanks
        or before.is_quoted != line.is_quoted
        or before.is_rule
        or line.is_rule
        or before.has_columns
        or line.has_columns
    ):
        return False
    return not any(not marker.is_weak and (not marker.system or marker.value == 1) for marker in markers(line.text))


def _counts_on(first: Line, line: Line) -> bool:
    """Whether a line begins with the number that comes after that of the unit before, whose first line is given."""
    before = {(marker.kind, marker.value) for marker in markers(first.text) if marker.system}
    if _NOTE.match(line.text):
        return _NOTE.match(first.text) is not None
    return any((marker.kind, marker.value - 1) in before for marker in markers(line.text))


def _wanted(before: Line, line: Line) -> int:
    """The width that the line before would have had with the next word on it."""
    return before.width + 1 + len(line.text.split(maxsplit=1)[0])


def _breaks(lines: Sequence[Line]) -> Iterator[tuple[int, int, bool]]:
    """Of each break that wrapping may have made: the line's width, that with the next word on it, and whether this
    word goes on with a sentence."""
    for before, line in pairwise(lines):
        if _may_continue(before, line):
            yield before.width, _wanted(before, line), _goes_on(before, line)


def _goes_on(before: Line, line: Line) -> bool:
    """Whether the second line goes on with a sentence of the first."""
    return line.text[0].islower() and before.text[-1] not in ".!?:"


def _scores(lines: Sequence[Line], breaks: Sequence[tuple[int, int, bool]]) -> list[int]:
    """For each width from `MIN_WIDTH` to `MAX_WIDTH`: breaks explained, less twice the lines that are too wide."""
    steps = [0] * (MAX_WIDTH + 2)
    for own, wanted, _ in breaks:
        steps[min(own, MAX_WIDTH + 1)] += 1
        steps[min(wanted, MAX_WIDTH + 1)] -= 1
    for line in lines:
        if " " in line.text and not line.has_columns:
            steps[0] -= 2
            steps[min(line.width, MAX_WIDTH + 1)] += 2
    return list(accumulate(steps))[MIN_WIDTH : MAX_WIDTH + 1]
