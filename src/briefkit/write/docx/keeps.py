"""Keeping blocks together and with what follows: of a table it is the paragraphs in its rows that say so.

Word keeps a row with the next where its paragraphs keep with the next (ECMA-376 Part 1 §17.3.1.15), and repeats the
header rows of a table that a page end parts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import overload

from msgspec.structs import replace

from briefkit.write.docx.flow import Block, Contents, Paragraph, ParagraphLook, Row, Table

Change = Callable[[ParagraphLook], ParagraphLook]


def kept_with_next(block: Block) -> Block:
    """The block with its last lines kept with what follows it."""
    match block:
        case Table():
            return _rows_changed(block, lambda row: _keep_next if row == len(block.rows) - 1 else None)
        case _:
            return _changed(block, _keep_next)


def kept_together(block: Block, *, with_next: bool) -> Block:
    """The block with no page end in it; `with_next` where none may come after it either."""
    match block:
        case Table():
            last = len(block.rows) - 1
            table = replace(block, rows=tuple(replace(row, can_split=False) for row in block.rows))
            return _rows_changed(table, lambda row: _keep_next if row < last or with_next else None)
        case _:
            kept = _changed(block, lambda look: replace(look, keeps_lines=True))
            return _changed(kept, _keep_next) if with_next else kept


def header_kept(table: Table) -> Table:
    """The table with its header rows on the page of the first row after them."""
    return _rows_changed(table, lambda row: _keep_next if table.rows[row].is_header else None)


@overload
def broken_before(block: Paragraph) -> Paragraph: ...
@overload
def broken_before(block: Table) -> Table: ...
@overload
def broken_before(block: Block) -> Block: ...
def broken_before(block: Block) -> Block:
    """The block at the top of a page: of a table, its first paragraph says so."""
    if isinstance(block, Table):
        first, *cells = block.rows[0].cells
        opening, *blocks = first.blocks
        first = replace(first, blocks=(broken_before(opening), *blocks))
        return replace(block, rows=(replace(block.rows[0], cells=(first, *cells)), *block.rows[1:]))
    return _changed(block, lambda look: replace(look, breaks_page_before=True))


def _keep_next(look: ParagraphLook) -> ParagraphLook:
    return look if look.keeps_next else replace(look, keeps_next=True)


def _rows_changed(table: Table, change_of: Callable[[int], Change | None]) -> Table:
    """The table with the paragraphs of those rows changed for which there is a change."""
    rows = []
    for number, row in enumerate(table.rows):
        change = change_of(number)
        rows.append(row if change is None else _row_changed(row, change))
    return replace(table, rows=tuple(rows))


def _row_changed(row: Row, change: Change) -> Row:
    cells = (replace(cell, blocks=tuple(_changed(block, change) for block in cell.blocks)) for cell in row.cells)
    return replace(row, cells=tuple(cells))


def _changed(block: Block, change: Change) -> Block:
    match block:
        case Paragraph():
            return replace(block, look=change(block.look))
        case Contents():
            paragraphs = (replace(paragraph, look=change(paragraph.look)) for paragraph in block.paragraphs)
            return replace(block, paragraphs=tuple(paragraphs))
        case Table():
            return _rows_changed(block, lambda _: change)
