"""``object-fit``, ``object-position`` (CSS Images 3 §5.5) and ``border-radius`` of pictures → how DrawingML cuts them.

What a box cuts off a picture is cut off its sides there (a:srcRect, ECMA-376 Part 1 §20.1.8.55); where the picture is
smaller than its box, less than nothing is cut, which is how Word itself writes a picture fitted into a frame.
"""

from __future__ import annotations

from briefkit.layout.views import Length, Percentage, ReplacedImage, Style
from briefkit.write.docx.flow import NO_PADDING, Padding
from briefkit.write.docx.looks import points

_WHOLE = 100_000
_MOST_ROUND = 50_000
"""The roundest corner of a rectangle: half of its shorter side."""

_NEAR = 0.01


def drawn_size(style: Style, image: ReplacedImage, width: float, height: float) -> tuple[float, float]:
    """How large a picture is drawn in a box of this size, in points."""
    fit = style.object_fit
    if fit == "fill" or not (image.width and image.height and width and height):
        return width, height
    across, down = width / image.width, height / image.height
    scales = {
        "contain": min(across, down),
        "cover": max(across, down),
        "none": 1.0,
        "scale-down": min(across, down, 1.0),
    }
    return image.width * scales[fit], image.height * scales[fit]


def cut(style: Style, drawn: tuple[float, float], width: float, height: float) -> Padding:
    """What a box of this size cuts off a picture `drawn` so large, in 100,000ths of the picture."""
    (left, right), (top, bottom) = (
        _cut(size, room, *position)
        for size, room, position in zip(drawn, (width, height), style.object_position, strict=True)
    )
    return Padding(top=top, left=left, bottom=bottom, right=right) if any((left, right, top, bottom)) else NO_PADDING


def _cut(size: float, room: float, origin: str, position: Length) -> tuple[int, int]:
    """What is cut off the beginning and the end of `size` points in `room`."""
    left_over = room - size
    if abs(left_over) < _NEAR:
        return 0, 0
    before = points(position, left_over)
    if origin in {"right", "bottom"}:
        before = left_over - before
    return round(-before / size * _WHOLE), round((before - left_over) / size * _WHOLE)


def roundness(style: Style, width: float, height: float) -> int:
    """How round the corners of a picture are, in 100,000ths of its shorter side; 0 where they are not, or differ."""
    if not has_round_corners(style):
        return 0
    radius = points(style.corners[0][0], min(width, height))
    return min(_MOST_ROUND, round(radius / min(width, height) * _WHOLE)) if width and height else 0


def is_ellipse(style: Style) -> bool:
    """Whether the corners of a picture meet in the middle of each side."""
    return all(isinstance(radius, Percentage) and radius.value >= 50 for corner in style.corners for radius in corner)


def has_round_corners(style: Style) -> bool:
    """Whether Word can round the corners of a picture in this style: all of them alike, as circles or as an ellipse."""
    first = style.corners[0]
    is_even = len(set(style.corners)) == 1 and first[0] == first[1] and bool(points(first[0], 1))
    return is_even and (not isinstance(first[0], Percentage) or is_ellipse(style))
