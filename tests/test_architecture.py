"""The values printed in ARCHITECTURE.md are those that the stages give; ``pytest --update`` writes them anew."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import etree
from tests.marked_blocks import values_in, with_values

from briefkit import pipeline
from briefkit.cli.boxes import outline_of_boxes
from briefkit.config import Settings
from briefkit.diagnostics.report import Report
from briefkit.layout.views import Box, Fragment
from briefkit.model.outline import outline
from briefkit.read import decode, read
from briefkit.resources import LocalResources
from briefkit.write.docx.compile import flow_of
from briefkit.write.docx.flow import Flow, Paragraph, Table, cells_of
from briefkit.write.docx.looks import Fonts

ARCHITECTURE = Path(__file__).resolve().parent.parent / "ARCHITECTURE.md"
NAME = "strait.md"
MOST_LINES = 40
"""Longer values are cut after so many lines, and end in a line with `…`."""

PROPERTIES = ("font_family", "font_size", "font_weight", "color", "margin", "break_after", "custom")


class Stages:
    """The brief of ARCHITECTURE.md, taken through the stages as far as is asked for."""

    def __init__(self, brief: str) -> None:
        self.data = f"{brief}\n".encode()
        self.resources = LocalResources(ARCHITECTURE.parent)
        self.report = Report()
        document, settings = pipeline.understand(
            self.data, name=NAME, settings=Settings(), resources=self.resources, report=self.report
        )
        self.document = document
        self.page, self.probe = pipeline.compose(document, settings, self.resources, self.report, base=None)
        self.layout = pipeline.lay_out(self.page, self.resources)

    @cached_property
    def files(self) -> dict[str, bytes]:
        return pipeline.write(self.page, self.probe, ("pdf", "docx"), self.resources, self.report)

    @cached_property
    def flow(self) -> Flow:
        layout = self.layout
        return flow_of(layout, Fonts(layout.faces, layout.resolved_family), layout.pages).value

    def box(self, tag: str, name: str = "") -> Box:
        """The first box of an element with this tag and class."""
        return next(
            box
            for box in self.layout.boxes.descendants()
            if box.element is not None
            and box.element.tag == tag
            and (not name or name in box.element.classes)
            and not box.pseudo
            and not box.is_anonymous
        )


def _read(stages: Stages) -> str:
    return outline(read(decode(stages.data, NAME).value, "markdown").value)


def _passes(stages: Stages) -> str:
    return outline(stages.document, has_anchors=True)


def _html(stages: Stages) -> str:
    body = stages.page.html.partition("<body>")[2].partition("</body>")[0]
    return "\n".join(line for line in body.splitlines() if line.strip())


def _style(stages: Stages) -> str:
    style = stages.box("p", "caption").style
    return "\n".join(f"{name} = {getattr(style, name)!r}" for name in PROPERTIES)


def _boxes(stages: Stages) -> str:
    return outline_of_boxes(stages.box("main"))


def _pages(stages: Stages) -> str:
    pages = stages.layout.pages
    elements = {box.element.id: box.element for box in stages.layout.boxes.descendants() if box.element is not None}

    def line(anchor: str, place: Fragment) -> str:
        return f"{anchor:<18}page {place.page}, {place.x:.1f} {place.y:.1f}, {place.width:.1f} × {place.height:.1f} pt"

    return "\n".join(
        line(anchor, pages.fragments[elements[anchor].index, ""][0])
        for anchor in pages.anchors
        if anchor in elements and (elements[anchor].index, "") in pages.fragments
    )


def _tags(stages: Stages) -> str:
    with pikepdf.open(io.BytesIO(stages.files["pdf"])) as pdf:
        return "\n".join(_tag_lines(pdf.Root.StructTreeRoot.K[0], 0))


def _tag_lines(element: Any, depth: int) -> Iterator[str]:
    words = str(element.get("/Alt", element.get("/ActualText", "")))
    yield "  " * depth + str(element.S)[1:] + (f' "{words}"' if words else "")
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _tag_lines(kid, depth + 1)


def _flow(stages: Stages) -> str:
    (section,) = stages.flow.sections
    return "\n".join(line for block in section.blocks for line in _flow_lines(block, ""))


def _flow_lines(block: object, indent: str) -> Iterator[str]:
    match block:
        case Paragraph():
            role, look = block.role, block.look
            name = role.name or ".".join((role.tag, *role.classes))
            listed = f", list {block.list.number} level {block.list.level}" if block.list else ""
            yield f'{indent}paragraph "{block.text}": {name}, after {look.after}{listed}'
        case Table():
            yield f"{indent}table, columns {block.columns}"
            for cell in cells_of(block):
                for inner in cell.blocks:
                    yield from _flow_lines(inner, indent + "  ")
        case _:
            yield f"{indent}{type(block).__name__}"


def _word(stages: Stages) -> str:
    with zipfile.ZipFile(io.BytesIO(stages.files["docx"])) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    w = document.nsmap["w"]
    caption = next(p for p in document.iter(f"{{{w}}}p") if "Cost a year" in "".join(p.itertext()))
    etree.indent(caption)
    return re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(caption, encoding="unicode")).strip()


VALUES: dict[str, Callable[[Stages], str]] = {
    "read": _read,
    "passes": _passes,
    "html": _html,
    "style": _style,
    "boxes": _boxes,
    "pages": _pages,
    "tags": _tags,
    "flow": _flow,
    "word": _word,
}


@pytest.fixture(scope="module")
def stages() -> Stages:
    return Stages(values_in(ARCHITECTURE.read_text(encoding="utf-8"))["brief"])


@pytest.mark.parametrize("name", VALUES)
def test_a_value_is_what_its_stage_gives(name: str, stages: Stages, golden: Callable[[Path, str], None]) -> None:
    text = ARCHITECTURE.read_text(encoding="utf-8")
    lines = VALUES[name](stages).splitlines()

    golden(ARCHITECTURE, with_values(text, {name: "\n".join([*lines[:MOST_LINES], *["…"][: len(lines) > MOST_LINES]])}))


def test_the_brief_has_twelve_lines_and_nothing_wrong_with_it(stages: Stages) -> None:
    files = stages.files

    assert stages.data.count(b"\n") == 12
    assert files.keys() == {"pdf", "docx"}
    assert stages.report.in_order() == []


def test_every_marked_block_is_tested() -> None:
    names = list(values_in(ARCHITECTURE.read_text(encoding="utf-8")))

    assert names == ["brief", *VALUES]
