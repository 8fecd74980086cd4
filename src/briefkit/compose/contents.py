"""Lists of what a report has: its headings down to some level, nested; its figures, its tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from briefkit.compose.html import Context, render_repeated
from briefkit.compose.sandbox import Fragment
from briefkit.model.nodes import Block, Figure, Heading, Table
from briefkit.model.walk import descendants

FEWEST_HEADINGS = 3
"""A report with fewer headings than this does without a contents list."""


class Entry(Struct, frozen=True):
    """A line of the contents list: the heading's words, its number, anchor and level, and the lines under it.

    `number` is empty where the heading shows none.
    """

    title: Fragment
    anchor: str
    level: int
    number: str = ""
    entries: tuple[Entry, ...] = ()


class CaptionEntry(Struct, frozen=True):
    """A line of a list of figures or tables: the caption's words, the anchor and the label, ``Figure 1``."""

    title: Fragment
    anchor: str
    label: str


def contents_of(blocks: Iterable[Block], context: Context, *, depth: int) -> tuple[Entry, ...]:
    """The contents of a report down to heading level `depth`; none where too few headings have an anchor to lead to.

    Headings inside quotes and lists are no sections and are left out. A level that is skipped is not made up for: an
    h3 right under an h1 nests one deep.
    """
    headings = [block for block in blocks if isinstance(block, Heading) and block.level <= depth and block.anchor]
    return _nested(headings, context) if len(headings) >= FEWEST_HEADINGS else ()


def _nested(headings: Iterable[Heading], context: Context) -> tuple[Entry, ...]:
    groups: list[tuple[Heading, list[Heading]]] = []
    for heading in headings:
        if groups and heading.level > groups[-1][0].level:
            groups[-1][1].append(heading)
        else:
            groups.append((heading, []))
    return tuple(
        Entry(
            title=Fragment(render_repeated(heading.content, context)),
            anchor=heading.anchor,
            level=heading.level,
            number=heading.number if context.numbers_headings else "",
            entries=_nested(below, context),
        )
        for heading, below in groups
    )


def captions_of(blocks: Sequence[Block], context: Context, kind: type[Figure | Table]) -> tuple[CaptionEntry, ...]:
    """The figures or the tables of a report that have a number, wherever they stand."""
    name = "figure" if kind is Figure else "table"
    return tuple(
        CaptionEntry(
            title=Fragment(render_repeated(node.caption.content, context)),
            anchor=node.anchor,
            label=context.label(name, node.number),
        )
        for node in descendants(blocks)
        if isinstance(node, kind) and node.caption is not None and node.number and node.anchor
    )
