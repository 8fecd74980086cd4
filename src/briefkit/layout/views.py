"""What leaves the layout: boxes, computed styles, page styles and laid-out pages as frozen values of our own.

Nothing here is a WeasyPrint object. Lengths are in points unless a field says otherwise; percentages that layout
alone can resolve stay `Percentage`. Names are those of CSS, with underscores.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from enum import Enum, auto
from functools import cached_property
from typing import Generic, Literal, TypeAlias, TypeVar

from msgspec import Struct

T = TypeVar("T")

# Values -------------------------------------------------------------------------------------------------------------


class Percentage(Struct, frozen=True):
    """A length that is `value` per cent of what its property refers to, and `plus` points (as ``calc()`` may add)."""

    value: float
    plus: float = 0.0

    def of(self, whole: float) -> float:
        """The length in points where the property refers to `whole` points."""
        return whole * self.value / 100 + self.plus


Length: TypeAlias = float | Percentage | Literal["auto"]
"""Points, a percentage, or ``auto``."""


class Color(Struct, frozen=True):
    """An sRGB colour: channels of 0–255, `alpha` of 0–1."""

    red: int
    green: int
    blue: int
    alpha: float = 1.0

    @property
    def is_transparent(self) -> bool:
        return self.alpha == 0

    def over(self, under: Color) -> Color:
        """The opaque colour that comes out when this one is laid over the opaque colour `under`."""
        mix = [
            round(top * self.alpha + bottom * (1 - self.alpha))
            for top, bottom in zip((self.red, self.green, self.blue), (under.red, under.green, under.blue), strict=True)
        ]
        return Color(*mix)

    @property
    def hex(self) -> str:
        """``RRGGBB`` in upper case, as OOXML writes it (alpha left out)."""
        return f"{self.red:02X}{self.green:02X}{self.blue:02X}"


WHITE = Color(255, 255, 255)
TRANSPARENT = Color(0, 0, 0, 0.0)


class Sides(Struct, Generic[T], frozen=True):
    """One value a side of a box."""

    top: T
    right: T
    bottom: T
    left: T


class BorderSide(Struct, frozen=True):
    """One side of a border; `style` is the CSS keyword, `width` is 0 where it is ``none`` or ``hidden``.

    `color` is what it is drawn in: ``inset`` and ``outset`` are lighter and darker than their colour.
    """

    style: str
    width: float
    color: Color


# Content lists (CSS Generated Content, CSS GCPM, CSS Lists) -----------------------------------------------------------


class ContentText(Struct, frozen=True):
    """A string, or an ``attr()`` that was resolved on its element."""

    text: str


class ContentCounter(Struct, frozen=True):
    """``counter(name, style)``; `separator` is not None for ``counters()``."""

    name: str
    style: str
    separator: str | None = None


class ContentNamedString(Struct, frozen=True):
    """``string(name, position)`` of CSS GCPM §1; `position` is ``first``, ``start``, ``last`` or ``first-except``."""

    name: str
    position: str


class ContentRunningElement(Struct, frozen=True):
    """``element(name, position)`` of CSS GCPM §1.2."""

    name: str
    position: str


class ContentLeader(Struct, frozen=True):
    """``leader(pattern)`` of CSS GCPM §5: the string that is repeated, ``"."`` for ``dotted``."""

    pattern: str


class ContentTargetCounter(Struct, frozen=True):
    """``target-counter(url, name, style)``; `anchor` is the id it points at, without the ``#``."""

    anchor: str
    name: str
    style: str
    separator: str | None = None


class ContentTargetText(Struct, frozen=True):
    """``target-text(url, part)``."""

    anchor: str
    part: str


class ContentUrl(Struct, frozen=True):
    """``url(…)``: a picture."""

    url: str


class ContentOther(Struct, frozen=True):
    """An item of another kind (``content()``, a quotation mark): `name` as WeasyPrint calls it."""

    name: str


ContentItem: TypeAlias = (
    ContentText
    | ContentCounter
    | ContentNamedString
    | ContentRunningElement
    | ContentLeader
    | ContentTargetCounter
    | ContentTargetText
    | ContentUrl
    | ContentOther
)


# Computed style -------------------------------------------------------------------------------------------------------


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
    def is_drawn(self) -> bool:
        """Whether a box of this style shows by itself: by a background colour or a border."""
        border = self.border
        lines = (border.top, border.right, border.bottom, border.left)
        return not self.background_color.is_transparent or any(
            line.width and not line.color.is_transparent for line in lines
        )


# The box tree before pagination ---------------------------------------------------------------------------------------


class BoxKind(Enum):
    """The kinds of boxes of CSS 2.1 §9.2 and the modules after it."""

    BLOCK = auto()  # a block container or a block-level box of blocks, list items included
    LINE = auto()  # what holds the inline content of a block container (one, not yet broken into lines)
    INLINE = auto()
    TEXT = auto()
    INLINE_BLOCK = auto()
    REPLACED = auto()  # an image, block-level or inline
    TABLE_WRAPPER = auto()
    TABLE = auto()
    TABLE_ROW_GROUP = auto()
    TABLE_ROW = auto()
    TABLE_CELL = auto()
    TABLE_CAPTION = auto()
    FLEX = auto()
    GRID = auto()

    __hash__ = object.__hash__  # that of `Enum` runs in Python, and kinds are looked up for every box


_INLINE_KINDS = frozenset({BoxKind.LINE, BoxKind.INLINE, BoxKind.TEXT, BoxKind.INLINE_BLOCK})


@dataclasses.dataclass(frozen=True, eq=False)
class Element:
    """An element of the page. `index` is its place in document order and its identity."""

    index: int
    tag: str
    attributes: Mapping[str, str]
    parent: Element | None = dataclasses.field(repr=False)

    @property
    def id(self) -> str:
        return self.attributes.get("id", "")

    @cached_property
    def classes(self) -> tuple[str, ...]:
        return tuple(self.attributes.get("class", "").split())

    def ancestors(self) -> Iterator[Element]:
        """The parent, its parent and so on up to ``html``."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent


@dataclasses.dataclass(frozen=True, eq=False)
class ReplacedImage:
    """A picture as it came: `data` (PNG, JPEG or SVG bytes as `media_type` says), its size by itself in points."""

    data: bytes = dataclasses.field(repr=False)
    media_type: str
    width: float
    height: float


class BorderGrid(Struct, frozen=True, eq=False):
    """The borders of a table in the collapsing model, conflicts resolved (CSS 2.1 §17.6.2.1).

    `vertical` has a row of lines for each row of the table, from the left edge to the right one as they are seen;
    `horizontal` has one more row than the table, of one line a column, in the same order. A line has no width where
    there is none.
    """

    vertical: tuple[tuple[BorderSide, ...], ...]
    horizontal: tuple[tuple[BorderSide, ...], ...]


class Box(Struct, frozen=True, eq=False):
    """One box. `pseudo` is empty, or ``before``, ``after``, ``marker``, ``footnote-call``, ``footnote-marker``.

    `is_anonymous` marks a box that stands for no element of its own (its `element` is that of the box around it).
    `element_style` is the style of the element itself (of the pseudo-element, where there is one) as the cascade
    gives it: layout moves some properties from a table to its wrapper and clears others, in `style`.
    """

    kind: BoxKind
    element: Element | None
    pseudo: str
    is_anonymous: bool
    style: Style
    element_style: Style
    children: tuple[Box, ...] = ()
    text: str = ""  # of a TEXT box: white space processed, text-transform applied
    source_text: str = ""  # of a TEXT box: the same before text-transform
    is_outside_marker: bool = False
    footnote: Box | None = None  # of a footnote call: the footnote's body
    image: ReplacedImage | None = None
    first_letter: Style | None = None  # of an element with `::first-letter` rules: the style of its first letter
    grid_column: int = 0  # of a cell: its first column, from 0, counted from where rows begin
    column_span: int = 1
    row_span: int = 1
    border_grid: BorderGrid | None = None  # of a TABLE box whose borders collapse
    is_header_group: bool = False
    is_footer_group: bool = False

    @property
    def is_inline(self) -> bool:
        """Whether this is a line or stands in one, pictures apart: they are of either level."""
        return self.kind in _INLINE_KINDS

    def descendants(self) -> Iterator[Box]:
        """This box and all boxes in it, in tree order."""
        stack = [self]
        while stack:
            box = stack.pop()
            yield box
            if box.children:
                stack.extend(reversed(box.children))

    @property
    def all_text(self) -> str:
        return "".join(box.text for box in self.descendants())


class CounterStyle(Struct, frozen=True):
    """What a list marker is made by (CSS Counter Styles 3): `system` after ``extends`` was followed.

    `base` is the predefined style that a custom one extends, the style's own name when it is predefined, or empty.
    """

    name: str
    system: str
    base: str
    symbols: tuple[str, ...]
    prefix: str
    suffix: str


class PageMetadata(Struct, frozen=True):
    """What the page's head says of it. Empty means: not said. Dates are W3C dates as they stand in the page."""

    title: str = ""
    authors: tuple[str, ...] = ()
    description: str = ""
    keywords: tuple[str, ...] = ()
    language: str = ""
    created: str = ""
    modified: str = ""


# Pages ----------------------------------------------------------------------------------------------------------------


class Area(Struct, frozen=True):
    """A rectangle on a page: its top left corner from the page's, and its size, in points."""

    x: float
    y: float
    width: float
    height: float

    def covers(self, other: Area, *, near: float = 0.1) -> bool:
        """Whether nothing of `other` lies outside, but for what is `near`."""
        return (
            self.x <= other.x + near
            and self.y <= other.y + near
            and self.x + self.width >= other.x + other.width - near
            and self.y + self.height >= other.y + other.height - near
        )


class Gradient(Struct, frozen=True):
    """A linear gradient: `angle` in degrees clockwise from upwards, stops by their place, 0–1 of its line."""

    angle: float
    stops: tuple[tuple[float, Color], ...]


class PaintedPicture(Struct, frozen=True):
    """A picture that is painted once, where `area` is; it may be larger than what it is painted in."""

    image: ReplacedImage
    area: Area


class Painted(Struct, frozen=True):
    """A layer of a background, and where it is painted; `fill` None is one that is none of these."""

    area: Area
    fill: Color | Gradient | PaintedPicture | None


class PageStyle(Struct, frozen=True):
    """The computed ``@page`` of one page type: sizes in points; margin boxes by keyword (``top-left`` …).

    `background` is what is painted behind it, from the bottom up.
    """

    width: float
    height: float
    margin: Sides[float]
    padding: Sides[float]
    background: tuple[Painted, ...]
    style: Style
    margin_boxes: Mapping[str, Style]


class Fragment(Struct, frozen=True):
    """A piece of an element's box on a page: the border box, in points from the page's top left corner.

    Of a box split by page ends there are several; `content_width` and `content_height` are inside its padding.
    """

    page: int
    x: float
    y: float
    width: float
    height: float
    content_width: float
    content_height: float


class FixedText(Struct, frozen=True):
    """Text of a ``position: fixed`` box as it is drawn on a page: a piece of one line, all of one style.

    `owner` is the element of that box (index, pseudo). `x` and `y` are the middle of the piece, in points from the
    page's top left corner; `width` and `height` what its letters cover before it is turned by `rotation` degrees
    clockwise. `opacity` is that of the boxes around it, of 0–1; colours have their own.
    """

    owner: tuple[int, str]
    text: str
    style: Style
    x: float
    y: float
    width: float
    height: float
    rotation: float
    opacity: float


class MarginBox(Struct, frozen=True):
    """A margin box as laid out: its border box, and where its content stands, with the space around it.

    `running` are the indices of the elements that run through it (``element()``), in order; `text` is what it says.
    """

    area: Area
    content: Area
    running: tuple[int, ...]
    text: str


class LaidOutPage(Struct, frozen=True):
    """One page as laid out; `number` counts from 1, `counter` is what its page counter shows (CSS Paged Media 3 §7).

    `nth` counts from 1 in the group of pages of its name (CSS GCPM 3 §8.1); None where it is in none. `margin_boxes`
    go by keyword; `fixed` is what its fixed boxes say.
    """

    number: int
    counter: int
    name: str
    nth: int | None
    side: str
    is_blank: bool
    width: float
    height: float
    margin: Sides[float]
    margin_boxes: Mapping[str, MarginBox]
    fixed: tuple[FixedText, ...] = ()

    @property
    def margin_texts(self) -> dict[str, str]:
        """What the margin boxes say, by keyword."""
        return {keyword: box.text for keyword, box in self.margin_boxes.items()}


class Pages(Struct, frozen=True):
    """The laid-out pages, as an oracle: where things came to stand."""

    pages: tuple[LaidOutPage, ...]
    anchors: Mapping[str, int]  # id → number of the page it stands on
    strings: Mapping[str, Mapping[int, tuple[str, ...]]]  # named string → page → values set on it, in order
    fragments: Mapping[tuple[int, str], tuple[Fragment, ...]]  # (element index, pseudo) → fragments in page order
    anonymous_items: Mapping[int, tuple[Fragment, ...]]  # element index of a flex or grid container → those of its text

    def page_of(self, anchor: str) -> int | None:
        return self.anchors.get(anchor)


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
