"""Layout: a composed page in, boxes, computed styles and laid-out pages out.

The only importer of WeasyPrint. That is imported when the first page is laid out, as it takes a third of a second; the
values that leave here (`briefkit.layout.views`, `briefkit.layout.tags`) do not need it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefkit.compose.page import Page
from briefkit.resources import Resources

if TYPE_CHECKING:
    from briefkit.layout.engine import Layout


def lay_out(page: Page, resources: Resources, *, beside: Layout | None = None) -> Layout:
    """The layout of `page`; what it refers to is read through `resources`.

    `beside` is the layout of another page of the same stylesheets: what they share is not read twice.

    `DocumentError` where WeasyPrint cannot lay it out, `UnavailableError` where a font is missing.
    """
    from briefkit.layout.engine import Layout

    return Layout(page, resources, beside=beside)


def __getattr__(name: str) -> object:
    """`Layout`, loaded when it is first used: its module is what loads WeasyPrint."""
    if name == "Layout":
        from briefkit.layout.engine import Layout

        return Layout
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = ["Layout", "lay_out"]
