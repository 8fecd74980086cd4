"""The theme part (DrawingML, ECMA-376 Part 1 §20.1.6): the palette and the fonts that Word's menus offer.

Styles name their colours and fonts themselves, so the theme changes nothing in the document; it puts the document's own
colours and fonts where an editor looks for them.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.write.docx.markup import Element, add, root

_ACCENTS = 6


def theme(*, text: str, colors: Sequence[str], link: str, heading_font: str, text_font: str) -> Element:
    """A theme of these colours (``RRGGBB``; `colors` are what else the document uses, most telling first) and fonts."""
    element = root("a:theme")
    element.set("name", "Document")
    elements = add(element, "a:themeElements")
    _add_colors(elements, text, colors, link)
    fonts = add(elements, "a:fontScheme", {"name": "Document"})
    _add_font(fonts, "a:majorFont", heading_font)
    _add_font(fonts, "a:minorFont", text_font)
    _add_formats(elements)
    return element


def _add_colors(elements: Element, text: str, colors: Sequence[str], link: str) -> None:
    """The twelve colours of CT_ColorScheme, in its order."""
    scheme = add(elements, "a:clrScheme", {"name": "Document"})
    accents = [colors[number % len(colors)] for number in range(_ACCENTS)] if colors else [text] * _ACCENTS
    add(add(scheme, "a:dk1"), "a:sysClr", {"val": "windowText", "lastClr": "000000"})
    add(add(scheme, "a:lt1"), "a:sysClr", {"val": "window", "lastClr": "FFFFFF"})
    named = {"dk2": text, "lt2": "F2F2F2"}
    named |= {f"accent{number}": color for number, color in enumerate(accents, 1)}
    named |= {"hlink": link, "folHlink": link}
    for name, color in named.items():
        add(add(scheme, f"a:{name}"), "a:srgbClr", {"val": color})


def _add_font(fonts: Element, name: str, font: str) -> None:
    family = add(fonts, name)
    add(family, "a:latin", {"typeface": font})
    add(family, "a:ea", {"typeface": ""})
    add(family, "a:cs", {"typeface": ""})


def _add_formats(elements: Element) -> None:
    """The effects that shapes are drawn with: the three of each kind that the schema asks for, all of them plain."""
    formats = add(elements, "a:fmtScheme", {"name": "Document"})
    _add_fills(formats, "a:fillStyleLst")
    lines = add(formats, "a:lnStyleLst")
    for width in ("6350", "12700", "19050"):
        line = add(lines, "a:ln", {"w": width})
        add(add(line, "a:solidFill"), "a:schemeClr", {"val": "phClr"})
    effects = add(formats, "a:effectStyleLst")
    for _ in range(3):
        add(add(effects, "a:effectStyle"), "a:effectLst")
    _add_fills(formats, "a:bgFillStyleLst")


def _add_fills(formats: Element, name: str) -> None:
    fills = add(formats, name)
    for _ in range(3):
        add(add(fills, "a:solidFill"), "a:schemeClr", {"val": "phClr"})
