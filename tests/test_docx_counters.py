"""Markers of lists: what Word counts by itself, and what it is told as text. What is printed is what the page shows."""

from __future__ import annotations

import pytest
from tests.word_files import WordPages, found, values

from briefkit.layout import Layout
from briefkit.write.docx.compile import flow_of
from briefkit.write.docx.flow import Flow
from briefkit.write.docx.looks import Fonts

pages = WordPages("body { font: 10pt/12pt Spectral; margin: 0 } ")
ITEMS = "<ol><li>a<li>b<li>c</ol>"


def flow_and_reports(body: str, css: str = "") -> tuple[Flow, list[str]]:
    layout: Layout = pages.laid_out(body, css)
    outcome = flow_of(layout, Fonts(layout.faces, layout.resolved_family), layout.pages)
    return outcome.value, [diagnostic.message for diagnostic in outcome.diagnostics]


def printed(body: str, css: str = "") -> list[tuple[str, str, int]]:
    """Format, text and number of each item as Word comes to them."""
    flow, _ = flow_and_reports(body, css)
    counts: dict[tuple[int, int], int] = {}
    items = []
    for paragraph in flow.paragraphs():
        place = paragraph.list
        if place is None or not place.has_marker:
            continue
        level = flow.lists[place.number].levels[place.level]
        key = (place.number, place.level)
        counts[key] = counts.get(key, level.start - 1) + 1
        for deeper in [other for other in counts if other[0] == place.number and other[1] > place.level]:
            del counts[deeper]
        items.append((level.format, level.text, counts[key]))
    return items


@pytest.mark.parametrize(
    ("style", "format_"),
    [
        ("decimal-leading-zero", "decimalZero"),
        ("upper-roman", "upperRoman"),
        ("lower-latin", "lowerLetter"),
        ("hebrew", "hebrew1"),
        ("thai", "thaiNumbers"),
        ("devanagari", "hindiNumbers"),
        ("katakana", "aiueoFullWidth"),
        ("katakana-iroha", "irohaFullWidth"),
        ("cjk-decimal", "ideographDigital"),
        ("cjk-heavenly-stem", "ideographTraditional"),
        ("cjk-earthly-branch", "ideographZodiac"),
        ("japanese-informal", "japaneseCounting"),
        ("japanese-formal", "japaneseLegal"),
        ("korean-hangul-formal", "koreanCounting"),
        ("korean-hanja-informal", "japaneseCounting"),
    ],
)
def test_word_counts_as_predefined_styles_do(style: str, format_: str) -> None:
    flow, reports = flow_and_reports(ITEMS, f"ol {{ list-style: {style} }}")

    assert [paragraph.list and paragraph.list.number for paragraph in flow.paragraphs()] == [0, 0, 0]
    assert flow.lists[0].levels[0].format == format_
    assert reports == []


@pytest.mark.parametrize(
    ("definition", "format_"),
    [
        ("system: alphabetic; symbols: أ ب ت ث ج ح", "arabicAlpha"),
        ("system: alphabetic; symbols: أ ب ج د ه و ز", "arabicAbjad"),
        ("system: fixed; symbols: ① ② ③ ④", "decimalEnclosedCircle"),
        ("system: symbolic; symbols: '*' † ‡ §", "chicago"),
        ("system: alphabetic; symbols: а б в г д", "russianLower"),
        ("system: numeric; symbols: ० १ २ ३ ४ ५ ६ ७ ८ ९", "hindiNumbers"),
    ],
)
def test_word_counts_as_styles_of_a_sheet_that_have_its_symbols(definition: str, format_: str) -> None:
    flow, reports = flow_and_reports(ITEMS, f"@counter-style own {{ {definition} }} ol {{ list-style: own }}")

    assert [paragraph.list and paragraph.list.number for paragraph in flow.paragraphs()] == [0, 0, 0]
    assert flow.lists[0].levels[0].format == format_
    assert reports == []


def test_other_symbols_are_text() -> None:
    css = "@counter-style own { system: alphabetic; symbols: أ ج ب } ol { list-style: own }"

    assert [text for _, text, _ in printed(ITEMS, css)] == ["أ.", "ج.", "ب."]


@pytest.mark.parametrize(
    ("style", "markers"),
    [
        ("arabic-indic", ["١.", "٢.", "٣."]),
        ("lower-greek", ["α.", "β.", "γ."]),
        ("armenian", ["Ա.", "Բ.", "Գ."]),
        ("georgian", ["ა.", "ბ.", "გ."]),
        ("'–'", ["–", "–", "–"]),
    ],
)
def test_other_markers_are_text(style: str, markers: list[str]) -> None:
    css = f"ol {{ list-style-type: {style} }}"

    assert [item[1] for item in printed(ITEMS, css)] == markers
    assert len(flow_and_reports(ITEMS, css)[1]) == (not style.startswith("'"))


@pytest.mark.parametrize(
    ("rule", "markers"),
    [
        ("system: symbolic; symbols: '*' '†'; suffix: ' '", ["*", "†", "**"]),
        ("system: cyclic; symbols: '►' '▷'; suffix: ' '", ["►", "▷", "►"]),
        ("system: fixed; symbols: A B C; prefix: '('; suffix: ') '", ["(A)", "(B)", "(C)"]),
        ("system: additive; additive-symbols: 3 'iii', 1 'i'", ["i.", "ii.", "iii."]),
        ("system: extends decimal; pad: 3 '0'; suffix: ': '", ["001:", "002:", "003:"]),
    ],
)
def test_markers_of_a_counter_style_are_what_it_says(rule: str, markers: list[str]) -> None:
    flow, reports = flow_and_reports(ITEMS, f"@counter-style x {{ {rule} }} ol {{ list-style: x }}")

    shown = [flow.lists[p.list.number].levels[p.list.level].text for p in flow.paragraphs() if p.list]
    assert shown == markers
    assert len(flow.lists) == len(set(markers))
    assert reports == ["Word does not count as the counter style `x` does: markers of its lists are text"]


@pytest.mark.parametrize(
    ("attributes", "items", "numbers"),
    [
        ("reversed", "<li>a<li>b<li>c", [3, 2, 1]),
        ("reversed start=10", "<li>a<li>b", [10, 9]),
        ("reversed start=x", "<li>a<li value=7>b<li>c", [3, 7, 6]),
        ("reversed", "<li>a<ol><li>x<li>y</ol><li>b", [2, 1, 2, 1]),
        ("start=5", "<li>a<li value=9>b<li>c", [5, 9, 10]),
    ],
)
def test_lists_count_down_and_go_on_as_they_say(attributes: str, items: str, numbers: list[int]) -> None:
    assert [number for _, _, number in printed(f"<ol {attributes}>{items}</ol>")] == numbers


def test_a_custom_style_that_counts_as_word_does_is_counted() -> None:
    css = "@counter-style x { system: extends upper-alpha; prefix: '('; suffix: ') ' } ol { list-style: x }"

    assert printed(ITEMS, css) == [("upperLetter", "(%1)", 1), ("upperLetter", "(%1)", 2), ("upperLetter", "(%1)", 3)]


def test_letters_after_the_alphabet_are_text_where_word_has_others() -> None:
    found = printed('<ol start="27"><li>a<li>b</ol>', "ol { list-style: lower-alpha }")

    assert found == [("lowerLetter", "%1.", 27), ("none", "ab.", 1)]


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        ('<ol start="4"><li>a<li>b</ol>', [4, 5]),
        ('<ol><li>a<li value="9">b<li>c</ol>', [1, 9, 10]),
        ('<ol style="counter-reset: list-item 3"><li>a<li>b</ol>', [4, 5]),
        ('<ol start="4" style="counter-reset: list-item 2"><li>a<li>b</ol>', [2, 3]),
        ('<ol><li>a<li style="counter-increment: list-item 4">b<li>c</ol>', [1, 5, 6]),
        ('<ol><li style="counter-set: list-item 3">a<li style="counter-set: list-item 2">b</ol>', [4, 3]),
    ],
)
def test_word_comes_to_the_numbers_that_are_shown(body: str, numbers: list[int]) -> None:
    shown = [box.all_text.strip() for box in pages.laid_out(body).boxes.descendants() if box.is_outside_marker]

    assert shown == [f"{number}." for number in numbers]
    assert [number for *_, number in printed(body)] == numbers


def test_the_content_of_a_marker_is_kept_around_its_number() -> None:
    css = "li::marker { content: 'Step ' counter(list-item, upper-roman) ': ' }"

    assert printed(ITEMS, css) == [("upperRoman", "Step %1:", number) for number in (1, 2, 3)]


def test_numbers_of_all_levels_are_counted() -> None:
    body = "<ol><li>a<ol><li>b<li>c</ol><li>d<ol><li>e</ol></ol>"
    css = "li::marker { content: counters(list-item, '.') ' ' }"

    assert printed(body, css) == [
        ("decimal", "%1", 1),
        ("decimal", "%1.%2", 1),
        ("decimal", "%1.%2", 2),
        ("decimal", "%1", 2),
        ("decimal", "%1.%2", 1),
    ]
    assert len(flow_and_reports(body, css)[0].lists) == 1


def test_numbers_of_levels_that_word_does_not_count_are_text() -> None:
    body = "<ol><li>a<ol><li>b</ol><p>x</p><ol><li>c</ol></ol>"
    css = "li::marker { content: counters(list-item, '.') ' ' }"

    assert [(format_, text) for format_, text, _ in printed(body, css)] == [
        ("decimal", "%1"),
        ("decimal", "%1.%2"),
        ("none", "1.1"),
    ]


def test_a_number_that_is_text_belongs_to_no_style() -> None:
    numbering = pages.part(ITEMS, "ol { list-style: lower-greek }", "numbering")

    assert not found(numbering, "pStyle")
    assert {"α.", "β.", "γ."} <= set(values(numbering, "lvlText"))
