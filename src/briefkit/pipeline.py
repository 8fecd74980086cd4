"""THE FLOW: a source's bytes in, the files of its report out.

Nothing here touches the disk: what is read comes through `Resources`, what is written is given back. Stages are
imported when they are reached, so that a command that needs no layout does not pay for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefkit.config import Settings
from briefkit.diagnostics import Diagnostic, Outcome, diagnose
from briefkit.diagnostics.report import Report
from briefkit.errors import BriefkitError, UnavailableError, UsageError
from briefkit.machine import missing_package, native_libraries
from briefkit.resources import Resources

if TYPE_CHECKING:
    from briefkit.compose.page import Page
    from briefkit.layout import Layout
    from briefkit.model import Document


def run(
    data: bytes,
    *,
    name: str,
    settings: Settings,
    resources: Resources,
    base: Path | None = None,
    source_format: str = "",
) -> Product:
    """The report that the source `data`, called `name`, makes; what it refers to is looked for in the folder `base`.

    The source's format goes by its name where `source_format` is empty.
    """
    product = Product()
    with product.until_it_fails() as report:
        document, settings = understand(
            data, name=name, settings=settings, resources=resources, report=report, source_format=source_format
        )
        page, probe = compose(document, settings, resources, report)
        product.files = write(replace(page, base=base), probe, settings.formats, resources, report)
    return product


def make(document: Document, *, settings: Settings, resources: Resources, base: Path | None = None) -> Product:
    """The report that a document makes, however it came about."""
    product = Product()
    with product.until_it_fails() as report:
        page, probe = compose(document, settings, resources, report)
        product.files = write(replace(page, base=base), probe, settings.formats, resources, report)
    return product


def render(
    data: bytes,
    *,
    name: str,
    sheets: Mapping[str, bytes],
    formats: Sequence[str],
    resources: Resources,
    base: Path | None = None,
) -> Product:
    """The files that any HTML makes, no template between; `sheets` are stylesheets by name, in cascade order."""
    product = Product()
    with product.until_it_fails() as report:
        from briefkit.foreign import foreign_page

        page = foreign_page(data, name=name, sheets=sheets, base=base, report=report)
        product.files = write(page, None, formats, resources, report)
    return product


# The stages ---------------------------------------------------------------------------------------------------------


def understand(
    data: bytes, *, name: str, settings: Settings, resources: Resources, report: Report, source_format: str = ""
) -> tuple[Document, Settings]:
    """Source to document, its anchors worked out; and the settings with what its front matter asks for.

    The source's format goes by its name where `source_format` is empty.
    """
    from briefkit import passes
    from briefkit.overlay import doubtful_format, overlay
    from briefkit.read import decode, format_of, read

    format_read = source_format or format_of(name)
    source = report.know(report.keep(decode(data, name)))
    if not source_format:
        report.note(doubtful_format(source, format_read))
    document = report.keep(read(source, format_read))
    document, settings = report.keep(overlay(document, settings, name=name, resources=resources))
    return report.keep(passes.run(document, splits_title=settings.splits_title)), settings


def compose(document: Document, settings: Settings, resources: Resources, report: Report) -> tuple[Page, Page | None]:
    """Document to HTML and CSS by the house style; with it the probe where a format needs one.

    The probe is a page with one of everything that the style knows: what Word's named styles are read from.
    """
    from briefkit import compose

    wishes: Any = {"options": settings.options, "variables": settings.variables}
    is_probed = any(FORMATS[name].needs_probe for name in settings.formats)
    try:
        style = compose.load_style(settings.style, resources)
        page = report.keep(compose.compose(document, style, **wishes))
        return page, compose.compose_probe(style, language=document.meta.language, **wishes) if is_probed else None
    except UsageError as error:
        raise UsageError(*map(settings.placed, error.diagnostics), sources=error.sources) from error


def lay_out(page: Page, resources: Resources, *, beside: Layout | None = None) -> Layout:
    """Page to boxes with their styles; the pages are made when they are asked for.

    `beside` is the layout of another page of the same stylesheets.
    """
    with native_libraries():
        from briefkit.layout import engine, lay_out  # noqa: F401 (the engine is what loads the libraries)
    return lay_out(page, resources, beside=beside)


def write(
    page: Page, probe: Page | None, formats: Sequence[str], resources: Resources, report: Report
) -> dict[str, bytes]:
    """Page to files, by format: laid out once, for all of them. The probe is never paginated."""
    layout = lay_out(page, resources)
    try:
        shown = lay_out(probe, resources, beside=layout) if probe else None
        return {name: report.keep(FORMATS[name].write(layout, shown)) for name in formats}
    finally:
        report.note(layout.diagnostics, layout.sources.values())


# The formats --------------------------------------------------------------------------------------------------------


def _pdf(layout: Layout, _probe: Layout | None) -> Outcome[bytes]:
    from briefkit.write.pdf import write_pdf

    return write_pdf(layout)


def _docx(layout: Layout, probe: Layout | None) -> Outcome[bytes]:
    from briefkit.write.docx import write_docx

    return write_docx(layout, probe)


@dataclass(frozen=True)
class Format:
    """An output format: how its files' names end, and what writes it."""

    suffix: str
    write: Callable[[Layout, Layout | None], Outcome[bytes]]
    needs_probe: bool = False


FORMATS: Mapping[str, Format] = {"pdf": Format(".pdf", _pdf), "docx": Format(".docx", _docx, needs_probe=True)}
"""The one table of output formats, by the name they are asked for."""


def unknown_format(name: str) -> Diagnostic:
    """What to say of an output format that is not in the table."""
    known = ", ".join(f"`{other}`" for other in FORMATS)
    return diagnose("B206", f"there is no output format `{name}`", place="formats", hint=f"the formats are {known}")


# What comes of it ---------------------------------------------------------------------------------------------------


@dataclass
class Product:
    """What came of a source: the files by format, or the failure that stopped it; either way all there is to say."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    report: Report = field(default_factory=Report)
    failure: BriefkitError | None = None

    @contextmanager
    def until_it_fails(self) -> Iterator[Report]:
        """Keeps a failure inside, and what it has to say in the report, which it gives to the stages to fill."""
        try:
            yield self.report
        except MemoryError:
            self.failure = UnavailableError(diagnose("B902", "memory ran out"))
        except ImportError as error:
            self.failure = missing_package(error)
        except BriefkitError as error:
            self.failure = error
        if self.failure is not None:
            self.report.note(self.failure.diagnostics, self.failure.sources)
