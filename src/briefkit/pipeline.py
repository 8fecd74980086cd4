"""THE FLOW: a source's bytes in, the files of its report out.

Nothing here touches the disk: what is read comes through `Resources`, what is written is given back. Stages are
imported when they are reached, so that a command that needs no layout does not pay for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from briefkit.config import Settings
from briefkit.diagnostics import Diagnostic, Outcome, diagnose
from briefkit.diagnostics.report import Report
from briefkit.errors import BriefkitError, UnavailableError, UsageError
from briefkit.machine import missing_package, native_libraries
from briefkit.resources import Resources

if TYPE_CHECKING:
    from briefkit.compose import Choices, HouseStyle
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
        page, probe = compose(document, settings, resources, report, base=base)
        product.files = write(page, probe, settings.formats, resources, report)
    return product


def make(document: Document, *, settings: Settings, resources: Resources, base: Path | None = None) -> Product:
    """The report that a document makes, however it came about: its anchors, numbers and references are worked out."""
    from briefkit import passes

    product = Product()
    with product.until_it_fails() as report:
        document = report.keep(passes.derive(document))
        page, probe = compose(document, settings, resources, report, base=base)
        product.files = write(page, probe, settings.formats, resources, report)
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
    from briefkit.passes.punctuate import punctuate
    from briefkit.read import decode, format_of, read

    format_read = source_format or format_of(name)
    source = report.know(report.keep(decode(data, name)))
    if not source_format:
        report.note(doubtful_format(source, format_read))
    document = report.keep(read(source, format_read))
    document, settings = report.keep(overlay(document, settings, name=name, resources=resources))
    document = punctuate(document) if settings.is_smart else document
    return report.keep(passes.run(document, splits_title=settings.splits_title)), settings


def chosen_style(
    document: Document, settings: Settings, resources: Resources, report: Report
) -> tuple[HouseStyle, Choices]:
    """The house style that is asked for, with the values of its options; `report` gets what it knows not of a document.

    `UsageError` for a style, an option or a variable that is not there, or a value that does not fit.
    """
    from briefkit import compose
    from briefkit.compose.classes import check_classes

    with _placing(settings):
        style = compose.load_style(settings.style, resources)
        choices = compose.choose(style.options, style.variables, options=settings.options, variables=settings.variables)
    sheets = (sheet.text for sheet in style.sheets_for(choices.options))
    report.note(check_classes(document, sheets))
    return style, choices


def compose(
    document: Document, settings: Settings, resources: Resources, report: Report, *, base: Path | None
) -> tuple[Page, Page | None]:
    """Document to HTML and CSS by the house style; with it the probe where a format needs one.

    Pictures are looked for in the folder `base`. The probe is a page with one of everything that the style knows: what
    Word's named styles are read from.
    """
    from briefkit import compose
    from briefkit.compose.pictures import check_pictures

    wishes: Any = {"options": settings.options, "variables": settings.variables}
    is_probed = any(FORMATS[name].needs_probe for name in settings.formats)
    style, _ = chosen_style(document, settings, resources, report)
    document = report.keep(check_pictures(document, resources, base))
    page = replace(report.keep(compose.compose(document, style, **wishes)), base=base)
    return page, compose.compose_probe(style, language=document.meta.language, **wishes) if is_probed else None


@contextmanager
def _placing(settings: Settings) -> Iterator[None]:
    """Tells wrong use of a style with the place where the setting was written."""
    try:
        yield
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
    """Page to files, by format: laid out once, for all of them that need it. The probe is never paginated."""
    work = Work(page, probe, resources)
    try:
        return {name: report.keep(FORMATS[name].write(work)) for name in formats}
    finally:
        if work.is_laid_out:
            report.note(work.layout.diagnostics, work.layout.sources.values())


class Work(Struct, dict=True):
    """What formats are written from: the page, and its layout and that of the probe, made when they are asked for."""

    page: Page
    probe: Page | None
    resources: Resources

    @property
    def is_laid_out(self) -> bool:
        """Whether anything has asked for the layout yet."""
        return "layout" in vars(self)

    @cached_property
    def layout(self) -> Layout:
        return lay_out(self.page, self.resources)

    @cached_property
    def probe_layout(self) -> Layout | None:
        if self.probe is None:
            return None
        return lay_out(replace(self.probe, base=self.page.base), self.resources, beside=self.layout)


# The formats --------------------------------------------------------------------------------------------------------


def _pdf(work: Work) -> Outcome[bytes]:
    from briefkit.write.pdf import write_pdf

    return write_pdf(work.layout)


def _docx(work: Work) -> Outcome[bytes]:
    from briefkit.write.docx import write_docx

    return write_docx(work.layout, work.probe_layout)


def _html(work: Work) -> Outcome[bytes]:
    from briefkit.write.html import write_html

    return write_html(work.page, work.resources)


class Format(Struct, frozen=True):
    """An output format: how its files' names end, and what writes it.

    `takes_any_page` is whether a foreign page can be written in it, and not only one that a house style composed.
    """

    suffix: str
    write: Callable[[Work], Outcome[bytes]]
    needs_probe: bool = False
    takes_any_page: bool = True


FORMATS: Mapping[str, Format] = {
    "pdf": Format(".pdf", _pdf),
    "docx": Format(".docx", _docx, needs_probe=True),
    "html": Format(".html", _html, takes_any_page=False),
}
"""The one table of output formats, by the name they are asked for."""


PAGE_FORMATS: Mapping[str, Format] = {name: one for name, one in FORMATS.items() if one.takes_any_page}
"""Those of the table that any page can be written in."""


def unknown_format(name: str, formats: Iterable[str] = FORMATS) -> Diagnostic:
    """What to say of an output format that is not among `formats`."""
    known = ", ".join(f"`{other}`" for other in formats)
    return diagnose("B206", f"there is no output format `{name}`", place="formats", hint=f"the formats are {known}")


# What comes of it ---------------------------------------------------------------------------------------------------


class Product(Struct):
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
            self.failure.tell(self.report)
