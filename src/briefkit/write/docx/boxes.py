"""Frames that paragraphs cannot draw → tables of one cell.

Word draws a frame around neighbouring paragraphs only where their borders and indents agree (§17.3.1.7): a callout with
a title and a list would fall into pieces. Such a block becomes a box: a cell with its borders, padding and background,
what it holds inside. What one instance of a class needs all instances get, so that they look and behave alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from briefkit.layout.views import Box, BoxKind, Color, ContentLeader, Element, Fragment, Pages
from briefkit.write.docx.around import Around, sides
from briefkit.write.docx.cell_looks import laid_over
from briefkit.write.docx.columns import columns_of
from briefkit.write.docx.flow import Borders, Cell, CellLook, Contents, Gap, Kind, Padding, Row, Table, TableLook
from briefkit.write.docx.looks import FORCED_BREAKS, MAX_BORDER_SPACE, Frame, drawn_border, is_seen, points, twips
from briefkit.write.docx.roles import role_of
from briefkit.write.docx.table_walk import CellContent

_BLOCKS = {BoxKind.BLOCK, BoxKind.FLEX, BoxKind.GRID}
_WHOLE = {"html", "body", "main", "article"}
_MOST_PAGES = 2
"""Blocks that run over more pages are the text itself, not something in it."""


class _Edges(Struct, frozen=True):
    """How a paragraph stands in a frame: its content edges in twips, and how many frames are drawn around it."""

    left: int
    right: int
    frames: tuple[Frame, ...]


class Boxes:
    """Which blocks are boxes. `pages` tells how long they are; `known` are the kinds that are boxes elsewhere."""

    def __init__(self, root: Box, around: Around, pages: Pages | None, known: frozenset[Kind] = frozenset()) -> None:
        self._pages = pages
        self._found: set[Box] = set()
        self._framed: list[Box] = []
        self._look_ahead(root, around)
        self.kinds = known | {kind for box in self._found if (kind := _kind(box))[1]}
        self._found |= {box for box in self._framed if _kind(box) in self.kinds}

    def __contains__(self, box: Box) -> bool:
        return box in self._found

    def _look_ahead(self, root: Box, around: Around) -> None:
        """Find the blocks that must be boxes, and those that may be."""
        stack = [(root, around)]
        while stack:
            box, outside = stack.pop()
            inside = outside if box.is_anonymous else outside.inside(box)
            if len(inside.frames) > len(outside.frames) and self._may_be_box(box):
                self._framed.append(box)
                is_whole = _has_height(box) or _is_roomy(box, outside.width)
                if is_whole or _is_mixed(box, inside) or columns_of(box.style, inside.width):
                    self._found.add(box)
            children = [child for child in box.children if not child.is_inline]
            for pair in filter(_would_merge, pairwise(children)):
                self._found |= set(filter(self._may_be_box, pair))
            stack.extend((child, inside) for child in children)

    def _may_be_box(self, box: Box) -> bool:
        """Whether a block can stand in a cell: nothing in it is of the pages' business, and it is no item of a list."""
        if box.kind not in _BLOCKS or "list-item" in box.style.display or not box.children:
            return False
        if self._is_long(box.element):
            return False
        if box.element is not None and box.element.tag in _WHOLE:
            return False
        return not any(_divides_pages(inner, box) for inner in box.descendants() if inner is not box)

    def _is_long(self, element: Element | None) -> bool:
        if element is None or self._pages is None:
            return False
        return len({fragment.page for fragment in self._pages.fragments.get((element.index, ""), ())}) > _MOST_PAGES


def _has_height(box: Box) -> bool:
    """Whether the stylesheet says how high a block is: a frame of paragraphs is as high as they are."""
    return box.style.height != "auto" or points(box.style.min_height) > 0


def _is_roomy(box: Box, width: float) -> bool:
    """Whether the frame of a block is farther from its text than the borders of a paragraph can be."""
    padding = sides(box.style.padding, width)
    return max(padding.top, padding.right, padding.bottom, padding.left) > MAX_BORDER_SPACE


def _would_merge(neighbours: tuple[Box, Box]) -> bool:
    """Whether Word would draw one frame around two blocks: it does around neighbours that look alike (§17.3.1.7)."""
    first, second = neighbours
    border = first.style.border
    if border != second.style.border or first.is_anonymous or second.is_anonymous:
        return False
    return is_seen(border.top) and is_seen(border.bottom) and first.style.margin.left == second.style.margin.left


def _kind(box: Box) -> Kind:
    return ("", "") if box.element is None else (box.element.tag, next(iter(box.element.classes), ""))


def _is_mixed(box: Box, inside: Around) -> bool:
    """Whether the paragraphs in a framed block differ in what Word needs to be equal, or something else is there."""
    edges = _edges(box, inside)
    first = next(edges, None)
    return first is None or any(other != first for other in edges)


def _edges(box: Box, around: Around) -> Iterator[_Edges | None]:
    """The paragraphs that the content of `box` makes; None for what is no paragraph."""
    if box.kind in {BoxKind.TABLE_WRAPPER, BoxKind.FLEX, BoxKind.GRID}:
        yield None
        return
    is_rule = not box.children and bool(around.frames) and around.frames[-1].border is box.style.border
    if box.kind is BoxKind.REPLACED or is_rule or any(child.is_inline for child in box.children):
        yield _Edges(twips(around.left), twips(around.right), around.frames)
    for child in box.children:
        if not child.is_inline and not child.is_outside_marker:
            yield from _edges(child, around if child.is_anonymous else around.inside(child))


def _divides_pages(inner: Box, box: Box) -> bool:
    """Whether a page ends by force in the block, pages of another kind begin, or a list of contents stands there."""
    style = inner.style
    if style.page != box.style.page or any(isinstance(item, ContentLeader) for item in style.content or ()):
        return True
    return not inner.is_inline and bool({style.break_before, style.break_after} & FORCED_BREAKS)


# The box as a table ---------------------------------------------------------------------------------------------------


def box_table(box: Box, around: Around, content: CellContent) -> Table:
    """The table that stands for a block; its one cell has `content`. It has no gap yet."""
    inside = around.inside(box)
    border, padding = box.style.border, sides(box.style.padding, around.width)
    left = inside.left - padding.left - border.left.width
    right = inside.right - padding.right - border.right.width
    width = inside.width + padding.left + padding.right + border.left.width + border.right.width
    is_rtl = box.style.direction == "rtl"
    start, end = ("right", "left") if is_rtl else ("left", "right")
    before, after = getattr(border, start), getattr(border, end)
    # Word draws a border over the edge of its cell, CSS inside it.
    look = CellLook(
        borders=Borders(
            drawn_border(border.top), drawn_border(before), drawn_border(border.bottom), drawn_border(after)
        ),
        padding=Padding(
            top=twips(padding.top),
            left=twips(getattr(padding, start) + before.width / 2),
            bottom=twips(padding.bottom),
            right=twips(getattr(padding, end) + after.width / 2),
        ),
        shading=laid_over((*(frame.background for frame in around.frames), box.style.background_color)),
    )
    cell = Cell(look, content.blocks, 0, trailing=content.trailing)
    return Table(
        columns=(twips(width - (before.width + after.width) / 2),),
        rows=(
            Row((cell,), can_split=box.style.break_inside not in {"avoid", "avoid-page"}, height=_height(box, around)),
        ),
        look=TableLook(left=twips((right if is_rtl else left) + before.width / 2), is_right_to_left=is_rtl),
        role=role_of(box),
        purpose="box",
    )


def _height(box: Box, around: Around) -> int:
    """The least height of a box in twips, 0 where its content alone makes it as high as it is."""
    stated = max(points(box.style.height), points(box.style.min_height))
    padding = sides(box.style.padding, around.width)
    return twips(stated + padding.top + padding.bottom) if stated else 0


def placed_table(box: Box, fragment: Fragment, content: CellContent) -> Table:
    """The table of one cell that stands for a block beside the flow, which was laid out as `fragment`."""
    look = framed(box, fragment.width, is_rtl=box.style.direction == "rtl")
    cell = Cell(look, content.blocks, 0, trailing=content.trailing)
    return Table(
        columns=(max(1, twips(fragment.width)),),
        rows=(Row((cell,), can_split=False, height=twips(fragment.height) if box.style.height != "auto" else 0),),
        look=TableLook(is_right_to_left=box.style.direction == "rtl"),
        role=role_of(box),
        purpose="box",
    )


def framed(box: Box, width: float, *, is_rtl: bool, behind: Iterable[Color] = ()) -> CellLook:
    """The frame of a block as that of a cell that is as large as the block; percentages are of `width` points.

    `is_rtl` for the cell of a table that runs to the left.
    """
    border, padding = box.style.border, sides(box.style.padding, width)
    start, end = ("right", "left") if is_rtl else ("left", "right")
    before, after = getattr(border, start), getattr(border, end)
    return CellLook(
        borders=Borders(
            drawn_border(border.top), drawn_border(before), drawn_border(border.bottom), drawn_border(after)
        ),
        padding=Padding(
            top=twips(padding.top),
            left=twips(getattr(padding, start) + before.width),
            bottom=twips(padding.bottom),
            right=twips(getattr(padding, end) + after.width),
        ),
        shading=laid_over((*behind, box.style.background_color)),
    )


def opens(box: Box, around: Around) -> bool:
    """Whether the margin of the first thing in a box is the box's own: nothing stands between (CSS 2.1 §8.3.1)."""
    return not box.style.border.top.width and not sides(box.style.padding, around.width).top


def closes(box: Box, around: Around) -> bool:
    """The same of the margin of the last thing in it."""
    return not box.style.border.bottom.width and not sides(box.style.padding, around.width).bottom


def margins_out(
    content: CellContent, *, above: bool, below: bool
) -> tuple[tuple[Gap, ...], CellContent, tuple[Gap, ...]]:
    """The content of a box without the margins that are the box's own, and these: those above and those below."""
    outside: tuple[Gap, ...] = ()
    opening, *others = content.blocks
    if above and not isinstance(opening, Contents):
        outside, opening = opening.gap, replace(opening, gap=())
    trailing = () if below else content.trailing
    return outside, CellContent((opening, *others), trailing), content.trailing if below else ()
