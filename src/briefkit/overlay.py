"""What settings say about a document, laid under and over what its own front matter says.

Here the layers meet, and with them what a writer has put into the wrong one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace
from msgspec.structs import replace as with_fields

from briefkit.config import Layer, Settings, below
from briefkit.diagnostics import Diagnostic, Outcome, Severity, diagnose
from briefkit.errors import BriefkitError, UsageError
from briefkit.model import Document, Meta
from briefkit.model.meta import merge_meta
from briefkit.read.frontmatter import meta_from
from briefkit.resources import Resources
from briefkit.spans import Source

INSTEAD: Mapping[str, str] = {
    "sources": "name them after `briefkit build`",
    "out": "use `--out DIR`",
    "formats": "use `--to FORMATS`",
    "smart-punctuation": "use `--set smart-punctuation=true`",
    "split-title": "use `--set split-title=false`",
}
"""The settings that front matter cannot make, and how the command line makes them."""

_PLAIN = re.compile("[A-Za-z][A-Za-z0-9-]*")
"""A string that needs no quotes in YAML."""

STYLE_KEY = "style"
"""The key of the front matter that is a setting and no metadata."""

_FRONT_MATTER = re.compile(
    r"(---[ \t]*\n[\w-]+:[^\n]*\n(?s:.*?)^(?:---|\.\.\.)[ \t]*$)"
    r"|(\+\+\+[ \t]*\n[\w-]+[ \t]*=[^\n]*\n(?s:.*?)^\+\+\+[ \t]*$)",
    re.MULTILINE,
)
"""What in Markdown is front matter: a key on the first line below the fence, and a fence that closes it."""


def overlay(
    document: Document, settings: Settings, *, name: str, resources: Resources
) -> Outcome[tuple[Document, Settings]]:
    """The document with the metadata of all layers, and the settings with those of the document's front matter.

    Of the metadata, the project's counts least, then the document's own, then the command's. A document that nothing
    dates gets the day (UTC) that the surroundings ask for, where they do.
    """
    own = document.meta
    chosen = Outcome(settings)
    if STYLE_KEY in own.extra:
        chosen = settings.with_front_matter(own.extra[STYLE_KEY], name=name)
        own = with_fields(own, extra={key: value for key, value in own.extra.items() if key != STYLE_KEY})
    under, over = _meta(settings.project), _meta(settings.command)
    if any(found.severity is Severity.ERROR for found in over.diagnostics):
        raise UsageError(*over.diagnostics)
    misplaced = tuple(_misplaced(own.extra, chosen.value, name=name, resources=resources))
    meta = merge_meta(merge_meta(under.value, own), over.value)
    epoch = resources.source_date_epoch()
    if not meta.date and epoch is not None:
        meta = with_fields(meta, date=datetime.fromtimestamp(epoch, UTC).date().isoformat())
    diagnostics = (*chosen.diagnostics, *misplaced, *under.diagnostics, *over.diagnostics)
    return Outcome((with_fields(document, meta=meta), chosen.value), diagnostics)


def doubtful_format(source: Source, source_format: str) -> Iterator[Diagnostic]:
    """A warning where a source is read as plain text, and starts with front matter as only Markdown has it."""
    found = _FRONT_MATTER.match(source.text) if source_format == "text" else None
    if found is not None:
        yield diagnose(
            "B014",
            "this looks like the front matter of Markdown, and is read as plain text",
            span=source.span(0, source.text.index("\n")),
            hint="`--from markdown` reads it as Markdown, `--from text` says that it is none",
        )


def _misplaced(
    values: Mapping[str, Any], settings: Settings, *, name: str, resources: Resources
) -> Iterator[Diagnostic]:
    """Warnings of settings that stand in the front matter as if they were metadata, with where they belong."""
    of_style = _names_of_style(settings.style, resources) if values else {}
    for key, value in values.items():
        place = f"{name}, `{key}` in the front matter"
        if key in INSTEAD:
            hint = f"set `{key}` in briefkit.toml, or {INSTEAD[key]}"
            yield diagnose("B202", f"`{key}` is a setting that front matter cannot make", place=place, hint=hint)
        elif key in of_style:
            hint = f"write `{STYLE_KEY}: {{{of_style[key]}: {{{key}: {_shown(value)}}}}}`"
            message = f"`{key}` belongs to the {of_style[key]} of the style, and stands among the metadata"
            yield diagnose("B202", message, place=place, hint=hint)


def _names_of_style(style: str, resources: Resources) -> dict[str, str]:
    """The names that the house style lets its users set, each with the table it stands in."""
    from briefkit.compose import load_style  # not loaded where no key asks for it

    try:
        house = load_style(style, resources)
    except BriefkitError:
        return {}  # told when the style is used
    return dict.fromkeys(house.variables, "variables") | dict.fromkeys(house.options, "options")


def _shown(value: object) -> str:
    """A value as YAML and JSON both write it, an ellipsis for one that is no scalar."""
    match value:
        case str() if _PLAIN.fullmatch(value):
            return value
        case str() | bool() | int():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return "…"


def _meta(layer: Layer) -> Outcome[Meta]:
    """The metadata that a layer sets; its findings with the place where the layer was written."""
    values = dict(below(layer, "meta"))
    spans = {key: value.place.span for key, value in values.items()}
    outcome = meta_from({key: value.value for key, value in values.items()}, spans)
    places = " and ".join(dict.fromkeys(value.place.name for value in values.values() if value.place.name))
    return Outcome(outcome.value, tuple(_placed(found, places) for found in outcome.diagnostics))


def _placed(found: Diagnostic, place: str) -> Diagnostic:
    return found if found.span or found.place else replace(found, place=place)
