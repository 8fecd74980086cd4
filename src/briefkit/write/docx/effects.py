"""What boxes show that has no counterpart in Word: rounded corners, shadows, pictures as backgrounds, transforms.

The nearest look is what is left when it is left out; each property is reported once, with the first element it is on.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.layout.views import Box, BoxKind
from briefkit.write.docx.picture_fit import has_round_corners
from briefkit.write.docx.watermarks import may_have_watermarks, without_watermarks

if TYPE_CHECKING:
    from briefkit.layout import Layout


def left_out(layout: Layout) -> Iterator[Diagnostic]:
    """What the boxes of a page show and Word does not. Watermarks are looked after elsewhere."""
    places: dict[str, dict[str, None]] = {}
    is_plain = not may_have_watermarks(layout)
    for box in layout.all_boxes if is_plain else without_watermarks(layout.boxes).descendants():
        if box.element is None or box.is_anonymous or box.style.visibility == "hidden":
            continue
        if not (box.style.effects or box.style.text_decoration_line or box.kind is BoxKind.TABLE):
            continue
        place = f"{'.'.join((box.element.tag, *box.element.classes))}{f'::{box.pseudo}' if box.pseudo else ''}"
        for name in box.style.effects:
            if name != "border-radius" or _has_corners(box):
                places.setdefault(name, {})[place] = None
        if "overline" in box.style.text_decoration_line and "text_decoration_line" in box.style.declared:
            places.setdefault("text-decoration: overline", {})[place] = None
        if _loses_spacing(box):
            places.setdefault("border-spacing", {})[place] = None
    for name, found in places.items():
        first, *others = found
        more = f" and {len(others)} more" if others else ""
        yield diagnose(
            "B601", f"`{name}` has no counterpart in Word: it is left out on `<{first}>`{more}", place=f"<{first}>"
        )


def _has_corners(box: Box) -> bool:
    """Whether anything is seen of the corners of a box that Word does not round."""
    if box.kind is BoxKind.REPLACED and has_round_corners(box.style):
        return False
    return box.style.is_drawn or "background-image" in box.style.effects or box.kind is BoxKind.REPLACED


def _loses_spacing(box: Box) -> bool:
    """Whether rows and columns of a table with lines are parted by different widths: Word has one for both."""
    if box.kind is not BoxKind.TABLE or box.border_grid is not None:
        return False
    across, down = box.style.border_spacing
    cells = (cell for cell in box.descendants() if cell.kind is BoxKind.TABLE_CELL)
    sides = ((cell.style.border.top, cell.style.border.left, cell.style.border.bottom) for cell in cells)
    return abs(across - down) > 0.5 and any(side.width for three in sides for side in three)
