"""Going over a document without recursion: iterate its nodes, rewrite them, read out their words.

Depth costs no stack here, so that even what a reader has not bounded yet can be walked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias, TypeVar, assert_never

from msgspec.structs import replace

from briefkit.model.nodes import (
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
    NumberedList,
    Paragraph,
    Quote,
    SoftBreak,
    Strong,
    Styled,
    Text,
)
from briefkit.spans import NOWHERE, Span

AnyNode: TypeAlias = Block | Inline | ListItem
N = TypeVar("N", bound=AnyNode)


class Event(NamedTuple):
    """One step of a walk: `node` is entered or left; `depth` counts from 1 for the nodes that the walk starts with."""

    node: AnyNode
    is_enter: bool
    depth: int


def children(node: AnyNode) -> tuple[AnyNode, ...]:
    """The nodes directly inside `node`, in order."""
    match node:
        case Paragraph() | Heading() | Emphasis() | Strong() | Link() | Styled():
            return node.content
        case Quote() | ListItem():
            return node.blocks
        case BulletList() | NumberedList():
            return node.items
        case Text() | Code() | Image() | SoftBreak() | LineBreak() | CodeBlock() | HorizontalRule():
            return ()
        case _:
            assert_never(node)


def roots(document: Document) -> tuple[AnyNode, ...]:
    """All that stands at the top: the title's and the subtitle's inlines, then the blocks."""
    return (*document.meta.title, *document.meta.subtitle, *document.blocks)


def walk(nodes: Sequence[AnyNode]) -> Iterator[Event]:
    """Every node in `nodes` and below, entered before its children and left after them."""
    stack = [Event(node, is_enter=True, depth=1) for node in reversed(nodes)]
    while stack:
        event = stack.pop()
        yield event
        if event.is_enter:
            stack.append(event._replace(is_enter=False))
            stack.extend(Event(child, is_enter=True, depth=event.depth + 1) for child in reversed(children(event.node)))


def descendants(nodes: Sequence[AnyNode]) -> Iterator[AnyNode]:
    """Every node in `nodes` and below, in document order, parents first."""
    return (event.node for event in walk(nodes) if event.is_enter)


def plain_text(inlines: Sequence[Inline]) -> str:
    """The words of `inlines` on one line: breaks become spaces, pictures what they show."""
    return "".join(_words(node) for node in descendants(inlines))


def _words(node: AnyNode) -> str:
    match node:
        case Text() | Code():
            return node.text
        case Image():
            return node.alt
        case SoftBreak() | LineBreak():
            return " "
        case _:
            return ""


# Rewriting ----------------------------------------------------------------------------------------------------------

Rewrite: TypeAlias = Callable[[tuple[N, ...]], tuple[N, ...]]
"""Takes all nodes of one container, already rewritten inside, and gives those to stand in their place."""


def same(nodes: tuple[N, ...]) -> tuple[N, ...]:
    """The rewriting that changes nothing."""
    return nodes


def each(change: Callable[[N], N]) -> Rewrite[N]:
    """The rewriting that applies `change` to each node; where it changes none, the same tuple comes back."""

    def rewritten(nodes: tuple[N, ...]) -> tuple[N, ...]:
        changed = tuple(map(change, nodes))
        return nodes if all(new is old for new, old in zip(changed, nodes, strict=True)) else changed

    return rewritten


def rewrite(document: Document, *, blocks: Rewrite[Block] = same, inlines: Rewrite[Inline] = same) -> Document:
    """`document` with every run of blocks and of inlines, the title's included, passed through a function.

    From the inside out. What comes back unchanged is the same object, up to the document itself.
    """
    title = _rewritten(document.meta.title, blocks, inlines, inlines)
    subtitle = _rewritten(document.meta.subtitle, blocks, inlines, inlines)
    body = _rewritten(document.blocks, blocks, inlines, blocks)
    meta = document.meta
    if title is not meta.title or subtitle is not meta.subtitle:
        meta = replace(meta, title=title, subtitle=subtitle)
    if meta is document.meta and body is document.blocks:
        return document
    return Document(blocks=body, meta=meta)


@dataclass
class _Frame:
    """A container being rewritten: `todo` from `next` on is still to do, `done` is done. No `node` at the bottom."""

    node: AnyNode | None
    todo: tuple[AnyNode, ...]
    next: int = 0
    done: list[AnyNode] = field(default_factory=list)


def _rewritten(nodes: Any, blocks: Any, inlines: Any, top: Any) -> Any:
    """`nodes` rewritten inside, then passed through `top`; typed by its callers, which know what stands in what."""
    stack = [_Frame(None, nodes)]
    while True:
        frame = stack[-1]
        if frame.next < len(frame.todo):
            node = frame.todo[frame.next]
            frame.next += 1
            if inside := children(node):
                stack.append(_Frame(node, inside))
            else:
                frame.done.append(node)
            continue
        stack.pop()
        parts = frame.todo if all(map(_is, frame.done, frame.todo)) else tuple(frame.done)
        if frame.node is None:
            return top(parts)
        stack[-1].done.append(_with_parts(frame.node, parts, blocks, inlines))


def _is(new: object, old: object) -> bool:
    return new is old


def _with_parts(node: AnyNode, parts: Any, blocks: Any, inlines: Any) -> AnyNode:
    match node:
        case Paragraph() | Heading() | Emphasis() | Strong() | Link() | Styled():
            content = inlines(parts)
            return node if content is node.content else replace(node, content=content)
        case Quote() | ListItem():
            body = blocks(parts)
            return node if body is node.blocks else replace(node, blocks=body)
        case BulletList() | NumberedList():
            return node if parts is node.items else replace(node, items=parts)
        case _:
            return node


# Texts --------------------------------------------------------------------------------------------------------------


def join_texts(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """`inlines` with no empty text in it and no two texts of the same attributes side by side."""
    kept = [node for node in inlines if not isinstance(node, Text) or node.text]
    joined: list[Inline] = []
    for _, run in groupby(kept, key=lambda node: node.attrs if isinstance(node, Text) else id(node)):
        nodes = list(run)
        texts = [node for node in nodes if isinstance(node, Text)]
        joined.extend(nodes if len(texts) < 2 else [_joined(texts)])
    return tuple(joined)


def _joined(texts: Sequence[Text]) -> Text:
    return Text(text="".join(node.text for node in texts), attrs=texts[0].attrs, span=_hull(texts))


def _hull(texts: Sequence[Text]) -> Span:
    """From the start of the first text that has a place to the end of the last."""
    placed = [node.span for node in texts if node.span]
    return Span(placed[0].source, placed[0].start, placed[-1].end) if placed else NOWHERE
