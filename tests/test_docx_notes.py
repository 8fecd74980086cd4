"""Footnotes as Word's own: called in the text, written in a part of their own, numbered by Word."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from tests.word_files import WordPages

from briefkit import passes
from briefkit.compose import compose, compose_probe, load_style
from briefkit.layout import lay_out
from briefkit.model import Block
from briefkit.model.build import document, em, h, link, note, p, row, table, ul
from briefkit.resources import LocalResources
from briefkit.write.docx import write_docx
from briefkit.write.docx.lint import lint

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RESOURCES = LocalResources(Path(__file__).parent)


def parts(*blocks: str | Block) -> dict[str, etree._Element]:
    """The XML parts of the Word file of a report of these blocks, by name."""
    style = load_style("briefing", RESOURCES)
    layout = lay_out(compose(passes.derive(document(*blocks)).value, style).value, RESOURCES)
    outcome = write_docx(layout, lay_out(compose_probe(style), RESOURCES, beside=layout))
    assert outcome.diagnostics == ()
    with zipfile.ZipFile(io.BytesIO(outcome.value)) as package:
        return {name: etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")}


def notes_of(made: dict[str, etree._Element]) -> list[etree._Element]:
    """The notes that people wrote, without the separators."""
    return [one for one in made["word/footnotes.xml"].iter(f"{W}footnote") if one.get(f"{W}type") is None]


def text(element: etree._Element) -> str:
    return "".join(found.text or "" for found in element.iter(f"{W}t"))


def styles_in(element: etree._Element) -> list[str]:
    return [str(found.get(f"{W}val")) for found in element.iter(f"{W}pStyle")]


def test_a_note_is_called_in_the_text_and_written_apart() -> None:
    made = parts(p("One", note("First"), " two", note("Second"), "."))

    body = made["word/document.xml"]
    assert [call.get(f"{W}id") for call in body.iter(f"{W}footnoteReference")] == ["1", "2"]
    assert [one.get(f"{W}id") for one in notes_of(made)] == ["1", "2"]
    assert [text(one).strip() for one in notes_of(made)] == ["First", "Second"]
    assert "First" not in text(body)


def test_styles_have_the_names_that_word_gives_them() -> None:
    made = parts(p("One", note("First")))

    names = {str(found.get(f"{W}val")) for found in made["word/styles.xml"].iter(f"{W}name")}
    assert {"footnote text", "footnote reference"} <= names
    assert styles_in(notes_of(made)[0]) == ["FootnoteText"]
    call = next(made["word/document.xml"].iter(f"{W}footnoteReference")).getparent()
    assert call is not None
    assert [found.get(f"{W}val") for found in call.iter(f"{W}rStyle")] == ["FootnoteReference"]


def test_word_numbers_the_note_and_the_layout_s_number_is_gone() -> None:
    made = parts(p("One", note("First")))

    (one,) = notes_of(made)
    assert len(list(one.iter(f"{W}footnoteRef"))) == 1
    assert text(one) == "First"


def test_a_note_holds_paragraphs_lists_and_links() -> None:
    made = parts(p("One", note(p("See ", em("this"), " ", link("https://example.org/", "page")), "Then", ul("a", "b"))))

    (one,) = notes_of(made)
    assert [text(found) for found in one.iter(f"{W}p")] == ["See this page", "Then", "a", "b"]
    assert len(list(one.iter(f"{W}hyperlink"))) == 1
    assert len(list(one.iter(f"{W}numId"))) == 2


def test_a_note_may_be_called_in_a_heading_a_list_or_a_table() -> None:
    made = parts(h(1, "Head", note("One")), ul(p("item", note("Two"))), table(row(p("a", note("Three"))), row("b")))

    assert [text(one) for one in notes_of(made)] == ["One", "Two", "Three"]
    assert len(list(made["word/document.xml"].iter(f"{W}footnoteReference"))) == 3


def test_separators_are_there_and_the_settings_name_them() -> None:
    made = parts(p("One", note("First")))

    kinds = [one.get(f"{W}type") for one in made["word/footnotes.xml"].iter(f"{W}footnote")]
    assert kinds[:2] == ["separator", "continuationSeparator"]
    named = [one.get(f"{W}id") for one in made["word/settings.xml"].iter(f"{W}footnote")]
    assert named == ["-1", "0"]


def test_a_report_without_notes_has_no_part_for_them() -> None:
    assert "word/footnotes.xml" not in parts("One")


def test_a_link_in_a_note_leads_into_the_text() -> None:
    made = parts(h(1, "Costs"), p("One", note(p("See ", link("#costs", "the costs")))))

    (leads,) = notes_of(made)[0].iter(f"{W}hyperlink")
    names = [found.get(f"{W}name") for found in made["word/document.xml"].iter(f"{W}bookmarkStart")]
    assert leads.get(f"{W}anchor") in names


def test_a_note_called_in_a_note_follows_it_in_the_same() -> None:
    css = ".note { float: footnote } .note::footnote-marker { content: counter(footnote) ' ' }"
    body = "<p>a<span class=note>one<span class=note>two</span> more</span> b<span class=note>three</span></p>"
    outcome = write_docx(WordPages(FONT).laid_out(body, css))

    with zipfile.ZipFile(io.BytesIO(outcome.value)) as package:
        footnotes = etree.fromstring(package.read("word/footnotes.xml"))
    assert lint(outcome.value) == ()
    assert [found.rule.id for found in outcome.diagnostics] == ["B601"]
    assert [text(one) for one in notes_of({"word/footnotes.xml": footnotes})] == [" one1 more1 two", " three"]


def test_a_list_in_a_note_on_a_note_keeps_its_markers() -> None:
    body = "<div>a<div class=n>one<div class=n>two<ul><li>item</li></ul></div></div></div>"
    written = write_docx(WordPages(FONT).laid_out(body, ".n { float: footnote }")).value

    with zipfile.ZipFile(io.BytesIO(written)) as package:
        footnotes = etree.fromstring(package.read("word/footnotes.xml"))
    assert "item" in "".join(text(one) for one in notes_of({"word/footnotes.xml": footnotes}))
    assert len(list(footnotes.iter(f"{W}numPr"))) == 1


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        ("word/footnotes.xml", 'w:footnote w:id="1"', 'w:footnote w:id="7"', "called 1 times and written 0 times"),
        ("word/document.xml", '<w:footnoteReference w:id="1"/>', "", "called 0 times and written 1 times"),
        ("word/footnotes.xml", "<w:footnoteRef/>", '<w:footnoteReference w:id="1"/>', "outside of the document's text"),
    ],
)
def test_the_lint_sees_notes_that_do_not_fit_their_calls(part: str, old: str, new: str, said: str) -> None:
    whole = write_docx(WordPages(FONT).laid_out("<p>a<span>one</span></p>", "span { float: footnote }")).value
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        entries = {name: package.read(name) for name in package.namelist()}
    assert old.encode() in entries[part]
    entries[part] = entries[part].replace(old.encode(), new.encode())
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as package:
        for name, data in entries.items():
            package.writestr(name, data)

    assert any(said in fault.message for fault in lint(broken.getvalue()))


FONT = '@font-face { font-family: Text; src: url("briefkit-font:Fira Sans/400") } html { font: 10pt Text }'


def test_a_note_is_as_wide_as_the_text_of_its_page() -> None:
    pages = WordPages(
        "@page { size: 300pt 400pt; margin: 50pt } @page wide { size: 600pt 400pt } body { margin: 0 }"
        " .wide { page: wide } .note { float: footnote } table { width: 100%; border-collapse: collapse }"
    )
    note = "<div>Text<div class=note>Note <table><tr><td>x<td>y</table></div></div>"

    made = pages.part(f"{note}<div class=wide>{note}</div>", name="footnotes")

    assert [table.get(f"{W}w") for table in made.iter(f"{W}tblW")] == ["4000", "10000"]
