"""The grid of a table: which columns the cells of its rows take up (HTML §4.9.12)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefkit.model.nodes import Cell, Row, Table


class Slot(NamedTuple):
    """A cell in its place: `column` counts from 0."""

    column: int
    cell: Cell


class Fault(NamedTuple):
    """A row that does not fit: `row` counts from 0 over the whole table, `width` is how far its cells reach."""

    row: int
    width: int


def groups(table: Table) -> Iterator[tuple[Row, ...]]:
    """The rows between which no cell reaches: head, each body, foot; those that have any."""
    return (rows for rows in (table.head, *table.bodies, table.foot) if rows)


def slots(rows: Sequence[Row]) -> Iterator[tuple[Slot, ...]]:
    """Each row's cells with their columns; a cell stands in the first column that no cell above reaches into."""
    taken: dict[int, int] = {}  # how many rows more, by column
    for row in rows:
        placed, column = [], 0
        reach: dict[int, int] = {}
        for cell in row.cells:
            while taken.get(column, 0):
                column += 1
            placed.append(Slot(column, cell))
            reach |= dict.fromkeys(range(column, column + cell.column_span), cell.row_span)
            column += cell.column_span
        taken = {at: left - 1 for at, left in (taken | reach).items() if left > 1}
        yield tuple(placed)


def faults(table: Table) -> Iterator[Fault]:
    """The rows whose cells, with those reaching in from above, do not fill the columns or reach out of their group."""
    number = 0
    for rows in groups(table):
        reached: dict[int, int] = {}
        for left, placed in zip(range(len(rows), 0, -1), slots(rows), strict=True):
            for column, cell in placed:
                reached |= dict.fromkeys(range(column, column + cell.column_span), cell.row_span)
            width = max(reached, default=-1) + 1
            fills = len(reached) == len(table.columns) == width
            if not fills or any(cell.row_span > left for _, cell in placed):
                yield Fault(number, width)
            reached = {at: rest - 1 for at, rest in reached.items() if rest > 1}
            number += 1
