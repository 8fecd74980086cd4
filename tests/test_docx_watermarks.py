"""What stands on every page for the eye alone becomes WordArt in the headers, as Word's own watermarks are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest
from tests.word_files import WordPages, found, values

from briefkit.write.docx import write_docx
from briefkit.write.docx.compile import flow_of
from briefkit.write.docx.flow import Flow, Paragraph, Watermark
from briefkit.write.docx.looks import Fonts
from briefkit.write.docx.markup import Element, attribute, tag

SHEET = """
@font-face { font-family: Text; src: url("briefkit-font:Fira Sans/400") }
@font-face { font-family: Text; font-weight: 600; src: url("briefkit-font:Fira Sans/600") }
@font-face { font-family: Text; font-style: italic; src: url("briefkit-font:Fira Sans/400/italic") }
@page { size: 400pt 600pt; margin: 50pt }
html { font: 10pt/14pt Text } body, p { margin: 0 }
div { position: fixed; top: 100pt; left: 0; right: 0; text-align: center; font-size: 60pt }
"""
PAGES = WordPages(SHEET)
headers = PAGES.headers
DRAFT = "<div aria-hidden=true>Draft</div><p>x</p>"


def watermarks(body: str, css: str = "", *, pages: str = "default") -> list[Watermark]:
    """Those in the headers of the first section."""
    return list(_in_headers(PAGES.flow(body, css), pages))


def _in_headers(flow: Flow, pages: str) -> Iterator[Watermark]:
    for paragraph in getattr(flow.sections[0].headers, pages):
        yield from (inline for inline in paragraph.content if isinstance(inline, Watermark))


def shape(root: Element) -> Element:
    (element,) = root.iter(tag("v:shape"))
    return element


def style(element: Element) -> dict[str, str]:
    declarations = (declaration.partition(":") for declaration in (element.get("style") or "").split(";"))
    return {name: value for name, _, value in declarations}


# Where it is drawn ----------------------------------------------------------------------------------------------------


def test_a_watermark_is_as_large_as_its_letters() -> None:
    (small,), (large,) = watermarks(DRAFT), watermarks(DRAFT, "div { font-size: 120pt }")

    assert large.width == pytest.approx(2 * small.width, abs=2)
    assert large.height == pytest.approx(2 * small.height, abs=2)
    assert 20 * 60 * 0.6 < small.height < 20 * 60
    assert 20 * 60 * 2 < small.width < 20 * 60 * 3


def test_a_watermark_in_the_middle_stays_there_whatever_it_says() -> None:
    (between,) = watermarks(DRAFT, "@page { margin-left: 150pt }")
    (page,) = watermarks(DRAFT, "@page { margin-left: 150pt } div { left: -150pt; right: -50pt }")

    assert (between.left, page.left) == ("margin", "page")


def test_a_watermark_elsewhere_counts_from_the_page_s_corner() -> None:
    (high,) = watermarks(DRAFT, "div { text-align: left }")
    (low,) = watermarks(DRAFT, "div { text-align: left; top: 150pt; left: 30pt }")

    assert isinstance(high.left, int)
    assert isinstance(high.top, int)
    assert 20 * 50 < high.left < 20 * 60
    assert (low.left, low.top) == (high.left + 20 * 30, high.top + 20 * 50)


@pytest.mark.parametrize(
    ("transform", "rotation"),
    [
        ("none", 0),
        ("rotate(-45deg)", 315),
        ("rotate(30deg)", 30),
        ("rotate(.25turn)", 90),
        ("translate(10pt) rotate(10deg) rotate(20deg)", 30),
        ("matrix(0, -1, 1, 0, 0, 0)", 270),
    ],
)
def test_a_watermark_is_turned_as_css_turns_it(transform: str, rotation: float) -> None:
    (mark,) = watermarks(DRAFT, f"div {{ transform: {transform} }}")

    assert mark.rotation == rotation


def test_turning_leaves_the_middle_where_it_is() -> None:
    (flat,), (turned,) = watermarks(DRAFT), watermarks(DRAFT, "div { transform: rotate(-90deg); line-height: 0 }")

    assert (turned.width, turned.height) == (flat.width, flat.height)


def test_a_scaled_watermark_has_the_size_it_is_drawn_in() -> None:
    (plain,), (doubled,) = watermarks(DRAFT), watermarks(DRAFT, "div { transform: rotate(30deg) scale(2, 3) }")

    assert doubled.width == pytest.approx(2 * plain.width, abs=1)
    assert doubled.height == pytest.approx(3 * plain.height, abs=1)


def test_every_line_and_every_look_is_a_watermark() -> None:
    body = "<div aria-hidden=true>Not <b>to be</b><br>quoted</div><p>x</p>"

    found_ = watermarks(body, "b { color: red; font-weight: 600 }")

    assert [mark.text for mark in found_] == ["Not", "to be", "quoted"]
    assert [mark.look.color for mark in found_] == ["000000", "FF0000", "000000"]


# What is one ----------------------------------------------------------------------------------------------------------


def test_a_page_without_one_has_none() -> None:
    body = "<p aria-hidden=true>hidden</p><p>x</p>"

    assert watermarks(body) == []
    assert headers(body) == [{}]


def test_what_is_around_a_watermark_may_hide_it() -> None:
    assert [mark.text for mark in watermarks("<p>x</p><section aria-hidden=true><div>Draft</div></section>")] == [
        "Draft"
    ]


def test_what_the_stylesheet_puts_on_every_page_is_a_watermark() -> None:
    css = "body::after { content: 'Draft'; position: fixed; top: 0; text-transform: uppercase }"

    assert [mark.text for mark in watermarks("<p>x</p>", css)] == ["DRAFT"]


def test_a_watermark_takes_no_place_in_the_text() -> None:
    for body in (
        DRAFT,
        "<p>x<span aria-hidden=true>Draft</span></p>",
        "<p><b>x<span aria-hidden=true>Draft</span></b>",
    ):
        paragraphs = PAGES.flow(body, "span { position: fixed }").paragraphs()

        assert [paragraph.text for paragraph in paragraphs] == ["x"]


def test_fixed_words_for_all_readers_stay_in_the_text() -> None:
    outcome = PAGES.written("<div>Words</div><p>x</p>")

    assert [found_.rule.id for found_ in outcome.diagnostics] == ["B601"]
    assert b"Words" in _document(outcome.value)


def test_a_number_of_pages_is_no_watermark() -> None:
    css = "p::before { content: 'Page ' counter(page); position: fixed; top: 0 }"
    layout = PAGES.laid_out("<p>x</p>", css)

    flow = flow_of(layout, Fonts(layout.faces, layout.resolved_family), layout.pages).value

    assert list(_in_headers(flow, "default")) == []


@pytest.mark.parametrize("css", ["background: #eee", "border-top: 1pt solid red"])
def test_what_is_not_text_is_reported(css: str) -> None:
    outcome = PAGES.written(DRAFT, f"div {{ {css} }}")

    assert [(found_.rule.id, found_.place) for found_ in outcome.diagnostics] == [("B601", "<div>")]


@pytest.mark.parametrize("css", ["visibility: hidden", "opacity: 0", "color: transparent", "transform: scale(0)"])
def test_what_is_not_seen_is_no_watermark(css: str) -> None:
    assert watermarks(DRAFT, f"div {{ {css} }}") == []


def test_without_pages_there_is_none() -> None:
    layout = PAGES.laid_out(DRAFT)

    flow = flow_of(layout, Fonts(layout.faces, layout.resolved_family), None).value

    assert list(_in_headers(flow, "default")) == []


# The headers ----------------------------------------------------------------------------------------------------------


def test_a_header_that_there_is_has_the_watermark_too() -> None:
    ((header,),) = (section.values() for section in headers(DRAFT, "@page { @top-left { content: 'Top' } }"))

    assert [element.text for element in header.iter(tag("t"))] == ["Top"]
    assert len(list(header.iter(tag("p")))) == 1
    assert shape(header).get("id") == "PowerPlusWaterMarkObject1"


def test_a_header_is_made_where_there_was_none() -> None:
    (section,) = headers(DRAFT)

    assert list(section) == ["default"]
    assert values(section["default"], "spacing", of="lineRule") in ([], ["exact"])


@pytest.mark.parametrize("margin", [0, 5, 20, 50])
def test_a_header_of_its_own_leaves_the_text_where_it_is(margin: int) -> None:
    (section,) = PAGES.flow(DRAFT, f"@page {{ margin: {margin}pt }}").sections

    (paragraph,) = section.headers.default
    assert isinstance(paragraph, Paragraph)
    assert paragraph.look.line_rule == "exact"
    assert section.geometry.header + paragraph.look.line <= max(section.geometry.top, 20)


def test_first_and_even_pages_have_it_in_their_headers() -> None:
    css = "@page :first { @top-left { content: 'First' } } @page :left { @top-left { content: 'Left' } }"

    (section,) = headers(DRAFT, css)

    assert set(section) == {"default", "first", "even"}
    assert len({shape(header).get("id") for header in section.values()}) == 3
    assert all(len(list(header.iter(tag("v:shapetype")))) == 1 for header in section.values())


def test_a_first_page_of_other_margins_has_it_elsewhere() -> None:
    body, css = f"{DRAFT}<p>{'word ' * 900}</p>", "@page :first { margin-top: 150pt }"

    (default,), (first,) = watermarks(body, css), watermarks(body, css, pages="first")

    assert isinstance(first.top, int)
    assert isinstance(default.top, int)
    assert first.top == default.top + 20 * 100


def test_every_section_has_it_on_its_own_pages() -> None:
    css = "@page wide { size: 800pt 400pt } section { page: wide } div { left: 0; text-align: left; top: 50% }"

    one, two = headers("<p>x</p>" + DRAFT + "<section>y</section>", css)

    assert style(shape(one["default"]))["margin-left"] == style(shape(two["default"]))["margin-left"]
    assert style(shape(one["default"]))["margin-top"] != style(shape(two["default"]))["margin-top"]


def test_sections_of_one_kind_share_their_header() -> None:
    css = "@page a { size: 400pt 600pt } section { page: a }"

    assert [list(section) for section in headers(DRAFT + "<section>y</section>", css)] == [["default"], []]


# The markup -----------------------------------------------------------------------------------------------------------


def test_a_watermark_is_what_word_itself_inserts() -> None:
    css = "div { transform: rotate(-45deg); color: rgba(255, 0, 0, .5); opacity: .5 }"

    ((header,),) = (section.values() for section in headers(DRAFT, css))

    (type_,) = header.iter(tag("v:shapetype"))
    mark = shape(header)
    assert (type_.get("id"), type_.get(tag("o:spt"))) == ("_x0000_t136", "136")
    assert (mark.get("type"), mark.get("alt"), mark.get("stroked")) == ("#_x0000_t136", "", "f")
    assert mark.get("fillcolor") == "#ff0000"
    assert [fill.get("opacity") for fill in mark.iter(tag("v:fill"))] == ["0.25"]
    (text,) = mark.iter(tag("v:textpath"))
    assert (text.get("string"), text.get("trim")) == ("Draft", "t")
    assert style(text) == {"font-family": '"Fira Sans"', "font-size": "60pt"}
    placed = style(mark)
    assert (placed["position"], placed["rotation"]) == ("absolute", "315")
    assert int(placed["z-index"]) < 0
    assert (placed["mso-position-horizontal"], placed["mso-position-horizontal-relative"]) == ("center", "margin")
    assert placed["mso-position-vertical-relative"] == "page"
    assert found(header, "pict") == [mark.getparent()]


@pytest.mark.parametrize(
    ("css", "font"),
    [
        ("font-style: italic", {"font-family": '"Fira Sans"', "font-style": "italic"}),
        ("font-weight: 600", {"font-family": '"Fira Sans SemiBold"'}),
    ],
)
def test_a_watermark_has_its_font(css: str, font: dict[str, str]) -> None:
    ((header,),) = (section.values() for section in headers(DRAFT, f"div {{ {css} }}"))

    (text,) = shape(header).iter(tag("v:textpath"))
    assert style(text) == font | {"font-size": "60pt"}


def test_spaced_letters_stay_spaced() -> None:
    ((header,),) = (section.values() for section in headers(DRAFT, "div { letter-spacing: 12pt }"))

    (text,) = shape(header).iter(tag("v:textpath"))
    assert 1 < int(style(text)["v-text-spacing"].removesuffix("f")) / 65536 < 2


def test_the_font_of_a_watermark_is_embedded() -> None:
    fonts = PAGES.part(DRAFT, "div { font-weight: 600 }", "fontTable")

    assert "Fira Sans SemiBold" in [font.get(attribute("font", "name")) for font in fonts]


def test_no_words_of_a_watermark_become_markup() -> None:
    ((header,),) = (section.values() for section in headers('<div aria-hidden=true>"&lt;&amp;;:</div><p>x</p>'))

    (text,) = shape(header).iter(tag("v:textpath"))
    assert text.get("string") == '"<&;:'


def test_the_same_page_gives_the_same_bytes() -> None:
    css = "@page :first { @top-left { content: 'First' } }"

    assert write_docx(PAGES.laid_out(DRAFT, css)).value == write_docx(PAGES.laid_out(DRAFT, css)).value


def _document(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml")
