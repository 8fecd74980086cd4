"""Tables as lines with bars: a line of headings, one that says how columns align, a line a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from briefkit.model import (
    Alignment,
    Block,
    Caption,
    Code,
    CodeBlock,
    Heading,
    Inline,
    LineBreak,
    Paragraph,
    Row,
    Table,
    Term,
)
from briefkit.model.grid import groups, slots
from briefkit.model.walk import AnyNode, children

DASHES: dict[Alignment, str] = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}

Write = Callable[[Sequence[Inline]], str]


def table_lines(table: Table, write: Write) -> list[str]:
    """The lines of `table`, its cells written by `write`.

    Bars know one line of headings and cells of one line: further ones are rows, a cell's blocks are parted by breaks,
    and the columns that a cell reaches over are empty beside it.
    """
    width = len(table.columns)
    rows = list(chain.from_iterable(_rows(group, width, write) for group in groups(table)))
    head = rows.pop(0) if table.head and rows else [""] * width
    dashes = [DASHES[column.alignment] for column in table.columns]
    return [_line(cells) for cells in (head, dashes, *rows)]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rows(group: Sequence[Row], width: int, write: Write) -> Iterator[list[str]]:
    for placed in slots(group):
        cells = [""] * max(width, max((slot.column + 1 for slot in placed), default=0))
        for slot in placed:
            cells[slot.column] = write(_on_one_line(slot.cell.blocks))
        yield cells


def _on_one_line(blocks: Sequence[Block]) -> tuple[Inline, ...]:
    """The inlines of all that stands in `blocks`, a break between one text and the next."""
    found: list[Inline] = []
    for content in _texts(blocks):
        found += [*([LineBreak()] if found else ()), *content]
    return tuple(found)


def _texts(nodes: Sequence[AnyNode]) -> Iterator[tuple[Inline, ...]]:
    for node in nodes:
        match node:
            case (
                Paragraph(content=content) | Heading(content=content) | Term(content=content) | Caption(content=content)
            ):
                yield content
            case CodeBlock(text=text):
                yield from ((Code(text=line),) for line in text.split("\n"))
            case _:
                yield from _texts(children(node))
