"""What the links and cross-references of a document can lead to."""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.model import Callout, Document, Figure, Heading, Inline, Reference, SoftBreak, Table, Text
from briefkit.model.walk import AnyNode, children, descendants, plain_text, roots, walk_line


def id_of(node: AnyNode) -> str:
    """The id that the node has on the page; empty where it has none, as what is no element there."""
    match node:
        case Heading() | Figure() | Table() | Callout() if node.anchor:
            return node.anchor
        case Text() | SoftBreak():
            return ""
        case _:
            return node.attrs.id


def ids_of(document: Document) -> frozenset[str]:
    """The ids of all nodes that have one."""
    return frozenset(filter(None, map(id_of, descendants(roots(document)))))


def own_words(inlines: Sequence[Inline]) -> str:
    """The words of `inlines` without what cross-references in them say, which follows from other places."""
    leaves = (event.node for event in walk_line(inlines) if event.is_enter and not children(event.node))
    return "".join(
        plain_text([leaf]) for leaf in leaves if isinstance(leaf, Inline) and not isinstance(leaf, Reference)
    )
