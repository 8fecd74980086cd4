"""The outline of a document: what `briefkit inspect` prints and what the tests keep as goldens.

One line a block, indented by nesting: its kind, then its first words. Inlines are hinted at: ``*emphasis*``,
``**strong**``, `` `code` ``, ``[link](target)``, ``![picture](source)``, ``‹lead-in›``, ``‹.class styled›``, ``↩`` for
a line end of the source and ``⏎`` for one that is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import assert_never

from briefkit.model.nodes import (
    Attrs,
    Block,
    BulletList,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Heading,
    HorizontalRule,
    Image,
    Inline,
    LineBreak,
    Link,
    ListItem,
    Meta,
    NumberedList,
    Paragraph,
    Quote,
    SoftBreak,
    Strong,
    Styled,
    Text,
)
from briefkit.model.walk import AnyNode, descendants, plain_text, walk

WIDTH = 72
"""Characters of a block's text that an outline shows."""

KIND_WIDTH = 15
INDENT = "  "


def outline(document: Document, *, width: int | None = WIDTH, has_anchors: bool = False) -> str:
    """The outline as lines, without a line break after the last.

    Texts are cut after `width` characters, or whole for None; with `has_anchors` headings show theirs.
    """
    lines = [*_meta_lines(document.meta, width), *_block_lines(document.blocks, width, has_anchors=has_anchors)]
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
        (counts[Quote], _plural(counts[Quote], "quote")),
        (counts[CodeBlock], _plural(counts[CodeBlock], "code block")),
    )
    return ", ".join([*(text for count, text in parts if count), _plural(words, "word")])


def _items(document: Document) -> Iterator[ListItem]:
    return (node for node in descendants(document.blocks) if isinstance(node, ListItem))


def _texts(document: Document) -> Iterator[tuple[Inline, ...]]:
    yield document.meta.title
    yield document.meta.subtitle
    for node in descendants(document.blocks):
        if isinstance(node, Paragraph | Heading):
            yield node.content


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


# Lines --------------------------------------------------------------------------------------------------------------


def _meta_lines(meta: Meta, width: int | None) -> Iterator[str]:
    fields = {
        "title": marked(meta.title),
        "subtitle": marked(meta.subtitle),
        "authors": "; ".join(meta.authors),
        "organisation": meta.organisation,
        "date": meta.date,
        "language": meta.language,
        "summary": meta.summary,
        "keywords": "; ".join(meta.keywords),
        **{f"extra.{name}": repr(value) for name, value in meta.extra.items()},
    }
    return (_line(0, name, clipped(value, width)) for name, value in fields.items() if value)


def _block_lines(blocks: Sequence[Block], width: int | None, *, has_anchors: bool) -> Iterator[str]:
    shown: Paragraph | None = None  # the paragraph that stands on its item's line already
    for event in walk(blocks):
        node = event.node
        if not event.is_enter or not isinstance(node, Block | ListItem):
            continue
        if node is shown:
            shown = None
            continue
        if isinstance(node, ListItem) and node.blocks and isinstance(node.blocks[0], Paragraph):
            shown = node.blocks[0]
        kind, text = described(node, width)
        anchor = f"  #{node.anchor}" if has_anchors and isinstance(node, Heading) and node.anchor else ""
        yield _line(event.depth - 1, kind, text + anchor + _attrs(node.attrs))


def _line(depth: int, kind: str, text: str) -> str:
    indent = INDENT * depth
    return f"{indent}{kind:<{max(KIND_WIDTH - len(indent), len(kind) + 1)}}{text}"


def described(block: Block | ListItem, width: int | None) -> tuple[str, str]:
    """The kind of `block` and the text that stands beside it; an item shows its first paragraph's."""
    match block:
        case Heading():
            return f"heading {block.level}", clipped(marked(block.content), width)
        case Paragraph():
            return "paragraph", clipped(marked(block.content), width)
        case BulletList():
            return "bullet-list", _list_text(block)
        case NumberedList():
            return "numbered-list", _list_text(block) + (f", from {block.start}" if block.start != 1 else "")
        case ListItem():
            first = block.blocks[0] if block.blocks else None
            return "item", clipped(marked(first.content), width) if isinstance(first, Paragraph) else ""
        case Quote():
            return "quote", ""
        case CodeBlock():
            lines = block.text.count("\n") + 1
            note = f"({', '.join(filter(None, (block.language, _plural(lines, 'line'))))}) "
            return "code-block", note + clipped(block.text.replace("\n", "⏎"), width)
        case HorizontalRule():
            return "rule", ""
        case _:
            assert_never(block)


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
    return "".join(_marks(event.node)[not event.is_enter] for event in walk(inlines))


def _marks(node: AnyNode) -> tuple[str, str]:
    """What stands before and after the node's children."""
    match node:
        case Text():
            return node.text, ""
        case Emphasis():
            return "*", "*"
        case Strong():
            return "**", "**"
        case Code():
            return f"`{node.text}`", ""
        case Link():
            return "[", f"]({node.target}{_quoted(node.title)})"
        case Image():
            return f"![{node.alt}]({node.source}{_quoted(node.title)})", ""
        case Styled():
            is_lead_in = node.attrs.classes == ("lead-in",)
            return "‹" if is_lead_in else f"‹.{'.'.join(node.attrs.classes)} ", "›"
        case SoftBreak():
            return " ↩ ", ""
        case LineBreak():
            return " ⏎ ", ""
        case _:
            return "", ""


def _quoted(title: str) -> str:
    return f' "{title}"' if title else ""
