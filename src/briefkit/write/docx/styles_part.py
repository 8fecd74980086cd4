"""The styles part (CT_Styles, ECMA-376 Part 1 §17.7.4.18): defaults, and every style as a difference from its base."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from briefkit.write.docx.builtin_styles import WORD, Listing, listing
from briefkit.write.docx.flow import Flow, ParagraphLook, RunLook
from briefkit.write.docx.markup import Element, Node, add, add_nodes, node, root
from briefkit.write.docx.numbering import Numbering
from briefkit.write.docx.paragraph_properties import in_order, numbered, paragraph_difference
from briefkit.write.docx.run_properties import TOGGLES, UNSTYLED, applied, differing, run_properties, style_difference
from briefkit.write.docx.style_bases import BODY_TEXT, NORMAL, ParagraphStyle
from briefkit.write.docx.stylesheet import CharacterStyle, Stylesheet
from briefkit.write.docx.table_properties import style_properties
from briefkit.write.docx.table_styles import TableStyle
from briefkit.write.docx.theme import Theme, is_heading

_LATENT_STYLES = {
    "defLockedState": "0",
    "defUIPriority": "99",
    "defSemiHidden": "1",
    "defUnhideWhenUsed": "1",
    "defQFormat": "0",
    "count": "376",
}
"""Word's own styles that the document does not define stay out of sight until they are used (§17.7.4.5)."""

_BEFORE_TEXT = re.compile(r"heading \d|Title|Subtitle|TOC Heading|caption", re.IGNORECASE)
"""Styles after which a new paragraph is ordinary text."""

_CELL_PADDING = 108
_ALWAYS_STATED = frozenset({"font", "size", "language", "is_kerned", "ligatures", "has_alternates"})
_NOT_IN_DEFAULTS = TOGGLES | UNSTYLED | {"color"}
"""What Normal says instead: a toggle that is on in the defaults could not be switched off by any style, and LibreOffice
prints text in cells in the colour of the defaults, whatever its character style says."""


def styles(flow: Flow, stylesheet: Stylesheet, numbering: Numbering, theme: Theme) -> Element:
    """The root of the styles part; `theme` is what its fonts and colours may follow."""
    element = root("styles", "w14")
    _add_defaults(element, flow, theme)
    add(element, "latentStyles", _LATENT_STYLES)
    normal, *others = stylesheet.paragraph_styles
    written = _Written(stylesheet, numbering, theme)
    _add_paragraph_style(element, normal, _defaults(flow), written)
    _add_default_styles(element)
    for style in others:
        _add_paragraph_style(element, style, style.base or normal, written)
    for character in stylesheet.character_styles:
        _add_character_style(element, character, flow, theme)
    for table in stylesheet.tables.all:
        _add_table_style(element, table)
    return element


def _add_defaults(element: Element, flow: Flow, theme: Theme) -> None:
    """w:docDefaults (§17.7.5.1)."""
    defaults = add(element, "docDefaults")
    stated = _ALWAYS_STATED | set(differing(flow.run, RunLook(flow.run.font, flow.run.size)))
    properties = theme.themed(run_properties(flow.run, stated - _NOT_IN_DEFAULTS))
    add_nodes(add(add(defaults, "rPrDefault"), "rPr"), properties)
    paragraph = add(defaults, "pPrDefault")
    if difference := paragraph_difference(flow.paragraph, ParagraphLook()):
        add_nodes(add(paragraph, "pPr"), difference)


def _defaults(flow: Flow) -> ParagraphStyle:
    """What Normal differs from: the defaults as they were written."""
    run = applied(flow.run, (*((name, False) for name in TOGGLES), ("color", "")))
    return ParagraphStyle("", "", flow.paragraph, run, is_marked=False, base=None)


def _add_default_styles(element: Element) -> None:
    """The styles of each kind that everything is based on in the end (§17.7.4.17, `default`)."""
    _add_style(element, "character", "DefaultParagraphFont", "Default Paragraph Font", is_default=True)
    table = _add_style(element, "table", "TableNormal", "Normal Table", is_default=True)
    properties = add(table, "tblPr")
    add(properties, "tblInd", {"w": "0", "type": "dxa"})
    margins = add(properties, "tblCellMar")
    for side, width in (("top", 0), ("left", _CELL_PADDING), ("bottom", 0), ("right", _CELL_PADDING)):
        add(margins, side, {"w": str(width), "type": "dxa"})
    _add_style(element, "numbering", "NoList", "No List", is_default=True)


class _Written(Struct, frozen=True):
    """What paragraph styles are written by."""

    stylesheet: Stylesheet
    numbering: Numbering
    theme: Theme


def _add_paragraph_style(element: Element, style: ParagraphStyle, base: ParagraphStyle, by: _Written) -> None:
    stylesheet = by.stylesheet
    text = stylesheet.named(BODY_TEXT) or stylesheet.named(NORMAL)
    follower = text.id if text and _BEFORE_TEXT.fullmatch(style.name) else ""
    written = _add_style(
        element,
        "paragraph",
        style.id,
        style.name,
        base=base.id,
        follower=follower,
        is_default=style.name == NORMAL,
        how=replace(listing(base.name), is_quick=False) if style.is_variant else listing(style.name),
    )
    properties = list(paragraph_difference(style.look, base.look))
    if (place := by.numbering.style_place(style)) is not None:
        properties.append(numbered(*place))
    _add_properties(written, "pPr", in_order(properties))
    difference = style_difference(style.run_look, base.run_look)
    _add_properties(written, "rPr", by.theme.themed(difference, is_heading=is_heading(style.name)))


def _add_character_style(element: Element, style: CharacterStyle, flow: Flow, theme: Theme) -> None:
    written = _add_style(element, "character", style.id, style.name, base="DefaultParagraphFont")
    names = {name for name, _ in style.change}
    _add_properties(written, "rPr", theme.themed(run_properties(applied(flow.run, style.change), names)))


def _add_table_style(element: Element, style: TableStyle) -> None:
    """A table style: the whole table, then the parts that differ (w:tblStylePr §17.7.6.6)."""
    written = _add_style(element, "table", style.id, style.name, base="TableNormal")
    add_nodes(written, style_properties(style.format))


def _add_properties(style: Element, name: str, properties: list[Node] | tuple[Node, ...]) -> None:
    if properties:
        add_nodes(add(style, name), properties)


def _add_style(
    element: Element,
    type_: str,
    id_: str,
    name: str,
    *,
    base: str = "",
    follower: str = "",
    is_default: bool = False,
    how: Listing | None = None,
) -> Element:
    """A w:style with all that comes before its properties, in the order of CT_Style."""
    attributes = {"type": type_}
    if is_default:
        attributes["default"] = "1"
    if name.casefold() not in WORD:
        attributes["customStyle"] = "1"
    style = add(element, "style", attributes | {"styleId": id_})
    add(style, "name", {"val": name})
    if base:
        add(style, "basedOn", {"val": base})
    if follower:
        add(style, "next", {"val": follower})
    add_nodes(style, _listed(how or listing(name)))
    return style


def _listed(how: Listing) -> list[Node]:
    nodes = [node("uiPriority", val=how.priority)]
    if how.is_hidden:
        nodes += [node("semiHidden"), node("unhideWhenUsed")]
    if how.is_quick:
        nodes.append(node("qFormat"))
    return nodes
