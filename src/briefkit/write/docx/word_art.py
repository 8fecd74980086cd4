"""Watermarks → WordArt behind the text (VML, ECMA-376 Part 4 §19), as Word's own Design > Watermark writes it.

Word knows its watermarks by the name of their shapes, so that its own command edits and removes these too.
"""

from __future__ import annotations

from briefkit.write.docx.flow import Watermark
from briefkit.write.docx.markup import Element, add, xml_text

_TYPE = "_x0000_t136"
_FORMULAS = (
    "sum #0 0 10800",
    "prod #0 2 1",
    "sum 21600 0 @1",
    "sum 0 0 @2",
    "sum 21600 0 @3",
    "if @0 @3 0",
    "if @0 21600 @1",
    "if @0 0 @2",
    "if @0 @4 21600",
    "mid @5 @6",
    "mid @8 @5",
    "mid @7 @8",
    "mid @6 @7",
    "sum @6 0 @5",
)
"""How the plain text shape (msosptTextPlainText) is made (Part 4 §19.1.2.10)."""

_BEHIND = -251658752
"""The z-index that Word gives to the first of its watermarks: less than 0 is behind the text."""


def add_word_art(run: Element, watermark: Watermark, *, number: int, defines_type: bool) -> None:
    """Write `watermark` into `run`; `number` tells all watermarks of a document apart.

    `defines_type` for the first one of a part, which brings the definition of their type.
    """
    picture = add(run, "pict")
    if defines_type:
        _add_type(picture)
    attributes = {
        "id": f"PowerPlusWaterMarkObject{number}",
        "type": f"#{_TYPE}",
        "alt": "",
        "style": _css(_shape_style(watermark, number)),
        "o:allowincell": "f",
        "fillcolor": f"#{watermark.look.color.lower()}",
        "stroked": "f",
    }
    shape = add(picture, "v:shape", attributes)
    if watermark.opacity < 1:
        add(shape, "v:fill", {"opacity": _number(watermark.opacity)})
    text = {"style": _css(_text_style(watermark)), "trim": "t", "string": xml_text(watermark.text)}
    add(shape, "v:textpath", text)
    add(shape, "w10:wrap", {"anchorx": _relative(watermark.left), "anchory": _relative(watermark.top)})


def _add_type(parent: Element) -> None:
    type_ = add(
        parent,
        "v:shapetype",
        {
            "id": _TYPE,
            "coordsize": "21600,21600",
            "o:spt": "136",
            "adj": "10800",
            "path": "m@7,l@8,m@5,21600l@6,21600e",
        },
    )
    formulas = add(type_, "v:formulas")
    for formula in _FORMULAS:
        add(formulas, "v:f", {"eqn": formula})
    connections = {
        "o:connecttype": "custom",
        "o:connectlocs": "@9,0;@10,10800;@11,21600;@12,10800",
        "o:connectangles": "270,180,90,0",
    }
    add(type_, "v:path", {"textpathok": "t"} | connections)
    add(type_, "v:textpath", {"on": "t", "fitshape": "t"})
    add(add(type_, "v:handles"), "v:h", {"position": "#0,bottomRight", "xrange": "6629,14971"})
    add(type_, "o:lock", {"v:ext": "edit", "text": "t", "shapetype": "t"})


def _shape_style(watermark: Watermark, number: int) -> dict[str, str]:
    style = {
        "position": "absolute",
        "margin-left": _offset(watermark.left),
        "margin-top": _offset(watermark.top),
        "width": _points(watermark.width),
        "height": _points(watermark.height),
    }
    if watermark.rotation:
        style["rotation"] = _number(watermark.rotation)
    style["z-index"] = str(_BEHIND + number - 1)
    for axis, place in (("horizontal", watermark.left), ("vertical", watermark.top)):
        if isinstance(place, str):
            style[f"mso-position-{axis}"] = "center"
        style[f"mso-position-{axis}-relative"] = _relative(place)
    return style


def _text_style(watermark: Watermark) -> dict[str, str]:
    look = watermark.look
    style = {"font-family": f'"{xml_text(look.font)}"', "font-size": f"{_number(look.size / 2)}pt"}
    if look.is_bold:
        style["font-weight"] = "bold"
    if look.is_italic:
        style["font-style"] = "italic"
    if look.spacing and len(watermark.text) > 1:
        plain = watermark.width - look.spacing * (len(watermark.text) - 1)
        style["v-text-spacing"] = f"{round(65536 * watermark.width / max(1, plain))}f"
    return style


def _css(style: dict[str, str]) -> str:
    return ";".join(f"{name}:{value}" for name, value in style.items())


def _offset(place: int | str) -> str:
    return "0" if isinstance(place, str) else _points(place)


def _relative(place: int | str) -> str:
    """What a place is relative to: a length counts from the page's edge."""
    return place if isinstance(place, str) else "page"


def _points(twips: int) -> str:
    return f"{_number(twips / 20)}pt"


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
