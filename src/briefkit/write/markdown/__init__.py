"""Markdown from the model: what `briefkit.read.markdown` reads back to the same document.

A paragraph stands on one line, save where the source broke it; text never becomes markup. `inlines` and `blocks` write
nodes, `tables` and `grids` tables, `front_matter` the metadata. What Markdown cannot say is written as nearly as it can
be, and no word is lost; `check` reads what was written and names each such place.
"""

from __future__ import annotations

from msgspec.structs import replace

from briefkit.diagnostics import Outcome
from briefkit.model import Block, Document, Heading, Text
from briefkit.model.walk import each, rewrite
from briefkit.write.markdown.blocks import BlockWriter
from briefkit.write.markdown.check import losses
from briefkit.write.markdown.front_matter import write_front_matter


def write_markdown(document: Document) -> Outcome[str]:
    """`document` as Markdown with YAML front matter; empty for an empty document.

    What does not come back the same when it is read and passed through `briefkit.passes` is named (B801).
    """
    arranged = _with_title_among_headings(document)
    parts = (write_front_matter(arranged.meta), BlockWriter().document(arranged.blocks))
    text = "\n".join(part for part in parts if part)
    return Outcome(text, tuple(losses(document, text)))


def _with_title_among_headings(document: Document) -> Document:
    """A title with markup in it, which front matter has no room for, as the one heading of level 1.

    `document` itself where the title is plain, or where no level is left for the headings to move down by one.
    """
    title = document.meta.title
    levels = [block.level for block in document.blocks if isinstance(block, Heading)]
    if all(isinstance(inline, Text) for inline in title) or max(levels, default=1) == 6:
        return document

    def lowered(block: Block) -> Block:
        return replace(block, level=min(block.level + 1, 6)) if isinstance(block, Heading) else block

    moved = rewrite(document, blocks=each(lowered)) if levels else document
    blocks = (Heading(level=1, content=title), *moved.blocks)
    return replace(moved, blocks=blocks, meta=replace(document.meta, title=()))
