"""Pieces whose part is known, to the model: headings, paragraphs, nested lists, quotes, tables, code, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.model import (
    MAX_DEPTH,
    NO_ATTRS,
    Attrs,
    Author,
    Block,
    BulletList,
    CodeBlock,
    Document,
    Group,
    Heading,
    HorizontalRule,
    Inline,
    ListItem,
    Meta,
    NumberedList,
    Paragraph,
    Quote,
    SoftBreak,
    Styled,
    Text,
)
from briefkit.read.structure import Reading
from briefkit.read.structure.markers import Marker, markers
from briefkit.read.text.bylines import Byline, byline_of
from briefkit.read.text.links import linked
from briefkit.read.text.tables import table_of
from briefkit.read.text.units import Piece
from briefkit.spans import Source, Span

MAX_LISTS = MAX_DEPTH // 2 - 4
"""How deep lists may nest: each is a level with its items, and lead-in, paragraph and text need three more."""

LEAD_IN = Attrs(classes=("lead-in",))
BYLINE = Attrs(classes=("byline",))
CAPTION = Attrs(classes=("caption",))
NOTES = Attrs(classes=("references",))

_TERM = re.compile(r"(?:(?![.!?;:]\s).){2,60}?:(?=\s+\S)")
MAX_TERM_WORDS = 8


class _Item(Struct):
    """An item of an open list: where it begins, and its blocks so far."""

    piece: Piece
    marker: Marker | None
    blocks: list[Block]

    @property
    def indent(self) -> int:
        return self.piece.first.indent


class _List(Struct):
    """A list whose end has not come yet."""

    items: list[_Item] = field(default_factory=list)
    is_loose: bool = False

    @property
    def first(self) -> _Item:
        return self.items[0]


class Builder:
    """Builds one document; what there is to say gathers in `diagnostics`."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.title: tuple[Inline, ...] = ()
        self.kicker = ""
        self.byline = Byline()
        self.bylines: list[str] = []
        self.lists: list[_List] = []
        self.diagnostics: list[Diagnostic] = []

    def build(self, pieces: Sequence[tuple[Piece, Reading | None]]) -> Document:
        """The document of all pieces; a drawn line has no reading."""
        place = 0
        while place < len(pieces):
            piece, reading = pieces[place]
            run = _run(pieces, place)
            if reading is None:
                self._add_rule(piece)
            elif len(run) > 1 or reading.label in _RUNS:
                self._close_lists(0)
                self._add_run(reading.label, run)
            else:
                self._add(piece, reading)
            place += len(run)
        self._close_lists(0)
        return Document(blocks=with_first_level_one(self.blocks), meta=self._meta())

    def _meta(self) -> Meta:
        """What stands above the text. Lines that authors and date were told from stay, as ``byline``."""
        return Meta(
            title=self.title,
            kicker=self.kicker,
            authors=tuple(Author(name=name) for name in self.byline.authors),
            date=self.byline.date,
            extra={"byline": "\n".join(self.bylines)} if self.bylines else {},
        )

    def _add(self, piece: Piece, reading: Reading) -> None:
        match reading.label:
            case "list_item":
                self._add_item(piece)
            case "title":
                self.title = self._content(piece)
            case "kicker" if not self.title and not self.blocks:
                self.kicker = f"{self.kicker} {piece.text}".strip()
            case "heading":
                self._close_lists(0)
                level = min(reading.level, 6)
                self.blocks.append(Heading(level=level, content=self._content(piece), span=self._span(piece)))
            case "byline" if not self.blocks and self._knows(byline_of(piece.text)):
                self.bylines.append(piece.text)
            case "byline" | "kicker":
                self._close_lists(0)
                self.blocks.append(self._paragraph(piece, attrs=BYLINE))
            case "caption":
                self._close_lists(0)
                self.blocks.append(self._paragraph(piece, attrs=CAPTION))
            case _:
                self._leave_lists(piece)
                self._container().append(self._paragraph(piece))

    def _knows(self, found: Byline | None) -> bool:
        """Notes what a byline says; whether it says anything that no other byline has said."""
        if found is None or (found.authors and self.byline.authors) or (found.date and self.byline.date):
            return False
        self.byline = Byline(found.authors or self.byline.authors, found.date or self.byline.date)
        return True

    def _add_rule(self, piece: Piece) -> None:
        self._close_lists(0)
        self.blocks.append(HorizontalRule(span=self._span(piece)))

    def _add_run(self, label: str, run: Sequence[Piece]) -> None:
        """What several pieces make together: a quotation, a table, program text, notes."""
        span = self.source.span(run[0].first.start, run[-1].end)
        match label:
            case "quote":
                self.blocks.append(Quote(blocks=tuple(map(self._paragraph, run)), span=span))
            case "note":
                self.blocks.append(Group(blocks=tuple(map(self._paragraph, run)), attrs=NOTES, span=span))
            case "table":
                self.blocks.append(table_of(run, self.source))
            case _:
                self.blocks.append(self._code(run))

    def _code(self, run: Sequence[Piece]) -> CodeBlock:
        """Program text as it stands, indents and blank lines included."""
        lines = [line for piece in run for line in (*piece.lines, *((piece.underline,) if piece.underline else ()))]
        begin = self.source.text.rfind("\n", 0, lines[0].start) + 1
        if self.source.text[begin : lines[0].start].strip():
            begin = lines[0].start
        text = self.source.text[begin : lines[-1].end]
        return CodeBlock(text=text, span=self.source.span(begin, lines[-1].end))

    # Lists ----------------------------------------------------------------------------------------------------------

    def _add_item(self, piece: Piece) -> None:
        """Put the piece into the open list it belongs to, or open one, inside the last item where it is deeper."""
        marker = self._marker(piece)
        depth = self._depth_of(piece, marker)
        self._close_lists(depth)
        if depth > MAX_LISTS:
            self._report_depth(piece)
            self._close_lists(MAX_LISTS)
        elif depth > len(self.lists):
            self.lists.append(_List())
        open_list = self.lists[-1]
        open_list.is_loose |= bool(open_list.items and piece.first.blanks)
        open_list.items.append(_Item(piece, marker, [self._paragraph(piece, marker)]))

    def _marker(self, piece: Piece) -> Marker | None:
        """What the item begins with: of several readings (``i.``) the one that goes on with a list, or is first."""
        found = markers(piece.first.text)
        open_markers = [one.items[-1].marker for one in reversed(self.lists)]
        for before in open_markers:
            for marker in found:
                if (
                    before
                    and (marker.kind, marker.system) == (before.kind, before.system)
                    and marker.value in (0, before.value + 1)
                ):
                    return marker
        return min(found, key=lambda marker: marker.value, default=None)

    def _depth_of(self, piece: Piece, marker: Marker | None) -> int:
        """The depth (from 1) of the list that the piece is an item of; one more than there are opens a new one.

        Items are told to be deeper by their indent, or by another kind of marker than the list around has; a kind that
        an outer list has leads back to it.
        """
        indent = piece.first.indent
        depth = len(self.lists)
        while depth and self.lists[depth - 1].first.indent > indent + 1:
            depth -= 1
        if not depth or indent > self.lists[depth - 1].first.indent + 1:
            return depth + 1
        for outer in range(depth, 0, -1):
            first = self.lists[outer - 1].first
            if first.indent < indent - 1:
                break
            if _kind(first.marker) == _kind(marker):
                return outer
        return depth + 1

    def _leave_lists(self, piece: Piece) -> None:
        """Close the lists that a plain paragraph ends: those that it is not indented below the items of."""
        depth = len(self.lists)
        while depth and piece.first.indent <= self.lists[depth - 1].first.indent:
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
            ListItem(blocks=blocks, span=self.source.span(item.piece.first.start, _end(blocks)))
            for item, blocks in zip(closed.items, contents, strict=True)
        )
        span = self.source.span(items[0].span.start, items[-1].span.end)
        marker = closed.first.marker
        if marker is None or not marker.system:
            return BulletList(items=items, is_tight=not closed.is_loose, span=span)
        attrs = NO_ATTRS if marker.system == "decimal" else Attrs(classes=(marker.system,))
        return NumberedList(items=items, start=marker.value, is_tight=not closed.is_loose, attrs=attrs, span=span)

    def _report_depth(self, piece: Piece) -> None:
        if not any(found.rule.id == "B102" for found in self.diagnostics):
            message = f"lists are nested more than {MAX_LISTS} deep; from here on they are read at that depth"
            self.diagnostics.append(diagnose("B102", message, span=self._span(piece)))

    # Texts ----------------------------------------------------------------------------------------------------------

    def _paragraph(self, piece: Piece, marker: Marker | None = None, *, attrs: Attrs = NO_ATTRS) -> Paragraph:
        start = piece.first.start + (marker.length if marker else 0)
        return Paragraph(content=self._content(piece, marker), span=self.source.span(start, piece.end), attrs=attrs)

    def _content(self, piece: Piece, marker: Marker | None = None) -> tuple[Inline, ...]:
        """The words of the piece, a soft break for each line end inside it."""
        content: list[Inline] = []
        start, before = piece.first.start + (marker.length if marker else 0), piece.first
        for line in piece.lines:
            if content:
                content.append(SoftBreak(span=self.source.span(before.end, line.start)))
                start = line.start
            content.extend(linked(self.source, start, line.end))
            before = line
        return tuple(content)

    def _span(self, piece: Piece) -> Span:
        return self.source.span(piece.first.start, piece.end)


_RUNS = frozenset({"quote", "note", "table", "code"})
"""Labels of which neighbours make one block."""


def _run(pieces: Sequence[tuple[Piece, Reading | None]], place: int) -> list[Piece]:
    """The pieces from `place` on that make one block: one, but for labels that go on.

    A blank line ends a table; what a drawn line parts inside a table (``|---|``) stays in it.
    """
    first, reading = pieces[place]
    run = [first]
    if reading is None or reading.label not in _RUNS:
        return run
    for piece, other in pieces[place + 1 :]:
        if other is None or other.label != reading.label or (reading.label == "table" and piece.first.blanks):
            break
        run.append(piece)
    return run


def _kind(marker: Marker | None) -> str:
    return marker.kind if marker else ""


def _end(blocks: Sequence[Block]) -> int:
    return blocks[-1].span.end


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
