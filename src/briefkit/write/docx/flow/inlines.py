"""What stands in the lines of a paragraph."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from briefkit.write.docx.flow.looks import Role, RunLook

if TYPE_CHECKING:
    from briefkit.write.docx.flow.blocks import Block


class Run(Struct, frozen=True):
    """Text of one look. `role` names its character style; None for text that is just the paragraph's.

    `is_room` for a space that stands for a margin or padding: its width is none of its style's business.
    """

    text: str
    look: RunLook
    role: Role | None = None
    is_room: bool = False


class Tab(Struct, frozen=True):
    """A step to the next tab stop (w:tab)."""

    look: RunLook


class LineBreak(Struct, frozen=True):
    """A line end inside a paragraph (w:br §17.3.3.1), or the end of a column."""

    look: RunLook
    ends_column: bool = False


class FieldKind(StrEnum):
    """Simple fields by their WordprocessingML names (§17.16.5)."""

    PAGE = "PAGE"
    NUMPAGES = "NUMPAGES"
    SECTIONPAGES = "SECTIONPAGES"
    PAGEREF = "PAGEREF"
    REF = "REF"
    SEQ = "SEQ"
    STYLEREF = "STYLEREF"


class Field(Struct, frozen=True):
    """A field with the result that viewers show until it is updated.

    `target` is an anchor for PAGEREF, an anchor or a label for REF, the name of a named string for STYLEREF (which
    style that is, is known only once styles have names), that of a sequence for SEQ, empty otherwise. `switches` are
    further field switches (``\\* roman``, ``\\l``). `counter_style` is the CSS counter style of a number, and `count`
    what a SEQ field has come to.
    """

    kind: FieldKind
    look: RunLook
    cached: str
    target: str = ""
    switches: str = ""
    role: Role | None = None
    counter_style: str = "decimal"
    count: int = 0


class Anchor(Struct, frozen=True):
    """A place that links and fields point at: becomes a bookmark around the paragraph it opens."""

    id: str


class LabelStart(Struct, frozen=True):
    """Where a label begins that references show: becomes a bookmark up to the `LabelEnd` of the same id."""

    id: str


class LabelEnd(Struct, frozen=True):
    """Where a label ends, after its number."""

    id: str


class Hyperlink(Struct, frozen=True):
    """A link: `target` is a URL, or ``#id``."""

    target: str
    content: tuple[Inline, ...]
    title: str = ""


class Padding(Struct, frozen=True):
    """The distance of text on the four sides, in twips: in a cell from its grid lines, left being where rows begin."""

    top: int = 0
    left: int = 0
    bottom: int = 0
    right: int = 0


NO_PADDING = Padding()


Side: TypeAlias = Literal["left", "right"]


class Placement(Struct, frozen=True):
    """Where a thing stands that is out of the flow, in twips.

    `left` counts from where the text around it begins; one that is a side is flush with it. `top` counts from the
    page's edge if it `is_on_page`, else from the paragraph that follows. `distances` are what text keeps off; it runs
    around what `wraps` and under or over all else.
    """

    left: int | Side
    top: int
    is_on_page: bool = False
    distances: Padding = NO_PADDING
    wraps: bool = True


@dataclasses.dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, in the line unless it has a `placement`. `width` and `height` in twips; empty `alt` marks it
    decorative.

    `fallback` gives a PNG of the same, where the picture is of a type that not every Word draws; it stands alone for
    one that `has_references` to other files. `cut` is cut off its sides, in 100,000ths of it: less than nothing where
    its frame is larger. `roundness` is that of its corners, in 100,000ths of the shorter side; `is_ellipse` where they
    meet.
    """

    data: bytes = dataclasses.field(repr=False)
    media_type: str
    width: int
    height: int
    alt: str
    title: str = ""
    fallback: Callable[[], bytes] | None = dataclasses.field(default=None, repr=False, compare=False)
    placement: Placement | None = None
    has_references: bool = False
    cut: Padding = NO_PADDING
    roundness: int = 0
    is_ellipse: bool = False


NoteKind: TypeAlias = Literal["footnote", "endnote"]
"""Where a note stands: at the foot of its page, or behind the text."""


class Note(Struct, frozen=True):
    """A note where it is called (w:footnoteReference §17.11.14). `look` is that of its number, `cached`."""

    blocks: tuple[Block, ...]
    look: RunLook
    cached: str
    role: Role | None = None
    kind: NoteKind = "footnote"


Middle: TypeAlias = Literal["page", "margin"]
"""What a thing stands in the middle of: the page, or what its margins leave."""


class Watermark(Struct, frozen=True):
    """Words behind the text of a page, for the eye alone; they stand in the header that shows them.

    `width` and `height` are what its letters cover; `left` and `top` where they begin on the page before they are
    turned by `rotation` degrees, clockwise around their middle. `opacity` is of 0–1.
    """

    text: str
    look: RunLook
    width: int
    height: int
    left: int | Middle
    top: int | Middle
    rotation: float = 0.0
    opacity: float = 1.0


class SolidFill(Struct, frozen=True):
    """A plain colour, ``RRGGBB``; `opacity` is of 0–1."""

    color: str
    opacity: float = 1.0


class GradientFill(Struct, frozen=True):
    """A linear gradient: `angle` in degrees clockwise from upwards; stops are place (0–1), colour and opacity."""

    angle: float
    stops: tuple[tuple[float, str, float], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class PictureFill:
    """A picture as large as what it fills once `cut` is cut off its sides, in 100,000ths of them.

    `fallback` and `has_references` are as for a `Picture`.
    """

    data: bytes = dataclasses.field(repr=False)
    media_type: str
    cut: Padding = NO_PADDING
    fallback: Callable[[], bytes] | None = dataclasses.field(default=None, repr=False, compare=False)
    has_references: bool = False


Fill: TypeAlias = SolidFill | GradientFill | PictureFill


class Backdrop(Struct, frozen=True):
    """A rectangle behind all else on a page, for the eye alone; it stands in the header that shows it.

    `left` and `top` count from the page's corner.
    """

    left: int
    top: int
    width: int
    height: int
    fill: Fill


Inline: TypeAlias = (
    Run | Tab | LineBreak | Field | Anchor | LabelStart | LabelEnd | Hyperlink | Picture | Note | Watermark | Backdrop
)


def inlines_in(content: Iterable[Inline]) -> Iterator[Inline]:
    """The inlines of a line in order; in place of a link what is in it."""
    for inline in content:
        if isinstance(inline, Hyperlink):
            yield from inlines_in(inline.content)
        else:
            yield inline


def text_of(inline: Inline) -> str:
    """The words of an inline as a reader sees them."""
    match inline:
        case Run(text=text):
            return text
        case Tab():
            return "\t"
        case LineBreak(ends_column=True):
            return ""
        case LineBreak():
            return "\n"
        case Field(cached=cached) | Note(cached=cached):
            return cached
        case Hyperlink(content=content):
            return "".join(map(text_of, content))
        case Anchor() | LabelStart() | LabelEnd() | Picture() | Watermark() | Backdrop():
            return ""
