"""What a stylesheet makes of its own in Word: first letters, blocks before a heading's words, boxes to tick."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from tests.word_files import WordPages, found, values

from briefkit.write.docx.first_letters import with_first_letter
from briefkit.write.docx.flow import Anchor, Picture, Run, RunLook

PAGES = WordPages("""
@font-face { font-family: Text; src: url("briefkit-font:Fira Sans/400") }
@page { size: 400pt 600pt; margin: 50pt }
html { font: 10pt/14pt Text } body, p, h1 { margin: 0 }
""")
PLAIN, LARGE = RunLook("Text", 20), RunLook("Text", 60)


# First letters ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Once", ["O", "nce"]),
        ("“Once", ["“O", "nce"]),
        ("A", ["A"]),
        ("e\u0301te\u0301", ["e\u0301", "te\u0301"]),
        ("3. Once", ["3.", " Once"]),
        ("… Once", ["… Once"]),
    ],
)
def test_the_first_letter_takes_what_belongs_to_it(text: str, parts: list[str]) -> None:
    content = tuple(with_first_letter((Anchor("x"), Run(text, PLAIN)), LARGE))

    assert [inline.text for inline in content if isinstance(inline, Run)] == parts


def test_a_first_letter_has_a_style_of_its_own() -> None:
    document = PAGES.part("<p>Once</p><p>Twice</p>", "p::first-letter { font-size: 30pt }")

    assert [text.text for text in found(document, "t")] == ["O", "nce", "T", "wice"]
    assert values(document, "r", "rPr", "rStyle") == ["FirstLetter", "FirstLetter"]


def test_text_that_begins_with_a_first_letter_is_not_missed_on_the_pages() -> None:
    layout = PAGES.laid_out("<p>Once</p>", "p::first-letter { font-size: 30pt }")

    assert len(layout.pages.pages) == 1
    assert layout.diagnostics == ()


# Blocks before words ------------------------------------------------------------------------------------------------

CHAPTER = (
    "h1 { bookmark-level: 1; counter-increment: c; string-set: chapter content() }"
    ' h1::before { content: "Part"; display: block }'
)


def test_a_line_above_a_heading_is_no_heading() -> None:
    above, heading = PAGES.flow("<h1>One</h1>", CHAPTER).paragraphs()

    assert (above.text, above.look.outline_level, above.strings) == ("Part", None, ())
    assert (heading.text, heading.look.outline_level, heading.strings) == ("One", 0, ("chapter",))


def test_it_has_a_style_named_after_both() -> None:
    document = PAGES.part("<h1>One</h1>", CHAPTER)

    assert values(document, "p", "pPr", "pStyle") == ["Heading1Before", "Heading1"]


def test_a_link_to_the_heading_leads_to_its_words() -> None:
    above, heading, _ = PAGES.flow('<h1 id="x">One</h1><p><a href="#x">there</a></p>', CHAPTER).paragraphs()

    assert Anchor("x") not in above.content
    assert Anchor("x") in heading.content


# Frames -------------------------------------------------------------------------------------------------------------


def test_boxes_that_look_alike_are_not_drawn_as_one() -> None:
    flow = PAGES.flow('<div class="a">x</div><div class="a">y</div>', ".a { border: 1pt solid; margin: 0 0 8pt }")

    assert [table.purpose for table in flow.tables()] == ["box", "box"]


def test_one_box_stays_a_paragraph() -> None:
    assert list(PAGES.flow('<div class="a">x</div><p>y</p>', ".a { border: 1pt solid }").tables()) == []


def test_a_frame_is_as_high_as_the_stylesheet_says() -> None:
    css = ".a { border: 1pt solid; min-height: 60pt; padding: 5pt }"

    table = PAGES.table('<div class="a">x</div>', css)

    assert table.rows[0].height == 1400


@pytest.mark.parametrize("css", ["border: 1pt solid black", "background: black"])
def test_an_empty_inline_block_that_is_drawn_is_a_picture_for_the_eye(css: str) -> None:
    rules = f"span {{ display: inline-block; width: 20pt; height: 10pt; box-sizing: border-box; {css} }}"

    (paragraph,) = PAGES.flow("<p>yes <span></span> no</p>", rules).paragraphs()

    (picture,) = [inline for inline in paragraph.content if isinstance(inline, Picture)]
    assert (picture.width, picture.height, picture.alt) == (400, 200, "")
    image = Image.open(io.BytesIO(picture.data))
    assert image.size == (80, 40)
    assert image.getpixel((0, 0)) == (0, 0, 0, 255)
    assert image.getpixel((40, 20)) == ((0, 0, 0, 255) if css.startswith("background") else (0, 0, 0, 0))


def test_an_empty_inline_block_can_be_led_to() -> None:
    css = "span { display: inline-block; width: 9pt; height: 9pt; border: 1pt solid }"

    document = PAGES.part('<p><span id="x"></span><a href="#x">there</a></p>', css)

    assert values(document, "bookmarkStart", of="name") == ["x"]


def test_a_border_is_never_nearer_than_nothing() -> None:
    css = ".a { border-bottom: 1pt solid; padding-bottom: 0 } .a p { margin-bottom: -5pt }"

    document = PAGES.part('<div class="a"><p>x</p></div><p>y</p>', css)

    assert all(int(space) >= 0 for space in values(document, "pBdr", "bottom", of="space"))
