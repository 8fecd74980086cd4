"""Classified units to the model: headings with levels, paragraphs, nested lists with their lead-in terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.model import (
    MAX_DEPTH,
    NO_ATTRS,
    Attrs,
    Block,
    BulletList,
    Document,
    Heading,
    HorizontalRule,
    Inline,
    ListItem,
    Meta,
    NumberedList,
    Paragraph,
    SoftBreak,
    Styled,
    Text,
)
from briefkit.read.text.classify import Kind
from briefkit.read.text.units import Unit
from briefkit.spans import Source, Span

MAX_LISTS = MAX_DEPTH // 2 - 4
"""How deep lists may nest: each is a level with its items, and lead-in, paragraph and text need three more."""

LEAD_IN = Attrs(classes=("lead-in",))

_TERM = re.compile(r"(?:(?![.!?;:]\s).){2,60}?:(?=\s+\S)")
MAX_TERM_WORDS = 8


class _Item(Struct):
    """An item of an open list: where it begins, and its blocks so far."""

    unit: Unit
    blocks: list[Block]


class _List(Struct):
    """A list whose end has not come yet."""

    items: list[_Item] = field(default_factory=list)
    is_loose: bool = False

    @property
    def first(self) -> Unit:
        return self.items[0].unit


class Builder:
    """Builds one document; what there is to say gathers in `diagnostics`."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.title: tuple[Inline, ...] = ()
        self.lists: list[_List] = []
        self.diagnostics: list[Diagnostic] = []

    def build(self, units: Iterable[tuple[Kind, Unit]]) -> Document:
        """The document of all units."""
        for kind, unit in units:
            self._add(kind, unit)
        self._close_lists(0)
        return Document(blocks=with_first_level_one(self.blocks), meta=Meta(title=self.title))

    def _add(self, kind: Kind, unit: Unit) -> None:
        match kind:
            case Kind.ITEM:
                self._add_item(unit)
            case Kind.PARAGRAPH:
                self._leave_lists(unit)
                self._container().append(self._paragraph(unit))
            case Kind.TITLE:
                self.title = self._content(unit)
            case Kind.HEADING:
                self._close_lists(0)
                self.blocks.append(Heading(level=_level(unit), content=self._content(unit), span=self._span(unit)))
            case Kind.RULE:
                self._close_lists(0)
                self.blocks.append(HorizontalRule(span=self._span(unit)))

    # Lists ----------------------------------------------------------------------------------------------------------

    def _add_item(self, unit: Unit) -> None:
        """Put the unit into the open list it belongs to, or open one, inside the last item where it is deeper."""
        depth = self._depth_of(unit)
        self._close_lists(depth)
        if depth > MAX_LISTS:
            self._report_depth(unit)
            self._close_lists(MAX_LISTS)
        elif depth > len(self.lists):
            self.lists.append(_List())
        open_list = self.lists[-1]
        open_list.is_loose |= bool(open_list.items and unit.blanks)
        open_list.items.append(_Item(unit, [self._paragraph(unit)]))

    def _depth_of(self, unit: Unit) -> int:
        """The depth (from 1) of the list that the unit is an item of; one more than there are opens a new one.

        Items are told to be deeper by their indent, or by another kind of marker than the list around has; a kind that
        an outer list has leads back to it.
        """
        depth = len(self.lists)
        while depth and self.lists[depth - 1].first.indent > unit.indent + 1:
            depth -= 1
        if not depth or unit.indent > self.lists[depth - 1].first.indent + 1:
            return depth + 1
        for outer in range(depth, 0, -1):
            first = self.lists[outer - 1].first
            if first.indent < unit.indent - 1:
                break
            if first.marker and unit.marker and first.marker.kind == unit.marker.kind:
                return outer
        return depth + 1

    def _leave_lists(self, unit: Unit) -> None:
        """Close the lists that a plain paragraph ends: those that it is not indented below the items of."""
        depth = len(self.lists)
        while depth and unit.indent <= self.lists[depth - 1].first.indent:
            depth -= 1
        self._close_lists(depth)
        if self.lists:
            self.lists[-1].is_loose = True

    def _close_lists(self, depth: int) -> None:
        """Close the innermost open lists until `depth` are left."""
        while len(self.lists) > depth:
            closed = self.lists.pop()
            self._container().append(self._closed(closed))

    def _container(self) -> list[Block]:
        return self.lists[-1].items[-1].blocks if self.lists else self.blocks

    def _closed(self, closed: _List) -> Block:
        contents = with_lead_ins([item.blocks for item in closed.items])
        items = tuple(
            ListItem(blocks=blocks, span=self.source.span(item.unit.lines[0].start, _end(blocks)))
            for item, blocks in zip(closed.items, contents, strict=True)
        )
        span = self.source.span(items[0].span.start, items[-1].span.end)
        marker = closed.first.marker
        if marker is None or not marker.system:
            return BulletList(items=items, is_tight=not closed.is_loose, span=span)
        attrs = NO_ATTRS if marker.system == "decimal" else Attrs(classes=(marker.system,))
        return NumberedList(items=items, start=marker.value, is_tight=not closed.is_loose, attrs=attrs, span=span)

    def _report_depth(self, unit: Unit) -> None:
        if not any(found.rule.id == "B102" for found in self.diagnostics):
            message = f"lists are nested more than {MAX_LISTS} deep; from here on they are read at that depth"
            self.diagnostics.append(diagnose("B102", message, span=self._span(unit)))

    # Texts ----------------------------------------------------------------------------------------------------------

    def _paragraph(self, unit: Unit) -> Paragraph:
        return Paragraph(content=self._content(unit), span=self.source.span(unit.content_start, unit.end))

    def _content(self, unit: Unit) -> tuple[Inline, ...]:
        """The words of the unit, a soft break for each line end inside it."""
        content: list[Inline] = []
        start, before = unit.content_start, unit.lines[0]
        for line in unit.lines:
            if content:
                content.append(SoftBreak(span=self.source.span(before.end, line.start)))
                start = line.start
            content.append(Text(text=self.source.text[start : line.end], span=self.source.span(start, line.end)))
            before = line
        return tuple(content)

    def _span(self, unit: Unit) -> Span:
        return self.source.span(unit.lines[0].start, unit.end)


def _end(blocks: Sequence[Block]) -> int:
    return blocks[-1].span.end


def _level(unit: Unit) -> int:
    """The level that a heading's own form speaks for: how many numbers it begins with, or what underlines it."""
    if unit.underline:
        return 1 if unit.underline.text[0] == "=" else 2
    return min(max(unit.numbering, 1), 6)


def with_first_level_one(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the levels of headings that occur counted from 1 without a gap."""
    levels = sorted({block.level for block in blocks if isinstance(block, Heading)})
    return tuple(
        Heading(level=levels.index(block.level) + 1, content=block.content, span=block.span)
        if isinstance(block, Heading)
        else block
        for block in blocks
    )


# Lead-in terms ------------------------------------------------------------------------------------------------------


def with_lead_ins(items: Sequence[Sequence[Block]]) -> list[tuple[Block, ...]]:
    """The items of a list with the term that each opens with set apart, where most of them open with one.

    The colon belongs to the term: it is set in the same type.
    """
    terms = [_term_length(blocks[0]) for blocks in items]
    if sum(map(bool, terms)) * 2 <= len(items):
        return [tuple(blocks) for blocks in items]
    return [(_with_lead_in(blocks[0], length), *blocks[1:]) for blocks, length in zip(items, terms, strict=True)]


def _term_length(block: Block) -> int:
    """The length of the term with its colon that a paragraph opens with; 0 where it has none."""
    if not isinstance(block, Paragraph) or not isinstance(first := block.content[0], Text):
        return 0
    found = _TERM.match(first.text)
    return found.end() if found and len(found[0].split()) <= MAX_TERM_WORDS else 0


def _with_lead_in(block: Block, length: int) -> Block:
    if not length or not isinstance(block, Paragraph) or not isinstance(first := block.content[0], Text):
        return block
    span = first.span
    term = Text(text=first.text[:length], span=Span(span.source, span.start, span.start + length))
    rest = Text(text=first.text[length:], span=Span(span.source, span.start + length, span.end))
    lead_in = Styled(content=(term,), attrs=LEAD_IN, span=term.span)
    return Paragraph(content=(lead_in, rest, *block.content[1:]), span=block.span)
