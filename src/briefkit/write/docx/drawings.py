"""Pictures → drawings, in the line or placed (DrawingML, ECMA-376 Part 1 §20.4 and §20.2)."""

from __future__ import annotations

from collections.abc import Mapping

from briefkit.write.docx.flow import NO_PADDING, Padding, Picture, Placement
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
    size = {"cx": str(max(1, picture.width * _EMU_PER_TWIP)), "cy": str(max(1, picture.height * _EMU_PER_TWIP))}
    drawing = add(run, "drawing")
    frame = _inline(drawing, size) if picture.placement is None else _anchor(drawing, picture.placement, size, number)
    _properties(frame, picture, link, number)
    add(add(frame, "wp:cNvGraphicFramePr"), "a:graphicFrameLocks", {"noChangeAspect": "1"})
    data = add(add(frame, "a:graphic"), "a:graphicData", {"uri": NAMESPACES["pic"]})
    drawn = add(data, "pic:pic")
    facts = add(drawn, "pic:nvPicPr")
    add(facts, "pic:cNvPr", {"id": str(number), "name": f"Picture {number}"})
    add(facts, "pic:cNvPicPr")
    fill = add(drawn, "pic:blipFill")
    shown = add(fill, "a:blip", {"r:embed": image})
    if vector:
        add(add(add(shown, "a:extLst"), "a:ext", {"uri": _SVG}), "asvg:svgBlip", {"r:embed": vector})
    add(add(fill, "a:stretch"), "a:fillRect")
    shape = add(drawn, "pic:spPr")
    transform = add(shape, "a:xfrm")
    add(transform, "a:off", {"x": "0", "y": "0"})
    add(transform, "a:ext", size)
    add(add(shape, "a:prstGeom", {"prst": "rect"}), "a:avLst")


def _inline(drawing: Element, size: Mapping[str, str]) -> Element:
    """wp:inline (§20.4.2.8) up to its size."""
    frame = add(drawing, "wp:inline", _distances(NO_PADDING))
    add(frame, "wp:extent", size)
    return frame


def _anchor(drawing: Element, placement: Placement, size: Mapping[str, str], number: int) -> Element:
    """wp:anchor (§20.4.2.3) up to what wraps around it."""
    attributes = {
        "simplePos": "0",
        "relativeHeight": str(number),
        "behindDoc": "0",
        "locked": "0",
        "layoutInCell": "1",
        "allowOverlap": "1",
    }
    frame = add(drawing, "wp:anchor", _distances(placement.distances) | attributes)
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
        extension = add(add(properties, "a:extLst"), "a:ext", {"uri": _DECORATIVE})
        add(extension, "adec:decorative", {"val": "1"})
