"""Labels of captions are counted by Word, references show them, and lists of figures are made of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from lxml import etree

from briefkit.compose.page import Page, Sheet
from briefkit.layout import lay_out
from briefkit.resources import LocalResources
from briefkit.write.docx import write_docx
from briefkit.write.docx.lint import lint

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

CSS = """
@font-face { font-family: Text; src: url("briefkit-font:Fira Sans/400") }
@font-face { font-family: Text; font-weight: 600; src: url("briefkit-font:Fira Sans/600") }
@page { size: A5; margin: 20mm }
html { font: 10pt/14pt Text } body, p, h1, h2, ol, figure { margin: 0 }
h1 { bookmark-level: 1 } h2 { bookmark-level: 2 }
figure { counter-increment: figure } figcaption::before { content: "Figure\\A0" counter(figure) ". "; font-weight: 600 }
.contents { list-style: none } .contents a::after { content: leader(dotted) target-counter(attr(href), page) }
"""


def figure(id_: str, caption: str = "Caption") -> str:
    return f'<figure id="{id_}"><p>Shown</p><figcaption>{caption}</figcaption></figure>'


def body_of(html: str, css: str = "") -> etree._Element:
    page = f'<!doctype html><html lang="en"><head><title>T</title></head><body>{html}</body></html>'
    layout = lay_out(Page(page, (Sheet("test.css", CSS + css),), Path("/")), LocalResources(Path("/")))
    outcome = write_docx(layout)
    assert outcome.diagnostics == ()
    assert lint(outcome.value) == ()
    with zipfile.ZipFile(io.BytesIO(outcome.value)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def codes(html: str, css: str = "") -> list[str]:
    return [(code.text or "").strip() for code in body_of(html, css).iter(f"{W}instrText")]


def text(elements: Iterable[etree._Element]) -> str:
    return "".join(found.text or "" for element in elements for found in element.iter(f"{W}t"))


def marked(body: etree._Element, name: str) -> str:
    """The text between the two ends of a bookmark."""
    start = next(mark for mark in body.iter(f"{W}bookmarkStart") if mark.get(f"{W}name") == name)
    inside: list[etree._Element] = []
    for element in start.itersiblings():
        if element.tag == f"{W}bookmarkEnd" and element.get(f"{W}id") == start.get(f"{W}id"):
            return text(inside)
        inside.append(element)
    raise AssertionError(f"the bookmark {name} has no end")


# Labels -------------------------------------------------------------------------------------------------------------


def test_the_number_of_a_caption_is_a_field_named_by_its_label() -> None:
    assert codes(figure("a") + figure("b")) == ["SEQ Figure \\* ARABIC"] * 2


def test_words_stay_as_they_are_laid_out() -> None:
    body = body_of(figure("a", "One") + figure("b", "Two"))

    assert [text([p]) for p in body.iter(f"{W}p")] == ["Shown", "Figure\xa01. One", "Shown", "Figure\xa02. Two"]


def test_label_and_number_are_marked_up_to_the_number() -> None:
    assert marked(body_of(figure("fig:a")), "fig_a_label") == "Figure\xa01"


def test_a_label_in_another_language_names_its_own_sequence() -> None:
    assert codes(figure("a"), 'figcaption::before { content: "Übersicht " counter(figure) }') == [
        "SEQ Übersicht \\* ARABIC"
    ]


@pytest.mark.parametrize(
    ("style", "switch", "shown"),
    [
        ("upper-roman", "ROMAN", "Figure IV. Caption"),
        ("lower-alpha", "alphabetic", "Figure d. Caption"),
        ("hebrew", "HEBREW1", "Figure ד. Caption"),
        ("devanagari", "HINDIARABIC", "Figure ४. Caption"),
    ],
)
def test_numbers_are_written_as_their_counter_style_does(style: str, switch: str, shown: str) -> None:
    css = (
        f'body {{ counter-reset: figure 3 }} figcaption::before {{ content: "Figure " counter(figure, {style}) ". " }}'
    )

    body = body_of(figure("a"), css)

    assert [(code.text or "").strip() for code in body.iter(f"{W}instrText")] == [f"SEQ Figure \\* {switch} \\r 4"]
    assert text(list(body.iter(f"{W}p"))[1:]) == shown


def test_a_number_that_word_does_not_write_is_text() -> None:
    css = 'figcaption::before { content: "شكل " counter(figure, arabic-indic) ". " }'

    body = body_of(figure("a"), css)

    assert not list(body.iter(f"{W}instrText"))
    assert text(list(body.iter(f"{W}p"))[1:]) == "شكل ١. Caption"


def test_the_chapter_before_a_number_is_text_and_numbers_begin_anew() -> None:
    css = (
        "h1 { counter-increment: part; counter-reset: figure }"
        'figcaption::before { content: "Figure " counter(part) "." counter(figure) ": " }'
    )

    body = body_of(f"<h1>One</h1>{figure('a')}{figure('b')}<h1>Two</h1>{figure('c')}", css)

    assert [(code.text or "").strip() for code in body.iter(f"{W}instrText")] == [
        "SEQ Figure \\* ARABIC",
        "SEQ Figure \\* ARABIC",
        "SEQ Figure \\* ARABIC \\r 1",
    ]
    assert marked(body, "c_label") == "Figure 2.1"


def test_a_first_number_other_than_one_is_said() -> None:
    assert codes(figure("a") + figure("b"), "body { counter-reset: figure 4 }") == [
        "SEQ Figure \\* ARABIC \\r 5",
        "SEQ Figure \\* ARABIC",
    ]


def test_a_counter_that_nothing_around_it_increments_is_text() -> None:
    assert codes('<p class="n">x</p>', '.n::before { content: "Item " counter(other) ". " }') == []


def test_numbers_without_a_word_are_text() -> None:
    assert codes("<p>x</p>", 'p { counter-increment: p } p::before { content: counter(p) ". " }') == []


def test_a_count_that_is_shown_twice_is_a_label_once() -> None:
    css = 'p.more::before { content: "Figure " counter(figure) " continued: " }'

    assert codes('<figure id="a"><figcaption>x</figcaption><p class="more">y</p></figure>', css) == [
        "SEQ Figure \\* ARABIC"
    ]


# References ---------------------------------------------------------------------------------------------------------


def test_a_link_that_says_the_label_shows_it() -> None:
    body = body_of(f'<p>See <a href="#a">Figure 1</a>.</p>{figure("a")}')

    assert "REF a_label \\* MERGEFORMAT \\h" in [(code.text or "").strip() for code in body.iter(f"{W}instrText")]
    assert list(body.iter(f"{W}hyperlink")) == []
    assert text([next(body.iter(f"{W}p"))]) == "See Figure 1."


def test_case_is_kept() -> None:
    assert codes(f'<p>See <a href="#a">figure&nbsp;1</a>.</p>{figure("a")}')[0] == (
        "REF a_label \\* Lower \\* MERGEFORMAT \\h"
    )


def test_a_link_with_other_words_stays_a_link() -> None:
    body = body_of(f'<p><a href="#a">this map</a> <a href="#a">Figure 2</a></p>{figure("a")}')

    assert len(list(body.iter(f"{W}hyperlink"))) == 2


def test_a_link_that_says_its_heading_shows_it() -> None:
    body = body_of('<p>See <a href="#x">The <span>question</span></a>.</p><h1 id="x">The question</h1>')

    assert [(code.text or "").strip() for code in body.iter(f"{W}instrText")] == ["REF x \\* MERGEFORMAT \\h"]
    assert marked(body, "x") == "The question"


def test_a_heading_that_links_to_itself_stays_a_link() -> None:
    assert codes('<h1 id="x"><a href="#x">The question</a></h1>') == []


def test_references_in_tables_are_fields_too() -> None:
    assert codes(f'{figure("a")}<table><tr><td><a href="#a">Figure 1</a></td></tr></table>')[1:] == [
        "REF a_label \\* MERGEFORMAT \\h"
    ]


def test_everything_refers_to_a_bookmark_that_is_there() -> None:
    body = body_of(f'<p><a href="#b%C3%A4r">Figure 1</a></p>{figure("bär")}')

    names = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    referred = [re.findall(r"REF (\S+)", code.text or "") for code in body.iter(f"{W}instrText")]
    assert {name for found in referred for name in found} <= names


# Lists of figures ---------------------------------------------------------------------------------------------------


def listed(*ids: str) -> str:
    items = "".join(f'<li><a href="#{id_}">Figure {n}. Caption</a></li>' for n, id_ in enumerate(ids, 1))
    return f'<nav><ol class="contents">{items}</ol></nav>'


def test_a_list_of_figures_is_a_field_over_their_sequence() -> None:
    found = codes(listed("a", "b") + figure("a") + figure("b"))

    assert found[0] == 'TOC \\h \\z \\c "Figure"'
    assert sum(code.startswith("PAGEREF") for code in found) == 2


def test_a_list_of_one_figure_is_a_list() -> None:
    assert codes(listed("a") + figure("a"))[0] == 'TOC \\h \\z \\c "Figure"'


def test_contents_and_a_list_of_figures_are_two_fields() -> None:
    contents = '<ol class="contents"><li><a href="#x">X</a></li><li><a href="#y">Y</a></li></ol>'

    found = codes(f'{contents}{listed("a")}<h1 id="x">X</h1>{figure("a")}<h1 id="y">Y</h1>')

    assert [code for code in found if code.startswith("TOC")] == [
        'TOC \\o "1-1" \\h \\z \\u',
        'TOC \\h \\z \\c "Figure"',
    ]


def test_entries_have_word_s_style_for_such_lists() -> None:
    body = body_of(listed("a") + figure("a"))

    first = next(body.iter(f"{W}p"))
    assert [style.get(f"{W}val") for style in first.iter(f"{W}pStyle")] == ["TableOfFigures"]
