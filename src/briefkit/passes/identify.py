"""Anchors: the ids that links, bookmarks and the contents list find headings by."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict, deque
from dataclasses import dataclass, field

from msgspec.structs import replace

from briefkit.diagnostics import Outcome
from briefkit.model import Block, Document, Heading
from briefkit.model.walk import descendants, each, plain_text, rewrite, roots

_NOT_IN_SLUG = re.compile(r"[^\w\s-]")
_HYPHENS = re.compile(r"[\s-]+")

NAMELESS = "section"
"""The slug of a heading without letters or digits."""


def identify(document: Document) -> Outcome[Document]:
    """Give every heading an anchor of its own: the author's id, or a slug of its words, duplicates numbered.

    An id that the author wrote is never given to another heading; of two headings for which the author wrote the same
    id, the second gets a numbered one.
    """
    anchors = _anchors(document)

    def anchored(block: Block) -> Block:
        if not isinstance(block, Heading):
            return block
        anchor = anchors[id(block)].popleft()
        return block if block.anchor == anchor else replace(block, anchor=anchor)

    return Outcome(rewrite(document, blocks=each(anchored)))


def _anchors(document: Document) -> dict[int, deque[str]]:
    """The anchors of all headings, given in document order, by the heading's identity; several where one node stands
    in several places."""
    written = {node.attrs.id for node in descendants(roots(document)) if node.attrs.id}
    names, kept = _Names(set(written)), set[str]()
    anchors: dict[int, deque[str]] = defaultdict(deque)
    for node in descendants(document.blocks):
        if isinstance(node, Heading):
            own = node.attrs.id
            is_first = bool(own) and own not in kept
            anchors[id(node)].append(own if is_first else names.free(own or slug(plain_text(node.content))))
            kept.add(own)
    return anchors


@dataclass
class _Names:
    """Names that are given out once each."""

    taken: set[str]
    numbers: dict[str, int] = field(default_factory=dict)

    def free(self, name: str) -> str:
        """`name`, or where it is taken the same with the next number that is free, from 2."""
        found, number = name, self.numbers.get(name, 1)
        while found in self.taken:
            number += 1
            found = f"{name}-{number}"
        self.numbers[name] = number
        self.taken.add(found)
        return found


def slug(text: str) -> str:
    """`text` in lower case, its words joined by hyphens: letters and digits of all scripts stay, the rest goes."""
    words = _NOT_IN_SLUG.sub("", unicodedata.normalize("NFC", text).lower())
    return _HYPHENS.sub("-", words).strip("-") or NAMELESS
