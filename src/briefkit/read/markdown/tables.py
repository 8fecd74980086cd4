"""Tables of the rows that were read, and what attributes say of their columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from markdown_it.token import Token
from msgspec.structs import replace

from briefkit.diagnostics import Diagnostic, Outcome, diagnose
from briefkit.model import Block, Cell, Column, Row, Table
from briefkit.read.markdown.attributes import without
from briefkit.read.markdown.grid_tables import GROUPS
from briefkit.spans import Span

WIDTHS, STUB = "tbl-colwidths", "stub-columns"
"""Attributes of a table: the shares of its columns in hundredths (as in Quarto; 0 for as wide as it needs), and how
many columns at the start head their rows (as in MyST)."""

_WIDTHS = re.compile(r"\[([\d\s.,]{1,2000})\]")
_STUB = re.compile(r"\d{1,3}")


def table_of(token: Token, rows: Sequence[Row], span: Span) -> Table:
    """The table of all its `rows`; a head that is one row of empty cells is none."""
    columns = tuple(Column(alignment=alignment) for alignment in token.meta["columns"])
    in_head, in_bodies, in_foot = token.meta.get(GROUPS, (1, [len(rows) - 1], 0))
    rest = iter(rows)
    head = tuple(islice(rest, in_head))
    bodies = tuple(tuple(islice(rest, count)) for count in in_bodies if count)
    is_said = len(head) > 1 or any(cell.blocks for row in head for cell in row.cells)
    return Table(
        columns=columns, head=head if is_said else (), bodies=bodies, foot=tuple(islice(rest, in_foot)), span=span
    )


def with_columns(block: Block) -> Outcome[Block]:
    """A table with what its attributes say of its columns; other blocks as they are."""
    if not isinstance(block, Table) or not {WIDTHS, STUB} & block.attrs.values.keys():
        return Outcome(block)
    table, found = block, list[Diagnostic]()
    for name, read in ((WIDTHS, _with_widths), (STUB, _with_stub)):
        written = block.attrs.values.get(name)
        if written is None:
            continue
        made = read(table, written)
        if made is None:
            hint = _HINTS[name].format(count=len(table.columns))
            found.append(diagnose("B109", f"`{written}` is no value of `{name}`", span=block.span, hint=hint))
        table = made or table
    return Outcome(replace(table, attrs=without(table.attrs, WIDTHS, STUB)), tuple(found))


_HINTS = {
    WIDTHS: "write a share in hundredths for each of the {count} columns: `[30,70]`",
    STUB: "it is a number of columns, {count} at most",
}


def _with_widths(table: Table, written: str) -> Table | None:
    listed = _WIDTHS.fullmatch(written)
    try:
        widths = [float(share) / 100 for share in listed[1].split(",")] if listed else []
    except ValueError:
        return None
    if len(widths) != len(table.columns) or any(width > 1 for width in widths):
        return None
    columns = (replace(column, width=width) for column, width in zip(table.columns, widths, strict=True))
    return replace(table, columns=tuple(columns))


def _with_stub(table: Table, written: str) -> Table | None:
    is_count = _STUB.fullmatch(written) and int(written) <= len(table.columns)
    return replace(table, stub=int(written)) if is_count else None


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
