"""Words for those who do not see a picture: told where a figure's picture has none."""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.diagnostics import Diagnostic, Outcome, diagnose
from briefkit.model import Document, Figure, Image
from briefkit.model.walk import descendants, roots

DECORATION = "decoration"
"""The class by which an author says that a picture only adorns the page."""


def check_alternatives(document: Document) -> Outcome[Document]:
    """Report each picture of a figure that has no alternative text (WCAG 2.2 §1.1.1, PDF/UA-1 §7.3).

    A figure is there to be looked at, and its caption stands beside the picture, not in its place. A picture in a line
    of text, or of class `decoration`, adorns the page when it has none, and is passed over when the page is read aloud.
    """
    return Outcome(document, tuple(_without_words(document)))


def _without_words(document: Document) -> Iterator[Diagnostic]:
    for figure in descendants(roots(document)):
        if not isinstance(figure, Figure) or DECORATION in figure.attrs.classes:
            continue
        for image in descendants(figure.blocks):
            if isinstance(image, Image) and not image.alt.strip():
                hint = f"write `![what it shows](…)`; `{{.{DECORATION}}}` behind it says that it only adorns the page"
                yield diagnose("B502", "the picture has no alternative text", span=image.span, hint=hint)
