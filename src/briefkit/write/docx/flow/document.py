"""Sections, and the document as a whole."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

from briefkit.write.docx.flow.blocks import Block, Kind, List, Paragraph, Table, paragraphs_in, tables_in
from briefkit.write.docx.flow.looks import ParagraphLook, RunLook


class PageGeometry(Struct, frozen=True):
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


class Furniture(Struct, frozen=True):
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


class Columns(Struct, frozen=True):
    """The columns of a section (w:cols §17.6.4): how many, as wide as one another, `space` twips apart."""

    count: int = 1
    space: int = 720
    has_rule: bool = False


ONE_COLUMN = Columns()


class PageNumbering(Struct, frozen=True):
    """The page numbers of a section (w:pgNumType §17.6.12): the first, None where it follows, and ST_NumberFormat."""

    start: int | None = None
    format: str = "decimal"


class Section(Struct, frozen=True):
    """Pages of one geometry and furniture (w:sectPr §17.6.17). `start` is how it begins (ST_SectionMark).

    `is_right_to_left` where its columns and pages follow one another from right to left.
    """

    geometry: PageGeometry
    blocks: tuple[Block, ...]
    headers: Furniture = Furniture()
    footers: Furniture = Furniture()
    start: SectionStart = "nextPage"
    columns: Columns = ONE_COLUMN
    numbering: PageNumbering = PageNumbering()
    is_right_to_left: bool = False


class Endnoting(Struct, frozen=True):
    """How endnotes are numbered (ST_NumberFormat §17.18.59); `has_rule` when a line stands before them."""

    format: str = "decimal"
    has_rule: bool = False


class Metadata(Struct, frozen=True):
    """Core properties (ECMA-376 Part 2 §11). Dates are ISO 8601 in UTC, or empty."""

    title: str = ""
    authors: tuple[str, ...] = ()
    subject: str = ""
    keywords: tuple[str, ...] = ()
    language: str = ""
    created: str = ""


@dataclasses.dataclass(frozen=True)
class EmbeddedFace:
    """A font file to embed: `font` is the name that runs use; bold and italic tell which of the four faces it is.

    `read` gives the file's bytes.
    """

    font: str
    is_bold: bool
    is_italic: bool
    read: Callable[[], bytes] = dataclasses.field(repr=False)


class Flow(Struct, frozen=True):
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
    endnotes: Endnoting = Endnoting()

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
