"""What a box is, apart from how it looks: the roles that styles are named after."""

from __future__ import annotations

from typing import Literal

from briefkit.layout.views import Box, Element
from briefkit.write.docx.flow import Role

WORD_STYLE = "word-style"
"""The custom property by which a stylesheet names a Word style, without its dashes."""

_TELLING = frozenset(
    {"blockquote", "figure", "nav", "aside", "header", "footer", "th", "td", "caption", "pre", "li"}
    | {"thead", "tfoot"}
)
"""Elements that say something about what stands in them even without a class."""


def role_of(box: Box, *, list_kind: Literal["", "bullet", "number"] = "", list_level: int = 0) -> Role:
    """The role of a block, or of an inline box; `list_level` counts from 1 and is 0 outside lists."""
    element = box.element
    if element is None:
        return Role("div")
    return Role(
        tag=element.tag,
        classes=element.classes,
        context=_context(element.parent),
        name=box.element_style.custom.get(WORD_STYLE, ""),
        pseudo=box.pseudo,
        list_kind=list_kind,
        list_level=list_level,
    )


def _context(element: Element | None) -> tuple[str, ...]:
    """The elements from `element` upwards that tell something, nearest first, each as ``tag.class.class``."""
    found: list[str] = []
    while element is not None and element.tag not in {"body", "html"}:
        if element.classes or element.tag in _TELLING:
            found.append(".".join((element.tag, *element.classes)))
        element = element.parent
    return tuple(found)
