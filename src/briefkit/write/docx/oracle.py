"""Whether anything in a Word file depends on where the layout put it: only then are pages made."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import TYPE_CHECKING

from briefkit.layout.views import Box, BoxKind, ContentCounter, ContentLeader, ContentTargetCounter, PageStyle
from briefkit.write.docx.facing_pages import text_margins
from briefkit.write.docx.note_bodies import with_notes
from briefkit.write.docx.stretches import SIDED_BREAKS

if TYPE_CHECKING:
    from briefkit.layout import Layout

_PLACED = {BoxKind.REPLACED, BoxKind.FLEX, BoxKind.GRID, BoxKind.INLINE_BLOCK}
_CANVAS = {"html", "body"}
_COUNTING = {"counter_increment", "counter_reset", "counter_set"}


def asks_for_pages(layout: Layout) -> bool:
    """Whether page numbers, headers, the kinds of the pages, or the place or the size of a box are wanted."""
    return any(_differs(layout, name) for name in layout.page_names) or any(map(_asks, _different(layout)))


def _different(layout: Layout) -> Iterable[Box]:
    """A box of each style and kind, of the canvas and of other elements."""
    return {
        (box.style, box.kind, box.is_outside_marker, box.element is not None and box.element.tag in _CANVAS): box
        for box in with_notes(layout.all_boxes)
    }.values()


def _differs(layout: Layout, name: str) -> bool:
    """Whether pages called `name` have anything of their own, or are not all alike."""
    kinds = product(("left", "right"), (0, 1), (1, 2))
    pages = [layout.page_style(name, side=side, index=index, nth=nth) for side, index, nth in kinds]
    return any(map(_has_furniture, pages)) or len({(page.width, page.height, text_margins(page)) for page in pages}) > 1


def _has_furniture(page: PageStyle) -> bool:
    return bool(page.margin_boxes or page.background or page.style.declared & _COUNTING)


def _asks(box: Box) -> bool:
    style = box.style
    if box.is_outside_marker:
        return False
    if not SIDED_BREAKS.keys().isdisjoint((style.break_before, style.break_after)):
        return True
    if box.kind in _PLACED or style.position not in {"static", "relative"} or style.float_side not in {"none", ""}:
        return True
    if style.column_count is not None or style.column_width is not None:
        return True
    if box.kind is BoxKind.BLOCK and style.is_drawn and (box.element is None or box.element.tag not in _CANVAS):
        return True
    return any(
        isinstance(item, ContentTargetCounter | ContentLeader)
        or (isinstance(item, ContentCounter) and item.name in {"page", "pages"})
        for item in style.content or ()
    )
