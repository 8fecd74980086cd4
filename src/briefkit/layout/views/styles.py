"""Computed style, and the faces that text of a style is set in."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from functools import cached_property

from msgspec import Struct

from briefkit.layout.views.content import ContentItem
from briefkit.layout.views.values import BorderSide, Color, Length, Sides


class Style(Struct, frozen=True, eq=False, dict=True):
    """The computed style of an element, a pseudo-element, a margin box or an anonymous box.

    Compared by identity: equal cascades share one object, so a style is a good cache key. `declared` names the
    properties that a rule states on this very element (not inherited, user-agent rules included); `custom` holds the
    custom properties declared on it (``--word-style`` without the dashes), as text, strings unquoted.
    """

    font_family: tuple[str, ...]
    font_size: float
    font_weight: int
    font_style: str
    font_variant_caps: str
    font_features: tuple[str, ...]  # other font-variant-* keywords and font-feature-settings, as CSS writes them
    color: Color
    background_color: Color
    letter_spacing: float
    font_kerning: str
    text_decoration_line: frozenset[str]
    text_decoration_style: str
    text_decoration_color: Color
    text_decoration_thickness: float | None  # in points; None for `auto` and `from-font`
    text_transform: str
    vertical_align: str | float  # the keyword as specified (`super`, `sub`, `baseline`, …) or a raise in points
    white_space: str
    hyphens: str
    language: str
    direction: str
    text_align: str  # text-align-all: `start`, `end`, `left`, `right`, `center`, `justify`
    text_indent: Length
    tab_size: float
    line_height: float | None  # used height of a line of this style; None where it is `normal`
    natural_line_height: float  # what `normal` comes to with this font
    orphans: int
    widows: int
    margin: Sides[Length]
    padding: Sides[Length]
    border: Sides[BorderSide]
    effects: tuple[str, ...]  # properties that draw what is neither a colour nor a line: `box-shadow`, `transform`, …
    border_collapse: str
    border_spacing: tuple[float, float]  # between the cells of a row, between rows; of the separate model only
    width: Length
    height: Length
    min_height: Length
    object_fit: str
    object_position: tuple[tuple[str, Length], tuple[str, Length]]  # across, down: the edge it counts from, how far
    corners: tuple[tuple[Length, Length], ...]  # radii across and down, from the top left clockwise
    display: tuple[str, ...]
    position: str  # `static`, …; `running(NAME)` as text
    float_side: str  # the `float` property
    clear: str
    visibility: str
    break_before: str
    break_after: str
    break_inside: str
    page: str  # the named page, inherited; empty for `auto`
    flex_direction: str
    flex_wrap: str
    column_count: int | None
    column_gap: float | None
    column_width: float | None
    column_span: str
    has_column_rule: bool
    list_style_type: str  # a counter style's name, `none`, or `"string"` with its quotes
    list_style_position: str
    caption_side: str
    string_set: tuple[tuple[str, tuple[ContentItem, ...]], ...]
    bookmark_level: int | None
    content: tuple[ContentItem, ...] | None  # None for `normal`, `none` and the like
    counter_increment: tuple[tuple[str, int], ...]
    declared: frozenset[str]
    custom: Mapping[str, str]

    @cached_property
    def takes_room(self) -> bool:
        """Whether a box of this style may have a margin, a border or padding on its left or its right."""
        edges = (self.border.left.width, self.border.right.width)
        return any((*edges, self.margin.left, self.margin.right, self.padding.left, self.padding.right))

    @cached_property
    def is_drawn(self) -> bool:
        """Whether a box of this style shows by itself: by a background colour or a border."""
        border = self.border
        lines = (border.top, border.right, border.bottom, border.left)
        return not self.background_color.is_transparent or any(
            line.width and not line.color.is_transparent for line in lines
        )


class UsedFace(Struct, frozen=True):
    """The face that a text is set in: its family as CSS names it, what it weighs by itself, whether it is slanted."""

    family: str
    weight: int
    is_italic: bool


@dataclasses.dataclass(frozen=True)
class FontFace:
    """An ``@font-face`` rule that loaded: `family` as CSS names it, and the file behind it.

    `read` gives the file's bytes for as long as the layout lives; no face keeps its own, as fonts are large.
    """

    family: str
    weight: int
    is_italic: bool
    read: Callable[[], bytes] = dataclasses.field(repr=False)
