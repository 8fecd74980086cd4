"""What stands beside the flow in the walk: it waits for the paragraph that it stands by."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefkit.layout.views import Box, BoxKind
from briefkit.write.docx.around import Around
from briefkit.write.docx.boxes import placed_table
from briefkit.write.docx.flow import ONE_COLUMN
from briefkit.write.docx.gaps import spacer
from briefkit.write.docx.looks import run_look
from briefkit.write.docx.pending import Pending
from briefkit.write.docx.pictures import picture
from briefkit.write.docx.placed import first_fragment, is_out_of_flow, is_seen, placement

if TYPE_CHECKING:
    from briefkit.write.docx.walk import Walker


def take_out(walker: Walker, box: Box) -> bool:
    """Walk a box if it stands beside the flow; whether it does and could be placed."""
    if walker.pages is None or not is_out_of_flow(box):
        return False
    fragment = first_fragment(box, walker.pages)
    page = walker.pages.pages[fragment.page - 1] if fragment is not None else None
    if fragment is None or page is None or not walker.stretches.is_paged or not is_seen(fragment, page):
        report_in_text(walker, box)
        return False
    style = walker.layout.page_style(box.style.page)
    where = placement(box, fragment, style.margin.left + style.padding.left, walker.page_width(box.style.page))
    outside = walker.pending
    walker.pending = Pending()
    if box.kind is BoxKind.REPLACED:
        found = picture(box, walker.pages, fragment.width, walker.layout.raster)
        outside.pictures.append(dataclasses.replace(found, placement=where))
    else:
        content = walker.element_cell(box, fragment.content_width)
        table = placed_table(box, fragment, content)
        outside.placed.append(replace(table, placement=where))
    outside.placed_on = fragment.page
    outside.anchors += walker.pending.anchors
    walker.pending = outside
    return True


def report_in_text(walker: Walker, box: Box) -> None:
    """Say that a box stands in the text that CSS has elsewhere: in a cell or a note, or off the page."""
    if not any(inside.text.strip() or inside.kind is BoxKind.REPLACED for inside in box.descendants()):
        return
    style = box.style
    name = "position" if style.position == "absolute" else "float"
    value = style.position if name == "position" else style.float_side
    walker.report(f"`{name}: {value}` is not carried over to Word here: the box stands in the text", box, name)


def leave_page(walker: Walker, box: Box, around: Around) -> None:
    """Where a box begins on a later page, let what stands beside the flow stay on the page it was laid out on."""
    waits = walker.pending.placed or walker.pending.pictures
    fragment = first_fragment(box, walker.pages) if waits else None
    if fragment is not None and walker.pending.placed_on < fragment.page:
        stand_by(walker, box, around)


def stand_by(walker: Walker, box: Box, around: Around) -> None:
    """Put a line where what stands beside the flow has no paragraph to stand by."""
    pending = walker.pending
    line = replace(spacer(0, run_look(box.style, walker.fonts)), content=tuple(pending.pictures))
    walker.stretches.place(line, walker.stretches.page or around.page, "")
    walker.stretches.put_before_last(pending.placed)
    pending.placed, pending.pictures = [], []


def close(walker: Walker, root: Box, around: Around) -> None:
    """Give what stands beside the flow a paragraph to stand by, where none came after it.

    Columns at the end need one too: Word makes them equally long only where something else begins.
    """
    if walker.pending.placed or walker.pending.pictures or walker.stretches.last_columns != ONE_COLUMN:
        stand_by(walker, root, around)
