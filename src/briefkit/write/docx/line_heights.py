"""Lines that text in them would make higher in Word, and does not in CSS (CSS 2.1 §10.8).

A line of Word's is as high as its highest text (w:lineRule ``atLeast``, ECMA-376 Part 1 §17.3.1.33). In CSS a large
letter or a raised number takes the room of its own ``line-height`` alone, which style sheets make small for that.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.layout.views import Box, BoxKind, Style

_ASCENT = 0.8
"""How much of a font's height is above the baseline, about: fonts differ by a tenth."""

_UNSEEN = 0.5


def are_kept(box: Box) -> bool:
    """Whether some text in the lines of a block is higher than they are, and none makes them higher."""
    line = box.style.line_height
    if line is None:
        return False
    above, below = _extent(box.style, line)
    is_kept = False
    for style in _others(box):
        if style.line_height is None:
            return False
        inner_above, inner_below = _extent(style, style.line_height)
        if inner_above > above + _UNSEEN or inner_below > below + _UNSEEN:
            return False
        is_kept = is_kept or style.natural_line_height > line + _UNSEEN
    return is_kept


def _extent(style: Style, line: float) -> tuple[float, float]:
    """How far text reaches above and below the baseline, as lines count it: half of what is left over on each side."""
    natural = style.natural_line_height
    half = (line - natural) / 2
    return natural * _ASCENT + half, natural * (1 - _ASCENT) + half


def _others(box: Box) -> Iterator[Style]:
    """The styles of text in the lines of a block that have another font size or line height."""
    own = box.style.font_size, box.style.line_height
    if box.first_letter is not None:
        yield box.first_letter
    for inside in box.descendants():
        if inside.kind is BoxKind.TEXT and (inside.style.font_size, inside.style.line_height) != own:
            yield inside.style
