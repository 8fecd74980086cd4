"""List markers → numbering levels (CSS Lists 3, CSS Counter Styles 3 → ECMA-376 Part 1 §17.9).

A CSS list is any element with list items; Word has numbered paragraphs that refer to a list and a level. One outermost
list and what is nested in it become one `List` as long as its levels agree: Word then starts the inner levels anew
after each outer item, as CSS counters do. Where they do not agree, the inner list gets a `List` to itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from briefkit.layout.views import Box, BoxKind, CounterStyle, Style
from briefkit.write.docx.flow import List, ListLevel, ListReference, RunLook
from briefkit.write.docx.looks import twips

DEEPEST = 8
"""The deepest level a Word list has, counted from 0 (§17.9.3)."""

_FORMATS = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
}
"""Predefined counter styles → ST_NumberFormat (§17.18.59)."""


def number_format(counter: CounterStyle) -> str | None:
    """ST_NumberFormat that writes numbers as a counter style does; None where there is none."""
    return _FORMATS.get(counter.name) or _FORMATS.get(counter.base)


def text_style(box: Box) -> Style:
    """The style in which the text of a marker or of generated content is set."""
    return next((inside.style for inside in box.descendants() if inside.kind is BoxKind.TEXT), box.style)


@dataclass
class OpenList:
    """A list being walked: its depth from 0, where its content stands, and the list and level it came to have.

    `space` is the widest marker's width in points. `reference` is None until the first marker was seen. `next_number`
    is the number that Word would give the next item by itself. `bullets` are the references of the bullets met so far:
    items of one list may have different ones, as tasks that are done and that are not.
    """

    depth: int
    space: float
    outer: OpenList | None
    reference: ListReference | None = None
    next_number: int = 1
    bullets: dict[ListLevel, ListReference] = field(default_factory=dict)

    @property
    def level(self) -> int:
        return min(self.depth, DEEPEST)


@dataclass
class OpenItem:
    """An item being walked: its marker box until a paragraph takes it, and which list it belongs to."""

    marker: Box | None
    list: OpenList
    kind: Literal["", "bullet", "number"] = ""


@dataclass
class _Book:
    """A list in the making: its levels, and which levels were used since an outer one was."""

    levels: dict[int, ListLevel] = field(default_factory=dict)
    running: set[int] = field(default_factory=set)


class Lists:
    """All lists of a document, in the order in which they begin."""

    def __init__(self, counter_style: Callable[[str], CounterStyle]) -> None:
        self._counter_style = counter_style
        self._books: list[_Book] = []
        self.substituted: set[str] = set()  # counter styles that Word has no counterpart of

    def finished(self) -> tuple[List, ...]:
        return tuple(List(book.levels) for book in self._books)

    def kind(self, style: Style) -> Literal["", "bullet", "number"]:
        """Whether items of this `list-style-type` have bullets, numbers or nothing."""
        name = style.list_style_type
        if name == "none":
            return ""
        return "number" if not name.startswith('"') and self._number_format(name) else "bullet"

    def reference(self, item: OpenItem, look: RunLook, left: float) -> ListReference:
        """The list and the level of the item whose marker is shown by this paragraph, `left` points from the margin."""
        open_list, marker = item.list, item.marker
        if marker is None:
            raise ValueError("the item's marker was used before")
        number = self._number(marker, open_list)
        level = self._level(marker, open_list, look, left, start=number)
        if level.format == "bullet" and level in open_list.bullets:
            open_list.reference = open_list.bullets[level]
        elif open_list.reference is None or number != open_list.next_number or level.format == "bullet":
            open_list.reference = ListReference(self._place(open_list, level), open_list.level, has_marker=True)
            open_list.bullets[level] = open_list.reference
        open_list.next_number = number + 1
        reference = open_list.reference
        running = self._books[reference.number].running
        running -= {deeper for deeper in running if deeper > reference.level}
        running.add(reference.level)
        return reference

    def _place(self, open_list: OpenList, level: ListLevel) -> int:
        """The number of the list in which `level` can stand, a new one if need be."""
        at = open_list.level
        outer = open_list.outer
        if outer is not None and outer.reference is not None and outer.level < at:
            book = self._books[outer.reference.number]
            if at not in book.running and book.levels.setdefault(at, level) == level:
                return outer.reference.number
        self._books.append(_Book({at: level}))
        return len(self._books) - 1

    def _level(self, marker: Box, open_list: OpenList, look: RunLook, left: float, *, start: int) -> ListLevel:
        style = marker.element_style
        text = marker.all_text
        name = style.list_style_type
        format_ = None if name.startswith('"') else self._number_format(name)
        if format_ is None:
            return ListLevel("bullet", text.strip(), twips(left), twips(open_list.space), look)
        counter = self._counter_style(name)
        label = f"{counter.prefix}%{open_list.level + 1}{counter.suffix.rstrip()}"
        return ListLevel(format_, label, twips(left), twips(open_list.space), look, start)

    def _number_format(self, name: str) -> str | None:
        """ST_NumberFormat for a counter style; None where its markers are the same for all items."""
        counter = self._counter_style(name)
        if counter.system == "cyclic":
            return None
        format_ = number_format(counter)
        if format_ is None:
            self.substituted.add(name)
        return format_ or "decimal"

    def _number(self, marker: Box, open_list: OpenList) -> int:
        """The number of an item: as its marker shows it or the author states it, else the one that is due.

        A bullet has the number that is due.
        """
        stated = _stated_number(marker, is_first=open_list.reference is None)
        if stated is not None:
            return stated
        shown = re.search(r"\d+", marker.all_text) if self._is_decimal(marker) else None
        return _within_word(int(shown[0])) if shown else open_list.next_number

    def _is_decimal(self, marker: Box) -> bool:
        name = marker.element_style.list_style_type
        return not name.startswith('"') and self._number_format(name) in {"decimal", "decimalZero"}


def _stated_number(marker: Box, *, is_first: bool) -> int | None:
    """The number that the author states on the item, or on the list for its first; None where none is stated."""
    element = marker.element
    if element is None:
        return None
    stated = element.attributes.get("value", "")
    if not stated and is_first and element.parent is not None:
        stated = element.parent.attributes.get("start", "")
    found = re.fullmatch(r"\s*([+-]?[0-9]{1,9})\s*", stated)
    return _within_word(int(found[1])) if found else None


def _within_word(number: int) -> int:
    """The nearest number that Word can start a list at (0 to 32767, [MS-OI29500] §2.1.261)."""
    return max(0, min(number, 32767))
