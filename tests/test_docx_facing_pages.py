"""Margins of left and right pages are mirrored in Word where they are in the stylesheet."""

from __future__ import annotations

import pytest
from tests.word_files import WordPages, found, inlines, values

from briefkit.diagnostics import Diagnostic
from briefkit.write.docx.compile import flow_of
from briefkit.write.docx.flow import Flow, text_of
from briefkit.write.docx.looks import Fonts
from briefkit.write.docx.markup import tag

PAGES = WordPages("""
@font-face { font-family: Text; src: url("briefkit-font:Fira Sans/400") }
@page { size: 400pt 600pt; margin: 50pt }
html { font: 10pt/14pt Text } body, p { margin: 0 }
.new { break-before: page } .other { page: other }
""")
MIRRORED = "@page :left { margin: 50pt 60pt 50pt 40pt } @page :right { margin: 50pt 40pt 50pt 60pt }"
TEXT = "<p>a</p><p class=new>b</p>"


def compiled(body: str, css: str) -> tuple[Flow, tuple[Diagnostic, ...]]:
    layout = PAGES.laid_out(body, css)
    outcome = flow_of(layout, Fonts(layout.faces, layout.resolved_family), layout.pages)
    return outcome.value, outcome.diagnostics


def margins(flow: Flow) -> list[tuple[float, float]]:
    """Left (inside) and right (outside) of each section, in points."""
    return [(section.geometry.left / 20, section.geometry.right / 20) for section in flow.sections]


def test_margins_that_mirror_each_other_are_mirrored() -> None:
    flow = PAGES.flow(TEXT, MIRRORED)

    assert flow.mirrors_margins
    assert margins(flow) == [(60, 40)]


def test_the_settings_say_that_margins_are_mirrored() -> None:
    settings = PAGES.part(TEXT, MIRRORED, "settings")

    assert [settings[1].tag, settings[2].tag] == [tag("mirrorMargins"), tag("defaultTabStop")]
    assert values(PAGES.part(TEXT, MIRRORED), "pgMar", of="left") == ["1200"]


@pytest.mark.parametrize(
    "css",
    [
        "",
        "@page { margin: 50pt 40pt 50pt 60pt }",
        "@page :left { background: red }",
        "@page :left { margin: 50pt 30pt 50pt 60pt; padding-right: 10pt } @page :right { margin: 50pt 40pt 50pt 60pt }",
    ],
)
def test_margins_that_all_pages_have_are_not_mirrored(css: str) -> None:
    flow, diagnostics = compiled(TEXT, css)

    assert not flow.mirrors_margins
    assert diagnostics == ()
    assert found(PAGES.part(TEXT, css, "settings"), "mirrorMargins") == []


def test_other_margins_of_left_pages_are_reported() -> None:
    flow, diagnostics = compiled(f"<p>{'word ' * 900}</p>", "@page :left { margin-left: 30pt }")

    assert not flow.mirrors_margins
    assert [(finding.rule.id, finding.place) for finding in diagnostics] == [("B601", "@page")]


def test_other_margins_of_pages_that_are_not_there_are_not_reported() -> None:
    assert compiled("<p>a</p>", "@page :left { margin-left: 30pt }")[1] == ()


def test_sections_with_like_margins_are_mirrored_with_the_others() -> None:
    flow = PAGES.flow(f"{TEXT}<div class=other>c</div>", f"{MIRRORED} @page other {{ margin: 20pt }}")

    assert flow.mirrors_margins
    assert margins(flow) == [(60, 40), (20, 20)]


def test_a_section_that_is_not_mirrored_keeps_the_others_from_it() -> None:
    css = f"{MIRRORED} @page other {{ margin-left: 20pt; margin-right: 30pt }}"

    flow, diagnostics = compiled(f"{TEXT}<div class=other>c<p class=new>d</p></div>", css)

    assert not flow.mirrors_margins
    assert margins(flow) == [(60, 40), (20, 30)]
    assert [(finding.rule.id, finding.place) for finding in diagnostics] == [("B601", "@page")]


def test_a_single_page_has_its_margins_whatever_its_side() -> None:
    css = f"{MIRRORED} @page other {{ margin-left: 20pt; margin-right: 30pt }}"

    odd = PAGES.flow(f"{TEXT}<div class=other>c</div>", css)
    even = PAGES.flow("<p>a</p><div class=other>c</div>", css)

    assert odd.mirrors_margins
    assert margins(odd) == [(60, 40), (20, 30)]
    assert even.mirrors_margins
    assert margins(even) == [(60, 40), (30, 20)]


def test_a_left_page_with_an_odd_number_is_where_the_stylesheet_has_it() -> None:
    css = f"{MIRRORED} @page other {{ counter-reset: page 1 }} @page :left {{ @top-left {{ content: 'left' }} }}"

    flow = PAGES.flow("<p>a</p><div class=other>b</div>", css)

    assert flow.mirrors_margins
    assert margins(flow) == [(60, 40), (40, 60)]
    assert [text_of(inline) for inline in inlines(flow.sections[1].headers.default)] == ["left"]


def test_right_to_left_text_begins_on_a_left_page() -> None:
    flow = PAGES.flow(TEXT, f"{MIRRORED} html {{ direction: rtl }}")

    assert flow.mirrors_margins
    assert margins(flow) == [(40, 60)]
