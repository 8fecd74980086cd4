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
from briefkit.layout.views import Box, BoxKind, ContentTargetCounter, Element, Pages, Style
from briefkit.write.docx.around import Around, sides
from briefkit.write.docx.boxes import Boxes
from briefkit.write.docx.captions import Captions
from briefkit.write.docx.endnotes import endnotes
from briefkit.write.docx.first_letters import with_first_letter
from briefkit.write.docx.flow import (
    ONE_COLUMN,
    Anchor,
    Block,
    Endnoting,
    Gap,
    GapKind,
    Kind,
    Leader,
    LineBreak,
    List,
    ListReference,
    Note,
    Paragraph,
    ParagraphLook,
    Role,
    Table,
    TabStop,
)
from briefkit.write.docx.gaps import resolved
from briefkit.write.docx.headings import Counters, Headings
from briefkit.write.docx.inline import InlineContent, InlineReader, link_of
from briefkit.write.docx.lists import Lists, OpenItem, OpenList, text_style
from briefkit.write.docx.looks import (
    AVOIDED_BREAKS,
    FORCED_BREAKS,
    Fonts,
    Side,
    paragraph_look,
    points,
    run_look,
    twips,
)
from briefkit.write.docx.note_bodies import NOTE_REFERENCES, body_of, in_note_style, with_notes
from briefkit.write.docx.number_formats import WrittenNumbers
from briefkit.write.docx.page_turns import turns
from briefkit.write.docx.pending import Pending
from briefkit.write.docx.pieces import Link
from briefkit.write.docx.placed import first_fragment
from briefkit.write.docx.roles import role_of
from briefkit.write.docx.stretches import Stretch, Stretches
from briefkit.write.docx.table_walk import (
    CellContent,
    Labels,
)
from briefkit.write.docx.walk_layouts import CONTAINERS, walk_container, walk_inside
from briefkit.write.docx.walk_placed import close, leave_page, take_out
from briefkit.write.docx.walk_tables import walk_box, walk_table
from briefkit.write.docx.watermarks import is_watermark, may_have_watermarks, without_watermarks

if TYPE_CHECKING:
    from briefkit.layout import Layout

_LEADERS: dict[str, Leader] = {".": "dot", "": "none", "_": "underscore", "-": "hyphen", "·": "middleDot"}


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
        return self._walker.apart(box, width)


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
        self.inlines = InlineReader(
            fonts,
            pages,
            targets=_link_targets(layout.all_boxes),
            captions=Captions(layout.all_boxes, WrittenNumbers(layout.counter_style, layout.counter_text)),
            counted=self.headings.generated,
            raster=layout.raster,
            read_note=self._note,
            read_endnote=self._endnote,
            is_placed=partial(take_out, self),
        )
        self.endnotes = endnotes(layout.boxes, layout.counter_text)
        self.lists = Lists(layout.counter_style, layout.counter_text)
        self.stretches = Stretches(turns=turns(pages))
        self.pending = Pending()
        self.notes_inside: list[Box] | None = None  # the footnote that is being read, and those called in it
        self.diagnostics: dict[str, Diagnostic] = {}
        self._looks: dict[Hashable, ParagraphLook] = {}  # those made so far: many paragraphs share one
        self._may_have_watermarks = may_have_watermarks(layout)

    # The tree ---------------------------------------------------------------------------------------------------

    def block(self, box: Box, around: Around) -> None:
        """Walk one block-level box."""
        if box.is_outside_marker or box.style.position.startswith("running("):
            return
        if box.element is not None and not box.is_anonymous and box.element.index in self.endnotes.hidden:
            return
        if box.pseudo:
            with self.set_aside():
                self._block(box, around)
            return
        self._block(box, around)

    @contextmanager
    def set_aside(self) -> Iterator[None]:
        """Walk what the stylesheet makes: what waits for the text of its element waits on."""
        waiting = self.pending
        self.pending = replace(waiting, anchors=[], strings=[], outline_level=None, number=None)
        yield
        self.pending.anchors[:0] = waiting.anchors
        self.pending.strings[:0] = waiting.strings
        self.pending.outline_level, self.pending.number = waiting.outline_level, waiting.number

    def _block(self, box: Box, around: Around) -> None:
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
            self._empty(box, inside)
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
        if self._may_have_watermarks and any(map(is_watermark, box.children)):
            box = replace(box, children=tuple(child for child in box.children if not is_watermark(child)))
        if self._has_items(box) and (around.list is None or not box.is_anonymous):
            self.show_marker(box, around)
            around = replace(around, list=self._open_list(box, around))
        if "list-item" in box.style.display and around.list is not None and not box.is_anonymous:
            around = replace(around, item=OpenItem(_marker(box), around.list, self.lists.kind(box.element_style)))
        if box.kind is BoxKind.REPLACED or (box.children and all(child.is_inline for child in box.children)):
            self._paragraph(box, around)
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
                self._paragraph(replace(box, children=(child,), is_anonymous=True), inside)
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
        self.stretches, self.pending.placed, self.pending.pictures = Stretches(is_paged=False), [], []
        walk_inside(self, box, Around(0, 0, width, list=outer))
        if not len(self.stretches):
            self.emit(box, Around(0, 0, width), InlineContent())
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
        if isinstance(block, Paragraph) and self.pending.pictures:
            block = replace(block, content=(*self.pending.pictures, *block.content))
            self.pending.pictures = []
        fragment = first_fragment(box, self.pages)
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
        if self._shows_marker(around) and around.item is not None and around.item.kind:
            self.emit(box, around, InlineContent())

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

    def _paragraph(self, box: Box, around: Around) -> None:
        """Make a paragraph of the lines of `box`, or none where they show nothing."""
        look = run_look(box.style, self.fonts)
        holder = box if box.kind is not BoxKind.REPLACED else replace(box, kind=BoxKind.LINE, children=(box,))
        if self._may_have_watermarks:
            holder = without_watermarks(holder)
        found = self.inlines.read(
            holder, look, anchors=tuple(self.pending.anchors), link=_link(box), width=around.width
        )
        if found.is_blank and not self._shows_marker(around) and self.pending.number is None:
            self.pending.anchors = [inline for inline in found.content if isinstance(inline, Anchor)]
            return
        self.pending.anchors.clear()
        if box.first_letter is not None:
            look = run_look(box.first_letter, self.fonts)
            found.content = tuple(with_first_letter(found.content, look))
        self.emit(box, around, found)

    def apart(self, box: Box, width: float) -> tuple[Block, ...]:
        """The blocks of a box that stands apart from the text, `width` points wide, gaps resolved."""
        if box.is_inline:
            box = replace(box, kind=BoxKind.BLOCK)
        outside = self.stretches, self.pending, self.notes_inside
        self.stretches, self.pending, self.notes_inside = Stretches(is_paged=False), Pending(), []
        self._block(box, Around(0, 0, width))
        for note in self.notes_inside:  # Word has no notes in headers
            body = body_of(note, has_number=True)
            self.contents(body, Around(0, 0, width).inside(body))
        blocks = resolved(self.stretches.blocks, (), run=run_look(box.style, self.fonts))
        self.stretches, self.pending, self.notes_inside = outside
        return blocks

    def _note(self, note: Box) -> tuple[Block, ...]:
        """What a footnote says, apart from the text that calls it.

        Nothing for one that is called in another: Word has no such notes, so it follows that other in the same.
        """
        if self.notes_inside is not None:
            self.report("Word has no notes on notes, and none in headers: such a note stands where it is called", note)
            self.notes_inside.append(note)
            return ()
        outside = self.stretches, self.pending
        self.stretches, self.pending, self.notes_inside = Stretches(is_paged=False), Pending(), [note]
        width = text_width(self.layout, note.style.page)
        for called in self.notes_inside:  # grows by those called in them
            body = body_of(called, has_number=called is not note)
            self.contents(body, Around(0, 0, width).inside(body))
        blocks = resolved(self.stretches.blocks, (), run=run_look(note.style, self.fonts))
        self.stretches, self.pending = outside
        self.notes_inside = None
        return tuple(in_note_style(block, "footnote") for block in blocks)

    def _endnote(self, call: Box) -> Note | None:
        """The note that a link calls; None for other boxes."""
        note = self.endnotes.calls.get(call.element.index) if call.element is not None else None
        if note is None or call.pseudo:
            return None
        outside = self.stretches, self.pending, self.notes_inside
        self.stretches, self.pending, self.notes_inside = Stretches(is_paged=False), Pending(), []
        around = Around(0, 0, self.page_width(note.body.style.page))
        for box in note.around:
            around = around.inside(box)
        body = body_of(note.body)
        self.contents(body, replace(around, frames=()).inside(body))
        look = run_look(note.body.style, self.fonts)
        blocks = [in_note_style(block, "endnote") for block in resolved(self.stretches.blocks, (), run=look)]
        self.stretches, self.pending, self.notes_inside = outside
        if note.marker is not None and blocks and isinstance(first := blocks[0], Paragraph):
            hanging = first.look.first_line - twips(self.layout.text_width(note.marker))
            blocks[0] = replace(first, look=replace(first.look, first_line=hanging))
        role = NOTE_REFERENCES["endnote"]
        return Note(tuple(blocks), look, note.number, role, "endnote")

    @staticmethod
    def _shows_marker(around: Around) -> bool:
        return around.item is not None and around.item.marker is not None

    def emit(self, box: Box, around: Around, found: InlineContent) -> None:
        run = run_look(box.style, self.fonts)
        reference, role = self._list_reference(box, around)
        has_marker = reference is not None and reference.has_marker
        hanging = around.item.list.space if has_marker and around.item is not None else 0.0
        look = self._paragraph_look(box.style, around, hanging=hanging, outgrows_line=found.has_picture)
        if found.leaders:
            start = around.right if look.is_right_to_left else around.left
            stop = TabStop(twips(start + around.width), "right", _leader(found.leaders[0]))
            look = replace(look, tabs=(stop,))
        paragraph = Paragraph(
            look, run, role, found.content, tuple(self.pending.gap), reference, tuple(self.pending.strings)
        )
        self.place(paragraph, box, self.pending.break_before)
        self.pending = Pending(anchors=self.pending.anchors)

    def _paragraph_look(self, style: Style, around: Around, *, hanging: float, outgrows_line: bool) -> ParagraphLook:
        """The look of a paragraph that stands there, with the outline level that waits: the same for the same."""
        level = self.pending.outline_level
        edges = (around.left, around.right, around.width, around.own_top, around.own_bottom, hanging)
        key = (style, edges, around.frames, outgrows_line, level)
        if key not in self._looks:
            look = paragraph_look(
                style,
                left=around.left,
                right=around.right,
                width=around.width,
                frames=around.frames,
                hanging=hanging,
                outgrows_line=outgrows_line,
            )
            before, after = twips(around.own_top), twips(around.own_bottom)
            self._looks[key] = replace(look, before=before, after=after, outline_level=level)
        return self._looks[key]

    def _empty(self, box: Box, inside: Around) -> None:
        """A block without content: a rule or a coloured band where it shows, a space where it has a height."""
        height = points(box.style.height) or points(box.style.min_height)
        shows = len(inside.frames) > 0 and inside.frames[-1].border is box.style.border
        if not shows:
            self.gap(GapKind.SPACE, height)
            return
        self.emit(box, inside, InlineContent())
        last = self.stretches.last
        if not isinstance(last, Paragraph):
            raise TypeError("the paragraph of an empty block is the last")
        thin = replace(last.look, line=max(20, twips(height)), line_rule="exact", controls_widows=False)
        self.stretches.replace_last(replace(last, look=thin))

    def _list_reference(self, box: Box, around: Around) -> tuple[ListReference | None, Role]:
        """Which list the paragraph is of, if any; its role tells the same."""
        item = around.item
        if item is None or item.kind == "":
            if self.pending.number is not None:
                start = around.right if box.style.direction == "rtl" else around.left
                self.headings.place(self.pending.number.level, start)
            return self.pending.number, role_of(box)
        if item.marker is not None:
            marker_look = run_look(text_style(item.marker), self.fonts)
            start = around.right if box.style.direction == "rtl" else around.left
            reference = self.lists.reference(item, marker_look, start)
            item.marker = None
        elif item.list.reference is not None:
            reference = replace(item.list.reference, has_marker=False)
        else:
            return None, role_of(box)
        return reference, role_of(box, list_kind=item.kind, list_level=item.list.depth + 1)

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
