"""Finds lists of contents among the paragraphs and makes each a field that is already filled.

In HTML a contents list is any run of entries that end in the page number of a heading, a list of figures one of entries
that end in that of a figure; in Word each is a TOC field whose cached result are those entries (§17.16.5.68).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import TypeAlias

from msgspec.structs import replace

from briefkit.write.docx.captions import labelled_by
from briefkit.write.docx.flow import (
    Anchor,
    Block,
    Contents,
    Field,
    FieldKind,
    LabelStart,
    Paragraph,
    Run,
    RunLook,
    inlines_in,
)

_FEWEST = 2
"""Entries that make a list of headings; one page reference alone stays what it is."""

_STYLE = "table of figures"
"""Word's name for the style of entries that captions have, whatever the captions are of."""

_Listed: TypeAlias = str | None
"""What a run of entries lists: headings (the empty string), the captions of a sequence; None for other blocks."""

_NONE: Mapping[str, str] = MappingProxyType({})


def outline_levels(paragraphs: Iterable[Paragraph]) -> dict[str, int]:
    """Anchor → the outline level (from 1) of the heading it stands in."""
    return {
        inline.id: paragraph.look.outline_level + 1
        for paragraph in paragraphs
        if paragraph.look.outline_level is not None
        for inline in paragraph.content
        if isinstance(inline, Anchor)
    }


def sequences(paragraphs: Iterable[Paragraph]) -> dict[str, str]:
    """Id → the sequence by which the thing called so is counted."""
    found: dict[str, str] = {}
    for paragraph in paragraphs:
        mark = ""
        for inline in paragraph.content:
            if isinstance(inline, LabelStart):
                mark = inline.id
            elif isinstance(inline, Field) and inline.kind is FieldKind.SEQ and mark:
                found.setdefault(labelled_by(mark), inline.target)
    return found


def with_contents(
    given: Iterable[Block], levels: Mapping[str, int], counted: Mapping[str, str] = _NONE
) -> tuple[Block, ...]:
    """The blocks, the first run of entries for headings, and for each sequence, gathered in a field.

    A second run stays as it is: two fields of the same kind would each list all headings once Word updates them.
    """
    blocks: list[Block] = []
    found: set[str] = set()
    for listed, group in groupby(given, key=lambda block: _listed(block, levels, counted)):
        run = tuple(group)
        if listed is None or listed in found or (not listed and len(run) < _FEWEST):
            blocks += run
            continue
        entries = tuple(entry for entry in run if isinstance(entry, Paragraph))
        blocks.append(_captions(entries, listed) if listed else _contents(entries, levels))
        found.add(listed)
    return tuple(blocks)


def _contents(entries: tuple[Paragraph, ...], levels: Mapping[str, int]) -> Contents:
    found = [levels[_target(entry)] for entry in entries]
    first = min(found)
    named = (
        replace(_in_its_style(entry), role=replace(entry.role, toc_level=level - first + 1))
        for entry, level in zip(entries, found, strict=True)
    )
    return Contents(first, max(found), tuple(named))


def _captions(entries: tuple[Paragraph, ...], sequence: str) -> Contents:
    named = (
        replace(_in_its_style(entry), role=replace(entry.role, name=entry.role.name or _STYLE)) for entry in entries
    )
    return Contents(1, 1, tuple(named), sequence)


def _in_its_style(entry: Paragraph) -> Paragraph:
    """The entry with the look of most of its text as its own: Word keeps nothing else when it makes the list anew."""
    counts: Counter[RunLook] = Counter()
    for inline in inlines_in(entry.content):
        if isinstance(inline, Run):
            counts[inline.look] += len(inline.text)
    return replace(entry, run_look=counts.most_common(1)[0][0]) if counts else entry


def _listed(block: Block, levels: Mapping[str, int], counted: Mapping[str, str]) -> _Listed:
    target = _target(block)
    return "" if target in levels else counted.get(target)


def _target(block: Block) -> str:
    """The id that an entry leads to; empty for any other block."""
    if not isinstance(block, Paragraph) or not block.look.tabs:
        return ""
    fields = [inline for inline in inlines_in(block.content) if isinstance(inline, Field)]
    if len(fields) != 1 or fields[0].kind is not FieldKind.PAGEREF:
        return ""
    return fields[0].target
