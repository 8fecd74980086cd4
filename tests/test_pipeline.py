"""The flow as a function: bytes and resources in, files and findings out."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from briefkit import pipeline
from briefkit.compose.page import Page, Sheet
from briefkit.config import Settings, Value
from briefkit.resources import FONT_SCHEME, LocalResources, MemoryResources, style_folders

FACES = Sheet("faces.css", '@font-face { font-family: Spectral; src: url("briefkit-font:Spectral/400") }')
SOURCE = b"---\ntitle: A Bridge for Nowhere\n---\n\n## Costs\n\nIt is *not* open.\n"


@pytest.fixture(scope="module")
def memory() -> MemoryResources:
    """Everything that the house style `briefing` needs, and nothing else."""
    folder = style_folders()[-1] / "briefing"
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    sheets = "".join(data.decode() for name, data in files.items() if name.endswith(".css"))
    local = LocalResources(Path())
    fonts = {url: local.font(url) for url in re.findall(rf"{FONT_SCHEME}:[^\"')]+", sheets)}
    return MemoryResources(styles={"briefing": files}, fonts=fonts)


def test_the_flow_needs_no_disk_and_makes_the_same(memory: MemoryResources) -> None:
    here = pipeline.run(SOURCE, name="brief.md", settings=Settings(), resources=LocalResources(Path()))
    there = pipeline.run(SOURCE, name="brief.md", settings=Settings(), resources=memory)

    assert there.failure is None
    assert list(there.files) == ["pdf", "docx"]
    assert there.files == here.files


def test_only_the_formats_asked_for_are_made(memory: MemoryResources) -> None:
    settings = Settings(command={"formats": Value(("docx",))})

    assert list(pipeline.run(SOURCE, name="brief.md", settings=settings, resources=memory).files) == ["docx"]


def test_the_probe_is_set_in_the_fonts_that_the_report_has_loaded(memory: MemoryResources) -> None:
    page, probe = Page("<p>x", (FACES,), base=Path("reports")), Page("<p>y", (FACES,))

    work = pipeline.Work(page, probe, memory)

    assert work.probe_layout is not None
    assert work.probe_layout.faces[0] is work.layout.faces[0]


@pytest.mark.parametrize("language", ["de", "ar", "en-GB"])
def test_a_report_in_any_language_needs_no_language_on_its_runs(memory: MemoryResources, language: str) -> None:
    source = SOURCE.replace(b"title:", f"language: {language}\ntitle:".encode())
    settings = Settings(command={"formats": Value(("docx",))})

    product = pipeline.run(source, name="brief.md", settings=settings, resources=memory)

    with zipfile.ZipFile(io.BytesIO(product.files["docx"])) as package:
        document, styles = (package.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
    assert "<w:lang" not in document
    assert f'<w:lang w:val="{language}"' in styles


HTML_IN_IT = SOURCE.replace(b"open", b"<b>open</b>")


def test_a_failure_keeps_what_was_said_before_it(memory: MemoryResources) -> None:
    broken = {**memory.styles["briefing"], "style.toml": b"name = "}
    resources = MemoryResources(styles={"briefing": broken}, fonts=memory.fonts)

    product = pipeline.run(HTML_IN_IT, name="brief.md", settings=Settings(), resources=resources)

    assert product.failure is not None
    assert product.failure.exit_code == 1
    assert product.files == {}
    assert {found.rule.id for found in product.report.diagnostics} == {"B101", "B302"}
    assert "brief.md" in product.report.sources


def test_wrong_use_is_told_without_what_was_said_before_it(memory: MemoryResources) -> None:
    settings = Settings(command={"style.name": Value("nosuch")})

    product = pipeline.run(HTML_IN_IT, name="brief.md", settings=settings, resources=memory)

    assert product.failure is not None
    assert product.failure.exit_code == 2
    assert [found.rule.id for found in product.report.diagnostics] == ["B301"]


def test_a_broken_style_can_be_shown_where_it_is_broken(memory: MemoryResources) -> None:
    broken = {**memory.styles["briefing"], "style.toml": b"name = "}
    resources = MemoryResources(styles={"briefing": broken}, fonts=memory.fonts)

    product = pipeline.run(SOURCE, name="brief.md", settings=Settings(), resources=resources)

    found = product.report.in_order()[-1]
    assert found.rule.id == "B302"
    assert found.span.source in product.report.sources


def test_the_date_of_the_surroundings_dates_what_nothing_dates(memory: MemoryResources) -> None:
    from msgspec.structs import replace

    from briefkit.diagnostics.report import Report

    dated = replace(memory, epoch=86_400 * 365)
    document, _ = pipeline.understand(SOURCE, name="b.md", settings=Settings(), resources=dated, report=Report())

    assert document.meta.date == "1971-01-01"
