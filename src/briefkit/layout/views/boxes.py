"""The box tree before pagination (CSS 2.1 §9.2), the elements it is made of, and counter styles."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from functools import cached_property

from msgspec import Struct

from briefkit.layout.views.styles import Style
from briefkit.layout.views.values import BorderSide


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
