"""Table boxes → tables of Flow: the grid, its widths as laid out, its rows; what is in a cell is walked elsewhere.

Words that name a table for those who do not see it come from its caption or from what it is labelled by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise

from msgspec import Struct
from msgspec.structs import replace

from briefkit.layout.views import WHITE, BorderSide, Box, BoxKind, Color, Element, Sides
from briefkit.write.docx.around import Around, sides
from briefkit.write.docx.cell_looks import Grid, Place, cell_look, cell_padding, cell_sides, laid_over, outer_edges
from briefkit.write.docx.flow import (
    NO_BORDERS,
    NO_PADDING,
    Block,
    Cell,
    CellLook,
    Gap,
    Row,
    Table,
    TableLook,
)
from briefkit.write.docx.looks import AVOIDED_BREAKS, points, twips
from briefkit.write.docx.roles import role_of

_REFERENCES = ("aria-labelledby", "aria-describedby")
MOST_COLUMNS = 63
"""How many columns a table has in Word at the most."""


class CellContent(Struct, frozen=True):
    """What was found in a cell: its blocks, at least one, and the vertical space after the last of them."""

    blocks: tuple[Block, ...]
    trailing: tuple[Gap, ...] = ()


WalkCell = Callable[[Box, float], CellContent]
"""Walks what stands in a cell that is so many points wide inside."""


class TablePlace(Struct, frozen=True):
    """Where a table stands: from the leading text margin to its border box, in points.

    `around` is what its captions have around them: they are as wide as the table.
    """

    start: float
    around: Around
    is_centred: bool = False


def table_place(wrapper: Box, width: float, around: Around) -> TablePlace:
    """Where a table `width` points wide comes to stand among what is around it (CSS 2.1 §10.3.3)."""
    margin = sides(wrapper.style.margin, around.width)
    slack = max(0.0, around.width - margin.left - margin.right - width)
    is_rtl = wrapper.style.direction == "rtl"
    before_is_auto, after_is_auto = wrapper.style.margin.left == "auto", wrapper.style.margin.right == "auto"
    if before_is_auto and after_is_auto:
        share = slack / 2
    elif is_rtl:
        share = 0.0 if after_is_auto else slack
    else:
        share = slack if before_is_auto else 0.0
    left, right = around.left + margin.left + share, around.right + margin.right + slack - share
    beside = Around(left, right, width, around.frames)
    is_centred = before_is_auto and after_is_auto and around.left == around.right
    return TablePlace(beside.right if is_rtl else beside.left, beside, is_centred)


def table_of(table: Box, widths: Sequence[float], place: TablePlace, walk_cell: WalkCell) -> Table:
    """The table of a TABLE box, whose columns are `widths` points wide. It has no gap and no words to name it yet."""
    grid = _grid(table, widths, [frame.background for frame in place.around.frames])
    across = table.style.border_spacing[0] if table.border_grid is None else 0.0
    rows = _Rows(grid, walk_cell).all()
    lines = (cell.look.borders.left for row in rows for cell in row.cells[:1])
    widest = max((line.width for line in lines if line and table.border_grid), default=0.0)
    return Table(
        columns=_columns(
            widths,
            across,
            outer_edges(table, sum(widths)),
            is_reversed=grid.is_right_to_left,
            is_trimmed=grid.gap_color is not None,
        ),
        rows=rows,
        look=TableLook(
            left=0 if place.is_centred else twips(place.start + widest / 2 + (across if grid.gap_color else 0.0)),
            alignment="center" if place.is_centred else "left",
            spacing=0 if grid.spacing[0] or grid.gap_color else twips(across / 2),
            is_right_to_left=grid.is_right_to_left,
        ),
        role=role_of(table),
    )


def table_width(table: Box, widths: Sequence[float]) -> float:
    """The width of a table's border box in points, its columns being `widths` points wide."""
    if table.border_grid is None:
        outer = outer_edges(table, sum(widths))
        return sum(widths) + outer.left + outer.right + table.style.border_spacing[0] * (len(widths) + 1)
    lines = [(row[0].width, row[-1].width) for row in table.border_grid.vertical] or [(0.0, 0.0)]
    return sum(widths) + (max(left for left, _ in lines) + max(right for _, right in lines)) / 2


def _grid(table: Box, widths: Sequence[float], behind: Sequence[Color]) -> Grid:
    spacing = table.style.border_spacing if table.border_grid is None else (0.0, 0.0)
    grid = Grid(
        table=table,
        rows=sum(len(group.children) for group in _groups(table)),
        widths=tuple(widths),
        is_right_to_left=table.style.direction == "rtl",
    )
    if not _shows_cells(table):
        return replace(grid, spacing=spacing)
    has_borders = any(side.width for cell in _cells(table) for side in _all(cell.style.border))
    if has_borders or not any(spacing):
        return grid
    shown = WHITE
    for color in (*behind, table.style.background_color):
        shown = color.over(shown)
    return replace(grid, gap_color=shown, gaps=spacing)


def _cells(table: Box) -> Iterator[Box]:
    return (cell for group in _groups(table) for row in group.children for cell in row.children)


def _groups(table: Box) -> tuple[Box, ...]:
    return tuple(child for child in table.children if child.kind is BoxKind.TABLE_ROW_GROUP)


def _shows_cells(table: Box) -> bool:
    """Whether any cell, or what it stands in, shows where it ends."""
    return any(
        box.style.is_drawn for group in _groups(table) for row in group.children for box in (group, row, *row.children)
    )


def _all(four: Sides[BorderSide]) -> tuple[BorderSide, ...]:
    return four.top, four.right, four.bottom, four.left


def _columns(
    widths: Sequence[float], spacing: float, outer: Sides[float], *, is_reversed: bool, is_trimmed: bool
) -> tuple[int, ...]:
    """The widths of the columns in twips, each with what stands beside it; rounded so that they add up.

    A table that `is_trimmed` is without the spacing at its edges.
    """
    before, after = (outer.right, outer.left) if is_reversed else (outer.left, outer.right)
    at_edge = -spacing / 2 if is_trimmed else spacing / 2
    edges = [0.0, *(before + edge + at_edge for edge in accumulate(width + spacing for width in widths))]
    edges[-1] += at_edge + after
    return tuple(max(1, twips(end) - twips(start)) for start, end in pairwise(edges))


class _Rows:
    """The rows of a table, in the making."""

    def __init__(self, grid: Grid, walk_cell: WalkCell) -> None:
        self._grid = grid
        self._walk_cell = walk_cell
        self._covered: set[tuple[int, int]] = set()

    def all(self) -> tuple[Row, ...]:
        rows: list[Row] = []
        is_heading = True
        for group in _groups(self._grid.table):
            is_heading = is_heading and group.is_header_group
            for row in group.children:
                rows.append(self._row(group, row, len(rows), is_header=is_heading))
        return tuple(rows)

    def _row(self, group: Box, row: Box, number: int, *, is_header: bool) -> Row:
        behind = tuple(box.style.background_color for box in (self._grid.table, group, row))
        found = {cell.grid_column: cell for cell in row.children if cell.kind is BoxKind.TABLE_CELL}
        cells: list[Cell] = []
        for column in range(self._grid.columns):
            if (number, column) in self._covered:
                continue
            cells.append(self._cell(found.get(column), number, column, behind))
        return Row(
            cells=tuple(cells),
            is_header=is_header,
            is_footer=group.is_footer_group,
            can_split=row.style.break_inside not in AVOIDED_BREAKS,
            height=max((twips(_least_height(box)) for box in (row, *found.values())), default=0),
        )

    def _cell(self, cell: Box | None, row: int, column: int, behind: tuple[Color, ...]) -> Cell:
        """A cell; an empty one for a place that has none."""
        if cell is None:
            self._covered.add((row, column))
            content = self._walk_cell(_without_content(self._grid.table), self._grid.widths[column])
            return Cell(CellLook(NO_BORDERS, NO_PADDING, laid_over(behind)), content.blocks, column)
        columns = max(1, min(cell.column_span, self._grid.columns - column))
        place = Place(row, column, max(1, min(cell.row_span, self._grid.rows - row)), columns)
        place = self._uncovered(place)
        self._covered |= {
            (row + down, column + across) for down in range(place.rows) for across in range(place.columns)
        }
        seen = cell_sides(cell, place, self._grid)
        padding = cell_padding(cell, place, self._grid, seen)
        content = self._walk_cell(cell, max(1.0, self._grid.width(place) - padding.left - padding.right))
        return Cell(
            look=cell_look(cell, place, self._grid, behind, seen),
            blocks=content.blocks,
            column=column,
            column_span=place.columns,
            row_span=place.rows,
            is_heading=cell.element is not None and cell.element.tag == "th",
            trailing=content.trailing,
        )

    def _uncovered(self, place: Place) -> Place:
        """The place without what cells of earlier rows cover: in Word, cells do not overlap as they may in CSS."""
        free = 0
        while free < place.columns and not any(
            (place.row + down, place.column + free) in self._covered for down in range(place.rows)
        ):
            free += 1
        return replace(place, columns=max(1, free), rows=place.rows if free else 1)


def _without_content(table: Box) -> Box:
    """A cell of the table as it would be without content: what stands where a row has no cell."""
    cells = list(_cells(table))
    plain = (cell for cell in cells if cell.element is not None and cell.element.tag == "td")
    return replace(next(plain, cells[0]), children=())


def _least_height(box: Box) -> float:
    """The height that a row has by its own or by a cell's `height`, in points; 0 for none (CSS 2.1 §17.5.3)."""
    stated = max(points(box.style.height), points(box.style.min_height))
    if box.kind is not BoxKind.TABLE_CELL or not stated:
        return stated
    padding = sides(box.style.padding, 0)
    return stated + padding.top + padding.bottom


# Alternative text -----------------------------------------------------------------------------------------------------


class Labels:
    """What elements say that others refer to as their label or description."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        """`boxes` are all of a page."""
        elements = {box.element: None for box in boxes if box.element is not None and box.element.attributes}
        wanted = {id_ for element in elements for name in _REFERENCES for id_ in _ids(element, name)}
        self._texts: dict[str, str] = {}
        for box in boxes if wanted else ():
            if box.element and box.element.id in wanted and not box.is_anonymous and not box.pseudo:
                self._texts.setdefault(box.element.id, _words(box))

    def title(self, element: Element, caption: Box | None) -> str:
        """What an element is called: by what labels it, by its own label, by its caption."""
        named = self._text(element, "aria-labelledby") or element.attributes.get("aria-label", "")
        return " ".join(named.split()) or (_words(caption) if caption else "") or element.attributes.get("title", "")

    def description(self, element: Element) -> str:
        """What is said of an element beside what it is called."""
        return self._text(element, "aria-describedby") or element.attributes.get("summary", "")

    def _text(self, element: Element, attribute: str) -> str:
        return " ".join(filter(None, (self._texts.get(id_, "") for id_ in _ids(element, attribute))))


def _ids(element: Element, attribute: str) -> list[str]:
    return element.attributes.get(attribute, "").split()


def _words(box: Box) -> str:
    return " ".join(box.all_text.split())
