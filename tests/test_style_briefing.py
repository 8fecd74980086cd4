"""The house style `briefing`: complete, clean in layout, legible, the same on both papers and in its languages."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from briefkit.compose import HouseStyle, Page, compose, compose_probe, load_style
from briefkit.layout import lay_out
from briefkit.layout.engine import Layout
from briefkit.layout.views import WHITE, Box, BoxKind, Color, ContentNamedString, Fragment, PageStyle
from briefkit.model.build import callout, code, code_block, document, h, lead_in, li, note, p, row, table, ul
from briefkit.model.nodes import Document, Heading, HorizontalRule, ListItem, Meta, Paragraph, Row, Text
from briefkit.passes import derive
from briefkit.read.markdown import read as read_markdown
from briefkit.resources import LocalResources
from briefkit.spans import Source
from briefkit.write.pdf import write_pdf

RESOURCES = LocalResources(Path(__file__).parent)

WORDS = "It is the purpose of this paragraph to fill lines with words, so that pages break where pages break. " * 6

DOCUMENT = Document(
    meta=Meta(title=(Text(text="Title"),), organisation="Unit", date="2026-03-04", language="en-GB"),
    blocks=tuple(
        block
        for number in range(1, 9)
        for block in (
            Heading(level=1, content=(Text(text=f"Section {number}"),), anchor=f"s{number}"),
            Paragraph(content=(Text(text=WORDS),)),
            Paragraph(content=(Text(text=WORDS),)),
        )
    ),
)

CountCalls = Callable[[Callable[[], object]], int]


@pytest.fixture(scope="module")
def style() -> HouseStyle:
    return load_style("briefing", RESOURCES)


@pytest.fixture(scope="module")
def probe(style: HouseStyle) -> Page:
    return compose_probe(style)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"page-size": "Letter", "alignment": "justified"},
        {"cover": True, "colophon": True, "numbered-headings": True},
        {"colophon": True, "text-font": "sans", "heading-font": "serif"},
        {"text-size": 14},
    ],
    ids=["as it is", "letter, justified", "cover, colophon, numbers", "other faces", "large text"],
)
def test_layout_has_nothing_to_say(style: HouseStyle, options: Mapping[str, object]) -> None:
    layout = lay_out(compose_probe(style, options=options), RESOURCES)

    assert layout.pages.pages
    assert layout.diagnostics == ()


@pytest.mark.parametrize("name", ["briefing", "memo"])
@pytest.mark.parametrize("size", [10, 12, 13, 14])
def test_all_sizes_but_those_of_title_and_watermark_follow_the_size_of_the_text(name: str, size: int) -> None:
    style = load_style(name, RESOURCES)
    usual, other = (
        typeset(lay_out(compose_probe(style, options={"text-size": points}), RESOURCES).boxes) for points in (11, size)
    )

    unlike = {
        " ".join((before[0], *before[1]))
        for before, after in zip(usual, other, strict=True)
        if after[2:] != pytest.approx([length * size / 11 for length in before[2:]])
    }
    assert unlike == {"p title" if name == "briefing" else "p memo-name", "div watermark"}


def typeset(box: Box) -> list[tuple[str, tuple[str, ...], float, float]]:
    """All text in a box: its element with the classes, and the size and the height of a line in points."""
    element, style = box.element, box.style
    is_text = box.kind is BoxKind.TEXT and element is not None
    own = [(element.tag, element.classes, style.font_size, style.line_height or 0.0)] if is_text and element else []
    return own + [found for child in box.children for found in typeset(child)]


def test_the_probe_has_every_element_of_the_contract(probe: Page) -> None:
    found = set(re.findall(r"<(\w+)", probe.html))

    assert found >= {*(f"h{level}" for level in range(1, 7)), "p", "ul", "ol", "li", "blockquote", "pre", "code", "hr"}
    assert found >= {"em", "strong", "a", "span", "img", "br", "header", "nav", "main"}
    for class_name in (
        "kicker",
        "title",
        "subtitle",
        "byline",
        "dateline",
        "contents-title",
        "lead-in",
        "tight",
        "loose",
    ):
        assert f'class="{class_name}"' in probe.html


def test_the_probe_nests_lists_of_both_kinds_five_deep(probe: Page) -> None:
    for name in ("ul", "ol"):
        depth = deepest = 0
        for slash in re.findall(rf"<(/?){name}\b", probe.html.partition("<main>")[2]):
            depth += -1 if slash else 1
            deepest = max(deepest, depth)

        assert deepest == 5


def luminance(color: Color) -> float:
    """Relative luminance (WCAG 2.2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in rgb(color))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def rgb(color: Color) -> tuple[int, int, int]:
    return color.red, color.green, color.blue


def contrast(text: Color, ground: Color) -> float:
    """Contrast ratio (WCAG 2.2 §1.4.3)."""
    lighter, darker = sorted((luminance(text), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def texts(box: Box, ground: Color = WHITE) -> list[tuple[str, Color, Color]]:
    """All text in a box with its colour and the colour that it stands on; what is hidden from readers is decoration."""
    if box.element is not None and box.element.attributes.get("aria-hidden") == "true":
        return []
    ground = box.style.background_color.over(ground)
    own = [(box.text, box.style.color.over(ground), ground)] if box.kind is BoxKind.TEXT else []
    return own + [found for child in box.children for found in texts(child, ground)]


def test_all_text_stands_out_from_its_ground(probe: Page) -> None:
    layout = lay_out(probe, RESOURCES)

    found = texts(layout.boxes)
    found += [(name, box.color, WHITE) for name, box in layout.page_style(index=1).margin_boxes.items()]
    assert len(found) > 50
    for text, color, ground in found:
        assert contrast(color, ground) >= 4.5, text


def furniture(page: PageStyle) -> set[str]:
    """Which corners of a page say something."""
    return {name for name, box in page.margin_boxes.items() if box.content}


def test_the_first_page_has_no_running_header(style: HouseStyle) -> None:
    layout = lay_out(compose(DOCUMENT, style).value, RESOURCES)

    assert furniture(layout.page_style(index=0)) == {"bottom-left", "bottom-right"}
    assert furniture(layout.page_style(index=1)) == {"top-left", "top-right", "bottom-left", "bottom-right"}


def test_pages_say_section_title_date_and_number(style: HouseStyle) -> None:
    first, second, *rest = lay_out(compose(DOCUMENT, style).value, RESOURCES).pages.pages

    assert first.margin_texts["bottom-left"] == "4 March 2026"
    assert first.margin_texts["bottom-right"] == f"Page 1 of {2 + len(rest)}"
    assert re.fullmatch(r"Section \d", second.margin_texts["top-left"])
    assert second.margin_texts["top-right"] == "Title"


def test_words_are_german_in_a_german_report(style: HouseStyle) -> None:
    document = Document(blocks=DOCUMENT.blocks, meta=Meta(language="de", date="2026-03-04"))

    first, *rest = lay_out(compose(document, style).value, RESOURCES).pages.pages

    assert first.margin_texts["bottom-left"] == "4. März 2026"
    assert first.margin_texts["bottom-right"] == f"Seite 1 von {1 + len(rest)}"


def test_programs_run_from_left_to_right_in_an_arabic_report(style: HouseStyle) -> None:
    layout = laid_out(style, document("a ", p(code("b")), code_block("c"), language="ar"))

    directions = {name: {box.style.direction for box in boxes(layout.boxes, name)} for name in ("p", "code", "pre")}

    assert directions == {"p": {"rtl"}, "code": {"ltr"}, "pre": {"ltr"}}


def test_a_long_title_gives_way_in_the_running_header(style: HouseStyle) -> None:
    title = (Text(text="A title of so many words that no running header holds it"),)
    named = Document(blocks=DOCUMENT.blocks, meta=Meta(title=title, organisation="Unit"))
    unnamed = Document(blocks=DOCUMENT.blocks, meta=Meta(title=title))

    right = lay_out(compose(named, style).value, RESOURCES).page_style(index=1).margin_boxes["top-right"].content
    second = lay_out(compose(unnamed, style).value, RESOURCES).pages.pages[1]

    assert right == (ContentNamedString("organisation", "first"),)
    assert second.margin_texts.get("top-right", "") == ""


def test_both_papers_carry_the_same_column(style: HouseStyle) -> None:
    widths = []
    for size, width, height in (("A4", 595.28, 841.89), ("Letter", 612, 792)):
        page = lay_out(compose(DOCUMENT, style, options={"page-size": size}).value, RESOURCES).page_style()
        widths.append(page.width - page.margin.left - page.margin.right)

        assert (page.width, page.height) == pytest.approx((width, height), abs=0.01)
        assert (page.height - page.margin.top - page.margin.bottom) % 15 == pytest.approx(0, abs=0.01)

    assert widths[0] == pytest.approx(widths[1], abs=0.01)


def test_a_report_of_nothing_but_text_has_neither_masthead_nor_contents(style: HouseStyle) -> None:
    html = compose(Document(blocks=(Paragraph(content=(Text(text="Words"),)),)), style).value.html

    assert "<header" not in html
    assert "<nav" not in html
    assert "<p>Words</p>" in html


def test_nested_contents_are_nested_lists(style: HouseStyle) -> None:
    blocks = tuple(
        Heading(level=level, content=(Text(text=name),), anchor=name) for level, name in ((1, "a"), (2, "b"), (1, "c"))
    )

    html = compose(Document(blocks=blocks), style).value.html

    assert '<li><a href="#a">a</a><ol>\n<li><a href="#b">b</a></li>\n</ol></li>\n<li><a href="#c">c</a></li>\n' in html


def test_every_face_of_the_style_loads(probe: Page) -> None:
    faces = {(face.family, face.weight, face.is_italic) for face in lay_out(probe, RESOURCES).faces}

    assert {("Spectral", 400, False), ("Spectral", 700, True), ("Fira Sans", 600, False)} <= faces
    assert ("IBM Plex Mono", 400, False) in faces
    assert len(faces) == 11


def test_the_work_of_composing_grows_with_the_document_and_no_faster(style: HouseStyle, calls: CountCalls) -> None:
    short = Document(blocks=DOCUMENT.blocks * 10, meta=DOCUMENT.meta)
    long = Document(blocks=DOCUMENT.blocks * 40, meta=DOCUMENT.meta)

    assert calls(lambda: compose(long, style)) < 4.2 * calls(lambda: compose(short, style))


@pytest.mark.parametrize(
    "nested",
    [
        "".join(f"{'  ' * depth}- word{depth:02}\n" for depth in range(40)),
        "".join(f"{'   ' * depth}1. word{depth:02}\n" for depth in range(40)),
        "".join(f"{'> ' * depth}> word{depth:02}\n{'> ' * depth}>\n" for depth in range(40)),
        "- > " * 20 + "word",
    ],
    ids=["bullets", "numbers", "quotations", "quotations in bullets"],
)
def test_lines_keep_their_length_however_deep_they_are_nested(style: HouseStyle, nested: str) -> None:
    layout = lay_out(compose(read_markdown(Source("a.md", nested)).value, style).value, RESOURCES)

    [page, *_] = layout.pages.pages
    pieces = [piece for pieces in layout.pages.fragments.values() for piece in pieces if piece.content_height]
    text_width = page.width - page.margin.left - page.margin.right
    assert len(pieces) > 40
    assert min(piece.content_width for piece in pieces if piece.content_width > 30) > text_width - 6 * 18 - 1
    assert max(piece.x + piece.width for piece in pieces) < page.width - page.margin.right + 1


def test_no_word_is_lost_in_a_deep_nest(style: HouseStyle, tmp_path: Path) -> None:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed")
    nested = "".join(f"{'  ' * depth}- word{depth:02}\n" for depth in range(40))
    layout = lay_out(compose(read_markdown(Source("a.md", nested)).value, style).value, RESOURCES)
    path = tmp_path / "a.pdf"
    path.write_bytes(write_pdf(layout).value)

    words = subprocess.run([program, "-bbox", path, "-"], check=True, capture_output=True, text=True).stdout

    assert set(re.findall(r">(word\d\d)<", words)) == {f"word{depth:02}" for depth in range(40)}


# Parts ---------------------------------------------------------------------------------------------------------------

FRONT = {
    "title": "Title",
    "organisation": "Unit",
    "date": "2026-03-04",
    "language": "en-GB",
    "classification": "Public",
    "licence": "CC BY 4.0",
}
"""Metadata of a short report."""


def laid_out(style: HouseStyle, made: Document, options: Mapping[str, object] | None = None) -> Layout:
    """The document on pages, its numbers derived."""
    return lay_out(compose(derive(made).value, style, options=options or {}).value, RESOURCES)


def boxes(box: Box, name: str) -> list[Box]:
    """The outermost boxes below `box` of elements that are called `name`, or have it as a class."""
    element = box.element
    if element is not None and (element.tag == name or name in element.classes):
        return [box]
    return [each for child in box.children for each in boxes(child, name)]


def pieces(layout: Layout, name: str) -> list[list[Fragment]]:
    """Where the elements called `name`, or of that class, came to stand: a list of pieces for each."""
    indexes = {box.element.index for box in boxes(layout.boxes, name) if box.element is not None}
    return [list(layout.pages.fragments.get((index, ""), ())) for index in sorted(indexes)]


def text_of(box: Box) -> str:
    """The words in a box, generated ones among them."""
    return box.text + "".join(text_of(child) for child in box.children)


def rows(count: int) -> list[Row]:
    """Rows of a table."""
    return [row(f"Row {number} has a name", "1", "2") for number in range(count)]


def test_a_cover_has_no_furniture_but_the_classification(style: HouseStyle) -> None:
    cover, *rest = laid_out(style, document(*DOCUMENT.blocks, **FRONT), {"cover": True}).pages.pages

    assert cover.name == "cover"
    assert {text for text in cover.margin_texts.values() if text} == {"Public"}
    assert all(list(page.margin_texts.values()).count("Public") == 2 for page in rest)


def test_a_report_has_either_cover_or_masthead(style: HouseStyle) -> None:
    for options, found in (({}, ["masthead"]), ({"cover": True}, ["cover"])):
        html = compose(DOCUMENT, style, options=options).value.html

        assert re.findall(r'<header class="(\w+)"', html) == found


def test_a_colophon_follows_the_cover_or_ends_the_report(style: HouseStyle) -> None:
    made = document(p("Words"), **FRONT)

    behind_cover = laid_out(style, made, {"cover": True, "colophon": True}).pages.pages
    at_the_end = laid_out(style, made, {"colophon": True}).pages.pages

    assert [page.name for page in behind_cover] == ["cover", "colophon", ""]
    assert [page.name for page in at_the_end] == ["", "colophon"]


def test_a_title_alone_makes_no_colophon(style: HouseStyle) -> None:
    for options in ({"colophon": True}, {"cover": True, "colophon": True}):
        html = compose(document(p("Words"), title="Title"), style, options=options).value.html

        assert "colophon" not in html.partition("<body>")[2]


def test_what_a_colophon_says_does_not_stand_under_the_text_too(style: HouseStyle) -> None:
    made = document(p("Words"), **FRONT)

    assert "endings" in compose(made, style).value.html
    assert "endings" not in compose(made, style, options={"colophon": True}).value.html


def test_only_a_draft_has_a_watermark(style: HouseStyle) -> None:
    for status, expected in (("draft", 1), ("final", 0), ("", 0)):
        layout = laid_out(style, document(p("Words"), status=status))

        assert len(boxes(layout.boxes, "watermark")) == expected


def test_headings_are_numbered_where_the_option_says_so(style: HouseStyle) -> None:
    made = document(h(1, "One"), h(2, "Two"), h(1, "Three"), h(2, "Four"))
    for wanted, expected in ((False, "One Two Three Four"), (True, "1 One 1.1 Two 2 Three 2.1 Four")):
        [main] = boxes(laid_out(style, made, {"numbered-headings": wanted}).boxes, "main")

        assert " ".join(text_of(box) for box in main.children).split() == expected.split()


def test_the_box_on_the_first_page_has_summary_and_key_points(style: HouseStyle) -> None:
    made = document(p("Words"), summary="First.\n\nSecond.", key_points=("One.", "Two."))

    [box] = boxes(laid_out(style, made).boxes, "front-box")

    assert [text_of(each) for each in boxes(box, "summary")] == ["First.", "Second."]
    assert [text_of(each).strip("– ") for each in boxes(box, "li")] == ["One.", "Two."]


def test_a_long_table_repeats_its_head_and_splits_no_row(style: HouseStyle) -> None:
    layout = laid_out(style, document(table(row("Name", "A", "B"), *rows(60), title="Rows")))

    assert len({piece.page for piece in pieces(layout, "thead")[0]}) == len(layout.pages.pages) == 2
    assert all(len(found) == 1 for found in pieces(layout, "tr")[1:])


def test_at_least_three_rows_stand_together_on_a_page(style: HouseStyle) -> None:
    for lines in range(20, 45):
        filling = [p("Line") for _ in range(lines)]
        layout = laid_out(style, document(*filling, table(row("Name", "A", "B"), *rows(12), title="Rows")))

        on_pages = [found.page for [found] in pieces(layout, "tr")[1:]]
        assert min(on_pages.count(page) for page in on_pages) >= 3


@pytest.mark.parametrize(("count", "is_striped"), [(8, False), (9, True)])
def test_a_table_is_striped_from_the_ninth_row(style: HouseStyle, count: int, is_striped: bool) -> None:
    layout = laid_out(style, document(table(row("Name", "A", "B"), *rows(count))))

    grounds = [box.style.background_color.alpha > 0 for box in boxes(layout.boxes, "tr")]
    assert grounds == [False, *[is_striped and number % 2 == 0 for number in range(1, count + 1)]]


def test_a_table_of_nine_columns_stays_on_the_sheet(style: HouseStyle) -> None:
    cells = row("Inhabitants of the islands", *["1,234,567"] * 8)
    layout = laid_out(style, document(table(cells, *[cells] * 4, title="Wide")))

    [[piece]] = pieces(layout, "table")
    assert layout.diagnostics == ()
    assert piece.x > 40
    assert piece.x + piece.width < layout.pages.pages[0].width - 40


def test_a_short_callout_is_not_split(style: HouseStyle) -> None:
    for filling in range(1, 9):
        layout = laid_out(style, document(*[p(WORDS)] * filling, callout("note", p(WORDS), p(WORDS))))

        assert [len(found) for found in pieces(layout, "callout")] == [1]


def test_a_long_callout_is_split(style: HouseStyle) -> None:
    layout = laid_out(style, document(p(WORDS), callout("note", *[p(WORDS)] * 12)))

    [found] = pieces(layout, "callout")
    assert found[0].page == 1
    assert len(found) > 1


def test_a_note_stands_on_the_page_that_calls_it(style: HouseStyle) -> None:
    made = document(*[p(f"Words {number}", note(p("A note of a few words."))) for number in range(60)])

    layout = laid_out(style, made)

    assert layout.diagnostics == ()
    for called, noted in zip(pieces(layout, "p"), pieces(layout, "footnote"), strict=True):
        assert [piece.page for piece in noted] == [called[0].page]


def test_notes_that_fill_a_page_stay_on_it(style: HouseStyle) -> None:
    made = document(p(*[part for _ in range(25) for part in ("Word ", note(p(WORDS[:150])))]))

    layout = laid_out(style, made)

    assert layout.diagnostics == ()
    [page, *_] = layout.pages.pages
    assert (
        max(noted[-1].y + noted[-1].height for noted in pieces(layout, "footnote"))
        < page.height - page.margin.bottom + 1
    )


def test_a_title_of_many_words_and_a_long_heading_stay_in_the_column(style: HouseStyle) -> None:
    words = "What the council of an island has to decide before winter comes"
    layout = laid_out(style, document(h(1, words), p(WORDS), title=words, subtitle=words))

    [page, *_] = layout.pages.pages
    [[title]] = pieces(layout, "title")
    [[heading]] = pieces(layout, "h1")
    assert title.height > 2 * 34 - 1
    assert heading.height > 2 * 19 - 1
    assert title.x + title.width <= page.width - page.margin.right + 0.1


@pytest.mark.parametrize("levels", [(1,), (1, 2), (1, 2, 2, 2, 2)], ids=["flat", "one under each", "four under each"])
def test_the_last_entries_of_contents_stay_together(style: HouseStyle, levels: tuple[int, ...]) -> None:
    for count in range(38, 43):
        headings = [h(levels[number % len(levels)], f"Heading {number}") for number in range(count)]
        layout = laid_out(style, document(*headings, p(WORDS), title="Title"))

        [contents] = boxes(layout.boxes, "contents")
        indexes = [link.element.index for link in boxes(contents, "a") if link.element is not None]
        on_pages = [layout.pages.fragments[(index, "")][0].page for index in indexes]
        assert min(on_pages.count(page) for page in on_pages) >= 3, count


def test_the_second_line_of_an_entry_stands_in(style: HouseStyle) -> None:
    caption = "A caption of so many words that its entry in the list of tables turns over into a second line"
    tables = [table(row("Name"), row("Row"), title=title) for title in (caption, "Short")]

    layout = laid_out(style, document(*tables), {"list-of-tables": True})

    [[first, second], [short]] = [found for found in pieces(layout, "a") if found]
    assert second.x - first.x == pytest.approx(12, abs=0.1)
    assert short.x == first.x
    assert short.x + short.width == pytest.approx(second.x + second.width, abs=0.1)


@pytest.mark.parametrize("filling", [1, 2, 5])
def test_a_note_of_some_lines_takes_its_call_to_the_next_page(style: HouseStyle, filling: int) -> None:
    called = [p(WORDS[:350], code("x"), note(p(WORDS[:300])), WORDS[:300]) for _ in range(14)]
    between = [p(WORDS[: 250 + 37 * number]) for number in range(14)]
    filled = [p("Line")] * filling

    layout = laid_out(style, document(*filled, *[each for pair in zip(called, between, strict=True) for each in pair]))

    assert layout.diagnostics == ()
    for [call], noted in zip(pieces(layout, "code"), pieces(layout, "footnote"), strict=True):
        assert [piece.page for piece in noted] == [call.page]
    assert min(piece.height for found in pieces(layout, "p") if len(found) > 1 for piece in found) > 2 * 15 - 1


def test_a_rule_ends_no_page(style: HouseStyle) -> None:
    for lines in range(30, 40):
        made = document(*[p("Line")] * lines, HorizontalRule(), p(WORDS), p("Last"))

        layout = laid_out(style, made)

        [[rule]] = pieces(layout, "hr")
        assert rule.page == pieces(layout, "p")[lines][0].page


@pytest.mark.parametrize(
    ("items", "is_tight", "expected"),
    [
        (["One", "Two"], True, 2),
        (["One", "Two"], False, 6),
        ([li(p(lead_in("One:"), " text")), li(p(lead_in("Two:"), " text"))], True, 6),
    ],
    ids=["tight", "loose", "with lead-ins"],
)
def test_short_items_stand_closer_than_paragraphs(
    style: HouseStyle, items: list[str | ListItem], is_tight: bool, expected: float
) -> None:
    layout = laid_out(style, document(ul(*items, tight=is_tight)))

    [[one], [two]] = pieces(layout, "li")
    assert two.y - one.y - one.height == pytest.approx(expected, abs=0.1)


def test_a_table_is_as_wide_as_it_needs_and_its_caption_as_the_text(style: HouseStyle) -> None:
    narrow = table(row("Item", "Cost"), row("Piles", "1"), title="Narrow", source="Source")
    wide = table(row("Item", "Cost"), row("Piles", WORDS))

    layout = laid_out(style, document(p("Words"), narrow, wide))

    [[paragraph], [caption], [source], *_] = pieces(layout, "p")
    [[first], [second]] = pieces(layout, "tbody")
    assert first.width < 100
    assert second.width == pytest.approx(paragraph.width, abs=0.1)
    assert caption.width == source.width == paragraph.width


@pytest.mark.parametrize(("count", "expected"), [(8, 0), (9, 7)], ids=["plain", "striped"])
def test_words_of_a_table_without_stripes_begin_where_the_text_does(
    style: HouseStyle, count: int, expected: float
) -> None:
    layout = laid_out(style, document(p("Words"), table(row("Name", "A", "B"), *rows(count))))

    [[paragraph]] = pieces(layout, "p")
    inner = [cell.style.padding.left for cell in boxes(layout.boxes, "th")][:1]
    assert inner == [expected]
    assert pieces(layout, "table")[0][0].x == paragraph.x


def test_columns_that_are_set_towards_each_other_keep_apart(style: HouseStyle) -> None:
    made = table(row(*"ABCDE"), row(*"12345"), columns="lrlrr")

    layout = laid_out(style, document(made))

    cells = [box for name in ("th", "td") for box in boxes(layout.boxes, name)]
    assert [cell.style.padding.left for cell in cells[-5:]] == [0, 5, 15, 5, 5]


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_what_a_cover_and_a_colophon_say_of_the_report_stands_at_the_foot(style: HouseStyle, size: str) -> None:
    made = document(p("Words"), authors=("Author",), kicker="Kicker", **FRONT)
    options = {"cover": True, "colophon": True, "page-size": size}

    layout = laid_out(style, made, options)

    [cover, *_] = layout.pages.pages
    [[kicker], [byline], [colophon]] = [pieces(layout, name)[0] for name in ("kicker", "byline", "colophon")]
    assert kicker.y < cover.height / 2 < colophon.y
    assert byline.y + byline.height == pytest.approx(cover.height - cover.margin.bottom, abs=0.1)
    assert (kicker.page, byline.page, colophon.page) == (1, 1, 2)
    assert layout.pages.pages[2].margin_texts["bottom-left"] == "4 March 2026"
    assert colophon.y + colophon.height < cover.height - cover.margin.bottom
