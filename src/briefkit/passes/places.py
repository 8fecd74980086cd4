"""Changing nodes by their places. A place is a number: that of the node in document order, counted from 0.

So a node that stands in two places (it is one object, but two notes) is changed in each of them on its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any, TypeAlias

from briefkit.model import Document
from briefkit.model.walk import AnyNode, descendants, rewrite, roots, unchanged

Change: TypeAlias = Callable[[Any], AnyNode]
"""Makes of a node another of the same kind, with the same children."""


def placed(document: Document) -> Iterator[tuple[int, AnyNode]]:
    """Every node of the document with its place."""
    return enumerate(descendants(roots(document)))


def change_places(document: Document, changes: Mapping[int, Change]) -> Document:
    """`document` with the nodes at some places changed; the same object where there are none."""
    if not changes:
        return document
    places = count()

    def changed(node: AnyNode) -> AnyNode:
        return changes.get(next(places), unchanged)(node)

    return rewrite(document, on_the_way=changed)
