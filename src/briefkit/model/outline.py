"""The outline of a document: what `briefkit inspect` prints and what the tests keep as goldens.

One line a block, indented by nesting: its kind, then its first words. Inlines are hinted at: ``*emphasis*``,
``**strong**``, `` `code` ``, ``[link](target)``, ``![picture](source)``, ``‹lead-in›``, ``‹.class styled›``,
``‹~struck out›``, ``‹_below›``, ``‹^above›``, ``‹small-caps so›``, ``[^]`` where a note is called, ``[@references]``,
``↩`` for a line end of the source and ``⏎`` for one that is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, assert_never

from msgspec.structs import asdict, replace

from briefkit.model.nodes import (
    Attrs,
    Author,
    Block,
    BulletList,
    Callout,
    Caption,
    Cell,
    Code,
    CodeBlock,
    DefinitionList,
    Details,
    Document,
    Emphasis,
    Figure,
    Group,
    Heading,
    HorizontalRule,
    Image,
    Inline,
    LineBreak,
    Link,
    ListItem,
    Logo,
    Meta,
    Note,
    NumberedList,
    PageBreak,
    Paragraph,
    Part,
    Quote,
    Reference,
    Row,
    SmallCaps,
    SoftBreak,
    Strikeout,
    Strong,
    Styled,
    Subscript,
    Superscript,
    Table,
    Term,
    Text,
)
from briefkit.model.walk import AnyNode, descendants, each, plain_text, rewrite, walk, walk_line

WIDTH = 72
"""Characters of a block's text that an outline shows."""

KIND_WIDTH = 15
INDENT = "  "


def outline(
    document: Document, *, width: int | None = WIDTH, has_anchors: bool = False, numbers_headings: bool = True
) -> str:
    """The outline as lines, without a line break after the last.

    Texts are cut after `width` characters, or whole for None; with `has_anchors` headings show theirs, and unless told
    otherwise by `numbers_headings` their numbers.
    """
    blocks = document.blocks if numbers_headings else rewrite(document, blocks=each(_unnumbered)).blocks
    lines = [*_meta_lines(document.meta, width), *_block_lines(blocks, width, has_anchors=has_anchors)]
    return "\n".join(line.rstrip() for line in lines)


def summary(document: Document) -> str:
    """What the document is made of, in one line: ``7 headings, 9 paragraphs, 2 lists with 10 items, 1,022 words``."""
    counts = Counter(type(node) for node in descendants(document.blocks))
    in_items = sum(type(block) is Paragraph for item in _items(document) for block in item.blocks)
    words = sum(len(plain_text(inlines).split()) for inlines in _texts(document))
    lists = counts[BulletList] + counts[NumberedList]
    list_text = f"{_plural(lists, 'list')} with {_plural(counts[ListItem], 'item')}"
    parts = (
        (counts[Heading], _plural(counts[Heading], "heading")),
        (counts[Paragraph] - in_items, _plural(counts[Paragraph] - in_items, "paragraph")),
        (lists, list_text),
        *((counts[kind], _plural(counts[kind], noun)) for kind, noun in _COUNTED.items()),
    )
    return ", ".join([*(text for count, text in parts if count), _plural(words, "word")])


_COUNTED: dict[type[AnyNode], str] = {
    DefinitionList: "definition list",
    Quote: "quote",
    Callout: "callout",
    Table: "table",
    Figure: "figure",
    CodeBlock: "code block",
    Note: "note",
}


def _items(document: Document) -> Iterator[ListItem | Details | Cell]:
    return (node for node in descendants(document.blocks) if isinstance(node, _SHOWS_FIRST))


def _texts(document: Document) -> Iterator[tuple[Inline, ...]]:
    yield document.meta.title
    yield document.meta.subtitle
    for node in descendants(document.blocks):
        if isinstance(node, Paragraph | Heading | Term | Caption):
            yield node.content


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _unnumbered(block: Block) -> Block:
    return replace(block, number="") if isinstance(block, Heading) else block


# Lines --------------------------------------------------------------------------------------------------------------


def _meta_lines(meta: Meta, width: int | None) -> Iterator[str]:
    fields = {
        **{name: _meta_text(value) for name, value in asdict(meta).items() if name != "extra"},
        **{f"extra.{name}": repr(value) for name, value in meta.extra.items()},
    }
    return (_line(0, name.replace("_", "-"), clipped(value, width)) for name, value in fields.items() if value)


def _meta_text(value: Any) -> str:
    """A field of the metadata on one line."""
    match value:
        case None:
            return ""
        case str():
            return value
        case Author():
            return " ".join(filter(None, (value.name, *(f"({said})" for said in _beside(value)))))
        case Logo():
            return f"{value.source} {value.alt}".rstrip()
        case (str() | Author(), *_):
            return "; ".join(map(_meta_text, value))
        case _:
            return marked(value)


def _beside(author: Author) -> Iterator[str]:
    return filter(None, (author.affiliation, author.email, author.orcid))


def _block_lines(blocks: Sequence[Block], width: int | None, *, has_anchors: bool) -> Iterator[str]:
    shown: Paragraph | None = None  # the paragraph that stands on its item's line already
    for event in walk(blocks):
        node = event.node
        if not event.is_enter or not isinstance(node, Block | Part | Note):
            continue
        if node is shown:
            shown = None
            continue
        if isinstance(node, _SHOWS_FIRST) and node.blocks and isinstance(node.blocks[0], Paragraph):
            shown = node.blocks[0]
        kind, text = described(node, width)
        anchor = f"  #{node.anchor}" if has_anchors and isinstance(node, _ANCHORED) and node.anchor else ""
        yield _line(event.depth - 1, kind, text + anchor + _attrs(node.attrs))


_SHOWS_FIRST = ListItem | Details | Cell
_ANCHORED = Heading | Figure | Table | Callout


def _line(depth: int, kind: str, text: str) -> str:
    indent = INDENT * depth
    return f"{indent}{kind:<{max(KIND_WIDTH - len(indent), len(kind) + 1)}}{text}"


def described(block: Block | Part | Note, width: int | None) -> tuple[str, str]:
    """The kind of `block` and the text that stands beside it; an item or a cell shows its first paragraph's."""
    match block:
        case Heading():
            return f"heading {block.level}", clipped(_numbered(block.number, marked(block.content)), width)
        case Paragraph() | Term() | Caption():
            return _KINDS[type(block)], clipped(marked(block.content), width)
        case BulletList() | NumberedList():
            start = f", from {block.start}" if isinstance(block, NumberedList) and block.start != 1 else ""
            return _KINDS[type(block)], _list_text(block) + start
        case ListItem(is_done=is_done):
            return "item", {None: "", True: "[x] ", False: "[ ] "}[is_done] + _first_words(block.blocks, width)
        case Details():
            return "details", _first_words(block.blocks, width)
        case Cell():
            spans = f"({block.column_span}×{block.row_span}) " if (block.column_span, block.row_span) != (1, 1) else ""
            return "cell", spans + _first_words(block.blocks, width)
        case CodeBlock():
            lines = block.text.count("\n") + 1
            note = f"({', '.join(filter(None, (block.language, _plural(lines, 'line'))))}) "
            return "code-block", note + clipped(block.text.replace("\n", "⏎"), width)
        case Callout():
            return "callout", " ".join(filter(None, (block.kind, block.confidence, block.number)))
        case Figure() | Note():
            return _KINDS[type(block)], block.number
        case Table():
            return "table", _numbered(block.number, _table_text(block))
        case DefinitionList() | Quote() | HorizontalRule() | PageBreak() | Group() | Row():
            return _KINDS[type(block)], ""
        case _:
            assert_never(block)


_KINDS: dict[type[AnyNode], str] = {
    Figure: "figure",
    Note: "note",
    Paragraph: "paragraph",
    Term: "term",
    Caption: "caption",
    BulletList: "bullet-list",
    NumberedList: "numbered-list",
    DefinitionList: "definition-list",
    Quote: "quote",
    HorizontalRule: "rule",
    PageBreak: "page-break",
    Group: "group",
    Row: "row",
}


def _numbered(number: str, text: str) -> str:
    return f"{number} {text}" if number else text


def _first_words(blocks: Sequence[Block], width: int | None) -> str:
    first = blocks[0] if blocks else None
    return clipped(marked(first.content), width) if isinstance(first, Paragraph) else ""


def _table_text(table: Table) -> str:
    columns = " ".join(column.alignment or "-" for column in table.columns)
    rows = [len(table.head), sum(map(len, table.bodies)), len(table.foot)]
    return f"({_plural(sum(rows), 'row')}: {rows[0]} head, {rows[1]} body, {rows[2]} foot; {columns})"


def _list_text(block: BulletList | NumberedList) -> str:
    return f"({_plural(len(block.items), 'item')}, {'tight' if block.is_tight else 'loose'})"


def _attrs(attrs: Attrs) -> str:
    parts = [
        *([f"#{attrs.id}"] if attrs.id else []),
        *(f".{name}" for name in attrs.classes),
        *(f"{name}={value}" for name, value in attrs.values.items()),
    ]
    return f"  {{{' '.join(parts)}}}" if parts else ""


def clipped(text: str, width: int | None) -> str:
    """`text`, or its first words within `width` characters and how many there are in all."""
    if width is None or len(text) <= width:
        return text
    head, _, _ = text[: width + 1].rpartition(" ")
    return f"{head or text[:width]} … ({_plural(len(text.split()), 'word')})"


# Inlines ------------------------------------------------------------------------------------------------------------


def marked(inlines: Sequence[Inline]) -> str:
    """The words of `inlines` with the marks that this module's docstring lists."""
    return "".join(_marks(event.node)[not event.is_enter] for event in walk_line(inlines))


def _marks(node: AnyNode) -> tuple[str, str]:
    """What stands before and after the node's children."""
    match node:
        case Text():
            return node.text, ""
        case Code():
            return f"`{node.text}`", ""
        case Link():
            return "[", f"]({node.target}{_quoted(node.title)})"
        case Image():
            return f"![{node.alt}]({node.source}{_quoted(node.title)})", ""
        case Styled():
            is_lead_in = node.attrs.classes == ("lead-in",)
            return "‹" if is_lead_in else f"‹.{'.'.join(node.attrs.classes)} ", "›"
        case Reference():
            return f"[{'-' if node.is_bare else ''}@{node.target}]", ""
        case _:
            return _MARKS.get(type(node), ("", ""))


_MARKS: dict[type[AnyNode], tuple[str, str]] = {
    Emphasis: ("*", "*"),
    Strong: ("**", "**"),
    Strikeout: ("‹~", "›"),
    Subscript: ("‹_", "›"),
    Superscript: ("‹^", "›"),
    SmallCaps: ("‹small-caps ", "›"),
    Note: ("[^", "]"),
    SoftBreak: (" ↩ ", ""),
    LineBreak: (" ⏎ ", ""),
}


def _quoted(title: str) -> str:
    return f' "{title}"' if title else ""
