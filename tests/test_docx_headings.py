"""Numbers before headings are counted by Word: levels linked to the heading styles, references to the numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.programs import printed
from tests.word_files import WordPages, found, values

from briefkit.write.docx.flow import OUTLINE
from briefkit.write.docx.markup import Element, attribute, tag

PAGES = WordPages("""
@font-face { font-family: Text; src: url("briefkit-font:Fira Sans/400") }
@page { size: A5; margin: 20mm }
html { font: 10pt/14pt Text } body, p, h1, h2, h3 { margin: 0; font-size: 10pt; font-weight: 400 }
h1 { bookmark-level: 1 } h2 { bookmark-level: 2 } h3 { bookmark-level: 3 }
h1.number, h1:not([class]) { counter-increment: one; counter-set: two 0 }
h2 { counter-increment: two } h3 { counter-increment: three }
h1:not([class])::before { content: counter(one) "\\A0\\A0 " }
h2::before { content: counter(one) "." counter(two) " " }
""")
FOUR = "<h1>One</h1><h2>Two</h2><p>x</p><h2>Three</h2><h1>Four</h1><h2>Five</h2>"


def levels(body: str, css: str = "") -> dict[int, tuple[str, str, str, int]]:
    outline = PAGES.flow(body, css).outline
    return (
        {}
        if outline is None
        else {at: (level.format, level.text, level.after, level.start) for at, level in outline.levels.items()}
    )


def headings(body: str, css: str = "") -> list[tuple[str, str]]:
    """Number and text of the headings that are numbered."""
    paragraphs = PAGES.flow(body, css).paragraphs()
    return [(p.list.shown, p.text) for p in paragraphs if p.list is not None and p.list.number == OUTLINE]


def direct(document: Element, name: str) -> list[Element]:
    """The elements `name` in the properties of paragraphs."""
    return found(document, "p", "pPr", name)


def test_the_number_is_no_longer_text() -> None:
    assert headings(FOUR) == [("1", "One"), ("1.1", "Two"), ("1.2", "Three"), ("2", "Four"), ("2.1", "Five")]


def test_each_level_says_what_it_shows_and_what_follows() -> None:
    assert levels(FOUR) == {0: ("decimal", "%1", "tab", 1), 1: ("decimal", "%1.%2", "space", 1)}


def test_levels_and_heading_styles_are_linked_and_no_paragraph_says_it_again() -> None:
    assert values(PAGES.part(FOUR, name="numbering"), "lvl", "pStyle") == ["Heading1", "Heading2"]
    styles = PAGES.part(FOUR, name="styles")
    linked = [style for style in found(styles, "style") if found(style, "numPr")]
    assert sorted(style.get(attribute("p", "styleId")) or "" for style in linked) == ["Heading1", "Heading2"]
    assert direct(PAGES.part(FOUR), "numPr") == []


def test_libreoffice_counts_the_same(tmp_path: Path) -> None:
    file = tmp_path / "numbers.docx"
    file.write_bytes(PAGES.written(FOUR).value)

    lines = printed(file, "txt:Text").read_text(encoding="utf-8-sig").split("\n")

    assert [line.split() for line in lines if line] == [
        *(["1", "One"], ["1.1", "Two"], ["x"], ["1.2", "Three"]),
        *(["2", "Four"], ["2.1", "Five"]),
    ]


def test_a_tab_leads_to_where_the_text_begins_on_the_page() -> None:
    numbering = PAGES.part(FOUR, name="numbering")

    first = next(numbering.iter(tag("lvl")))
    (stop,) = values(first, "tab", of="pos")
    assert 150 < int(stop) < 350  # a figure and three spaces of a font of ten points
    assert values(first, "suff") == []
    assert values(first, "ind", of="left") == ["0"]


def test_where_no_space_follows_nothing_does() -> None:
    assert levels("<h1>One</h1>", "h1:not([class])::before { content: counter(one) ':' }")[0] == (
        "decimal",
        "%1:",
        "nothing",
        1,
    )


def test_a_margin_after_the_number_is_room_for_a_tab() -> None:
    css = "h1:not([class])::before { content: counter(one); margin-right: 12pt }"

    outline = PAGES.flow("<h1>One</h1>", css).outline

    assert outline is not None
    assert outline.levels[0].after == "tab"
    assert outline.levels[0].tab > 240


def test_a_number_hangs_where_the_first_line_does() -> None:
    css = "h1 { padding-left: 30pt; text-indent: -30pt } h1::before { display: inline-block; width: 30pt }"

    levels = list(PAGES.part("<h1>One</h1>", css, name="numbering").iter(tag("lvl")))

    assert [found(levels[0], "ind")[0].get(attribute("ind", side)) for side in ("left", "hanging")] == ["600", "600"]
    assert found(levels[0], "tab") == []
    assert direct(PAGES.part("<h1>One</h1>", css), "ind") == []


def test_a_chapter_in_roman_with_a_word() -> None:
    css = (
        "h1:not([class])::before { content: 'Part ' counter(one, upper-roman) '. ' }"
        "h2::before { content: counter(two, lower-alpha) ') ' }"
    )

    assert levels(FOUR, css) == {0: ("upperRoman", "Part %1.", "space", 1), 1: ("lowerLetter", "%2)", "space", 1)}
    assert headings(FOUR, css)[3:] == [("Part II.", "Four"), ("a)", "Five")]


def test_a_first_number_other_than_one_is_kept() -> None:
    assert levels("<h1>One</h1>", "body { counter-reset: one 4 }")[0][3] == 5


def test_headings_without_a_number_are_counted_by_neither() -> None:
    body = '<h1>One</h1><h1 class="plain">Apart</h1><h1>Two</h1>'

    assert headings(body) == [("1", "One"), ("2", "Two")]
    document = PAGES.part(body)
    assert values(document, "p", "pPr", "outlineLvl") == []
    assert len(set(values(document, "p", "pPr", "pStyle"))) == 2


def test_numbers_that_word_would_not_come_to_stay_text() -> None:
    outcome = PAGES.written("<h2>Early</h2><h1>One</h1><h2>Two</h2>")

    assert [finding.rule.id for finding in outcome.diagnostics] == ["B601"]
    assert "numbers before headings" in outcome.diagnostics[0].message


@pytest.mark.parametrize(
    "css",
    [
        "h1:not([class]) { counter-increment: one 2 }",
        "h1:not([class])::before { content: 'No. ' }",
        "h1:not([class])::before { content: counter(other) ' ' }",
        "h1:not([class])::before { content: counter(one, hebrew) ' ' }",
        "h1:not([class])::before { display: block }",
    ],
)
def test_what_word_cannot_count_stays_text(css: str) -> None:
    document = PAGES.part("<h1>One</h1>", css)

    assert values(PAGES.part("<h1>One</h1>", css, name="styles"), "style", "numPr", "numId") == []
    assert "".join(element.text or "" for element in found(document, "t")).endswith("One")


def test_a_reference_to_a_number_shows_it() -> None:
    body = (
        FOUR.replace("<h2>Three", '<h2 id="x">Three') + '<p>See <a href="#x">section 1.2</a>, <a href="#x">1.2</a>.</p>'
    )

    document = PAGES.part(body)

    codes = [code.text for code in found(document, "instrText")]
    assert codes == [" REF x \\n \\* MERGEFORMAT \\h "] * 2
    assert [text.text for text in found(document, "hyperlink", "r", "t")] == ["section "]


def test_a_link_that_ends_in_another_number_stays_one() -> None:
    body = (
        FOUR.replace("<h2>Two", '<h2 id="x">Two') + '<p><a href="#x">section 2.1.1</a> <a href="#x">room 21.1</a></p>'
    )

    assert found(PAGES.part(body), "instrText") == []


def test_a_heading_without_words_has_its_number_all_the_same() -> None:
    assert headings("<h1>One</h1><h1></h1><h1>Three</h1>") == [("1", "One"), ("2", ""), ("3", "Three")]
