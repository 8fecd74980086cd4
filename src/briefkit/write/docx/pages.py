"""Page types → sections: geometry from ``@page``, headers and footers from its margin boxes.

Word knows three sets of headers and footers a section: all pages, the first, the even ones; CSS knows as many as there
are selectors. What Word can hold is asked for by the page types that stand for the three. Watermarks stand in headers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.layout.views import (
    ContentCounter,
    ContentItem,
    ContentNamedString,
    ContentText,
    LaidOutPage,
    Pages,
    PageStyle,
    Sides,
    Style,
)
from briefkit.write.docx.backdrops import backdrops, has_unpainted
from briefkit.write.docx.facing_pages import FacingPages, text_margins
from briefkit.write.docx.flow import (
    Backdrop,
    Field,
    FieldKind,
    Furniture,
    Inline,
    PageGeometry,
    Paragraph,
    ParagraphLook,
    Role,
    Run,
    RunLook,
    Section,
    Tab,
    TabStop,
    Watermark,
)
from briefkit.write.docx.inline import PAGE_FORMATS
from briefkit.write.docx.looks import Fonts, Frame, paragraph_look, points, run_look, twips
from briefkit.write.docx.page_numbers import (
    DECIMAL,
    SectionPages,
    numbering,
    other_side,
    page_format,
    section_start,
    switch,
)
from briefkit.write.docx.roles import WORD_STYLE
from briefkit.write.docx.watermarks import Watermarks

if TYPE_CHECKING:
    from briefkit.layout import Layout

Zone = Literal["top", "bottom"]
_Position = Literal["left", "center", "right"]
_Cells = dict[_Position, Style]

_POSITIONS: tuple[_Position, ...] = ("left", "center", "right")
_STYLE_NAMES: dict[Zone, str] = {"top": "header", "bottom": "footer"}
_STRING_SWITCHES = {"last": "\\l"}
"""``string(x, last)`` is the last on the page, which STYLEREF finds with ``\\l`` (§17.16.5.59)."""


@dataclass(frozen=True)
class _Shown:
    """On which laid-out page a set of headers is shown first: its number, what its page counter shows, how many pages
    there are, and how their numbers are written in Word."""

    number: int
    counter: int
    count: int
    number_format: str


class PageFurniture:
    """The geometry, headers and footers of pages. `pages` gives the cached results of fields; None leaves them empty.

    `diagnostics` grows by what margin boxes hold and Word's headers do not.
    """

    def __init__(self, layout: Layout, fonts: Fonts, pages: Pages | None, watermarks: Watermarks) -> None:
        self._layout = layout
        self._fonts = fonts
        self._pages = pages
        self._watermarks = watermarks
        self.diagnostics: dict[str, Diagnostic] = {}

    def section(self, pages: SectionPages, *, is_mirrored: bool) -> Section:
        """A section on these pages, without blocks yet. One that begins on a page has no first page of its own.

        `is_mirrored` where the document mirrors its margins.
        """
        headers, footers = self._furniture(pages, "top"), self._furniture(pages, "bottom")
        if pages.start == "continuous":
            headers, footers = replace(headers, first=None), replace(footers, first=None)
        return Section(
            geometry=self._geometry(pages, is_mirrored=is_mirrored),
            blocks=(),
            headers=headers,
            footers=footers,
            start=section_start(pages),
            numbering=numbering(pages, self._pages),
        )

    def _geometry(self, section: SectionPages, *, is_mirrored: bool) -> PageGeometry:
        """Size and margins of the pages of a section, by their ordinary (neither first nor even) page type."""
        style = self._odd(section)
        self._report_other_boxes(style)
        margin = text_margins(style)
        if is_mirrored and not section.has_both_sides and section.laid_out[0].side != section.odd_side:
            even = text_margins(self._even(section))
            margin = replace(even, left=even.right, right=even.left)
        return PageGeometry(
            width=twips(style.width),
            height=twips(style.height),
            top=twips(margin.top),
            right=twips(margin.right),
            bottom=twips(margin.bottom),
            left=twips(margin.left),
            header=twips(_distance(_cells(style, "top"), style.margin.top, "top")),
            footer=twips(_distance(_cells(style, "bottom"), style.margin.bottom, "bottom")),
        )

    def facing(self, section: SectionPages) -> FacingPages:
        """The facing pages of a section."""
        return FacingPages(section.name, self._odd(section), self._even(section), section.has_both_sides)

    def number_format(self, name: str) -> str:
        """How the numbers of pages called `name` are written (ST_NumberFormat): as a margin box shows them first."""
        asked = (("right", 2), ("left", 2), ("right", 1))
        types = (self._layout.page_style(name, side=side, nth=nth) for side, nth in asked)
        items = (item for page in types for style in page.margin_boxes.values() for item in style.content or ())
        styles = (item.style for item in items if isinstance(item, ContentCounter) and item.name == "page")
        return next(map(self._format, styles), DECIMAL)

    def _format(self, counter_style: str) -> str:
        return page_format(self._layout.counter_style(counter_style))

    def _furniture(self, section: SectionPages, zone: Zone) -> Furniture:
        """The headers (`zone` top) or footers (bottom) of a section."""
        pages = section.laid_out or tuple(self._pages_called(section.name))
        opening, *others = pages or (None,)
        first = self._paragraphs(self._first(section), zone, self._shown(section, opening))
        default, even = self._odd_and_even(section, zone, others or pages)
        has_even = _shape(even) != _shape(default)
        opens_even = has_even and opening is not None and opening.counter % 2 == 0
        is_first = _shape(first) != _shape(even if opens_even else default)
        if not is_first:  # what all pages have is shown on the first page before all others
            default, even = self._odd_and_even(section, zone, pages)
        return Furniture(default, first if is_first else None, even if has_even else None)

    def _odd_and_even(
        self, section: SectionPages, zone: Zone, pages: Sequence[LaidOutPage]
    ) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
        """What the pages of either side have, as shown on the first of `pages` that is of the side."""
        odds = (page for page in pages if page.side == section.odd_side)
        evens = (page for page in pages if page.side != section.odd_side)
        return (
            self._paragraphs(self._odd(section), zone, self._shown(section, *odds, *pages)),
            self._paragraphs(self._even(section), zone, self._shown(section, *evens, *pages)),
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
        return self._layout.page_style(section.name, side=section.odd_side, nth=2)

    def _even(self, section: SectionPages) -> PageStyle:
        return self._layout.page_style(section.name, side=other_side(section.odd_side), nth=2)

    def _shown(self, section: SectionPages, *pages: LaidOutPage | None) -> _Shown:
        """What is shown on the first of these pages that there is."""
        page = next((page for page in pages if page is not None), None)
        number, counter = (page.number, page.counter) if page else (1, 1)
        return _Shown(number, counter, len(self._pages.pages) if self._pages else 1, section.number_format)

    def _paragraphs(self, page: PageStyle, zone: Zone, shown: _Shown) -> tuple[Paragraph, ...]:
        paragraphs = self._margin_boxes(page, zone, shown)
        behind = self._behind(page, shown) if zone == "top" else ()
        if not behind:
            return paragraphs
        first, *others = paragraphs or (self._holder(page),)
        return (replace(first, content=(*behind, *first.content)), *others)

    def _behind(self, page: PageStyle, shown: _Shown) -> tuple[Backdrop | Watermark, ...]:
        """What stands behind the text of a page, from the bottom up."""
        if has_unpainted(page):
            message = "of backgrounds of pages Word has colours, linear gradients and pictures that are not repeated"
            self.diagnostics.setdefault(message, diagnose("B601", message, place="@page"))
        return (*backdrops(page, self._layout.raster), *self._watermarks.on(shown.number, page))

    def _holder(self, page: PageStyle) -> Paragraph:
        """A header of what is behind the text alone: an empty line that fits between the page's edge and its text."""
        room = page.margin.top + page.padding.top - _distance({}, page.margin.top, "top")
        line = max(1.0, min(page.style.natural_line_height, room))
        look = ParagraphLook(line=twips(line), line_rule="exact")
        return Paragraph(look, run_look(page.style, self._fonts), Role("@page", name=_STYLE_NAMES["top"]))

    def _margin_boxes(self, page: PageStyle, zone: Zone, shown: _Shown) -> tuple[Paragraph, ...]:
        cells = _cells(page, zone)
        if not cells:
            return ()
        width = page.width - page.margin.left - page.margin.right - page.padding.left - page.padding.right
        lead = next(iter(cells.values()))
        look = paragraph_look(lead, left=0, right=0, width=width, frames=_frames(cells))
        if len(cells) == 1:
            content = tuple(self._content(lead, shown))
            right: _Position = "left" if look.is_right_to_left else "right"
            alignment = {"left": look.alignment, "center": "center", "right": right}[next(iter(cells))]
            look = replace(look, alignment=alignment)
        else:
            content = tuple(self._row(cells, shown))
            look = replace(look, alignment="left", tabs=_tab_stops(cells, width, start=_start(look)))
        role = Role("@page", name=lead.custom.get(WORD_STYLE) or _STYLE_NAMES[zone])
        return (Paragraph(look, run_look(lead, self._fonts), role, content),)

    def _row(self, cells: _Cells, shown: _Shown) -> Iterator[Inline]:
        """The cells in a line, a tab before each that does not stand where the line starts."""
        start = "right" if next(iter(cells.values())).direction == "rtl" else "left"
        for position, style in cells.items() if start == "left" else reversed(cells.items()):
            if position != start:
                yield Tab(run_look(style, self._fonts))
            yield from self._content(style, shown)

    def _content(self, style: Style, shown: _Shown) -> Iterator[Inline]:
        look = run_look(style, self._fonts)
        for item in style.content or ():
            match item:
                case ContentText(text=text):
                    yield Run(text, look)
                case ContentCounter(name="page", style=format_):
                    cached = self._layout.counter_text(shown.counter, format_)
                    yield Field(
                        FieldKind.PAGE, look, cached, switches=switch(self._format(format_), shown.number_format)
                    )
                case ContentCounter(name="pages", style=format_):
                    cached = self._layout.counter_text(shown.count, format_)
                    yield Field(FieldKind.NUMPAGES, look, cached, switches=PAGE_FORMATS.get(format_, ""))
                case ContentNamedString(name=name, position=position):
                    yield self._style_reference(name, position, look, shown)
                case _:
                    self._report(item)

    def _style_reference(self, name: str, position: str, look: RunLook, shown: _Shown) -> Field:
        cached = named_string(self._pages.strings.get(name, {}), position, shown.number) if self._pages else ""
        return Field(FieldKind.STYLEREF, look, cached, name, _STRING_SWITCHES.get(position, ""))

    def _report_other_boxes(self, page: PageStyle) -> None:
        carried = {f"{zone}-{position}" for zone in _STYLE_NAMES for position in _POSITIONS}
        for keyword, style in page.margin_boxes.items():
            if style.content and keyword not in carried:
                message = f"the margin box `@{keyword}` is not carried over to Word yet"
                self.diagnostics.setdefault(message, diagnose("B601", message, place="@page"))

    def _report(self, item: ContentItem) -> None:
        message = (
            f"a margin box holds {type(item).__name__.removeprefix('Content')}, which is not carried over to Word yet"
        )
        self.diagnostics.setdefault(message, diagnose("B601", message, place="@page"))


def named_string(values: Mapping[int, tuple[str, ...]], position: str, page: int) -> str:
    """What ``string(name, position)`` comes to on a page; `values` are those set, by page (CSS GCPM §1.1.2)."""
    here = values.get(page, ())
    before = next((values[number][-1] for number in sorted(values, reverse=True) if number < page), "")
    match position:
        case "last":
            return here[-1] if here else before
        case "first-except":
            return "" if here else before
        case "start":
            return before
        case _:
            return here[0] if here else before


def _cells(page: PageStyle, zone: Zone) -> _Cells:
    """The margin boxes of a zone that show something, by position, from left to right."""
    found = ((position, page.margin_boxes.get(f"{zone}-{position}")) for position in _POSITIONS)
    return {position: style for position, style in found if style is not None and style.content}


def _start(look: ParagraphLook) -> _Position:
    """Where the lines of a paragraph start."""
    return "right" if look.is_right_to_left else "left"


def _tab_stops(cells: _Cells, width: float, *, start: _Position) -> tuple[TabStop, ...]:
    """Where the cells stand that do not stand where the line `start`s; what Word calls right is its end (§17.18.84)."""
    stops = {"center": TabStop(twips(width / 2), "center")}
    stops |= {end: TabStop(twips(width), "right") for end in _POSITIONS if end not in {start, "center"}}
    return tuple(stop for at, stop in stops.items() if at in cells)


def _frames(cells: _Cells) -> tuple[Frame, ...]:
    """The border of the header, where one of its boxes draws any."""
    frames = (
        Frame(style.border, _padding(style), replace(style.background_color, alpha=0.0), 0, 0)
        for style in cells.values()
    )
    return tuple(frame for frame in frames if frame.is_visible)[:1]


def _padding(style: Style) -> Sides[float]:
    padding = style.padding
    return Sides(*(points(side) for side in (padding.top, padding.right, padding.bottom, padding.left)))


def _distance(cells: _Cells, margin: float, zone: Zone) -> float:
    """From the page's edge to the header's or footer's line, in points; `margin` is the height of the zone."""
    if not cells:
        return margin / 2
    style = next(iter(cells.values()))
    line = style.line_height or style.natural_line_height
    above = points(style.margin.top) + style.border.top.width + points(style.padding.top)
    below = points(style.margin.bottom) + style.border.bottom.width + points(style.padding.bottom)
    match style.vertical_align:
        case "top":
            from_top = above
        case "bottom":
            from_top = margin - below - line
        case _:
            from_top = above + (margin - above - below - line) / 2
    return max(0.0, from_top if zone == "top" else margin - from_top - line)


def _shape(paragraphs: Iterable[Paragraph]) -> tuple[object, ...]:
    """What two sets of headers have in common when only the cached results of their fields differ."""
    return tuple(
        (
            paragraph.look,
            *(replace(inline, cached="") if isinstance(inline, Field) else inline for inline in paragraph.content),
        )
        for paragraph in paragraphs
    )
