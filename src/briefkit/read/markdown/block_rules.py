"""Block rules for markdown-it beyond CommonMark: pipe tables, fenced divs, lines of attributes, and too much depth.

A div's fences are tokens of their own among those of its content, so that a div costs no recursion. Which divs are
open is kept for each container by `BlockParser`: no fence closes a div that was opened outside of its quote or item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from msgspec import Struct

from briefkit.model import MAX_DEPTH, NO_ATTRS, Attrs
from briefkit.read.markdown import attributes
from briefkit.read.markdown.cell_text import line_of, offset_of
from briefkit.read.markdown.grids import ALIGNMENTS, MAX_COLUMNS
from briefkit.read.markdown.inline_rules import ATTRS

MAX_BLOCK_DEPTH = MAX_DEPTH - 5
"""Levels of containers inside which blocks are told apart: leaves room for a table, a row, a cell, a paragraph and its
text where a table begins on the last level."""

DIVS, FLATTENED, STRAY = "divs", "flattened", "stray"
"""Keys of the state's ``env``: the divs open in this container, the lines where nesting was too deep, and those that
close a div where none is open."""

AT = "at"
"""Key of `Token.meta`: the offset in the text at which the content of an ``inline`` token begins."""

UNCLOSED = "unclosed"
"""Key of `Token.meta`: set on the end of a div that nothing closes."""

_MARKERS = re.compile(r"(?:[>\s]|[-+*](?=\s|$)|\d{1,9}[.)](?=\s|$))*")
_FENCE = re.compile(r":{3,}[ \t]*(?:([^\s{}:][^\s{}]*)?[ \t]*(\{[^\n]*\})?)?[ \t]*:*[ \t]*$")
_DELIMITER_ROW = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_PIPE = re.compile(r"(?<!\\)(?:\\\\)*\\?\|")


class BlockParser(ParserBlock):
    """markdown-it's block parser, which ends the divs of a container with it."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803 - markdown-it's names
        outer = state.env.get(DIVS, [])
        inner: list[Div | None] = []
        state.env[DIVS] = inner
        super().tokenize(state, startLine, endLine)
        for div in reversed(inner):
            if div is not None:
                _close(state, div, state.line).meta[UNCLOSED] = True
        state.env[DIVS] = outer


def install(parser: MarkdownIt) -> None:
    """Have `parser` follow the rules of this module."""
    block = BlockParser()
    parser.block = block
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    block.ruler.before("table", "div", div, interrupts)
    block.ruler.before("table", "depth", flatten)
    block.ruler.before("table", "attributes", attribute_line)
    block.ruler.at("table", pipe_table, {"alt": ["paragraph", "reference"]})


# Depth --------------------------------------------------------------------------------------------------------------


def flatten(state: StateBlock, start: int, end: int, _silent: bool) -> bool:
    """A block rule that makes a paragraph of the lines up to the next blank one, where nesting is too deep."""
    if state.level < MAX_BLOCK_DEPTH:
        return False
    stop = start + 1
    while stop < end and not state.isEmpty(stop) and not 0 <= state.sCount[stop] < state.blkIndent:
        if _fence(state, stop):
            break
        stop += 1
    _flat_paragraph(state, start, stop)
    return True


def _flat_paragraph(state: StateBlock, start: int, stop: int) -> None:
    lines = [state.src[state.bMarks[line] : state.eMarks[line]] for line in range(start, stop)]
    opened = state.push("paragraph_open", "p", 1)
    inline = state.push("inline", "", 0)
    opened.map = inline.map = [start, stop]
    inline.content = "\n".join(line[_end_of_markers(line) :].rstrip() for line in lines)
    inline.children = []
    state.push("paragraph_close", "p", -1)
    state.line = stop
    state.env.setdefault(FLATTENED, []).append(start)


def _end_of_markers(line: str) -> int:
    found = _MARKERS.match(line)
    return found.end() if found else 0


# Divs ---------------------------------------------------------------------------------------------------------------


class Div(Struct, frozen=True):
    """A fence that opens a div (with `attrs`) or closes one (``is_end``); None is in the list of open divs what was
    opened too deep to be one."""

    token: Token | None = None
    attrs: Attrs = NO_ATTRS
    is_end: bool = False


def _fence(state: StateBlock, line: int) -> Div | None:
    """The fence on `line`; None where there is none."""
    if state.is_code_block(line) or not state.src.startswith(":::", state.bMarks[line] + state.tShift[line]):
        return None
    found = _FENCE.match(line_of(state, line))
    if not found:
        return None
    name, written = found.groups()
    if not name and not written:
        return Div(is_end=True)
    attrs = Attrs(classes=(name,)) if name else NO_ATTRS
    if written:
        braces = attributes.match(written, 0)
        if not braces or braces.end() != len(written):
            return None
        attrs = attributes.joined(attrs, attributes.parse(written))
    return Div(attrs=attrs)


def div(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """A fence: it opens a div, or closes the innermost that is open in this container, however long it is."""
    fence = _fence(state, start)
    if fence is None:
        return False
    divs = state.env[DIVS]
    if silent:
        return bool(divs) or not fence.is_end
    if not fence.is_end and state.level >= MAX_BLOCK_DEPTH:
        divs.append(None)
        _flat_paragraph(state, start, start + 1)
    elif not fence.is_end:
        token = state.push("div_open", "div", 1)
        token.meta[ATTRS] = fence.attrs
        token.map = [start, start + 1]
        divs.append(Div(token))
    elif not divs:
        state.env.setdefault(STRAY, []).append(start)
    elif (opened := divs.pop()) is not None:
        _close(state, opened, start + 1)
    state.line = start + 1
    return True


def _close(state: StateBlock, opened: Div, stop: int) -> Token:
    token = state.push("div_close", "div", -1)
    if opened.token and opened.token.map:
        opened.token.map[1] = stop
    return token


# Attributes ---------------------------------------------------------------------------------------------------------


def attribute_line(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """``{#id .class}`` alone on its line: it goes with the block that begins on the next."""
    if silent or state.is_code_block(start):
        return False
    line = line_of(state, start).rstrip()
    found = attributes.match(line, 0) if line.startswith("{") else None
    if not found or found.end() != len(line):
        return False
    token = state.push("attributes", "", 0)
    token.map = [start, start + 1]
    token.meta[ATTRS] = attributes.parse(line)
    state.line = start + 1
    return True


# Tables -------------------------------------------------------------------------------------------------------------


def pipe_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line of headings, one of dashes that says how columns align, then a row a line as long as they have a pipe."""
    if start + 1 >= end or not all(_is_row(state, line) for line in (start, start + 1)):
        return False
    delimiters = line_of(state, start + 1)
    if not _DELIMITER_ROW.match(delimiters):
        return False
    written = [delimiters[first:last] for first, last in _cells(delimiters)]
    columns = [ALIGNMENTS[one.startswith(":"), one.endswith(":")] for one in written]
    heads = len(_cells(line_of(state, start)))
    if not 0 < len(columns) <= MAX_COLUMNS or heads > MAX_COLUMNS or (heads == 1) != (len(columns) == 1):
        return False
    if silent:
        return True
    stop = start + 2
    while stop < end and _is_row(state, stop) and not _is_interrupted(state, stop, end):
        stop += 1
    table = state.push("table_open", "table", 1)
    table.map = [start, stop]
    table.meta["columns"] = columns
    for line in (start, *range(start + 2, stop)):
        _push_row(state, line, len(columns))
    state.push("table_close", "table", -1)
    state.line = stop
    return True


def _is_row(state: StateBlock, line: int) -> bool:
    """Whether `line` can be one of a table here."""
    return state.sCount[line] >= state.blkIndent and not state.is_code_block(line) and "|" in line_of(state, line)


def _is_interrupted(state: StateBlock, line: int, end: int) -> bool:
    return any(rule(state, line, end, True) for rule in state.md.block.ruler.getRules("blockquote"))


def _cells(line: str) -> list[tuple[int, int]]:
    """Where the cells of a row stand in its `line`, white space around them left out."""
    end = len(line.rstrip())
    bars = [found.end() - 1 for found in _PIPE.finditer(line, 0, end) if (found.end() - found.start()) % 2]
    first, last = (bars[0] if bars and not line[: bars[0]].strip() else -1), end
    inner = [bar for bar in bars if bar > first]
    if inner and inner[-1] == end - 1:
        last = inner.pop()
    edges = [first, *inner, last]
    return [_trimmed(line, left + 1, right) for left, right in pairwise(edges)]


def _trimmed(line: str, start: int, end: int) -> tuple[int, int]:
    written = line[start:end]
    left = start + len(written) - len(written.lstrip())
    return left, max(left, start + len(written.rstrip()))


def _push_row(state: StateBlock, line: int, width: int) -> None:
    """The tokens of a row; what does not fit into `width` columns is left in its last cell."""
    text = line_of(state, line)
    cells = _cells(text)
    surplus = len(cells) - width
    if surplus > 0:
        cells[width - 1 :] = [(cells[width - 1][0], cells[-1][1])]
    row = state.push("tr_open", "tr", 1)
    row.map = [line, line + 1]
    row.meta["surplus"] = surplus
    for token in _cell_tokens(state, line, text, cells):
        token.map = [line, line + 1]
    state.push("tr_close", "tr", -1)


def _cell_tokens(state: StateBlock, line: int, text: str, cells: list[tuple[int, int]]) -> Iterator[Token]:
    start = offset_of(state, line)
    for first, last in cells:
        opened = state.push("td_open", "td", 1)
        opened.meta[AT] = (start + first, start + last)
        yield opened
        if last > first:
            inline = state.push("inline", "", 0)
            inline.content = text[first:last]
            inline.meta[AT] = start + first
            yield inline
        state.push("td_close", "td", -1)
