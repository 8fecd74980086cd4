"""Page types → sections: geometry from ``@page``, headers and footers from its margin boxes.

Word knows three sets of headers and footers a section: all pages, the first, the even ones; CSS knows as many as there
are selectors. What Word can hold is asked for by the page types that stand for the three. Watermarks stand in headers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefkit.diagnostics import diagnose
from briefkit.layout.views import Box, LaidOutPage, Pages, PageStyle
from briefkit.write.docx.backdrops import backdrops, has_unpainted
from briefkit.write.docx.facing_pages import FacingPages, text_margins
from briefkit.write.docx.flow import (
    Backdrop,
    Block,
    Field,
    Furniture,
    Inline,
    PageGeometry,
    Paragraph,
    ParagraphLook,
    Role,
    RunLook,
    Section,
    Watermark,
    paragraphs_in,
)
from briefkit.write.docx.gaps import spacer
from briefkit.write.docx.looks import Fonts, run_look, twips
from briefkit.write.docx.margin_box_places import Strip, Zone
from briefkit.write.docx.margin_boxes import STYLE_NAMES, MarginBoxes, Shown
from briefkit.write.docx.number_formats import DECIMAL
from briefkit.write.docx.page_numbers import SectionPages, numbering, other_side, section_start
from briefkit.write.docx.rewrite import rewritten
from briefkit.write.docx.watermarks import Watermarks

if TYPE_CHECKING:
    from briefkit.layout import Layout

_LEAST = 1.0
"""Headers and margins that differ by less, in points, are the same."""

_SLACK = 4.0
"""How much less room a header makes: other programs set its lines a trifle higher, and pages should stay full."""


class PageFurniture:
    """The geometry, headers and footers of pages. `pages` gives the cached results of fields; None leaves them empty.

    `diagnostics` grows by what pages have and Word's sections and headers do not.
    """

    def __init__(
        self, layout: Layout, fonts: Fonts, pages: Pages | None, watermarks: Watermarks, boxes: MarginBoxes
    ) -> None:
        self._layout = layout
        self._fonts = fonts
        self._pages = pages
        self._watermarks = watermarks
        self._boxes = boxes
        self.diagnostics = boxes.diagnostics

    def section(self, pages: SectionPages, *, is_mirrored: bool) -> Section:
        """A section on these pages, without blocks yet. One that begins on a page has no first page of its own.

        `is_mirrored` where the document mirrors its margins.
        """
        header, footer = self._zone(pages, "top"), self._zone(pages, "bottom")
        style = self._odd(pages)
        margin = replace(text_margins(style), top=header.margin, bottom=footer.margin)
        self._report_first(pages)
        if is_mirrored and not pages.has_both_sides and pages.laid_out[0].side != pages.odd_side:
            even = text_margins(self._even(pages))
            margin = replace(margin, left=even.right, right=even.left)
        return Section(
            geometry=PageGeometry(
                width=twips(style.width),
                height=twips(style.height),
                top=twips(margin.top),
                right=twips(margin.right),
                bottom=twips(margin.bottom),
                left=twips(margin.left),
                header=twips(header.distance),
                footer=twips(footer.distance),
            ),
            blocks=(),
            headers=header.furniture,
            footers=footer.furniture,
            start=section_start(pages, self._pages),
            numbering=numbering(pages, self._pages),
            is_right_to_left="rtl" in (style.style.direction, body_of(self._layout.boxes).style.direction),
        )

    def facing(self, section: SectionPages) -> FacingPages:
        """The facing pages of a section."""
        return FacingPages(section.name, self._odd(section), self._even(section), section.has_both_sides)

    def number_format(self, name: str) -> str:
        """How the numbers of pages called `name` are written (ST_NumberFormat): as a margin box shows them first."""
        asked = (("right", 2), ("left", 2), ("right", 1))
        types = (self._layout.page_style(name, side=side, nth=nth) for side, nth in asked)
        return next((written for page in types for written in self._boxes.formats(page)), DECIMAL)

    def _zone(self, section: SectionPages, zone: Zone) -> _Zone:
        """The headers (`zone` top) or footers (bottom) of a section."""
        pages = section.laid_out or tuple(self._pages_called(section.name))
        opening, *others = pages or (None,)
        types = (self._first(section), self._odd(section), *([self._even(section)] if len(pages) > 1 else []))
        margin = min(_margin(page, zone) for page in types)
        first = self._strip(self._first(section), zone, self._shown(section, opening), margin)
        default, even = self._odd_and_even(section, zone, others or pages, margin)
        has_even = _shape(even.blocks) != _shape(default.blocks)
        opens_even = has_even and opening is not None and opening.counter % 2 == 0
        has_first = section.start != "continuous" and _shape(first.blocks) != _shape(
            (even if opens_even else default).blocks
        )
        if not has_first:  # what all pages have is shown on the first page before all others
            default, even = self._odd_and_even(section, zone, pages, margin)
        strips = [default, *([first] if has_first else []), *([even] if has_even else [])]
        distance = min((strip.distance for strip in strips if strip.blocks), default=default.distance)
        default, first, even = (_at_distance(strip, distance, zone) for strip in (default, first, even))
        furniture = Furniture(default.blocks, first.blocks if has_first else None, even.blocks if has_even else None)
        return _Zone(furniture, distance, margin)

    def _odd_and_even(
        self, section: SectionPages, zone: Zone, pages: Sequence[LaidOutPage], margin: float
    ) -> tuple[Strip, Strip]:
        """What the pages of either side have, as shown on the first of `pages` that is of the side."""
        odds = (page for page in pages if page.side == section.odd_side)
        evens = (page for page in pages if page.side != section.odd_side)
        return (
            self._strip(self._odd(section), zone, self._shown(section, *odds, *pages), margin),
            self._strip(self._even(section), zone, self._shown(section, *evens, *pages), margin),
        )

    def _pages_called(self, name: str) -> Iterator[LaidOutPage]:
        return (page for page in self._pages.pages if page.name == name) if self._pages else iter(())

    def _first(self, section: SectionPages) -> PageStyle:
        """The type of a section's first page."""
        if not section.laid_out:
            return self._layout.page_style(section.name, index=0 if section.is_first else 1, nth=1)
        page = section.laid_out[0]
        return self._layout.page_style(section.name, side=page.side, index=page.number - 1, nth=page.nth)

    def _odd(self, section: SectionPages) -> PageStyle:
        return self._of_side(section, section.odd_side)

    def _even(self, section: SectionPages) -> PageStyle:
        return self._of_side(section, other_side(section.odd_side))

    def _of_side(self, section: SectionPages, side: str) -> PageStyle:
        """The ordinary page type of a side; where a section is but a first page of its own, the type of that."""
        if len(section.laid_out) == 1:
            first = self._first(section)
            other = self._layout.page_style(section.name, side=section.laid_out[0].side, nth=2)
            is_other = (first.height, text_margins(first)) != (other.height, text_margins(other))
            if _widths(first) != _widths(other) or (is_other and not section.is_last):
                return first
        return self._layout.page_style(section.name, side=side, nth=2)

    def _shown(self, section: SectionPages, *pages: LaidOutPage | None) -> Shown:
        """What is shown on the first of these pages that there is."""
        page = next((page for page in pages if page is not None), None)
        return Shown(page, len(self._pages.pages) if self._pages else 1, section.number_format)

    def _strip(self, page: PageStyle, zone: Zone, shown: Shown, margin: float) -> Strip:
        """What a page of this type has in a zone, and behind its text, where its section leaves `margin` for it.

        A page with a larger margin has an empty line between the zone and its text that is as high as that needs.
        """
        strip = self._boxes.strip(page, zone, shown) or Strip((), _empty_distance(page, zone), 0.0)
        room = _margin(page, zone) - strip.distance - strip.height - (_SLACK if strip.blocks else 0.0)
        if _margin(page, zone) - margin > _LEAST and room > _LEAST:
            line = self._empty_line(page, room, zone)
            blocks = (*strip.blocks, line) if zone == "top" else (line, *strip.blocks)
            strip = Strip(blocks, strip.distance, strip.height + room)
        behind = self._behind(page, shown) if zone == "top" else ()
        if not behind:
            return strip
        at = next((at for at, block in enumerate(strip.blocks) if isinstance(block, Paragraph)), None)
        if at is None:
            return replace(strip, blocks=(replace(self._holder(page), content=behind), *strip.blocks))
        paragraph = strip.blocks[at]
        assert isinstance(paragraph, Paragraph)
        held = replace(paragraph, content=(*behind, *paragraph.content))
        return replace(strip, blocks=(*strip.blocks[:at], held, *strip.blocks[at + 1 :]))

    def _report_first(self, section: SectionPages) -> None:
        """Say where a first page has other margins beside its text, which a section of Word has once."""
        if len(section.laid_out) < 2:
            return
        pages = [_widths(self._layout.page_style(section.name, side=side, nth=2)) for side in ("left", "right")]
        if _widths(self._first(section)) not in pages:
            message = "a first page has other margins at its sides, but Word has one for all pages of a section"
            place = f"page {section.laid_out[0].number}"
            self.diagnostics.setdefault(message, diagnose("B601", message, place=place))

    def _behind(self, page: PageStyle, shown: Shown) -> tuple[Backdrop | Watermark, ...]:
        """What stands behind the text of a page, from the bottom up."""
        if has_unpainted(page):
            message = (
                "of backgrounds of pages Word has colours, linear gradients and pictures that are repeated few times"
            )
            self.diagnostics.setdefault(message, diagnose("B601", message, place="@page"))
        return (*backdrops(page, self._layout.raster), *self._watermarks.on(shown.number, page))

    def _holder(self, page: PageStyle) -> Paragraph:
        """A header of what is behind the text alone: an empty line that fits between the page's edge and its text."""
        room = page.margin.top + page.padding.top - _empty_distance(page, "top")
        return self._empty_line(page, max(1.0, min(page.style.natural_line_height, room)), "top")

    def _empty_line(self, page: PageStyle, height: float, zone: Zone) -> Paragraph:
        look = ParagraphLook(line=twips(height), line_rule="exact")
        return Paragraph(look, run_look(page.style, self._fonts), Role("@page", name=STYLE_NAMES[zone]))


class _Zone(Struct, frozen=True):
    """The headers or footers of a section, how far they are from the page's edge, and the margin they stand in."""

    furniture: Furniture
    distance: float
    margin: float


def _margin(page: PageStyle, zone: Zone) -> float:
    """How far the text of a page is from its edge."""
    margin = text_margins(page)
    return margin.top if zone == "top" else margin.bottom


def _widths(page: PageStyle) -> tuple[float, float, float]:
    margin = text_margins(page)
    return round(page.width, 1), round(margin.left, 1), round(margin.right, 1)


def _empty_distance(page: PageStyle, zone: Zone) -> float:
    """From the page's edge to where a header or footer would stand that there is not."""
    return (page.margin.top if zone == "top" else page.margin.bottom) / 2


def _at_distance(strip: Strip, distance: float, zone: Zone) -> Strip:
    """A strip as far from the page's edge as it is, where those of its section are at `distance`."""
    more = twips(strip.distance - distance)
    if not strip.blocks or more < twips(_LEAST):
        return strip
    at = 0 if zone == "top" else len(strip.blocks) - 1
    block = strip.blocks[at]
    if not isinstance(block, Paragraph):
        line = spacer(more, _run_look(strip.blocks))
        return replace(strip, blocks=(line, *strip.blocks) if zone == "top" else (*strip.blocks, line))
    look = block.look
    moved = replace(look, before=look.before + more) if zone == "top" else replace(look, after=look.after + more)
    return replace(strip, blocks=(*strip.blocks[:at], replace(block, look=moved), *strip.blocks[at + 1 :]))


def body_of(root: Box) -> Box:
    """The box of ``body``; the root itself where there is none."""
    return next((box for box in root.children if box.element is not None and box.element.tag == "body"), root)


def _run_look(blocks: Iterable[Block]) -> RunLook:
    """The look of the text of the first paragraph."""
    return next(paragraph.run_look for paragraph in paragraphs_in(blocks))


def _shape(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """What two sets of headers have in common when only the cached results of their fields differ."""

    def unfilled(inline: Inline) -> Inline:
        return replace(inline, cached="") if isinstance(inline, Field) else inline

    return rewritten(blocks, unfilled)
