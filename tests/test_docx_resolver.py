"""An independent reader of Word files resolves their styles: what each run and paragraph comes to is what CSS says."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun
from docx_plus.styles.inspect import resolve_effective_formatting as resolved
from tests.word_files import WordPages

from briefkit import pipeline
from briefkit.compose.page import Page
from briefkit.config import Settings, Value
from briefkit.diagnostics.report import Report
from briefkit.layout import Layout, lay_out
from briefkit.resources import LocalResources
from briefkit.write.docx import write_docx
from briefkit.write.docx.compile import flow_of
from briefkit.write.docx.flow import (
    Block,
    Contents,
    Field,
    Hyperlink,
    Inline,
    Paragraph,
    Run,
    RunLook,
    Table,
    cells_of,
)
from briefkit.write.docx.looks import Fonts
from briefkit.write.docx.markup import Element, tag

ROOT = Path(__file__).resolve().parent.parent
REPORTS = [
    (source.name, style)
    for source in sorted((ROOT / "seeds").iterdir())
    if source.is_file()
    for style in ("briefing", "memo")
]
PAGES = sorted(path.name for path in (ROOT / "tests" / "pages").glob("*.html"))


@dataclass(frozen=True)
class Written:
    """A paragraph of a Word file, and its element."""

    element: Element
    paragraph: WordParagraph

    def letters(self) -> Iterator[tuple[str, WordRun]]:
        """Each letter with its run."""
        for element in self.element.iter(tag("r")):
            run = WordRun(element, self.paragraph)  # type: ignore[arg-type]
            for text in element.iter(tag("t")):
                yield from ((letter, run) for letter in text.text or "" if not letter.isspace())


@dataclass(frozen=True)
class Compiled:
    """The paragraphs of a page as Flow, and those of the Word file that is written of it, in order; without notes."""

    paragraphs: tuple[Paragraph, ...]
    written: tuple[Written, ...]

    @classmethod
    def of(cls, layout: Layout, probe: Layout | None) -> Compiled:
        flow = flow_of(layout, Fonts(layout.faces, layout.resolved_family), layout.pages).value
        document = docx.Document(io.BytesIO(write_docx(layout, probe).value))
        elements = document.element.body.iter(tag("p"))
        written = tuple(Written(element, WordParagraph(element, document)) for element in elements)
        return cls(tuple(_without_notes(block for section in flow.sections for block in section.blocks)), written)


@cache
def report(name: str, style: str) -> Compiled:
    settings = Settings(command={"style.name": Value(style)})
    resources, findings, path = LocalResources(ROOT / "seeds"), Report(), ROOT / "seeds" / name
    document, settings = pipeline.understand(
        path.read_bytes(), name=name, settings=settings, resources=resources, report=findings
    )
    page, probe = pipeline.compose(document, settings, resources, findings, base=path.parent)
    return Compiled.of(lay_out(page, resources), None if probe is None else lay_out(probe, resources))


@cache
def foreign(name: str) -> Compiled:
    folder = ROOT / "tests" / "pages"
    page = Page((folder / name).read_text(encoding="utf-8"), (), folder, uses_system_fonts=True)
    return Compiled.of(lay_out(page, LocalResources(folder)), None)


def letters(content: Iterable[Inline]) -> Iterator[tuple[str, RunLook]]:
    """Each letter of a paragraph with its look."""
    for inline in content:
        match inline:
            case Run(text=text, look=look) | Field(cached=text, look=look):
                yield from ((letter, look) for letter in text if not letter.isspace())
            case Hyperlink(content=inner):
                yield from letters(inner)
            case _:
                pass


def _without_notes(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        match block:
            case Paragraph():
                yield block
            case Contents(paragraphs=paragraphs):
                yield from paragraphs
            case Table():
                for cell in cells_of(block):
                    yield from _without_notes(cell.blocks)


def look_of(run: WordRun, known: dict[WordRun, tuple[object, ...]]) -> tuple[object, ...]:
    if run not in known:
        found = resolved(run)
        known[run] = (
            found.font_name,
            found.font_size,
            bool(found.bold),
            bool(found.italic),
            found.color_rgb,
            bool(found.caps),
            bool(found.small_caps),
            bool(found.strike),
            found.underline or "none",
            found.vert_align or "baseline",
            found.lang,
        )
    return known[run]


def expected(look: RunLook) -> tuple[object, ...]:
    return (
        look.font,
        look.size / 2,
        look.is_bold,
        look.is_italic,
        look.color,
        look.is_all_caps,
        look.is_small_caps,
        look.is_struck,
        look.underline,
        look.vertical_align,
        look.language or "x-none",
    )


def check_runs(compiled: Compiled) -> None:
    found = [pair for written in compiled.written for pair in written.letters()]
    wanted = [pair for paragraph in compiled.paragraphs for pair in letters(paragraph.content)]
    assert "".join(letter for letter, _ in found) == "".join(letter for letter, _ in wanted)
    known: dict[WordRun, tuple[object, ...]] = {}
    differing = {
        (look_of(run, known), expected(look))
        for (_, run), (_, look) in zip(found, wanted, strict=True)
        if look_of(run, known) != expected(look)
    }
    assert differing == set()


def check_paragraphs(compiled: Compiled) -> None:
    shown = [one for one in compiled.paragraphs if any(letters(one.content))]
    written = [one.paragraph for one in compiled.written if any(one.letters())]
    pairs = [(one.text, _facts(one), _facts_of(word)) for one, word in zip(shown, written, strict=True)]
    assert [(text, said, found) for text, said, found in pairs if said != found] == []


def _facts(paragraph: Paragraph) -> tuple[object, ...]:
    look = paragraph.look
    return look.before, look.after, look.keeps_next, look.keeps_lines, look.breaks_page_before, look.outline_level


def _facts_of(word: WordParagraph) -> tuple[object, ...]:
    found = resolved(word)
    flags = (bool(found.keep_with_next), bool(found.keep_lines), bool(found.page_break_before))
    level = None if found.outline_level in {None, 9} else found.outline_level
    return found.spacing_before or 0, found.spacing_after or 0, *flags, level


@pytest.mark.parametrize(("name", "style"), REPORTS)
def test_reports_look_as_css_says(name: str, style: str) -> None:
    check_runs(report(name, style))
    check_paragraphs(report(name, style))


@pytest.mark.parametrize("name", PAGES)
def test_other_peoples_pages_look_as_css_says(name: str) -> None:
    check_runs(foreign(name))
    check_paragraphs(foreign(name))


def test_the_reader_sees_what_differs() -> None:
    layout = WordPages("html { font-family: serif }").laid_out("<p>One <b>two</b></p>", "b { color: red }")
    compiled = Compiled.of(layout, None)
    known: dict[WordRun, tuple[object, ...]] = {}

    looks = [look_of(run, known) for written in compiled.written for _, run in written.letters()]

    assert len(set(looks)) == 2
