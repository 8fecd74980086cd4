"""A block rule for markdown-it: tables drawn as grids, with blocks of any kind in their cells.

`grids` says what is drawn. Each cell is parsed by itself, into the tokens of the whole text; the lines of its tokens
are those of the source, and a `CellText` says what of them is the cell's.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from briefkit.read.markdown.block_rules import AT, FLATTENED, STRAY
from briefkit.read.markdown.cell_text import CELL, CellText, line_of, offset_of, source_line
from briefkit.read.markdown.grids import TOP, Drawn, Fault, Grid, drawn_by

FAULT = "fault"
"""Key of `Token.meta`: what is wrong with a grid, whose lines are code then, and the offset of the place."""

SPANS, GROUPS = "spans", "groups"
"""Keys of `Token.meta`: the columns and rows of a cell, and how many rows are head, in each body, and foot."""

_GOES_ON = ("|", "+-", "+=", "+:")


def install(parser: MarkdownIt) -> None:
    """Have `parser` read grids."""
    parser.block.ruler.before("table", "grid", grid_table, {"alt": ["paragraph", "reference"]})


def grid_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A border with a line of bars under it, and all lines after that begin with a bar or a border."""
    if not (TOP.match(line_of(state, start)) and start + 1 < end and _is_drawn(state, start, ("+-", "+:"))):
        return False
    if not _is_drawn(state, start + 1, ("|",)):
        return False
    if silent:
        return True
    stop = start + 2
    while stop < end and _is_drawn(state, stop, _GOES_ON):
        stop += 1
    lines = [line_of(state, line).rstrip() for line in range(start, stop)]
    grid = drawn_by(lines)
    if isinstance(grid, Fault):
        _push_fault(state, start, lines, grid)
    else:
        _push_table(state, start, lines, grid)
    state.line = stop
    return True


def _is_drawn(state: StateBlock, line: int, beginnings: tuple[str, ...]) -> bool:
    is_inside = state.sCount[line] >= state.blkIndent and not state.is_code_block(line)
    return is_inside and line_of(state, line).startswith(beginnings)


def _push_fault(state: StateBlock, start: int, lines: Sequence[str], fault: Fault) -> None:
    token = state.push("code_block", "code", 0)
    token.content = "\n".join((*lines, ""))
    token.map = [start, start + len(lines)]
    token.meta[FAULT] = (fault, offset_of(state, start + fault.line) + fault.place)


def _push_table(state: StateBlock, start: int, lines: Sequence[str], grid: Grid) -> None:
    table = state.push("table_open", "table", 1)
    table.map = [start, start + len(lines)]
    table.meta["columns"] = grid.columns
    table.meta[GROUPS] = (grid.head, grid.bodies, grid.foot)
    for cells, (top, bottom) in zip(grid.rows, pairwise(grid.borders), strict=True):
        row = state.push("tr_open", "tr", 1)
        row.map = [start + top + 1, start + bottom]
        row.meta["surplus"] = 0
        for cell in cells:
            _push_cell(state, start, lines, cell)
        state.push("tr_close", "tr", -1)
    state.push("table_close", "table", -1)


def _push_cell(state: StateBlock, start: int, lines: Sequence[str], cell: Drawn) -> None:
    text = _text(state, start, lines, cell)
    opened = state.push("td_open", "td", 1)
    opened.meta[SPANS] = (cell.column_span, cell.row_span)
    full = [at for at, line in enumerate(text.lines) if line] or [0]
    ends = [at + len(line) for at, line in zip(text.starts, text.lines, strict=True)] or [offset_of(state, start)]
    opened.meta[AT] = (text.starts[full[0]] if text.starts else ends[0], ends[full[-1]])
    if any(text.lines):
        _parse(state, start + cell.pieces[0].line, text)
    state.push("td_close", "td", -1)


def _text(state: StateBlock, start: int, lines: Sequence[str], cell: Drawn) -> CellText:
    """The lines of a cell without the space that all of them begin with."""
    written = [lines[line][first:last].rstrip() for line, first, last in cell.pieces]
    indent = min((len(line) - len(line.lstrip(" ")) for line in written if line), default=0)
    first_line = source_line(state, start + cell.pieces[0].line) if cell.pieces else 0
    starts = [offset_of(state, start + line) + min(first + indent, last) for line, first, last in cell.pieces]
    return CellText(first_line, [line[indent:] for line in written], starts)


def _parse(state: StateBlock, line: int, text: CellText) -> None:
    """Push the tokens of a cell whose text begins on `line`."""
    env = state.env
    around = {key: env.pop(key, None) for key in (CELL, FLATTENED, STRAY)}
    count = len(state.tokens)
    env[CELL] = text
    inner = StateBlock(text.text, state.md, env, state.tokens)
    inner.level = state.level
    state.md.block.tokenize(inner, 0, inner.lineMax)
    for token in state.tokens[count:]:
        token.map = [line + at for at in token.map] if token.map else None
        token.meta.setdefault(CELL, text)
    for key in (FLATTENED, STRAY):
        found = [line + at for at in env.get(key, ())]
        env[key] = around[key] or []
        env[key].extend(found)
    env[CELL] = around[CELL]
