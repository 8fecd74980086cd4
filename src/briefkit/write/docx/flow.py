"""Flow: what stands between the boxes of the layout and WordprocessingML, in Word's own terms.

Sections hold blocks, blocks hold inlines. Every paragraph and every run carries *all* its final values as a look (a
hashable value), so that named styles are clusters of equal looks and direct formatting is a difference of two looks:
nothing has to reason about inheritance. A role says what a thing is and so what its style may be called; it has no
part in how it looks. Nothing here knows CSS or WeasyPrint.

Lengths are in twips (twentieths of a point), font sizes in half points, as WordprocessingML has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, TypeAlias

WritingSystem: TypeAlias = Literal["complex", "asian"]
"""What is not written as Latin is: what Word has fonts of their own for (w:rFonts §17.3.2.26)."""

# Looks --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RunLook:
    """All run properties (w:rPr, ECMA-376 Part 1 §17.3.2) with their final values.

    `complex_font` and `asian_font` are those of other scripts, empty where they are the same. A run of a complex script
    says so: it `is_right_to_left` or `is_complex`. `color` and `shading` are ``RRGGBB``; `shading` None is none.
    `spacing` is letter-spacing in twips, `raise_` moves the baseline, in half points.
    `underline` is ST_Underline's value, ``none`` included; its `underline_color` is empty where it is the text's. The
    values of `ligatures`, `figure_form` and `figure_spacing` are those of Word's own extension.
    """

    font: str
    size: int
    is_bold: bool = False
    is_italic: bool = False
    is_all_caps: bool = False
    is_small_caps: bool = False
    is_struck: bool = False
    underline: str = "none"
    color: str = "000000"
    shading: str | None = None
    spacing: int = 0
    is_kerned: bool = True
    raise_: int = 0
    vertical_align: Literal["baseline", "superscript", "subscript"] = "baseline"
    language: str = ""
    is_right_to_left: bool = False
    is_hidden: bool = False
    ligatures: str = "standardContextual"
    figure_form: str = "default"
    figure_spacing: str = "default"
    stylistic_sets: tuple[int, ...] = ()
    has_alternates: bool = True
    complex_font: str = ""
    asian_font: str = ""
    is_complex: bool = False
    underline_color: str = ""
    is_struck_twice: bool = False


def fonts_of(look: RunLook) -> set[str]:
    """The fonts that a run may be set in."""
    return {look.font, look.complex_font, look.asian_font} - {""}


LINES = {"double": 3, "threeDEngrave": 2, "threeDEmboss": 2}
"""How many times as wide as its lines a border of several lines is (§17.18.2), the gaps between them included."""


@dataclass(frozen=True, slots=True)
class Border:
    """One border (CT_Border §17.3.4): ST_Border style, the size of its lines in eighths of a point, `space` to the text
    in points."""

    style: str
    size: int
    color: str
    space: int = 0

    @property
    def width(self) -> float:
        """How wide it is all in all, in points."""
        return self.size / 8 * LINES.get(self.style, 1)


@dataclass(frozen=True, slots=True)
class Borders:
    """The borders of a paragraph or a cell; None is none."""

    top: Border | None = None
    left: Border | None = None
    bottom: Border | None = None
    right: Border | None = None


NO_BORDERS = Borders()


Leader: TypeAlias = Literal["none", "dot", "hyphen", "underscore", "middleDot"]
"""ST_TabTlc (§17.18.100), as far as stylesheets ask for it."""


@dataclass(frozen=True, slots=True)
class TabStop:
    """A tab stop (§17.3.1.37): `position` from the text margin, alignment and leader as ST_TabJc and ST_TabTlc."""

    position: int
    alignment: Literal["left", "center", "right", "decimal"] = "left"
    leader: Leader = "none"


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """All paragraph properties (w:pPr §17.3.1) with their final values.

    `first_line` is negative for a hanging indent. `line` is 240ths of a line under ``auto``, twips otherwise.
    """

    before: int = 0
    after: int = 0
    line: int = 240
    line_rule: Literal["auto", "atLeast", "exact"] = "auto"
    left: int = 0
    right: int = 0
    first_line: int = 0
    alignment: Literal["left", "center", "right", "both"] = "left"
    is_right_to_left: bool = False
    keeps_next: bool = False
    keeps_lines: bool = False
    breaks_page_before: bool = False
    controls_widows: bool = True
    outline_level: int | None = None
    suppresses_hyphens: bool = False
    borders: Borders = NO_BORDERS
    shading: str | None = None
    tabs: tuple[TabStop, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """What a thing is: the only source of its style's name.

    `name` is the declared ``--word-style``, else empty. `context` lists the elements around it that carry classes or
    say something by themselves (``blockquote``, ``li``), nearest first, as ``tag.class.class``. `list_level` counts
    from 1; 0 is outside lists. `toc_level` likewise.
    """

    tag: str
    classes: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    name: str = ""
    pseudo: str = ""
    list_kind: Literal["", "bullet", "number"] = ""
    list_level: int = 0
    toc_level: int = 0


# Inlines ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look. `role` names its character style; None for text that is just the paragraph's."""

    text: str
    look: RunLook
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Tab:
    """A step to the next tab stop (w:tab)."""

    look: RunLook


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end inside a paragraph (w:br §17.3.3.1), or the end of a column."""

    look: RunLook
    ends_column: bool = False


class FieldKind(StrEnum):
    """Simple fields by their WordprocessingML names (§17.16.5)."""

    PAGE = "PAGE"
    NUMPAGES = "NUMPAGES"
    SECTIONPAGES = "SECTIONPAGES"
    PAGEREF = "PAGEREF"
    REF = "REF"
    SEQ = "SEQ"
    STYLEREF = "STYLEREF"


@dataclass(frozen=True, slots=True)
class Field:
    """A field with the result that viewers show until it is updated.

    `target` is an anchor for PAGEREF, an anchor or a label for REF, the name of a named string for STYLEREF (which
    style that is, is known only once styles have names), that of a sequence for SEQ, empty otherwise. `switches` are
    further field switches (``\\* roman``, ``\\l``).
    """

    kind: FieldKind
    look: RunLook
    cached: str
    target: str = ""
    switches: str = ""
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that links and fields point at: becomes a bookmark around the paragraph it opens."""

    id: str


@dataclass(frozen=True, slots=True)
class LabelStart:
    """Where a label begins that references show: becomes a bookmark up to the `LabelEnd` of the same id."""

    id: str


@dataclass(frozen=True, slots=True)
class LabelEnd:
    """Where a label ends, after its number."""

    id: str


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A link: `target` is a URL, or ``#id``."""

    target: str
    content: tuple[Inline, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Padding:
    """The distance of text on the four sides, in twips: in a cell from its grid lines, left being where rows begin."""

    top: int = 0
    left: int = 0
    bottom: int = 0
    right: int = 0


NO_PADDING = Padding()


Side: TypeAlias = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a thing stands that is out of the flow, in twips.

    `left` counts from where the text around it begins; one that is a side is flush with it. `top` counts from the
    page's edge if it `is_on_page`, else from the paragraph that follows. `distances` are what text keeps off; it runs
    around what `wraps` and under or over all else.
    """

    left: int | Side
    top: int
    is_on_page: bool = False
    distances: Padding = NO_PADDING
    wraps: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, in the line unless it has a `placement`. `width` and `height` in twips; empty `alt` marks it
    decorative.

    `fallback` gives a PNG of the same, where the picture is of a type that not every Word draws; it stands alone for
    one that `has_references` to other files.
    """

    data: bytes = field(repr=False)
    media_type: str
    width: int
    height: int
    alt: str
    title: str = ""
    fallback: Callable[[], bytes] | None = field(default=None, repr=False, compare=False)
    placement: Placement | None = None
    has_references: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote where it is called (w:footnoteReference §17.11.14). `look` is that of its number, `cached`."""

    blocks: tuple[Block, ...]
    look: RunLook
    cached: str
    role: Role | None = None


Middle: TypeAlias = Literal["page", "margin"]
"""What a thing stands in the middle of: the page, or what its margins leave."""


@dataclass(frozen=True, slots=True)
class Watermark:
    """Words behind the text of a page, for the eye alone; they stand in the header that shows them.

    `width` and `height` are what its letters cover; `left` and `top` where they begin on the page before they are
    turned by `rotation` degrees, clockwise around their middle. `opacity` is of 0–1.
    """

    text: str
    look: RunLook
    width: int
    height: int
    left: int | Middle
    top: int | Middle
    rotation: float = 0.0
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class SolidFill:
    """A plain colour, ``RRGGBB``; `opacity` is of 0–1."""

    color: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class GradientFill:
    """A linear gradient: `angle` in degrees clockwise from upwards; stops are place (0–1), colour and opacity."""

    angle: float
    stops: tuple[tuple[float, str, float], ...]


@dataclass(frozen=True, slots=True)
class PictureFill:
    """A picture as large as what it fills once `cut` is cut off its sides, in 100,000ths of them.

    `fallback` and `has_references` are as for a `Picture`.
    """

    data: bytes = field(repr=False)
    media_type: str
    cut: Padding = NO_PADDING
    fallback: Callable[[], bytes] | None = field(default=None, repr=False, compare=False)
    has_references: bool = False


Fill: TypeAlias = SolidFill | GradientFill | PictureFill


@dataclass(frozen=True, slots=True)
class Backdrop:
    """A rectangle behind all else on a page, for the eye alone; it stands in the header that shows it.

    `left` and `top` count from the page's corner.
    """

    left: int
    top: int
    width: int
    height: int
    fill: Fill


Inline: TypeAlias = (
    Run | Tab | LineBreak | Field | Anchor | LabelStart | LabelEnd | Hyperlink | Picture | Note | Watermark | Backdrop
)


# Blocks -------------------------------------------------------------------------------------------------------------


class GapKind(StrEnum):
    """A token of the vertical space before a paragraph (CSS 2.1 §8.3.1)."""

    MARGIN = "margin"  # adjoins its neighbours and collapses
    SPACE = "space"  # border, padding, height: a barrier that margins do not collapse through
    BREAK = "break"  # a page or column break: what stood before it is gone


@dataclass(frozen=True, slots=True)
class Gap:
    """A token and its size in twips."""

    kind: GapKind
    size: int = 0


OUTLINE = -1
"""The list of the numbers before headings, `Flow.outline`."""


@dataclass(frozen=True, slots=True)
class ListReference:
    """The paragraph stands in list `number` (an index of `Flow.lists`, or `OUTLINE`) at `level` (from 0).

    `has_marker` is False for a further paragraph of an item. `shown` is the number of a heading, as it is shown.
    """

    number: int
    level: int
    has_marker: bool
    shown: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. `look.before` and `look.after` are the element's own margins until gaps are resolved.

    `run_look` is the look of text that nothing inside the paragraph changes. `strings` are the named strings that it
    sets (CSS GCPM §1.1): STYLEREF finds them by its style.
    """

    look: ParagraphLook
    run_look: RunLook
    role: Role
    content: tuple[Inline, ...] = ()
    gap: tuple[Gap, ...] = ()
    list: ListReference | None = None
    strings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "".join(text_of(inline) for inline in self.content)


@dataclass(frozen=True)
class Contents:
    """A contents list: a TOC field around the paragraphs that are its cached result.

    `first` and `last` are the outline levels it lists (from 1). With a `sequence` it lists the captions that have
    one of its numbers.
    """

    first: int
    last: int
    paragraphs: tuple[Paragraph, ...]
    sequence: str = ""


Kind: TypeAlias = tuple[str, str]
"""An element's name and its first class, empty where it has none."""

Purpose: TypeAlias = Literal["data", "box", "layout"]
"""What a table is there for: what the author wrote as a table, the frame of a block that paragraphs cannot draw, or
blocks that stand side by side."""


@dataclass(frozen=True, slots=True)
class CellLook:
    """All cell properties (w:tcPr §17.4.69) with their final values. In right-to-left tables left is the right side."""

    borders: Borders = NO_BORDERS
    padding: Padding = NO_PADDING
    shading: str | None = None
    vertical_align: Literal["top", "center", "bottom"] = "top"


@dataclass(frozen=True)
class Cell:
    """A cell that begins at grid column `column` (from 0). `blocks` end in a paragraph once gaps are resolved.

    `is_heading` for cells that head a row or a column. `trailing` is the vertical space after its last block.
    """

    look: CellLook
    blocks: tuple[Block, ...]
    column: int
    column_span: int = 1
    row_span: int = 1
    is_heading: bool = False
    trailing: tuple[Gap, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row: the cells that begin in it, in the order of their columns. `height` is the least it has, 0 for none."""

    cells: tuple[Cell, ...]
    is_header: bool = False
    is_footer: bool = False
    can_split: bool = True
    height: int = 0


@dataclass(frozen=True, slots=True)
class TableLook:
    """The properties of a table as a whole (w:tblPr §17.4.60): `left` is its indent, `spacing` what parts its cells."""

    left: int = 0
    alignment: Literal["left", "center", "right"] = "left"
    spacing: int = 0
    is_right_to_left: bool = False


@dataclass(frozen=True)
class Table:
    """A table: every place of its grid is covered by one cell. `columns` are the widths of the grid's columns.

    `title` and `description` are its alternative text. It has no space of its own around it: `gap` goes to what
    stands before it. `breaks_page_before` until gaps are resolved: then its first paragraph says so. With a `placement`
    it is out of the flow, beside the paragraph that follows it.
    """

    columns: tuple[int, ...]
    rows: tuple[Row, ...]
    look: TableLook
    role: Role
    purpose: Purpose = "data"
    title: str = ""
    description: str = ""
    gap: tuple[Gap, ...] = ()
    breaks_page_before: bool = False
    placement: Placement | None = None


Block: TypeAlias = Paragraph | Contents | Table


def paragraphs_in(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """All paragraphs of blocks, in order, those in the cells of tables too."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block
                for note in notes_in(block.content):
                    yield from paragraphs_in(note.blocks)
            case Contents(paragraphs=paragraphs):
                yield from paragraphs
            case Table():
                for cell in cells_of(block):
                    yield from paragraphs_in(cell.blocks)


def notes_in(content: Iterable[Inline]) -> Iterator[Note]:
    """The notes called in inlines, in order."""
    for inline in content:
        match inline:
            case Note():
                yield inline
            case Hyperlink(content=inner):
                yield from notes_in(inner)
            case _:
                pass


def tables_in(blocks: Iterable[Block]) -> Iterator[Table]:
    """All tables among blocks, in order, each before those in its cells."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for cell in cells_of(block):
                yield from tables_in(cell.blocks)
        elif isinstance(block, Paragraph):
            for note in notes_in(block.content):
                yield from tables_in(note.blocks)


def cells_of(table: Table) -> Iterator[Cell]:
    """The cells of a table, row by row."""
    for row in table.rows:
        yield from row.cells


# Lists --------------------------------------------------------------------------------------------------------------


Follower: TypeAlias = Literal["tab", "space", "nothing"]
"""What stands between a number and the text after it (ST_LevelSuffix §17.18.46)."""


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level (w:lvl §17.9.6). `text` is the level text (``%1.``) or the bullet; `look` is the marker's.

    `left` and `hanging` are the indents that its paragraphs take over; `start` is the first number. Where the text does
    not hang, `after` stands between the number and the text; a tab leads to `tab`, in twips.
    """

    format: str  # ST_NumberFormat: `bullet`, `decimal`, `lowerLetter`, …
    text: str
    left: int
    hanging: int
    look: RunLook
    start: int = 1
    after: Follower = "space"
    tab: int = 0


@dataclass(frozen=True, slots=True)
class List:
    """A list as numbered by itself: its levels by depth (from 0; a level it does not use may be absent)."""

    levels: Mapping[int, ListLevel]


# Sections -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """Page size, margins and the distance of header and footer from the page's edge (§17.6.11, §17.6.13).

    Where the document mirrors its margins, `left` is inside and `right` outside.
    """

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int


@dataclass(frozen=True)
class Furniture:
    """Headers or footers of a section: of all pages, of its first page, of even pages. None is the same as before."""

    default: tuple[Block, ...] = ()
    first: tuple[Block, ...] | None = None
    even: tuple[Block, ...] | None = None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Those of all pages, then those of first and of even ones."""
        return (*self.default, *(self.first or ()), *(self.even or ()))


SectionStart: TypeAlias = Literal["nextPage", "continuous", "oddPage", "evenPage"]
"""ST_SectionMark (§17.18.77)."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a section (w:cols §17.6.4): how many, as wide as one another, `space` twips apart."""

    count: int = 1
    space: int = 720
    has_rule: bool = False


ONE_COLUMN = Columns()


@dataclass(frozen=True, slots=True)
class PageNumbering:
    """The page numbers of a section (w:pgNumType §17.6.12): the first, None where it follows, and ST_NumberFormat."""

    start: int | None = None
    format: str = "decimal"


@dataclass(frozen=True)
class Section:
    """Pages of one geometry and furniture (w:sectPr §17.6.17). `start` is how it begins (ST_SectionMark)."""

    geometry: PageGeometry
    blocks: tuple[Block, ...]
    headers: Furniture = Furniture()
    footers: Furniture = Furniture()
    start: SectionStart = "nextPage"
    columns: Columns = ONE_COLUMN
    numbering: PageNumbering = PageNumbering()


@dataclass(frozen=True)
class Metadata:
    """Core properties (ECMA-376 Part 2 §11). Dates are ISO 8601 in UTC, or empty."""

    title: str = ""
    authors: tuple[str, ...] = ()
    subject: str = ""
    keywords: tuple[str, ...] = ()
    language: str = ""
    created: str = ""


@dataclass(frozen=True)
class EmbeddedFace:
    """A font file to embed: `font` is the name that runs use; bold and italic tell which of the four faces it is.

    `read` gives the file's bytes.
    """

    font: str
    is_bold: bool
    is_italic: bool
    read: Callable[[], bytes] = field(repr=False)


@dataclass(frozen=True)
class Flow:
    """A whole document. `paragraph` and `run` are the looks that everything starts from (docDefaults)."""

    sections: tuple[Section, ...]
    paragraph: ParagraphLook
    run: RunLook
    lists: tuple[List, ...] = ()
    outline: List | None = None
    faces: tuple[EmbeddedFace, ...] = ()
    metadata: Metadata = Metadata()
    hyphenates: bool = False
    boxes: frozenset[Kind] = frozenset()  # which kinds of blocks are tables of one cell here
    palette: tuple[str, ...] = ()  # colours that the stylesheet names, ``RRGGBB``, the most telling first
    mirrors_margins: bool = False

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs of the body, in order, those in tables too."""
        for section in self.sections:
            yield from paragraphs_in(section.blocks)

    def tables(self) -> Iterator[Table]:
        """All tables of the body, in order, then those of headers and footers."""
        for section in self.sections:
            yield from tables_in(section.blocks)
        for section in self.sections:
            yield from tables_in((*section.headers.blocks, *section.footers.blocks))


def text_of(inline: Inline) -> str:
    """The words of an inline as a reader sees them."""
    match inline:
        case Run(text=text):
            return text
        case Tab():
            return "\t"
        case LineBreak(ends_column=True):
            return ""
        case LineBreak():
            return "\n"
        case Field(cached=cached) | Note(cached=cached):
            return cached
        case Hyperlink(content=content):
            return "".join(map(text_of, content))
        case Anchor() | LabelStart() | LabelEnd() | Picture() | Watermark() | Backdrop():
            return ""
