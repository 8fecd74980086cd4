"""Gap tokens → space before and after (CSS 2.1 §8.3.1 → w:spacing, §17.3.1.33).

Between two paragraphs Word takes the larger of the space after the one and the space before the other, as CSS lets
margins collapse. So every paragraph keeps its element's own margins, its style can state them, and only where the true
distance is another is one side changed.

Placed tables are passed over: what stands around them are neighbours.

A table has no space around it: its neighbours have that. Where it has no neighbour to give it, one is put there, a line
of a point: between two tables, at the end of a cell or a section, where Word wants a paragraph anyway (§17.4.65).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec.structs import replace

from briefkit.write.docx.flow import Block, Contents, Gap, GapKind, Paragraph, ParagraphLook, Role, RunLook, Table
from briefkit.write.docx.keeps import broken_before
from briefkit.write.docx.rewrite import with_cells

_TOLERANCE = 5
"""Twips that nobody sees."""

_SPACER = "Table Spacing"
_SPACER_LINE = 20
_SPACER_SIZE = 2

_Placed: TypeAlias = Paragraph | Table


def distance(tokens: Iterable[Gap]) -> int:
    """The space that the tokens come to: adjoining margins collapse, a break swallows what was before."""
    total = positive = negative = 0
    for token in tokens:
        match token.kind:
            case GapKind.BREAK:
                total = positive = negative = 0
            case GapKind.MARGIN:
                positive, negative = max(positive, token.size), min(negative, token.size)
            case GapKind.SPACE:
                total += positive + negative + token.size
                positive = negative = 0
    return total + positive + negative


def resolved(blocks: Iterable[Block], trailing: Iterable[Gap] | None = None, *, run: RunLook) -> tuple[_Placed, ...]:
    """The blocks with their final space before and after, in their looks, and no gaps; the last is a paragraph.

    `trailing` is the space after the last one in a cell; None where it is what its own margin says. `run` is the look
    of text that paragraphs put in to part tables are like.
    """
    out: list[_Placed] = []
    placed: dict[int, list[Table]] = {}  # by the number of the block that they stand before
    for block in blocks:
        match block:
            case Paragraph():
                _place_paragraph(out, block)
            case Table(placement=None):
                _place_table(out, _with_cells(block, run), run)
            case Table():
                placed[len(out)] = [*placed.get(len(out), []), replace(_with_cells(block, run), gap=())]
            case Contents():
                raise ValueError("contents lists are found once gaps are resolved")
    _end(out, None if trailing is None else max(0, distance(trailing)), run)
    if not placed:
        return tuple(out)
    if len(out) in placed or not out:
        out.append(spacer(0, run))
    return tuple(_with_placed(out, placed, run))


def ended(blocks: tuple[_Placed, ...], run: RunLook) -> tuple[_Placed, ...]:
    """The blocks of a section that another follows.

    LibreOffice lets no table of a section float if the paragraph that ends the section comes right after a table.
    """
    has_placed = any(isinstance(block, Table) and block.placement is not None for block in blocks)
    ends_with_table = len(blocks) > 1 and isinstance(blocks[-2], Table)
    return (*blocks, spacer(0, run)) if has_placed and ends_with_table else blocks


def _with_placed(blocks: Sequence[_Placed], placed: Mapping[int, Sequence[Table]], run: RunLook) -> Iterator[_Placed]:
    """The blocks with the placed tables among them: a line parts each from a table, or the two would be one."""
    last: _Placed | None = None
    for number, block in enumerate(blocks):
        for table in placed.get(number, ()):
            if isinstance(last, Table):
                yield spacer(0, run)
            yield table
            last = table
        if isinstance(last, Table) and isinstance(block, Table):
            yield spacer(0, run)
        yield block
        last = block


def _place_paragraph(out: list[_Placed], paragraph: Paragraph) -> None:
    gap = max(0, distance(paragraph.gap))
    before, after = max(0, paragraph.look.before), max(0, paragraph.look.after)
    last = out[-1] if out else None
    if _starts_page(paragraph, out) or isinstance(last, Table):
        before = gap
    elif last is not None and abs(max(last.look.after, before) - gap) > _TOLERANCE:
        if gap < max(last.look.after, before):
            last = _spaced(last, after=min(last.look.after, gap))
            before = min(before, gap)
        if max(last.look.after, before) < gap - _TOLERANCE:
            before = gap
        out[-1] = last
    out.append(_spaced(paragraph, before=before, after=after))


def _place_table(out: list[_Placed], table: Table, run: RunLook) -> None:
    gap = max(0, distance(table.gap))
    last = out[-1] if out else None
    starts_page = _starts_page(table, out)
    if isinstance(last, Table) or (starts_page and gap > _TOLERANCE):
        line = spacer(gap, run)
        out.append(broken_before(line) if table.breaks_page_before else _kept_as(line, last))
    else:
        if last is not None and not starts_page and abs(last.look.after - gap) > _TOLERANCE:
            out[-1] = _spaced(last, after=gap)
        if table.breaks_page_before:
            table = broken_before(table)
    out.append(replace(table, gap=(), breaks_page_before=False))


def _end(out: list[_Placed], space: int | None, run: RunLook) -> None:
    """Let the blocks end in a paragraph that stands `space` from what comes next."""
    last = out[-1] if out else None
    if isinstance(last, Table):
        out.append(spacer(space or 0, run))
    elif last is not None and space is not None and abs(last.look.after - space) > _TOLERANCE:
        out[-1] = _spaced(last, after=space)


def _with_cells(table: Table, run: RunLook) -> Table:
    """The table with the gaps in its cells resolved."""
    return with_cells(
        table, lambda cell: replace(cell, blocks=resolved(cell.blocks, cell.trailing, run=run), trailing=())
    )


def _starts_page(block: _Placed, out: list[_Placed]) -> bool:
    return not out or any(token.kind is GapKind.BREAK for token in block.gap)


def spacer(space: int, run: RunLook) -> Paragraph:
    """An empty paragraph as high as `space`, or nearly nothing."""
    look = ParagraphLook(
        before=max(0, space - _SPACER_LINE), line=_SPACER_LINE, line_rule="exact", controls_widows=False
    )
    return Paragraph(look, replace(run, size=_SPACER_SIZE), Role("p", name=_SPACER))


def _kept_as(line: Paragraph, table: _Placed | None) -> Paragraph:
    """The spacer kept with what follows where the table before it is."""
    if not isinstance(table, Table):
        return line
    lines = [block.look for cell in table.rows[-1].cells for block in cell.blocks if isinstance(block, Paragraph)]
    is_kept = bool(lines) and all(look.keeps_next for look in lines)
    return replace(line, look=replace(line.look, keeps_next=is_kept))


def _spaced(paragraph: Paragraph, *, before: int | None = None, after: int | None = None) -> Paragraph:
    look = paragraph.look
    wanted = look.before if before is None else before, look.after if after is None else after
    if (look.before, look.after) != wanted:
        look = replace(look, before=wanted[0], after=wanted[1])
    elif not paragraph.gap:
        return paragraph
    return replace(paragraph, look=look, gap=())
