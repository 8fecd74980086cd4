"""Floats and absolutely positioned boxes → where they stand (CSS 2.1 §9.5, §9.6): beside the text, or on the page.

The laid-out pages say where that is. Without them, and in cells, such a box stands in the text.
"""

from __future__ import annotations

from briefkit.layout.views import Box, Fragment, LaidOutPage, Pages
from briefkit.write.docx.around import sides
from briefkit.write.docx.flow import Padding, Placement
from briefkit.write.docx.looks import twips

_LEAST = 2.0
"""Boxes that are not wider, in points, hide what is in them."""

_NEAR = 1.0
"""Nearer than this to an edge is flush with it, in points."""


def is_out_of_flow(box: Box) -> bool:
    """Whether a box stands beside the flow: a float, or one with a position of its own."""
    if box.is_anonymous or box.element is None:
        return False
    return box.style.float_side in {"left", "right"} or box.style.position == "absolute"


def first_fragment(box: Box, pages: Pages | None) -> Fragment | None:
    """Where a box came to stand, on the first page that shows any of it."""
    if pages is None or box.element is None:
        return None
    return next(iter(pages.fragments.get((box.element.index, box.pseudo), ())), None)


def is_seen(fragment: Fragment, page: LaidOutPage) -> bool:
    """Whether a box is on its page and large enough to be read: some are kept out of sight, for screen readers."""
    is_on_page = fragment.x < page.width and fragment.x + fragment.width > 0
    return is_on_page and fragment.y < page.height and fragment.y + fragment.height > 0 and fragment.width > _LEAST


def placement(box: Box, fragment: Fragment, left: float, width: float) -> Placement:
    """Where a box stands whose border box is `fragment`; the text around it reaches from `left` for `width` points."""
    margin = sides(box.style.margin, width)
    if box.style.position == "absolute":
        return Placement(twips(fragment.x - left), twips(fragment.y), is_on_page=True)
    is_left = box.style.float_side == "left"
    distances = Padding(
        left=0 if is_left else max(0, twips(margin.left)),
        bottom=max(0, twips(margin.bottom)),
        right=max(0, twips(margin.right)) if is_left else 0,
    )
    start, end = fragment.x - left, left + width - fragment.x - fragment.width
    if abs(start if is_left else end) <= _NEAR:
        return Placement("left" if is_left else "right", max(0, twips(margin.top)), distances=distances)
    return Placement(twips(start), max(0, twips(margin.top)), distances=distances)
