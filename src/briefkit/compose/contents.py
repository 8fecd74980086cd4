"""The contents list: a report's headings down to some level, nested as the list will be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefkit.compose.html import render_reference
from briefkit.compose.sandbox import Fragment
from briefkit.model.nodes import Block, Heading

FEWEST_HEADINGS = 3
"""A report with fewer headings than this does without a contents list."""


@dataclass(frozen=True)
class Entry:
    """A line of the contents list: the heading's words, its anchor and level, and the lines under it."""

    title: Fragment
    anchor: str
    level: int
    entries: tuple[Entry, ...] = ()


def contents_of(blocks: Iterable[Block], *, depth: int) -> tuple[Entry, ...]:
    """The contents of a report down to heading level `depth`; none where too few headings have an anchor to lead to.

    Headings inside quotes and lists are no sections and are left out. A level that is skipped is not made up for: an
    h3 right under an h1 nests one deep.
    """
    headings = [block for block in blocks if isinstance(block, Heading) and block.level <= depth and block.anchor]
    return _nested(headings) if len(headings) >= FEWEST_HEADINGS else ()


def _nested(headings: Iterable[Heading]) -> tuple[Entry, ...]:
    groups: list[tuple[Heading, list[Heading]]] = []
    for heading in headings:
        if groups and heading.level > groups[-1][0].level:
            groups[-1][1].append(heading)
        else:
            groups.append((heading, []))
    return tuple(
        Entry(Fragment(render_reference(heading.content)), heading.anchor, heading.level, _nested(below))
        for heading, below in groups
    )
