"""What keeps a PDF from being accessible and cannot be repaired: only the author knows what a picture shows."""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.layout.tags import Tag
from briefkit.layout.views import PageMetadata


def missing_metadata(metadata: PageMetadata) -> Iterator[Diagnostic]:
    """A title and a language are asked for by PDF/UA-1 §7.1 and §7.2."""
    if not metadata.title:
        yield diagnose("B503", "the page has no title", hint="give it a `<title>`")
    if not metadata.language:
        yield diagnose("B503", "the page does not say its language", hint='write it into `<html lang="…">`')


def missing_text(root: Tag) -> Iterator[Diagnostic]:
    """Figures without alternative text (PDF/UA-1 §7.3)."""
    for tag in root.descendants():
        if tag.role == "Figure" and tag.alternative is None:
            source = tag.element.attributes.get("src", "") if tag.element is not None else ""
            named = f" `{source[:60]}`" if source and not source.startswith("data:") else ""
            yield diagnose(
                "B502",
                f"the picture{named} does not say what it shows",
                hint='give it an `alt` text; `alt=""` where it only decorates',
            )
