"""What is painted behind a page: the background of its type and of the canvas (CSS Paged Media 3 §3.1, CSS 2.1 §14.2).

WeasyPrint works out where layers are painted on a page box; one is made for the page type, with nothing on it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.images import LinearGradient, RasterImage, SVGImage
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.layout.page import page_height, page_width
from weasyprint.layout.percent import resolve_percentages

from briefkit.layout.values import parsed_color, points
from briefkit.layout.views import Area, Color, Gradient, Painted, PaintedPicture, ReplacedImage

MOST_REPETITIONS = 60
"""How many pictures a page may be strewn with: each is one in the Word file."""

_NEAR = 1e-6

ReadImage = Callable[[Any, Any], ReplacedImage]
"""Reads a WeasyPrint picture that is drawn in a style."""


def read_backgrounds(page_type: Any, style: Any, root: Any, context: Any, read_image: ReadImage) -> tuple[Painted, ...]:
    """What is painted on a page of the WeasyPrint type and style, from the bottom up; `root` is the root box."""
    page = _page(page_type, style, context)
    found = list(_painted(page, page.style, page.bleed_area, context, read_image))
    canvas = next((box.style for box in _canvases(root) if _has_background(box.style)), None)
    if canvas is not None:
        edges = page.border_box_x(), page.border_box_y(), page.border_width(), page.border_height()
        found += _painted(page, canvas, edges, context, read_image)
    return tuple(found)


def _page(page_type: Any, style: Any, context: Any) -> Any:
    page = boxes.PageBox(page_type, style)
    width, height = style["size"]
    resolve_percentages(page, (width, height))
    page.position_x = page.position_y = 0
    page_width(page, context, width)
    page_height(page, context, height)
    page.children = ()
    return page


def _canvases(root: Any) -> Iterator[Any]:
    """The boxes whose background may be that of the canvas: the root's, else that of ``body``."""
    yield root
    if root.element_tag == "html":
        yield from (child for child in root.children if child.element_tag == "body")


def _has_background(style: Any) -> bool:
    return style["background_color"] == "currentcolor" or (
        style["background_color"].alpha > 0 or any(kind != "none" for kind, _ in style["background_image"])
    )


def _painted(
    page: Any, style: Any, area: tuple[float, float, float, float], context: Any, read_image: ReadImage
) -> Iterator[Painted]:
    layout_box_backgrounds(page, page, context.get_image_from_uri, layout_children=False, style=style)
    background = page.background
    where = Area(*map(points, area))
    color = parsed_color(background.color)
    if not color.is_transparent:
        yield Painted(where, color)
    for layer in reversed(background.layers):
        if layer.image is not None:
            yield from _layer(layer, style, where, read_image)


def _layer(layer: Any, style: Any, where: Area, read_image: ReadImage) -> Iterator[Painted]:
    """A layer with a picture, each of its repetitions where these are few; a repeated gradient is drawn out instead."""
    left, top = (start + position for start, position in zip(layer.positioning_area[:2], layer.position, strict=True))
    width, height = layer.size
    area = Area(points(left), points(top), points(width), points(height))
    is_whole = area.covers(where) or all(kind == "no-repeat" for kind in layer.repeat)
    image = layer.image
    places = [area] if is_whole else _repetitions(area, where, layer.repeat)
    if isinstance(image, RasterImage | SVGImage) and places:
        read = read_image(image, style)
        yield from (Painted(where, PaintedPicture(read, place)) for place in places)
    elif isinstance(image, LinearGradient) and not image.repeating:
        yield Painted(area if is_whole else where, _gradient(image, width, height, style))
        if not is_whole:
            yield Painted(where, None)
    else:
        yield Painted(where, None)


def _repetitions(area: Area, where: Area, repeat: Any) -> list[Area]:
    """The places in `where` of a picture that is repeated from `area` on; none where they are many, or spaced out."""
    across = _starts(area.x, area.width, where.x, where.width, repeat[0])
    down = _starts(area.y, area.height, where.y, where.height, repeat[1])
    if len(across) * len(down) > MOST_REPETITIONS:
        return []
    return [Area(x, y, area.width, area.height) for y in down for x in across]


def _starts(at: float, size: float, start: float, room: float, repeat: str) -> Sequence[float]:
    """Where repetitions begin along one axis; ``round`` has made `size` fit already."""
    if repeat == "no-repeat":
        return [at]
    if repeat == "space" or size <= 0:
        return []
    first, end = math.floor((start - at) / size + _NEAR), math.ceil((start + room - at) / size - _NEAR)
    return [at + number * size for number in range(first, end)] if end - first <= MOST_REPETITIONS else []


def _gradient(gradient: Any, width: float, height: float, style: Any) -> Color | Gradient:
    """A linear gradient over a box of this size, its stops from where its line begins (CSS Images 3 §3.1.1)."""
    _, kind, ends, positions, colors, _ = gradient.layout(width, height, style)
    if kind == "solid":
        return parsed_color(colors[0])
    x, y, end_x, end_y = ends
    length = math.hypot(end_x - x, end_y - y)
    across, down = (end_x - x) / length, (end_y - y) / length
    whole = abs(width * across) + abs(height * down)
    start = 0.5 + ((x - width / 2) * across + (y - height / 2) * down) / whole
    stops = [
        (round(start + position * length / whole, 6), parsed_color(color))
        for position, color in zip(positions, colors, strict=True)
    ]
    while len(stops) > 2 and stops[0][1] == stops[1][1]:
        del stops[0]
    while len(stops) > 2 and stops[-1][1] == stops[-2][1]:
        del stops[-1]
    return Gradient(round(math.degrees(math.atan2(across, -down)) % 360, 3), tuple(stops))
