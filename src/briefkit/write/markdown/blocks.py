"""Blocks as Markdown: each node to its lines, containers with the lines of their content moved in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias, assert_never

from briefkit.model import (
    NO_ATTRS,
    Attrs,
    Block,
    BulletList,
    Callout,
    Caption,
    CodeBlock,
    DefinitionList,
    Details,
    Figure,
    Group,
    Heading,
    HorizontalRule,
    Image,
    ListItem,
    Note,
    NumberedList,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    Term,
    Text,
)
from briefkit.model.walk import plain_text
from briefkit.write.markdown.attributes import braces, with_classes
from briefkit.write.markdown.escape import safe_heading, safe_lines
from briefkit.write.markdown.grids import grid_lines
from briefkit.write.markdown.inlines import InlineWriter
from briefkit.write.markdown.tables import needs_grid, said_of_columns, table_lines

Lines: TypeAlias = list[str]

PULL_QUOTE = "pull-quote"
RULE = "***"
"""Not of hyphens, which make a heading of the line above."""

PAGE_BREAK = "\\newpage"
NOTE_INDENT = 4
_FENCE_RUN = re.compile("`{3,}")
_MARKS = {True: ". ", False: ") "}
_INTERRUPTING = (BulletList, Quote, Heading, CodeBlock, HorizontalRule)
"""Blocks that begin on the line after a paragraph without a blank one between."""


class BlockWriter:
    """Writes the blocks of one document; the notes that are called stand at its end, numbered as they are met."""

    def __init__(self) -> None:
        self._notes: list[Note] = []
        self.inline = InlineWriter(self._label)

    def document(self, blocks: Sequence[Block]) -> str:
        """The text of a whole document, its notes with it; it ends in a line end unless it is empty."""
        lines = self.blocks(blocks)
        done = 0
        while done < len(self._notes):
            lines += [*_parting(lines), *self._note(done)]
            done += 1
        return "\n".join((*lines, "")) if lines else ""

    def _label(self, note: Note) -> str:
        self._notes.append(note)
        return str(len(self._notes))

    def _note(self, index: int) -> Lines:
        lines = _moved_in(self.blocks(self._notes[index].blocks), NOTE_INDENT)
        first = f"[^{index + 1}]: {lines[0].lstrip()}".rstrip() if lines else f"[^{index + 1}]:"
        return [first, *lines[1:]]

    def blocks(self, blocks: Sequence[Block], *, is_tight: bool = False) -> Lines:
        """The lines of several blocks, blank ones between them; `is_tight` leaves those out that may be."""
        lines: Lines = []
        alternates = _alternates(blocks)
        for index, block in enumerate(blocks):
            before = blocks[index - 1] if index else None
            written = self._block(block, is_alternate=alternates[index], may_label=_is_near_caption(blocks, index))
            is_joined = is_tight and isinstance(before, Paragraph) and isinstance(block, _INTERRUPTING)
            needs_room = not is_joined or written[:1] == [braces(block.attrs)]
            lines += [*(_parting(lines) if needs_room else ()), *written]
        return lines

    def _block(self, block: Block, *, is_alternate: bool = False, may_label: bool = False) -> Lines:
        match block:
            case Paragraph(content=content):
                text = safe_lines(self.inline.line(content), may_label=may_label)
                return _led(block.attrs, text.split("\n"))
            case Heading(level=level, content=content):
                words = safe_heading(self.inline.line(content, one_line=True))
                return [" ".join(filter(None, ("#" * level, words, braces(block.attrs))))]
            case BulletList() | NumberedList():
                return _led(block.attrs, self._list(block, is_alternate=is_alternate))
            case DefinitionList(items=items):
                return _led(block.attrs, [line for item in items for line in self._definition(item)])
            case Quote(blocks=blocks) if PULL_QUOTE in block.attrs.classes:
                return self._div(block.attrs, self.blocks(blocks))
            case Quote(blocks=blocks):
                return _led(block.attrs, _quoted(self.blocks(blocks)))
            case CodeBlock(text=text, language=language):
                return _led(block.attrs, _fenced(text, language))
            case HorizontalRule():
                return _led(block.attrs, [RULE])
            case PageBreak():
                return _led(block.attrs, [PAGE_BREAK])
            case Group(blocks=blocks):
                return self._div(block.attrs, self.blocks(blocks))
            case Callout():
                return self._callout(block)
            case Figure():
                return self._figure(block)
            case Table():
                return self._table(block)
            case _:
                assert_never(block)

    # Lists ----------------------------------------------------------------------------------------------------------

    def _list(self, node: BulletList | NumberedList, *, is_alternate: bool) -> Lines:
        lines: Lines = []
        for number, item in enumerate(node.items):
            if isinstance(node, NumberedList):
                mark = f"{node.start + number}{_MARKS[not is_alternate]}"
            else:
                mark = "* " if is_alternate else "- "
            lines += [] if node.is_tight else _parting(lines)
            lines += self._item(item, mark, is_tight=node.is_tight)
        return lines

    def _item(self, item: ListItem, mark: str, *, is_tight: bool) -> Lines:
        lines = _moved_in(self.blocks(item.blocks, is_tight=is_tight), len(mark))
        task = {None: "", False: "[ ] ", True: "[x] "}[item.is_done]
        first = lines[0][len(mark) :] if lines else ""
        return [f"{mark}{task}{first}".rstrip(), *lines[1:]]

    def _definition(self, item: Term | Details) -> Iterator[str]:
        match item:
            case Term(content=content):
                yield safe_lines(self.inline.line(content, one_line=True))
            case Details(blocks=blocks):
                lines = _moved_in(self.blocks(blocks), NOTE_INDENT)
                yield f":{' ' * (NOTE_INDENT - 1)}{lines[0].lstrip() if lines else ''}".rstrip()
                yield from lines[1:]
                yield ""
            case _:
                assert_never(item)

    # What is set apart ----------------------------------------------------------------------------------------------

    def _div(self, attrs: Attrs, content: Lines) -> Lines:
        is_name = len(attrs.classes) == 1 and attrs == Attrs(classes=attrs.classes) and "." not in attrs.classes[0]
        opening = attrs.classes[0] if is_name else braces(attrs, must=True)
        return [f"::: {opening}", *content, ":::"]

    def _callout(self, callout: Callout) -> Lines:
        """A div; where its title has markup in it, a quote with a mark, as GitHub has it."""
        content = self.blocks(callout.blocks)
        title = callout.title.content if callout.title else ()
        if all(isinstance(inline, Text) for inline in title):
            values = {"confidence": callout.confidence, "title": plain_text(title)}
            return self._div(with_classes(callout.attrs, callout.kind, **values), content)
        head = f"[!{callout.kind.upper()}] {self.inline.line(title, one_line=True)}"
        return _led(with_classes(callout.attrs, confidence=callout.confidence), _quoted([head, *content]))

    def _figure(self, figure: Figure) -> Lines:
        """A picture alone in its paragraph where that says it all, else a div whose last paragraph is the caption."""
        picture = _lone_picture(figure)
        if picture is not None:
            title = plain_text(figure.caption.content) if figure.caption else ""
            shown = Image(source=picture.source, alt=picture.alt, title=title)
            lines = [self.inline.line((shown,)) + braces(figure.attrs)]
        else:
            content = self.blocks((*figure.blocks, *_as_paragraphs(figure.caption)))
            lines = self._div(with_classes(figure.attrs, "figure"), content)
        return [*lines, *self._source(figure.source)]

    def _table(self, table: Table) -> Lines:
        caption = self.inline.line(table.caption.content, one_line=True) if table.caption else ""
        if needs_grid(table):
            lines = grid_lines(table, self.blocks)
        else:
            lines = table_lines(table, lambda inlines: self.inline.line(inlines, in_table=True))
        attrs = said_of_columns(table)
        if caption:
            lines += ["", f"Table: {safe_heading(caption)} {braces(attrs)}".rstrip()]
        else:
            lines = _led(attrs, lines)
        return [*lines, *self._source(table.source)]

    def _source(self, source: Caption | None) -> Lines:
        if source is None:
            return []
        return [
            "",
            *_led(with_classes(source.attrs, "source"), safe_lines(self.inline.line(source.content)).split("\n")),
        ]


def _led(attrs: Attrs, lines: Lines) -> Lines:
    """The lines of a block after one of its attributes."""
    written = braces(attrs)
    return [written, *lines] if written else lines


def _parting(lines: Lines) -> Lines:
    """A blank line, where there is none at the end of `lines` and there is something to part."""
    return [""] if lines and lines[-1] else []


def _moved_in(lines: Lines, width: int) -> Lines:
    return [f"{' ' * width}{line}" if line else "" for line in lines]


def _quoted(lines: Lines) -> Lines:
    return [f"> {line}".rstrip() if not line else f"> {line}" for line in lines] or [">"]


def _fenced(text: str, language: str) -> Lines:
    """Program text between fences longer than any in it (CommonMark §4.5)."""
    longest = max(map(len, _FENCE_RUN.findall(text)), default=2)
    fence = "`" * (longest + 1)
    return [fence + language, *(text.split("\n") if text else ()), fence]


def _alternates(blocks: Sequence[Block]) -> list[bool]:
    """Which of the blocks are lists that need other marks than the list of their kind right before them."""
    found = [False]
    for before, block in pairwise(blocks):
        is_same = type(before) is type(block) and isinstance(block, BulletList | NumberedList)
        found.append(is_same and not found[-1])
    return found


def _is_near_caption(blocks: Sequence[Block], index: int) -> bool:
    """Whether a paragraph stands where a caption or a source would be looked for."""
    around = (*blocks[max(0, index - 1) : index], *blocks[index + 1 : index + 2])
    return any(isinstance(block, Table | Figure) for block in around)


def _lone_picture(figure: Figure) -> Image | None:
    """The picture of a figure that an image alone in a paragraph would make; None where it would make another."""
    match figure:
        case Figure(blocks=(Paragraph(content=(Image(title="") as picture,), attrs=outer),), caption=caption):
            is_bare = outer == NO_ATTRS and picture.attrs == NO_ATTRS
            words = caption.content if caption else ()
            is_plain = all(isinstance(inline, Text) for inline in words) and (caption is None or not caption.attrs.id)
            return picture if is_bare and is_plain else None
        case _:
            return None


def _as_paragraphs(caption: Caption | None) -> tuple[Paragraph, ...]:
    return (Paragraph(content=caption.content, attrs=caption.attrs),) if caption else ()
