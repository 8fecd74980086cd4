"""Where things stand in a source: offsets that travel with the nodes, and lines and columns worked out when shown.

Owns `Span` (a cheap pair of offsets) and `Source` (a decoded text that can turn an offset into a line and a column).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

import msgspec
from msgspec import Struct


class Span(msgspec.Struct, frozen=True, eq=False, order=False):
    """A half-open range ``[start, end)`` of characters in the decoded source called `source`.

    A span never takes part in equality: it equals every other span, so two documents are equal when they say the
    same, wherever their words stood.
    """

    source: str
    start: int
    end: int

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span)

    def __hash__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        """Whether the span points anywhere: `NOWHERE` does not."""
        return bool(self.source)


NOWHERE = Span("", 0, 0)
"""The span of a node that no source wrote."""


class Source(Struct, frozen=True, dict=True):
    """A decoded source text under the name that messages call it by."""

    name: str
    text: str

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offsets at which the lines begin; ``\\n`` alone ends a line (readers normalise the others away)."""
        return (0, *(found.end() for found in re.finditer("\n", self.text)))

    def position(self, offset: int) -> tuple[int, int]:
        """The line and the column of `offset`, both counted from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of line `number` (from 1) without its line break."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] - 1 if number < len(self.line_starts) else len(self.text)
        return self.text[start:end]

    def span(self, start: int, end: int) -> Span:
        return Span(self.name, start, end)
