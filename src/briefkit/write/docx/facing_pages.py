"""The margins of facing pages: ``@page :left`` and ``:right`` → mirrored margins (ECMA-376 Part 1 §17.15.1.57).

Word mirrors the margins of all sections or of none: then what it calls left and right are inside and outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum, auto

from msgspec import Struct

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.layout.views import PageStyle, Sides

_NEAR = 0.1
"""Margins that differ by less are the same, in points."""


class Facing(Enum):
    """How the margins of even pages are those of odd ones."""

    EVEN = auto()  # left and right are alike, on all pages
    SAME = auto()
    MIRRORED = auto()
    OTHER = auto()


class FacingPages(Struct, frozen=True):
    """The facing pages of a section. `has_both` where it has pages of both sides, or that is not known."""

    name: str
    odd: PageStyle
    even: PageStyle
    has_both: bool

    @property
    def facing(self) -> Facing:
        odd, even = text_margins(self.odd), text_margins(self.even)
        if _is_near(odd.left, even.left) and _is_near(odd.right, even.right):
            return Facing.EVEN if _is_near(odd.left, odd.right) else Facing.SAME
        is_mirrored = _is_near(odd.left, even.right) and _is_near(odd.right, even.left)
        return Facing.MIRRORED if is_mirrored else Facing.OTHER


def mirrors(sections: Iterable[FacingPages]) -> bool:
    """Whether the margins of a document are mirrored: some are, and none that would change is not."""
    facings = [(section.facing, section.has_both) for section in sections]
    return any(facing is Facing.MIRRORED for facing, _ in facings) and (Facing.SAME, True) not in facings


def not_mirrored(sections: Sequence[FacingPages]) -> Iterable[Diagnostic]:
    """What facing pages have that Word has not, told once for each page name."""
    is_mirrored = mirrors(sections)
    for section in {section.name: section for section in reversed(sections) if section.has_both}.values():
        if section.facing is Facing.OTHER:
            message = "left and right pages have other margins, but Word only mirrors them: all have those of odd pages"
            yield diagnose("B601", message, place=_place(section))
        elif section.facing is Facing.MIRRORED and not is_mirrored:
            message = "margins are mirrored in some sections, in Word in all or none: all have those of odd pages"
            yield diagnose("B601", message, place=_place(section))


def text_margins(page: PageStyle) -> Sides[float]:
    """What parts the text of a page from its edges: margins and padding, in points."""
    margin, padding = page.margin, page.padding
    return Sides(
        margin.top + padding.top,
        margin.right + padding.right,
        margin.bottom + padding.bottom,
        margin.left + padding.left,
    )


def _place(section: FacingPages) -> str:
    return f"@page {section.name}".rstrip()


def _is_near(length: float, other: float) -> bool:
    return abs(length - other) < _NEAR
