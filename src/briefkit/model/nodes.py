"""The document model: every node a report can be made of, and nothing else. This file is the specification.

Nodes are frozen and know nothing of their parents. A block stands alone on the page, an inline stands in a line of
text. `attrs` is what the author wrote; what briefkit derives (an anchor, a number) has a field of its own; `span`
points back into the source and is no part of equality. In JSON a node is an object whose ``type`` is its tag.

A kind of node is here once it is read from sources and written to the PDF and to Word, not before.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

import msgspec

from briefkit.spans import NOWHERE, Span

MAX_DEPTH = 100
"""How deep nodes may nest: blocks, list items and inlines are a level each. Readers and the decoder report more."""

Level: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=6)]
Start: TypeAlias = Annotated[int, msgspec.Meta(ge=0)]
Cells: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=1000)]
"""How many columns or rows a cell takes up; the most is that of HTML (§4.9.11)."""

Alignment: TypeAlias = Literal["", "left", "center", "right"]
CalloutKind: TypeAlias = Literal[
    "note", "tip", "important", "warning", "caution", "key-judgement", "recommendation", "definition", "box"
]
Confidence: TypeAlias = Literal["", "low", "moderate", "high"]
Target: TypeAlias = Literal["", "section", "figure", "table", "box"]
"""What a cross-reference can point at; empty where that is not worked out yet."""


class Attrs(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What the author wrote beside a node: an id, classes, further values."""

    id: str = ""
    classes: tuple[str, ...] = ()
    values: dict[str, str] = {}


NO_ATTRS = Attrs()


class Node(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What all nodes have."""

    attrs: Attrs = NO_ATTRS
    span: Span = NOWHERE


# Inlines ------------------------------------------------------------------------------------------------------------


class Text(Node, frozen=True, tag="text"):
    """Words with the spaces between them; never a line break. Two texts never stand side by side."""

    text: str


class Emphasis(Node, frozen=True, tag="emphasis"):
    """Stress, as in ``*so*``."""

    content: tuple[Inline, ...]


class Strong(Node, frozen=True, tag="strong"):
    """Importance, as in ``**so**``."""

    content: tuple[Inline, ...]


class Strikeout(Node, frozen=True, tag="strikeout"):
    """What no longer holds, as in ``~~so~~``."""

    content: tuple[Inline, ...]


class Subscript(Node, frozen=True, tag="subscript"):
    """Text below the line, as the 2 in H₂O."""

    content: tuple[Inline, ...]


class Superscript(Node, frozen=True, tag="superscript"):
    """Text above the line, as the 2 in m²."""

    content: tuple[Inline, ...]


class SmallCaps(Node, frozen=True, tag="small-caps"):
    """Text in small capitals."""

    content: tuple[Inline, ...]


class Code(Node, frozen=True, tag="code"):
    """A piece of program text in a line, kept to the letter."""

    text: str


class Link(Node, frozen=True, tag="link"):
    """Text that leads to `target`: a URL, or ``#id`` for a place in this document. `title` may be empty."""

    target: str
    content: tuple[Inline, ...]
    title: str = ""


class Image(Node, frozen=True, tag="image"):
    """A picture in a line. `source` is a path from the source's folder or a ``data:`` URL; `alt` says what it shows."""

    source: str
    alt: str
    title: str = ""


class Styled(Node, frozen=True, tag="styled"):
    """A stretch of text that its classes single out; class ``lead-in`` is the term that opens a list item."""

    content: tuple[Inline, ...]


class Note(Node, frozen=True, tag="note"):
    """A footnote, standing where it is called. `number` is derived: notes count from 1 through the document."""

    blocks: tuple[Block, ...]
    number: str = ""


class Reference(Node, frozen=True, tag="reference"):
    """A cross-reference to what has the id `target`; how it reads is worked out, by language.

    `is_bare` leaves the word before the number out. `kind`, `number`, `words` (the target's own: a heading's text) and
    whether it begins a sentence are derived; `kind` is empty where nothing has that id.
    """

    target: str
    is_bare: bool = msgspec.field(default=False, name="bare")
    kind: Target = ""
    number: str = ""
    words: str = ""
    begins_sentence: bool = msgspec.field(default=False, name="begins-sentence")


class SoftBreak(Node, frozen=True, tag="soft-break"):
    """A line end of the source inside a paragraph; set as a space."""


class LineBreak(Node, frozen=True, tag="line-break"):
    """A line end that the author asks for."""


# Blocks -------------------------------------------------------------------------------------------------------------


class Paragraph(Node, frozen=True, tag="paragraph"):
    """A paragraph of text."""

    content: tuple[Inline, ...]


class Heading(Node, frozen=True, tag="heading"):
    """The title of a section; `level` 1 is the highest. The document's own title is in `Meta`, never here.

    `anchor` is derived: the id that links, bookmarks and the contents list use, unique in the document. So is `number`
    (``2.1``), empty for a heading of class ``unnumbered`` and for one inside another block.
    """

    level: Level
    content: tuple[Inline, ...]
    anchor: str = ""
    number: str = ""


class ListItem(Node, frozen=True):
    """One item of a list; `is_done` tells of a task whether it is, None of other items.

    (It has no ``type`` in JSON: only lists hold items.)
    """

    blocks: tuple[Block, ...]
    is_done: bool | None = msgspec.field(default=None, name="done")


class BulletList(Node, frozen=True, tag="bullet-list"):
    """Items in no particular order; `is_tight` when no space is wanted between them."""

    items: tuple[ListItem, ...]
    is_tight: bool = msgspec.field(default=False, name="tight")


class NumberedList(Node, frozen=True, tag="numbered-list"):
    """Items in order, counted from `start`."""

    items: tuple[ListItem, ...]
    start: Start = 1
    is_tight: bool = msgspec.field(default=False, name="tight")


class Quote(Node, frozen=True, tag="quote"):
    """What somebody else wrote, set apart; with class ``pull-quote``, words of the text itself shown off."""

    blocks: tuple[Block, ...]


class DefinitionList(Node, frozen=True, tag="definition-list"):
    """Terms and what they mean: one or more terms, then one or more details of them, then the next terms."""

    items: tuple[Term | Details, ...]


class Term(Node, frozen=True, tag="term"):
    """A word that a definition list explains."""

    content: tuple[Inline, ...]


class Details(Node, frozen=True, tag="details"):
    """What there is to say of the terms before it."""

    blocks: tuple[Block, ...]


class CodeBlock(Node, frozen=True, tag="code-block"):
    """Program text on lines of its own, kept to the letter; `language` names the programming language or is empty."""

    text: str
    language: str = ""


class HorizontalRule(Node, frozen=True, tag="rule"):
    """A break in the course of thought, drawn as a rule."""


class PageBreak(Node, frozen=True, tag="page-break"):
    """What follows begins a page."""


class Group(Node, frozen=True, tag="group"):
    """Blocks that their classes single out."""

    blocks: tuple[Block, ...]


class Caption(Node, frozen=True):
    """Words that belong to a figure, a table or a callout. (It has no ``type`` in JSON: only these hold captions.)"""

    content: tuple[Inline, ...]


class Callout(Node, frozen=True, tag="callout"):
    """Blocks set apart from the text for what they are. Without a `title`, the kind's own word stands over them.

    `confidence` goes with a key judgement. `anchor` and `number` are derived; only a ``box`` has a number.
    """

    kind: CalloutKind
    blocks: tuple[Block, ...]
    title: Caption | None = None
    confidence: Confidence = ""
    anchor: str = ""
    number: str = ""


class Figure(Node, frozen=True, tag="figure"):
    """Pictures, or whatever else is shown, with a caption and where it is from.

    `anchor` and `number` are derived; a figure without a caption or of class ``unnumbered`` has no number.
    """

    blocks: tuple[Block, ...]
    caption: Caption | None = None
    source: Caption | None = None
    anchor: str = ""
    number: str = ""


class Cell(Node, frozen=True):
    """A cell of a table, over `column_span` columns and `row_span` rows.

    Without an `alignment` of its own it has its column's. (It has no ``type`` in JSON: only rows hold cells.)
    """

    blocks: tuple[Block, ...]
    alignment: Alignment = ""
    column_span: Cells = msgspec.field(default=1, name="columns")
    row_span: Cells = msgspec.field(default=1, name="rows")


class Row(Node, frozen=True):
    """A row of a table. (It has no ``type`` in JSON: only tables hold rows.)"""

    cells: tuple[Cell, ...]


class Column(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A column of a table: how its cells align, and its share of the width (0 for as wide as it needs)."""

    alignment: Alignment = ""
    width: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0


class Table(Node, frozen=True, tag="table"):
    """Cells in rows and columns: rows of headings, one or more bodies (a rule parts them), rows of totals.

    `stub` columns at the start head their rows. `anchor` and `number` are derived; a table without a caption or of
    class ``unnumbered`` has no number.
    """

    columns: tuple[Column, ...]
    head: tuple[Row, ...] = ()
    bodies: tuple[tuple[Row, ...], ...] = ()
    foot: tuple[Row, ...] = ()
    stub: Annotated[int, msgspec.Meta(ge=0, le=1000)] = 0
    caption: Caption | None = None
    source: Caption | None = None
    anchor: str = ""
    number: str = ""


Inline: TypeAlias = (
    Text
    | Emphasis
    | Strong
    | Strikeout
    | Subscript
    | Superscript
    | SmallCaps
    | Code
    | Link
    | Image
    | Styled
    | Note
    | Reference
    | SoftBreak
    | LineBreak
)
Block: TypeAlias = (
    Paragraph
    | Heading
    | BulletList
    | NumberedList
    | DefinitionList
    | Quote
    | CodeBlock
    | HorizontalRule
    | PageBreak
    | Group
    | Callout
    | Figure
    | Table
)
Part: TypeAlias = ListItem | Term | Details | Caption | Row | Cell
"""What blocks are put together from."""


# Document -----------------------------------------------------------------------------------------------------------


class Author(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Who wrote the document. Empty means: not said. `orcid` is the bare identifier, ``0000-0002-1825-0097``."""

    name: str
    affiliation: str = ""
    email: str = ""
    orcid: str = ""


class Logo(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The publisher's mark: a picture, as `Image` has it."""

    source: str
    alt: str = ""


class Meta(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What is known about the document. Empty means: not said. `date` is ISO 8601, `language` a BCP 47 tag.

    `recipients` are whom a memo is to; `status` is a word such as ``draft`` or ``final``; `classification` stands at
    the head and foot of every page; `citation` is how to cite the document. What the author noted besides is `extra`.
    """

    title: tuple[Inline, ...] = ()
    subtitle: tuple[Inline, ...] = ()
    kicker: str = ""
    authors: tuple[Author, ...] = ()
    recipients: tuple[str, ...] = ()
    organisation: str = ""
    logo: Logo | None = None
    series: str = ""
    number: str = ""
    date: str = ""
    version: str = ""
    status: str = ""
    classification: str = ""
    language: str = ""
    summary: str = ""
    key_points: tuple[str, ...] = msgspec.field(default=(), name="key-points")
    keywords: tuple[str, ...] = ()
    contact: str = ""
    licence: str = ""
    citation: str = ""
    extra: dict[str, Any] = {}


class Document(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A whole source analysis: what is known about it, and its blocks in order."""

    blocks: tuple[Block, ...] = ()
    meta: Meta = Meta()
