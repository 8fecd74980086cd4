"""Looks of tables and cells → w:tblPr, w:tcPr and the parts of a table style, in the schema's order."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from briefkit.write.docx.flow import Border, CellLook, Padding, Placement, Table
from briefkit.write.docx.markup import Node, node, shading, xml_text
from briefkit.write.docx.table_formats import Column, Line, Parts, Region, TableFormat

_SIDES = ("top", "left", "bottom", "right")
_LOOKS: tuple[tuple[str, int, Callable[[Parts], bool]], ...] = (
    ("firstRow", 0x0020, lambda parts: parts.has_first_row),
    ("lastRow", 0x0040, lambda parts: parts.has_last_row),
    ("firstColumn", 0x0080, lambda parts: parts.has_first_column),
    ("lastColumn", 0x0100, lambda _: False),
    ("noHBand", 0x0200, lambda parts: not parts.has_bands),
    ("noVBand", 0x0400, lambda _: True),
)
"""The parts of a style that a table shows or leaves out, by attribute and by bit (CT_TblLook §17.4.56)."""

LONGEST_TITLE = 255


# Cells ----------------------------------------------------------------------------------------------------------------


def cell_difference(look: CellLook, base: CellLook) -> list[Node]:
    """The properties by which `look` differs from `base`, in the order of CT_TcPr."""
    properties: list[Node] = []
    borders = [
        border_node(side, getattr(look.borders, side))
        for side in _SIDES
        if getattr(look.borders, side) != getattr(base.borders, side)
    ]
    if borders:
        properties.append(node("tcBorders", *borders))
    if look.shading != base.shading:
        properties.append(shading(look.shading))
    margins = [
        _width(side, getattr(look.padding, side))
        for side in _SIDES
        if getattr(look.padding, side) != getattr(base.padding, side)
    ]
    if margins:
        properties.append(node("tcMar", *margins))
    if look.vertical_align != base.vertical_align:
        properties.append(node("vAlign", val=look.vertical_align))
    return properties


def border_node(side: str, border: Border | None) -> Node:
    """A side of w:tcBorders or w:tblBorders; ``nil`` takes one back."""
    if border is None:
        return node(side, val="nil")
    return node(side, val=border.style, sz=border.size, space=0, color=border.color)


def _width(name: str, width: int) -> Node:
    return node(name, w=width, type="dxa")


# Tables ---------------------------------------------------------------------------------------------------------------


def table_properties(table: Table, style_id: str, parts: Parts) -> list[Node]:
    """The w:tblPr of a table (CT_TblPr §17.4.60). Its columns keep their widths whatever is in them."""
    look = table.look
    properties = [node("tblStyle", val=style_id)] if style_id else []
    if table.placement is not None:
        properties.append(_placed(table.placement))
    if look.is_right_to_left:
        properties.append(node("bidiVisual"))
    properties.append(_width("tblW", sum(table.columns)))
    if look.alignment != "left":
        properties.append(node("jc", val=look.alignment))
    if look.spacing:
        properties.append(_width("tblCellSpacing", look.spacing))
    if look.alignment == "left" and table.placement is None:
        properties.append(_width("tblInd", look.left))
    properties += [node("tblLayout", type="fixed"), _table_look(parts)]
    if table.title:
        properties.append(node("tblCaption", val=xml_text(table.title)))
    if table.description:
        properties.append(node("tblDescription", val=xml_text(table.description)))
    return properties


def _placed(placement: Placement) -> Node:
    """w:tblpPr (§17.4.57). An offset of 0 would say that the table stands in the line."""
    around = placement.distances
    side = {"tblpXSpec": placement.left} if isinstance(placement.left, str) else {"tblpX": placement.left or 1}
    return node(
        "tblpPr",
        leftFromText=around.left,
        rightFromText=around.right,
        topFromText=around.top,
        bottomFromText=around.bottom,
        vertAnchor="page" if placement.is_on_page else "text",
        horzAnchor="margin" if placement.is_on_page else "text",  # LibreOffice 7.4 leaves one on the page in the line
        **side,
        tblpY=placement.top or 1,
    )


def _table_look(parts: Parts) -> Node:
    shown = {name: (bit, is_shown(parts)) for name, bit, is_shown in _LOOKS}
    value = sum(bit for bit, is_shown in shown.values() if is_shown)
    return node("tblLook", val=f"{value:04X}", **{name: int(is_shown) for name, (_, is_shown) in shown.items()})


# Styles ---------------------------------------------------------------------------------------------------------------


def style_properties(format_: TableFormat) -> list[Node]:
    """What w:style holds for a table style, its name and such apart (§17.7.4.17)."""
    table: list[Node] = []
    if format_.bands is not None:
        table.append(node("tblStyleRowBandSize", val=1))
    lines = (
        ("top", format_.top),
        ("left", format_.left),
        ("bottom", format_.bottom),
        ("right", format_.right),
        ("insideH", format_.inside_rows),
        ("insideV", format_.inside_columns),
    )
    if borders := _lines(lines, leaves_out_none=True):
        table.append(node("tblBorders", *borders))
    table.append(node("tblCellMar", *_margins(format_.padding)))
    properties = [node("tblPr", *table)]
    if cell := _cell(format_.body or Column(None, "top"), Column(None, "top")):
        properties.append(node("tcPr", *cell))
    return properties + list(_conditions(format_))


def _margins(padding: Padding) -> list[Node]:
    return [_width(side, getattr(padding, side)) for side in _SIDES]


def _lines(lines: Iterable[tuple[str, Line | None]], *, leaves_out_none: bool = False) -> list[Node]:
    """The borders that are known; those of which is known that there are none are left out or taken back."""
    return [
        border_node(side, line.border)
        for side, line in lines
        if line is not None and (line.border is not None or not leaves_out_none)
    ]


def _cell(column: Column | Region, base: Column) -> list[Node]:
    properties = [shading(column.shading)] if column.shading != base.shading else []
    if column.vertical_align != base.vertical_align:
        properties.append(node("vAlign", val=column.vertical_align))
    return properties


def _conditions(format_: TableFormat) -> Iterable[Node]:
    body = format_.body or Column(None, "top")
    for kind, region in (("firstRow", format_.first_row), ("lastRow", format_.last_row)):
        if region is not None and (cell := _region(region, format_, body)):
            yield node("tblStylePr", node("tcPr", *cell), type=kind)
    if format_.first_column is not None and (cell := _cell(format_.first_column, body)):
        yield node("tblStylePr", node("tcPr", *cell), type="firstCol")
    if format_.bands is not None:
        for kind, color in (("band1Horz", format_.bands.odd), ("band2Horz", format_.bands.even)):
            if color == body.shading:
                continue
            yield node("tblStylePr", node("tcPr", shading(color)), type=kind)


def _region(region: Region, format_: TableFormat, body: Column) -> list[Node]:
    """What a region says: its lines where they are not those of the whole table there, and what the cells have."""
    usual = {
        "top": format_.top if region is format_.first_row else format_.inside_rows,
        "left": format_.left,
        "bottom": format_.bottom if region is format_.last_row else format_.inside_rows,
        "right": format_.right,
        "insideV": format_.inside_columns,
    }
    lines = [(side, getattr(region, "inside" if side == "insideV" else side)) for side in usual]
    borders = _lines((side, line) for side, line in lines if line is not None and line != (usual[side] or Line(None)))
    return ([node("tcBorders", *borders)] if borders else []) + _cell(region, body)
