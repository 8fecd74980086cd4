"""Markdown to the model, with front matter: CommonMark 0.31 and what briefs need beyond it.

`parser` asks markdown-it-py for tokens and keeps their places, with `block_rules`, `grid_tables` (drawn as `grids` sees
them) and `inline_rules` for what CommonMark does not have; `blocks` and `inlines` make nodes of the tokens, helped by
`attributes`, `captions`, `cell_text`, `divs`, `notes`, `tables` and `tasks`; `links` judges where links may lead;
`unread` shows front matter that is broken. docs/guide.md shows what can be written.
"""

from __future__ import annotations

from briefkit.diagnostics import Outcome
from briefkit.model import Document
from briefkit.read.frontmatter import meta_from, split
from briefkit.read.markdown.blocks import Reading
from briefkit.read.markdown.unread import with_unread
from briefkit.spans import Source


def read(source: Source) -> Outcome[Document]:
    """The document that `source` writes.

    What is dropped is told: raw HTML (B101), raw blocks (B108), a footnote defined again (B106) or never called (B107).
    So is what comes out otherwise than it was written: nesting too deep (B102), links to where no report should lead
    (B104), and slips in callouts, fences, attributes, calls and tables (B103, B105, B109, B110, B111, B112).
    Front matter that cannot be read (B201) is shown where the text begins.
    """
    front = split(source)
    meta = meta_from(front.value.values, front.value.spans)
    reading = Reading(source, body=front.value.body)
    blocks = with_unread(reading.blocks(), front.value.unread, source)
    document = Document(blocks=blocks, meta=meta.value)
    findings = (*front.diagnostics, *meta.diagnostics, *reading.diagnostics)
    return Outcome(document, tuple(sorted(findings, key=lambda found: found.span.start)))
