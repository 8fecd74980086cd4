"""Computed styles: from WeasyPrint's lazy dictionaries to frozen `Style` values.

A style is read once. Equal cascades give one and the same `Style`, also where WeasyPrint keeps copies apart (each
list item has a ``::marker`` style of its own), so that identity is a good key for whatever is derived from a style.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import tinycss2
from msgspec.structs import replace
from weasyprint.css import AnonymousStyle
from weasyprint.draw.color import styled_color
from weasyprint.text.line_break import Layout as TextLayout
from weasyprint.text.line_break import line_size, strut

from briefkit.layout.values import (
    as_length,
    color,
    content_items,
    content_list,
    depends_on_element,
    length,
    list_style,
    parsed_color,
    points,
)
from briefkit.layout.views import BorderSide, Color, ContentItem, Length, Sides, Style

FEATURES = (
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
)


class StyleReader:
    """Turns WeasyPrint's styles into `Style` values and remembers them for as long as a layout lives."""

    def __init__(self) -> None:
        self._by_identity: dict[int, tuple[Any, Style, bool]] = {}
        self._by_cascade: dict[tuple[object, ...], Style] = {}
        self._by_element: dict[tuple[int, int], Style] = {}
        self._natural_heights: dict[tuple[object, ...], float] = {}
        self._space_widths: dict[tuple[object, ...], float] = {}

    def read(self, style: Any, element: Any = None, *, is_own: bool = False) -> Style:
        """`style` as seen on `element` (an ElementTree element): the element matters where content has ``attr()``.

        `is_own` says that the style was written into after the cascade, so that no other equals it.
        """
        _, shared, speaks_of_element = self._known(style, is_own)
        if element is None or not speaks_of_element:
            return shared
        key = id(style), id(element)
        if key not in self._by_element:
            self._by_element[key] = replace(
                shared, content=_content(style, element), string_set=_string_set(style, element)
            )
        return self._by_element[key]

    def _known(self, style: Any, is_own: bool) -> tuple[Any, Style, bool]:
        known = self._by_identity.get(id(style))
        if known is None:
            known = style, self._convert(style) if is_own else self._read_shared(style), _speaks_of_element(style)
            self._by_identity[id(style)] = known
        return known

    def _read_shared(self, style: Any) -> Style:
        key = self._cascade_key(style)
        shared = self._by_cascade.get(key)
        if shared is None:
            shared = self._anonymous(style) if is_anonymous(style) else self._convert(style)
            self._by_cascade[key] = shared
        return shared

    def _anonymous(self, style: Any) -> Style:
        """The style of an anonymous box: what is inherited comes from around it, the rest is as CSS starts with."""
        around = self._known(style.parent_style, False)[1]
        no_border = BorderSide("none", 0.0, around.color)
        return replace(
            around,
            background_color=TRANSPARENT,
            vertical_align="baseline",
            margin=NOTHING,
            padding=NOTHING,
            border=Sides(no_border, no_border, no_border, no_border),
            effects=(),
            width="auto",
            height="auto",
            min_height="auto",
            clear="none",
            break_before="auto",
            break_after="auto",
            break_inside="auto",
            column_count=None,
            column_gap=None,
            column_width=None,
            column_span="none",
            has_column_rule=False,
            string_set=(),
            bookmark_level=None,
            content=None,
            counter_increment=(),
            declared=frozenset(),
            custom={},
            display=tuple(style["display"]),
            position=_position(style["position"]),
            float_side=style["float"],
            white_space=style["white_space"],
        )

    def _cascade_key(self, style: Any) -> tuple[object, ...]:
        """What makes two styles equal: one parent, one list of declarations.

        WeasyPrint sets a few properties after the cascade (on outside markers, footnotes, leaders): they belong to
        the key. An id is no difference, though WeasyPrint keeps it as a property.
        """
        parent = style.parent_style
        cascade = ((name, id(value)) for name, (value, _) in getattr(style, "cascaded", {}).items() if name != "anchor")
        return (
            None if parent is None else id(self._known(parent, False)[1]),
            is_anonymous(style),
            getattr(style, "pseudo_type", None),
            *(style[name] for name in WRITTEN_AFTER_CASCADE),
            *cascade,
        )

    def _convert(self, style: Any) -> Style:
        return Style(
            font_family=tuple(style["font_family"]),
            font_size=points(style["font_size"]),
            font_weight=style["font_weight"],
            font_style=style["font_style"],
            font_variant_caps=style["font_variant_caps"],
            font_features=_features(style),
            color=color(style, "color"),
            background_color=color(style, "background_color"),
            font_kerning=style["font_kerning"],
            letter_spacing=0.0 if style["letter_spacing"] == "normal" else points(style["letter_spacing"]),
            text_decoration_line=frozenset(style["text_decoration_line"])
            if style["text_decoration_line"] != "none"
            else frozenset(),
            text_decoration_style=style["text_decoration_style"],
            text_decoration_color=color(style, "text_decoration_color"),
            text_decoration_thickness=_thickness(style),
            text_transform=style["text_transform"],
            vertical_align=_vertical_align(style),
            white_space=style["white_space"],
            hyphens=style["hyphens"],
            language=style["lang"] or "",
            direction=style["direction"],
            text_align=style["text_align_all"],
            text_indent=length(style, "text_indent"),
            tab_size=self._tab_size(style),
            line_height=None if style["line_height"] == "normal" else points(strut(style)[0]),
            natural_line_height=self._natural_height(style),
            orphans=style["orphans"],
            widows=style["widows"],
            margin=Sides(*(length(style, f"margin_{side}") for side in SIDES)),
            padding=Sides(*(length(style, f"padding_{side}") for side in SIDES)),
            border=Sides(*(_border_side(style, side) for side in SIDES)),
            effects=tuple(name for name, is_seen in EFFECTS.items() if is_seen(style)),
            border_collapse=style["border_collapse"],
            border_spacing=(points(style["border_spacing"][0]), points(style["border_spacing"][1])),
            width=length(style, "width"),
            height=length(style, "height"),
            min_height=length(style, "min_height"),
            object_fit=style["object_fit"],
            object_position=_object_position(style),
            corners=tuple(_radii(style, corner) for corner in CORNERS),
            display=tuple(style["display"]),
            position=_position(style["position"]),
            float_side=style["float"],
            clear=style["clear"],
            visibility=style["visibility"],
            break_before=style["break_before"],
            break_after=style["break_after"],
            break_inside=style["break_inside"],
            page=style["page"],
            flex_direction=style["flex_direction"],
            flex_wrap=style["flex_wrap"],
            column_count=None if style["column_count"] == "auto" else style["column_count"],
            column_gap=_column_gap(style),
            column_width=None if style["column_width"] == "auto" else points(style["column_width"]),
            column_span=style["column_span"],
            has_column_rule=style["column_rule_style"] not in {"none", "hidden"} and style["column_rule_width"] > 0,
            list_style_type=list_style(style["list_style_type"]),
            list_style_position=style["list_style_position"],
            caption_side=style["caption_side"],
            string_set=_string_set(style, None),
            bookmark_level=None if style["bookmark_level"] == "none" else style["bookmark_level"],
            content=_content(style, None),
            counter_increment=_counter_increment(style),
            declared=_declared(style),
            custom=_custom(style),
        )

    def _natural_height(self, style: Any) -> float:
        """The height of a line under ``line-height: normal``, from the metrics of the first font, in points."""
        key = _font_key(style)
        if key not in self._natural_heights:
            probe = style.copy()
            probe["line_height"] = "normal"
            self._natural_heights[key] = points(strut(probe)[0])
        return self._natural_heights[key]

    def _tab_size(self, style: Any) -> float:
        """The distance of tab stops in points; a bare number counts spaces (CSS Text 3 §4.2)."""
        value = style["tab_size"]
        if not isinstance(value, int):
            return points(value.value)
        key = _font_key(style)
        if key not in self._space_widths:
            self._space_widths[key] = _space_width(style)
        return round(value * self._space_widths[key], 6)


def _object_position(style: Any) -> tuple[tuple[str, Length], tuple[str, Length]]:
    ((from_x, x, from_y, y),) = style["object_position"]
    return (from_x, as_length(x)), (from_y, as_length(y))


def _radii(style: Any, corner: str) -> tuple[Length, Length]:
    across, down = style[f"border_{corner}_radius"]
    return as_length(across), as_length(down)


NOTHING: Sides[Length] = Sides(0.0, 0.0, 0.0, 0.0)
TRANSPARENT = Color(0, 0, 0, 0.0)

CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
EFFECTS: Mapping[str, Callable[[Any], bool]] = {
    "border-radius": lambda style: any(
        radius.value > 0 for corner in CORNERS for radius in style[f"border_{corner}_radius"]
    ),
    "background-image": lambda style: any(kind != "none" for kind, _ in style["background_image"]),
    "border-image": lambda style: style["border_image_source"][0] != "none",
    "box-shadow": lambda style: style["box_shadow"] not in {"none", None, ()},
    "outline": lambda style: style["outline_style"] not in {"none", "hidden"} and style["outline_width"] > 0,
    "opacity": lambda style: style["opacity"] < 1,
    "transform": lambda style: bool(style["transform"]),
}
"""Properties that draw what is neither a colour nor a line, and whether a style makes use of them."""

WRITTEN_AFTER_CASCADE = ("position", "float", "display", "white_space")
SIDES = ("top", "right", "bottom", "left")


def is_anonymous(style: Any) -> bool:
    """Whether a WeasyPrint style belongs to a box that no element and no pseudo-element stands for."""
    return isinstance(style, AnonymousStyle)


def custom_property(style: Any, name: str) -> str:
    """A custom property's value as text: a single string unquoted, anything else as CSS writes it.

    `name` is WeasyPrint's key (``__word_style`` for ``--word-style``).
    """
    tokens = style[name] or []
    if len(tokens) == 1 and tokens[0].type == "string":
        return str(tokens[0].value)
    return str(tinycss2.serialize(tokens)).strip()


def _font_key(style: Any) -> tuple[object, ...]:
    return (
        style["font_family"],
        style["font_size"],
        style["font_style"],
        style["font_weight"],
        style["font_stretch"],
        style["lang"],
    )


def _space_width(style: Any) -> float:
    if style["font_size"] == 0:
        return 0.0
    layout = TextLayout(style)
    layout.set_text(" " * 8)
    line, _ = layout.get_first_line()
    width, _ = line_size(line, style)
    return points(width) / 8


def _speaks_of_element(style: Any) -> bool:
    if depends_on_element(content_list(style["content"])):
        return True
    sets = style["string_set"]
    return sets != "none" and any(depends_on_element(items) for _, items in sets)


def _content(style: Any, element: Any) -> tuple[ContentItem, ...] | None:
    items = content_list(style["content"])
    return None if items is None else content_items(items, element)


def _counter_increment(style: Any) -> tuple[tuple[str, int], ...]:
    """The counters that an element increments, and by how much; those of list items (``auto``) left out."""
    value = style["counter_increment"]
    return tuple(value) if isinstance(value, tuple) else ()


def _string_set(style: Any, element: Any) -> tuple[tuple[str, tuple[ContentItem, ...]], ...]:
    sets = style["string_set"]
    return () if sets == "none" else tuple((name, content_items(items, element)) for name, items in sets)


def _features(style: Any) -> tuple[str, ...]:
    """Keywords of the other ``font-variant-*`` properties, then ``font-feature-settings``, as CSS writes them."""
    keywords: list[str] = []
    for name in FEATURES:
        value = style[name]
        if value != "normal":
            keywords.extend((value,) if isinstance(value, str) else value)
    settings = style["font_feature_settings"]
    if settings != "normal":
        keywords.extend(f'"{tag}" {value}' for tag, value in settings)
    return tuple(keywords)


def _vertical_align(style: Any) -> str | float:
    """``super`` and ``sub`` as the rule says them: WeasyPrint computes them to half an em."""
    value = style["vertical_align"]
    if isinstance(value, str):
        return value
    specified, _ = getattr(style, "cascaded", {}).get("vertical_align", (None, None))
    return str(specified) if specified in {"super", "sub"} else points(value)


def _thickness(style: Any) -> float | None:
    """The thickness of lines at text, in points; a percentage is of the font size."""
    value = style["text_decoration_thickness"]
    if isinstance(value, str):
        return None
    return points(style["font_size"] * value.value / 100 if value.unit == "%" else value.value)


def _border_side(style: Any, side: str) -> BorderSide:
    keyword, shown = style[f"border_{side}_style"], color(style, f"border_{side}_color")
    if keyword in {"inset", "outset"} and not shown.is_transparent:
        stated = style[f"border_{side}_color"]
        plain = style["color"] if stated == "currentcolor" else stated
        shown = parsed_color(styled_color(keyword, plain, side))
    return BorderSide(keyword, points(style[f"border_{side}_width"]), shown)


def _position(value: Any) -> str:
    return value if isinstance(value, str) else f"{value[0].removesuffix('()')}({value[1]})"


def _column_gap(style: Any) -> float | None:
    """The gap between columns in points; None for ``normal`` and for percentages."""
    value = style["column_gap"]
    return points(value.value) if value != "normal" and value.unit == "px" else None


def _declared(style: Any) -> frozenset[str]:
    return frozenset(name for name in getattr(style, "cascaded", ()) if not name.startswith("__"))


def _custom(style: Any) -> Mapping[str, str]:
    names = (name for name in getattr(style, "cascaded", ()) if name.startswith("__"))
    return {name[2:].replace("_", "-"): custom_property(style, name) for name in names}
