"""Margin boxes (CSS Paged Media 3 §5) → the blocks of headers and footers.

Boxes that say a line each are one paragraph with tab stops, as Word's own headers are. What else they may hold (running
elements, several lines, frames of their own) stands in a paragraph or table where it was laid out; boxes beside the
text are placed tables. Without laid-out pages there are only lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.layout.views import (
    Box,
    ContentCounter,
    ContentItem,
    ContentNamedString,
    ContentRunningElement,
    ContentText,
    ContentUrl,
    LaidOutPage,
    MarginBox,
    Pages,
    PageStyle,
    Style,
)
from briefkit.write.docx.facing_pages import text_margins
from briefkit.write.docx.flow import (
    Block,
    Cell,
    CellLook,
    Field,
    FieldKind,
    Inline,
    Paragraph,
    Picture,
    Placement,
    Role,
    Row,
    Run,
    Tab,
    Table,
    TableLook,
)
from briefkit.write.docx.gaps import spacer
from briefkit.write.docx.inline import STRING_SWITCHES
from briefkit.write.docx.looks import Fonts, paragraph_look, run_look, twips
from briefkit.write.docx.margin_box_places import (
    NEAR,
    Cells,
    Column,
    Strip,
    Zone,
    cells_of,
    edges_of,
    frames_of,
    height_of,
    is_line,
    line_distance,
    look_of_cell,
    moved,
    tab_stops,
    text_width,
    unseen,
    widths_of,
    with_placed,
)
from briefkit.write.docx.number_formats import DECIMAL
from briefkit.write.docx.page_numbers import PageReferences, page_format
from briefkit.write.docx.pictures import SVG
from briefkit.write.docx.rewrite import rewritten
from briefkit.write.docx.roles import WORD_STYLE

if TYPE_CHECKING:
    from briefkit.layout import Layout

Apart = Callable[[Box, float], tuple[Block, ...]]
"""Walks a running element that is so many points wide."""

STYLE_NAMES: dict[Zone, str] = {"top": "header", "bottom": "footer"}
_BESIDE: dict[Zone, tuple[str, ...]] = {
    "top": (
        "top-left-corner",
        "top-right-corner",
        *(f"{side}-{place}" for side in ("left", "right") for place in ("top", "middle", "bottom")),
    ),
    "bottom": ("bottom-left-corner", "bottom-right-corner"),
}
"""The boxes that stand beside a zone or the text, by the zone that holds them in Word."""

_KEEPS_NEWLINES = {"pre", "pre-wrap", "pre-line", "break-spaces"}
_PLAIN = {"div", "p", "span", "header", "footer"}


class Shown(Struct, frozen=True):
    """On which laid-out page margin boxes are shown first, None where that is not known; how many pages there are, and
    how their numbers are written in Word."""

    page: LaidOutPage | None
    count: int
    number_format: str

    @property
    def number(self) -> int:
        return self.page.number if self.page else 1

    @property
    def counter(self) -> int:
        return self.page.counter if self.page else 1

    def box(self, keyword: str) -> MarginBox | None:
        return self.page.margin_boxes.get(keyword) if self.page else None


class _At(Struct, frozen=True):
    """A zone of pages of a type, on the page that shows it."""

    page: PageStyle
    zone: Zone
    shown: Shown


class MarginBoxes:
    """The margin boxes of pages. `apart` walks running elements; `diagnostics` grows by what Word's headers do not
    hold; `numbers` writes page numbers."""

    def __init__(self, layout: Layout, fonts: Fonts, pages: Pages | None, apart: Apart) -> None:
        self._layout = layout
        self._fonts = fonts
        self._pages = pages
        self._apart = apart
        self._running = [box for box in layout.all_boxes if box.style.position.startswith("running(")]
        self.numbers = PageReferences(pages, {}, layout.counter_style, layout.counter_text)
        self._blocks_of: dict[tuple[Box, int], tuple[Block, ...]] = {}
        self.diagnostics: dict[str, Diagnostic] = {}

    def formats(self, page: PageStyle) -> Iterator[str]:
        """The formats (ST_NumberFormat) in which the margin boxes of a page type write its number."""
        for style in page.margin_boxes.values():
            for item in style.content or ():
                match item:
                    case ContentCounter(name="page", style=counter_style):
                        yield self._format(counter_style)
                    case ContentRunningElement(name=name):
                        yield from self._formats_in(self._called(name))
                    case _:
                        pass

    def _formats_in(self, boxes: Iterable[Box]) -> Iterator[str]:
        items = (item for box in boxes for inner in box.descendants() for item in inner.style.content or ())
        for item in items:
            if isinstance(item, ContentCounter) and item.name == "page":
                yield self._format(item.style)

    def _format(self, counter_style: str) -> str:
        return page_format(self._layout.counter_style(counter_style))

    def strip(self, page: PageStyle, zone: Zone, shown: Shown) -> Strip | None:
        """What a page of this type has in a zone; None where that is nothing."""
        placed: list[Block] = []
        for table in self._beside(page, zone, shown):  # a line parts each from the next, or the two would be one
            placed += (table, self._rest(page))
        cells = cells_of(page, zone)
        if not cells:
            margin = page.margin.top if zone == "top" else page.margin.bottom
            return Strip(tuple(placed), margin / 2, height_of(placed)) if placed else None
        boxes = {keyword: shown.box(keyword) or unseen(page, style, zone) for keyword, style in cells.items()}
        if is_line(cells, boxes, page):
            margin = page.margin.top if zone == "top" else page.margin.bottom
            lead = next(iter(cells.values()))
            line = lead.line_height or lead.natural_line_height
            distance = line_distance(cells, margin, zone)
            return with_placed(placed, Strip((self._line(page, cells, zone, shown),), distance, line), zone)
        edges = [edges_of(cells[keyword], box) for keyword, box in boxes.items()]
        top, bottom = min(edge[0] for edge in edges), max(edge[1] for edge in edges)
        blocks = self._blocks(_At(page, zone, shown), cells, boxes, (top, bottom))
        distance = top if zone == "top" else page.height - bottom
        return with_placed(placed, Strip(blocks, distance, bottom - top), zone)

    # Lines ------------------------------------------------------------------------------------------------------

    def _line(self, page: PageStyle, cells: Cells, zone: Zone, shown: Shown) -> Paragraph:
        """The boxes in one line, a tab before each that does not stand where the line starts."""
        width = text_width(page)
        lead = next(iter(cells.values()))
        is_rtl = lead.direction == "rtl"
        start = "right" if is_rtl else "left"
        content: list[Inline] = []
        for keyword, style in reversed(cells.items()) if is_rtl else cells.items():
            if len(cells) > 1 and not keyword.endswith(start):
                content.append(Tab(run_look(style, self._fonts)))
            content += self._inlines(style, shown)
        has_picture = any(isinstance(inline, Picture) for inline in content)
        look = paragraph_look(
            lead, left=0, right=0, width=width, frames=frames_of(cells.values()), outgrows_line=has_picture
        )
        if len(cells) > 1:
            look = replace(look, alignment="left", tabs=tab_stops(cells, width, start=start))
        elif is_rtl and next(iter(cells)).endswith("right"):
            look = replace(look, alignment="left")  # Word calls the side where lines start left
        return Paragraph(look, run_look(lead, self._fonts), _role(lead, zone), tuple(content))

    def _inlines(self, style: Style, shown: Shown) -> Iterator[Inline]:
        for item in style.content or ():
            inline = self._inline(item, style, shown)
            if inline is not None:
                yield inline
            else:
                self._report(item)

    def _inline(self, item: ContentItem, style: Style, shown: Shown) -> Inline | None:
        """What an item of content is in a line; None for one that is no line's business."""
        look = run_look(style, self._fonts)
        match item:
            case ContentText(text=text):
                return Run(_collapsed(text, style), look)
            case ContentCounter(name="page", style=format_):
                field = Field(FieldKind.PAGE, look, "", counter_style=format_)
                return self.numbers.numbered(field, shown.counter, shown.number_format)
            case ContentCounter(name="pages", style=format_):
                field = Field(FieldKind.NUMPAGES, look, "", counter_style=format_)
                return self.numbers.numbered(field, shown.count, DECIMAL)
            case ContentNamedString(name=name, position=position):
                cached = self._string(name, position, shown)
                return Field(FieldKind.STYLEREF, look, cached, name, STRING_SWITCHES.get(position, ""))
            case ContentUrl(url=url):
                return self._picture(url)
            case _:
                return None

    def _string(self, name: str, position: str, shown: Shown) -> str:
        return named_string(self._pages.strings.get(name, {}), position, shown.number) if self._pages else ""

    def _picture(self, url: str) -> Inline | None:
        image = self._layout.picture(url)
        if image is None:
            return None
        width, height = image.width, image.height
        fallback = (lambda: self._layout.raster(image, width, height)) if image.media_type == SVG else None
        return Picture(image.data, image.media_type, twips(width), twips(height), "", fallback=fallback)

    # Blocks -----------------------------------------------------------------------------------------------------

    def _blocks(
        self, at: _At, cells: Cells, boxes: Mapping[str, MarginBox], edges: tuple[float, float]
    ) -> tuple[Block, ...]:
        """The boxes of a zone where they were laid out: the only one as it is, several or framed ones in a table."""
        left = text_margins(at.page).left
        top, bottom = edges
        if len(cells) == 1:
            ((keyword, style),) = cells.items()
            box = boxes[keyword]
            if not style.is_drawn:
                start = box.content.x - left
                end = text_width(at.page) - start - box.content.width
                blocks = self._content(style, box, at.zone, at.shown)
                return tuple(moved(block, twips(start), twips(end)) for block in blocks)
        columns: list[Column] = []
        row: list[Cell] = []
        ordered = sorted(cells, key=lambda keyword: boxes[keyword].area.x)
        end = boxes[ordered[0]].area.x
        for keyword in ordered:
            style, box = cells[keyword], boxes[keyword]
            if box.area.x - end > NEAR:
                row.append(Cell(CellLook(), (self._rest(at.page),), len(columns)))
                columns.append(Column(box.area.x - end, is_empty=True))
            cell = self._cell(style, box, at.zone, at.shown)
            row.append(Cell(look_of_cell(style, box, top), cell, len(columns)))
            columns.append(Column(box.area.width, is_framed=style.is_drawn))
            end = box.area.x + box.area.width
        height = bottom - top if any(style.is_drawn for style in cells.values()) else 0.0
        table = Table(
            columns=tuple(max(1, twips(width)) for width in widths_of(columns)),
            rows=(Row(tuple(row), can_split=False, height=twips(height)),),
            look=TableLook(left=twips(boxes[ordered[0]].area.x - left)),
            role=Role(STYLE_NAMES[at.zone]),
            purpose="layout",
        )
        return table, self._rest(at.page)

    def _beside(self, page: PageStyle, zone: Zone, shown: Shown) -> Iterator[Table]:
        """The boxes beside a zone or the text that pages show, each a placed table."""
        for keyword in _BESIDE[zone]:
            style = page.margin_boxes.get(keyword)
            if style is None or not style.content:
                continue
            box = shown.box(keyword)
            if box is None:  # no page shows it
                continue
            top, bottom = edges_of(style, box)
            cell = Cell(look_of_cell(style, box, top), self._cell(style, box, zone, shown), 0)
            where = Placement(
                twips(box.area.x - text_margins(page).left), max(0, twips(top)), is_on_page=True, wraps=False
            )
            yield Table(
                columns=(max(1, twips(box.area.width)),),
                rows=(Row((cell,), can_split=False, height=twips(bottom - top) if style.is_drawn else 0),),
                look=TableLook(),
                role=Role(STYLE_NAMES[zone]),
                purpose="layout",
                placement=where,
            )

    def _cell(self, style: Style, box: MarginBox, zone: Zone, shown: Shown) -> tuple[Block, ...]:
        blocks = self._content(style, box, zone, shown)
        is_ended = bool(blocks) and isinstance(blocks[-1], Paragraph)
        return blocks if is_ended else (*blocks, spacer(0, run_look(style, self._fonts)))

    def _content(self, style: Style, box: MarginBox, zone: Zone, shown: Shown) -> tuple[Block, ...]:
        """What a margin box holds: its lines, and the blocks of the elements that run through it."""
        blocks: list[Block] = []
        line: list[Inline] = []
        running = list(box.running)
        for item in style.content or ():
            if isinstance(item, ContentRunningElement):
                blocks += self._paragraph(line, style, box, zone)
                line = []
                blocks += self._elements(item.name, running, box, zone, shown)
            elif (inline := self._inline(item, style, shown)) is not None:
                line.append(inline)
            else:
                self._report(item)
        blocks += self._paragraph(line, style, box, zone)
        return tuple(blocks)

    def _paragraph(self, line: Sequence[Inline], style: Style, box: MarginBox, zone: Zone) -> Iterator[Paragraph]:
        if line:
            has_picture = any(isinstance(inline, Picture) for inline in line)
            look = paragraph_look(style, left=0, right=0, width=box.content.width, outgrows_line=has_picture)
            yield Paragraph(look, run_look(style, self._fonts), _role(style, zone), tuple(line))

    def _elements(self, name: str, running: Sequence[int], box: MarginBox, zone: Zone, shown: Shown) -> Iterator[Block]:
        """The blocks of the elements called `name` that run through a box, with what their fields show."""

        def filled(inline: Inline) -> Inline:
            match inline:
                case Field(kind=FieldKind.PAGE):
                    return self.numbers.numbered(inline, shown.counter, shown.number_format)
                case Field(kind=FieldKind.NUMPAGES):
                    return self.numbers.numbered(inline, shown.count, DECIMAL)
                case Field(kind=FieldKind.STYLEREF, target=target):
                    return replace(inline, cached=self._string(target, "last" if inline.switches else "first", shown))
                case _:
                    return inline

        called = list(self._called(name))
        here = [one for one in called if one.element is not None and one.element.index in running]
        for element in here or called[:1]:
            for block in rewritten(self._walked(element, box.content.width), filled):
                yield _in_zone_style(block, zone)

    def _walked(self, element: Box, width: float) -> tuple[Block, ...]:
        key = (element, twips(width))
        if key not in self._blocks_of:
            self._blocks_of[key] = self._apart(element, width)
        return self._blocks_of[key]

    def _called(self, name: str) -> Iterator[Box]:
        return (box for box in self._running if box.style.position == f"running({name})")

    def _rest(self, page: PageStyle) -> Paragraph:
        return spacer(0, run_look(page.style, self._fonts))

    def _report(self, item: ContentItem) -> None:
        kind = type(item).__name__.removeprefix("Content")
        message = f"a margin box holds {kind}, which is not carried over to Word yet"
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


def _in_zone_style(block: Block, zone: Zone) -> Block:
    """A plain paragraph has Word's style for headers or footers; others keep theirs."""
    if not isinstance(block, Paragraph) or block.list is not None:
        return block
    role = block.role
    if role.name or role.classes or role.tag not in _PLAIN:
        return block
    return replace(block, role=Role("@page", name=STYLE_NAMES[zone]))


def _role(style: Style, zone: Zone) -> Role:
    return Role("@page", name=style.custom.get(WORD_STYLE) or STYLE_NAMES[zone])


def _collapsed(text: str, style: Style) -> str:
    """Text as its white space is shown: line ends are spaces unless they are kept."""
    return text if style.white_space in _KEEPS_NEWLINES else text.replace("\n", " ")
