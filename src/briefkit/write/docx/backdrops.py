"""What is painted behind a page → rectangles and pictures behind the text, which stand in the headers of its pages.

Word draws gradients from corner to corner as CSS does, but other programs know few of their stops: one along an edge is
cut into strips, each with a stop at either end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from briefkit.layout.views import WHITE, Area, Color, Gradient, PageStyle, Painted, PaintedPicture
from briefkit.write.docx.flow import Backdrop, Fill, GradientFill, Padding, PictureFill, SolidFill
from briefkit.write.docx.looks import twips
from briefkit.write.docx.pictures import SVG, Raster

_NEAR = 0.002
"""Stops of a gradient that are nearer than this are in one place: there its colour changes at once."""


def backdrops(page: PageStyle, raster: Raster) -> tuple[Backdrop, ...]:
    """What is painted behind a page of this type, from the bottom up. `raster` makes pixels of drawings."""
    whole = Area(0, 0, page.width, page.height)
    return tuple(one for layer in _seen(page) for one in _backdrops(layer, whole, raster))


def has_unpainted(page: PageStyle) -> bool:
    """Whether something is painted that Word has not."""
    return any(layer.fill is None for layer in _seen(page))


def _seen(page: PageStyle) -> Sequence[Painted]:
    """The layers that are not hidden by another; white ones at the bottom are what paper is."""
    layers = list(page.background)
    for number in reversed(range(len(layers))):
        if _is_opaque(layers[number].fill) and layers[number].area.covers(layers[0].area):
            layers = layers[number:]
            break
    while layers and layers[0].fill == WHITE:
        del layers[0]
    return layers


def _is_opaque(fill: Color | Gradient | PaintedPicture | None) -> bool:
    match fill:
        case Color(alpha=alpha):
            return alpha == 1
        case Gradient(stops=stops):
            return all(color.alpha == 1 for _, color in stops)
        case _:
            return False


def _backdrops(layer: Painted, page: Area, raster: Raster) -> Iterator[Backdrop]:
    area = _within(layer.area, page)
    match layer.fill:
        case Color() as color:
            yield _backdrop(area, SolidFill(color.hex, color.alpha))
        case Gradient(angle=angle) as gradient if angle % 90 == 0:
            yield from _strips(gradient, area)
        case Gradient(angle=angle, stops=stops):
            yield _backdrop(area, GradientFill(angle, tuple(map(_stop, _between(stops, 0.0, 1.0)))))
        case PaintedPicture() as picture:
            yield _picture(picture, area, raster)
        case None:
            pass


def _within(area: Area, page: Area) -> Area:
    """What of an area is on the page."""
    left, top = max(area.x, page.x), max(area.y, page.y)
    right = min(area.x + area.width, page.x + page.width)
    bottom = min(area.y + area.height, page.y + page.height)
    return Area(left, top, max(0.0, right - left), max(0.0, bottom - top))


def _strips(gradient: Gradient, area: Area) -> Iterator[Backdrop]:
    """A gradient along an edge, a strip from each stop to the next."""
    stops = _between(gradient.stops, 0.0, 1.0)
    for (start, first), (end, last) in pairwise(stops):
        if end - start < _NEAR:
            continue
        place = {0: (1 - end, 1 - start), 180: (start, end), 90: (start, end), 270: (1 - end, 1 - start)}
        low, high = place[round(gradient.angle) % 360]
        if gradient.angle % 180:
            strip = Area(area.x + area.width * low, area.y, area.width * (high - low), area.height)
        else:
            strip = Area(area.x, area.y + area.height * low, area.width, area.height * (high - low))
        fill: Fill = SolidFill(first.hex, first.alpha)
        if first != last:
            fill = GradientFill(gradient.angle, (_stop((0.0, first)), _stop((1.0, last))))
        yield _backdrop(strip, fill)


def _between(stops: Sequence[tuple[float, Color]], start: float, end: float) -> list[tuple[float, Color]]:
    """Stops from `start` to `end`: those outside are cut off, the outermost are drawn out."""
    inner = [(place, color) for place, color in stops if start < place < end]
    return [(start, _color_at(stops, start)), *inner, (end, _color_at(stops, end))]


def _color_at(stops: Sequence[tuple[float, Color]], place: float) -> Color:
    before = [stop for stop in stops if stop[0] <= place]
    after = [stop for stop in stops if stop[0] > place]
    if not before or not after:
        return (before[-1] if before else after[0])[1]
    (low, first), (high, last) = before[-1], after[0]
    share = (place - low) / (high - low)
    channels = ((first.red, last.red), (first.green, last.green), (first.blue, last.blue))
    red, green, blue = (round(one + (other - one) * share) for one, other in channels)
    return Color(red, green, blue, first.alpha + (last.alpha - first.alpha) * share)


def _stop(stop: tuple[float, Color]) -> tuple[float, str, float]:
    place, color = stop
    return place, color.hex, color.alpha


def _picture(picture: PaintedPicture, area: Area, raster: Raster) -> Backdrop:
    """A picture where it is painted, cut off at the edges of what it is painted in."""
    image, drawn = picture.image, picture.area
    shown = _within(drawn, area)
    across, down = 100_000 / drawn.width, 100_000 / drawn.height
    fill = PictureFill(
        image.data,
        image.media_type,
        cut=Padding(
            top=round((shown.y - drawn.y) * down),
            left=round((shown.x - drawn.x) * across),
            bottom=round((drawn.y + drawn.height - shown.y - shown.height) * down),
            right=round((drawn.x + drawn.width - shown.x - shown.width) * across),
        ),
        fallback=partial(raster, image, drawn.width, drawn.height) if image.media_type == SVG else None,
    )
    return _backdrop(shown, fill)


def _backdrop(area: Area, fill: Fill) -> Backdrop:
    left, top = twips(area.x), twips(area.y)
    width, height = twips(area.x + area.width) - left, twips(area.y + area.height) - top
    return Backdrop(left, top, width, height, fill)
