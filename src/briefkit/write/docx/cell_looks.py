"""Computed styles → the looks of cells: borders of both models, padding, background, vertical alignment (see `looks`).

In Word the borders of neighbouring cells lie on the grid line between them and padding is measured from there; the
widths of the borders beside the text are therefore added to it. Above and below, Word makes room for borders itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from briefkit.layout.views import WHITE, BorderGrid, BorderSide, Box, Color, Sides
from briefkit.write.docx.around import sides
from briefkit.write.docx.flow import Borders, CellLook, Padding
from briefkit.write.docx.looks import drawn_border, twips

_NO_SPACING = (0.0, 0.0)


class Place(Struct, frozen=True):
    """Where a cell stands in the grid: its first row and column, counted from where rows begin, and its spans."""

    row: int
    column: int
    rows: int
    columns: int


class Grid(Struct, frozen=True):
    """What the cells of a table have in common: its size, its direction, its borders and backgrounds.

    `widths` are those of its columns in points. `spacing` is what parts cells that show nothing of themselves: it
    becomes padding; that which parts others is 0 here. Where they show a background and nothing more, `gaps` are what
    parts them: borders of the colour `gap_color`.
    """

    table: Box
    rows: int
    widths: Sequence[float]
    is_right_to_left: bool
    spacing: tuple[float, float] = _NO_SPACING
    gap_color: Color | None = None
    gaps: tuple[float, float] = _NO_SPACING

    @property
    def columns(self) -> int:
        return len(self.widths)

    def width(self, place: Place) -> float:
        """The width of the columns that a cell spans, in points."""
        return sum(self.widths[place.column : place.column + place.columns])


def cell_sides(cell: Box, place: Place, grid: Grid) -> Sides[BorderSide]:
    """The four borders of a cell as they are seen, those of the table around included."""
    lines = grid.table.border_grid
    if lines is not None:
        return _collapsed(lines, place, grid)
    own, table = cell.style.border, grid.table.style.border
    first, last = place.column == 0, place.column + place.columns == grid.columns
    at_left, at_right = (last, first) if grid.is_right_to_left else (first, last)
    at_top, at_bottom = place.row == 0, place.row + place.rows == grid.rows
    if grid.gap_color is not None:
        across, down = (BorderSide("solid" if width else "none", width, grid.gap_color) for width in grid.gaps)
        return Sides(
            top=table.top if at_top and table.top.width else down,
            right=table.right if at_right else across,
            bottom=table.bottom if at_bottom and table.bottom.width else down,
            left=table.left if at_left else across,
        )
    return Sides(
        top=own.top if own.top.width or not at_top else table.top,
        right=own.right if own.right.width or not at_right else table.right,
        bottom=own.bottom if own.bottom.width or not at_bottom else table.bottom,
        left=own.left if own.left.width or not at_left else table.left,
    )


def cell_look(cell: Box, place: Place, grid: Grid, behind: Iterable[Color], seen: Sides[BorderSide]) -> CellLook:
    """The look of a cell with the borders `seen`; `behind` are the backgrounds around it, the nearest last."""
    padding = cell_padding(cell, place, grid, seen)
    start, end = (seen.right, seen.left) if grid.is_right_to_left else (seen.left, seen.right)
    before, after = (padding.right, padding.left) if grid.is_right_to_left else (padding.left, padding.right)
    return CellLook(
        borders=Borders(drawn_border(seen.top), drawn_border(start), drawn_border(seen.bottom), drawn_border(end)),
        padding=Padding(twips(padding.top), twips(before), twips(padding.bottom), twips(after)),
        shading=laid_over((*behind, cell.style.background_color)),
        vertical_align=_vertical_align(cell),
    )


def cell_padding(cell: Box, place: Place, grid: Grid, seen: Sides[BorderSide]) -> Sides[float]:
    """How far the text of a cell stands from its grid lines, in points, left and right as they are seen."""
    own = sides(cell.style.padding, sum(grid.widths))
    outer = outer_edges(grid.table, sum(grid.widths))
    is_collapsed = grid.table.border_grid is not None
    left, right = (
        (seen.left.width / 2, seen.right.width / 2)
        if is_collapsed
        else (cell.style.border.left.width, cell.style.border.right.width)
    )
    across, down = (spacing / 2 for spacing in grid.spacing)
    first, last = place.column == 0, place.column + place.columns == grid.columns
    at_left, at_right = (last, first) if grid.is_right_to_left else (first, last)
    is_last = place.row + place.rows == grid.rows
    if grid.gap_color is not None:
        left, right = (0.0 if at_left else grid.gaps[0] / 2), (0.0 if at_right else grid.gaps[0] / 2)
    return Sides(
        top=own.top + down * (1 + (place.row == 0)) + outer.top * (place.row == 0),
        right=own.right + right + across * (1 + at_right) + outer.right * at_right,
        bottom=own.bottom + down * (1 + is_last) + outer.bottom * is_last,
        left=own.left + left + across * (1 + at_left) + outer.left * at_left,
    )


def outer_edges(table: Box, width: float) -> Sides[float]:
    """What a table `width` points wide has around its cells in the separate model: padding, and borders at the sides.

    Above and below, Word makes room for the border itself.
    """
    if table.border_grid is not None:
        return Sides(0.0, 0.0, 0.0, 0.0)
    padding, border = sides(table.style.padding, width), table.style.border
    return Sides(padding.top, padding.right + border.right.width, padding.bottom, padding.left + border.left.width)


def laid_over(backgrounds: Iterable[Color]) -> str | None:
    """The colour, ``RRGGBB``, of backgrounds that lie one over the other, the last on top; None where all are clear."""
    shown: Color | None = None
    for color in backgrounds:
        if not color.is_transparent:
            shown = color.over(shown or WHITE)
    return shown.hex if shown else None


def _collapsed(lines: BorderGrid, place: Place, grid: Grid) -> Sides[BorderSide]:
    """The lines around a cell: the widest where its side has several."""
    first, end = place.column, place.column + place.columns
    if grid.is_right_to_left:
        first, end = grid.columns - end, grid.columns - first
    rows = range(place.row, place.row + place.rows)
    return Sides(
        top=_widest(lines.horizontal[place.row][first:end]),
        right=_widest([lines.vertical[row][end] for row in rows]),
        bottom=_widest(lines.horizontal[place.row + place.rows][first:end]),
        left=_widest([lines.vertical[row][first] for row in rows]),
    )


def _widest(lines: Sequence[BorderSide]) -> BorderSide:
    return max(lines, key=lambda line: line.width)


def _vertical_align(cell: Box) -> Literal["top", "center", "bottom"]:
    """CSS aligns cells at their baselines unless told otherwise; Word has the top for that."""
    match cell.element_style.vertical_align:
        case "middle":
            return "center"
        case "bottom":
            return "bottom"
        case _:
            return "top"
