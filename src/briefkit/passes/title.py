"""The document's title: found among the headings, and parted from its subtitle."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from briefkit.diagnostics import Outcome
from briefkit.model import Block, Document, Heading, Inline, LineBreak, SoftBreak, Text
from briefkit.model.walk import each, plain_text, rewrite
from briefkit.spans import Span

_COLON = re.compile(r"\s*:(?=\s|$)\s*")


def promote_title(document: Document) -> Outcome[Document]:
    """Take the title out of the headings, and count these from level 1.

    A heading of level 1 that opens the document and is the only one of its level is the title, unless the metadata has
    one already; then it goes where it says the same, and stays where it says something else. Afterwards the highest
    level in use is 1, all others as far below as they were. Headings inside quotes and items are moved along, and have
    no say.
    """
    first = _lone_first_heading(document.blocks)
    meta = document.meta
    if first and not meta.title:
        meta, document = replace(meta, title=first.content), replace(document, blocks=document.blocks[1:])
    elif first and _says(first.content) == _says(meta.title):
        document = replace(document, blocks=document.blocks[1:])
    return Outcome(_from_level_one(document if meta is document.meta else replace(document, meta=meta)))


def _lone_first_heading(blocks: Sequence[Block]) -> Heading | None:
    """The first block, where it is the one heading of level 1."""
    if not blocks or not isinstance(first := blocks[0], Heading) or first.level != 1:
        return None
    is_alone = not any(isinstance(block, Heading) and block.level == 1 for block in blocks[1:])
    return first if is_alone else None


def _says(inlines: Sequence[Inline]) -> str:
    return " ".join(plain_text(inlines).casefold().split())


def _from_level_one(document: Document) -> Document:
    top = min((block.level for block in document.blocks if isinstance(block, Heading)), default=1)
    if top == 1:
        return document

    def raised(block: Block) -> Block:
        return replace(block, level=max(block.level - top + 1, 1)) if isinstance(block, Heading) else block

    return rewrite(document, blocks=each(raised))


def split_title(document: Document) -> Outcome[Document]:
    """Part ``Title: Subtitle`` at the first colon with a space after it, where there is no subtitle yet.

    The colon and the spaces round it, a line end included, belong to neither. A colon inside emphasis or code parts
    nothing.
    """
    meta = document.meta
    if meta.subtitle:
        return Outcome(document)
    for index, inline in enumerate(meta.title):
        found = _COLON.search(inline.text) if isinstance(inline, Text) else None
        if not found or not isinstance(inline, Text):
            continue
        title = (*meta.title[:index], *_part(inline, 0, found.start()))
        rest = (*_part(inline, found.end(), len(inline.text)), *meta.title[index + 1 :])
        subtitle = rest[1:] if rest and isinstance(rest[0], SoftBreak | LineBreak) else rest
        has_space = subtitle is not rest or found[0][-1].isspace()
        if has_space and plain_text(title).strip() and plain_text(subtitle).strip():
            return Outcome(replace(document, meta=replace(meta, title=title, subtitle=subtitle)))
    return Outcome(document)


def _part(text: Text, start: int, end: int) -> tuple[Text, ...]:
    """The characters of `text` from `start` to `end`, if any, with their place as far as it is known."""
    if start == end:
        return ()
    span = text.span
    if span and span.end - span.start == len(text.text):
        span = Span(span.source, span.start + start, span.start + end)
    return (replace(text, text=text.text[start:end], span=span),)
