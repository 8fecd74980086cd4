"""Tables, and blocks that are boxes, in the walk: their cells are walked like pages of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefkit.layout.views import Box, BoxKind
from briefkit.write.docx.around import Around, sides
from briefkit.write.docx.boxes import box_table, closes, margins_out, opens
from briefkit.write.docx.flow import GapKind
from briefkit.write.docx.keeps import header_kept
from briefkit.write.docx.looks import AVOIDED_BREAKS, FORCED_BREAKS
from briefkit.write.docx.slack import slackened
from briefkit.write.docx.table_walk import (
    MOST_COLUMNS,
    TablePlace,
    table_of,
    table_place,
    table_width,
)

if TYPE_CHECKING:
    from briefkit.write.docx.walk import Walker


def walk_table(walker: Walker, wrapper: Box, around: Around) -> None:
    """A table with its captions."""
    walker.show_marker(wrapper, around)
    walker.note_element(wrapper)
    if wrapper.style.break_before in FORCED_BREAKS:
        walker.break_page(wrapper.style.break_before)
    margin = sides(wrapper.style.margin, around.width)
    first = len(walker.stretches)
    walker.gap(GapKind.MARGIN, margin.top)
    table = next(child for child in wrapper.children if child.kind is BoxKind.TABLE)
    widths = _column_widths(walker, wrapper, table, around.width)
    place = table_place(wrapper, table_width(table, widths), around)
    for child in wrapper.children:
        if child is not table:
            walker.block(child, place.around)
        elif len(widths) > MOST_COLUMNS:
            message = f"a table has {len(widths)} columns, but Word takes {MOST_COLUMNS}: its cells follow one another"
            walker.report(message, wrapper)
            walker.contents(table, place.around)
        elif widths:
            _rows(walker, wrapper, table, widths, place)
        if child is not wrapper.children[-1]:
            walker.stretches.keep_with_next(first)
    if AVOIDED_BREAKS & {wrapper.style.break_inside, table.style.break_inside}:
        walker.stretches.keep_together(first)
    if AVOIDED_BREAKS & {wrapper.style.break_after, table.style.break_after}:
        walker.stretches.keep_with_next(first)
    walker.gap(GapKind.MARGIN, margin.bottom)
    if wrapper.style.break_after in FORCED_BREAKS:
        walker.break_page(wrapper.style.break_after)


def _column_widths(walker: Walker, wrapper: Box, table: Box, available: float) -> tuple[float, ...]:
    widths = walker.layout.column_widths(wrapper, available)
    fits = table.style.width == "auto" and sum(widths) < available
    return slackened(widths, available - sum(widths) if fits else 0.0, walker.layout.column_widths(wrapper, 1.0))


def _rows(walker: Walker, wrapper: Box, table: Box, widths: Sequence[float], place: TablePlace) -> None:
    gap, break_before = walker.take_gap()
    caption = next((child for child in wrapper.children if child.kind is BoxKind.TABLE_CAPTION), None)
    found = table_of(table, widths, place, walker.element_cell)
    if table.element is not None:
        title, description = walker.labels.title(table.element, caption), walker.labels.description(table.element)
        found = replace(found, title=title, description=description)
    walker.place(replace(header_kept(found), gap=gap), wrapper, break_before)


def walk_box(walker: Walker, box: Box, around: Around) -> None:
    """A block as a table of one cell."""
    walker.show_marker(box, around)
    gap, break_before = walker.take_gap()
    content = walker.cell(box, around.inside(box).width)
    above, content, below = margins_out(content, above=opens(box, around), below=closes(box, around))
    table = replace(box_table(box, around, content), gap=(*gap, *above))
    walker.place(table, box, break_before)
    walker.pending.gap += below
    if box.style.break_after in AVOIDED_BREAKS:
        walker.stretches.keep_with_next(0)
