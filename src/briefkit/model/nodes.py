"""The document model: every node a report can be made of, and nothing else. This file is the specification.

Nodes are frozen and know nothing of their parents. A block stands alone on the page, an inline stands in a line of
text. `attrs` is what the author wrote; what briefkit derives (an anchor, a number) has a field of its own; `span`
points back into the source and is no part of equality. In JSON a node is an object whose ``type`` is its tag.

A kind of node is here once it is read from sources and written to the PDF and to Word, not before.
"""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

import msgspec

from briefkit.spans import NOWHERE, Span

MAX_DEPTH = 100
"""How deep nodes may nest: blocks, list items and inlines are a level each. Readers and the decoder report more."""

Level: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=6)]
Start: TypeAlias = Annotated[int, msgspec.Meta(ge=0)]


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

    `anchor` is derived: the id that links, bookmarks and the contents list use, unique in the document.
    """

    level: Level
    content: tuple[Inline, ...]
    anchor: str = ""


class ListItem(Node, frozen=True):
    """One item of a list. (It has no ``type`` in JSON: only lists hold items.)"""

    blocks: tuple[Block, ...]


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
    """What somebody else wrote, set apart."""

    blocks: tuple[Block, ...]


class CodeBlock(Node, frozen=True, tag="code-block"):
    """Program text on lines of its own, kept to the letter; `language` names the programming language or is empty."""

    text: str
    language: str = ""


class HorizontalRule(Node, frozen=True, tag="rule"):
    """A break in the course of thought, drawn as a rule."""


Inline: TypeAlias = Text | Emphasis | Strong | Code | Link | Image | Styled | SoftBreak | LineBreak
Block: TypeAlias = Paragraph | Heading | BulletList | NumberedList | Quote | CodeBlock | HorizontalRule


# Document -----------------------------------------------------------------------------------------------------------


class Meta(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What is known about the document. Empty means: not said. `date` is ISO 8601, `language` a BCP 47 tag."""

    title: tuple[Inline, ...] = ()
    subtitle: tuple[Inline, ...] = ()
    authors: tuple[str, ...] = ()
    organisation: str = ""
    date: str = ""
    language: str = ""
    summary: str = ""
    keywords: tuple[str, ...] = ()
    extra: dict[str, Any] = {}


class Document(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A whole source analysis: what is known about it, and its blocks in order."""

    blocks: tuple[Block, ...] = ()
    meta: Meta = Meta()
