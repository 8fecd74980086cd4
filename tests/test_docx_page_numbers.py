"""Page counters become page numbers: where they begin anew, and how they are written."""

from __future__ import annotations

import pytest
from tests.word_files import WordPages, found, inlines, values

from briefkit.layout.views import LaidOutPage
from briefkit.write.docx.compile import flow_of
from briefkit.write.docx.flow import Field, PageNumbering
from briefkit.write.docx.looks import Fonts
from briefkit.write.docx.markup import Element

PAGES = WordPages("""
@font-face { font-family: Text; src: url("briefkit-font:Fira Sans/400") }
@page { size: 400pt 600pt; margin: 50pt; @bottom-center { content: counter(page) } }
@page front { @bottom-center { content: counter(page, lower-roman) } }
@page :nth(1 of front), :nth(1 of main) { counter-reset: page 1 }
html { font: 10pt/14pt Text } body, h1, p { margin: 0; font-size: 10pt }
.front { page: front } .main { page: main } .new { break-before: page }
.toc a::after { content: leader(dotted) target-counter(attr(href), page) }
.toc a.roman::after { content: leader(dotted) target-counter(attr(href), page, lower-roman) }
""")
BOOK = (
    "<section class=front><p>a</p><h1 class=new id=preface>Preface</h1></section>"
    "<section class=main><h1 id=one>One</h1><h1 class=new id=two>Two</h1></section>"
)


def laid_out(body: str, css: str = "") -> tuple[LaidOutPage, ...]:
    return PAGES.laid_out(body, css).pages.pages


def numberings(body: str, css: str = "") -> list[PageNumbering]:
    return [section.numbering for section in PAGES.flow(body, css).sections]


def sections(body: str, css: str = "") -> list[Element]:
    return found(PAGES.part(body, css), "sectPr")


def footer_fields(body: str, css: str = "") -> list[list[tuple[str, str]]]:
    """Switches and result of the page numbers in the footers of each section."""
    return [
        [(inline.switches, inline.cached) for inline in inlines(section.footers.blocks) if isinstance(inline, Field)]
        for section in PAGES.flow(body, css).sections
    ]


# The layout -----------------------------------------------------------------------------------------------------------


def test_laid_out_pages_tell_what_their_counter_shows() -> None:
    pages = laid_out(BOOK)

    assert [page.number for page in pages] == [1, 2, 3, 4]
    assert [page.counter for page in pages] == [1, 2, 1, 2]
    assert [page.nth for page in pages] == [1, 2, 1, 2]


@pytest.mark.parametrize(
    ("css", "counters"),
    [
        ("", [1, 2, 3]),
        ("@page :first { counter-reset: page 7 }", [7, 8, 9]),
        ("@page :first { counter-set: page 4 }", [4, 5, 6]),
        ("@page { counter-increment: page 2 }", [2, 4, 6]),
        ("@page :left { counter-increment: page 5 }", [1, 6, 7]),
    ],
)
def test_page_counters_are_those_of_the_layout(css: str, counters: list[int]) -> None:
    assert [page.counter for page in laid_out("<p>x</p><p class=new>y</p><p class=new>z</p>", css)] == counters


# Where they begin -----------------------------------------------------------------------------------------------------


def test_pages_that_are_counted_from_one_say_nothing() -> None:
    (section,) = sections("<p>x</p><p class=new>y</p>")

    assert found(section, "pgNumType") == []


def test_a_section_says_its_first_number_where_it_does_not_follow() -> None:
    assert numberings(BOOK) == [PageNumbering(None, "lowerRoman"), PageNumbering(1)]


def test_the_first_section_may_begin_with_any_number() -> None:
    assert numberings("<p>x</p>", "@page :first { counter-reset: page 7 }") == [PageNumbering(7)]


def test_named_pages_that_go_on_counting_say_nothing() -> None:
    body = "<p>x</p><section style='page: other'>y</section>"

    assert numberings(body) == [PageNumbering(), PageNumbering()]


def test_a_section_begins_where_numbers_begin_anew_on_pages_of_one_name() -> None:
    body = "<div class=main>a</div><div class='main new'>b</div><div class='main new'>c</div>"

    assert numberings(body) == [PageNumbering(), PageNumbering(1), PageNumbering(1)]
    assert numberings(f"<section class=main>{body.replace('main', '')}</section>") == [PageNumbering()]


def test_pages_that_lie_between_are_counted() -> None:
    body = "<p>a</p><p class=new>b</p><section style='page: late'>c</section>"

    assert numberings(body, "@page late { counter-reset: page 4 }") == [PageNumbering(), PageNumbering(4)]
    assert numberings(body, "@page late { counter-set: page 3 }") == [PageNumbering(), PageNumbering()]


def test_a_blank_page_before_a_section_counts_as_its_number_says() -> None:
    body = "<p>a</p><p style='break-before: right'>b</p>"

    assert numberings(body) == [PageNumbering(), PageNumbering()]


def test_a_side_that_is_not_that_of_its_number_is_just_the_next_page() -> None:
    body = "<p>a</p><section class=main style='break-before: left'>b</section>"

    first, second = PAGES.flow(body).sections
    assert (first.start, second.start) == ("nextPage", "nextPage")
    assert second.numbering == PageNumbering(1)


def test_a_section_that_says_its_number_needs_no_side_unless_a_page_is_left_blank() -> None:
    body = "<p>a</p>{}<section class=main style='break-before: right'>b</section>"

    starts = [PAGES.flow(body.format(more)).sections[1].start for more in ("", "<p class=new>c</p>")]

    assert starts == ["oddPage", "nextPage"]


def test_numbers_that_begin_anew_amid_the_text_are_reported() -> None:
    body = f"<p>{'word ' * 2000}</p>"
    layout = PAGES.laid_out(body, "@page :nth(2) { counter-reset: page 10 }")

    outcome = flow_of(layout, Fonts(layout.faces, layout.resolved_family), layout.pages)

    assert [(finding.rule.id, finding.place) for finding in outcome.diagnostics] == [("B601", "page 2")]


# How they are written -------------------------------------------------------------------------------------------------


def test_page_numbers_are_written_as_their_margin_boxes_do() -> None:
    roman, decimal = sections(BOOK)

    assert values(roman, "pgNumType", of="fmt") == ["lowerRoman"]
    assert values(roman, "pgNumType", of="start") == [""]
    assert values(decimal, "pgNumType", of="fmt") == [""]
    assert values(decimal, "pgNumType", of="start") == ["1"]


def test_a_counter_style_of_its_own_counts_as_the_one_it_extends() -> None:
    style = "@counter-style small { system: extends lower-alpha }"
    css = f"{style} @page {{ @bottom-center {{ content: counter(page, small) }} }}"

    assert numberings("<p>x</p>", css) == [PageNumbering(None, "lowerLetter")]
    assert footer_fields("<p>x</p>", css) == [[("", "a")]]


def test_numbers_in_hebrew_are_words_own() -> None:
    css = (
        "@page { @bottom-left { content: counter(page, hebrew) } @bottom-center { content: counter(pages, hebrew) }"
        " @bottom-right { content: counter(page) } }"
    )

    assert numberings("<p>x</p>", css) == [PageNumbering(None, "hebrew1")]
    assert footer_fields("<p>x</p>", css) == [[("", "א"), ("\\* HEBREW1", "א"), ("\\* ARABIC", "1")]]


def test_page_numbers_in_a_style_that_word_has_not_are_reported() -> None:
    css = "@page { @bottom-center { content: counter(page, arabic-indic) } }"

    outcome = PAGES.written("<p>x</p>", css)

    assert [finding.message for finding in outcome.diagnostics] == [
        "Word does not count pages as the counter style `arabic-indic` does"
    ]


def test_fields_say_no_more_than_their_section_does() -> None:
    assert footer_fields(BOOK) == [[("", "i")], [("", "1")]]


def test_a_number_that_is_written_otherwise_says_so() -> None:
    css = (
        "@page front { @bottom-left { content: counter(page, upper-roman) } @bottom-right { content: counter(page) } }"
    )

    assert footer_fields("<p class=front>x</p>", css) == [
        [("\\* ROMAN", "I"), ("", "i"), ("\\* ARABIC", "1")],
    ]


def test_results_are_those_of_the_pages_that_show_them() -> None:
    css = "@page :left { @bottom-center { content: none } @bottom-left { content: counter(page) } }"
    body = "<p>a</p><p class=new>b</p><section class=main>c<p class=new>d</p></section>"

    assert footer_fields(body, css) == [[("", "1"), ("", "2")], [("", "1"), ("", "2")]]


def test_references_show_what_the_pages_do() -> None:
    entries = "<nav class=toc><a class=roman href=#preface>P</a><br><a href=#one>1</a><br><a href=#two>2</a></nav>"
    body = BOOK.replace("<p>a</p>", entries)

    fields = [inline for inline in _fields(body) if inline.kind == "PAGEREF"]

    assert [(field.target, field.switches, field.cached) for field in fields] == [
        ("preface", "", "ii"),
        ("one", "", "1"),
        ("two", "", "2"),
    ]


def test_a_reference_may_write_a_number_otherwise_than_its_page() -> None:
    body = f"{BOOK}<nav class=toc><a href=#preface>P</a><br><a class=roman href=#two>2</a></nav>"

    fields = [inline for inline in _fields(body) if inline.kind == "PAGEREF"]

    assert [(field.switches, field.cached) for field in fields] == [("\\* ARABIC", "2"), ("\\* roman", "ii")]


def _fields(body: str) -> list[Field]:
    content = (inline for paragraph in PAGES.flow(body).paragraphs() for inline in paragraph.content)
    inside = (within for inline in content for within in (inline, *getattr(inline, "content", ())))
    return [inline for inline in inside if isinstance(inline, Field)]
