"""Markup as values and as elements: qualified names, `Node`, and the way from one to the other and to bytes.

Short names stand for WordprocessingML (``pStyle``); other namespaces carry their usual prefix (``wp:inline``). An
attribute without a prefix is of its element's namespace in WordprocessingML and of none elsewhere, as the schemas say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from types import MappingProxyType
from typing import TypeAlias

from lxml import etree
from msgspec import Struct

Element: TypeAlias = etree._Element  # noqa: SLF001 (the only name that lxml gives the type)

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"

NAMESPACES = {
    "xml": "http://www.w3.org/XML/1998/namespace",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": f"{_OFFICE}/relationships",
    "a": f"{_DRAWING}/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": f"{_DRAWING}/wordprocessingDrawing",
    "pic": f"{_DRAWING}/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "ct": f"{_PACKAGE}/content-types",
    "rel": f"{_PACKAGE}/relationships",
    "cp": f"{_PACKAGE}/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "ep": f"{_OFFICE}/extended-properties",
}
"""Prefix → namespace."""

_EXTENSIONS = frozenset({"w14"})

NOTHING: Mapping[str, str] = MappingProxyType({})
PRESERVED: Mapping[str, str] = MappingProxyType({"xml:space": "preserve"})
"""The attribute of text whose spaces count."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Node(Struct, frozen=True, dict=True):
    """An element as a value: what two properties come to can be compared, counted and kept before it is written."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Node, ...] = ()

    @cached_property
    def qualified(self) -> Mapping[str, str]:
        """The attributes by their qualified names."""
        return {attribute(self.name, key): value for key, value in self.attributes}


def node(name: str, *children: Node, **attributes: str | int) -> Node:
    """A `Node` in short: ``node("sz", val=21)``."""
    return Node(name, tuple((key, str(value)) for key, value in attributes.items()), children)


def on_off(name: str, value: bool) -> Node:
    """A property that is on or off (CT_OnOff §17.17.4)."""
    return node(name) if value else node(name, val=0)


def shading(fill: str | None) -> Node:
    """w:shd (§17.3.5) of a plain colour, ``RRGGBB``; None is none."""
    return node("shd", val="clear", color="auto", fill=fill or "auto")


@cache
def tag(name: str) -> str:
    """The qualified name of an element: ``p`` and ``wp:inline`` in Clark notation."""
    prefix, _, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix or 'w']}}}{local}"


@cache
def attribute(element: str, name: str) -> str:
    """The qualified name of an attribute of the element called `element`."""
    if ":" in name:
        return tag(name)
    return name if ":" in element else tag(name)


def root(name: str, *prefixes: str, is_default: bool = False) -> Element:
    """A root element that declares its own namespace and those of `prefixes`; without a prefix if `is_default`.

    Programs may ignore what is in namespaces of Word's own (ECMA-376 Part 3 §7.2).
    """
    own = name.rpartition(":")[0] or "w"
    extensions = [prefix for prefix in prefixes if prefix in _EXTENSIONS]
    named = (*prefixes, "mc") if extensions else prefixes
    declared: dict[str | None, str] = {prefix: NAMESPACES[prefix] for prefix in named}
    declared[None if is_default else own] = NAMESPACES[own]
    element = etree.Element(tag(name), nsmap=declared)
    if extensions:
        element.set(tag("mc:Ignorable"), " ".join(extensions))
    return element


def add(parent: Element, name: str, attributes: Mapping[str, str] = NOTHING, text: str = "") -> Element:
    """Append an element to `parent` and return it."""
    if attributes:
        qualified = {attribute(name, key): value for key, value in attributes.items()}
        element = etree.SubElement(parent, tag(name), qualified)
    else:
        element = etree.SubElement(parent, tag(name))
    if text:
        element.text = text
    return element


def add_nodes(parent: Element, nodes: Iterable[Node]) -> None:
    """Append nodes, with all that is in them, to `parent`."""
    for item in nodes:
        element = etree.SubElement(parent, tag(item.name), item.qualified)
        if item.children:
            add_nodes(element, item.children)


def add_run(parent: Element, properties: tuple[Node, ...]) -> Element:
    """Append a w:r with these properties to `parent` and return it."""
    run = add(parent, "r")
    if properties:
        add_nodes(add(run, "rPr"), properties)
    return run


def xml_text(text: str) -> str:
    """`text` with U+FFFD for each character that XML 1.0 cannot hold (§2.2)."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def to_bytes(element: Element) -> bytes:
    """A part's XML, encoded and declared as all parts are."""
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
