"""Where a block stands: what the boxes around it pass down to it, and what it passes down in turn."""

from __future__ import annotations

from typing import cast

from msgspec import Struct

from briefkit.layout.views import Box, BoxKind, Length, Sides
from briefkit.write.docx.lists import OpenItem, OpenList
from briefkit.write.docx.looks import Frame, points


class Around(Struct, frozen=True):
    """What the boxes around a block pass down: content edges in points from the text margins, frames, lists.

    In a cell of a table the edges are those of the cell's content.
    """

    left: float
    right: float
    width: float
    frames: tuple[Frame, ...] = ()
    list: OpenList | None = None
    item: OpenItem | None = None
    page: str = ""  # the named page
    own_top: float = 0.0  # margins that the first and the last anonymous line of an element take as their own
    own_bottom: float = 0.0

    @property
    def shows_marker(self) -> bool:
        """Whether a marker of a list item waits for a paragraph."""
        return self.item is not None and self.item.marker is not None

    def inside(self, box: Box) -> Around:
        """Where the content of `box` stands, and the frame it draws around it."""
        style = box.style
        margin, padding, border = sides(style.margin, self.width), sides(style.padding, self.width), style.border
        left = margin.left + border.left.width + padding.left
        right = margin.right + border.right.width + padding.right
        if style.width != "auto" and box.kind is not BoxKind.REPLACED:
            slack = self.width - left - right - points(style.width, self.width)
            shares = {True: slack / 2, False: slack}
            if style.margin.left == "auto":
                left += shares[style.margin.right == "auto"]
            if style.margin.right == "auto" or style.margin.left != "auto":
                right += shares[style.margin.left == "auto"]
        left, right, width = self.left + left, self.right + right, max(self.width - left - right, 1)
        frames = self.frames
        if style.is_drawn and (box.element is None or box.element.tag not in {"html", "body"}):
            frames = (*frames, Frame(border, padding, style.background_color, left, right))
        return Around(left, right, width, frames, self.list, self.item, self.page, margin.top, margin.bottom)


def sides(lengths: Sides[Length], width: float) -> Sides[float]:
    """The four lengths in points; percentages are of the width around, on all sides (CSS 2.1 §8.3, §8.4)."""
    top, right, bottom, left = lengths.top, lengths.right, lengths.bottom, lengths.left
    if isinstance(top, float) and isinstance(right, float) and isinstance(bottom, float) and isinstance(left, float):
        return cast("Sides[float]", lengths)
    return Sides(points(top, width), points(right, width), points(bottom, width), points(left, width))
