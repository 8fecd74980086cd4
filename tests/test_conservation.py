"""No word is lost: what the model says stands in the composed page, and what the page says in the PDF and in Word.

Words are compared in order, one by one, but for what line breaking and reading from a page may do: a word may come out
in pieces or close to the one before, and hyphens do not count; nor do full stops, of which leaders are made. What an
output has besides (page numbers, running headers, list markers) is passed over.
"""

from __future__ import annotations

import io
import zipfile
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import lxml.html
import pypdfium2
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

import briefkit
from briefkit import passes
from briefkit.compose import compose, compose_probe, load_style
from briefkit.compose.page import Page
from briefkit.layout import lay_out
from briefkit.layout.views import LaidOutPage
from briefkit.model import Block, Code, CodeBlock, Document, Heading, Inline, LineBreak, Paragraph, SoftBreak, Text
from briefkit.model.build import (
    br,
    code,
    code_block,
    document,
    em,
    h,
    lead_in,
    link,
    ol,
    p,
    quote,
    rule,
    soft,
    strong,
    ul,
)
from briefkit.model.walk import descendants
from briefkit.resources import LocalResources
from briefkit.write.docx import write_docx
from briefkit.write.pdf import write_pdf

if TYPE_CHECKING:
    from briefkit.layout import Layout

HERE = Path(__file__).resolve().parent
SOURCES = sorted([*HERE.glob("corpus/*/*/input.*"), *HERE.parent.glob("seeds/*.*")])
RESOURCES = LocalResources(HERE.parent)
UNCOUNTED = dict.fromkeys(map(ord, ".-\u00ad\u2010\u2011\ufffe"))
INLINE_TAGS = {"a", "code", "em", "img", "span", "strong"}
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


def words_of_model(document: Document) -> list[str]:
    """Title, subtitle and all that the blocks say."""
    texts = [_text(document.meta.title), _text(document.meta.subtitle)]
    for node in descendants(document.blocks):
        match node:
            case Paragraph() | Heading():
                texts.append(_text(node.content))
            case CodeBlock():
                texts.append(node.text)
            case _:
                pass
    return " ".join(texts).split()


def _text(inlines: Sequence[Inline]) -> str:
    words = []
    for node in descendants(inlines):
        match node:
            case Text() | Code():
                words.append(node.text)
            case SoftBreak() | LineBreak():
                words.append(" ")
            case _:
                pass
    return "".join(words)


def words_of_page(page: Page) -> list[str]:
    """What ``<body>`` says, in the order of the markup."""
    body = lxml.html.document_fromstring(page.html).body
    assert body is not None
    return "".join(_pieces(body)).split()


def _pieces(element: lxml.html.HtmlElement) -> Iterator[str]:
    edge = "" if element.tag in INLINE_TAGS else " "
    yield edge + (element.text or "")
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield edge


def words_of_pdf(data: bytes, layout: Layout) -> list[str]:
    """What the pages show, in the order in which it was drawn.

    What stands in the margins and the markers of lists are drawn last on a page and left out: a word may be broken at
    the end of a page.
    """
    markers = {box.all_text.strip() for box in layout.boxes.descendants() if box.is_outside_marker}
    with pypdfium2.PdfDocument(data) as pdf:
        texts = [page.get_textpage().get_text_range().split() for page in pdf]
    pages = zip(texts, layout.pages.pages, strict=True)
    return [word for text, page in pages for word in _without_furniture(text, page, markers)]


def _without_furniture(words: list[str], page: LaidOutPage, markers: set[str]) -> list[str]:
    furniture = " ".join(page.margin_texts.values()).split()
    end = len(words) - len(furniture)
    end = end if sorted(words[end:]) == sorted(furniture) else len(words)
    while end and words[end - 1] in markers:
        end -= 1
    return words[:end]


def words_of_word(data: bytes) -> list[str]:
    """What the paragraphs of the body say, cached results of fields included."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
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
    said = words_of_page(page)
    steps = {
        "page": lost(words_of_model(document), said),
        "pdf": lost(said, words_of_pdf(write_pdf(layout).value, layout)),
        "docx": lost(said, words_of_word(write_docx(layout, probe()).value)),
    }
    return {name: words for name, words in steps.items() if words}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_word_of_a_source_is_lost(path: Path) -> None:
    document = briefkit.read(path)

    assert losses(document) == {}


# Made-up documents --------------------------------------------------------------------------------------------------

WORDS = st.lists(
    st.text("aeéinorstuvßø’-–,.;:&<>\"'{}$%\\/()", min_size=1, max_size=16).filter(lambda word: word.strip(".-–")),
    min_size=1,
    max_size=12,
).map(" ".join)
PIECES: st.SearchStrategy[str | Inline] = st.one_of(
    WORDS,
    WORDS.map(em),
    WORDS.map(strong),
    WORDS.map(code),
    WORDS.map(lambda words: link("https://a.b", words)),
    st.sampled_from([br, soft]),
)
PARAGRAPHS = st.lists(PIECES, min_size=1, max_size=5).map(
    lambda pieces: p(*(part for piece in pieces for part in (piece, " ")))
)
BLOCKS: st.SearchStrategy[Block] = st.recursive(
    PARAGRAPHS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: quote(*parts)),
        st.lists(st.lists(inner, min_size=1, max_size=2), min_size=1, max_size=3).map(
            lambda items: ul(*items, tight=False)
        ),
        st.lists(WORDS, min_size=1, max_size=3).map(lambda items: ol(*items, start=3)),
        st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=3).map(
            lambda items: ul(*(p(lead_in(term, ":"), " ", words) for term, words in items))
        ),
        WORDS.map(code_block),
        st.just(rule),
    ),
    max_leaves=6,
)
HEADINGS = st.builds(h, st.integers(1, 3), WORDS)
DOCUMENTS = st.builds(
    lambda parts, title: document(*parts, title=title), st.lists(HEADINGS | BLOCKS, min_size=1, max_size=8), WORDS
)


@settings(max_examples=10, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # to shrink takes minutes here
@given(DOCUMENTS)
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
