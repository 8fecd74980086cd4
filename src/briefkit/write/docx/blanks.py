"""Inline blocks that are empty but drawn (boxes to tick, lines to write on) → pictures of their frames in the line."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from briefkit.layout.views import Box, BoxKind, Color, Fragment
from briefkit.write.docx.flow import Picture
from briefkit.write.docx.looks import twips

_PIXELS_A_POINT = 4
_MOST = 4000
"""Pixels of a picture's side."""


def is_blank(box: Box) -> bool:
    """Whether an inline block shows a frame and nothing in it."""
    if box.kind is not BoxKind.INLINE_BLOCK or not box.style.is_drawn:
        return False
    return not any(inside.text.strip() or inside.kind is BoxKind.REPLACED for inside in box.descendants())


def blank(box: Box, fragment: Fragment) -> Picture:
    """The frame of a box that was laid out as `fragment`. It is decoration: it has no words to stand for."""
    size = fragment.width, fragment.height
    width, height = (max(1, min(_MOST, round(side * _PIXELS_A_POINT))) for side in size)
    image = Image.new("RGBA", (width, height), _rgba(box.style.background_color))
    draw = ImageDraw.Draw(image)
    border = box.style.border
    for line, place in (
        (border.top, lambda depth: (0, 0, width, depth)),
        (border.bottom, lambda depth: (0, height - depth, width, height)),
        (border.left, lambda depth: (0, 0, depth, height)),
        (border.right, lambda depth: (width - depth, 0, width, height)),
    ):
        if line.width and not line.color.is_transparent:
            left, top, right, bottom = place(max(1, round(line.width * _PIXELS_A_POINT)))
            draw.rectangle((left, top, right - 1, bottom - 1), fill=_rgba(line.color))
    data = io.BytesIO()
    image.save(data, "PNG")
    return Picture(data.getvalue(), "image/png", twips(size[0]), twips(size[1]), "")


def _rgba(color: Color) -> tuple[int, int, int, int]:
    red, green, blue = bytes.fromhex(color.hex)
    return red, green, blue, round(color.alpha * 255)
