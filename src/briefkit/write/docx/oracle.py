"""Whether anything in a Word file depends on where the layout put it: only then are pages made."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from briefkit.layout.views import Box, BoxKind, ContentCounter, ContentLeader, ContentTargetCounter, PageStyle

if TYPE_CHECKING:
    from briefkit.layout import Layout

_PLACED = {BoxKind.REPLACED, BoxKind.FLEX, BoxKind.GRID, BoxKind.INLINE_BLOCK}
_CANVAS = {"html", "body"}


def asks_for_pages(layout: Layout) -> bool:
    """Whether page numbers, headers, or the place or the size of a box are wanted."""
    types = product(layout.page_names, ("left", "right"), (0, 1))
    if any(_has_furniture(layout.page_style(name, side=side, index=index)) for name, side, index in types):
        return True
    return any(map(_asks, layout.boxes.descendants()))


def _has_furniture(page: PageStyle) -> bool:
    return bool(page.margin_boxes or page.background)


def _asks(box: Box) -> bool:
    style = box.style
    if box.is_outside_marker:
        return False
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
