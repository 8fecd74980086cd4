"""Pipe tables."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token
from msgspec.structs import replace

from briefkit.diagnostics import Outcome, diagnose
from briefkit.model import Cell, Column, Row, Table
from briefkit.spans import Span


def table_of(token: Token, rows: Sequence[Row], span: Span) -> Table:
    """The table whose first row of `rows` heads the others; a first row of empty cells heads none."""
    columns = tuple(Column(alignment=alignment) for alignment in token.meta["columns"])
    head, *body = rows
    has_head = any(cell.blocks for cell in head.cells)
    return Table(columns=columns, head=(head,) if has_head else (), bodies=(tuple(body),) if body else (), span=span)


def fitted_row(row: Row, width: int, token: Token) -> Outcome[Row]:
    """`row` with `width` cells: empty ones fill it up; what was too much stands in its last cell already."""
    surplus = token.meta["surplus"]
    if not surplus:
        return Outcome(row)
    message = f"a table of {_plural(width, 'column')} has a row of {_plural(width + surplus, 'cell')}"
    if surplus > 0:
        hint = "the cells too many are read as part of the last; a bar in a cell is written `\\|`"
        return Outcome(row, (diagnose("B111", message, span=row.span, hint=hint),))
    padded = replace(row, cells=(*row.cells, *(Cell(blocks=()) for _ in range(-surplus))))
    hint = "the cells missing are empty; write a bar for each"
    return Outcome(padded, (diagnose("B111", message, span=row.span, hint=hint),))


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
