"""OpenType features in Word: what CSS switches on and off, and what it leaves as it is."""

from __future__ import annotations

import pytest
from tests.word_files import WordPages, found

from briefkit.write.docx.font_features import FontFeatures, font_features
from briefkit.write.docx.markup import tag

PAGES = WordPages("""
@font-face { font-family: Text; src: url("briefkit-font:Fira Sans/400") }
@page { size: A5; margin: 20mm }
html { font: 10pt/14pt Text } body, p { margin: 0 }
""")


@pytest.mark.parametrize(
    ("keywords", "expected"),
    [
        ((), "standardContextual"),
        (("no-common-ligatures",), "none"),
        (("none",), "none"),
        (("discretionary-ligatures",), "standardContextualDiscretional"),
        (("discretionary-ligatures", "historical-ligatures"), "all"),
        (("no-common-ligatures", "historical-ligatures"), "historical"),
        (('"liga" 0',), "contextual"),
        (('"dlig" 1',), "standardContextualDiscretional"),
    ],
)
def test_ligatures_are_on_unless_css_switches_them_off(keywords: tuple[str, ...], expected: str) -> None:
    assert font_features(keywords, is_spaced=False).ligatures == expected


def test_letters_that_are_spaced_out_have_no_ligatures() -> None:
    assert font_features((), is_spaced=True).ligatures == "none"


@pytest.mark.parametrize(
    ("keywords", "form", "spacing"),
    [
        ((), "default", "default"),
        (("oldstyle-nums",), "oldStyle", "default"),
        (("lining-nums", "tabular-nums"), "lining", "tabular"),
        (('"onum" 1', '"pnum" 1'), "oldStyle", "proportional"),
        (('"tnum" 0',), "default", "default"),
    ],
)
def test_figures(keywords: tuple[str, ...], form: str, spacing: str) -> None:
    features = font_features(keywords, is_spaced=False)

    assert (features.figure_form, features.figure_spacing) == (form, spacing)


def test_stylistic_sets_and_alternates() -> None:
    assert font_features(('"ss03" 1', '"ss01" 1', '"calt" 0'), is_spaced=False) == FontFeatures(
        stylistic_sets=(1, 3), has_alternates=False
    )


def test_what_word_has_no_switch_for_is_kept_apart() -> None:
    assert font_features(("slashed-zero", '"cpsp" 1', '"frac" 0'), is_spaced=False).others == (
        "slashed-zero",
        '"cpsp" 1',
    )


def test_word_is_told_what_it_would_leave_off() -> None:
    (defaults,) = found(PAGES.part("<p>x</p>", name="styles"), "rPrDefault", "rPr")

    said = {child.tag: list(child.attrib.values()) for child in defaults}
    assert said[tag("kern")] == ["1"]
    assert said[tag("w14:ligatures")] == ["standardContextual"]
    assert said[tag("w14:cntxtAlts")] == []


def test_a_style_says_what_it_changes() -> None:
    css = "h1 { font: inherit; font-variant-numeric: lining-nums; font-kerning: none; margin: 0 }"

    styles = PAGES.part("<h1>1984</h1><p>x</p><p>y</p>", css, name="styles")

    heading = next(style for style in found(styles, "style") if style.get(tag("styleId")) == "Heading1")
    (look,) = found(heading, "rPr")
    assert [(child.tag, *child.attrib.values()) for child in look] == [
        (tag("kern"), "0"),
        (tag("w14:numForm"), "lining"),
    ]


def test_figures_and_stylistic_sets_are_written() -> None:
    css = "h1 { font: inherit; font-variant-numeric: tabular-nums; font-feature-settings: 'ss01', 'ss03'; margin: 0 }"

    styles = PAGES.part("<h1>1984</h1><p>x</p><p>y</p>", css, name="styles")

    (spacing,) = found(styles, "w14:numSpacing")
    sets = found(styles, "w14:stylisticSets", "w14:styleSet")
    assert spacing.get(tag("w14:val")) == "tabular"
    assert [one.get(tag("w14:id")) for one in sets] == ["1", "3"]


def test_older_programs_may_pass_over_what_is_words_own() -> None:
    for part in ("document", "styles", "numbering"):
        root = PAGES.part("<ol><li>x</li></ol>", name=part)
        assert root.get(tag("mc:Ignorable")) == "w14"
