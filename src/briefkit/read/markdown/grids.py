"""Grids of characters, as pandoc and reStructuredText draw tables: which cells the lines of one draw.

A line is seen as columns of a terminal: wide characters take two, combining marks none. Rows end where a border runs
under a cell; a cell without one there reaches into the next row. Each character is looked at a few times, whatever is
drawn.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple
from unicodedata import category, east_asian_width

from msgspec import Struct

from briefkit.model import Alignment

MAX_COLUMNS = 100
"""Columns of a table; more are not taken for one."""

ALIGNMENTS: Mapping[tuple[bool, bool], Alignment] = {
    (False, False): "",
    (True, False): "left",
    (False, True): "right",
    (True, True): "center",
}
"""How a column aligns, by whether a colon stands at the start and at the end of its dashes."""

TOP = re.compile(r"\+(?::?-+:?\+)+[ \t]*$")
"""The first line of a grid."""

_RULE = re.compile(r"\+(?::?=+:?\+)+")
_BORDER = re.compile(r"\+(?:-+\+)+")


class Piece(NamedTuple):
    """What of a line lies in a cell: the line, from 0, and where in it."""

    line: int
    start: int
    end: int


class Drawn(NamedTuple):
    """A cell: its first row and column, from 0, how many it takes up, and its lines."""

    row: int
    column: int
    row_span: int
    column_span: int
    pieces: Sequence[Piece]


class Grid(NamedTuple):
    """What is drawn. `borders` are the lines between which the rows lie; `head`, `bodies` and `foot` count rows."""

    columns: Sequence[Alignment]
    rows: Sequence[Sequence[Drawn]]
    borders: Sequence[int]
    head: int
    bodies: Sequence[int]
    foot: int


class Fault(NamedTuple):
    """Why lines draw no grid: the line, from 0, and the place in it."""

    line: int
    place: int
    message: str
    hint: str


class _BrokenError(Exception):
    """A grid that does not close."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def width_of(text: str) -> int:
    """How many columns of a terminal `text` takes up."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(char: str) -> int:
    if char < "\u0300":
        return 1
    if east_asian_width(char) in "WF":
        return 2
    return 0 if category(char) in {"Mn", "Me", "Cf"} else 1


class _Line(Struct, frozen=True):
    """A line, and the place in its text of each column; -1 for the second half of a wide character."""

    text: str
    places: Sequence[int]

    @classmethod
    def of(cls, text: str) -> _Line:
        if text.isascii():
            return cls(text, range(len(text)))
        widths = (_width(char) for char in text)
        return cls(text, [place for at, width in enumerate(widths) for place in (at, -1)[:width]])

    def at(self, column: int) -> str:
        place = self.places[column] if column < len(self.places) else -1
        return self.text[place] if place >= 0 else ""

    def between(self, left: int, right: int) -> str:
        """The text from one column to another, both included, where they hold a character each."""
        return self.text[self.places[left] : self.places[right] + 1]


class _Open(NamedTuple):
    """A cell whose lower border has not come yet, between the columns of its edges."""

    left: int
    right: int
    top: int


class _Cell(NamedTuple):
    top: int
    left: int
    bottom: int
    right: int


def drawn_by(texts: Sequence[str]) -> Grid | Fault:
    """The grid that lines draw, the first of which is a border (`TOP`)."""
    lines = [_Line.of(text) for text in texts]
    try:
        cells = _cells(lines)
        return _grid(lines, cells)
    except _BrokenError as broken:
        return broken.fault


# From the top to the bottom -----------------------------------------------------------------------------------------


def _cells(lines: Sequence[_Line]) -> list[_Cell]:
    width = len(lines[0].places)
    cells: list[_Cell] = []
    opened = _below(lines, 0, 0, width - 1)
    for number, line in enumerate(lines[1:], 1):
        if len(line.places) != width:
            message = f"a grid {width} characters wide has a line of {len(line.places)}"
            raise _BrokenError(Fault(number, 0, message, "draw all lines of a table equally wide"))
        is_full = bool(_RULE.fullmatch(line.text) or TOP.fullmatch(line.text))
        shut = [_is_shut(line, cell, is_full=is_full) for cell in opened]
        _check_bars(number, line, opened, shut)
        if any(shut):
            ended = (cell for cell, ends in zip(opened, shut, strict=True) if ends)
            cells += [_Cell(cell.top, cell.left, number, cell.right) for cell in ended]
            opened = list(_next(lines, number, opened, shut))
    if opened:
        raise _BrokenError(Fault(len(lines) - 1, 0, "a grid is not closed", "end it with a line like its first"))
    return sorted(cells)


def _is_shut(line: _Line, cell: _Open, *, is_full: bool) -> bool:
    """Whether the lower border of `cell` runs along `line`, which `is_full` where it is a border all the way."""
    if line.at(cell.left) != "+" or line.at(cell.right) != "+":
        return False
    return is_full or bool(_BORDER.fullmatch(line.between(cell.left, cell.right)))


def _check_bars(number: int, line: _Line, opened: Sequence[_Open], shut: Sequence[bool]) -> None:
    """Between two cells that go on, and at their outer edges, there is a bar."""
    edges = [opened[0].left, *(cell.right for cell in opened)]
    for edge, before, after in zip(edges, (False, *shut), (*shut, False), strict=True):
        if not before and not after and line.at(edge) != "|":
            raise _no_bar(number, line, edge)


def _no_bar(number: int, line: _Line, column: int) -> _BrokenError:
    place = next((place for place in reversed(line.places[: column + 1]) if place >= 0), 0)
    message = f"a grid has no bar between two cells at character {column + 1}"
    hint = "draw `|` there; in a cell over several columns no bar stands under a corner"
    return _BrokenError(Fault(number, place, message, hint))


def _next(lines: Sequence[_Line], number: int, opened: Sequence[_Open], shut: Sequence[bool]) -> Iterator[_Open]:
    """The cells that go on below line `number`, and those that begin there."""
    pairs = zip(opened, shut, strict=True)
    for ends, run in groupby(pairs, key=lambda pair: pair[1]):
        cells = [cell for cell, _ in run]
        if not ends:
            yield from cells
        elif number < len(lines) - 1:
            yield from _below(lines, number, cells[0].left, cells[-1].right)


def _below(lines: Sequence[_Line], number: int, left: int, right: int) -> list[_Open]:
    """The cells that begin under a border."""
    line = lines[number]
    inner = [column for column in range(left + 1, right) if line.at(column) == "+" and _leads(lines, number, column)]
    return [_Open(one, other, number) for one, other in pairwise((left, *inner, right))]


def _leads(lines: Sequence[_Line], number: int, column: int) -> bool:
    """Whether a bar stands under a corner; it leads down to another."""
    below = number + 1
    while below < len(lines) and lines[below].at(column) == "|":
        below += 1
    if below == number + 1 or below == len(lines):  # none stands there, or the grid is not closed
        return False
    line = lines[below]
    if line.at(column) in {"-", "="}:
        message = f"a border of a grid has no corner at character {column + 1}, where a bar ends on it"
        raise _BrokenError(Fault(below, line.places[column], message, "write `+` there"))
    if line.at(column) != "+":
        raise _no_bar(below, line, column)
    return True


# What the cells make ------------------------------------------------------------------------------------------------


def _grid(lines: Sequence[_Line], cells: Sequence[_Cell]) -> Grid:
    rules = [number for number, line in enumerate(lines) if _RULE.fullmatch(line.text)]
    borders = [0, *sorted({cell.bottom for cell in cells})]
    full = (lines[0], *(lines[number] for number in rules))
    corners = {column for line in full for column in range(len(line.places)) if line.at(column) == "+"}
    edges = sorted(corners | {cell.left for cell in cells})
    if len(edges) > MAX_COLUMNS + 1:
        message = f"a grid has {len(edges) - 1} columns, and {MAX_COLUMNS} are read"
        raise _BrokenError(Fault(0, 0, message, "make two tables of it"))
    rows: list[list[Drawn]] = [[] for _ in borders[1:]]
    for cell in cells:
        row, column = bisect_left(borders, cell.top), bisect_left(edges, cell.left)
        row_span, column_span = bisect_left(borders, cell.bottom) - row, bisect_left(edges, cell.right) - column
        rows[row].append(Drawn(row, column, row_span, column_span, list(_pieces(lines, cell))))
    head, bodies, foot = _groups([bisect_left(borders, number) for number in rules], len(rows))
    return Grid(_alignments(full, edges), rows, borders, head, bodies, foot)


def _pieces(lines: Sequence[_Line], cell: _Cell) -> Iterator[Piece]:
    for number in range(cell.top + 1, cell.bottom):
        places = lines[number].places
        yield Piece(number, places[cell.left] + 1, places[cell.right])


def _groups(rules: Sequence[int], count: int) -> tuple[int, list[int], int]:
    """How many rows head the others, stand in each body, and at the foot, of `count` with double lines under `rules`.

    The first double line ends the head, further ones end bodies; one under the last row makes a foot of it.
    """
    is_footed = rules[-1:] == [count]
    ends = [0, *(rule for rule in rules if rule < count), count]
    sizes = [end - start for start, end in pairwise(ends)]
    if is_footed and len(sizes) == 1:
        return count, [], 0
    foot = sizes.pop() if is_footed else 0
    head = sizes.pop(0) if len(sizes) > 1 else 0
    return head, sizes, foot


def _alignments(lines: Sequence[_Line], edges: Sequence[int]) -> list[Alignment]:
    """How the columns align: by the colons of the line under the head, else by those of the first line."""
    line = next((line for line in (*lines[1:2], lines[0]) if ":" in line.text), lines[0])
    found: list[Alignment] = []
    for left, right in pairwise(edges):
        is_cell = line.at(left) == line.at(right) == "+"
        found.append(ALIGNMENTS[is_cell and line.at(left + 1) == ":", is_cell and line.at(right - 1) == ":"])
    return found
