"""Numbers: of headings, figures, tables, boxes and footnotes, the same that CSS counts on the page."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct, field
from msgspec.structs import replace

from briefkit.diagnostics import Outcome
from briefkit.model import Callout, Document, Figure, Heading, Note, Table
from briefkit.model.walk import roots, walk
from briefkit.passes.places import Change, change_places

UNNUMBERED = "unnumbered"
"""The class by which an author leaves something out of the count."""


def number(document: Document) -> Outcome[Document]:
    """Number all that is counted.

    Headings ``1``, ``1.1``, … where they stand alone and are not of class ``unnumbered``; a level that was skipped
    counts 0. Figures, tables and boxes each in a row of their own, figures and tables where they have a caption; none
    in footnotes, which are set elsewhere. Footnotes through the whole document, each time that one is called.
    """
    counting = _Counting()
    changes: dict[int, Change] = {}
    place = 0
    for event in walk(roots(document)):
        if event.is_enter:
            node = event.node
            if isinstance(node, _Counted) and (found := counting.number(node, depth=event.depth)) != node.number:
                changes[place] = _numbering(found)
            place += 1
        counting.notes_open += isinstance(event.node, Note) * (1 if event.is_enter else -1)
    return Outcome(change_places(document, changes))


_Counted = Heading | Figure | Table | Callout | Note


def _numbering(number: str) -> Change:
    return lambda node: replace(node, number=number)


class _Counting(Struct):
    """How far the counts have come; `notes_open` tells how many footnotes the walk is in."""

    counts: Counter[str] = field(default_factory=Counter)
    levels: list[int] = field(default_factory=list)
    notes_open: int = 0

    def number(self, node: _Counted, *, depth: int) -> str:
        """The node's number; empty where it has none. What stands alone is at `depth` 1."""
        match node:
            case Note():
                return self._next("note")
            case _ if UNNUMBERED in node.attrs.classes or self.notes_open:
                return ""
            case Heading(level=level):
                return self._section(level) if depth == 1 else ""
            case Callout(kind=kind):
                return self._next("box") if kind == "box" else ""
            case Figure(caption=caption) | Table(caption=caption):
                return self._next(type(node).__name__) if caption is not None else ""

    def _next(self, kind: str) -> str:
        self.counts[kind] += 1
        return str(self.counts[kind])

    def _section(self, level: int) -> str:
        over = [*self.levels[:level], *[0] * (level - len(self.levels))]
        over[-1] += 1
        self.levels = over
        return ".".join(map(str, over))
