"""The box tree before pagination: WeasyPrint's boxes as frozen `Box` values, one conversion, nothing shared with it.

It has to run before the pages are made: pagination writes into styles and consumes the list of footnotes.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any
from xml.etree import ElementTree

from msgspec.structs import replace
from weasyprint.formatting_structure import boxes, build
from weasyprint.images import RasterImage, SVGImage

from briefkit.layout.repair import source_text
from briefkit.layout.styles import StyleReader, is_anonymous
from briefkit.layout.values import parsed_color, points
from briefkit.layout.views import BorderGrid, BorderSide, Box, BoxKind, Element, ReplacedImage, Style

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XMLNS = "http://www.w3.org/2000/xmlns/"

# The first class that a box is an instance of says its kind: subclasses stand before what they derive from.
KINDS: tuple[tuple[type, BoxKind], ...] = (
    (boxes.TextBox, BoxKind.TEXT),
    (boxes.LineBox, BoxKind.LINE),
    (boxes.InlineBox, BoxKind.INLINE),
    (boxes.InlineBlockBox, BoxKind.INLINE_BLOCK),
    (boxes.ReplacedBox, BoxKind.REPLACED),
    (boxes.TableCaptionBox, BoxKind.TABLE_CAPTION),
    (boxes.BlockBox, BoxKind.BLOCK),
    (boxes.TableBox, BoxKind.TABLE),
    (boxes.TableRowGroupBox, BoxKind.TABLE_ROW_GROUP),
    (boxes.TableRowBox, BoxKind.TABLE_ROW),
    (boxes.TableCellBox, BoxKind.TABLE_CELL),
    (boxes.FlexContainerBox, BoxKind.FLEX),
    (boxes.GridContainerBox, BoxKind.GRID),
)


def read_elements(root: Any) -> dict[Any, Element]:
    """The elements of an ElementTree by themselves, in document order; comments and the like are left out."""
    elements: dict[Any, Element] = {}
    stack: list[tuple[Any, Element | None]] = [(root, None)]
    while stack:
        source, parent = stack.pop()
        if not isinstance(source.tag, str):
            continue
        element = Element(len(elements), _local(source.tag), dict(source.attrib), parent)
        elements[source] = element
        stack.extend((child, element) for child in reversed(source))
    return elements


def _local(tag: str) -> str:
    """``svg`` for ``{http://www.w3.org/2000/svg}svg``: HTML's own elements carry no namespace."""
    return tag.rpartition("}")[2]


class BoxReader:
    """Converts boxes; `sources` remembers the WeasyPrint boxes of what will be measured: tables, markers, numbers.

    `drawings` remembers the WeasyPrint pictures that ours were read from, where they are SVG.
    """

    def __init__(self, styles: StyleReader, style_for: Any, elements: Mapping[Any, Element]) -> None:
        self._styles = styles
        self._computed = style_for.get_computed_styles()
        self._elements = elements
        self._kinds: dict[type, BoxKind] = {}
        self._images: dict[int, ReplacedImage] = {}
        self.sources: dict[Box, Any] = {}
        self.drawings: dict[ReplacedImage, Any] = {}

    def read(self, source: Any) -> Box:
        """`source` and all that is in it; a running element is as it is laid out, but for its position."""
        if source.is_running():
            position = self._styles.read(source.style, source.element).position
            box = self._read(_with_lines(source))
            running = replace(box, style=replace(box.style, position=position))
            if box in self.sources:
                self.sources[running] = self.sources.pop(box)
            return running
        return self._read(source)

    def _read(self, source: Any) -> Box:
        element = source.element
        pseudo = pseudo_of(source)
        kind = self._kind(source)
        is_text = kind is BoxKind.TEXT
        is_table = kind is BoxKind.TABLE_WRAPPER or kind is BoxKind.TABLE
        style = self._styles.read(source.style, element, is_own=is_table)
        box = Box(
            kind=kind,
            element=self._elements.get(element),
            pseudo=pseudo,
            is_anonymous=is_text or is_anonymous(source.style),
            style=style,
            element_style=self._styles.read(self._computed.get((element, pseudo or None), source.style), element),
            children=() if is_text else tuple(map(self.read, source.children)),
            text=source.text if is_text else "",
            source_text=source_text(source) if is_text else "",
            is_outside_marker=source.is_outside_marker,
            footnote=self.read(_with_lines(source.footnote)) if source.footnote is not None else None,
            image=self._image(source) if kind is BoxKind.REPLACED else None,
            first_letter=self._first_letter(source, pseudo),
            grid_column=source.grid_x if kind is BoxKind.TABLE_CELL else 0,
            column_span=source.colspan,
            row_span=source.rowspan,
            border_grid=_border_grid(source) if kind is BoxKind.TABLE else None,
            is_header_group=kind is BoxKind.TABLE_ROW_GROUP and source.is_header,
            is_footer_group=kind is BoxKind.TABLE_ROW_GROUP and source.is_footer,
        )
        if kind is BoxKind.TABLE_WRAPPER or box.is_outside_marker or pseudo == "before":
            self.sources[box] = source
        return box

    def _first_letter(self, source: Any, pseudo: str) -> Style | None:
        """The style of the first letter of an element (CSS Pseudo-elements 4 §2.2), which pagination splits off."""
        if pseudo or is_anonymous(source.style):
            return None
        style = self._computed.get((source.element, "first-letter"))
        return None if style is None else self._styles.read(style, source.element)

    def _kind(self, source: Any) -> BoxKind:
        if source.is_table_wrapper:
            return BoxKind.TABLE_WRAPPER
        cls = type(source)
        if cls not in self._kinds:
            self._kinds[cls] = next(kind for base, kind in KINDS if issubclass(cls, base))
        return self._kinds[cls]

    def _image(self, source: Any) -> ReplacedImage:
        replacement = source.replacement
        if id(replacement) not in self._images:
            image = read_image(replacement, source.style)
            self._images[id(replacement)] = image
            if isinstance(replacement, SVGImage):
                self.drawings[image] = replacement
        return self._images[id(replacement)]


def _border_grid(table: Any) -> BorderGrid | None:
    """The resolved borders of a WeasyPrint table; None where they do not collapse."""
    if table.style["border_collapse"] != "collapse":
        return None
    vertical, horizontal = (tuple(map(_lines, lines)) for lines in table.collapsed_border_grid)
    return BorderGrid(vertical, horizontal)


def _lines(borders: Any) -> tuple[BorderSide, ...]:
    return tuple(BorderSide(style, points(width), parsed_color(color)) for _, (style, width, color) in borders)


def _with_lines(source: Any) -> Any:
    """A copy of what stands outside the flow (a footnote's body, a running element) with line boxes like all others.

    WeasyPrint makes anonymous boxes for these only when it lays them out.
    """
    copy = source.deepcopy()
    if copy.is_running():
        copy.style = copy.style.copy()
        copy.style["position"] = "static"
    return build.create_anonymous_boxes(copy)


def pseudo_of(source: Any) -> str:
    """The pseudo-element that a WeasyPrint box stands for, or empty."""
    return (source.element_tag or "").partition("::")[2]


def read_image(replacement: Any, style: Any) -> ReplacedImage:
    """A picture as WeasyPrint holds it: PNG and JPEG bytes as they came (others as PNG), SVG written out again."""
    width, height, ratio = replacement.get_intrinsic_size(style["image_resolution"], style["font_size"])
    width, height = _default_size(width, height, ratio)
    if isinstance(replacement, SVGImage):
        data = _svg_file(replacement._svg.tree._etree_node)
        return ReplacedImage(data, "image/svg+xml", points(width), points(height))
    if isinstance(replacement, RasterImage):
        media_type = "image/jpeg" if replacement.format == "JPEG" else "image/png"
        return ReplacedImage(replacement.image_data.data, media_type, points(width), points(height))
    raise TypeError(f"a picture of an unknown kind: {type(replacement).__name__}")


def _svg_file(root: Any) -> bytes:
    """The drawing below an ElementTree element as a file, its namespaces under their usual prefixes.

    ElementTree by itself calls them ``ns0``, which is right, but strange to some of those who read SVG.
    """
    copy = deepcopy(root)
    for element in copy.iter():
        if isinstance(element.tag, str):
            element.tag = _usual_name(element.tag)
            said = ((name, value) for name, value in element.attrib.items() if not _declares(name))
            element.attrib = {_usual_name(name): value for name, value in said}
    copy.attrib = {"xmlns": _SVG, "xmlns:xlink": _XLINK, **copy.attrib}
    copy.tail = None
    return bytes(ElementTree.tostring(copy, encoding="utf-8"))


def _declares(name: str) -> bool:
    """Whether an attribute only names a namespace: HTML parsers keep it as any other."""
    return name == "xmlns" or name.startswith(("xmlns:", f"{{{_XMLNS}}}"))


def _usual_name(name: str) -> str:
    namespace, _, local = name.rpartition("}")
    return {f"{{{_SVG}": local, f"{{{_XLINK}": f"xlink:{local}"}.get(namespace, name)


def _default_size(width: float | None, height: float | None, ratio: float | None) -> tuple[float, float]:
    """The default sizing algorithm of CSS Images 3 §5.2 for a picture that lacks a size: 300 by 150 px."""
    if width is None and height is None:
        return (300.0, 300.0 / ratio) if ratio else (300.0, 150.0)
    if width is None:
        assert height is not None
        return (height * ratio if ratio else 300.0), height
    return width, height if height is not None else (width / ratio if ratio else 150.0)
