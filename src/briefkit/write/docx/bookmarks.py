"""Anchors → bookmarks (w:bookmarkStart, ECMA-376 Part 1 §17.13.6): names that Word takes, and what is where.

A bookmark's name has at most 40 characters, letters, digits and underscores, the first a letter, and differs from all
others by more than case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from briefkit.write.docx.flow import Anchor, Inline, LabelStart, inlines_in

LONGEST = 40
TOP = "_top"
"""The bookmark that Word has at the beginning of every document."""


class Bookmarks:
    """The bookmark of every anchor and label; the first of several with one id, as in HTML."""

    def __init__(self, content: Iterable[Inline]) -> None:
        """`content` are all inlines that stand in the body."""
        self._names: dict[str, str] = {}
        taken: set[str] = set()
        for mark in inlines_in(content):
            if isinstance(mark, Anchor | LabelStart) and mark.id not in self._names:
                self._names[mark.id] = _name(mark.id, taken)

    def name(self, fragment: str) -> str | None:
        """The bookmark that ``#fragment`` leads to, percent-encoded or not; None where there is none."""
        return self._names.get(fragment) or self._names.get(unquote(fragment))


def anchors(content: Iterable[Inline]) -> Iterator[Anchor]:
    """The anchors among inlines, those in links too."""
    return (inline for inline in inlines_in(content) if isinstance(inline, Anchor))


def _name(id_: str, taken: set[str]) -> str:
    """A name made of an id, added to those `taken` (in lower case)."""
    plain = re.sub(r"\W+", "_", id_).strip("_") or "anchor"
    if not plain[0].isalpha():
        plain = f"a_{plain}"
    name, number = plain[:LONGEST].rstrip("_"), 1
    while name.casefold() in taken:
        number += 1
        suffix = f"_{number}"
        name = plain[: LONGEST - len(suffix)].rstrip("_") + suffix
    taken.add(name.casefold())
    return name
