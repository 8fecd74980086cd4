"""Conversions: a source read, and written as Markdown, as JSON or as one HTML file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefkit import pipeline
from briefkit.build.jobs import Input
from briefkit.build.plan import by_suffix
from briefkit.config import Settings, Value
from briefkit.diagnostics.report import Report
from briefkit.pipeline import Product

if TYPE_CHECKING:
    from briefkit.model import Document


class ConvertJob(Struct, frozen=True):
    """A source analysis to convert into the formats of the `outputs`."""

    source: Input
    outputs: Mapping[str, Path]

    @property
    def name(self) -> str:
        """The source, as messages call it."""
        return self.source.name

    def run(self) -> Product:
        """Reads the source and writes the document that it makes."""
        source, product = self.source, Product()
        with product.until_it_fails() as report:
            document, settings = pipeline.understand(
                source.read(),
                name=source.name,
                settings=source.settings,
                resources=source.resources,
                report=report,
                source_format=source.source_format,
            )
            product.files = {name: CONVERSIONS[name].write(document, settings, source, report) for name in self.outputs}
        return product


# The formats --------------------------------------------------------------------------------------------------------


def _markdown(document: Document, _settings: Settings, _source: Input, report: Report) -> bytes:
    from briefkit.write.markdown import write_markdown

    return report.keep(write_markdown(document)).encode()


def _json(document: Document, _settings: Settings, _source: Input, _report: Report) -> bytes:
    from briefkit.model.codec import to_json

    return to_json(document)


def _html(document: Document, settings: Settings, source: Input, report: Report) -> bytes:
    """The page by the house style, as a report has it."""
    asked = replace(settings, command={**settings.command, "formats": Value(("html",))})
    page, probe = pipeline.compose(document, asked, source.resources, report, base=source.base)
    return pipeline.write(page, probe, ("html",), source.resources, report)["html"]


class Conversion(Struct, frozen=True):
    """A format that sources are converted to: how its files' names may end, and what writes it."""

    suffixes: tuple[str, ...]
    write: Callable[[Document, Settings, Input, Report], bytes]


CONVERSIONS: Mapping[str, Conversion] = {
    "markdown": Conversion((".md", ".markdown"), _markdown),
    "json": Conversion((".json",), _json),
    "html": Conversion((".html", ".htm"), _html),
}
"""The table of these formats, by the name they are asked for."""


def conversions_of(paths: Iterable[Path]) -> dict[str, Path]:
    """The files by the format that their suffixes ask for; raises as `by_suffix` does."""
    suffixes = {suffix: name for name, conversion in CONVERSIONS.items() for suffix in conversion.suffixes}
    return by_suffix(paths, suffixes, also="; `--to` names a format")
