"""Notes gathered at the end of a page and the links that call them → Word's own endnotes (ECMA-376 Part 1 §17.11.2).

CSS has no endnotes; HTML has roles for them (DPUB-ARIA 1.1 ``doc-endnotes``, ``doc-endnote``, ``doc-backlink``;
EPUB's ``epub:type``). Word writes its endnotes after all text and numbers them in the order of their
calls. So a list becomes endnotes where each note is called once, in this order, by the number it has, and where nothing
stands behind it. What else calls itself endnotes stays a list with links.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from briefkit.layout.views import Box, BoxKind, Element
from briefkit.write.docx.looks import all_written
from briefkit.write.docx.number_formats import WrittenNumbers

_SECTION = frozenset({"doc-endnotes", "endnotes", "rearnotes", "footnotes"})
_NOTE = frozenset({"doc-endnote", "doc-footnote", "endnote", "rearnote", "footnote"})
_BACKLINK = frozenset({"doc-backlink", "backlink"})
"""Values of ``role`` and ``epub:type``."""

_STYLES = ("decimal", "lower-roman", "upper-roman", "lower-alpha", "upper-alpha")
"""Counter styles of the numbers that are looked for."""


class Endnote(Struct, frozen=True):
    """A note: the box of its body with neither number nor backlink, and the boxes around it, the outermost first.

    `number` is what its call shows; `marker` is what stood beside it, None where the number stood in its text.
    """

    body: Box
    around: tuple[Box, ...]
    number: str
    marker: Box | None


class Endnotes(Struct, frozen=True):
    """The endnotes of a page by the elements of their calls, none where it has none.

    `hidden` are the elements that Word writes elsewhere: the bodies and the rule before them. `format` is how they are
    numbered (ST_NumberFormat); `has_rule` when a line stands before them. `is_list` when there are notes that stay one.
    """

    calls: Mapping[int, Endnote] = {}
    hidden: frozenset[int] = frozenset()
    format: str = "decimal"
    has_rule: bool = False
    is_list: bool = False


class _Body(Struct, frozen=True):
    """A note as it stands at the end of the page."""

    box: Box
    around: tuple[Box, ...]

    @property
    def element(self) -> Element:
        assert self.box.element is not None
        return self.box.element


def endnotes(root: Box, numbers: WrittenNumbers) -> Endnotes:
    """The endnotes of a page; `numbers` knows how counter styles write them."""
    sections = [path for path in _blocks(root, ()) if _is(path[-1].element, _SECTION)]
    bodies = [body for path in sections for body in _bodies(path)]
    if not bodies:
        return Endnotes()
    left = Endnotes(is_list=True)
    section = sections[0][-1]
    calls = _calls(root, {body.element.id for body in bodies}, section)
    if len(sections) > 1 or calls is None or [_target(call) for call in calls] != [body.element.id for body in bodies]:
        return left
    format_ = _format([all_written(call).strip() for call in calls], numbers)
    rules = [box for box in section.children if box.element is not None and box.element.tag == "hr"]
    is_hidden = frozenset({body.box for body in bodies} | set(rules))
    if format_ is None or _is_followed(root, bodies[0].box, is_hidden):
        return left
    notes: dict[int, Endnote] = {}
    for call, body in zip(calls, bodies, strict=True):
        note = _note(call, body)
        if note is None or call.element is None:
            return left
        notes[call.element.index] = note
    hidden = frozenset(box.element.index for box in is_hidden if box.element is not None)
    framed = (section, *bodies[0].around[len(sections[0]) :])
    has_rule = bool(rules) or any(box.style.border.top.width > 0 for box in framed)
    return Endnotes(notes, hidden, format_, has_rule)


def _blocks(box: Box, around: tuple[Box, ...]) -> Iterator[tuple[Box, ...]]:
    """The blocks in the flow of `box`, each with all around it."""
    path = (*around, box)
    if box.kind is not BoxKind.BLOCK or box.style.float_side != "none" or box.style.position not in _IN_FLOW:
        return
    if not box.is_anonymous and not box.pseudo:
        yield path
    for child in box.children:
        yield from _blocks(child, path)


_IN_FLOW = {"static", "relative"}


def _is(element: Element | None, types: frozenset[str]) -> bool:
    """Whether an element says that it is something of `types`."""
    if element is None or not element.attributes:
        return False
    said = f"{element.attributes.get('role', '')} {element.attributes.get('epub:type', '')}"
    return not types.isdisjoint(said.split())


def _bodies(section: tuple[Box, ...]) -> list[_Body]:
    """The notes in a section: what says that it is one, else the items of its outermost list."""
    inside = [path for path in _blocks(section[-1], section[:-1]) if path[-1] is not section[-1]]
    named = [path for path in inside if _is(path[-1].element, _NOTE)]
    items = [path for path in inside if path[-1].element is not None and path[-1].element.tag == "li"]
    outermost = [path for path in items if not any(_is_item(box) for box in path[len(section) : -1])]
    return [_Body(path[-1], path[:-1]) for path in named or outermost]


def _is_item(box: Box) -> bool:
    return box.element is not None and box.element.tag == "li"


def _target(link: Box) -> str:
    return link.element.attributes.get("href", "").removeprefix("#") if link.element is not None else ""


def _calls(root: Box, ids: set[str], section: Box) -> list[Box] | None:
    """The links to notes, in order; None where one is no call, or stands where Word has no notes."""
    inside = set(section.descendants())
    found: dict[int, Box] = {}
    stack = [root]
    while stack:
        box = stack.pop()
        if box.footnote is not None and any(_is_link(inner, ids) for inner in box.footnote.descendants()):
            return None
        if _is_link(box, ids) and box.element is not None and not box.pseudo:
            if box in inside or box.style.position.startswith("running(") or box.element.index in found:
                return None
            found[box.element.index] = box
            continue
        stack.extend(reversed(box.children))
    return list(found.values())


def _is_link(box: Box, ids: set[str]) -> bool:
    return box.element is not None and not box.is_anonymous and box.element.tag == "a" and _target(box) in ids


def _format(shown: list[str], numbers: WrittenNumbers) -> str | None:
    """The number format in which calls count from 1 on; None where they do not."""
    counted = list(range(1, len(shown) + 1))
    for style in _STYLES:
        if [numbers.number(_bare(one), style) for one in shown] == counted:
            return numbers.format(style)
    return None


def _bare(shown: str) -> str:
    """The number in what a call shows, without the brackets around it."""
    return re.sub(r"^[\[(]|[\])]$", "", shown.strip()).strip()


def _is_followed(root: Box, first: Box, hidden: frozenset[Box]) -> bool:
    """Whether something is to be seen behind the first note that is no note itself."""
    has_begun = False
    stack = [root]
    while stack:
        box = stack.pop()
        has_begun = has_begun or box is first
        if box in hidden or box.style.position == "fixed" or box.style.position.startswith("running("):
            continue
        if has_begun and (box.kind is BoxKind.REPLACED or box.text.strip()):
            return True
        stack.extend(reversed(box.children))
    return False


def _note(call: Box, body: _Body) -> Endnote | None:
    """A note without its number; None where it shows another than its call."""
    number = _bare(all_written(call))
    marker = next((box for box in body.box.children if box.is_outside_marker), None)
    ids = {element.id for element in _identified(call.element) if element.id}
    plain = _without(body.box, lambda box: _is_backlink(box, ids))
    if marker is not None:
        is_numbered = re.fullmatch(rf"\W*{re.escape(number)}\W*", all_written(marker))
        return Endnote(plain, body.around, number, marker) if is_numbered else None
    return Endnote(_without_number(plain, number), body.around, number, None)


def _identified(element: Element | None) -> tuple[Element, ...]:
    """What a backlink may lead to: the call, and the element around it."""
    if element is None:
        return ()
    return (element, element.parent) if element.parent is not None else (element,)


def _is_backlink(box: Box, ids: set[str]) -> bool:
    if box.element is None or box.is_anonymous or box.element.tag != "a":
        return False
    return _is(box.element, _BACKLINK) or _target(box) in ids


def _without(box: Box, is_dropped: Callable[[Box], bool]) -> Box:
    """`box` without some of what is in it; boxes that lose nothing stay the same, as the layout knows them."""
    children = tuple(_without(child, is_dropped) for child in box.children if not is_dropped(child))
    is_same = len(children) == len(box.children) and all(map(_is_same, children, box.children))
    return box if is_same else replace(box, children=children)


def _is_same(one: Box, other: Box) -> bool:
    return one is other


def _without_number(body: Box, number: str) -> Box:
    """A note without the number that it begins with, brackets and full stop."""
    first = next((box for box in body.descendants() if box.kind is BoxKind.TEXT and box.text.strip()), None)
    shown = first and re.match(rf"\s*[\[(]?{re.escape(number)}[\])]?[.:]?(?:\s+|$)", first.text)
    if first is None or not shown:
        return body
    rest = replace(first, text=first.text[shown.end() :], source_text=first.source_text[shown.end() :])
    return _with(body, first, rest)


def _with(box: Box, old: Box, new: Box) -> Box:
    if box is old:
        return new
    children = tuple(_with(child, old, new) for child in box.children)
    return box if all(map(_is_same, children, box.children)) else replace(box, children=children)
