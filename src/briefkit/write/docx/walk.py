"""Block boxes → paragraphs, in stretches of one page type: the front of the compiler.

The walk goes down the box tree before pagination once. What CSS puts on a box and Word on a paragraph (breaks, anchors,
named strings, outline levels, frames, markers) waits until the next paragraph that shows something takes it. Vertical
space is collected as gap tokens, to be resolved later; horizontal space adds up to the content edges.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec.structs import replace

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.layout.views import Box, BoxKind, ContentTargetCounter, Pages
from briefkit.write.docx.around import Around, sides
from briefkit.write.docx.boxes import Boxes
from briefkit.write.docx.captions import Captions
from briefkit.write.docx.endnotes import endnotes
from briefkit.write.docx.flow import (
    ONE_COLUMN,
    Block,
    Endnoting,
    Gap,
    GapKind,
    Kind,
    LineBreak,
    List,
    Paragraph,
    ParagraphLook,
    Table,
)
from briefkit.write.docx.headings import Counters, Headings
from briefkit.write.docx.inline import InlineContent, InlineReader
from briefkit.write.docx.lists import Lists, OpenItem, OpenList
from briefkit.write.docx.looks import (
    AVOIDED_BREAKS,
    FORCED_BREAKS,
    Fonts,
    Side,
    points,
    twips,
)
from briefkit.write.docx.note_bodies import with_notes
from briefkit.write.docx.number_formats import WrittenNumbers
from briefkit.write.docx.page_turns import turns
from briefkit.write.docx.pending import Pending
from briefkit.write.docx.placed import first_fragment
from briefkit.write.docx.stretches import Stretch, Stretches
from briefkit.write.docx.table_walk import (
    CellContent,
    Labels,
)
from briefkit.write.docx.walk_apart import walk_apart, walk_endnote, walk_note
from briefkit.write.docx.walk_layouts import CONTAINERS, walk_container, walk_inside
from briefkit.write.docx.walk_paragraphs import emit, walk_empty, walk_paragraph
from briefkit.write.docx.walk_placed import close, close_cell, leave_page, pictures_beside, take_out, text_edge
from briefkit.write.docx.walk_tables import walk_box, walk_table
from briefkit.write.docx.watermarks import is_watermark, may_have_watermarks

if TYPE_CHECKING:
    from briefkit.layout import Layout


class Walked:
    """What the walk found, gaps unresolved; `apart` walks what stands elsewhere than in the text."""

    def __init__(self, walker: Walker) -> None:
        self._walker = walker
        self.stretches: tuple[Stretch, ...] = walker.stretches.finished()
        self.outline: List | None = walker.headings.list
        self.boxes: frozenset[Kind] = walker.boxes.kinds
        self.endnotes = Endnoting(walker.endnotes.format, walker.endnotes.has_rule)

    @property
    def lists(self) -> tuple[List, ...]:
        return self._walker.lists.finished()

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return tuple(self._walker.diagnostics.values())

    def apart(self, box: Box, width: float) -> tuple[Block, ...]:
        """The blocks of a running element (CSS GCPM 3 §1.2) that is `width` points wide, gaps resolved."""
        return walk_apart(self._walker, box, width)


def walk(layout: Layout, fonts: Fonts, pages: Pages | None, *, boxes: frozenset[Kind] = frozenset()) -> Walked:
    """The blocks of a page. `pages` answers page numbers and used sizes; None leaves it unpaginated.

    `boxes` are the kinds of blocks that are boxes in any case.
    """
    page = layout.boxes.style.page
    around = Around(0, 0, text_width(layout, page), page=page)
    walker = Walker(layout, fonts, pages, Boxes(layout.boxes, around, pages, boxes))
    walker.block(layout.boxes, around)
    close(walker, layout.boxes, around)
    for name in sorted(walker.lists.uncounted):
        walker.report(f"Word does not count as the counter style `{name}` does: markers of its lists are text")
    if walker.headings.has_others:
        walker.report("numbers before headings that do not follow one another are text: Word counts each level by one")
    if walker.endnotes.is_list:
        walker.report("notes at the end stay a list: Word has endnotes behind all text, called once each and in order")
    return Walked(walker)


def text_width(layout: Layout, page: str) -> float:
    style = layout.page_style(page)
    return style.width - style.margin.left - style.margin.right - style.padding.left - style.padding.right


class Walker:
    """A walk in progress: what was found so far, and what waits for the next paragraph."""

    def __init__(self, layout: Layout, fonts: Fonts, pages: Pages | None, boxes: Boxes) -> None:
        self.layout = layout
        self.fonts = fonts
        self.pages = pages
        self.boxes = boxes
        self.text_widths: dict[str, float] = {}
        self.labels = Labels(layout.all_boxes)
        counters = Counters(layout.counter_style, layout.counter_text)
        self.headings = Headings(layout.boxes, counters, fonts, layout.text_width)
        numbers = WrittenNumbers(layout.counter_style, layout.counter_text)
        self.inlines = InlineReader(
            fonts,
            pages,
            targets=_link_targets(layout.all_boxes),
            captions=Captions(layout.all_boxes, numbers),
            counted=self.headings.generated,
            raster=layout.raster,
            read_note=partial(walk_note, self),
            read_endnote=partial(walk_endnote, self),
            is_placed=partial(take_out, self),
        )
        self.endnotes = endnotes(layout.boxes, numbers)
        self.lists = Lists(layout.counter_style, layout.counter_text)
        self.stretches = Stretches(turns=turns(pages))
        self.pending = Pending()
        self.notes_inside: list[Box] | None = None  # the footnote that is being read, and those called in it
        self.diagnostics: dict[str, Diagnostic] = {}
        self.looks: dict[Hashable, ParagraphLook] = {}  # those made so far: many paragraphs share one
        self.may_have_watermarks = may_have_watermarks(layout)

    # The tree ---------------------------------------------------------------------------------------------------

    def block(self, box: Box, around: Around) -> None:
        """Walk one block-level box."""
        if box.is_outside_marker or box.style.position.startswith("running("):
            return
        if box.element is not None and not box.is_anonymous and box.element.index in self.endnotes.hidden:
            return
        if box.pseudo:
            with self.set_aside():
                self.any_block(box, around)
            return
        self.any_block(box, around)

    @contextmanager
    def set_aside(self) -> Iterator[None]:
        """Walk what the stylesheet makes: what waits for the text of its element waits on."""
        waiting = self.pending
        self.pending = replace(waiting, anchors=[], strings=[], outline_level=None, number=None)
        yield
        self.pending.anchors[:0] = waiting.anchors
        self.pending.strings[:0] = waiting.strings
        self.pending.outline_level, self.pending.number = waiting.outline_level, waiting.number

    def any_block(self, box: Box, around: Around) -> None:
        """Walk a block-level box, a running element too."""
        around = self._on_its_page(box, around)
        if take_out(self, box):
            return
        leave_page(self, box, around)
        self._report_unsupported(box)
        if box.kind is BoxKind.TABLE_WRAPPER:
            walk_table(self, box, around)
            return
        if box.is_anonymous:
            self.contents(box, around)
            return
        noted = self.pending.outline_level, self.pending.number, tuple(self.pending.strings)
        self.note_element(box)
        if box.style.break_before in FORCED_BREAKS:
            self.break_page(box.style.break_before)
        elif box.style.break_before == "column" and self.stretches.columns != ONE_COLUMN:
            self.pending.break_before = "column"
        margin = sides(box.style.margin, around.width)
        inside = around.inside(box)
        self.gap(GapKind.MARGIN, margin.top)
        if box in self.boxes:
            walk_box(self, box, around)
            self.gap(GapKind.MARGIN, margin.bottom)
            if box.style.break_after in FORCED_BREAKS:
                self.break_page(box.style.break_after)
            return
        self._edge(box, inside, around, "top")
        first, outside = len(self.stretches), len(self.pending.gap)
        if self._is_empty(box):
            walk_empty(self, box, inside)
        else:
            walk_inside(self, box, inside)
        if first == len(self.stretches):  # what it says is of its own text, and it has none
            self.pending.outline_level, self.pending.number = noted[0], noted[1]
            self.pending.strings = list(noted[2])
        self._keep(box, first)
        if len(inside.frames) > len(around.frames):
            frame = inside.frames[-1]
            after = max(0, twips(margin.bottom))
            if self.stretches.close_frame(frame, first, outside=outside, inside=self.pending.gap, after=after):
                self.pending.gap.clear()
        self._edge(box, inside, around, "bottom")
        self.gap(GapKind.MARGIN, margin.bottom)
        if box.style.break_after in FORCED_BREAKS:
            self.break_page(box.style.break_after)

    def _on_its_page(self, box: Box, around: Around) -> Around:
        """What is around a box on pages of its own: the width of their text area."""
        page = box.style.page
        if page == around.page or not self.stretches.is_paged:
            return around
        return replace(around, page=page, width=max(1.0, self.page_width(page) - around.left - around.right))

    def page_width(self, page: str) -> float:
        if page not in self.text_widths:
            self.text_widths[page] = text_width(self.layout, page)
        return self.text_widths[page]

    def contents(self, box: Box, around: Around) -> None:
        """Walk what stands in a box: lines make a paragraph, blocks are walked in turn."""
        if self.may_have_watermarks and any(map(is_watermark, box.children)):
            box = replace(box, children=tuple(child for child in box.children if not is_watermark(child)))
        if self._has_items(box) and (around.list is None or not box.is_anonymous):
            self.show_marker(box, around)
            around = replace(around, list=self._open_list(box, around))
        if "list-item" in box.style.display and around.list is not None and not box.is_anonymous:
            around = replace(around, item=OpenItem(_marker(box), around.list, self.lists.kind(box.element_style)))
        if box.kind is BoxKind.REPLACED or (box.children and all(child.is_inline for child in box.children)):
            walk_paragraph(self, box, around)
            return
        if box.kind in CONTAINERS and walk_container(self, box, around):
            return
        is_figure = box.element is not None and box.element.tag == "figure" and not box.is_anonymous
        flow = [child for child in box.children if not child.is_outside_marker]
        for child in flow:
            top = around.own_top if child is flow[0] else 0.0
            bottom = around.own_bottom if child is flow[-1] else 0.0
            is_whole = (top, bottom) == (around.own_top, around.own_bottom)
            inside = around if is_whole else replace(around, own_top=top, own_bottom=bottom)
            first = len(self.stretches)
            if child.is_inline:
                walk_paragraph(self, replace(box, children=(child,), is_anonymous=True), inside)
            else:
                self.block(child, inside)
            if is_figure and child is not flow[-1]:
                self.stretches.keep_with_next(first)
        if "list-item" in box.style.display and not box.is_anonymous:
            self.show_marker(box, around)

    # Cells ------------------------------------------------------------------------------------------------------

    def element_cell(self, cell: Box, width: float, outer: OpenList | None = None) -> CellContent:
        """What stands in an element that is a cell, with what the element itself says."""
        self.note_element(cell)
        return self.cell(cell, width, outer)

    def cell(self, box: Box, width: float, outer: OpenList | None = None) -> CellContent:
        """What stands in a cell that is `width` points wide inside: at least an empty paragraph.

        `outer` is the list that the cell itself is an item of.
        """
        outside, beside = self.stretches, (self.pending.placed, self.pending.pictures)
        self.stretches = Stretches(is_paged=False, left=text_edge(box, self.pages), width=width)
        self.pending.placed, self.pending.pictures = [], []
        walk_inside(self, box, Around(0, 0, width, list=outer))
        if not len(self.stretches):
            emit(self, box, Around(0, 0, width), InlineContent())
        if self.pending.pictures:
            close_cell(self, box)
        content = CellContent(self.stretches.blocks, tuple(self.pending.gap))
        self.stretches, self.pending.gap = outside, []
        self.pending.placed, self.pending.pictures = beside
        return content

    def place(self, block: Paragraph | Table, box: Box, break_before: str) -> None:
        """Put the block that `box` became at the end, and before it what stands beside it."""
        if break_before == "column":
            break_before = ""
            if isinstance(block, Paragraph) and self.stretches.last_columns == self.stretches.columns:
                block = replace(block, content=(LineBreak(block.run_look, ends_column=True), *block.content))
        fragment = first_fragment(box, self.pages)
        self.stretches.top = fragment.y if fragment else 0.0
        if isinstance(block, Paragraph) and self.pending.pictures:
            block = replace(block, content=(*pictures_beside(self), *block.content))
        self.stretches.place(block, box.style.page, break_before, number=fragment.page if fragment else None)
        self.stretches.put_before_last(self.pending.placed)
        self.pending.placed = []

    def take_gap(self) -> tuple[tuple[Gap, ...], str]:
        """The gap and the break that wait, for a table to have them: what is in it begins anew."""
        taken = tuple(self.pending.gap), self.pending.break_before
        self.pending = replace(self.pending, gap=[], break_before="")
        return taken

    def show_marker(self, box: Box, around: Around) -> None:
        """An empty paragraph for a marker that no text took: Word numbers paragraphs, and has one marker on each."""
        if around.shows_marker and around.item is not None and around.item.kind:
            emit(self, box, around, InlineContent())

    @staticmethod
    def _has_items(box: Box) -> bool:
        return any("list-item" in child.style.display and not child.is_anonymous for child in box.children)

    @staticmethod
    def _is_empty(box: Box) -> bool:
        return not box.children and box.kind is not BoxKind.REPLACED

    def _open_list(self, box: Box, around: Around) -> OpenList:
        outer = around.list
        markers = [child for item in box.children for child in item.children if child.is_outside_marker]
        space = max(map(self.layout.text_width, markers), default=0.0)
        return OpenList(0 if outer is None else outer.depth + 1, space, outer)

    # Geometry ---------------------------------------------------------------------------------------------------

    def _edge(self, box: Box, inside: Around, around: Around, side: Side) -> None:
        """The border and padding at the top or the bottom: a barrier to collapsing margins.

        Where the paragraphs draw the edge themselves, as a border or a tint, it takes no space of its own.
        """
        space = points(getattr(box.style.padding, side), around.width) + getattr(box.style.border, side).width
        if not space:
            return
        is_drawn = len(inside.frames) > len(around.frames) and inside.frames[-1].draws(side)
        self.pending.gap.append(Gap(GapKind.SPACE, 0 if is_drawn else twips(space)))

    def gap(self, kind: GapKind, size: float) -> None:
        if size:
            self.pending.gap.append(Gap(kind, twips(size)))

    def break_page(self, kind: str) -> None:
        if not self.stretches.is_paged:
            return
        self.pending.break_before = kind
        self.pending.gap.append(Gap(GapKind.BREAK))

    # Paragraphs -------------------------------------------------------------------------------------------------

    def note_element(self, box: Box) -> None:
        """Keep what the element says for the next paragraph in it that shows something."""
        if box.element is None or box.pseudo:
            return
        self.pending.anchors += self.inlines.anchor(box.element.id)
        style = box.element_style
        if style.bookmark_level is not None:
            self.pending.outline_level = min(style.bookmark_level, 9) - 1
            self.pending.number = self.headings.reference(box.element.index)
        self.pending.strings += [name for name, _ in style.string_set]

    def _keep(self, box: Box, first: int) -> None:
        """Keep the paragraphs of `box`, from `first` on, together or with what follows, as it asks."""
        if box.style.break_inside in AVOIDED_BREAKS:
            self.stretches.keep_together(first)
        if box.style.break_after in AVOIDED_BREAKS:
            self.stretches.keep_with_next(first)

    # What is not carried over -----------------------------------------------------------------------------------

    def _report_unsupported(self, box: Box) -> None:
        style = box.style
        if style.position == "fixed":
            self.report("what `position: fixed` puts on every page is on one in Word, in the text", box, "position")

    def report(self, message: str, box: Box | None = None, *properties: str) -> None:
        """Say what is not carried over, once, and where it was met first: the rule that has one of `properties`."""
        if message in self.diagnostics:
            return
        element = box.element if box is not None else None
        place = f"<{'.'.join((element.tag, *element.classes))}>" if element else ""
        origin = self.layout.origin(element, *properties) if element is not None and properties else None
        if origin is None:
            self.diagnostics[message] = diagnose("B601", message, place=place)
            return
        of_rule = f"{message} (`{origin.selector}`, of `{place}`)" if origin.selector else message
        self.diagnostics[message] = diagnose("B601", of_rule, span=origin.span, place=origin.place)


def _marker(item: Box) -> Box | None:
    """The marker of a list item, which stands beside its text or inside its first line."""
    for child in item.children:
        if child.is_outside_marker:
            return child
        inside = (box for box in child.descendants() if box.pseudo == "marker" and box.element is item.element)
        return next(inside, None)
    return None


def _link_targets(boxes: Iterable[Box]) -> frozenset[str]:
    """The ids that links and page references on a page point at, those in footnotes too."""
    targets: set[str] = set()
    for box in with_notes(boxes):
        element = box.element
        if element is not None and element.attributes and (href := element.attributes.get("href", "")).startswith("#"):
            targets |= {href[1:], unquote(href[1:])}
        if box.style.content:
            targets |= {item.anchor for item in box.style.content if isinstance(item, ContentTargetCounter)}
    return frozenset(targets)
