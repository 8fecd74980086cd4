"""Tables drawn as grids, for what lines with bars cannot say: cells of several blocks or over several columns and rows,
more than one row of headings, several bodies, a foot.

Columns are counted as a terminal shows them, which is how `briefkit.read.markdown.grids` counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from briefkit.model import Alignment, Block, Cell, Row, Table
from briefkit.model.grid import slots
from briefkit.read.markdown.grids import width_of

Write = Callable[[Sequence[Block]], list[str]]

_COLONS: Mapping[Alignment, tuple[bool, bool]] = {
    "": (False, False),
    "left": (True, False),
    "right": (False, True),
    "center": (True, True),
}


class _Box(Struct, frozen=True):
    """A cell from one row and column to others, which are no longer in it, and its lines."""

    top: int
    left: int
    bottom: int
    right: int
    lines: Sequence[str]


def grid_lines(table: Table, write: Write) -> list[str]:
    """The lines that draw `table`, what stands in its cells written by `write`.

    Double lines end the head, each body but the last, and the foot. A table of several bodies without a head is given
    an empty one, which reads back as none.
    """
    head = table.head or (_empty_row(len(table.columns)),) * (len(table.bodies) > 1)
    groups = [rows for rows in (head, *table.bodies, table.foot) if rows]
    ends = list(accumulate(map(len, groups), initial=0))
    boxes = [
        box for start, rows in zip(ends, groups, strict=False) for box in _boxes(rows, start, len(table.columns), write)
    ]
    double = set(ends[1:-1]) | ({ends[-1]} if table.foot or len(groups) == bool(table.head) else set())
    drawing = _Drawing(boxes, rows=ends[-1], columns=len(table.columns))
    for row in {0, *double}:
        drawing.rule(row, "=" if row in double else "-")
    drawing.align(ends[1] if head else 0, [column.alignment for column in table.columns])
    return drawing.lines()


def _empty_row(columns: int) -> Row:
    return Row(cells=(Cell(blocks=()),) * columns)


def _boxes(rows: Sequence[Row], start: int, width: int, write: Write) -> Iterator[_Box]:
    """The cells of a group that begins at row `start`; empty ones fill it up, and those that overlap are cut."""
    taken: set[tuple[int, int]] = set()
    for row, placed in enumerate(slots(rows)):
        for left, cell in placed:
            bottom, right = min(row + cell.row_span, len(rows)), min(left + cell.column_span, width)
            while right > left and any((row, column) in taken for column in range(left, right)):
                right -= 1
            if right > left:
                taken |= {(at, column) for at in range(row, bottom) for column in range(left, right)}
                yield _Box(start + row, left, start + bottom, right, _text(cell, write))
    for row in range(len(rows)):
        for column in range(width):
            if (row, column) not in taken:
                yield _Box(start + row, column, start + row + 1, column + 1, ())


def _text(cell: Cell, write: Write) -> list[str]:
    """The lines of a cell; a blank one comes first where bars could be taken for edges of columns it reaches over."""
    lines = write(cell.blocks)
    has_bars = cell.column_span > 1 and any("|" in line for line in lines)
    return ["", *lines] if has_bars else lines


class _Drawing:
    """Characters on lines, each in its column."""

    def __init__(self, boxes: Sequence[_Box], *, rows: int, columns: int) -> None:
        sizes = [(box.left, box.right, max(map(width_of, box.lines), default=0) + 2) for box in boxes]
        self.edges = _edges(sizes, columns, least=3)
        self.borders = _edges([(box.top, box.bottom, len(box.lines)) for box in boxes], rows, least=1)
        self.chars = [[" "] * (self.edges[-1] + 1) for _ in range(self.borders[-1] + 1)]
        for box in boxes:
            self._frame(box)
        for box in boxes:
            self._fill(box)

    def lines(self) -> list[str]:
        return ["".join(line) for line in self.chars]

    def rule(self, row: int, dash: str) -> None:
        """A border all the way, with a corner between any two columns."""
        edges = set(self.edges)
        self.chars[self.borders[row]] = ["+" if at in edges else dash for at in range(self.edges[-1] + 1)]

    def align(self, row: int, alignments: Sequence[Alignment]) -> None:
        line = self.chars[self.borders[row]]
        for alignment, left, right in zip(alignments, self.edges, self.edges[1:], strict=False):
            for is_set, at in zip(_COLONS[alignment], (left + 1, right - 1), strict=True):
                line[at] = ":" if is_set else line[at]

    def _frame(self, box: _Box) -> None:
        top, bottom = self.borders[box.top], self.borders[box.bottom]
        left, right = self.edges[box.left], self.edges[box.right]
        for line in (top, bottom):
            for at in range(left, right + 1):
                self._stroke(line, at, "+" if at in {left, right} else "-")
        for line in range(top + 1, bottom):
            for at in (left, right):
                self._stroke(line, at, "|")

    def _stroke(self, line: int, at: int, char: str) -> None:
        self.chars[line][at] = "+" if "+" in {self.chars[line][at], char} else char

    def _fill(self, box: _Box) -> None:
        for line, text in enumerate(box.lines, self.borders[box.top] + 1):
            at = self.edges[box.left] + 2
            for char in text:
                width = width_of(char)
                if width:
                    self.chars[line][at : at + width] = [char, *[""] * (width - 1)]
                    at += width
                else:
                    self.chars[line][at - 1] += char


def _edges(sizes: Iterable[tuple[int, int, int]], count: int, *, least: int) -> list[int]:
    """Where the lines between `count` columns (or rows) run, so that all that lies in some of them has its size."""
    edges = [0] * (count + 1)
    by_end: dict[int, list[tuple[int, int]]] = {}
    for start, end, size in sizes:
        by_end.setdefault(end, []).append((start, size))
    for end in range(1, count + 1):
        wanted = (edges[start] + size + 1 for start, size in by_end.get(end, ()))
        edges[end] = max(edges[end - 1] + least + 1, *wanted, 0)
    return edges
