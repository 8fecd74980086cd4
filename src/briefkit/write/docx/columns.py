"""Multi-column blocks (CSS Multi-column Layout 1) → sections with columns, which begin where they stand on the page."""

from __future__ import annotations

from briefkit.layout.views import Style
from briefkit.write.docx.flow import Columns
from briefkit.write.docx.looks import points_of, twips

_MOST = 45
"""How many columns Word has at the most (§17.6.4)."""


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
