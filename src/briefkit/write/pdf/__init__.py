"""Writes the PDF: PDF/UA-1 (ISO 14289-1), drawn by the layout, its structure tree made here.

Metadata and outline come from the page itself; nothing depends on where or when it is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefkit.diagnostics import Outcome
from briefkit.layout.tags import Tag
from briefkit.write.pdf.structure import structure
from briefkit.write.pdf.verdict import missing_metadata, missing_text

if TYPE_CHECKING:
    from briefkit.layout import Layout


def write_pdf(layout: Layout) -> Outcome[bytes]:
    """The bytes of a tagged PDF. The diagnostics are about accessibility; those of the layout stay with the layout."""
    roots: list[Tag] = []

    def keep(root: Tag) -> Tag:
        roots.append(structure(root, layout.metadata.language))
        return roots[-1]

    data = layout.write_pdf(keep)
    return Outcome(data, (*missing_metadata(layout.metadata), *missing_text(roots[0])))


__all__ = ["write_pdf"]
