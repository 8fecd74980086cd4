"""The text of a cell whose lines stand side by side with those of others: parsed by itself, its places kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from markdown_it.rules_block import StateBlock
from msgspec import Struct

from briefkit.spans import Source

CELL = "cell"
"""Key of `Token.meta`, and of the state's ``env`` while a cell is parsed: the `CellText` that a block stands in."""


class CellText(Struct, frozen=True, dict=True):
    """The lines of a cell, from line `first` of the source (from 0) on, and the offsets there at which they begin."""

    first: int
    lines: Sequence[str]
    starts: Sequence[int]

    @cached_property
    def text(self) -> str:
        return "\n".join(self.lines)

    @cached_property
    def _positions(self) -> Sequence[int]:
        return list(accumulate((len(line) + 1 for line in self.lines), initial=0))

    def line(self, number: int) -> tuple[int, str]:
        """Where what the cell has of line `number` of the source begins, and what it is."""
        return self.starts[number - self.first], self.lines[number - self.first]

    def offset(self, line: int, position: int) -> int:
        """The offset in the source of a position in the cell's text, on its line `line`."""
        return self.starts[line] + position - self._positions[line]


def line_at(source: Source, number: int, cell: CellText | None) -> tuple[int, str]:
    """Where line `number` of the source (from 0), or what a `cell` has of it, begins, and what it is."""
    return cell.line(number) if cell else (source.line_starts[number], source.line(number + 1))


def line_of(state: StateBlock, line: int) -> str:
    """What stands on a line behind the marks of the blocks around."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def offset_of(state: StateBlock, line: int) -> int:
    """The offset in the source at which `line_of` begins."""
    position = state.bMarks[line] + state.tShift[line]
    cell: CellText | None = state.env.get(CELL)
    return cell.offset(line, position) if cell else position


def source_line(state: StateBlock, line: int) -> int:
    """The line of the source (from 0) that `line` is."""
    cell: CellText | None = state.env.get(CELL)
    return line + cell.first if cell else line
