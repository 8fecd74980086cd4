"""An SVG drawing as pixels, for formats whose readers may know no SVG: drawn as the PDF draws it, then rasterised.

WeasyPrint draws the picture on a page of its size, in the fonts of the layout; PDFium makes pixels of that page. The
same picture gives the same bytes.
"""

from __future__ import annotations

import io
import math
import threading
from typing import Any

import weasyprint

PIXELS_A_POINT = 4.0
"""288 pixels an inch: three for each pixel of CSS, which is fine enough for print."""

MOST_PIXELS = 16_000_000
"""How many pixels a picture may have; a larger one gets fewer for each point."""

_URL = "briefkit-drawing:"
_CLEAR = (255, 255, 255, 0)
_pdfium = threading.Lock()  # PDFium may not be called by two threads at once


def raster(drawing: Any, width: float, height: float, *, fonts: Any, options: dict[str, Any]) -> bytes:
    """A PNG of WeasyPrint's SVG image `drawing` at `width` by `height` points, clear where nothing is drawn."""
    page = (
        f"<style>@page {{ size: {width:.6f}pt {height:.6f}pt; margin: 0 }} html, body {{ margin: 0; line-height: 0 }}"
        f" img {{ display: block; width: {width:.6f}pt; height: {height:.6f}pt }}</style><img src='{_URL}' alt=''>"
    )
    known = options | {"cache": {_URL: drawing}}
    document = weasyprint.HTML(string=page).render(font_config=fonts, **known)
    return _pixels(document.copy(document.pages[:1]).write_pdf(), _scale(width, height))


def _scale(width: float, height: float) -> float:
    """Pixels a point for a picture of this size in points."""
    return min(PIXELS_A_POINT, math.sqrt(MOST_PIXELS / max(1.0, width * height)))


def _pixels(pdf: bytes, scale: float) -> bytes:
    import pypdfium2  # its library is large, and few pages have drawings to rasterise

    with _pdfium:
        document = pypdfium2.PdfDocument(pdf)
        try:
            image = document[0].render(scale=scale, fill_color=_CLEAR, rev_byteorder=True).to_pil()
            png = io.BytesIO()
            image.save(png, "PNG", optimize=True)
        finally:
            document.close()
    return png.getvalue()
