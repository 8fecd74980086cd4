"""The theme part (DrawingML, ECMA-376 Part 1 §20.1.6): the palette and the fonts that Word's menus offer.

It has the document's own colours and fonts, where an editor looks for them. Styles name theirs and, where these are the
theme's, say so: they change when an editor chooses another theme.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefkit.layout.views import Color
from briefkit.write.docx.flow import Flow
from briefkit.write.docx.markup import Element, Node, add, root
from briefkit.write.docx.style_bases import NORMAL
from briefkit.write.docx.stylesheet import Stylesheet

_ACCENTS = 6
_TELLING = ("accent", "primary", "brand", "theme")
_GREY, _TINT = 24, 215
"""Up to which difference of its channels a colour is a grey, and from which least channel on it is a tint."""


class Theme(Struct, frozen=True):
    """The fonts and colours (``RRGGBB``) of a document. `colors` are those beside `text` and `link`, most telling
    first: the first six are the accents."""

    text: str
    colors: tuple[str, ...]
    link: str
    heading_font: str
    text_font: str

    def themed(self, properties: Iterable[Node], *, is_heading: bool = False) -> tuple[Node, ...]:
        """Run properties of a style that follow the theme where they name a font or an accent of it (§17.3.2.26)."""
        return tuple(self._themed(prop, is_heading=is_heading) for prop in properties)

    def _themed(self, prop: Node, *, is_heading: bool) -> Node:
        said = dict(prop.attributes)
        match prop.name:
            case "rFonts" if said["ascii"] in {self.heading_font, self.text_font}:
                is_major = said["ascii"] == self.heading_font and (is_heading or self.text_font != self.heading_font)
                font = "majorHAnsi" if is_major else "minorHAnsi"
                return replace(prop, attributes=(*prop.attributes, ("asciiTheme", font), ("hAnsiTheme", font)))
            case "color" if said["val"] in self.colors[:_ACCENTS]:
                accent = f"accent{self.colors.index(said['val']) + 1}"
                return replace(prop, attributes=(*prop.attributes, ("themeColor", accent)))
            case _:
                return prop

    def element(self) -> Element:
        """The root of the theme part."""
        element = root("a:theme")
        element.set("name", "Document")
        elements = add(element, "a:themeElements")
        _add_colors(elements, self.text, self.colors, self.link)
        fonts = add(elements, "a:fontScheme", {"name": "Document"})
        _add_font(fonts, "a:majorFont", self.heading_font)
        _add_font(fonts, "a:minorFont", self.text_font)
        _add_formats(elements)
        return element


def theme_of(flow: Flow, stylesheet: Stylesheet) -> Theme:
    """The theme of a document: what its stylesheet names, and what its styles are made of."""
    normal = stylesheet.paragraph_styles[0].run_look
    headings = [style for style in stylesheet.paragraph_styles if is_heading(style.name)]
    link = dict(stylesheet.hyperlink.change).get("color") if stylesheet.hyperlink else None
    return Theme(
        text=normal.color,
        colors=tuple(_colors(flow, stylesheet)),
        link=link or normal.color,
        heading_font=headings[0].run_look.font if headings else normal.font,
        text_font=normal.font,
    )


def palette(named: Mapping[str, Color]) -> tuple[str, ...]:
    """The colours that a stylesheet names, those that it calls accents first; greys and tints are left out."""
    told = {name: color for name, color in named.items() if color.alpha == 1 and _is_vivid(color)}
    first = sorted(told, key=lambda name: not any(word in name.casefold() for word in _TELLING))
    return tuple(dict.fromkeys(told[name].hex for name in first))


def _is_vivid(color: Color) -> bool:
    channels = (color.red, color.green, color.blue)
    return max(channels) - min(channels) > _GREY and min(channels) < _TINT


def is_heading(style: str) -> bool:
    """Whether a style is that of a heading, by its name."""
    return style.startswith("heading")


def _colors(flow: Flow, stylesheet: Stylesheet) -> list[str]:
    """The colours of a document beside that of its text: those that the stylesheet names, then those of text, of
    borders, of tints."""
    found = [*flow.palette, *(style.run_look.color for style in stylesheet.paragraph_styles)]
    for style in stylesheet.paragraph_styles:
        borders = style.look.borders
        found += [side.color for side in (borders.top, borders.left, borders.bottom, borders.right) if side]
    found += [style.look.shading for style in stylesheet.paragraph_styles if style.look.shading]
    text = stylesheet.named(NORMAL)
    left_out = {"000000", "FFFFFF", text.run_look.color if text else ""}
    return [color for color in dict.fromkeys(found) if color not in left_out]


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
