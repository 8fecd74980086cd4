"""Paragraph looks → w:pPr (ECMA-376 Part 1 §17.3.1): the properties in the schema's order, as differences of two looks.

A property that two looks agree on is not written; one that a look lacks and the other has is written with the value
that takes it back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from briefkit.write.docx.flow import Border, ParagraphLook, TabStop
from briefkit.write.docx.markup import Node, node, on_off, shading

ParagraphProperty: TypeAlias = Callable[[ParagraphLook, ParagraphLook], Node | None]
"""One property of CT_PPr: the element by which a look differs from its base, None where it does not."""


def _flag(name: str, field: str) -> ParagraphProperty:
    def write(look: ParagraphLook, base: ParagraphLook) -> Node | None:
        value: bool = getattr(look, field)
        return None if value == getattr(base, field) else on_off(name, value)

    return write


def _borders(look: ParagraphLook, base: ParagraphLook) -> Node | None:
    sides = tuple(
        _side(side, getattr(look.borders, side))
        for side in ("top", "left", "bottom", "right")
        if getattr(look.borders, side) != getattr(base.borders, side)
    )
    return node("pBdr", *sides) if sides else None


def _side(side: str, border: Border | None) -> Node:
    if border is None:
        return node(side, val="nil")
    return node(side, val=border.style, sz=border.size, space=border.space, color=border.color)


def _paragraph_shading(look: ParagraphLook, base: ParagraphLook) -> Node | None:
    return None if look.shading == base.shading else shading(look.shading)


def _tabs(look: ParagraphLook, base: ParagraphLook) -> Node | None:
    """Tab stops add up along the styles: those that the base has and the look has not are cleared (§17.3.1.37)."""
    kept = {stop.position for stop in look.tabs}
    stops = [(stop.position, _tab(stop)) for stop in look.tabs if stop not in base.tabs]
    stops += [
        (stop.position, node("tab", val="clear", pos=stop.position)) for stop in base.tabs if stop.position not in kept
    ]
    return node("tabs", *(stop for _, stop in sorted(stops, key=lambda pair: pair[0]))) if stops else None


def _tab(stop: TabStop) -> Node:
    if stop.leader == "none":
        return node("tab", val=stop.alignment, pos=stop.position)
    return node("tab", val=stop.alignment, leader=stop.leader, pos=stop.position)


def _spacing(look: ParagraphLook, base: ParagraphLook) -> Node | None:
    attributes: dict[str, str | int] = {
        name: getattr(look, name) for name in ("before", "after") if getattr(look, name) != getattr(base, name)
    }
    if (look.line, look.line_rule) != (base.line, base.line_rule):
        attributes |= {"line": look.line, "lineRule": look.line_rule}
    return node("spacing", **attributes) if attributes else None


def _indents(look: ParagraphLook, base: ParagraphLook) -> Node | None:
    attributes: dict[str, str | int] = {
        name: getattr(look, name) for name in ("left", "right") if getattr(look, name) != getattr(base, name)
    }
    if look.first_line != base.first_line:
        attributes |= {"hanging": -look.first_line} if look.first_line < 0 else {"firstLine": look.first_line}
    return node("ind", **attributes) if attributes else None


def _alignment(look: ParagraphLook, base: ParagraphLook) -> Node | None:
    return None if look.alignment == base.alignment else node("jc", val=look.alignment)


def _outline(look: ParagraphLook, base: ParagraphLook) -> Node | None:
    """w:outlineLvl (§17.3.1.20), in which 9 is body text."""
    if look.outline_level == base.outline_level:
        return None
    return node("outlineLvl", val=9 if look.outline_level is None else look.outline_level)


PARAGRAPH_PROPERTIES: tuple[ParagraphProperty, ...] = (
    _flag("keepNext", "keeps_next"),
    _flag("keepLines", "keeps_lines"),
    _flag("pageBreakBefore", "breaks_page_before"),
    _flag("widowControl", "controls_widows"),
    _borders,
    _paragraph_shading,
    _tabs,
    _flag("suppressAutoHyphens", "suppresses_hyphens"),
    _flag("bidi", "is_right_to_left"),
    _spacing,
    _indents,
    _alignment,
    _outline,
)
"""The properties that looks have, in the order of CT_PPrBase (§17.3.1.26)."""

PARAGRAPH_ORDER = (
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "widowControl",
    "numPr",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "bidi",
    "spacing",
    "ind",
    "jc",
    "outlineLvl",
    "rPr",
    "sectPr",
)
"""All children of CT_PPr that are written here, in order."""

_RANK = {name: rank for rank, name in enumerate(PARAGRAPH_ORDER)}


def paragraph_difference(look: ParagraphLook, base: ParagraphLook) -> tuple[Node, ...]:
    """The properties by which `look` differs from `base`."""
    if look == base:
        return ()
    return tuple(found for write in PARAGRAPH_PROPERTIES if (found := write(look, base)) is not None)


def in_order(properties: Iterable[Node]) -> list[Node]:
    """Children of a w:pPr as the schema wants them."""
    return sorted(properties, key=lambda prop: _RANK[prop.name])


def weight(properties: Iterable[Node]) -> int:
    """How much a difference says: its values, counted."""
    return sum(max(1, len(prop.attributes)) + weight(prop.children) for prop in properties)


def numbered(list_id: int, level: int) -> Node:
    """w:numPr (§17.3.1.19): the list instance and its level, from 0."""
    return node("numPr", node("ilvl", val=level), node("numId", val=list_id))
