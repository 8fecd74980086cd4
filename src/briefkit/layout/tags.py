"""The structure tree of a tagged PDF as values of our own (ISO 32000-1 §14.7), between layout and the PDF writer.

Layout reads a tree with one tag an element (however many lines and pages the element's boxes were split over) and
without any roles. The PDF writer gives roles and rearranges. Layout then writes what it gets; marks that are in the
tree no more become artifacts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct, field

from briefkit.layout.views import Element, Style


class Mark(Struct, frozen=True, eq=False):
    """A marked-content sequence: `number` is its MCID on page `page` (from 0), `text` the words it draws."""

    page: int
    number: int
    text: str


class Annotation(Struct, eq=False):
    """A link's rectangle on page `page`; `contents` is what it is called by those who cannot see it."""

    page: int
    contents: str = ""


class Place(Struct, frozen=True):
    """The rectangle of a picture on page `page`: PDF points from the page's bottom left corner."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


class Tag(Struct, eq=False):
    """A structure element, or what may become one.

    `element` is None for the root and for what passes add. A `role` is a structure type (``P``); without one the tag
    itself is not written, its kids stand in its place. `alternative` is what an image says of itself: None where it
    says nothing, empty where it is decoration. `attributes` are by owner and name (``{"List": {"ListNumbering":
    "Decimal"}}``): strings are written as PDF names.
    """

    element: Element | None = None
    pseudo: str = ""
    style: Style | None = None
    kids: list[Kid] = field(default_factory=list)
    role: str = ""
    alternative: str | None = None
    place: Place | None = None
    language: str = ""
    id: str = ""
    column_span: int = 1
    row_span: int = 1
    attributes: dict[str, dict[str, str | int | tuple[float, ...]]] = field(default_factory=dict)

    @property
    def html_tag(self) -> str:
        """The name of the element it stands for; empty for pseudo-elements and added tags."""
        return self.element.tag if self.element is not None and not self.pseudo else ""

    @property
    def tags(self) -> list[Tag]:
        """The kids that are tags."""
        return [kid for kid in self.kids if isinstance(kid, Tag)]

    def descendants(self) -> Iterator[Tag]:
        """This tag and all tags in it, in order."""
        stack = [self]
        while stack:
            tag = stack.pop()
            yield tag
            stack.extend(reversed(tag.tags))

    @property
    def text(self) -> str:
        """The words of all marks in it."""
        words: list[str] = []
        stack: list[Kid] = [self]
        while stack:
            kid = stack.pop()
            if isinstance(kid, Mark):
                words.append(kid.text)
            elif isinstance(kid, Tag):
                stack.extend(reversed(kid.kids))
        return "".join(words)


Kid: TypeAlias = Tag | Mark | Annotation
