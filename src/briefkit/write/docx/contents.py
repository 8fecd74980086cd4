"""Finds the contents list among the paragraphs and makes it a field that is already filled.

In HTML a contents list is any run of entries that end in the page number of a heading; in Word it is a TOC field whose
cached result are those entries (§17.16.5.68).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby

from briefkit.write.docx.flow import Anchor, Block, Contents, Field, FieldKind, Hyperlink, Inline, Paragraph

_FEWEST = 2
"""Entries that make a list; one page reference alone stays what it is."""


def outline_levels(paragraphs: Iterable[Paragraph]) -> dict[str, int]:
    """Anchor → the outline level (from 1) of the heading it stands in."""
    return {
        inline.id: paragraph.look.outline_level + 1
        for paragraph in paragraphs
        if paragraph.look.outline_level is not None
        for inline in paragraph.content
        if isinstance(inline, Anchor)
    }


def with_contents(given: Iterable[Block], levels: Mapping[str, int]) -> tuple[Block, ...]:
    """The blocks, the first run of contents entries gathered in a field.

    A second run stays as it is: two fields of the same kind would each list all headings once Word updates them.
    """
    blocks: list[Block] = []
    is_found = False
    for is_entry, group in groupby(given, key=lambda block: _level(block, levels) is not None):
        run = tuple(group)
        if is_entry and not is_found and len(run) >= _FEWEST:
            entries = tuple(entry for entry in run if isinstance(entry, Paragraph))
            blocks.append(_contents(entries, levels))
            is_found = True
        else:
            blocks += run
    return tuple(blocks)


def _contents(entries: tuple[Paragraph, ...], levels: Mapping[str, int]) -> Contents:
    found = [_level(entry, levels) or 1 for entry in entries]
    first = min(found)
    named = (
        replace(entry, role=replace(entry.role, toc_level=level - first + 1))
        for entry, level in zip(entries, found, strict=True)
    )
    return Contents(first, max(found), tuple(named))


def _level(block: Block, levels: Mapping[str, int]) -> int | None:
    """The outline level that a contents entry leads to; None for any other block."""
    if not isinstance(block, Paragraph):
        return None
    fields = [inline for inline in _flat(block.content) if isinstance(inline, Field)]
    if len(fields) != 1 or fields[0].kind is not FieldKind.PAGEREF or not block.look.tabs:
        return None
    return levels.get(fields[0].target)


def _flat(content: Iterable[Inline]) -> Iterable[Inline]:
    for inline in content:
        yield inline
        if isinstance(inline, Hyperlink):
            yield from _flat(inline.content)
