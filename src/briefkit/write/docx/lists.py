"""List markers → numbering levels (CSS Lists 3, CSS Counter Styles 3 → ECMA-376 Part 1 §17.9).

A CSS list is any element with list items; Word has numbered paragraphs that refer to a list and a level. One outermost
list and what is nested in it become one `List` as long as its levels agree: Word then starts the inner levels anew
after each outer item, as CSS counters do. Where they do not agree, the inner list gets a `List` to itself.

What is printed comes first: an item whose marker Word would not count to begins a `List` that does, and where Word has
no such numbers at all, the marker is the text of a level like a bullet.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from briefkit.layout.views import Box, BoxKind, ContentCounter, ContentText, CounterStyle, Style
from briefkit.write.docx.flow import List, ListLevel, ListReference, RunLook
from briefkit.write.docx.looks import all_written, twips
from briefkit.write.docx.number_formats import WrittenNumbers

DEEPEST = 8
"""The deepest level a Word list has, counted from 0 (§17.9.3)."""


def text_style(box: Box) -> Style:
    """The style in which the text of a marker or of generated content is set."""
    return next((inside.style for inside in box.descendants() if inside.kind is BoxKind.TEXT), box.style)


class OpenList(Struct):
    """A list being walked: its depth from 0, where its content stands, and the list and level it came to have.

    `space` is the widest marker's width in points. `reference` is that of the last marker, None until one was seen, and
    `number` what it counts. `counting` is what Word counts on. `texts` are the references of the markers met so far
    that are text: items of one list may have different ones, as tasks that are done and that are not.
    """

    depth: int
    space: float
    outer: OpenList | None
    reference: ListReference | None = None
    number: int = 0
    counting: _Counting | None = None
    texts: dict[ListLevel, ListReference] = field(default_factory=dict)

    @property
    def level(self) -> int:
        return min(self.depth, DEEPEST)


class _Counting(Struct, frozen=True):
    """A list as Word counts it: the `next` number, and what it is written as."""

    reference: ListReference
    next: int
    format: str
    text: str


class _Count(Struct, frozen=True):
    """The number of an item, and the format and text of the level that shows it (§17.9.11).

    `has_outer` when the text shows the numbers of outer levels too.
    """

    number: int
    format: str
    text: str
    has_outer: bool


class OpenItem(Struct):
    """An item being walked: its marker box until a paragraph takes it, and which list it belongs to."""

    marker: Box | None
    list: OpenList
    kind: Literal["", "bullet", "number"] = ""


class _Book(Struct):
    """A list in the making: its levels, and which levels were used since an outer one was."""

    levels: dict[int, ListLevel] = field(default_factory=dict)
    running: set[int] = field(default_factory=set)


class Lists:
    """All lists of a document, in the order in which they begin."""

    def __init__(self, counter_style: Callable[[str], CounterStyle], counter_text: Callable[[int, str], str]) -> None:
        self._counter_style = counter_style
        self._counter_text = counter_text
        self._written = WrittenNumbers(counter_style, counter_text)
        self._books: list[_Book] = []
        self.uncounted: set[str] = set()  # counter styles that Word does not count by

    def finished(self) -> tuple[List, ...]:
        return tuple(List(book.levels) for book in self._books)

    def kind(self, style: Style) -> Literal["", "bullet", "number"]:
        """Whether items of this `list-style-type` have bullets, numbers or nothing."""
        name = style.list_style_type
        if name == "none":
            return ""
        return "bullet" if name.startswith('"') or self._counter_style(name).system == "cyclic" else "number"

    def reference(self, item: OpenItem, look: RunLook, left: float) -> ListReference:
        """The list and the level of the item whose marker is shown by this paragraph, `left` points from the margin."""
        open_list, marker = item.list, item.marker
        if marker is None:
            raise ValueError("the item's marker was used before")
        text = all_written(marker).strip()
        format_ = "bullet" if len(text) < 2 else "none"  # a bullet is one character in LibreOffice
        hanging = twips(open_list.space)
        shape = ListLevel(format_, text, twips(left), hanging, look, after="tab" if hanging > 0 else "space")
        count = self._count(marker, open_list)
        open_list.number = open_list.number + 1 if count is None else count.number
        if count is None or (reference := self._counted(open_list, count, shape)) is None:
            reference = self._as_text(open_list, marker, shape)
        open_list.reference = reference
        running = self._books[reference.number].running
        running -= {deeper for deeper in running if deeper > reference.level}
        running.add(reference.level)
        return reference

    def _counted(self, open_list: OpenList, count: _Count, shape: ListLevel) -> ListReference | None:
        """Where Word counts to this number; None where it does so nowhere."""
        known = open_list.counting
        if known is not None and (known.next, known.format, known.text) == (count.number, count.format, count.text):
            reference = known.reference
        else:
            level = replace(shape, format=count.format, text=count.text, start=count.number)
            if count.has_outer and not self._joins(open_list, level):
                return None
            reference = ListReference(self._place(open_list, level), open_list.level, has_marker=True)
        open_list.counting = _Counting(reference, count.number + 1, count.format, count.text)
        return reference

    def _as_text(self, open_list: OpenList, marker: Box, level: ListLevel) -> ListReference:
        """Where a marker stands that is the same for all items that have it."""
        if self._differs_by_item(marker):
            self.uncounted.add(marker.element_style.list_style_type)
        if level not in open_list.texts:
            open_list.texts[level] = ListReference(self._place(open_list, level), open_list.level, has_marker=True)
        return open_list.texts[level]

    def _differs_by_item(self, marker: Box) -> bool:
        """Whether the author asked for a marker that counts."""
        if marker.element_style.content is not None:
            return any(isinstance(item, ContentCounter) for item in marker.element_style.content)
        name = marker.element_style.list_style_type
        if name.startswith('"'):
            return False
        counter = self._counter_style(name)
        return counter.system != "cyclic" or len(counter.symbols) > 1

    def _joins(self, open_list: OpenList, level: ListLevel) -> bool:
        """Whether `level` can stand in the list around, which is not counting there."""
        outer = open_list.outer
        if outer is None or outer.reference is None or outer.level >= open_list.level:
            return False
        book = self._books[outer.reference.number]
        return open_list.level not in book.running and book.levels.get(open_list.level, level) == level

    def _place(self, open_list: OpenList, level: ListLevel) -> int:
        """The number of the list in which `level` can stand, a new one if need be."""
        outer = open_list.outer
        if outer is not None and outer.reference is not None and self._joins(open_list, level):
            self._books[outer.reference.number].levels[open_list.level] = level
            return outer.reference.number
        self._books.append(_Book({open_list.level: level}))
        return len(self._books) - 1

    # Numbers ----------------------------------------------------------------------------------------------------

    def _count(self, marker: Box, open_list: OpenList) -> _Count | None:
        """What Word has to count to for the marker that is shown; None where it cannot."""
        parts = self._parts(marker)
        own = [part for part in parts if not isinstance(part, str)]
        if len(own) != 1:
            return None
        at = parts.index(own[0])
        separator, style = own[0].separator, own[0].style
        outer = self._outer(open_list, style) if separator is not None else ()
        if outer is None:
            return None
        texts, labels = ["".join(str(part) for part in parts[:at])], ["".join(str(part) for part in parts[:at])]
        for level, text in outer:
            texts += [text, separator or ""]
            labels += [f"%{level + 1}", separator or ""]
        before, after = "".join(texts), "".join(str(part) for part in parts[at + 1 :]).rstrip()
        shown = all_written(marker).rstrip()
        if not (shown.startswith(before) and shown.endswith(after)):
            return None
        number = self._written.number(shown[len(before) : len(shown) - len(after)], style)
        format_ = self._written.format(style)
        if format_ is None or number is None:
            return None
        label = "".join(labels) + f"%{open_list.level + 1}" + after
        return _Count(number, format_, label, has_outer=bool(outer))

    def _parts(self, marker: Box) -> list[str | ContentCounter]:
        """What a marker is made of; empty where that is more than words and a number."""
        if marker.element_style.content is None:
            name = marker.element_style.list_style_type
            if name.startswith('"'):
                return []
            counter = self._counter_style(name)
            return [counter.prefix, ContentCounter("list-item", name), counter.suffix]
        parts: list[str | ContentCounter] = []
        for item in marker.element_style.content:
            match item:
                case ContentText(text=text):
                    parts.append(text)
                case ContentCounter(name="list-item"):
                    parts.append(item)
                case _:
                    return []
        return parts

    def _outer(self, open_list: OpenList, style: str) -> tuple[tuple[int, str], ...] | None:
        """Level and number of the items around, the outermost first; None where Word does not count all of them."""
        found: list[tuple[int, str]] = []
        around = open_list.outer
        while around is not None:
            counting, outermost = around.counting, open_list.outer
            if counting is None or outermost is None or outermost.reference is None:
                return None
            if counting.reference.number != outermost.reference.number or around.reference != counting.reference:
                return None
            if counting.format != self._written.format(style):
                return None
            found.insert(0, (around.level, self._counter_text(around.number, style)))
            around = around.outer
        return tuple(found)
