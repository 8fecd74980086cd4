"""Reads the tags of laid-out pages: one an element, its pieces on all lines and pages joined, in reading order.

What repeats or decorates has no place in the tree: margin boxes, leaders, the heads of tables on further pages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from briefkit.layout.boxes import pseudo_of
from briefkit.layout.styles import StyleReader, is_anonymous
from briefkit.layout.tags import Annotation, Mark, Place, Tag
from briefkit.layout.values import POINTS_PER_PIXEL
from briefkit.layout.views import Element

SVG = "{http://www.w3.org/2000/svg}"


class TagReader:
    """Walks page after page; `annotations` says which of WeasyPrint's annotations each of ours stands for."""

    def __init__(self, elements: Mapping[Any, Element], style_for: Any, styles: StyleReader) -> None:
        self._computed = style_for.get_computed_styles()
        self._elements = elements
        self._styles = styles
        self._tags: dict[tuple[Any, str], Tag] = {}
        self._parents: dict[Tag, Tag] = {}
        self._first_pages: dict[Any, int] = {}
        self._page = 0
        self._height = 0.0
        self._marks: Mapping[Any, Any] = {}
        self.root = Tag()
        self.annotations: dict[Annotation, Any] = {}

    def read(self, pages: Sequence[Any], marks: Sequence[Mapping[Any, Any]]) -> Tag:
        """The root tag; `marks` holds a page's marked-content sequences by the boxes they draw."""
        for number, (page, found) in enumerate(zip(pages, marks, strict=True)):
            self._page, self._height, self._marks = number, page.height, found
            for child in page._page_box.children:
                if not isinstance(child, boxes.MarginBox):
                    self._box(child, self.root)
        return self.root

    def _box(self, box: Any, parent: Tag) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.TextBox):
            self._mark(box, parent, box.text)
            return
        if box.is_leader or self._repeats(box):
            return
        tag = self._tag(box, parent)
        if box.link_annotation is not None:
            annotation = Annotation(self._page)
            self.annotations[annotation] = box.link_annotation
            tag.kids.append(annotation)
        if isinstance(box, boxes.ReplacedBox):
            self._picture(box, tag)
        for child in box.children:
            self._box(child, tag)

    def _mark(self, box: Any, parent: Tag, text: str) -> None:
        found = self._marks.get(box)
        if found is not None:
            parent.kids.append(Mark(self._page, found["mcid"], text))

    def _tag(self, box: Any, parent: Tag) -> Tag:
        """The tag that the box's content goes into: its element's own, or `parent` for anonymous boxes.

        A table's wrapper is anonymous but holds the caption, which belongs into the table; so are the boxes of markers.
        """
        pseudo = pseudo_of(box)
        if box.element is None or (is_anonymous(box.style) and not box.is_table_wrapper and pseudo != "marker"):
            return parent
        key = box.element, pseudo
        tag = self._tags.get(key)
        if tag is None:
            tag = self._tags[key] = Tag(
                element=self._elements.get(box.element),
                pseudo=pseudo,
                style=self._styles.read(self._computed.get((box.element, pseudo or None), box.style), box.element),
                column_span=box.colspan,
                row_span=box.rowspan,
            )
            self._insert(tag, box, parent)
        return tag

    def _insert(self, tag: Tag, box: Any, parent: Tag) -> None:
        """Puts a new tag into the tree: a footnote behind its call, all else where its box stands."""
        call = self._tags.get((box.element, "footnote-call")) if not tag.pseudo else None
        if call is not None:
            parent = self._parents[call]
            parent.kids.insert(parent.kids.index(call) + 1, tag)
        else:
            parent.kids.append(tag)
        self._parents[tag] = parent

    def _repeats(self, box: Any) -> bool:
        """Whether the box says again what an earlier page said: the head of a table, a fixed box."""
        is_repeated = (isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer)) or (
            box.style["position"] == "fixed"
        )
        return is_repeated and self._first_pages.setdefault(box.element, self._page) != self._page

    def _picture(self, box: Any, tag: Tag) -> None:
        if tag.element is None or box.element is None or pseudo_of(box) or is_anonymous(box.style):
            return  # a picture of the stylesheet's: decoration
        left, top = box.content_box_x(), box.content_box_y()
        tag.place = Place(
            self._page,
            *(
                round(POINTS_PER_PIXEL * value, 2)
                for value in (left, self._height - top - box.height, left + box.width, self._height - top)
            ),
        )
        tag.alternative = _alternative(box.element)
        self._mark(box, tag, "")


def _alternative(element: Any) -> str | None:
    """What an image says of itself (HTML §4.8.4.4, SVG-AAM); empty where it is marked as decoration."""
    if element.get("aria-hidden") == "true" or element.get("role") in {"presentation", "none"}:
        return ""
    if element.tag == f"{SVG}svg":
        title = element.find(f"{SVG}title")
        texts = (element.get("aria-label"), title.text if title is not None else None)
        return next((text for text in texts if text), None)
    said: str | None = element.get("alt", element.get("aria-label"))
    return said
