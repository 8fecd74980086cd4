"""Markdown (CommonMark 0.31) to the model, with front matter.

`parser` asks markdown-it-py for tokens and keeps their places, `blocks` and `inlines` make nodes of them, `links`
judges where links may lead.
"""

from __future__ import annotations

from briefkit.diagnostics import Outcome
from briefkit.model import Document
from briefkit.read.frontmatter import meta_from, split
from briefkit.read.markdown.blocks import Reading
from briefkit.spans import Source


def read(source: Source) -> Outcome[Document]:
    """The document that `source` writes.

    Warns about raw HTML, which is dropped (B101), about nesting past what the model holds, which is flattened (B102),
    and about links to where no report should lead, of which the text is kept (B104).
    """
    front = split(source)
    meta = meta_from(front.value.values, front.value.spans)
    reading = Reading(source, body=front.value.body)
    document = Document(blocks=reading.blocks(), meta=meta.value)
    findings = (*front.diagnostics, *meta.diagnostics, *reading.diagnostics)
    return Outcome(document, tuple(sorted(findings, key=lambda found: found.span.start)))
