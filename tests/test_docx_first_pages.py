"""A first page with other margins than the pages after it has them in Word, as far as Word can."""

from __future__ import annotations

import pytest
from tests.word_files import WordPages

from briefkit.diagnostics import Diagnostic
from briefkit.write.docx.compile import flow_of
from briefkit.write.docx.flow import Flow, Furniture, Paragraph, paragraphs_in
from briefkit.write.docx.looks import Fonts

PAGES = WordPages("""
@font-face { font-family: Text; src: url("briefkit-font:Fira Sans/400") }
@page { size: 400pt 600pt; margin: 60pt 50pt }
html { font: 10pt/14pt Text } body, p { margin: 0 }
.new { break-before: page } .named { page: named }
""")
LONG = f"<p>{'word ' * 900}</p>"
BROKEN = "<p>a</p><p class=new>b</p><p class=new>c</p>"


def compiled(body: str, css: str) -> tuple[Flow, tuple[Diagnostic, ...]]:
    layout = PAGES.laid_out(body, css)
    outcome = flow_of(layout, Fonts(layout.faces, layout.resolved_family), layout.pages)
    return outcome.value, outcome.diagnostics


def tops(flow: Flow) -> list[float]:
    return [section.geometry.top / 20 for section in flow.sections]


def heights(furniture: Furniture, pages: str) -> list[int]:
    """The heights of the lines of a header or footer, and of the space above and below, in points."""
    blocks = getattr(furniture, pages) or ()
    looks = [paragraph.look for paragraph in paragraphs_in(blocks)]
    return [(look.before + look.line + look.after) // 20 for look in looks]


def test_a_first_page_that_a_break_follows_is_a_section() -> None:
    flow = PAGES.flow(BROKEN, "@page :first { margin: 100pt 20pt 30pt }")

    first, second = flow.sections
    assert [first.geometry.left, first.geometry.right, first.geometry.bottom] == [400, 400, 600]
    assert tops(flow) == [100, 60]
    assert [len(first.blocks), len(second.blocks)] == [1, 2]
    assert (first.headers, second.headers) == (Furniture(), Furniture())
    assert second.start == "nextPage"


def test_so_is_one_of_another_size() -> None:
    first, second = PAGES.flow(BROKEN, "@page :first { size: 600pt 600pt }").sections

    assert (first.geometry.width, second.geometry.width) == (12000, 8000)


def test_the_first_of_named_pages_may_be_one() -> None:
    body = f"<p>x</p><section class=named>{BROKEN}</section>"

    flow = PAGES.flow(body, "@page :nth(1 of named) { margin-top: 100pt }")

    assert tops(flow) == [60, 100, 60]


def test_its_header_is_that_of_all_its_pages() -> None:
    css = "@page { @top-left { content: 'a' } } @page :first { margin-top: 100pt; @top-left { content: 'b' } }"

    first, second = PAGES.flow(BROKEN, css).sections

    assert [paragraph.text for paragraph in paragraphs_in(first.headers.default)] == ["b"]
    assert [paragraph.text for paragraph in paragraphs_in(second.headers.default)] == ["a"]
    assert (first.headers.first, second.headers.first) == (None, None)


@pytest.mark.parametrize(
    "css", ["", "@page :left { margin: 60pt 30pt 60pt 70pt } @page :right { margin: 60pt 70pt 60pt 30pt }"]
)
def test_pages_that_are_alike_or_mirrored_are_one_section(css: str) -> None:
    assert len(compiled(BROKEN, css)[0].sections) == 1


def test_text_that_runs_on_has_a_header_that_makes_room() -> None:
    flow = PAGES.flow(LONG, "@page :first { margin-top: 100pt }")

    (section,) = flow.sections
    assert tops(flow) == [60]
    assert section.headers.default == ()
    assert section.geometry.header / 20 + sum(heights(section.headers, "first")) == 100


def test_a_header_with_words_makes_room_below_them() -> None:
    css = (
        "@page { @top-left { content: 'a'; vertical-align: top; margin-top: 10pt } } @page :first { margin-top: 100pt }"
    )

    (section,) = PAGES.flow(LONG, css).sections

    words, room = section.headers.first or ()
    assert isinstance(words, Paragraph)
    assert isinstance(room, Paragraph)
    assert (words.text, room.text, room.look.line_rule) == ("a", "", "exact")
    assert heights(section.headers, "first") == [14, 100 - 10 - 14 - 4]
    assert heights(section.headers, "default") == [14]


def test_other_pages_make_room_where_the_first_has_less() -> None:
    flow = PAGES.flow(LONG, "@page :first { margin-top: 20pt }")

    (section,) = flow.sections
    assert tops(flow) == [20]
    assert section.headers.first == ()
    assert section.geometry.header / 20 + sum(heights(section.headers, "default")) == 60


def test_a_footer_makes_room_above() -> None:
    css = "@page { @bottom-left { content: 'a'; vertical-align: bottom } } @page :first { margin-bottom: 100pt }"

    (section,) = PAGES.flow(LONG, css).sections

    assert section.geometry.bottom == 20 * 60
    assert heights(section.footers, "first") == [100 - 14 - 4, 14]


def test_left_pages_make_room_too() -> None:
    (section,) = PAGES.flow(LONG, "@page :left { margin-top: 100pt }").sections

    assert section.geometry.header / 20 + sum(heights(section.headers, "even")) == 100


def test_a_single_page_that_may_grow_keeps_what_follows_it() -> None:
    flow = PAGES.flow("<p>x</p>", "@page :first { margin-top: 100pt }")

    (section,) = flow.sections
    assert tops(flow) == [60]
    assert section.headers.first != ()


def test_other_margins_at_the_sides_are_reported() -> None:
    _, diagnostics = compiled(LONG, "@page :first { margin-left: 100pt }")

    assert [(finding.rule.id, finding.place) for finding in diagnostics] == [("B601", "page 1")]


def test_a_page_by_itself_has_other_margins_at_its_sides() -> None:
    flow = PAGES.flow("<p>x</p>", "@page :first { margin-left: 100pt }")

    assert flow.sections[0].geometry.left == 20 * 100
