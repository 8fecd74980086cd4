"""No word is lost: what the model says stands in the composed page, what the page says in the PDF, in Word and in the
HTML file, and what Markdown made of the model says, read again, is the same.

Words are compared in order, one by one, but for what line breaking and reading from a page may do: a word may come out
in pieces or close to the one before, and hyphens do not count; nor do full stops, of which leaders are made. What an
output has besides (page numbers, running headers, list markers) is passed over. Footnotes stand elsewhere in each
output: they are looked for by themselves.
"""

from __future__ import annotations

import io
import zipfile
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lxml.html
import pikepdf
import pypdfium2
import pytest
from hypothesis import Phase, given, settings
from lxml import etree
from tests.documents import PLAIN_DOCUMENTS, notes_in, said

import briefkit
from briefkit import passes
from briefkit.compose import compose, compose_probe, load_style
from briefkit.layout import lay_out
from briefkit.model import Document, Inline, Note
from briefkit.model.build import document, row, table
from briefkit.model.walk import rewrite, roots
from briefkit.read.markdown import read
from briefkit.resources import LocalResources
from briefkit.spans import Source
from briefkit.write.docx import write_docx
from briefkit.write.html import write_html
from briefkit.write.markdown import write_markdown
from briefkit.write.pdf import write_pdf

if TYPE_CHECKING:
    from briefkit.layout import Layout

HERE = Path(__file__).resolve().parent
SOURCES = sorted([*HERE.glob("corpus/*/*/input.*"), *HERE.parent.glob("seeds/*.*")])
RESOURCES = LocalResources(HERE.parent)
UNCOUNTED = dict.fromkeys(map(ord, ".-\x02\u00ad\u2010\u2011\ufffe"))  # \x02, \ufffe: PDFium's hyphens at line ends
INLINE_TAGS = {"a", "code", "em", "img", "s", "span", "strong", "sub", "sup"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACES = (f"{W}p", f"{W}tab", f"{W}br")


# Words --------------------------------------------------------------------------------------------------------------


def lost(expected: Sequence[str], found: Sequence[str]) -> list[str]:
    """The words of `expected` that do not come in `found` in their turn: where a word begins or the last one ended."""
    pieces = [_bare(word) for word in found]
    stream = "".join(pieces)
    starts = list(accumulate(map(len, pieces), initial=0))
    missing = []
    position = 0
    for word in expected:
        bare = _bare(word)
        candidates = (position, *starts[bisect_right(starts, position) :])
        start = next((start for start in candidates if stream.startswith(bare, start)), None)
        if start is None:
            missing.append(word)
        else:
            position = start + len(bare)
    return missing


def _bare(word: str) -> str:
    return word.translate(UNCOUNTED).casefold()


def words_of_html(html: str | bytes, *, has_notes: bool = True) -> list[str]:
    """What ``<body>`` says, in the order of the markup; without the section of notes and their calls if asked."""
    body = lxml.html.document_fromstring(html).body
    assert body is not None
    if not has_notes:
        for element in body.xpath("//section[@role='doc-endnotes'] | //sup[@class='note-call']"):
            element.drop_tree()
    return "".join(_pieces(body)).split()


def _pieces(element: lxml.html.HtmlElement) -> Iterator[str]:
    edge = "" if element.tag in INLINE_TAGS else " "
    yield edge + (element.text or "")
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield edge


def words_of_pdf(data: bytes, *, in_notes: bool) -> list[str]:
    """What the structure tree holds, in its order, which is the one that the file is read in: the text, or the notes.

    (The order of drawing is another: a row that is split over two pages shows a part of each cell on both.) Page
    furniture is no part of the tree.
    """
    with pypdfium2.PdfDocument(data) as pdf, pikepdf.open(io.BytesIO(data)) as file:
        texts = [_marked_texts(page) for page in pdf]
        numbers: dict[Any, int] = {page.objgen: number for number, page in enumerate(file.pages)}
        marks = _marks(file.Root.StructTreeRoot.K[0], in_notes=in_notes)
        return " ".join(texts[numbers[page]].get(mark, "") for page, mark in marks).split()


def _marked_texts(page: Any) -> dict[int, str]:
    """The text of a page by the id of its marked content (ISO 32000-1 §14.7.4.2)."""
    textpage, texts = page.get_textpage(), dict[int, str]()
    for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], textpage=textpage):
        mark = pypdfium2.raw.FPDFPageObj_GetMarkedContentID(item)
        texts[mark] = f"{texts.get(mark, '')} {item.extract()}" if mark in texts else item.extract()
    textpage.close()
    return texts


def _marks(element: Any, *, in_notes: bool, is_note: bool = False) -> Iterator[tuple[tuple[int, int], int]]:
    """Page and id of each piece of marked content below a structure element, inside footnotes or outside of them."""
    is_note = is_note or str(element.S) == "/Note"
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _marks(kid, in_notes=in_notes, is_note=is_note)
        elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid and is_note == in_notes:
            yield kid.Pg.objgen, int(kid.MCID)
        elif isinstance(kid, int) and is_note == in_notes:
            yield element.Pg.objgen, kid


def words_of_word(data: bytes, part: str = "document") -> list[str]:
    """What the paragraphs of the body, or of another part, say, cached results of fields included."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        name = f"word/{part}.xml"
        if name not in package.namelist():
            return []
        body = etree.fromstring(package.read(name))
    return "".join(_words(element) for element in body.iter(f"{W}t", *SPACES)).split()


def _words(element: etree._Element) -> str:
    return " " if element.tag in SPACES else element.text or ""


# Outputs ------------------------------------------------------------------------------------------------------------


@cache
def probe() -> Layout:
    """The probe document of the house style, from which the Word file takes its styles."""
    return lay_out(compose_probe(load_style("briefing", RESOURCES)), RESOURCES)


def losses(document: Document) -> dict[str, list[str]]:
    """The words that each step from `document` to its outputs loses; empty where none loses any."""
    page = compose(document, load_style("briefing", RESOURCES)).value
    layout = lay_out(page, RESOURCES)
    everything, text = telling(said(document)), words_of_html(page.html, has_notes=False)
    notes = [telling(said(without_notes(Document(blocks=note.blocks)))) for note in notes_in(roots(document))]
    pdf, word = write_pdf(layout).value, write_docx(layout, probe()).value
    told = {found.rule.id for found in layout.diagnostics}  # what WeasyPrint loses is an error that names it
    in_pdf = [*words_of_pdf(pdf, in_notes=True), *words_of_pdf(pdf, in_notes=False)]  # notes on notes stay in the text
    in_word = [*words_of_word(word, "footnotes"), *words_of_word(word)]
    markdown = write_markdown(document)  # which says by itself what it cannot write
    steps = {
        "page": lost(everything, words_of_html(page.html)),
        "html": lost(everything, words_of_html(write_html(page, RESOURCES).value)),
        "pdf": [] if "B408" in told else lost(text, words_of_pdf(pdf, in_notes=False)),
        "notes of pdf": []
        if told & {"B406", "B407", "B408"}
        else [word for note in notes for word in lost(note, in_pdf)],
        "docx": lost(text, words_of_word(word)),
        "notes of docx": [word for note in notes for word in lost(note, in_word)],
        "markdown": [] if markdown.diagnostics else lost(everything, said(read(Source("a.md", markdown.value)).value)),
    }
    return {name: words for name, words in steps.items() if words}


def telling(words: Sequence[str]) -> list[str]:
    """The words that have a letter or a digit: other marks run together with what a reference says."""
    return [word for word in words if any(map(str.isalnum, word))]


def without_notes(document: Document) -> Document:
    """`document` without its footnotes."""

    def kept(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(inline for inline in inlines if not isinstance(inline, Note))

    return rewrite(document, inlines=kept)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_word_of_a_source_is_lost(path: Path) -> None:
    document = briefkit.read(path)

    assert losses(document) == {}


# Made-up documents --------------------------------------------------------------------------------------------------


def test_a_row_higher_than_a_page_stands_under_its_head() -> None:
    words = " ".join(f"word{number}" for number in range(1500))

    assert losses(passes.derive(document(table(row("Head"), row(words)))).value) == {}


@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # documents are large; that says nothing of them
@settings(max_examples=10, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # to shrink takes minutes here
@given(PLAIN_DOCUMENTS)
def test_no_word_of_a_made_up_document_is_lost(made_up: Document) -> None:
    document = passes.run(made_up).value

    assert losses(document) == {}


@pytest.mark.parametrize(
    ("found", "missing"),
    [
        ("the sanc‐ tions failed", []),
        ("the sanctionsfailed...9", []),
        ("• the SANCTIONS 3 of 9 failed", []),
        ("the failed sanctions", ["failed"]),
        ("the sanctions", ["failed"]),
        ("the sanction failed", ["sanctions"]),
    ],
)
def test_a_word_is_found_in_pieces_and_in_its_turn_only(found: str, missing: list[str]) -> None:
    assert lost(["the", "sanctions", "failed"], found.split()) == missing
