"""What the tests of the PDF writer share: pages written and read again."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from briefkit.compose.page import Page, Sheet
from briefkit.diagnostics import Diagnostic
from briefkit.layout import lay_out
from briefkit.resources import LocalResources
from briefkit.write.pdf import write_pdf

CSS = """
@font-face { font-family: Spectral; src: url("briefkit-font:Spectral/400") }
@font-face { font-family: Spectral; font-style: italic; src: url("briefkit-font:Spectral/400/italic") }
@page { size: A6; margin: 15mm; @top-left { content: string(section) } @bottom-right { content: counter(page) } }
html { font: 10pt/1.4 Spectral } h1 { string-set: section content(text) } ul ul { list-style-type: "– " }
"""


@dataclass
class Written:
    """A PDF, what was said in writing it, and its structure tree as an outline."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...]

    @property
    def pdf(self) -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(self.data))

    @property
    def outline(self) -> str:
        """One structure element a line, indented; the number of marks and annotations behind its type."""
        with self.pdf as pdf:
            return "\n".join(_lines(pdf.Root.StructTreeRoot.K[0], 0))

    def elements(self, role: str) -> list[dict[str, Any]]:
        """The entries of all structure elements of a type, kids and parents left out."""
        with self.pdf as pdf:
            found = [element for element in _elements(pdf.Root.StructTreeRoot.K[0]) if str(element.S) == f"/{role}"]
            return [
                {key: _plain(value) for key, value in element.items() if key not in {"/K", "/P", "/Pg"}}
                for element in found
            ]


def _kids(element: Any) -> list[Any]:
    return list(element.get("/K", []))


def _is_element(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def _elements(element: Any) -> Iterator[Any]:
    yield element
    for kid in filter(_is_element, _kids(element)):
        yield from _elements(kid)


def _lines(element: Any, depth: int) -> Iterator[str]:
    kids = _kids(element)
    links = sum(isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR" for kid in kids)
    marks = sum(not _is_element(kid) for kid in kids) - links
    yield "  " * depth + str(element.S)[1:] + (f" {marks}" if marks else "") + (f" link*{links}" if links else "")
    for kid in filter(_is_element, kids):
        yield from _lines(kid, depth + 1)


def _plain(value: Any) -> Any:
    if isinstance(value, pikepdf.Dictionary):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, pikepdf.Array):
        return [_plain(entry) for entry in value]
    return float(value) if isinstance(value, int | float) else str(value)


Write = Callable[..., Written]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a body as PDF; the page stands in `tmp_path`."""

    def write_body(
        body: str, css: str = "", *, head: str = "<title>Test</title>", lang: str = "en", floats_notes: bool = False
    ) -> Written:
        html = f"<!doctype html><html lang={lang}><head>{head}</head><body>{body}</body></html>"
        page = Page(html, (Sheet("base.css", CSS), Sheet("test.css", css)), base=tmp_path, floats_notes=floats_notes)
        layout = lay_out(page, LocalResources(tmp_path))
        outcome = write_pdf(layout)
        return Written(outcome.value, layout.diagnostics + outcome.diagnostics)

    return write_body
