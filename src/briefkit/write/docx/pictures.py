"""Replaced boxes → pictures, in the size the layout gave them; vector drawings with a way to pixels of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from briefkit.layout.views import Box, Pages, ReplacedImage
from briefkit.write.docx.flow import Picture
from briefkit.write.docx.looks import points, twips
from briefkit.write.docx.picture_fit import cut, drawn_size, is_ellipse, roundness

Raster: TypeAlias = Callable[[ReplacedImage, float, float], bytes]
"""Makes a PNG of a drawing at a width and a height in points."""

SVG = "image/svg+xml"
_REFERENCE = re.compile(rb"href\s*=\s*[\"'](?!#|data:)")
"""A reference to another file, which is none in a Word file."""


def picture(box: Box, pages: Pages | None, width: float, raster: Raster) -> Picture:
    """The picture of a REPLACED box; without laid-out pages its size is worked out for a line of `width` points."""
    if box.image is None or box.element is None:
        raise ValueError("only a replaced box with an image is a picture")
    fragments = pages.fragments.get((box.element.index, box.pseudo)) if pages else None
    used = (fragments[0].content_width, fragments[0].content_height) if fragments else _used_size(box, width)
    attributes = box.element.attributes
    drawn = drawn_size(box.style, box.image, *used)
    return Picture(
        data=box.image.data,
        media_type=box.image.media_type,
        width=twips(used[0]),
        height=twips(used[1]),
        alt=attributes.get("alt", ""),
        title=attributes.get("title", ""),
        fallback=partial(raster, box.image, *drawn) if box.image.media_type == SVG else None,
        has_references=box.image.media_type == SVG and bool(_REFERENCE.search(box.image.data)),
        cut=cut(box.style, drawn, *used),
        roundness=roundness(box.style, *used),
        is_ellipse=is_ellipse(box.style),
    )


def _used_size(box: Box, available: float) -> tuple[float, float]:
    """Width and height in points by CSS 2.1 §10.3.2 and §10.6.2, kept within `available`."""
    assert box.image is not None
    ratio = box.image.width / box.image.height if box.image.height else 1.0
    style = box.style
    if style.width != "auto":
        width = points(style.width, available)
        height = points(style.height) if style.height != "auto" else width / ratio
    elif style.height != "auto":
        height = points(style.height)
        width = height * ratio
    else:
        width, height = box.image.width, box.image.height
    if width > available > 0:
        width, height = available, height * available / width
    return width, height
