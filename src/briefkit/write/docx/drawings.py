"""Pictures and backdrops → drawings, in the line or placed (DrawingML, ECMA-376 Part 1 §20.4 and §20.2)."""

from __future__ import annotations

from collections.abc import Mapping

from briefkit.write.docx.flow import (
    NO_PADDING,
    Backdrop,
    GradientFill,
    Padding,
    Picture,
    PictureFill,
    Placement,
    SolidFill,
)
from briefkit.write.docx.markup import NAMESPACES, Element, add, xml_text

_EMU_PER_TWIP = 635
_DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
"""The extension that marks a drawing as decorative (MS-ODRAWXML §2.2.7)."""

_SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""The extension that names the SVG file a picture was made from (MS-ODRAWXML §2.2.11)."""

PNG = "image/png"
FILE_TYPES = {PNG: "png", "image/jpeg": "jpeg", "image/gif": "gif", "image/bmp": "bmp", "image/tiff": "tiff"}
"""The picture formats that every Word draws, with the file name's ending that is usual for each."""
VECTOR_TYPES = {"image/svg+xml": "svg"}
"""Those that only newer ones draw, beside pixels of the same."""


def add_drawing(run: Element, picture: Picture, *, image: str, vector: str, link: str, number: int) -> None:
    """Write `picture` into `run`; `number` tells all drawings of a document apart.

    `image` is the relationship to its file, `vector` the one to the SVG file that it shows the pixels of, `link` the
    one to what it links to; the last two are empty where there is none.
    """
    size = _size(picture.width, picture.height)
    drawing = add(run, "drawing")
    frame = _inline(drawing, size) if picture.placement is None else _anchor(drawing, picture.placement, size, number)
    _properties(frame, picture, link, number)
    add(add(frame, "wp:cNvGraphicFramePr"), "a:graphicFrameLocks", {"noChangeAspect": "1"})
    drawn = _add_picture(frame, f"Picture {number}", size, image=image, vector=vector, number=number, cut=picture.cut)
    if picture.is_ellipse:
        _add_geometry(drawn, "ellipse")
    elif picture.roundness:
        corners = _add_geometry(drawn, "roundRect")
        add(corners, "a:gd", {"name": "adj", "fmla": f"val {picture.roundness}"})
    else:
        _add_geometry(drawn, "rect")
    if picture.is_ellipse or picture.roundness:  # LibreOffice makes a shape of it, which shows what fills it
        _fill_with_picture(add(drawn, "a:blipFill"), image, "", picture.cut)


def _add_picture(
    frame: Element,
    name: str,
    size: Mapping[str, str],
    *,
    image: str,
    vector: str,
    number: int,
    cut: Padding = NO_PADDING,
) -> Element:
    """The a:graphic of a picture, without what is `cut` off its sides; its shape, for a geometry to be added."""
    data = add(add(frame, "a:graphic"), "a:graphicData", {"uri": NAMESPACES["pic"]})
    drawn = add(data, "pic:pic")
    facts = add(drawn, "pic:nvPicPr")
    add(facts, "pic:cNvPr", {"id": str(number), "name": name})
    add(facts, "pic:cNvPicPr")
    _fill_with_picture(add(drawn, "pic:blipFill"), image, vector, cut)
    shape = add(drawn, "pic:spPr")
    _add_extent(shape, size)
    return shape


def _fill_with_picture(fill: Element, image: str, vector: str, cut: Padding) -> None:
    shown = add(fill, "a:blip", {"r:embed": image})
    if vector:
        add(add(add(shown, "a:extLst"), "a:ext", {"uri": _SVG}), "asvg:svgBlip", {"r:embed": vector})
    if cut != NO_PADDING:
        sides = {"l": cut.left, "t": cut.top, "r": cut.right, "b": cut.bottom}
        add(fill, "a:srcRect", {side: str(share) for side, share in sides.items() if share})
    add(add(fill, "a:stretch"), "a:fillRect")


def _add_extent(shape: Element, size: Mapping[str, str]) -> None:
    transform = add(shape, "a:xfrm")
    add(transform, "a:off", {"x": "0", "y": "0"})
    add(transform, "a:ext", size)


def _add_geometry(shape: Element, name: str) -> Element:
    """The geometry of a shape (§20.1.9.18); its list of adjustments."""
    return add(add(shape, "a:prstGeom", {"prst": name}), "a:avLst")


def add_backdrop(run: Element, backdrop: Backdrop, *, image: str, vector: str, number: int) -> None:
    """Write `backdrop` into `run`, behind all other drawings of the page; for the rest see `add_drawing`."""
    size = _size(backdrop.width, backdrop.height)
    fill = backdrop.fill
    is_shape = not isinstance(fill, PictureFill)
    parent = add(add(run, "mc:AlternateContent"), "mc:Choice", {"Requires": "wps"}) if is_shape else run
    frame = add(add(parent, "drawing"), "wp:anchor", _distances(NO_PADDING) | _anchored(number, is_behind=True))
    add(frame, "wp:simplePos", {"x": "0", "y": "0"})
    for axis, offset in (("H", backdrop.left), ("V", backdrop.top)):
        position = add(frame, f"wp:position{axis}", {"relativeFrom": "page"})
        add(position, "wp:posOffset", text=str(offset * _EMU_PER_TWIP))
    add(frame, "wp:extent", size)
    add(frame, "wp:effectExtent", dict.fromkeys("ltrb", "0"))
    add(frame, "wp:wrapNone")
    name = f"Background {number}"
    _mark_decorative(add(frame, "wp:docPr", {"id": str(number), "name": name}))
    add(frame, "wp:cNvGraphicFramePr")
    if isinstance(fill, PictureFill):
        drawn = _add_picture(frame, name, size, image=image, vector=vector, number=number, cut=fill.cut)
        _add_geometry(drawn, "rect")
        return
    shape = add(add(add(frame, "a:graphic"), "a:graphicData", {"uri": NAMESPACES["wps"]}), "wps:wsp")
    add(shape, "wps:cNvSpPr")
    properties = add(shape, "wps:spPr")
    _add_extent(properties, size)
    _add_geometry(properties, "rect")
    _add_fill(properties, fill)
    add(add(properties, "a:ln"), "a:noFill")
    add(shape, "wps:bodyPr")


def _add_fill(properties: Element, fill: SolidFill | GradientFill) -> None:
    """a:solidFill (§20.1.8.54) or a:gradFill (§20.1.8.33), which counts its angle from the left edge."""
    match fill:
        case SolidFill(color=color, opacity=opacity):
            _add_color(add(properties, "a:solidFill"), color, opacity)
        case GradientFill(angle=angle, stops=stops):
            gradient = add(properties, "a:gradFill", {"rotWithShape": "1"})
            listed = add(gradient, "a:gsLst")
            for place, color, opacity in stops:
                _add_color(add(listed, "a:gs", {"pos": str(round(place * 100_000))}), color, opacity)
            add(gradient, "a:lin", {"ang": str(round((angle - 90) % 360 * 60_000)), "scaled": "0"})


def _add_color(parent: Element, color: str, opacity: float) -> None:
    written = add(parent, "a:srgbClr", {"val": color})
    if opacity < 1:
        add(written, "a:alpha", {"val": str(round(opacity * 100_000))})


def _size(width: int, height: int) -> dict[str, str]:
    return {"cx": str(max(1, width * _EMU_PER_TWIP)), "cy": str(max(1, height * _EMU_PER_TWIP))}


def _anchored(number: int, *, is_behind: bool) -> dict[str, str]:
    """The attributes of wp:anchor; of two drawings behind the text the one with the higher number is above."""
    return {
        "simplePos": "0",
        "relativeHeight": str(number),
        "behindDoc": "1" if is_behind else "0",
        "locked": "0",
        "layoutInCell": "1",
        "allowOverlap": "1",
    }


def _inline(drawing: Element, size: Mapping[str, str]) -> Element:
    """wp:inline (§20.4.2.8) up to its size."""
    frame = add(drawing, "wp:inline", _distances(NO_PADDING))
    add(frame, "wp:extent", size)
    return frame


def _anchor(drawing: Element, placement: Placement, size: Mapping[str, str], number: int) -> Element:
    """wp:anchor (§20.4.2.3) up to what wraps around it."""
    frame = add(drawing, "wp:anchor", _distances(placement.distances) | _anchored(number, is_behind=False))
    add(frame, "wp:simplePos", {"x": "0", "y": "0"})
    across = add(frame, "wp:positionH", {"relativeFrom": "margin" if placement.is_on_page else "column"})
    if isinstance(placement.left, str):
        add(across, "wp:align", text=placement.left)
    else:
        add(across, "wp:posOffset", text=str(placement.left * _EMU_PER_TWIP))
    down = add(frame, "wp:positionV", {"relativeFrom": "page" if placement.is_on_page else "paragraph"})
    add(down, "wp:posOffset", text=str(placement.top * _EMU_PER_TWIP))
    add(frame, "wp:extent", size)
    add(frame, "wp:effectExtent", dict.fromkeys("ltrb", "0"))
    if placement.wraps:
        add(frame, "wp:wrapSquare", {"wrapText": "bothSides"})
    else:
        add(frame, "wp:wrapNone")
    return frame


def _distances(around: Padding) -> dict[str, str]:
    sides = {"distT": around.top, "distB": around.bottom, "distL": around.left, "distR": around.right}
    return {name: str(distance * _EMU_PER_TWIP) for name, distance in sides.items()}


def _properties(inline: Element, picture: Picture, link: str, number: int) -> None:
    """Id, name, alternative text and link; a picture without alternative text is marked decorative."""
    attributes = {"id": str(number), "name": f"Picture {number}"}
    if picture.alt:
        attributes["descr"] = xml_text(picture.alt)
    if picture.title:
        attributes["title"] = xml_text(picture.title)
    properties = add(inline, "wp:docPr", attributes)
    if link:
        add(properties, "a:hlinkClick", {"r:id": link})
    if not picture.alt:
        _mark_decorative(properties)


def _mark_decorative(properties: Element) -> None:
    extension = add(add(properties, "a:extLst"), "a:ext", {"uri": _DECORATIVE})
    add(extension, "adec:decorative", {"val": "1"})
