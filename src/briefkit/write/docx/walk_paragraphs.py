"""Paragraphs in the walk: the lines of a block, with what waits for them, and blocks without any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefkit.layout.views import Box, BoxKind, Element, Style
from briefkit.write.docx import line_heights
from briefkit.write.docx.around import Around
from briefkit.write.docx.first_letters import with_first_letter
from briefkit.write.docx.flow import Anchor, GapKind, Leader, ListReference, Paragraph, ParagraphLook, Role, TabStop
from briefkit.write.docx.inline import InlineContent, link_of
from briefkit.write.docx.lists import text_style
from briefkit.write.docx.looks import paragraph_look, points, run_look, twips
from briefkit.write.docx.pending import Pending
from briefkit.write.docx.pieces import Link
from briefkit.write.docx.roles import role_of
from briefkit.write.docx.watermarks import without_watermarks

if TYPE_CHECKING:
    from briefkit.write.docx.walk import Walker

_LEADERS: dict[str, Leader] = {".": "dot", "": "none", "_": "underscore", "-": "hyphen", "·": "middleDot"}


def walk_paragraph(walker: Walker, box: Box, around: Around) -> None:
    """Make a paragraph of the lines of `box`, or none where they show nothing."""
    look = run_look(box.style, walker.fonts)
    holder = box if box.kind is not BoxKind.REPLACED else replace(box, kind=BoxKind.LINE, children=(box,))
    if walker.may_have_watermarks:
        holder = without_watermarks(holder)
    found = walker.inlines.read(
        holder, look, anchors=tuple(walker.pending.anchors), link=_link(box), width=around.width
    )
    if found.is_blank and not around.shows_marker and walker.pending.number is None:
        walker.pending.anchors = [inline for inline in found.content if isinstance(inline, Anchor)]
        return
    walker.pending.anchors.clear()
    if box.first_letter is not None:
        look = run_look(box.first_letter, walker.fonts)
        found.content = tuple(with_first_letter(found.content, look))
    emit(walker, box, around, found)


def emit(walker: Walker, box: Box, around: Around, found: InlineContent) -> None:
    """Place the paragraph that `box` makes of what was found in it, with what waits for it."""
    run = run_look(box.style, walker.fonts)
    reference, role = _list_reference(walker, box, around)
    has_marker = reference is not None and reference.has_marker
    hanging = around.item.list.space if has_marker and around.item is not None else 0.0
    look = _look(
        walker,
        box.style,
        around,
        hanging=hanging,
        outgrows_line=found.has_picture,
        keeps_line=line_heights.are_kept(box),
    )
    if box.kind is BoxKind.REPLACED and box.style.margin.left == "auto":
        look = replace(look, alignment="center" if box.style.margin.right == "auto" else "right")
    if found.leaders:
        start = around.right if look.is_right_to_left else around.left
        stop = TabStop(twips(start + around.width), "right", _leader(found.leaders[0]))
        look = replace(look, tabs=(stop,))
    elif found.stops:
        ends = sorted({twips(around.left + end) for end in found.stops})
        look = replace(look, tabs=tuple(map(TabStop, ends)))
    paragraph = Paragraph(
        look, run, role, found.content, tuple(walker.pending.gap), reference, tuple(walker.pending.strings)
    )
    walker.place(paragraph, box, walker.pending.break_before)
    walker.pending = Pending(anchors=walker.pending.anchors)


def _look(
    walker: Walker, style: Style, around: Around, *, hanging: float, outgrows_line: bool, keeps_line: bool
) -> ParagraphLook:
    """The look of a paragraph that stands there, with the outline level that waits: the same for the same."""
    level = walker.pending.outline_level
    edges = (around.left, around.right, around.width, around.own_top, around.own_bottom, hanging)
    key = (style, edges, around.frames, outgrows_line, keeps_line, level)
    if key not in walker.looks:
        look = paragraph_look(
            style,
            left=around.left,
            right=around.right,
            width=around.width,
            frames=around.frames,
            hanging=hanging,
            outgrows_line=outgrows_line,
            keeps_line=keeps_line,
        )
        before, after = twips(around.own_top), twips(around.own_bottom)
        walker.looks[key] = replace(look, before=before, after=after, outline_level=level)
    return walker.looks[key]


def walk_empty(walker: Walker, box: Box, inside: Around) -> None:
    """A block without content: a rule or a coloured band where it shows, a space where it has a height."""
    height = points(box.style.height) or points(box.style.min_height)
    shows = len(inside.frames) > 0 and inside.frames[-1].border is box.style.border
    if not shows:
        walker.gap(GapKind.SPACE, height)
        return
    emit(walker, box, inside, InlineContent())
    last = walker.stretches.last
    if not isinstance(last, Paragraph):
        raise TypeError("the paragraph of an empty block is the last")
    thin = replace(last.look, line=max(20, twips(height)), line_rule="exact", controls_widows=False)
    walker.stretches.replace_last(replace(last, look=thin))


def _list_reference(walker: Walker, box: Box, around: Around) -> tuple[ListReference | None, Role]:
    """Which list the paragraph is of, if any; its role tells the same."""
    item = around.item
    if item is None or item.kind == "":
        if walker.pending.number is not None:
            start = around.right if box.style.direction == "rtl" else around.left
            indent = points(box.style.text_indent, around.width)
            walker.headings.place(walker.pending.number.level, start, indent)
        return walker.pending.number, role_of(box)
    if item.marker is not None:
        marker_look = run_look(text_style(item.marker), walker.fonts)
        start = around.right if box.style.direction == "rtl" else around.left
        reference = walker.lists.reference(item, marker_look, start)
        item.marker = None
    elif item.list.reference is not None:
        reference = replace(item.list.reference, has_marker=False)
    else:
        return None, role_of(box)
    return reference, role_of(box, list_kind=item.kind, list_level=item.list.depth + 1)


def _link(box: Box) -> Link | None:
    """The link around a whole block: its own, or that of an element around it."""
    if box.element is None:
        return None
    element: Element | None = box.element
    while element is not None:
        if link := link_of(element):
            return link
        element = element.parent
    return None


def _leader(pattern: str) -> Leader:
    return _LEADERS.get(pattern.strip(), "dot")
