"""Blocks with other inlines in them, wherever these stand: in links, notes, entries and cells too."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from briefkit.write.docx.flow import Block, Contents, Hyperlink, Inline, Note, Paragraph, Table


def rewritten(blocks: Iterable[Block], change: Callable[[Inline], Inline]) -> tuple[Block, ...]:
    """The blocks with each inline as `change` gives it; links and notes are not asked for, what is in them is."""
    return tuple(_block(block, change) for block in blocks)


def _block(block: Block, change: Callable[[Inline], Inline]) -> Block:
    match block:
        case Paragraph():
            return _paragraph(block, change)
        case Contents(paragraphs=paragraphs):
            return replace(block, paragraphs=tuple(_paragraph(paragraph, change) for paragraph in paragraphs))
        case Table(rows=rows):
            changed = (
                replace(row, cells=tuple(replace(cell, blocks=rewritten(cell.blocks, change)) for cell in row.cells))
                for row in rows
            )
            return replace(block, rows=tuple(changed))


def _paragraph(paragraph: Paragraph, change: Callable[[Inline], Inline]) -> Paragraph:
    content = tuple(_inline(inline, change) for inline in paragraph.content)
    return paragraph if content == paragraph.content else replace(paragraph, content=content)


def _inline(inline: Inline, change: Callable[[Inline], Inline]) -> Inline:
    match inline:
        case Hyperlink(content=content):
            return replace(inline, content=tuple(_inline(inner, change) for inner in content))
        case Note(blocks=blocks):
            return replace(inline, blocks=rewritten(blocks, change))
        case _:
            return change(inline)
