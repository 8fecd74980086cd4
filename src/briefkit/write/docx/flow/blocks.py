"""Paragraphs and tables, the lists they are numbered by, and ways through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Literal, TypeAlias

from msgspec import Struct

from briefkit.write.docx.flow.inlines import NO_PADDING, Inline, Note, Padding, Placement, inlines_in, text_of
from briefkit.write.docx.flow.looks import NO_BORDERS, Borders, ParagraphLook, Role, RunLook


class GapKind(StrEnum):
    """A token of the vertical space before a paragraph (CSS 2.1 §8.3.1)."""

    MARGIN = "margin"  # adjoins its neighbours and collapses
    SPACE = "space"  # border, padding, height: a barrier that margins do not collapse through
    BREAK = "break"  # a page or column break: what stood before it is gone


class Gap(Struct, frozen=True):
    """A token and its size in twips."""

    kind: GapKind
    size: int = 0


OUTLINE = -1
"""The list of the numbers before headings, `Flow.outline`."""


class ListReference(Struct, frozen=True):
    """The paragraph stands in list `number` (an index of `Flow.lists`, or `OUTLINE`) at `level` (from 0).

    `has_marker` is False for a further paragraph of an item. `shown` is the number of a heading, as it is shown.
    """

    number: int
    level: int
    has_marker: bool
    shown: str = ""


class Paragraph(Struct, frozen=True):
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


class Contents(Struct, frozen=True):
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


class CellLook(Struct, frozen=True):
    """All cell properties (w:tcPr §17.4.69) with their final values. In right-to-left tables left is the right side."""

    borders: Borders = NO_BORDERS
    padding: Padding = NO_PADDING
    shading: str | None = None
    vertical_align: Literal["top", "center", "bottom"] = "top"


class Cell(Struct, frozen=True):
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


class Row(Struct, frozen=True):
    """A row: the cells that begin in it, in the order of their columns. `height` is the least it has, 0 for none."""

    cells: tuple[Cell, ...]
    is_header: bool = False
    is_footer: bool = False
    can_split: bool = True
    height: int = 0


class TableLook(Struct, frozen=True):
    """The properties of a table as a whole (w:tblPr §17.4.60): `left` is its indent, `spacing` what parts its cells."""

    left: int = 0
    alignment: Literal["left", "center", "right"] = "left"
    spacing: int = 0
    is_right_to_left: bool = False


class Table(Struct, frozen=True):
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
    return (inline for inline in inlines_in(content) if isinstance(inline, Note))


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


Follower: TypeAlias = Literal["tab", "space", "nothing"]
"""What stands between a number and the text after it (ST_LevelSuffix §17.18.46)."""


class ListLevel(Struct, frozen=True):
    """One level (w:lvl §17.9.6). `text` is the level text (``%1.``) or the bullet; `look` is the marker's.

    `left` and `hanging` are the indents that its paragraphs take over; `start` is the first number. `after` stands
    between the number and the text; a tab leads to `left` where the number hangs, else to `tab`, in twips.
    """

    format: str  # ST_NumberFormat: `bullet`, `decimal`, `lowerLetter`, …
    text: str
    left: int
    hanging: int
    look: RunLook
    start: int = 1
    after: Follower = "tab"
    tab: int = 0


class List(Struct, frozen=True):
    """A list as numbered by itself: its levels by depth (from 0; a level it does not use may be absent)."""

    levels: Mapping[int, ListLevel]
