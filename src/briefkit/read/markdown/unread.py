"""The mark of front matter that nothing could be made of: its lines, as they were written, where the text begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefkit.model import Attrs, Block, Heading, Inline, LineBreak, Paragraph, Styled, Text
from briefkit.spans import Source, Span

MISSING = "missing"
"""The class of what stands where something is missing."""

MAX_LINES = 24
"""How many lines of it are shown."""


def with_unread(blocks: Sequence[Block], unread: Span, source: Source) -> tuple[Block, ...]:
    """`blocks` with the lines that `unread` spans in a paragraph before them, or after a first heading: it may be the
    title. The same blocks where it spans none.
    """
    lines = tuple(_lines(unread, source))
    if not lines:
        return tuple(blocks)
    mark = Paragraph(content=(Styled(content=lines, attrs=Attrs(classes=(MISSING,)), span=unread),), span=unread)
    at = 1 if blocks and isinstance(blocks[0], Heading) else 0
    return (*blocks[:at], mark, *blocks[at:])


def _lines(unread: Span, source: Source) -> Iterator[Inline]:
    written = source.text[unread.start : unread.end].split("\n") if unread else []
    lines = list(filter(None, map(str.strip, written)))
    for number, line in enumerate(lines[:MAX_LINES]):
        if number:
            yield LineBreak()
        is_cut = number == MAX_LINES - 1 and len(lines) > MAX_LINES
        yield Text(text=f"{line} …" if is_cut else line)
