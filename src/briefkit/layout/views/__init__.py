"""What leaves the layout: boxes, computed styles, page styles and laid-out pages as frozen values of our own.

Nothing here is a WeasyPrint object. Lengths are in points unless a field says otherwise; percentages that layout
alone can resolve stay `Percentage`. Names are those of CSS, with underscores.
"""

from briefkit.layout.views.boxes import BorderGrid, Box, BoxKind, CounterStyle, Element, ReplacedImage
from briefkit.layout.views.content import (
    ContentCounter,
    ContentItem,
    ContentLeader,
    ContentNamedString,
    ContentOther,
    ContentRunningElement,
    ContentTargetCounter,
    ContentTargetText,
    ContentText,
    ContentUrl,
)
from briefkit.layout.views.pages import (
    Area,
    FixedText,
    Fragment,
    Gradient,
    LaidOutPage,
    MarginBox,
    PageMetadata,
    Pages,
    PageStyle,
    Painted,
    PaintedPicture,
)
from briefkit.layout.views.styles import FontFace, Style, UsedFace
from briefkit.layout.views.values import TRANSPARENT, WHITE, BorderSide, Color, Length, Percentage, Sides

__all__ = [
    "TRANSPARENT",
    "WHITE",
    "Area",
    "BorderGrid",
    "BorderSide",
    "Box",
    "BoxKind",
    "Color",
    "ContentCounter",
    "ContentItem",
    "ContentLeader",
    "ContentNamedString",
    "ContentOther",
    "ContentRunningElement",
    "ContentTargetCounter",
    "ContentTargetText",
    "ContentText",
    "ContentUrl",
    "CounterStyle",
    "Element",
    "FixedText",
    "FontFace",
    "Fragment",
    "Gradient",
    "LaidOutPage",
    "Length",
    "MarginBox",
    "PageMetadata",
    "PageStyle",
    "Pages",
    "Painted",
    "PaintedPicture",
    "Percentage",
    "ReplacedImage",
    "Sides",
    "Style",
    "UsedFace",
]
