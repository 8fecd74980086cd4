"""Pages compiled to Word in tests: the Flow, the file, and what its XML says."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from briefkit.compose.page import Page, Sheet
from briefkit.diagnostics import Outcome
from briefkit.layout import Layout, lay_out
from briefkit.resources import LocalResources
from briefkit.write.docx import write_docx
from briefkit.write.docx.compile import flow_of
from briefkit.write.docx.flow import Block, Flow, Inline, Table, paragraphs_in
from briefkit.write.docx.lint import lint
from briefkit.write.docx.looks import Fonts
from briefkit.write.docx.markup import Element, attribute, tag


@dataclass(frozen=True)
class WordPages:
    """Pages that have the stylesheet `sheet` before their own."""

    sheet: str

    def laid_out(self, body: str, css: str = "") -> Layout:
        html = f'<!doctype html><html lang="en"><head><title>T</title></head><body>{body}</body></html>'
        return lay_out(Page(html, (Sheet("test.css", self.sheet + css),), Path("/")), LocalResources(Path("/")))

    def flow(self, body: str, css: str = "") -> Flow:
        layout = self.laid_out(body, css)
        outcome = flow_of(layout, Fonts(layout.faces, layout.resolved_family), layout.pages)
        assert outcome.diagnostics == ()
        return outcome.value

    def table(self, body: str, css: str = "") -> Table:
        return next(self.flow(body, css).tables())

    def written(self, body: str, css: str = "") -> Outcome[bytes]:
        outcome = write_docx(self.laid_out(body, css))
        assert lint(outcome.value) == ()
        return outcome

    def part(self, body: str, css: str = "", name: str = "document") -> Element:
        """A part of the Word file; an XML element."""
        with zipfile.ZipFile(io.BytesIO(self.written(body, css).value)) as archive:
            return etree.fromstring(archive.read(f"word/{name}.xml"))

    def headers(self, body: str, css: str = "", *, zone: str = "header") -> list[dict[str, Element]]:
        """The headers (or footers) that each section refers to, by the pages they are for."""
        with zipfile.ZipFile(io.BytesIO(self.written(body, css).value)) as archive:
            roots = {
                name: etree.fromstring(archive.read(name))
                for name in archive.namelist()
                if "/media/" not in name and name.endswith((".xml", ".rels"))
            }
        targets = {e.get("Id"): f"word/{e.get('Target')}" for e in roots["word/_rels/document.xml.rels"]}
        return [
            {
                reference.get(attribute("p", "type")) or "": roots[targets[reference.get(tag("r:id"))]]
                for reference in section.iter(tag(f"{zone}Reference"))
            }
            for section in roots["word/document.xml"].iter(tag("sectPr"))
        ]


def inlines(blocks: Iterable[Block]) -> list[Inline]:
    """All inlines of blocks, those in tables too; what is in links is left in them."""
    return [inline for paragraph in paragraphs_in(blocks) for inline in paragraph.content]


def found(root: Element, *names: str) -> list[Element]:
    """The elements that the path of `names` leads to, from anywhere below `root`."""
    return root.findall(".//" + "/".join(map(tag, names)))


def values(root: Element, *names: str, of: str = "val") -> list[str]:
    """An attribute of the elements `found`."""
    return [element.get(attribute("p", of)) or "" for element in found(root, *names)]
