"""What stands beside the flow in the walk: it waits for the paragraph that it stands by."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefkit.layout.views import Box, BoxKind, Fragment, Pages
from briefkit.write.docx.around import Around, sides
from briefkit.write.docx.blanks import blank
from briefkit.write.docx.boxes import placed_table
from briefkit.write.docx.flow import ONE_COLUMN, Paragraph, Picture
from briefkit.write.docx.gaps import spacer
from briefkit.write.docx.looks import run_look, twips
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
    if fragment is not None and walker.stretches.left is not None and (found := _in_cell(walker, box, fragment)):
        walker.pending.pictures.append(found)
        return True
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


def _in_cell(walker: Walker, box: Box, fragment: Fragment) -> Picture | None:
    """The picture that a box beside the text of a cell is; None where it is no picture.

    How far down it stands is known once its paragraph is: until then its top counts from the page's.
    """
    if fragment.width <= 0 or fragment.height <= 0 or walker.stretches.left is None:
        return None
    if box.kind is BoxKind.REPLACED:
        found = picture(box, walker.pages, fragment.width, walker.layout.raster)
    elif box.style.position == "absolute" and box.style.is_drawn and not _shows_something(box):
        found = blank(box, fragment)
    else:
        return None
    where = placement(box, fragment, walker.stretches.left, walker.stretches.width)
    if box.style.position == "absolute":
        where = replace(where, is_on_page=False, wraps=False)
    else:
        where = replace(where, top=twips(fragment.y))
    return dataclasses.replace(found, placement=where)


def _shows_something(box: Box) -> bool:
    return any(inside.text.strip() or inside.kind is BoxKind.REPLACED for inside in box.descendants())


def text_edge(box: Box, pages: Pages | None) -> float | None:
    """Where the text of a cell begins on its page, in points; None where that is not known."""
    fragment = None if box.is_anonymous else first_fragment(box, pages)
    if fragment is None:
        return None
    return fragment.x + box.style.border.left.width + sides(box.style.padding, fragment.width).left


def pictures_beside(walker: Walker) -> list[Picture]:
    """The pictures that wait for a paragraph: in a cell, as far down as they are from where it begins."""
    found, walker.pending.pictures = walker.pending.pictures, []
    if walker.stretches.is_paged:
        return found
    top = twips(walker.stretches.top)
    return [
        dataclasses.replace(waiting, placement=replace(waiting.placement, top=waiting.placement.top - top))
        for waiting in found
        if waiting.placement is not None
    ]


def close_cell(walker: Walker, box: Box) -> None:
    """Give pictures at the end of a cell its last paragraph to stand by."""
    last = walker.stretches.last
    if isinstance(last, Paragraph):
        walker.stretches.replace_last(replace(last, content=(*pictures_beside(walker), *last.content)))
    else:
        line = spacer(0, run_look(box.style, walker.fonts))
        walker.stretches.place(replace(line, content=tuple(pictures_beside(walker))), box.style.page, "")


def report_in_text(walker: Walker, box: Box) -> None:
    """Say that a box stands in the text that CSS has elsewhere: in a cell or a note, or off the page."""
    if not _shows_something(box):
        return
    style = box.style
    name = "position" if style.position == "absolute" else "float"
    value = style.position if name == "position" else style.float_side
    walker.report(f"`{name}: {value}` is not carried over to Word here: the box stands in the text", box, name)


def leave_page(walker: Walker, box: Box, around: Around) -> None:
    """Where a box begins on a later page, let what stands beside the flow stay on the page it was laid out on."""
    waits = walker.stretches.is_paged and (walker.pending.placed or walker.pending.pictures)
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
