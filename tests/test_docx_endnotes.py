"""Notes gathered at the end of a page are Word's endnotes, where Word would number and order them the same."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree
from tests.word_files import WordPages, found, values

from briefkit.write.docx.markup import Element, tag

PAGES = WordPages(
    "@page { size: A5; margin: 20mm } body { font: 10pt/14pt Spectral; margin: 0 }"
    " .footnotes ol { margin: 0; padding-left: 20pt } .footnotes { font-size: 8pt }"
)
CALL = '<a href="#fn{n}" id="fnref{n}" role="doc-noteref"><sup>{n}</sup></a>'
NOTE = '<li id="fn{n}"><p>Note {n}.<a href="#fnref{n}" role="doc-backlink">↩︎</a></p></li>'


def page(*, call: str = CALL, note: str = NOTE, head: str = "<hr>", count: int = 2, behind: str = "") -> str:
    """Paragraphs that call notes, and the notes at the end, as pandoc writes them."""
    numbers = range(1, count + 1)
    text = "".join(f"<p>Text{call.format(n=n)} goes on.</p>" for n in numbers)
    notes = "".join(note.format(n=n) for n in numbers)
    return f'{text}<section class="footnotes" role="doc-endnotes">{head}<ol>{notes}</ol></section>{behind}'


def parts(body: str, css: str = "") -> dict[str, Element]:
    outcome = PAGES.written(body, css)
    assert outcome.diagnostics == ()
    with zipfile.ZipFile(io.BytesIO(outcome.value)) as archive:
        return {n: etree.fromstring(archive.read(n)) for n in archive.namelist() if n.endswith((".xml", ".rels"))}


def notes_of(made: dict[str, Element]) -> list[Element]:
    """The notes that people wrote, without the separators."""
    return [note for note in found(made["word/endnotes.xml"], "endnote") if note.get(tag("w:type")) is None]


def text(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter(tag("t")))


def test_notes_at_the_end_are_called_in_the_text_and_written_apart() -> None:
    made = parts(page())

    body = made["word/document.xml"]
    assert values(body, "endnoteReference", of="id") == ["1", "2"]
    assert text(body) == "Text goes on." * 2
    assert [text(note).strip() for note in notes_of(made)] == ["Note 1.", "Note 2."]
    assert [len(found(note, "endnoteRef")) for note in notes_of(made)] == [1, 1]


def test_a_note_may_be_text_alone_or_nothing() -> None:
    notes = [text(note).strip() for note in notes_of(parts(page(note='<li id="fn{n}">Note {n}.')))]
    empty = [text(note).strip(" \u200b") for note in notes_of(parts(page(note='<li id="fn{n}"></li>')))]

    assert (notes, empty) == (["Note 1.", "Note 2."], ["", ""])


def test_styles_have_the_names_that_word_gives_them() -> None:
    made = parts(page())

    assert values(made["word/endnotes.xml"], "pStyle") == ["EndnoteText"] * 2
    assert values(made["word/document.xml"], "r", "rPr", "rStyle") == ["EndnoteReference"] * 2
    assert "endnote text" in values(made["word/styles.xml"], "style", "name")


def test_the_number_hangs_where_its_marker_did() -> None:
    made = parts(page())

    (style,) = [one for one in found(made["word/styles.xml"], "style") if one.get(tag("w:styleId")) == "EndnoteText"]
    (indent,) = found(style, "ind")
    assert indent.get(tag("w:left")) == "400"
    assert int(indent.get(tag("w:hanging")) or 0) > 100
    assert [len(found(note, "tab")) for note in notes_of(made)] == [1, 1]


def test_notes_hold_links_lists_and_several_paragraphs() -> None:
    note = '<li id="fn{n}"><p><b>See</b> <a href="https://example.org/">there</a>.</p><ul><li>One</ul><p>Last</p></li>'

    made = parts(page(note=note, count=1))

    (written,) = notes_of(made)
    assert [text(one).strip() for one in found(written, "p")] == ["See there.", "One", "Last"]
    assert len(found(written, "hyperlink")) == 1
    assert "https://example.org/" in etree.tostring(made["word/_rels/endnotes.xml.rels"]).decode()


@pytest.mark.parametrize(
    ("shown", "format_"),
    [(["1", "2", "3"], "decimal"), (["i", "ii", "iii"], "lowerRoman"), (["a", "b", "c"], "lowerLetter")],
)
def test_notes_are_numbered_as_their_calls_show(shown: list[str], format_: str) -> None:
    calls = "".join(f'<p>Text<a href="#n{one}">[{one}]</a></p>' for one in shown)
    notes = "".join(f'<p role="doc-endnote" id="n{one}">[{one}] Note.</p>' for one in shown)

    made = parts(f'{calls}<div role="doc-endnotes"><h2>Notes</h2>{notes}</div>')

    assert set(values(made["word/settings.xml"], "endnotePr", "numFmt")) == {format_}
    assert values(made["word/document.xml"], "sectPr", "endnotePr", "numFmt") == [format_]
    assert text(made["word/document.xml"]) == "Text[]" * 3 + "Notes"
    assert [text(note).strip() for note in notes_of(made)] == ["Note."] * 3


def test_a_line_stands_before_notes_where_the_page_has_one() -> None:
    has_line = [bool(found(parts(page(head=head))["word/endnotes.xml"], "separator")) for head in ("<hr>", "")]

    assert has_line == [True, False]
    assert found(parts(page(head=""), "section { border-top: 1pt solid }")["word/endnotes.xml"], "separator")


def test_footnotes_and_endnotes_stand_side_by_side() -> None:
    made = parts(f'<p>Foot<span class="f">At the foot</span></p>{page()}', ".f { float: footnote }")

    assert values(made["word/document.xml"], "footnoteReference", of="id") == ["1"]
    assert values(made["word/document.xml"], "endnoteReference", of="id") == ["1", "2"]


def test_epub_types_say_the_same() -> None:
    html = page().replace('role="doc-endnotes"', 'epub:type="endnotes"')

    assert len(notes_of(parts(html))) == 2


@pytest.mark.parametrize(
    "body",
    [
        page(behind="<p>Behind</p>"),
        page(behind='<p>Again<a href="#fn1">1</a></p>'),
        page() + page(count=1).replace("fn", "other"),
        page(call='<a href="#fn{n}" id="fnref{n}">see note</a>'),
        page(count=1).replace("</ol>", '<li id="alone"><p>Never called</p></li></ol>'),
        page(note='<li value="7" id="fn{n}"><p>Note</p></li>'),
    ],
    ids=["text behind", "called twice", "two lists", "words for numbers", "a note without a call", "other numbers"],
)
def test_what_word_would_show_otherwise_stays_a_list(body: str) -> None:
    outcome = PAGES.written(body)

    with zipfile.ZipFile(io.BytesIO(outcome.value)) as archive:
        assert "word/endnotes.xml" not in archive.namelist()
    assert [finding.message for finding in outcome.diagnostics] == [
        "notes at the end stay a list: Word has endnotes behind all text, called once each and in order"
    ]
