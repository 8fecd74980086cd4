"""The room that inline boxes take beside their text: margins, borders and padding, and widths that style sheets state.

Word has none around runs. A no-break space as wide as it stands in for it, shaded where the box is; after an inline
block of a stated width, a tab leads to where the box ends.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from briefkit.layout.views import Box, BoxKind, Pages
from briefkit.write.docx.around import sides
from briefkit.write.docx.flow import Role, Run, RunLook
from briefkit.write.docx.looks import twips
from briefkit.write.docx.placed import first_fragment

SPACE = "\N{NO-BREAK SPACE}"

_LEAST = 0.5
"""Less room than this is left out, in ems: it is hardly seen, and a space would be."""

_SPACE_WIDTH = 0.27
"""How wide a space is, about, in ems."""


class Room(Struct, frozen=True):
    """What is beside the text of an inline box on one side, in points: its margin, and its border and padding."""

    outside: float
    inside: float


def may_have_room(box: Box) -> bool:
    """Whether an inline box may have room beside its text, or a stated width: most have neither."""
    return box.kind is BoxKind.INLINE_BLOCK or (box.style.takes_room and not box.is_anonymous)


def room_beside(box: Box, width: float) -> tuple[Room, Room]:
    """The room before and after the text of an inline box, percentages being of `width` points."""
    if box.is_anonymous:
        return Room(0, 0), Room(0, 0)
    margin, border, padding = sides(box.style.margin, width), box.style.border, sides(box.style.padding, width)
    left = Room(margin.left, border.left.width + padding.left)
    right = Room(margin.right, border.right.width + padding.right)
    return (right, left) if box.style.direction == "rtl" else (left, right)


def space(width: float, look: RunLook, role: Role | None) -> Run | None:
    """A space of a width in points, in the look of what it stands beside; None where it would not be seen."""
    em = look.size / 2
    if width < _LEAST * em:
        return None
    wide = replace(look, spacing=twips(width - _SPACE_WIDTH * em), underline="none", is_struck=False)
    return Run(SPACE, wide, role, is_room=True)


def stated_end(box: Box, block: Box, pages: Pages | None) -> float | None:
    """How far from the content edge of its block an inline block of a stated width ends; None for all others."""
    if box.kind is not BoxKind.INLINE_BLOCK or box.style.width == "auto" or block.style.direction == "rtl":
        return None
    own, outer = first_fragment(box, pages), first_fragment(block, pages)
    if own is None or outer is None or block.style.text_align not in {"start", "left", "justify"}:
        return None
    margin, padding = sides(box.style.margin, outer.width), sides(block.style.padding, outer.width)
    start = outer.x + block.style.border.left.width + padding.left
    return own.x + own.width + margin.right - start
