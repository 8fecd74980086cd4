"""Rows of cells told apart by tabs, bars or gaps, to a table of the model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefkit.model import Cell, Column, Paragraph, Row, Table, Text
from briefkit.read.text.units import Piece
from briefkit.spans import Source

_DRAWN = re.compile(r"[|\s:+=-]+")
_BARS = re.compile(r"[^|]+")
_TABS = re.compile(r"[^\t]+")
_GAPS = re.compile(r"\S+(?: \S+)*")
_NUMBER = re.compile(r"[\d\s.,%€$£+()–-]+")


def table_of(run: Sequence[Piece], source: Source) -> Table:
    """The table that the pieces are rows of. Rows that are too short are filled up with empty cells.

    The first row is the head where a line is drawn under it, or where it alone holds no number and others do.
    """
    lines = [line for piece in run for line in (*piece.lines, *((piece.underline,) if piece.underline else ()))]
    drawn = [bool(_DRAWN.fullmatch(line.text)) for line in lines]
    places = [
        _cells(source.text, line.start, line.end) for line, is_drawn in zip(lines, drawn, strict=True) if not is_drawn
    ]
    width = max(map(len, places), default=1)
    rows = [_row(cells, width, source) for cells in places]
    has_head = len(rows) > 1 and (any(drawn[1:2]) or _is_head(places, source.text))
    return Table(
        columns=(Column(),) * width,
        head=tuple(rows[:1]) if has_head else (),
        bodies=(tuple(rows[1:] if has_head else rows),),
        span=source.span(run[0].first.start, run[-1].end),
    )


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the cells of a line stand; a cell without words is empty."""
    line = text[start:end]
    if "\t" in line:
        return _between(line, start, "\t")
    if "|" in line:
        inner = line.strip("|")
        return _between(inner, start + line.index(inner) if inner else start, "|")
    return [(start + found.start(), start + found.end()) for found in _GAPS.finditer(line)]


def _between(line: str, start: int, bar: str) -> list[tuple[int, int]]:
    cells = []
    for part in line.split(bar):
        words = part.strip()
        begin = start + (part.index(words) if words else 0)
        cells.append((begin, begin + len(words)))
        start += len(part) + 1
    return cells


def _row(cells: Sequence[tuple[int, int]], width: int, source: Source) -> Row:
    end = cells[-1][1]
    filled = [*cells, *((end, end),) * (width - len(cells))]
    return Row(cells=tuple(_cell(*cell, source) for cell in filled), span=source.span(cells[0][0], end))


def _cell(begin: int, end: int, source: Source) -> Cell:
    span = source.span(begin, end)
    text = source.text[begin:end]
    blocks = (Paragraph(content=(Text(text=text, span=span),), span=span),) if text else ()
    return Cell(blocks=blocks, span=span)


def _is_head(places: Sequence[Sequence[tuple[int, int]]], text: str) -> bool:
    """Whether the first row names columns: it holds no number where a row below does."""

    def numbers(cells: Sequence[tuple[int, int]]) -> int:
        return sum(bool(_NUMBER.fullmatch(text[begin:end])) for begin, end in cells if end > begin)

    return not numbers(places[0]) and any(map(numbers, places[1:]))
