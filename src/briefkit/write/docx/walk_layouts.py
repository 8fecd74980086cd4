"""Blocks side by side in the walk: columns, and the items of flex and grid containers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefkit.layout.views import Box, BoxKind
from briefkit.write.docx.around import Around, sides
from briefkit.write.docx.arrangement import Rectangle, arranged, is_stack
from briefkit.write.docx.columns import by_columns, column_width, columns_of
from briefkit.write.docx.flow import ONE_COLUMN, Columns, GapKind
from briefkit.write.docx.looks import run_look
from briefkit.write.docx.rows import LaidOutItems, content_box, is_one_row, items_of, layout_table, rectangles
from briefkit.write.docx.table_walk import MOST_COLUMNS, CellContent

if TYPE_CHECKING:
    from briefkit.write.docx.walk import Walker

CONTAINERS = {BoxKind.FLEX: "flex", BoxKind.GRID: "grid"}
"""The boxes that put their items side by side, and what CSS calls them."""


def walk_inside(walker: Walker, box: Box, around: Around) -> None:
    """Walk what stands in a block, which may have columns of its own."""
    columns = columns_of(box.style, around.width)
    if walker.stretches.columns != ONE_COLUMN and box.style.column_span == "all":
        with walker.stretches.standing_in(ONE_COLUMN):
            walker.contents(box, replace(around, width=walker.page_width(around.page)))
    elif columns is None:
        walker.contents(box, around)
    elif _may_have_columns(walker, around):
        with walker.stretches.standing_in(columns):
            walker.contents(box, replace(around, width=column_width(columns, walker.page_width(around.page))))
    elif not _columns_as_table(walker, box, columns, around):
        message = "columns inside of something else are one in Word: the text runs in one"
        walker.report(message, box, "columns", "column-count", "column-width")
        walker.contents(box, around)


def _columns_as_table(walker: Walker, box: Box, columns: Columns, around: Around) -> bool:
    """Walk the blocks of each column side by side; whether that could be done."""
    content = content_box(box, walker.pages) if walker.pages is not None else None
    if content is None or walker.pages is None:
        return False
    found = by_columns(box, columns, content, walker.pages)
    arrangement = arranged([place for _, place in found], content, is_one_row=True)
    if arrangement is None:
        return False
    _layout_table(walker, LaidOutItems(box, tuple(holder for holder, _ in found), arrangement), around)
    return True


def _layout_table(walker: Walker, laid_out: LaidOutItems, around: Around) -> None:
    box = laid_out.container
    gap, break_before = walker.take_gap()
    table = layout_table(laid_out, around, run_look(box.style, walker.fonts), partial(_item, walker, around))
    walker.place(replace(table, gap=gap), box, break_before)


def _may_have_columns(walker: Walker, around: Around) -> bool:
    """Whether what stands here is as wide as the text of the page, and nothing is drawn around it."""
    is_one = walker.stretches.is_paged and walker.stretches.columns == ONE_COLUMN
    return is_one and not (around.frames or around.list or round(around.left + around.right))


def walk_container(walker: Walker, box: Box, around: Around) -> bool:
    """Walk the items of a flex or grid container where they were laid out; whether that could be done."""
    items = items_of(box)
    edges = content_box(box, walker.pages) if walker.pages is not None else None
    if walker.pages is None or edges is None or not items:
        return False
    places = rectangles(box, items, walker.pages)
    for child in box.children:
        if child not in items and not child.is_outside_marker:
            walker.block(child, around)
    if places and is_stack(places):
        _stack(walker, items, places, edges, around)
        return True
    walker.show_marker(box, around)
    arrangement = arranged(places, edges, is_one_row=is_one_row(box))
    if arrangement is None or len(arrangement.columns) > MOST_COLUMNS:
        name = CONTAINERS[box.kind]
        message = f"what `display: {name}` lays out here is no table: in Word the items follow one another"
        walker.report(message, box, "display")
        return False
    _layout_table(walker, LaidOutItems(box, items, arrangement), around)
    return True


def _stack(walker: Walker, items: Sequence[Box], places: Sequence[Rectangle], edges: Rectangle, around: Around) -> None:
    """Items one below the other, as far apart as they were laid out."""
    bottom = edges.top
    for item, place in zip(items, places, strict=True):
        margin = sides(item.style.margin, around.width)
        space = place.top - bottom - margin.top
        walker.gap(GapKind.SPACE, space if space > 0 else 0.0)
        left, right = place.left - edges.left - margin.left, edges.right - place.right - margin.right
        walker.block(
            item,
            replace(around, left=around.left + left, right=around.right + right, width=around.width - left - right),
        )
        bottom = place.bottom + margin.bottom


def _item(walker: Walker, around: Around, item: Box, width: float) -> CellContent:
    """What stands in an item; an item of a list has its marker."""
    if item.kind is BoxKind.TABLE_WRAPPER:
        return walker.cell(replace(item, kind=BoxKind.BLOCK, children=(item,)), width)
    if item.is_anonymous:
        return walker.cell(item, width)
    if item.pseudo:
        with walker.set_aside():
            return walker.cell(item, width)
    return walker.element_cell(item, width, around.list)
