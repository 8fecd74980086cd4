"""Numbers before headings → one list of several levels that Word counts by itself (ECMA-376 Part 1 §17.9).

A heading's number is ``::before`` content of counters and words, the last counter one that the heading increments. Each
counter stands for the level of the headings that increment it. Where Word, which counts headings alone, would come to
another number than the page shows, the number stays text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from briefkit.layout.views import Box, BoxKind, ContentCounter, ContentText, CounterStyle
from briefkit.write.docx.flow import OUTLINE, Follower, List, ListLevel, ListReference
from briefkit.write.docx.lists import text_style
from briefkit.write.docx.looks import Fonts, all_written, points, run_look, twips
from briefkit.write.docx.number_formats import number_format

_OTHERS = {"page", "pages", "footnote", "list-item"}
"""Counters that count something else than headings."""

_Count: TypeAlias = tuple[str, str]
"""A counter in a number: its name, and its counter style."""


class Counters(Struct, frozen=True):
    """What the layout knows of counters: what a counter style is, and what a number is written as in one."""

    style: Callable[[str], CounterStyle]
    text: Callable[[int, str], str]


class _Number(Struct, frozen=True):
    """The number in front of a heading. `parts` are its counters and the words between, `space` is what comes after.

    `level` is the heading's outline level from 0, `index` its element's; `box` holds the number.
    """

    index: int
    level: int
    box: Box
    parts: tuple[_Count | str, ...]
    space: str

    @property
    def own(self) -> _Count:
        """The counter that counts this heading."""
        return next(part for part in reversed(self.parts) if not isinstance(part, str))


class Headings:
    """The headings of a page that Word numbers, and their levels.

    `generated` are the boxes with their numbers. `has_others` when some number has to stay text.
    """

    def __init__(self, root: Box, counters: Counters, fonts: Fonts, text_width: Callable[[Box], float]) -> None:
        self._counters = counters
        self._fonts = fonts
        self._text_width = text_width
        self._counted: dict[str, int] = {}  # counter → the level it counts
        self._levels: dict[int, ListLevel] = {}
        self._of: dict[int, ListReference] = {}
        self._placed: set[int] = set()
        found = tuple(_numbers(root))
        self._number(found)
        self.generated = frozenset(number.box for number in found if number.index in self._of)
        self.has_others = len(self._of) < len(found)

    def reference(self, index: int) -> ListReference | None:
        """The number of the heading that is the element of this index; None where it is no such heading."""
        return self._of.get(index)

    def place(self, level: int, left: float, indent: float) -> None:
        """The lines of a heading of this level begin `left` points from the margin, the first of them `indent` points
        further in: the first of a level decides."""
        if level not in self._placed:
            self._placed.add(level)
            known = self._levels[level]
            start, hanging = twips(left), max(0, -twips(indent))
            self._levels[level] = replace(known, left=start, hanging=hanging, tab=known.tab + start - hanging)

    @property
    def list(self) -> List | None:
        """The levels as a list; None where no heading is numbered."""
        return List(self._levels) if self._levels else None

    def _number(self, found: Iterable[_Number]) -> None:
        """Count as Word does, and keep the headings whose number comes out as it is shown."""
        counts: dict[int, int] = {}
        for number in found:
            level = self._level(number)
            if level is None:
                continue
            known = self._levels.get(number.level)
            start = level.start if known is None else known.start
            count = counts.get(number.level, start - 1) + 1
            expected = {**counts, number.level: count}
            shown = all_written(number.box).rstrip()
            if self._shown(number, expected) != shown:
                continue
            self._levels[number.level] = replace(level, start=start, tab=max(level.tab, known.tab if known else 0))
            self._counted[number.own[0]] = number.level
            self._of[number.index] = ListReference(OUTLINE, number.level, has_marker=True, shown=shown)
            counts = {at: value for at, value in expected.items() if at <= number.level}

    def _level(self, number: _Number) -> ListLevel | None:
        """The level that a number makes; None where Word has none that shows it, or has another there already."""
        name, style = number.own
        at, known = number.level, self._levels.get(number.level)
        format_ = number_format(self._counters.style(style))
        is_of_another_level = self._counted.get(name, at) != at
        is_another = known is not None and self._counted.get(name) != at
        text = self._level_text(number)
        if format_ is None or text is None or is_of_another_level or is_another:
            return None
        after, tab = self._after(number)
        look = run_look(text_style(number.box), self._fonts)
        level = ListLevel(format_.name, text, 0, 0, look, self._start(number), after, tab)
        if known is not None and level != replace(known, start=level.start, tab=level.tab):
            return None
        return level

    def _level_text(self, number: _Number) -> str | None:
        """The text of the level (§17.9.11), in which ``%2`` is the number of the second level."""
        text = ""
        for part in number.parts:
            if isinstance(part, str):
                text += part
                continue
            name, style = part
            at = number.level if part == number.own else self._counted.get(name)
            if at is None or at > number.level:
                return None
            format_ = number_format(self._counters.style(style))
            if at in self._levels and (format_ is None or format_.name != self._levels[at].format):
                return None
            text += f"%{at + 1}"
        return text

    def _shown(self, number: _Number, counts: Mapping[int, int]) -> str:
        """What Word shows for a number when its levels have come to `counts`."""
        text = ""
        for part in number.parts:
            if isinstance(part, str):
                text += part
                continue
            at = number.level if part == number.own else self._counted[part[0]]
            text += self._counters.text(counts[at], part[1]) if at in counts else ""
        return text.rstrip()

    def _start(self, number: _Number) -> int:
        """The first number of a level, as its first heading shows it; 1 where that is not to be read."""
        shown = re.search(r"(\d+)\D*$", number.box.all_text) if number.own[1] == "decimal" else None
        return min(int(shown[1]), 32767) if shown else 1

    def _after(self, number: _Number) -> tuple[Follower, int]:
        """What stands between a number and its heading (§17.9.28), and where the text begins after a tab, in twips."""
        style = number.box.style
        width = points(style.width) or self._text_width(number.box)
        room = sum(points(side) for side in (style.margin.right, style.padding.left, style.padding.right))
        if number.box.kind is BoxKind.INLINE_BLOCK or room > 0 or number.space.strip(" "):
            return "tab", twips(width + room)
        return ("space" if number.space else "nothing"), 0


def _numbers(root: Box) -> Iterator[_Number]:
    """The numbers in front of headings, in order. A heading that is an item of a list has the number of the item."""
    seen: set[int] = set()
    stack = [root]
    while stack:
        box = stack.pop()
        style = box.style
        if "list-item" in style.display or style.position.startswith(("running(", "fixed")):
            continue
        element = box.element
        level = box.element_style.bookmark_level
        if element is None or box.pseudo or level is None or element.index in seen:
            stack.extend(reversed(box.children))
            continue
        seen.add(element.index)
        if found := _number(box, min(level, 9) - 1):
            yield found


def _number(heading: Box, level: int) -> _Number | None:
    """The number at the beginning of a heading."""
    box = next((child for child in heading.descendants() if child.pseudo == "before"), None)
    if box is None or box.element is not heading.element or heading.element is None:
        return None
    if box.kind not in {BoxKind.INLINE, BoxKind.INLINE_BLOCK} or box.style.float_side in {"left", "right"}:
        return None
    parts: list[_Count | str] = []
    for item in box.style.content or ():
        match item:
            case ContentText(text=text):
                parts.append(re.sub(r"[ \t\n]+", " ", text))
            case ContentCounter(name=name, style=style, separator=None) if name not in _OTHERS:
                parts.append((name, style))
            case _:
                return None
    counts = [part for part in parts if not isinstance(part, str)]
    own = {name for name, step in heading.element_style.counter_increment if step == 1}
    if not counts or counts[-1][0] not in own or len(set(counts)) < len(counts):
        return None
    last = parts[-1] if isinstance(parts[-1], str) else ""
    space = last[len(last.rstrip()) :]
    words = [*parts[:-1], last.rstrip()] if last else parts
    return _Number(heading.element.index, level, box, tuple(words), space)
