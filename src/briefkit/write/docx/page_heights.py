"""Tables as high as a page: Word has a paragraph after each, which needs room on the page too (§17.4.65)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from briefkit.write.docx.flow import Block, PageGeometry, Table

_ROOM = 80
"""What a page keeps free for the paragraphs after a table and for its lines, in twips."""


def fitted(blocks: Iterable[Block], page: PageGeometry) -> Iterator[Block]:
    """The blocks of a section, with no table whose rows ask for more than the text area of its page."""
    most = page.height - page.top - page.bottom - _ROOM
    for block in blocks:
        yield _lowered(block, most) if isinstance(block, Table) and block.placement is None else block


def _lowered(table: Table, most: int) -> Table:
    """The table with its highest row lower by what its rows ask for beyond `most`, where they fill one page."""
    heights = [row.height for row in table.rows]
    excess = sum(heights) - most
    if not 0 < excess <= 2 * _ROOM:
        return table
    highest = heights.index(max(heights))
    rows = list(table.rows)
    rows[highest] = replace(rows[highest], height=max(0, heights[highest] - excess))
    return replace(table, rows=tuple(rows))
