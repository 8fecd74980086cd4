"""Single computed values of WeasyPrint as values of our own: lengths, colours, content lists, list styles.

Lengths come in CSS pixels (96 an inch) and leave in points (72 an inch).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tinycss2.color5 import Color as ParsedColor
from tinycss2.color5 import parse_color
from weasyprint.css import resolve_math
from weasyprint.css.functions import check_math
from weasyprint.css.targets import anchor_name_from_token
from weasyprint.urls import get_url_tuple

from briefkit.layout.views import (
    Color,
    ContentCounter,
    ContentItem,
    ContentLeader,
    ContentNamedString,
    ContentOther,
    ContentRunningElement,
    ContentTargetCounter,
    ContentTargetText,
    ContentText,
    ContentUrl,
    Length,
    Percentage,
)

POINTS_PER_PIXEL = 0.75
PIXELS_PER_POINT = 1 / POINTS_PER_PIXEL


def points(pixels: float) -> float:
    """CSS pixels in points, without the dust of binary fractions."""
    return round(pixels * POINTS_PER_PIXEL, 6)


# Lengths ------------------------------------------------------------------------------------------------------------


def length(style: Any, name: str) -> Length:
    """The property `name` (a length, a percentage or ``auto``) of a WeasyPrint style."""
    value = style[name]
    if value == "auto":
        return "auto"
    if check_math(value):
        return _mixed_length(style, name, value)
    return as_length(value)


def as_length(value: Any) -> Length:
    """A WeasyPrint length or percentage, which may be a bare number; one that is still a function is 0."""
    if check_math(value):
        return 0.0
    if isinstance(value, int | float):  # logical properties start as a bare 0
        return points(value)
    return Percentage(value.value) if value.unit == "%" else points(value.value)


def _mixed_length(style: Any, name: str, function: Any) -> Percentage:
    """A math function over percentages, as the line through its values for 0 and for 100 px.

    That is exact for ``calc()``; ``min()``, ``max()`` and ``clamp()`` are what they are for small boxes.
    """
    at_zero, at_hundred = (resolve_math(function, style, name, refer_to).value for refer_to in (0, 100))
    return Percentage(at_hundred - at_zero, points(at_zero))


# Colours ------------------------------------------------------------------------------------------------------------


def color(style: Any, name: str) -> Color:
    """The colour property `name` of a WeasyPrint style, ``currentcolor`` resolved."""
    value = style[name]
    return parsed_color(style["color"] if value == "currentcolor" else value)


def parsed_color(value: ParsedColor) -> Color:
    """A colour as tinycss2 parsed it."""
    return _srgb(value.space, value.coordinates, value.alpha)


def color_of(text: str) -> Color | None:
    """The colour that a CSS value is, as text; None for what is none by itself."""
    value = parse_color(text)
    return None if value is None or value == "currentcolor" else parsed_color(value)


@lru_cache(maxsize=1024)
def _srgb(space: str, coordinates: tuple[float | None, ...], alpha: float) -> Color:
    red, green, blue = (round(255 * min(1.0, max(0.0, channel))) for channel in _channels(space, coordinates))
    return Color(red, green, blue, alpha)


def _channels(space: str, coordinates: tuple[float | None, ...]) -> tuple[float, float, float]:
    """sRGB channels, of 0–1 where the colour is in gamut (CSS Color 4 §10); device spaces come out unmanaged."""
    value = ParsedColor(space, coordinates, 1)
    if space in {"srgb", "hsl", "hwb"}:
        red, green, blue = value.to("srgb").coordinates
        return red, green, blue
    if space in {"oklab", "oklch", "xyz-d65"}:
        x, y, z = value.to("xyz-d65").coordinates
        return _from_xyz_d65(x, y, z)
    if space in {"lab", "lch", "xyz-d50"}:
        x, y, z = value.to("xyz-d50").coordinates
        return _from_xyz_d65(
            0.9554734 * x - 0.0230985 * y + 0.0632593 * z,
            -0.0283697 * x + 1.0099955 * y + 0.0210414 * z,
            0.0123140 * x - 0.0205077 * y + 1.3303659 * z,
        )
    if space == "device-cmyk":
        cyan, magenta, yellow, black = (channel or 0.0 for channel in coordinates)
        return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
    red, green, blue = ((channel or 0.0) for channel in (*coordinates, 0.0, 0.0, 0.0)[:3])
    return red, green, blue


def _from_xyz_d65(x: float, y: float, z: float) -> tuple[float, float, float]:
    linear = (
        3.2409699 * x - 1.5373832 * y - 0.4986108 * z,
        -0.9692436 * x + 1.8759675 * y + 0.0415551 * z,
        0.0556301 * x - 0.2039770 * y + 1.0569715 * z,
    )
    red, green, blue = (
        12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055 for channel in linear
    )
    return red, green, blue


# Content lists ------------------------------------------------------------------------------------------------------


def content_list(value: Any) -> tuple[Any, ...] | None:
    """A computed content list, None for keywords (``normal``, ``none`` and what they compute to)."""
    return value if isinstance(value, tuple) else None


def depends_on_element(items: tuple[Any, ...] | None) -> bool:
    """Whether a content list says another thing on another element: whether it has ``attr()`` in it."""
    return items is not None and any(
        name == "attr()" or (name.startswith("target-") and argument[0][0] == "attr()") for name, argument in items
    )


def content_items(items: tuple[Any, ...], element: Any) -> tuple[ContentItem, ...]:
    """A content list as typed items, ``attr()`` resolved on `element` (an ElementTree element, None for pages)."""
    return tuple(_content_item(name, argument, element) for name, argument in items)


def _content_item(name: str, argument: Any, element: Any) -> ContentItem:
    match name:
        case "string":
            return ContentText(argument)
        case "attr()":
            return ContentText(_attribute(argument, element))
        case "counter()":
            return ContentCounter(argument[0], list_style(argument[1]))
        case "counters()":
            return ContentCounter(argument[0], list_style(argument[2]), argument[1])
        case "string()":
            return ContentNamedString(*argument)
        case "element()":
            return ContentRunningElement(*argument)
        case "leader()":
            return ContentLeader(argument[1])
        case "target-counter()":
            return ContentTargetCounter(_anchor(argument[0], element), argument[1], list_style(argument[2]))
        case "target-counters()":
            anchor = _anchor(argument[0], element)
            return ContentTargetCounter(anchor, argument[1], list_style(argument[3]), argument[2][1])
        case "target-text()":
            return ContentTargetText(_anchor(argument[0], element), argument[1])
        case "url":
            return ContentUrl(argument[1])
        case "quote":
            return ContentOther(argument)
        case _:
            return ContentOther(f"{name.removesuffix('()')}({argument})")


def _attribute(argument: Any, element: Any) -> str:
    name, _, fallback = argument
    return str(element.get(name, fallback or "")) if element is not None else ""


def _anchor(token: Any, element: Any) -> str:
    """The id that a target function points at, empty where it points outside the page."""
    if token[0] == "attr()":
        value = _attribute(token[1], element)
        token = ("url", get_url_tuple(value, None)) if token[1][1] == "url" else ("string", value)
    if token[1] is None:
        return ""
    return str(anchor_name_from_token(token) or "")


def list_style(value: Any) -> str:
    """A counter style's name; anonymous ones as CSS writes them (``"– "``, ``symbols(cyclic "*")``)."""
    if isinstance(value, str):
        return value
    kind, argument = value
    if kind == "string":
        return _quoted(argument)
    system, *symbols = argument
    return f"symbols({' '.join([system, *map(_quoted, symbols)])})"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
