"""What a table style can say of a table: edges, inner lines, padding, and how first and last rows differ.

A format is drawn from the cells of a table, and tells in turn what its cells look like by themselves: the difference is
what a cell has to say directly. A part that a table does not show (the inner lines of a table of one column) is
unknown, not absent, so that tables of one kind agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import fields, replace

from briefkit.write.docx.flow import NO_PADDING, Border, Borders, Cell, CellLook, Padding, Table

V = TypeVar("V", bound=Hashable)
VerticalAlign = Literal["top", "center", "bottom"]

UNCERTAIN = "uncertain"
"""The shading of a cell of which programs disagree whose it is: no colour equals it."""

_UNCERTAIN_LINE = Border("uncertain", 0, "")
"""The line between two rows that both claim it with equal right: no border equals it."""


class Line(Struct, frozen=True):
    """A line that is known: its border, None where there is none."""

    border: Border | None


class Region(Struct, frozen=True):
    """How a row differs: its shading and alignment, and its lines; None is unknown."""

    shading: str | None
    vertical_align: VerticalAlign
    top: Line | None = None
    bottom: Line | None = None
    left: Line | None = None
    right: Line | None = None
    inside: Line | None = None


class Column(Struct, frozen=True):
    """How the first column differs, where it heads the rows."""

    shading: str | None
    vertical_align: VerticalAlign


class Bands(Struct, frozen=True):
    """The shadings of odd and even rows, counted from the first that is no header."""

    odd: str | None
    even: str | None


class TableFormat(Struct, frozen=True):
    """The look of a whole table; None is what is not known of it."""

    padding: Padding = NO_PADDING
    body: Column | None = None
    top: Line | None = None
    bottom: Line | None = None
    left: Line | None = None
    right: Line | None = None
    inside_rows: Line | None = None
    inside_columns: Line | None = None
    first_row: Region | None = None
    last_row: Region | None = None
    first_column: Column | None = None
    bands: Bands | None = None

    def agrees(self, other: TableFormat) -> bool:
        """Whether both can be the look of one style: what both know is the same."""
        pairs = ((getattr(self, part.name), getattr(other, part.name)) for part in fields(self))
        return all(mine is None or theirs is None or _same(mine, theirs) for mine, theirs in pairs)

    def filled(self, other: TableFormat) -> TableFormat:
        """This format with what only the other knows."""
        unknown = {part.name for part in fields(self) if getattr(self, part.name) is None}
        return replace(self, **{name: getattr(other, name) for name in unknown})


def _same(mine: object, theirs: object) -> bool:
    if isinstance(mine, Region) and isinstance(theirs, Region):
        pairs = ((getattr(mine, part.name), getattr(theirs, part.name)) for part in fields(mine))
        return all(one == other or None in (one, other) for one, other in pairs) and mine.shading == theirs.shading
    return mine == theirs


# Tables → formats -----------------------------------------------------------------------------------------------------


class Parts(Struct, frozen=True):
    """Which parts of its style a table shows (w:tblLook §17.4.56)."""

    has_first_row: bool
    has_last_row: bool
    has_first_column: bool
    has_bands: bool


def parts_of(table: Table) -> Parts:
    """The parts that a table has: header and footer rows, a first column that heads the rows, bands."""
    body = [cell for row in table.rows if not (row.is_header or row.is_footer) for cell in row.cells]
    first_column = [cell for cell in body if cell.column == 0]
    has_first_row = bool(table.rows) and table.rows[0].is_header
    return Parts(
        has_first_row=has_first_row,
        has_last_row=len(table.rows) > 1 and table.rows[-1].is_footer,
        has_first_column=len(table.columns) > 1 and {cell.is_heading for cell in first_column} == {True},
        has_bands=_bands(table, has_first_row) is not None,
    )


def format_of(table: Table) -> TableFormat:
    """The format that says most of what the cells of a table look like; the cells of a layout are each their own."""
    if table.purpose == "layout":
        return TableFormat()
    parts = parts_of(table)
    placed = list(_placed(table))
    last_row, last_column = len(table.rows) - 1, len(table.columns) - 1
    body = [entry for entry in placed if not entry.is_outer_row(table)]
    plain = [entry.cell.look for entry in body if entry.cell.column or not parts.has_first_column]
    looks = plain or [entry.cell.look for entry in placed]
    bands = _bands(table, parts.has_first_row)
    column = _column(looks) if plain else None
    if column is not None and any(look.shading is None for look in looks):
        column = replace(column, shading=None)  # LibreOffice lets no band and no cell take a shading back
    return TableFormat(
        padding=_usual(entry.cell.look.padding for entry in placed) or NO_PADDING,
        body=column,
        top=_line(entry.cell.look.borders.top for entry in placed if entry.row == 0),
        bottom=_line(entry.cell.look.borders.bottom for entry in placed if entry.row_end == last_row),
        left=_line(entry.cell.look.borders.left for entry in body or placed if entry.cell.column == 0),
        right=_line(entry.cell.look.borders.right for entry in body or placed if entry.column_end == last_column),
        inside_rows=_line(
            entry.cell.look.borders.bottom for entry in body if not entry.is_last_of(body) and entry.row_end < last_row
        ),
        inside_columns=_line(entry.cell.look.borders.right for entry in body if entry.column_end < last_column),
        first_row=_region(placed, 0, last_column) if parts.has_first_row else None,
        last_row=_region(placed, last_row, last_column) if parts.has_last_row else None,
        first_column=_column([entry.cell.look for entry in body if entry.cell.column == 0])
        if parts.has_first_column
        else None,
        bands=bands,
    )


class _Placed(Struct, frozen=True):
    """A cell and the row it begins in."""

    cell: Cell
    row: int

    @property
    def row_end(self) -> int:
        return self.row + self.cell.row_span - 1

    @property
    def column_end(self) -> int:
        return self.cell.column + self.cell.column_span - 1

    def is_outer_row(self, table: Table) -> bool:
        return table.rows[self.row].is_header or table.rows[self.row].is_footer

    def is_last_of(self, entries: list[_Placed]) -> bool:
        return self.row_end == entries[-1].row_end


def _placed(table: Table) -> Iterator[_Placed]:
    return (_Placed(cell, number) for number, row in enumerate(table.rows) for cell in row.cells)


def _usual(values: Iterable[V]) -> V | None:
    """The most frequent value, the first of equally frequent ones; None where there is none."""
    counts = Counter(values)
    return max(counts, key=counts.__getitem__) if counts else None


def _line(borders: Iterable[Border | None]) -> Line | None:
    return _usual(Line(border) for border in borders)


def _column(looks: list[CellLook]) -> Column:
    usual = _usual((look.shading, look.vertical_align) for look in looks) or (None, "top")
    return Column(*usual)


def _region(placed: list[_Placed], row: int, last_column: int) -> Region:
    here = [entry for entry in placed if entry.row == row]
    column = _column([entry.cell.look for entry in here])
    return Region(
        column.shading,
        column.vertical_align,
        top=_line(entry.cell.look.borders.top for entry in here),
        bottom=_line(entry.cell.look.borders.bottom for entry in here if entry.cell.row_span == 1),
        left=_line(entry.cell.look.borders.left for entry in here if entry.cell.column == 0),
        right=_line(entry.cell.look.borders.right for entry in here if entry.column_end == last_column),
        inside=_line(entry.cell.look.borders.right for entry in here if entry.column_end < last_column),
    )


def _bands(table: Table, has_first_row: bool) -> Bands | None:
    """The shadings of odd and even rows, where rows have one each and the two alternate."""
    found: tuple[set[str | None], set[str | None]] = (set(), set())
    for number, row in enumerate(table.rows):
        if not (row.is_header or row.is_footer):
            text = [cell for cell in row.cells if cell.column or not cell.is_heading] or row.cells
            found[(number - has_first_row) % 2].update(cell.look.shading for cell in text)
    odd, even = found
    if len(odd) != 1 or len(even) != 1 or odd == even:
        return None
    return Bands(odd.pop(), even.pop())


# Formats → cells ------------------------------------------------------------------------------------------------------


class Spot(Struct, frozen=True):
    """The rows and columns of a table that a cell covers, both ends included, and how many the table has."""

    row: int
    row_end: int
    column: int
    column_end: int
    rows: int
    columns: int


def cell_look(format_: TableFormat, parts: Parts, spot: Spot) -> CellLook:
    """What a cell looks like that says nothing by itself, in a table of this format that shows these parts of it."""
    region = _region_at(format_, parts, spot)
    return CellLook(
        borders=Borders(
            top=_above(format_, parts, spot),
            left=_beside(format_, region, is_edge=spot.column == 0, edge="left"),
            bottom=_below(format_, parts, spot),
            right=_beside(format_, region, is_edge=spot.column_end == spot.columns - 1, edge="right"),
        ),
        padding=format_.padding,
        shading=_shading(format_, parts, spot, region),
        vertical_align=_plain(format_, parts, spot, region).vertical_align,
    )


def _region_at(format_: TableFormat, parts: Parts, spot: Spot) -> Region | None:
    if parts.has_first_row and spot.row == 0:
        return format_.first_row
    return format_.last_row if parts.has_last_row and spot.row == spot.rows - 1 else None


def _plain(format_: TableFormat, parts: Parts, spot: Spot, region: Region | None) -> Region | Column:
    """Shading and alignment of a cell, bands apart."""
    if region is not None:
        return region
    if parts.has_first_column and spot.column == 0 and format_.first_column is not None:
        return format_.first_column
    return format_.body or Column(None, "top")


def _shading(format_: TableFormat, parts: Parts, spot: Spot, region: Region | None) -> str | None:
    plain = _plain(format_, parts, spot, region)
    column = format_.first_column if parts.has_first_column and spot.column == 0 else None
    if region is not None and column and column != format_.body and column.shading != region.shading:
        return UNCERTAIN  # §17.7.6 lets the column win, programs do not all
    if plain is format_.body and parts.has_bands and format_.bands is not None:
        return (format_.bands.odd, format_.bands.even)[(spot.row - parts.has_first_row) % 2]
    return plain.shading


def _above(format_: TableFormat, parts: Parts, spot: Spot) -> Border | None:
    if spot.row > 0:
        return _between(format_, parts, spot.row, spot.rows)
    first = format_.first_row if parts.has_first_row else None
    return _border(first.top if first else format_.top)


def _below(format_: TableFormat, parts: Parts, spot: Spot) -> Border | None:
    if spot.row_end < spot.rows - 1:
        return _between(format_, parts, spot.row_end + 1, spot.rows)
    region = _region_at(format_, parts, replace(spot, row=spot.row_end))
    return _border(region.bottom if region else format_.bottom)


def _between(format_: TableFormat, parts: Parts, lower: int, rows: int) -> Border | None:
    """The line above row `lower`: what the rows on both sides of it have there, the wider one (§17.4.66)."""
    first = format_.first_row if parts.has_first_row and lower == 1 else None
    last = format_.last_row if parts.has_last_row and lower == rows - 1 else None
    candidates = (
        _border(first.bottom if first else format_.inside_rows),
        _border(last.top if last else format_.inside_rows),
    )
    shown = sorted({border for border in candidates if border}, key=lambda border: border.width)
    if len(shown) > 1 and shown[0].width == shown[1].width:
        return _UNCERTAIN_LINE
    return shown[-1] if shown else None


def _beside(
    format_: TableFormat, region: Region | None, *, is_edge: bool, edge: Literal["left", "right"]
) -> Border | None:
    if region is not None:
        line: Line | None = getattr(region, edge) if is_edge else region.inside
    else:
        line = getattr(format_, edge) if is_edge else format_.inside_columns
    return _border(line)


def _border(line: Line | None) -> Border | None:
    return line.border if line is not None else None
