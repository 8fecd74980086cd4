"""What settings say about a document, laid under and over what its own front matter says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from msgspec.structs import replace as with_fields

from briefkit.config import Layer, Settings, below
from briefkit.diagnostics import Diagnostic, Outcome, Severity
from briefkit.errors import UsageError
from briefkit.model import Document, Meta
from briefkit.model.meta import merge_meta
from briefkit.read.frontmatter import meta_from

STYLE_KEY = "style"
"""The key of the front matter that is a setting and no metadata."""


def overlay(
    document: Document, settings: Settings, *, name: str, epoch: int | None
) -> Outcome[tuple[Document, Settings]]:
    """The document with the metadata of all layers, and the settings with those of the document's front matter.

    Of the metadata, the project's counts least, then the document's own, then the command's. A document that nothing
    dates gets the day of `epoch` (seconds since 1970, UTC), where there is one.
    """
    own = document.meta
    chosen = Outcome(settings)
    if STYLE_KEY in own.extra:
        chosen = settings.with_front_matter(own.extra[STYLE_KEY], name=name)
        own = with_fields(own, extra={key: value for key, value in own.extra.items() if key != STYLE_KEY})
    under, over = _meta(settings.project), _meta(settings.command)
    if any(found.severity is Severity.ERROR for found in over.diagnostics):
        raise UsageError(*over.diagnostics)
    meta = merge_meta(merge_meta(under.value, own), over.value)
    if not meta.date and epoch is not None:
        meta = with_fields(meta, date=datetime.fromtimestamp(epoch, UTC).date().isoformat())
    diagnostics = (*chosen.diagnostics, *under.diagnostics, *over.diagnostics)
    return Outcome((with_fields(document, meta=meta), chosen.value), diagnostics)


def _meta(layer: Layer) -> Outcome[Meta]:
    """The metadata that a layer sets; its findings with the place where the layer was written."""
    values = dict(below(layer, "meta"))
    spans = {key: value.place.span for key, value in values.items()}
    outcome = meta_from({key: value.value for key, value in values.items()}, spans)
    places = " and ".join(dict.fromkeys(value.place.name for value in values.values() if value.place.name))
    return Outcome(outcome.value, tuple(_placed(found, places) for found in outcome.diagnostics))


def _placed(found: Diagnostic, place: str) -> Diagnostic:
    return found if found.span or found.place else replace(found, place=place)
