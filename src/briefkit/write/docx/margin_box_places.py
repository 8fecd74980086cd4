"""Where margin boxes stand in a header or footer: in one line, or each in its place, and how far from the edge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from briefkit.layout.views import (
    Area,
    Box,
    BoxKind,
    ContentRunningElement,
    ContentUrl,
    MarginBox,
    PageStyle,
    Sides,
    Style,
)
from briefkit.write.docx.boxes import framed
from briefkit.write.docx.facing_pages import text_margins
from briefkit.write.docx.flow import Block, CellLook, Paragraph, Table, TabStop
from briefkit.write.docx.looks import Frame, points, twips
from briefkit.write.docx.slack import slack, widened_into_empty

Zone = Literal["top", "bottom"]
_Position = Literal["left", "center", "right"]
Cells = dict[str, Style]
"""The boxes of a zone by keyword, from left to right."""

_POSITIONS: tuple[_Position, ...] = ("left", "center", "right")
NEAR = 0.5
"""In points; what is nearer is in the same place."""

_ONE_LINE = 1.6
"""Lines of text; what is higher has several."""


class Strip(Struct, frozen=True):
    """What a zone has: its blocks, how far they are from the page's edge and how high, in points."""

    blocks: tuple[Block, ...]
    distance: float
    height: float


class Column(Struct, frozen=True):
    """A column of the table that several boxes stand in; `is_empty` for what parts two."""

    width: float
    is_empty: bool = False
    is_framed: bool = False


def with_placed(placed: Sequence[Block], strip: Strip, zone: Zone) -> Strip:
    """A strip that stands where it did, though placed tables and the lines between them come first in it."""
    height = height_of(placed)
    distance = strip.distance - height if zone == "top" else strip.distance
    return Strip((*placed, *strip.blocks), max(0.0, distance), strip.height + height)


def height_of(placed: Iterable[Block]) -> float:
    return sum(block.look.line / 20 for block in placed if isinstance(block, Paragraph))


def cells_of(page: PageStyle, zone: Zone) -> Cells:
    """The margin boxes of a zone that show something, by keyword, from left to right."""
    found = ((f"{zone}-{position}", page.margin_boxes.get(f"{zone}-{position}")) for position in _POSITIONS)
    return {keyword: style for keyword, style in found if style is not None and style.content}


def unseen(page: PageStyle, style: Style, zone: Zone) -> MarginBox:
    """A margin box that no page shows, as if it stood alone in a line."""
    margin = page.margin.top if zone == "top" else page.margin.bottom
    line = style.line_height or style.natural_line_height
    edge = line_distance({"": style}, margin, zone)
    y = edge if zone == "top" else page.height - edge - line
    area = Area(text_margins(page).left, y, text_width(page), line)
    return MarginBox(area, area, (), "")


def is_line(cells: Cells, boxes: Mapping[str, MarginBox], page: PageStyle) -> bool:
    """Whether boxes are one line of text, framed as a whole or not at all."""
    styles = list(cells.values())
    if any(isinstance(item, ContentRunningElement) for style in styles for item in style.content or ()):
        return False
    if any(_has_own_frame(style) for style in styles):
        return False
    if any(_has_lines(style, boxes[keyword], page, is_alone=len(cells) == 1) for keyword, style in cells.items()):
        return False
    first = styles[0]
    is_one_frame = all((style.border, style.padding) == (first.border, first.padding) for style in styles)
    return is_one_frame or not any(style.is_drawn for style in styles)


def _has_lines(style: Style, box: MarginBox, page: PageStyle, *, is_alone: bool) -> bool:
    """Whether a box has several lines which a line with tabs, or one of the width of the text, could not have."""
    line = style.line_height or style.natural_line_height
    if box.content.height <= _ONE_LINE * line or any(isinstance(item, ContentUrl) for item in style.content or ()):
        return False
    return not is_alone or box.area.width < text_width(page) - NEAR


def _has_own_frame(style: Style) -> bool:
    """Whether the frame of a box is not just a rule above or below all of its zone."""
    border = style.border
    has_sides = bool(border.left.width or border.right.width)
    return not style.background_color.is_transparent or has_sides or (style.is_drawn and style.width != "auto")


def edges_of(style: Style, box: MarginBox) -> tuple[float, float]:
    """Where a box begins and ends to the eye, in points from the top of the page."""
    area = box.area if style.is_drawn else box.content
    return area.y, area.y + area.height


def look_of_cell(style: Style, box: MarginBox, top: float) -> CellLook:
    """The look of the cell that stands for a box; its row begins at `top`."""
    look = framed(_holder(style), box.area.width, is_rtl=style.direction == "rtl")
    if style.is_drawn:
        aligned: dict[str | float, Literal["top", "center", "bottom"]] = {"middle": "center", "bottom": "bottom"}
        return replace(look, vertical_align=aligned.get(style.vertical_align, "top"))
    return replace(look, padding=replace(look.padding, top=max(0, twips(box.content.y - top)), bottom=0))


def _holder(style: Style) -> Box:
    return Box(BoxKind.BLOCK, None, "", False, style, style)


def widths_of(columns: Sequence[Column]) -> list[float]:
    """The widths of columns, of those without a frame a little more at the expense of the empty ones beside them."""
    wanted = {
        (beside, number): slack(column.width)
        for number, column in enumerate(columns)
        if not column.is_empty and not column.is_framed
        for beside in (number - 1, number + 1)
        if 0 <= beside < len(columns) and columns[beside].is_empty
    }
    return widened_into_empty([column.width for column in columns], wanted)


def moved(block: Block, left: int, right: int) -> Block:
    """A block as far from where the text begins and ends."""
    match block:
        case Paragraph(look=look):
            moved = replace(look, left=look.left + left, right=look.right + right)
            tabs = tuple(replace(stop, position=stop.position + left) for stop in look.tabs)
            return replace(block, look=replace(moved, tabs=tabs))
        case Table(look=table):
            return replace(block, look=replace(table, left=table.left + left))
        case _:
            return block


def text_width(page: PageStyle) -> float:
    margin = text_margins(page)
    return page.width - margin.left - margin.right


def tab_stops(cells: Cells, width: float, *, start: str) -> tuple[TabStop, ...]:
    """Where the cells stand that do not stand where the line `start`s; what Word calls right is its end (§17.18.84)."""
    stops = {"center": TabStop(twips(width / 2), "center")}
    stops |= {end: TabStop(twips(width), "right") for end in ("left", "right") if end != start}
    ends = {keyword.rpartition("-")[2] for keyword in cells}
    return tuple(stop for at, stop in stops.items() if at in ends)


def frames_of(styles: Iterable[Style]) -> tuple[Frame, ...]:
    """The border of a line, where one of its boxes draws any."""
    frames = (
        Frame(style.border, _padding(style), replace(style.background_color, alpha=0.0), 0, 0) for style in styles
    )
    return tuple(frame for frame in frames if frame.is_visible)[:1]


def _padding(style: Style) -> Sides[float]:
    padding = style.padding
    return Sides(*(points(side) for side in (padding.top, padding.right, padding.bottom, padding.left)))


def line_distance(cells: Cells, margin: float, zone: Zone) -> float:
    """From the page's edge to the header's or footer's line, in points; `margin` is the height of the zone."""
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
