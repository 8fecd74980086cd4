"""Pictures → inline drawings (DrawingML, ECMA-376 Part 1 §20.4 and §20.2)."""

from __future__ import annotations

from briefkit.write.docx.flow import Picture
from briefkit.write.docx.markup import NAMESPACES, Element, add, xml_text

_EMU_PER_TWIP = 635
_DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
"""The extension that marks a drawing as decorative (MS-ODRAWXML §2.2.7)."""

FILE_TYPES = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif", "image/bmp": "bmp", "image/tiff": "tiff"}
"""The picture formats that Word draws, with the file name's ending that is usual for each."""


def add_drawing(run: Element, picture: Picture, *, image: str, link: str, number: int) -> None:
    """Write `picture` into `run`; `number` tells all drawings of a document apart.

    `image` is the relationship to its file, `link` the one to what it links to, empty where it does not.
    """
    size = {"cx": str(max(1, picture.width * _EMU_PER_TWIP)), "cy": str(max(1, picture.height * _EMU_PER_TWIP))}
    inline = add(add(run, "drawing"), "wp:inline", dict.fromkeys(("distT", "distB", "distL", "distR"), "0"))
    add(inline, "wp:extent", size)
    _properties(inline, picture, link, number)
    add(add(inline, "wp:cNvGraphicFramePr"), "a:graphicFrameLocks", {"noChangeAspect": "1"})
    data = add(add(inline, "a:graphic"), "a:graphicData", {"uri": NAMESPACES["pic"]})
    drawn = add(data, "pic:pic")
    facts = add(drawn, "pic:nvPicPr")
    add(facts, "pic:cNvPr", {"id": str(number), "name": f"Picture {number}"})
    add(facts, "pic:cNvPicPr")
    fill = add(drawn, "pic:blipFill")
    add(fill, "a:blip", {"r:embed": image})
    add(add(fill, "a:stretch"), "a:fillRect")
    shape = add(drawn, "pic:spPr")
    transform = add(shape, "a:xfrm")
    add(transform, "a:off", {"x": "0", "y": "0"})
    add(transform, "a:ext", size)
    add(add(shape, "a:prstGeom", {"prst": "rect"}), "a:avLst")


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
