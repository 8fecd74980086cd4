"""Tables → w:tbl (ECMA-376 Part 1 §17.4): the grid, rows, cells, and what cells say beside their table's style."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefkit.write.docx.flow import Block, Cell, CellLook, Row, Table, paragraphs_in
from briefkit.write.docx.markup import Element, Node, add, add_nodes, node
from briefkit.write.docx.style_bases import NORMAL
from briefkit.write.docx.stylesheet import Stylesheet
from briefkit.write.docx.table_formats import Parts, Spot, TableFormat, cell_look, parts_of
from briefkit.write.docx.table_properties import cell_difference, table_properties

WriteBlocks = Callable[[Element, Sequence[Block]], object]

_BY_ITSELF = TableFormat()
"""What cells look like in a table without a style."""


class _Piece(Struct, frozen=True):
    """What one row has of a cell: all of it, or a part of one that spans rows. `row` is the row it begins in."""

    cell: Cell
    row: int
    is_continued: bool


def add_table(parent: Element, table: Table, stylesheet: Stylesheet, write_blocks: WriteBlocks) -> Element:
    """Write a table, whose gaps are resolved; `write_blocks` writes what is in a cell."""
    style = stylesheet.tables.style(table)
    parts = parts_of(table)
    element = add(parent, "tbl")
    add_nodes(add(element, "tblPr"), table_properties(table, style.id if style else "", parts))
    grid = add(element, "tblGrid")
    for width in table.columns:
        add(grid, "gridCol", {"w": str(width)})
    base = style.format if style else _BY_ITSELF
    for number, (row, pieces) in enumerate(zip(table.rows, _pieces(table), strict=True)):
        written = add(element, "tr")
        if properties := _row_properties(row):
            add_nodes(add(written, "trPr"), properties)
        for piece in pieces:
            cell = add(written, "tc")
            add_nodes(add(cell, "tcPr"), _cell_properties(table, piece, number, base, parts))
            if piece.is_continued:
                _add_blank(cell, piece.cell, stylesheet)
            else:
                write_blocks(cell, piece.cell.blocks)
    return element


def _pieces(table: Table) -> Iterator[list[_Piece]]:
    """What each row has of the cells that stand in it, in the order of their columns."""
    spanning: list[_Piece] = []
    for number, row in enumerate(table.rows):
        pieces = [replace(piece, is_continued=True) for piece in spanning]
        pieces += [_Piece(cell, number, is_continued=False) for cell in row.cells]
        pieces.sort(key=lambda piece: piece.cell.column)
        yield pieces
        spanning = [piece for piece in pieces if piece.row + piece.cell.row_span > number + 1]


def _row_properties(row: Row) -> list[Node]:
    """w:trPr (§17.4.82)."""
    properties = [] if row.can_split else [node("cantSplit")]
    if row.height:
        properties.append(node("trHeight", val=row.height, hRule="atLeast"))
    if row.is_header:
        properties.append(node("tblHeader"))
    return properties


def _cell_properties(table: Table, piece: _Piece, row: int, base: TableFormat, parts: Parts) -> list[Node]:
    """w:tcPr (§17.4.70) of what a row has of a cell."""
    cell = piece.cell
    end = cell.column + cell.column_span
    properties = [node("tcW", w=sum(table.columns[cell.column : end]), type="dxa")]
    if cell.column_span > 1:
        properties.append(node("gridSpan", val=cell.column_span))
    if cell.row_span > 1:
        properties.append(node("vMerge") if piece.is_continued else node("vMerge", val="restart"))
    last = piece.row + cell.row_span - 1
    spot = Spot(row, last, cell.column, end - 1, len(table.rows), len(table.columns))
    styled = cell_look(base, parts, spot)
    return properties + cell_difference(_without_inner_lines(cell.look, styled, row, piece.row), styled)


def _without_inner_lines(look: CellLook, styled: CellLook, row: int, first: int) -> CellLook:
    """The look of a cell in one of the rows it spans: the line above is the first row's business alone."""
    return look if row == first else replace(look, borders=replace(look.borders, top=styled.borders.top))


def _add_blank(parent: Element, cell: Cell, stylesheet: Stylesheet) -> None:
    """The paragraph that every w:tc has (§17.4.65), where the cell's text stands in a row above."""
    paragraph = add(parent, "p")
    style = stylesheet.style(next(paragraphs_in(cell.blocks)))
    if style.name != NORMAL:
        add(add(paragraph, "pPr"), "pStyle", {"val": style.id})
