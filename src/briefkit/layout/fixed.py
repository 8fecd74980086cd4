"""The text of fixed boxes where it is drawn on a page: transformed, and each piece of one style by itself.

WeasyPrint repeats a fixed box on every page (CSS 2.1 §9.6.1) and has worked out the matrix of each transformed box by
the time that its pages are read.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.matrix import Matrix
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from briefkit.layout.boxes import pseudo_of
from briefkit.layout.styles import StyleReader
from briefkit.layout.values import points
from briefkit.layout.views import Element, FixedText


def read_fixed(page: Any, styles: StyleReader, elements: Mapping[Any, Element]) -> Iterator[FixedText]:
    """What the fixed boxes of a laid-out page box say, in tree order; margin boxes and footnotes have none."""
    stack: list[tuple[Any, tuple[int, str] | None, Any, float]] = [(page, None, Matrix(), 1.0)]
    while stack:
        box, owner, matrix, opacity = stack.pop()
        if owner is None and box.style["position"] == "fixed" and box.element in elements:
            owner = elements[box.element].index, pseudo_of(box)
        if isinstance(box, boxes.TextBox):
            if owner is not None and box.text.strip() and matrix.determinant:
                yield _piece(box, owner, matrix, opacity, styles)
            continue
        if box.transformation_matrix:
            matrix = box.transformation_matrix @ matrix
        opacity *= box.style["opacity"]
        stack.extend((child, owner, matrix, opacity) for child in reversed(getattr(box, "children", ())))


def _piece(box: Any, owner: tuple[int, str], matrix: Any, opacity: float, styles: StyleReader) -> FixedText:
    left, top, width, height = _ink(box)
    x, y = matrix.transform_point(left + width / 2, top + height / 2)
    a, b, *_ = matrix.values
    scale = math.hypot(a, b)
    return FixedText(
        owner=owner,
        text=box.text,
        style=styles.read(box.style),
        x=points(x),
        y=points(y),
        width=points(width * scale),
        height=points(height * abs(matrix.determinant) / scale),
        rotation=round(math.degrees(math.atan2(b, a)) % 360, 3) % 360,
        opacity=opacity,
    )


def _ink(box: Any) -> tuple[float, float, float, float]:
    """Left, top, width and height of what the letters of a text box cover, in CSS pixels."""
    box.pango_layout.reactivate(box.style)
    line, _ = box.pango_layout.get_first_line()
    ink = ffi.new("PangoRectangle *")
    pango.pango_layout_line_get_extents(line, ink, ffi.NULL)
    x, y, width, height = (FROM_UNITS * value for value in (ink.x, ink.y, ink.width, ink.height))
    box.pango_layout.deactivate()
    return box.position_x + x, box.position_y + box.baseline + y, width, height
