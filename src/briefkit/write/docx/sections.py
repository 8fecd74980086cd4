"""Sections → w:sectPr (ECMA-376 Part 1 §17.6), their headers and footers as parts of their own.

A reference that a section does not state is that of the section before, so a header is written where it first appears
or changes. Even pages differ in all sections or in none (a setting of the document): where they have nothing of their
own, they get what all pages have.
"""

from __future__ import annotations

from typing import Literal

from briefkit.write.docx.flow import (
    Backdrop,
    Block,
    Columns,
    Flow,
    Furniture,
    PageGeometry,
    PageNumbering,
    Section,
    Watermark,
    paragraphs_in,
)
from briefkit.write.docx.markup import Element, add, root, to_bytes
from briefkit.write.docx.package import Part
from briefkit.write.docx.story import Story, Writing

_Zone = Literal["header", "footer"]
_Pages = Literal["default", "first", "even"]
_ZONES: tuple[_Zone, ...] = ("header", "footer")
_ROOTS = {"header": "hdr", "footer": "ftr"}
_SHAPES: dict[type, tuple[str, ...]] = {Watermark: ("v", "o", "w10"), Backdrop: ("wps",)}
"""The namespaces of what may stand in a header besides text and pictures."""


def has_even_pages(flow: Flow) -> bool:
    """Whether any section has headers or footers for even pages."""
    return any(section.headers.even is not None or section.footers.even is not None for section in flow.sections)


class Sections:
    """Writes section properties, in the order of the sections."""

    def __init__(self, writing: Writing, document: Part, flow: Flow) -> None:
        self._writing = writing
        self._document = document
        self._flow = flow
        self._has_even_pages = has_even_pages(flow)
        self._before: dict[tuple[_Zone, _Pages], tuple[Block, ...]] = {}
        self._counts = dict.fromkeys(_ZONES, 0)

    def write(self, parent: Element, section: Section, *, is_first: bool) -> None:
        """Append the properties of `section` to `parent`, its children in the order of CT_SectPr."""
        properties = add(parent, "sectPr")
        has_first_page = section.headers.first is not None or section.footers.first is not None
        for zone in _ZONES:
            self._refer(properties, zone, section, has_first_page=has_first_page)
        if self._writing.notes["endnote"]:
            add(add(properties, "endnotePr"), "numFmt", {"val": self._flow.endnotes.format})
        if not is_first:
            add(properties, "type", {"val": section.start})
        _add_geometry(properties, section.geometry)
        if numbering := _numbering(section.numbering):
            add(properties, "pgNumType", numbering)
        add(properties, "cols", _columns(section.columns))
        if has_first_page:
            add(properties, "titlePg")
        if section.is_right_to_left:
            add(properties, "bidi")

    def _refer(self, properties: Element, zone: _Zone, section: Section, *, has_first_page: bool) -> None:
        furniture = section.headers if zone == "header" else section.footers
        wanted: list[_Pages] = ["default"]
        if self._has_even_pages:
            wanted.append("even")
        if has_first_page:
            wanted.append("first")
        for pages in wanted:
            content = _content(furniture, pages)
            before = self._before.get((zone, pages))
            if content == before or (before is None and not content and pages != "first"):
                continue
            self._before[zone, pages] = content
            part = self._part(zone, content)
            add(properties, f"{zone}Reference", {"type": pages, "r:id": self._document.relate(zone, part)})

    def _part(self, zone: _Zone, content: tuple[Block, ...]) -> Part:
        """The part of a header or footer; an empty one is a paragraph that shows nothing."""
        self._counts[zone] += 1
        part = self._writing.package.add(f"word/{zone}{self._counts[zone]}.xml", zone)
        kinds = {type(inline) for paragraph in paragraphs_in(content) for inline in paragraph.content}
        shapes = [prefix for kind, prefixes in _SHAPES.items() if kind in kinds for prefix in prefixes]
        element = root(_ROOTS[zone], "r", "wp", "a", "pic", "w14", *shapes)
        story = Story(self._writing, part)
        story.blocks(element, content)
        if not content:
            self._add_empty(element, zone)
        part.data = to_bytes(element)
        return part

    def _add_empty(self, element: Element, zone: _Zone) -> None:
        paragraph = add(element, "p")
        style = self._writing.stylesheet.named(zone)
        if style is not None:
            add(add(paragraph, "pPr"), "pStyle", {"val": style.id})


def _content(furniture: Furniture, pages: _Pages) -> tuple[Block, ...]:
    """What is shown on these pages: what is for them, else what is for all."""
    special = {"default": None, "first": furniture.first, "even": furniture.even}[pages]
    return furniture.default if special is None else special


def _numbering(numbering: PageNumbering) -> dict[str, str]:
    """The attributes of w:pgNumType; none where numbers are decimal and go on."""
    attributes = {} if numbering.format == "decimal" else {"fmt": numbering.format}
    return attributes if numbering.start is None else attributes | {"start": str(numbering.start)}


def _columns(columns: Columns) -> dict[str, str]:
    """The attributes of w:cols."""
    attributes = {"num": str(columns.count)} if columns.count > 1 else {}
    attributes["space"] = str(columns.space)
    return attributes | {"sep": "1"} if columns.has_rule else attributes


def _add_geometry(properties: Element, page: PageGeometry) -> None:
    size = {"w": str(page.width), "h": str(page.height)}
    if page.width > page.height:
        size["orient"] = "landscape"
    add(properties, "pgSz", size)
    sides = ("top", "right", "bottom", "left", "header", "footer")
    add(properties, "pgMar", {side: str(getattr(page, side)) for side in sides} | {"gutter": "0"})
