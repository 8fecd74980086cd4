"""Anchors: the ids that links, bookmarks and lists find headings, figures, tables and callouts by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from briefkit.diagnostics import Diagnostic, Outcome, diagnose
from briefkit.model import Callout, Document, Figure, Heading, Note, SoftBreak, Table, Text
from briefkit.model.walk import AnyNode
from briefkit.passes.places import Change, change_places, placed
from briefkit.passes.targets import own_words

_NOT_IN_SLUG = re.compile(r"[^\w\s-]")
_HYPHENS = re.compile(r"[\s-]+")

NAMELESS = "section"
"""The slug of a heading without letters or digits."""

CAPTION = "caption"
"""What the id of a table's caption ends with, after the table's own and a hyphen."""


def identify(document: Document) -> Outcome[Document]:
    """Give every heading, figure, table and callout an anchor of its own: the author's id, or one made up.

    A heading's is a slug of its words, the others' is the name of their kind; duplicates are numbered. An id that the
    author wrote is never given to anything else. Where the author wrote one twice, B506 names the second place, and
    what stands there gets a numbered one.
    """
    nodes = tuple(placed(document))
    written = {place: own for place, node in nodes if (own := _own(node))}
    reserved = set(_reserved(nodes))
    first = {own: place for place, own in reversed(written.items()) if own not in reserved}
    names = _Names({*written.values(), *reserved})
    changes: dict[int, Change] = {}
    for place, node in _headings_first(nodes):
        own = written.get(place, "")
        if not own or first.get(own) != place:
            name = names.free(own or _made_up(node), with_caption=_has_caption_id(node))
        else:
            name = own
        if name != (node.anchor if isinstance(node, _Anchored) else own):
            changes[place] = _naming(node, name)
    twice = (_twice(node, written[place]) for place, node in nodes if first.get(written.get(place, ""), place) != place)
    taken = (_twice(node, written[place]) for place, node in nodes if written.get(place, "") in reserved)
    return Outcome(change_places(document, changes), (*twice, *taken))


_Anchored = Heading | Figure | Table | Callout


def _own(node: AnyNode) -> str:
    """The id that the author wrote, where it reaches the page."""
    return "" if isinstance(node, Text | SoftBreak) else node.attrs.id


def _headings_first(nodes: Sequence[tuple[int, AnyNode]]) -> Iterator[tuple[int, AnyNode]]:
    """What needs a name: headings, whose anchors people link to, go before the rest."""
    yield from (pair for pair in nodes if isinstance(pair[1], Heading))
    rest = (pair for pair in nodes if not isinstance(pair[1], Heading))
    yield from (pair for pair in rest if isinstance(pair[1], _Anchored) or _own(pair[1]))


def _reserved(nodes: Sequence[tuple[int, AnyNode]]) -> Iterator[str]:
    """The ids that go with others: of the footnotes and their calls, of the captions that tables are named by."""
    notes = sum(isinstance(node, Note) for _, node in nodes)
    for number in range(1, notes + 1):
        yield from (f"note-{number}", f"noteref-{number}")
    for _, node in nodes:
        if _has_caption_id(node) and _own(node):
            yield f"{_own(node)}-{CAPTION}"


def _has_caption_id(node: AnyNode) -> bool:
    return isinstance(node, Table) and node.caption is not None and not node.caption.attrs.id


def _made_up(node: AnyNode) -> str:
    match node:
        case Heading(content=content):
            return slug(own_words(content))
        case Callout(kind=kind):
            return kind
        case _:
            return str(node.__struct_config__.tag)


def _naming(node: AnyNode, name: str) -> Change:
    if isinstance(node, _Anchored):
        return lambda node: replace(node, anchor=name)
    return lambda node: replace(node, attrs=replace(node.attrs, id=name))


def _twice(node: AnyNode, own: str) -> Diagnostic:
    return diagnose(
        "B506",
        f"`{own}` is the id of something else already",
        span=node.span,
        hint="give this one another id: what refers to it is led to the first",
    )


class _Names(Struct):
    """Names that are given out once each."""

    taken: set[str]
    numbers: dict[str, int] = field(default_factory=dict)

    def free(self, name: str, *, with_caption: bool = False) -> str:
        """`name`, or where it is taken the same with the next number that is free, from 2.

        It is taken, too, where the caption that is to be named after it could not be.
        """
        found, number = name, self.numbers.get(name, 1)
        while found in self.taken or (with_caption and f"{found}-{CAPTION}" in self.taken):
            number += 1
            found = f"{name}-{number}"
        self.numbers[name] = number
        self.taken |= {found, f"{found}-{CAPTION}"} if with_caption else {found}
        return found


def slug(text: str) -> str:
    """`text` in lower case, its words joined by hyphens: letters and digits of all scripts stay, the rest goes."""
    words = _NOT_IN_SLUG.sub("", unicodedata.normalize("NFC", text).lower())
    return _HYPHENS.sub("-", words).strip("-") or NAMELESS
