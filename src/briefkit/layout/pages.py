"""Pages: the computed ``@page`` of any page type without laying anything out, and the laid-out pages as an oracle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from weasyprint.formatting_structure import boxes

from briefkit.layout.boxes import pseudo_of
from briefkit.layout.fixed import read_fixed
from briefkit.layout.styles import SIDES, StyleReader, is_anonymous
from briefkit.layout.values import points
from briefkit.layout.views import (
    Area,
    Element,
    Fragment,
    LaidOutPage,
    Length,
    MarginBox,
    Pages,
    PageStyle,
    Painted,
    Percentage,
    Sides,
    Style,
)

MARGIN_BOXES = frozenset(
    f"{edge}-{place}"
    for edges, places in ((("top", "bottom"), ("left", "center", "right", "left-corner", "right-corner")),)
    for edge in edges
    for place in places
) | frozenset(f"{edge}-{place}" for edge in ("left", "right") for place in ("top", "middle", "bottom"))
"""The margin boxes of CSS Paged Media 3 §5.1."""


def read_page_style(
    style: Any, margin_styles: Mapping[str, Any], background: tuple[Painted, ...], styles: StyleReader
) -> PageStyle:
    """A page type's style; `margin_styles` are those of its margin boxes by keyword, the empty ones included.

    `background` is what is painted behind it.
    """
    width, height = map(points, style["size"])
    own = styles.read(style)
    return PageStyle(
        width=width,
        height=height,
        margin=_used(own.margin, width, height),
        padding=_used(own.padding, width, height),
        background=background,
        style=own,
        margin_boxes={
            keyword: read
            for keyword, read in ((keyword, styles.read(margin_styles[keyword])) for keyword in sorted(margin_styles))
            if keyword in MARGIN_BOXES and read.content is not None
        },
    )


def _used(sides: Sides[Length], width: float, height: float) -> Sides[float]:
    """Margins or paddings of a page in points (CSS Paged Media 3 §4.2): ``auto`` comes to 0."""

    def used(value: Length, whole: float) -> float:
        if isinstance(value, Percentage):
            return value.of(whole)
        return 0.0 if value == "auto" else value

    return Sides(used(sides.top, height), used(sides.right, width), used(sides.bottom, height), used(sides.left, width))


def read_pages(pages: Iterable[Any], context: Any, elements: Mapping[Any, Element], styles: StyleReader) -> Pages:
    """What came to stand where.

    `pages` are WeasyPrint's laid-out pages as its `Page` objects, `context` is the layout context they came from.
    """
    anchors: dict[str, int] = {}
    fragments: dict[tuple[int, str], list[Fragment]] = {}
    items: dict[int, list[Fragment]] = {}
    laid_out = []
    for number, page in enumerate(pages, 1):
        box = page._page_box
        laid_out.append(_read_page(box, number, _counter(context, number), styles, elements))
        for anchor in page.anchors:
            anchors.setdefault(anchor, number)
        _collect_fragments(box, number, elements, fragments, items)
    return Pages(
        pages=tuple(laid_out),
        anchors=anchors,
        strings={
            name: {number: tuple(values) for number, values in sorted(by_page.items())}
            for name, by_page in context.string_set.items()
        },
        fragments={key: tuple(found) for key, found in fragments.items()},
        anonymous_items={index: tuple(found) for index, found in items.items()},
    )


def _counter(context: Any, number: int) -> int:
    """The value of the page counter on the page of this number: WeasyPrint keeps it with what the next begins with."""
    _, counters, *_ = context.page_maker[number][3]
    return int(counters["page"][-1])


def _read_page(
    box: Any, number: int, counter: int, styles: StyleReader, elements: Mapping[Any, Element]
) -> LaidOutPage:
    groups = dict(box.page_type.groups)
    return LaidOutPage(
        number=number,
        counter=counter,
        name=box.page_type.name,
        nth=groups[box.page_type.name] + 1 if box.page_type.name in groups else None,
        side=box.page_type.side,
        is_blank=box.page_type.blank,
        width=points(box.margin_width()),
        height=points(box.margin_height()),
        margin=Sides(*(points(getattr(box, f"margin_{side}")) for side in SIDES)),
        margin_boxes={
            child.at_keyword.removeprefix("@"): _margin_box(child, elements)
            for child in box.children
            if isinstance(child, boxes.MarginBox)
        },
        fixed=tuple(read_fixed(box, styles, elements)),
    )


def _margin_box(box: Any, elements: Mapping[Any, Element]) -> MarginBox:
    top, bottom = box.content_box_y(), box.content_box_y()
    if box.children:
        top = box.children[0].position_y
        bottom = max(top, *(child.position_y + child.margin_height() for child in box.children))
    area = box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height()
    return MarginBox(
        area=Area(*map(points, area)),
        content=Area(*map(points, (box.content_box_x(), top, box.width, bottom - top))),
        running=tuple(elements[element].index for element in _outermost(box) if element in elements),
        text=_text(box),
    )


def _outermost(margin_box: Any) -> Iterator[Any]:
    """The elements that stand in a margin box, those apart that stand in others."""
    stack = list(reversed(margin_box.children))
    while stack:
        box = stack.pop()
        if box.element is not None:
            yield box.element
        else:
            stack.extend(reversed(getattr(box, "children", ())))


def _text(box: Any) -> str:
    """The words of a laid-out box, its lines joined by spaces."""
    lines: list[str] = []
    stack = [box]
    while stack:
        found = stack.pop()
        if isinstance(found, boxes.LineBox):
            lines.append(
                "".join(part.text for part in found.descendants(placeholders=True) if isinstance(part, boxes.TextBox))
            )
        else:
            stack.extend(reversed(found.children))
    return " ".join(lines)


def _collect_fragments(
    page: Any,
    number: int,
    elements: Mapping[Any, Element],
    fragments: dict[tuple[int, str], list[Fragment]],
    items: dict[int, list[Fragment]],
) -> None:
    for box in page.descendants(placeholders=True):
        if isinstance(box, boxes.TextBox | boxes.LineBox) or box.element is None or is_anonymous(box.style):
            continue
        element = elements.get(box.element)
        if element is None:
            continue
        fragments.setdefault((element.index, pseudo_of(box)), []).append(_fragment(box, number))
        if isinstance(box, boxes.FlexContainerBox | boxes.GridContainerBox):
            texts = (child for child in box.children if is_anonymous(child.style) and not child.is_table_wrapper)
            items.setdefault(element.index, []).extend(_fragment(child, number) for child in texts)


def _fragment(box: Any, number: int) -> Fragment:
    x, y, width, height = (points(value) for value in boxes.Box.hit_area(box))
    return Fragment(number, x, y, width, height, points(box.width), points(box.height))


def page_names(styles: Iterable[Style]) -> tuple[str, ...]:
    """The named pages that boxes ask for, in order of first use; the empty name is the plain page."""
    return tuple(dict.fromkeys(style.page for style in styles))
