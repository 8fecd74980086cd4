"""Tables as lines with bars: a line of headings, one that says how columns align, a line a row.

What that cannot say is drawn as a grid (`grids`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from msgspec.structs import replace

from briefkit.model import (
    NO_ATTRS,
    Alignment,
    Attrs,
    Block,
    Caption,
    Code,
    CodeBlock,
    Heading,
    Inline,
    LineBreak,
    Paragraph,
    Row,
    SoftBreak,
    Table,
    Term,
)
from briefkit.model.grid import groups, slots
from briefkit.model.walk import AnyNode, children, descendants

WIDTHS, STUB = "tbl-colwidths", "stub-columns"
"""Attributes that say what no drawing says, as `briefkit.read.markdown.tables` reads them."""

DASHES: dict[Alignment, str] = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}

Write = Callable[[Sequence[Inline]], str]


def needs_grid(table: Table) -> bool:
    """Whether lines with bars cannot say `table`."""
    cells = [cell for group in groups(table) for row in group for cell in row.cells]
    has_groups = len(table.head) > 1 or len(table.bodies) > 1 or bool(table.foot)
    return has_groups or any(cell.column_span > 1 or cell.row_span > 1 or not _is_line(cell.blocks) for cell in cells)


def _is_line(blocks: Sequence[Block]) -> bool:
    match blocks:
        case () | (Paragraph(content=()),):
            return True
        case (Paragraph(content=content, attrs=attrs),):
            return attrs == NO_ATTRS and not any(isinstance(node, SoftBreak) for node in descendants(content))
        case _:
            return False


def said_of_columns(table: Table) -> Attrs:
    """The attributes of `table`, and those that say how wide its columns are and how many head their rows."""
    values = dict(table.attrs.values)
    if any(column.width for column in table.columns):
        values[WIDTHS] = f"[{','.join(_hundredths(column.width) for column in table.columns)}]"
    if table.stub:
        values[STUB] = str(table.stub)
    return replace(table.attrs, values=values)


def _hundredths(width: float) -> str:
    """A share that reads back the same, where there is a decimal number that does."""
    numbers = (f"{width * 100:.{digits}g}" for digits in range(1, 18))
    return next((number for number in numbers if "e" not in number and float(number) / 100 == width), f"{width * 100}")


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
