"""Inline boxes → the inlines of one paragraph: runs, tabs, breaks, links, fields, pictures.

White space comes as the box tree has it, already collapsed inside the line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from briefkit.layout.views import (
    WHITE,
    Box,
    BoxKind,
    Color,
    ContentCounter,
    ContentItem,
    ContentLeader,
    ContentNamedString,
    ContentTargetCounter,
    ContentText,
    Element,
    Pages,
)
from briefkit.write.docx.blanks import blank, is_blank
from briefkit.write.docx.captions import Captions, Label, label_mark
from briefkit.write.docx.flow import (
    Anchor,
    Block,
    Field,
    FieldKind,
    Inline,
    LabelEnd,
    LabelStart,
    LineBreak,
    Note,
    Role,
    Run,
    RunLook,
    Tab,
)
from briefkit.write.docx.inline_room import may_have_room, room_beside, space, stated_end
from briefkit.write.docx.looks import Fonts, Script, run_look, script_of, written_text
from briefkit.write.docx.note_bodies import NOTE_REFERENCES
from briefkit.write.docx.pictures import Raster, picture
from briefkit.write.docx.pieces import Link, Piece, drop_trailing_tab, joined, trimmed
from briefkit.write.docx.placed import first_fragment
from briefkit.write.docx.roles import role_of

STRING_SWITCHES = {"last": "\\l"}
"""``string(x, last)`` is the last on the page, which STYLEREF finds with ``\\l`` (§17.16.5.59)."""

_KEEPS_SPACES = {"pre", "pre-wrap", "break-spaces"}
_KEEPS_NEWLINES = _KEEPS_SPACES | {"pre-line"}


_MARKERS = {"marker", "footnote-marker"}
"""Pseudo-elements that Word draws by itself: the numbers of items and of footnotes."""


class _Around(Struct, frozen=True):
    """What the inline boxes around a text pass down to it."""

    role: Role | None = None
    link: Link | None = None
    script: Script = "baseline"
    raised: float = 0.0
    shading: Color | None = None


class InlineContent(Struct):
    """What the lines of one block hold. `leaders` are the patterns of its leaders, in order.

    `has_picture` when one stands in a line. `stops` are where tabs after boxes of a stated width lead, in points from
    the edge of the block.
    """

    content: tuple[Inline, ...] = ()
    leaders: list[str] = field(default_factory=list)
    stops: list[float] = field(default_factory=list)
    has_picture: bool = False

    @property
    def is_blank(self) -> bool:
        return all(isinstance(inline, Anchor) for inline in self.content)


class InlineReader:
    """Reads the inline content of blocks. `targets` are the ids that something points at; each is marked once.

    `captions` knows labels, `counted` are the numbers that Word makes by itself, `raster` makes pixels of drawings.
    `read_note` makes blocks of the body of a footnote, none where only its number is to stand in the text;
    `read_endnote` makes an endnote of the link that calls one, and None of other boxes. `is_placed` takes what stands
    beside the text, and says whether a box does. `pages` gives page numbers and used sizes; without
    it, fields that need them stay unanswered ("0").
    """

    def __init__(
        self,
        fonts: Fonts,
        pages: Pages | None,
        *,
        targets: frozenset[str],
        captions: Captions,
        counted: frozenset[Box],
        raster: Raster,
        read_note: Callable[[Box], tuple[Block, ...]] = lambda _: (),
        read_endnote: Callable[[Box], Note | None] = lambda _: None,
        is_placed: Callable[[Box], bool] = lambda _: False,
    ) -> None:
        self._fonts = fonts
        self._pages = pages
        self._targets = targets
        self._captions = captions
        self._counted = counted
        self._raster = raster
        self._read_note = read_note
        self._read_endnote = read_endnote
        self._is_placed = is_placed
        self._marked: set[str] = set()
        self._block: Box | None = None  # the one that is read

    def anchor(self, id_: str) -> tuple[Anchor, ...]:
        """The anchor for an id, if something points at it and it was not marked before."""
        if id_ not in self._targets or id_ in self._marked:
            return ()
        self._marked.add(id_)
        return (Anchor(id_),)

    def read(
        self, block: Box, look: RunLook, *, anchors: Iterable[Anchor] = (), link: Link | None = None, width: float
    ) -> InlineContent:
        """The content of `block`, whose own text looks like `look` and is `width` points wide at the most.

        `link` is the link that the whole block stands in.
        """
        found = InlineContent()
        outer, self._block = self._block, block  # a footnote is read while its paragraph is
        pieces = [Piece(anchor, None) for anchor in anchors]
        pieces += self._children(block, _Around(link=link), look, found, width)
        self._block = outer
        kept = trimmed(pieces)
        while found.stops and not found.leaders and drop_trailing_tab(kept):
            found.stops.pop()
        found.content = joined(kept)
        return found

    def _children(
        self, box: Box, around: _Around, look: RunLook, found: InlineContent, width: float
    ) -> Iterator[Piece]:
        if box.pseudo and (generated := box.style.content) and any(map(_needs_field, generated)):
            yield from self._generated(generated, box, around, look, found)
            return
        if box.pseudo and (label := self._captions.label(box)):
            yield from _label(label, self._look(box, around, look), around)
            return
        for child in box.children:
            yield from self._box(child, around, look, found, width)

    def _box(self, box: Box, around: _Around, look: RunLook, found: InlineContent, width: float) -> Iterator[Piece]:
        if box.is_outside_marker or box.pseudo in _MARKERS or box in self._counted:
            return
        if box.kind is not BoxKind.TEXT and (box.style.position.startswith("running(") or self._is_placed(box)):
            return
        match box.kind:
            case BoxKind.TEXT:
                yield from self._text(box, around, look)
            case BoxKind.LINE:
                yield from self._children(box, around, look, found, width)
            case BoxKind.REPLACED:
                found.has_picture = True
                yield Piece(picture(box, self._pages, width, self._raster), around.link)
            case BoxKind.INLINE_BLOCK if is_blank(box) and (fragment := first_fragment(box, self._pages)):
                found.has_picture = True
                if box.element is not None:
                    yield from (Piece(anchor, around.link) for anchor in self.anchor(box.element.id))
                yield Piece(blank(box, fragment), around.link)
            case _ if box.footnote is not None:
                if box.element is not None:
                    yield from (Piece(anchor, around.link) for anchor in self.anchor(box.element.id))
                called = self._look(box, _inside(box, around), look)
                blocks, number = self._read_note(box.footnote), box.all_text
                role = NOTE_REFERENCES["footnote"]
                note = Note(blocks, called, number, role) if blocks else Run(number, called, role)
                yield Piece(note, around.link)
            case BoxKind.INLINE if (endnote := self._read_endnote(box)) is not None:
                inside = replace(_inside(box, around), link=None)  # Word leads to the note by itself
                if box.element is not None:
                    yield from (Piece(anchor, None) for anchor in self.anchor(box.element.id))
                yield from _called(self._children(box, inside, look, found, width), endnote)
            case _:
                if box.element and not box.pseudo and not box.is_anonymous:
                    yield from (Piece(anchor, around.link) for anchor in self.anchor(box.element.id))
                if may_have_room(box):
                    yield from self._with_room(box, around, look, found, width)
                else:
                    yield from self._children(box, _inside(box, around), look, found, width)
                if box.kind is BoxKind.BLOCK:  # a block among inlines: what follows begins a line
                    yield Piece(LineBreak(look), around.link)

    def _with_room(
        self, box: Box, around: _Around, look: RunLook, found: InlineContent, width: float
    ) -> Iterator[Piece]:
        """The content of an inline box between the spaces that its margins and padding are."""
        inside = _inside(box, around)
        before, after = room_beside(box, width)
        yield from self._space(before.outside, box, around, look)
        yield from self._space(before.inside, box, inside, look)
        yield from self._children(box, inside, look, found, width)
        end = stated_end(box, self._block, self._pages) if self._block is not None else None
        if end is not None:
            found.stops.append(end)
            yield Piece(Tab(self._look(box, around, look)), around.link)
            return
        yield from self._space(after.inside, box, inside, look)
        yield from self._space(after.outside, box, around, look)

    def _space(self, width: float, box: Box, around: _Around, look: RunLook) -> Iterator[Piece]:
        if (run := space(width, self._look(box, around, look), around.role)) is not None:
            yield Piece(run, around.link, keeps_spaces=True)

    def _text(self, box: Box, around: _Around, look: RunLook) -> Iterator[Piece]:
        white_space = box.style.white_space
        run = self._look(box, around, look)
        text = written_text(box)
        if white_space not in _KEEPS_NEWLINES and text and "\n" not in text:
            yield Piece(Run(text, run, around.role), around.link)
            return
        keeps = white_space in _KEEPS_SPACES
        lines = text.split("\n") if white_space in _KEEPS_NEWLINES else [text.replace("\n", " ")]
        for number, line in enumerate(lines):
            if number:
                yield Piece(LineBreak(run), around.link)
            text = line.expandtabs(max(1, round(box.style.tab_size))) if keeps else line
            if text:
                yield Piece(Run(text, run, around.role), around.link, keeps)

    def _look(self, box: Box, around: _Around, block: RunLook) -> RunLook:
        look = run_look(box.style, self._fonts)
        if around.script == "baseline" and not around.raised and around.shading is None:
            return look
        shading = around.shading.over(WHITE).hex if around.shading else None
        if around.script != "baseline":  # Word makes a script small by itself
            return replace(look, vertical_align=around.script, size=block.size, shading=shading)
        raise_ = round(around.raised * 2)
        return replace(look, raise_=raise_, shading=shading) if raise_ or shading else look

    def _generated(
        self, items: tuple[ContentItem, ...], box: Box, around: _Around, look: RunLook, found: InlineContent
    ) -> Iterator[Piece]:
        """Content with leaders or page numbers, which the boxes have melted into one text."""
        run = self._look(box, around, look)
        for item in items:
            match item:
                case ContentText(text=text):
                    yield Piece(Run(text, run, around.role), around.link, keeps_spaces=True)
                case ContentLeader(pattern=pattern):
                    found.leaders.append(pattern)
                    yield Piece(Tab(run), around.link)
                case ContentTargetCounter(anchor=anchor, name="page", style=style):
                    page = self._pages.page_of(anchor) if self._pages else None
                    cached = str(page or "")
                    field_ = Field(FieldKind.PAGEREF, run, cached, anchor, role=around.role, counter_style=style)
                    yield Piece(field_, around.link)
                case ContentCounter(name="page" | "pages" as name, style=style):
                    kind = FieldKind.PAGE if name == "page" else FieldKind.NUMPAGES
                    cached = self._counted_pages(box, kind)
                    yield Piece(Field(kind, run, cached, role=around.role, counter_style=style), around.link)
                case ContentNamedString(name=name, position=position):
                    switches = STRING_SWITCHES.get(position, "")
                    yield Piece(Field(FieldKind.STYLEREF, run, "", name, switches, around.role), around.link)
                case _:
                    yield Piece(Run(box.all_text, run, around.role), around.link, keeps_spaces=True)

    def _counted_pages(self, box: Box, kind: FieldKind) -> str:
        """The number of the page that a box came to stand on, or of all pages."""
        if self._pages is None:
            return ""
        fragment = first_fragment(box, self._pages)
        if kind is FieldKind.NUMPAGES or fragment is None:
            return str(len(self._pages.pages))
        return str(self._pages.pages[fragment.page - 1].counter)


def _called(pieces: Iterable[Piece], note: Note) -> Iterator[Piece]:
    """The call of an endnote: the number among `pieces` is the note's, what stands around it stays text."""
    runs: list[Run] = []
    for piece in pieces:
        if isinstance(piece.inline, Run):
            runs.append(piece.inline)
        elif isinstance(piece.inline, Anchor):
            yield piece
    before, _, after = "".join(run.text for run in runs).partition(note.cached)
    around = next((run for run in runs if run.text.strip()), Run("", note.look))
    if before.strip():
        yield Piece(replace(around, text=before.strip()), None)
    yield Piece(replace(note, look=around.look), None)
    if after.strip():
        yield Piece(replace(around, text=after.strip()), None)


def _label(label: Label, look: RunLook, around: _Around) -> Iterator[Piece]:
    """A label whose number is a field; label and number are marked where what they label has an id."""
    mark = label_mark(label.id) if label.id else ""
    if mark:
        yield Piece(LabelStart(mark), around.link)
    if label.before:
        yield Piece(Run(label.before, look, around.role), around.link)
    number = Field(
        FieldKind.SEQ, look, label.number, label.sequence, label.switch, around.role, label.style, label.count
    )
    yield Piece(number, around.link)
    if mark:
        yield Piece(LabelEnd(mark), around.link)
    if label.after:
        yield Piece(Run(label.after, look, around.role), around.link)


def _needs_field(item: ContentItem) -> bool:
    match item:
        case ContentLeader() | ContentTargetCounter(name="page"):
            return True
        case ContentCounter(name=name):
            return name in {"page", "pages"}
        case ContentNamedString():
            return True
        case _:
            return False


def link_of(element: Element) -> Link | None:
    """The link that an element is; None for all but ``a`` with a target."""
    target = element.attributes.get("href") if element.tag == "a" else None
    return Link(target, element.attributes.get("title", "")) if target else None


def _inside(box: Box, around: _Around) -> _Around:
    """What `box` passes down to its content."""
    if box.is_anonymous:
        return around
    style = box.element_style
    script = script_of(style)
    raised = style.vertical_align if isinstance(style.vertical_align, float) else 0.0
    link = link_of(box.element) if box.element is not None and not box.pseudo else None
    return _Around(
        role=role_of(box),
        link=link or around.link,
        script=around.script if script == "baseline" else script,
        raised=around.raised + raised,
        shading=around.shading if style.background_color.is_transparent else style.background_color,
    )
