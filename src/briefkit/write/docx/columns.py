"""Multi-column blocks (CSS Multi-column Layout 1) → sections with columns, which begin where they stand on the page.

Inside of a cell or a frame no section can begin: there the blocks of each column stand in a cell of a layout table, as
they were laid out.
"""

from __future__ import annotations

from msgspec.structs import replace

from briefkit.layout.views import TRANSPARENT, Box, Pages, Sides, Style
from briefkit.write.docx.arrangement import Rectangle
from briefkit.write.docx.flow import Columns
from briefkit.write.docx.looks import points_of, twips

_MOST = 45
"""How many columns Word has at the most (§17.6.4)."""

_INDENT = 0.2
"""How far into its column a block may begin, in columns, and be taken for the nearest."""


def columns_of(style: Style, width: float) -> Columns | None:
    """The columns of a block that is `width` points wide inside; None where it has one (CSS Multi-column §3.4)."""
    if style.column_count is None and style.column_width is None:
        return None
    gap = style.font_size if style.column_gap is None else style.column_gap
    count = style.column_count
    if style.column_width is not None:
        fitting = max(1, int((width + gap) / max(1.0, style.column_width + gap)))
        count = fitting if count is None else min(count, fitting)
    if count is None or not 1 < count <= _MOST:
        return None
    return Columns(count, twips(gap), has_rule=style.has_column_rule)


def column_width(columns: Columns, width: float) -> float:
    """How wide each of the columns is, in points, where all of them take `width`."""
    return max(1.0, (width - points_of(columns.space) * (columns.count - 1)) / columns.count)


def by_columns(box: Box, columns: Columns, content: Rectangle, pages: Pages) -> tuple[tuple[Box, Rectangle], ...]:
    """The columns of a block whose content edges are `content`: each with its blocks alone, and where it stands.

    Nothing where a block is parted by the end of a column, or where it is not known in which it stands.
    """
    width = column_width(columns, content.right - content.left)
    step = width + points_of(columns.space)
    groups: list[list[Box]] = [[] for _ in range(columns.count)]
    last = 0
    for child in box.children:
        found = pages.fragments.get((child.element.index, child.pseudo), ()) if child.element else ()
        if child.is_anonymous or len(found) != 1:
            return ()
        number = round((found[0].x - content.left) / step - _INDENT)
        if not last <= number < columns.count:
            return ()
        last = number
        groups[number].append(child)
    holders = (replace(box, children=tuple(group), style=_plain(box.style), is_anonymous=True) for group in groups)
    lefts = (content.left + number * step for number in range(columns.count))
    return tuple(
        (holder, Rectangle(left, content.top, left + width, content.bottom))
        for holder, left in zip(holders, lefts, strict=True)
        if holder.children
    )


def _plain(style: Style) -> Style:
    """A style that draws no frame, takes no room of its own and has one column."""
    none = replace(style.border.top, width=0.0)
    return replace(
        style,
        margin=Sides(0.0, 0.0, 0.0, 0.0),
        padding=Sides(0.0, 0.0, 0.0, 0.0),
        border=Sides(none, none, none, none),
        background_color=TRANSPARENT,
        column_count=None,
        column_width=None,
    )
