"""briefkit from Python: the functions that `import briefkit` offers.

A `str` is always the text itself, a `Path` always a file. Problems with the document come back in `Result`; what
stops the work is raised (`BriefkitError` and its kinds).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from briefkit import pipeline
from briefkit.config import DEFAULT_FORMATS, DEFAULT_STYLE, Settings, Value
from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.diagnostics.report import Report
from briefkit.errors import UsageError
from briefkit.model import Document
from briefkit.model.codec import to_json
from briefkit.read import FORMATS as READERS
from briefkit.resources import LocalResources

__all__ = ["Result", "build", "read", "render_html", "to_json"]


class Result(Struct, frozen=True):
    """What was made: the bytes by format, and what there was to say on the way."""

    files: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...] = ()


def read(
    source: str | Path,
    *,
    format: str = "",  # noqa: A002 (the word that callers look for)
    report: Callable[[Diagnostic], object] | None = None,
) -> Document:
    """The document in `source`: a text, or the `Path` of a file.

    `format` is ``"text"`` or ``"markdown"``; by default it goes by a file's suffix, and a `str` is plain text. `report`
    is called with each thing there is to say. Raises `DocumentError` where no document can be made of the source,
    `UnavailableError` for a file that cannot be read, `UsageError` for a format that is not read.
    """
    if format and format not in READERS:
        known = ", ".join(f"`{name}`" for name in READERS)
        raise UsageError(diagnose("B007", f"there is no source format `{format}`", hint=f"the formats are {known}"))
    is_file = isinstance(source, Path)
    resources = _folder(source.parent if isinstance(source, Path) else None)
    data, name = _bytes(source, resources), str(source) if is_file else "text"
    found = Report()
    try:
        document, _ = pipeline.understand(
            data, name=name, settings=Settings(), resources=resources, report=found, source_format=format
        )
    finally:
        if report is not None:
            for diagnostic in found.in_order():
                report(diagnostic)
    return document


def build(
    document: Document,
    *,
    style: str | Path = DEFAULT_STYLE,
    formats: Iterable[str] = DEFAULT_FORMATS,
    options: Mapping[str, object] | None = None,
    variables: Mapping[str, str] | None = None,
    root: Path | None = None,
) -> Result:
    """The report that `document` makes in the house style, a name or the `Path` of a folder.

    `options` and `variables` are the style's. Pictures are read from the folder `root`; none are where it is None.
    Raises what `DocumentError`, `UsageError` and `UnavailableError` say.
    """
    chosen = {f"style.options.{name}": Value(value) for name, value in (options or {}).items()}
    chosen |= {f"style.variables.{name}": Value(value) for name, value in (variables or {}).items()}
    chosen["style.name"] = Value(f"{style}/" if isinstance(style, Path) else style)
    settings = Settings(command={**chosen, "formats": Value(_known(formats))})
    product = pipeline.make(document, settings=settings, resources=_folder(root), base=root)
    return _result(product)


def render_html(
    html: str | Path,
    *,
    css: Iterable[str | Path] = (),
    formats: Iterable[str] = DEFAULT_FORMATS,
    root: Path | None = None,
) -> Result:
    """The files that an HTML page makes; `css` are stylesheets that come after its own.

    What both refer to is read from the folder `root`, which for a page that is a `Path` is its own unless said
    otherwise. Raises as `build` does.
    """
    base = html.parent if isinstance(html, Path) else root
    resources = _folder(root or base)
    sheets = {
        str(sheet) if isinstance(sheet, Path) else f"css-{number}": _bytes(sheet, resources)
        for number, sheet in enumerate(css, 1)
    }
    name = str(html) if isinstance(html, Path) else "html"
    product = pipeline.render(
        _bytes(html, resources),
        name=name,
        sheets=sheets,
        formats=_known(formats, pipeline.PAGE_FORMATS),
        resources=resources,
        base=base,
    )
    return _result(product)


def _bytes(source: str | Path, resources: LocalResources) -> bytes:
    """The bytes of a file, or of a text; surrogates, which no encoding has, are replaced."""
    return resources.read(source) if isinstance(source, Path) else source.encode(errors="replace")


def _folder(root: Path | None) -> LocalResources:
    return LocalResources(Path() if root is None else root)


def _known(formats: Iterable[str], known: Mapping[str, pipeline.Format] = pipeline.FORMATS) -> tuple[str, ...]:
    """The formats asked for, once each; `UsageError` where there is one that is not among the `known`."""
    names = tuple(dict.fromkeys(formats))
    unknown = [pipeline.unknown_format(name, known) for name in names if name not in known]
    if unknown:
        raise UsageError(*unknown)
    return names


def _result(product: pipeline.Product) -> Result:
    if product.failure is not None:
        raise product.failure
    return Result(product.files, tuple(product.report.in_order()))
