"""Pages: what is said of the page as a whole, how its pages are to be, and how they were laid out."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from briefkit.layout.views.boxes import ReplacedImage
from briefkit.layout.views.styles import Style
from briefkit.layout.views.values import Color, Sides


class PageMetadata(Struct, frozen=True):
    """What the page's head says of it. Empty means: not said. Dates are W3C dates as they stand in the page."""

    title: str = ""
    authors: tuple[str, ...] = ()
    description: str = ""
    keywords: tuple[str, ...] = ()
    language: str = ""
    created: str = ""
    modified: str = ""


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
