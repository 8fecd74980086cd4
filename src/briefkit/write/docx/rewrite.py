"""Blocks with other paragraphs, cells or inlines in them, wherever these stand: in links, notes and entries too."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from briefkit.write.docx.flow import Block, Cell, Contents, Hyperlink, Inline, Note, Paragraph, Table


def with_paragraphs(blocks: Iterable[Block], change: Callable[[Paragraph], Paragraph]) -> tuple[Block, ...]:
    """The blocks with each paragraph as `change` gives it, those in cells too; what notes hold is left to `change`."""
    return tuple(_block(block, change) for block in blocks)


def _block(block: Block, change: Callable[[Paragraph], Paragraph]) -> Block:
    match block:
        case Paragraph():
            return change(block)
        case Contents(paragraphs=paragraphs):
            return replace(block, paragraphs=tuple(map(change, paragraphs)))
        case Table():
            return with_cells(block, lambda cell: replace(cell, blocks=with_paragraphs(cell.blocks, change)))


def with_cells(table: Table, change: Callable[[Cell], Cell]) -> Table:
    """The table with each cell as `change` gives it."""
    return replace(table, rows=tuple(replace(row, cells=tuple(map(change, row.cells))) for row in table.rows))


def rewritten(blocks: Iterable[Block], change: Callable[[Inline], Inline]) -> tuple[Block, ...]:
    """The blocks with each inline as `change` gives it; links and notes are not asked for, what is in them is."""

    def changed(paragraph: Paragraph) -> Paragraph:
        content = tuple(_inline(inline, change) for inline in paragraph.content)
        return paragraph if content == paragraph.content else replace(paragraph, content=content)

    return with_paragraphs(blocks, changed)


def _inline(inline: Inline, change: Callable[[Inline], Inline]) -> Inline:
    match inline:
        case Hyperlink(content=content):
            return replace(inline, content=tuple(_inline(inner, change) for inner in content))
        case Note(blocks=blocks):
            return replace(inline, blocks=rewritten(blocks, change))
        case _:
            return change(inline)
