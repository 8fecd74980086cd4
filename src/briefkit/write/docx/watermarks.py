"""Watermarks: what stands on every page for the eye alone (``position: fixed``) → WordArt behind the text of headers.

The layout says where each piece of text is drawn. What is not text (pictures, tints, borders) is left out and reported;
fixed boxes that say something to a reader are none of this module's business: they stay in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.layout.views import Box, BoxKind, ContentCounter, FixedText, Pages, PageStyle
from briefkit.write.docx.flow import Middle, Watermark
from briefkit.write.docx.looks import Fonts, run_look, twips
from briefkit.write.docx.note_bodies import with_notes

if TYPE_CHECKING:
    from briefkit.layout import Layout

_NEAR = 0.05
"""How far from the middle still counts as in it, in ems: letters do not cover what they stand on evenly."""

_Middles: TypeAlias = Mapping[Middle, float]


def is_watermark(box: Box) -> bool:
    """Whether a box is on every page and for the eye alone: hidden from other readers (WAI-ARIA 1.2 §6.6, aria-hidden)
    or made by the stylesheet, and then the same on every page."""
    if box.style.position != "fixed" or box.element is None:
        return False
    around = (box.element, *box.element.ancestors())
    is_hidden = any(element.attributes.get("aria-hidden") == "true" for element in around)
    return is_hidden or (bool(box.pseudo) and not _counts_pages(box))


def may_have_watermarks(layout: Layout) -> bool:
    """Whether anything on a page is fixed, in footnotes too."""
    return any(box.style.position == "fixed" for box in with_notes(layout.all_boxes))


def without_watermarks(box: Box) -> Box:
    """`box` without the watermarks among its descendants; itself where there are none."""
    if not any(map(is_watermark, box.descendants())):
        return box
    kept = (child for child in box.children if not is_watermark(child))
    return replace(box, children=tuple(map(without_watermarks, kept)))


class Watermarks:
    """The watermarks of a page; `pages` says where they are drawn, None leaves them out.

    `diagnostics` is what of them Word does not show.
    """

    def __init__(self, layout: Layout, fonts: Fonts, pages: Pages | None) -> None:
        self._fonts = fonts
        self._pages = pages
        found = tuple(_outermost(layout.boxes)) if may_have_watermarks(layout) else ()
        drawn = (box for box in found if box.element is not None and not _counts_pages(box))
        self._owners = {(box.element.index, box.pseudo) for box in drawn if box.element is not None}
        self.diagnostics = tuple(_left_out(found))

    def on(self, number: int, page: PageStyle) -> tuple[Watermark, ...]:
        """Those on the page of this number, which is of the type `page`."""
        if self._pages is None or not self._owners:
            return ()
        shown = (text for text in self._pages.pages[number - 1].fixed if text.owner in self._owners)
        return tuple(self._watermark(text, page) for text in shown if _is_seen(text))

    def _watermark(self, text: FixedText, page: PageStyle) -> Watermark:
        color = text.style.color
        near = _NEAR * text.style.font_size
        margin, padding = page.margin, page.padding
        left, right = margin.left + padding.left, margin.right + padding.right
        top, bottom = margin.top + padding.top, margin.bottom + padding.bottom
        across: _Middles = {"margin": (left + page.width - right) / 2, "page": page.width / 2}
        down: _Middles = {"margin": (top + page.height - bottom) / 2, "page": page.height / 2}
        return Watermark(
            text=text.text.strip(),
            look=replace(run_look(text.style, self._fonts), color=color.hex),
            width=twips(text.width),
            height=twips(text.height),
            left=_place(text.x, text.width, near, across),
            top=_place(text.y, text.height, near, down),
            rotation=text.rotation,
            opacity=round(text.opacity * color.alpha, 4),
        )


def _place(middle: float, size: float, near: float, middles: _Middles) -> int | Middle:
    """Where a shape of this `size` begins that has its middle there: in one of `middles` where it is so `near` it."""
    found = (name for name, place in middles.items() if abs(middle - place) <= near)
    return next(found, twips(middle - size / 2))


def _is_seen(text: FixedText) -> bool:
    return text.style.visibility == "visible" and text.opacity > 0 and not text.style.color.is_transparent


def _outermost(root: Box) -> Iterator[Box]:
    """The watermarks below a box, those apart that stand in another."""
    stack = [root]
    while stack:
        box = stack.pop()
        if is_watermark(box):
            yield box
        else:
            stack.extend(reversed(box.children))


def _left_out(watermarks: tuple[Box, ...]) -> Iterator[Diagnostic]:
    """One warning where watermarks are more than text that is the same on every page."""
    for watermark in watermarks:
        if _counts_pages(watermark) or any(map(_shows_more, watermark.descendants())):
            message = "of what `position: fixed` puts on every page Word has only text, without page numbers"
            element = watermark.element
            place = ".".join((element.tag, *element.classes)) if element is not None else ""
            yield diagnose("B601", message, place=f"<{place}>")
            return


def _counts_pages(box: Box) -> bool:
    """Whether the text of a box is another on every page."""
    items = (item for inside in box.descendants() for item in inside.style.content or ())
    return any(isinstance(item, ContentCounter) and item.name in {"page", "pages"} for item in items)


def _shows_more(box: Box) -> bool:
    """Whether a box shows more than its text: a picture, a tint or a border."""
    return box.kind is BoxKind.REPLACED or box.style.is_drawn
