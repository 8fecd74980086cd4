"""Flex and grid containers → tables that hold their items side by side, as they were laid out.

Such a table has no lines of its own: its cells have the frames of the items, and what parts items is empty cells. Items
that stand one below the other need no table.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import accumulate, pairwise

from msgspec import Struct
from msgspec.structs import replace

from briefkit.layout.views import Box, BoxKind, Pages
from briefkit.write.docx.around import Around, sides
from briefkit.write.docx.arrangement import Arrangement, Rectangle, Spot
from briefkit.write.docx.boxes import framed
from briefkit.write.docx.flow import (
    Cell,
    CellLook,
    Gap,
    GapKind,
    Paragraph,
    Row,
    RunLook,
    Table,
    TableLook,
)
from briefkit.write.docx.gaps import spacer
from briefkit.write.docx.looks import AVOIDED_BREAKS, points, twips
from briefkit.write.docx.placed import first_fragment
from briefkit.write.docx.roles import role_of
from briefkit.write.docx.slack import slack, widened_into_empty
from briefkit.write.docx.table_walk import CellContent

_NEAR = 1.5
_FAR = 100_000.0
"""Further than anything is from the top of a page: what stands on the next one is below."""


class LaidOutItems(Struct, frozen=True):
    """The items of a container, and the table that they fit in."""

    container: Box
    items: tuple[Box, ...]
    arrangement: Arrangement

    def spots(self) -> Iterator[tuple[Box, Spot]]:
        """Each item with where it stands."""
        return zip(self.items, self.arrangement.spots, strict=True)


def items_of(container: Box) -> tuple[Box, ...]:
    """The items of a flex or grid container: what stands in the flow."""
    return tuple(
        child
        for child in container.children
        if not child.is_outside_marker and child.style.position in {"static", "relative"}
    )


def is_one_row(container: Box) -> bool:
    """Whether all items of a container are in one row (CSS Flexbox 1 §5)."""
    style = container.style
    return container.kind is BoxKind.FLEX and style.flex_direction.startswith("row") and style.flex_wrap == "nowrap"


def rectangles(container: Box, items: Sequence[Box], pages: Pages) -> tuple[Rectangle, ...]:
    """Where the items came to stand; nothing unless that is known of all."""
    anonymous = iter(pages.anonymous_items.get(container.element.index, ()) if container.element else ())
    found: list[Rectangle] = []
    for item in items:
        is_text = item.is_anonymous and item.kind is not BoxKind.TABLE_WRAPPER
        fragment = next(anonymous, None) if is_text else first_fragment(item, pages)
        if fragment is None:
            return ()
        top = fragment.page * _FAR + fragment.y
        found.append(Rectangle(fragment.x, top, fragment.x + fragment.width, top + fragment.height))
    return tuple(found)


def content_box(container: Box, pages: Pages) -> Rectangle | None:
    """The content edges of a container on its first page."""
    fragment = first_fragment(container, pages)
    if fragment is None:
        return None
    border, padding = container.style.border, sides(container.style.padding, fragment.width)
    left = fragment.x + border.left.width + padding.left
    top = fragment.page * _FAR + fragment.y + border.top.width + padding.top
    return Rectangle(left, top, left + fragment.content_width, top + fragment.content_height)


def layout_table(
    laid_out: LaidOutItems, around: Around, run: RunLook, walk_item: Callable[[Box, float], CellContent]
) -> Table:
    """The table of a container. `walk_item` walks an item so many points wide inside.

    `run` is the look of the text that empty cells do not have. The table has no gap yet.
    """
    container, arrangement = laid_out.container, laid_out.arrangement
    is_rtl = _runs_to_the_left(container)
    columns = _widths(laid_out)
    count = len(columns)
    rows: list[list[Cell]] = [[] for _ in arrangement.heights]
    for item, spot in laid_out.spots():
        width = sum(columns[spot.column : spot.column + spot.columns])
        column = count - spot.column - spot.columns if is_rtl else spot.column
        look = _look(item, spot, width, around, is_rtl=is_rtl)
        content = walk_item(item, max(1.0, width - _inset(item, width)))
        cell = Cell(look, content.blocks, column, spot.columns, spot.rows, trailing=content.trailing)
        rows[spot.row].append(cell)
    covered = _covered(rows)
    for number, cells in enumerate(rows):
        height = twips(arrangement.heights[number]) if number in arrangement.spacers else 0
        cells.extend(_blanks(covered[number], count, height, run))
        cells.sort(key=lambda cell: cell.column)
    edges = (0.0, *accumulate(columns))
    widths = tuple(max(1, twips(end) - twips(start)) for start, end in pairwise(edges))
    return Table(
        columns=widths[::-1] if is_rtl else widths,
        rows=tuple(
            Row(tuple(cells), can_split=_can_split(laid_out), height=height)
            for cells, height in zip(rows, _heights(laid_out), strict=True)
        ),
        look=TableLook(left=twips(around.right if is_rtl else around.left), is_right_to_left=is_rtl),
        role=role_of(container),
        purpose="layout",
    )


def _widths(laid_out: LaidOutItems) -> list[float]:
    """The columns, those of items without a frame a little wider at the expense of the empty ones beside them."""
    widths = laid_out.arrangement.columns
    spots = laid_out.arrangement.spots
    used = {column for spot in spots for column in range(spot.column, spot.column + spot.columns)}
    wanted: dict[tuple[int, int], float] = {}  # empty column and the one beside it → how much the latter would like
    for item, spot in laid_out.spots():
        end = spot.column + spot.columns
        beside = ((free, own) for free, own in ((end, end - 1), (spot.column - 1, spot.column)) if free not in used)
        place = next(((free, own) for free, own in beside if 0 <= free < len(widths)), None)
        if place is not None and not item.style.is_drawn:
            wanted[place] = max(wanted.get(place, 0.0), slack(sum(widths[spot.column : end])))
    return widened_into_empty(widths, wanted)


def _runs_to_the_left(container: Box) -> bool:
    """Whether the first item is the rightmost: the table then runs to the left, so that words keep their order."""
    is_reversed = container.kind is BoxKind.FLEX and container.style.flex_direction == "row-reverse"
    return (container.style.direction == "rtl") != is_reversed


def _look(item: Box, spot: Spot, width: float, around: Around, *, is_rtl: bool) -> CellLook:
    """The frame of an item as that of its cell, and where in the height of the row it stands."""
    look = framed(item, width, is_rtl=is_rtl, behind=[frame.background for frame in around.frames])
    if spot.above <= _NEAR:
        return look
    if spot.below <= _NEAR or abs(spot.above - spot.below) <= _NEAR:
        return replace(look, vertical_align="bottom" if spot.below <= _NEAR else "center")
    return replace(look, padding=replace(look.padding, top=look.padding.top + twips(spot.above)))


def _inset(item: Box, width: float) -> float:
    """How much of the width of an item is frame."""
    border, padding = item.style.border, sides(item.style.padding, width)
    return border.left.width + padding.left + padding.right + border.right.width


def _covered(rows: Sequence[Sequence[Cell]]) -> list[set[int]]:
    """The columns that cells cover, row by row."""
    covered: list[set[int]] = [set() for _ in rows]
    for number, cells in enumerate(rows):
        for cell in cells:
            for row in covered[number : number + cell.row_span]:
                row.update(range(cell.column, cell.column + cell.column_span))
    return covered


def _blanks(covered: Collection[int], count: int, height: int, run: RunLook) -> Iterator[Cell]:
    """Empty cells for the places of a row that no cell covers, `height` twips high."""
    first: int | None = None
    for column in range(count + 1):
        is_free = column < count and column not in covered
        if is_free and first is None:
            first = column
        elif not is_free and first is not None:
            yield Cell(CellLook(), (_blank(height, run),), first, column - first)
            first = None


def _blank(height: int, run: RunLook) -> Paragraph:
    line = spacer(0, run)
    return replace(line, gap=(Gap(GapKind.SPACE, max(0, height - line.look.line)),))


def _heights(laid_out: LaidOutItems) -> list[int]:
    """The least heights of the rows: what they have beyond their content because the stylesheet says so."""
    container, arrangement = laid_out.container, laid_out.arrangement
    states = {
        spot.row
        for item, spot in laid_out.spots()
        if spot.rows == 1 and (item.style.height != "auto" or points(item.style.min_height) > 0)
    }
    is_stated = container.style.height != "auto" or points(container.style.min_height) > 0
    if is_stated and len(arrangement.heights) == 1:
        states.add(0)
    return [twips(height) if row in states else 0 for row, height in enumerate(arrangement.heights)]


def _can_split(laid_out: LaidOutItems) -> bool:
    return not any(box.style.break_inside in AVOIDED_BREAKS for box in (laid_out.container, *laid_out.items))
