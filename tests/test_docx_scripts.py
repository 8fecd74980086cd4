"""Writing systems: direction of runs and margin boxes, fonts of other scripts."""

from __future__ import annotations

import pytest
from tests.word_files import WordPages, found, values

from briefkit.layout.views import Style, UsedFace
from briefkit.write.docx.flow import Field, FieldKind, Inline, Run, RunLook
from briefkit.write.docx.looks import Fonts
from briefkit.write.docx.markup import Element, attribute, tag
from briefkit.write.docx.scripts import Samples, in_scripts, system_of

pages = WordPages("@page { size: 400pt 300pt; margin: 50pt } body { font: 10pt/12pt Spectral; margin: 0 }")
RTL = "html { direction: rtl } "
LOOK = RunLook("Spectral", 20)
HEBREW = RunLook("Spectral", 20, is_right_to_left=True)


def pieces(text: str, look: RunLook, *, is_right_to_left: bool) -> list[tuple[str, bool]]:
    found = in_scripts((Run(text, look),), is_right_to_left=is_right_to_left)
    return [(run.text, run.look.is_right_to_left) for run in found if isinstance(run, Run)]


def lines(root: Element) -> list[str]:
    """What the runs of each paragraph are, in order: their texts and tabs."""
    return [
        "".join("\t" if item.tag == tag("tab") else item.text or "" for run in paragraph.iter(tag("r")) for item in run)
        for paragraph in root.iter(tag("p"))
    ]


def test_runs_are_right_to_left_where_their_letters_are() -> None:
    assert pieces("שלום Word 365!", HEBREW, is_right_to_left=True) == [
        ("שלום ", True),
        ("Word 365", False),
        ("!", True),
    ]


def test_numbers_are_not_right_to_left() -> None:
    assert pieces("בשנת 2024 28,410.", HEBREW, is_right_to_left=True) == [
        ("בשנת ", True),
        ("2024", False),
        (" ", True),
        ("28,410", False),
        (".", True),
    ]


def test_numbers_between_right_to_left_words_stay_with_them_in_other_text() -> None:
    assert pieces("see שלום 12 עולם.", LOOK, is_right_to_left=False) == [
        ("see ", False),
        ("שלום 12 עולם", True),
        (".", False),
    ]


def test_arabic_digits_belong_to_the_text_around_them() -> None:
    assert pieces("جدول ١: الزوار", HEBREW, is_right_to_left=True) == [("جدول ١: الزوار", True)]


def test_latin_text_around_a_field_is_one_line_from_left_to_right() -> None:
    content: tuple[Inline, ...] = (Run("Page ", HEBREW), Field(FieldKind.PAGE, HEBREW, "1"), Run(" of 2", HEBREW))

    looks = [item.look for item in in_scripts(content, is_right_to_left=True) if isinstance(item, Run | Field)]
    assert [look.is_right_to_left for look in looks] == [False, False, False]


def test_scripts_with_marks_are_complex_without_a_direction() -> None:
    (thai, latin) = in_scripts((Run("ภาษา ไทย Thai", LOOK),), is_right_to_left=False)

    assert isinstance(thai, Run) and isinstance(latin, Run)
    assert (thai.text, thai.look.is_complex, thai.look.is_right_to_left) == ("ภาษา ไทย ", True, False)
    assert (latin.text, latin.look.is_complex) == ("Thai", False)


def test_latin_text_is_left_as_it_is() -> None:
    content = (Run("x", LOOK),)

    assert in_scripts(content, is_right_to_left=False) is content


@pytest.mark.parametrize(("language", "system"), [("ar-EG", "complex"), ("zh-TW", "asian"), ("en", None), ("", None)])
def test_a_language_has_a_writing_system(language: str, system: str | None) -> None:
    assert system_of(language) == system


def test_a_right_to_left_document_says_so_in_its_styles() -> None:
    css = RTL + "p { text-align: justify }"
    document = pages.part("<h1>שלום</h1><p>אחת, שתיים</p><p>שלוש</p>", css)

    said = {child.tag for properties in found(document, "p", "pPr") for child in properties}
    assert said <= {tag("pStyle"), tag("sectPr")}
    assert len(found(document, "r", "rPr", "rtl")) == 3
    assert found(pages.part("<p>שלום</p><p>שלום</p>", css, "styles"), "pPr", "bidi")


def test_margin_boxes_stand_where_they_are_in_a_right_to_left_page() -> None:
    css = RTL + "@page { @top-left { content: 'left' } @top-right { content: 'right' } }"
    header = pages.part("<p>שלום</p>", css, "header1")

    assert lines(header) == ["right\tleft"]
    styles = pages.part("<p>שלום</p>", css, "styles")
    assert (values(styles, "tabs", "tab"), values(styles, "tabs", "tab", of="pos")) == (["right"], ["6000"])
    assert not found(header, "r", "rPr", "rtl")


@pytest.mark.parametrize(("box", "alignment"), [("right", []), ("left", ["right"]), ("center", ["center"])])
def test_a_lone_margin_box_stands_where_it_is_in_a_right_to_left_page(box: str, alignment: list[str]) -> None:
    css = RTL + f"@page {{ @top-{box} {{ content: 'x' }} }}"
    styles, header = (pages.part("<p>שלום</p>", css, name) for name in ("styles", "header1"))

    of_style = [
        jc for style in found(styles, "style") if values(style, "name") == ["header"] for jc in values(style, "jc")
    ]
    assert of_style + values(header, "jc") == alignment


def test_the_rule_above_footnotes_is_at_the_start_of_the_line() -> None:
    css = RTL + "span { float: footnote }"
    notes = pages.part("<p>שלום<span>הערה</span></p>", css, "footnotes")

    assert all(found(note, "pPr", "bidi") for note in found(notes, "footnote")[:2])


def test_the_complex_font_is_what_the_page_is_set_in() -> None:
    html = "<p lang=ar dir=rtl>سلام</p><p>x</p>"
    css = "@font-face { font-family: Spectral; src: url('briefkit-font:Spectral/400') } p { font-family: Spectral }"
    layout = pages.laid_out(html, css)
    (style, *_) = [box.style for box in layout.boxes.descendants() if box.text == "سلام"]

    fonts = found(pages.part(html, css, "styles"), "docDefaults", "rPrDefault", "rPr", "rFonts")[0]
    assert layout.face_of(style, "x").family == "Spectral"
    assert fonts.get(attribute("p", "ascii")) == "Spectral"
    assert fonts.get(attribute("p", "cs")) == layout.face_of(style, "سلام").family


def test_another_script_has_the_font_that_its_words_are_set_in() -> None:
    layout = pages.laid_out("<p>x <b lang=ar>سلام</b></p><p lang=ar>x</p>")
    (latin,) = [box.style for box in layout.boxes.descendants() if box.text == "x "]

    def face_of(_: Style, text: str) -> UsedFace:
        return UsedFace("Kitab" if text == "سلام" else "Spectral", 400, is_italic=False)

    fonts = Fonts(layout.faces, layout.resolved_family, Samples.of(layout.all_boxes, face_of))

    assert (fonts.face(latin).font, fonts.font_of(latin, "complex"), fonts.font_of(latin, "asian")) == (
        "Spectral",
        "Kitab",
        "",
    )


def test_the_language_of_another_script_is_that_of_its_own_letters() -> None:
    document = pages.part("<p>x <span lang=ar>سلام</span> <span lang=ja>かな</span></p>")

    languages = [dict(element.attrib) for element in found(document, "rPr", "lang")]
    assert {attribute("p", "val"): "ar", attribute("p", "bidi"): "ar"} in languages
    assert {attribute("p", "val"): "ja", attribute("p", "eastAsia"): "ja"} in languages


@pytest.mark.parametrize("css", ["html { direction: rtl }", "body { direction: rtl }", "@page { direction: rtl }"])
def test_sections_of_a_right_to_left_page_are_so_too(css: str) -> None:
    assert found(pages.part("<p>שלום</p>", css), "sectPr", "bidi")
    assert not found(pages.part("<p dir=rtl>שלום</p>"), "sectPr", "bidi")
