"""Going over a document without recursion: iterate its nodes, rewrite them, read out their words.

Depth costs no stack here, so that even what a reader has not bounded yet can be walked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any, NamedTuple, TypeAlias, TypeVar, assert_never

from msgspec import Struct, field
from msgspec.structs import replace

from briefkit.model.nodes import (
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
from briefkit.spans import NOWHERE, Span

AnyNode: TypeAlias = Block | Inline | Part
N = TypeVar("N", bound=AnyNode)


class Event(NamedTuple):
    """One step of a walk: `node` is entered or left; `depth` counts from 1 for the nodes that the walk starts with."""

    node: AnyNode
    is_enter: bool
    depth: int


def children(node: AnyNode) -> tuple[AnyNode, ...]:
    """The nodes directly inside `node`, in order."""
    match node:  # the most frequent first: the kinds are tried in turn
        case (
            Text()
            | Code()
            | Image()
            | Reference()
            | SoftBreak()
            | LineBreak()
            | CodeBlock()
            | HorizontalRule()
            | PageBreak()
        ):
            return ()
        case (
            Paragraph()
            | Heading()
            | Term()
            | Caption()
            | Emphasis()
            | Strong()
            | Strikeout()
            | Subscript()
            | Superscript()
            | SmallCaps()
            | Link()
            | Styled()
        ):
            return node.content
        case Quote() | Group() | Note() | ListItem() | Details() | Cell():
            return node.blocks
        case BulletList() | NumberedList() | DefinitionList():
            return node.items
        case Row():
            return node.cells
        case Callout():
            return (*_present(node.title), *node.blocks)
        case Figure():
            return (*node.blocks, *_present(node.caption, node.source))
        case Table():
            return (*_present(node.caption), *rows(node), *_present(node.source))
        case _:
            assert_never(node)


def rows(table: Table) -> tuple[Row, ...]:
    """All rows of `table`, in order."""
    return (*table.head, *(row for body in table.bodies for row in body), *table.foot)


def _present(*captions: Caption | None) -> tuple[Caption, ...]:
    return tuple(caption for caption in captions if caption is not None)


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


def walk_line(inlines: Sequence[Inline]) -> Iterator[Event]:
    """A walk through what stands in the line itself: notes are met, what they say is not."""
    outside = 0  # the depth of the note that the walk is in, 0 outside of notes
    for event in walk(inlines):
        if outside and event.depth > outside:
            continue
        outside = event.depth if isinstance(event.node, Note) and event.is_enter else 0
        yield event


def plain_text(inlines: Sequence[Inline]) -> str:
    """The words of `inlines` on one line: breaks become spaces, pictures what they show; notes are left out."""
    return "".join(_words(event.node) for event in walk_line(inlines) if event.is_enter)


def _words(node: AnyNode) -> str:
    match node:
        case Text() | Code():
            return node.text
        case Image():
            return node.alt
        case Reference():
            return node.number or node.words
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


def unchanged(node: N) -> N:
    """The rewriting of a node that changes nothing."""
    return node


def each(change: Callable[[N], N]) -> Rewrite[N]:
    """The rewriting that applies `change` to each node; where it changes none, the same tuple comes back."""

    def rewritten(nodes: tuple[N, ...]) -> tuple[N, ...]:
        changed = tuple(map(change, nodes))
        return nodes if all(new is old for new, old in zip(changed, nodes, strict=True)) else changed

    return rewritten


def rewrite(
    document: Document,
    *,
    blocks: Rewrite[Block] = same,
    inlines: Rewrite[Inline] = same,
    part: Callable[[Part], Part] = unchanged,
    on_the_way: Callable[[AnyNode], AnyNode] = unchanged,
) -> Document:
    """`document` with every run of blocks and of inlines, the title's included, passed through a function.

    From the inside out; `part` takes the parts of lists, tables and figures one by one. Before that, `on_the_way` takes
    every node in document order, parents first, and may change what does not touch its children. What comes back
    unchanged is the same object, up to the document itself.
    """
    rewriting = _Rewriting(blocks, inlines, part, on_the_way)
    title = rewriting.of(document.meta.title, inlines)
    subtitle = rewriting.of(document.meta.subtitle, inlines)
    body = rewriting.of(document.blocks, blocks)
    meta = document.meta
    if title is not meta.title or subtitle is not meta.subtitle:
        meta = replace(meta, title=title, subtitle=subtitle)
    if meta is document.meta and body is document.blocks:
        return document
    return Document(blocks=body, meta=meta)


class _Frame(Struct):
    """A container being rewritten: `todo` from `next` on is still to do, `done` is done. No `node` at the bottom."""

    node: AnyNode | None
    todo: tuple[AnyNode, ...]
    next: int = 0
    done: list[AnyNode] = field(default_factory=list)


class _Rewriting(Struct, frozen=True):
    """One rewriting of a document. Typed by its callers, which know what stands in what."""

    blocks: Any
    inlines: Any
    part: Callable[[Part], Part]
    on_the_way: Callable[[AnyNode], AnyNode]

    def of(self, nodes: Any, top: Any) -> Any:
        """`nodes` rewritten inside, then passed through `top`."""
        stack = [_Frame(None, nodes)]
        while True:
            frame = stack[-1]
            if frame.next < len(frame.todo):
                node = self.on_the_way(frame.todo[frame.next])
                frame.next += 1
                if inside := children(node):
                    stack.append(_Frame(node, inside))
                else:
                    frame.done.append(self._finished(node))
                continue
            stack.pop()
            parts = _unless_same(tuple(frame.done), frame.todo)
            if frame.node is None:
                return top(parts)
            stack[-1].done.append(self._finished(_with_parts(frame.node, parts, self.blocks, self.inlines)))

    def _finished(self, node: AnyNode) -> AnyNode:
        return self.part(node) if isinstance(node, Part) else node


def _is(new: object, old: object) -> bool:
    return new is old


def _with_parts(node: AnyNode, parts: Any, blocks: Any, inlines: Any) -> AnyNode:
    """`node` with its children rewritten as `parts`; runs of blocks and of inlines are passed through a function."""
    if isinstance(node, Callout | Figure | Table):
        return _with_captions(node, iter(parts), blocks)
    for name, rewritten in (("content", inlines), ("blocks", blocks), ("items", same), ("cells", same)):
        if hasattr(node, name):
            return _replaced(node, **{name: rewritten(parts)})
    return node


def _with_captions(node: Callout | Figure | Table, parts: Iterator[Any], blocks: Any) -> AnyNode:
    """`node` made of `parts`, which are its children in their order: none is gone, none is new."""
    match node:
        case Callout():
            title = _next(node.title, parts)
            return _replaced(node, title=title, blocks=_unless_same(blocks(tuple(parts)), node.blocks))
        case Figure():
            inside = tuple(islice(parts, len(node.blocks)))
            shown = _unless_same(blocks(inside), node.blocks)
            return _replaced(node, blocks=shown, caption=_next(node.caption, parts), source=_next(node.source, parts))
        case Table():
            caption = _next(node.caption, parts)
            head, *bodies, foot = (
                _unless_same(tuple(islice(parts, len(old))), old) for old in (node.head, *node.bodies, node.foot)
            )
            source = _next(node.source, parts)
            whole = _unless_same(tuple(bodies), node.bodies)
            return _replaced(node, caption=caption, head=head, bodies=whole, foot=foot, source=source)
        case _:
            assert_never(node)


def _next(caption: Caption | None, parts: Iterator[Any]) -> Caption | None:
    """The next part, where there was a `caption` in its place."""
    return None if caption is None else next(parts)


def _unless_same(new: tuple[Any, ...], old: tuple[Any, ...]) -> tuple[Any, ...]:
    """`new`, or `old` itself where it is made of the same objects."""
    return old if len(new) == len(old) and all(map(_is, new, old)) else new


def _replaced(node: N, **values: Any) -> N:
    """`node` with these values in it; itself where it has them already."""
    return node if all(getattr(node, name) is value for name, value in values.items()) else replace(node, **values)


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
