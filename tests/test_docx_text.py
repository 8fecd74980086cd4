"""Text as Word has it: the fonts that the page is set in, the theme's fonts and colours, lines, capitals."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.word_files import WordPages, found, values

from briefkit.layout.views import Color, UsedFace
from briefkit.write.docx.flow import Run, RunLook
from briefkit.write.docx.looks import Fonts
from briefkit.write.docx.markup import Element, attribute
from briefkit.write.docx.scripts import Samples
from briefkit.write.docx.theme import palette

FACES = "".join(
    f"@font-face {{ font-family: {family}; font-weight: {weight}; src: url('briefkit-font:{file}/{weight}') }} "
    for family, file, weight in (
        ("Spectral", "Spectral", 400),
        ("Spectral", "Spectral", 700),
        ("IBM Plex Mono", "IBM%20Plex%20Mono", 400),
    )
)
pages = WordPages(FACES + "body { font: 10pt/12pt Spectral; margin: 0 } ")


def look(css: str, body: str = "<p>a <b>Some Text</b></p>") -> RunLook:
    """The look of a run in a paragraph."""
    (paragraph,) = pages.flow(body, f"b {{ font-weight: inherit; {css} }}").paragraphs()
    return next(run.look for run in paragraph.content if isinstance(run, Run) and run.text != "a ")


def texts(body: str, css: str) -> list[str]:
    return [paragraph.text for paragraph in pages.flow(body, css).paragraphs()]


def style(styles: Element, name: str) -> Element:
    return next(element for element in found(styles, "style") if values(element, "name") == [name])


def fonts(element: Element) -> dict[str, str | None]:
    (stated,) = found(element, "rPr", "rFonts")
    return {name: stated.get(attribute("p", name)) for name in ("ascii", "asciiTheme", "hAnsiTheme")}


# Fonts ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("families", ["system-ui, Spectral", "ui-monospace, Spectral", "No Such Font, Spectral"])
def test_a_family_that_is_not_there_is_passed_over(families: str) -> None:
    styles = pages.part("<p>x</p>", f"p {{ font-family: {families} }}", "styles")

    assert {element.get(attribute("p", "ascii")) for element in found(styles, "rPr", "rFonts")} == {"Spectral"}


def test_a_weight_that_a_family_lacks_is_the_one_it_is_set_in() -> None:
    used = {400: UsedFace("Liberation Sans", 400, False), 500: UsedFace("Liberation Sans", 700, False)}
    (box,) = [box for box in pages.laid_out("<p>x</p>").boxes.descendants() if box.text]
    samples = Samples(lambda style, _: used[style.font_weight])
    fonts = Fonts((), lambda _: "", samples)

    assert not fonts.face(box.style).is_bold
    assert fonts.face(replace(box.style, font_weight=500)).is_bold


def test_styles_in_the_fonts_of_the_theme_follow_it() -> None:
    css = "h1, code { font-family: IBM Plex Mono }"
    body = "<h1>a</h1><p>b <code>c</code> <i>d</i></p>"
    styles, theme = pages.part(body, css, "styles"), pages.part(body, css, "theme/theme1")

    defaults = fonts(found(styles, "docDefaults", "rPrDefault")[0])
    assert defaults == {"ascii": "Spectral", "asciiTheme": "minorHAnsi", "hAnsiTheme": "minorHAnsi"}
    assert fonts(style(styles, "heading 1"))["asciiTheme"] == "majorHAnsi"
    named = [
        element.get("typeface") for kind in ("major", "minor") for element in found(theme, f"a:{kind}Font", "a:latin")
    ]
    assert named == ["IBM Plex Mono", "Spectral"]


# Colours --------------------------------------------------------------------------------------------------------------


def test_the_colours_that_a_stylesheet_names_are_the_accents_of_the_theme() -> None:
    css = ":root { --ink: #222; --second: #0369a1; --brand: #b91c1c; --alias: var(--second); --gap: 3pt } "
    css += "h1 { color: var(--brand) }"
    theme, styles = (pages.part("<h1>a</h1><p>b</p>", css, name) for name in ("theme/theme1", "styles"))

    accents = [found(theme, f"a:accent{number}", "a:srgbClr")[0].get("val") for number in (1, 2)]
    assert accents == ["B91C1C", "0369A1"]
    (color,) = found(style(styles, "heading 1"), "rPr", "color")
    assert (color.get(attribute("p", "val")), color.get(attribute("p", "themeColor"))) == ("B91C1C", "accent1")


def test_greys_and_tints_are_no_accents() -> None:
    named = {
        "ink": Color(34, 34, 34),
        "wash": Color(240, 249, 255),
        "glass": Color(200, 0, 0, 0.5),
        "sea": Color(0, 90, 140),
        "accent": Color(180, 20, 20),
    }

    assert palette(named) == ("B41414", "005A8C")


# Lines and capitals ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("css", "underline", "color"),
    [
        ("text-decoration: underline", "single", ""),
        ("text-decoration: underline wavy red", "wave", "FF0000"),
        ("text-decoration: underline double", "double", ""),
        ("text-decoration: underline dotted", "dotted", ""),
        ("text-decoration: underline dashed blue", "dash", "0000FF"),
        ("text-decoration: underline 2pt", "thick", ""),
        ("text-decoration: underline dotted 20%", "dottedHeavy", ""),
        ("text-decoration: underline; text-decoration-color: currentcolor", "single", ""),
        ("text-decoration: line-through red", "none", ""),
    ],
)
def test_a_line_under_text_has_its_style_and_colour(css: str, underline: str, color: str) -> None:
    found = look(css)

    assert (found.underline, found.underline_color) == (underline, color)


def test_a_line_through_text_may_be_two() -> None:
    once, twice = look("text-decoration: line-through"), look("text-decoration: line-through double")

    assert (once.is_struck, once.is_struck_twice) == (True, False)
    assert (twice.is_struck, twice.is_struck_twice) == (False, True)


def test_lines_are_written_as_word_has_them() -> None:
    css = "b { text-decoration: underline wavy red } i { text-decoration: line-through double }"
    styles = pages.part("<p>a <b>b</b> <i>c</i></p>", css, "styles")

    (line,) = found(style(styles, "Strong"), "u")
    assert (line.get(attribute("p", "val")), line.get(attribute("p", "color"))) == ("wave", "FF0000")
    assert found(style(styles, "Emphasis"), "dstrike")


def test_a_line_over_text_is_named() -> None:
    found = pages.written("<p>a <b>b <i>c</i></b></p>", "b { text-decoration: overline }").diagnostics

    assert [diagnostic.message for diagnostic in found] == [
        "`text-decoration: overline` has no counterpart in Word: it is left out on `<b>`"
    ]


def test_capitals_are_words_own() -> None:
    assert texts("<p>Some Text</p>", "p { text-transform: uppercase }") == ["Some Text"]
    assert look("text-transform: uppercase").is_all_caps


def test_letters_that_word_has_no_capitals_of_are_as_they_are_shown() -> None:
    assert texts("<p>Straße</p>", "p { text-transform: uppercase }") == ["STRASSE"]


@pytest.mark.parametrize(
    ("value", "text"), [("lowercase", "some text"), ("capitalize", "Some Text"), ("none", "some Text")]
)
def test_other_cases_are_as_they_are_shown(value: str, text: str) -> None:
    assert texts("<p>some Text</p>", f"p {{ text-transform: {value} }}") == [text]


def test_numbers_before_headings_in_capitals_are_counted() -> None:
    css = "body { counter-reset: h } h1 { text-transform: uppercase; counter-increment: h }"
    css += "h1::before { content: 'Chapter ' counter(h) '. ' }"
    flow = pages.flow("<h1>One</h1><h1>Two</h1>", css)

    assert flow.outline is not None and flow.outline.levels[0].text == "Chapter %1."
    assert flow.outline.levels[0].look.is_all_caps
    assert [paragraph.text for paragraph in flow.paragraphs()] == ["One", "Two"]


def test_words_beside_the_line_are_raised_by_their_length() -> None:
    assert (look("vertical-align: 3pt").raise_, look("vertical-align: 3pt").vertical_align) == (6, "baseline")


def test_hyphens_are_of_paragraphs_and_languages_of_runs() -> None:
    body = "<p class=a>x <span lang=de>y</span></p><p>z</p>"
    first, second = pages.flow(body, ".a { hyphens: auto } p { hyphens: manual } .a { hyphens: auto }").paragraphs()

    assert (first.look.suppresses_hyphens, second.look.suppresses_hyphens) == (False, True)
    assert [run.look.language for run in first.content if isinstance(run, Run)] == ["en", "de"]


def test_a_large_letter_that_takes_no_room_lets_lines_be() -> None:
    css = "p { line-height: 18pt } p::first-letter { font-size: 30pt; line-height: 0 }"

    (paragraph,) = pages.flow("<p>Once</p>", css).paragraphs()

    assert (paragraph.look.line, paragraph.look.line_rule) == (360, "exact")


def test_a_large_letter_that_takes_room_makes_its_line_higher() -> None:
    css = "p { line-height: 18pt } p::first-letter { font-size: 30pt }"

    (paragraph,) = pages.flow("<p>Once</p>", css).paragraphs()

    assert paragraph.look.line_rule == "atLeast"


def test_a_mark_of_another_size_changes_no_lines() -> None:
    css = "p { line-height: 18pt } sup { font-size: 7pt; line-height: 0 }"

    (paragraph,) = pages.flow("<p>Once<sup>1</sup></p>", css).paragraphs()

    assert paragraph.look.line_rule == "atLeast"


def test_the_colour_of_text_is_that_of_normal_not_of_the_defaults() -> None:
    styles = pages.part("<p>a</p>", "body { color: #123456 }", name="styles")

    assert found(styles, "docDefaults", "rPrDefault", "rPr", "color") == []
    assert values(style(styles, "Normal"), "color") == ["123456"]
