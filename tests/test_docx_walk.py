"""Boxes become Flow: what the front half of the Word compiler reads from a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefkit.compose.page import Page, Sheet
from briefkit.diagnostics import Outcome
from briefkit.layout import lay_out
from briefkit.resources import LocalResources
from briefkit.write.docx.compile import flow_of
from briefkit.write.docx.flow import (
    NO_BORDERS,
    Anchor,
    Contents,
    Field,
    FieldKind,
    Flow,
    Hyperlink,
    LineBreak,
    ListReference,
    Paragraph,
    Run,
    text_of,
)
from briefkit.write.docx.looks import Fonts

BASE = """
@font-face { font-family: Text; src: url("briefkit-font:Fira Sans/400") }
@font-face { font-family: Text; font-weight: 600; src: url("briefkit-font:Fira Sans/600") }
@font-face { font-family: Text; font-style: italic; src: url("briefkit-font:Fira Sans/400/italic") }
@page { size: A5; margin: 20mm }
html { font: 10pt/14pt Text } body { margin: 0 } p, ul, ol, h1, h2, blockquote, pre, dl, dd, figure { margin: 0 }
"""


def compiled(body: str, css: str = "", *, paginated: bool = True) -> Outcome[Flow]:
    html = f'<!doctype html><html lang="en"><head><title>T</title></head><body>{body}</body></html>'
    layout = lay_out(Page(html, (Sheet("test.css", BASE + css),), Path("/")), LocalResources(Path("/")))
    return flow_of(layout, Fonts(layout.faces, layout.resolved_family), layout.pages if paginated else None)


def flow(body: str, css: str = "") -> Flow:
    outcome = compiled(body, css)
    assert outcome.diagnostics == ()
    return outcome.value


def paragraphs(body: str, css: str = "") -> list[Paragraph]:
    return list(flow(body, css).paragraphs())


def texts(body: str, css: str = "") -> list[str]:
    return [paragraph.text for paragraph in paragraphs(body, css)]


# Text ---------------------------------------------------------------------------------------------------------------


def test_spaces_at_the_ends_of_lines_go() -> None:
    assert texts("<p> one <em> two </em> <br> three </p>") == ["one two\nthree"]


def test_a_break_at_the_end_makes_no_line() -> None:
    assert texts("<p>one<br></p>") == ["one"]


def test_preformatted_text_keeps_its_spaces_and_lines() -> None:
    assert texts("<pre>a\n  b\n\n c\n</pre>") == ["a\n  b\n\n c"]


def test_generated_content_is_text() -> None:
    assert texts("<p class=x>one</p>", '.x::before { content: "[" } .x::after { content: "]" }') == ["[one]"]


def test_an_inline_element_gives_its_runs_its_look_and_role() -> None:
    (paragraph,) = paragraphs("<p>a <strong>b</strong></p>", "strong { font-weight: 600 }")

    _, run = paragraph.content
    assert isinstance(run, Run)
    assert run.role is not None and run.role.tag == "strong"
    assert (run.look.font, run.look.is_bold) == ("Fira Sans SemiBold", False)


def test_text_that_only_the_paragraph_dresses_has_no_role() -> None:
    (paragraph,) = paragraphs("<p>plain</p>")

    assert paragraph.content == (Run("plain", paragraph.run_look, None),)


def test_a_superscript_keeps_the_size_of_its_paragraph() -> None:
    (paragraph,) = paragraphs("<p>a<sup>2</sup></p>")

    _, run = paragraph.content
    assert isinstance(run, Run)
    assert (run.look.vertical_align, run.look.size) == ("superscript", 20)


def test_two_links_side_by_side_stay_two() -> None:
    (paragraph,) = paragraphs('<p><a href="https://a.example">x</a><a href="https://a.example">y</a></p>')

    assert [text_of(inline) for inline in paragraph.content if isinstance(inline, Hyperlink)] == ["x", "y"]


def test_a_link_around_a_block_reaches_its_text() -> None:
    body = '<a href="https://a.example"><p>x</p></a><a class=b href="https://b.example">y</a>'
    found = paragraphs(body, ".b { display: block }")

    links = [inline.target for p in found for inline in p.content if isinstance(inline, Hyperlink)]
    assert links == ["https://a.example", "https://b.example"]


def test_a_link_finds_an_id_that_is_not_ascii() -> None:
    _, second = paragraphs('<p><a href="#%C3%BCber">x</a></p><p id="über">y</p>')

    assert second.content[0] == Anchor("über")


def test_an_id_without_text_goes_to_the_next_paragraph() -> None:
    _, second = paragraphs('<p><a href="#x">go</a></p><p><span id="x"></span></p><p>y</p>')

    assert second.content[0] == Anchor("x")


def test_blocks_among_inlines_do_not_run_into_what_follows() -> None:
    body, css = "<p>a <span>floaty</span>after</p>", "span { float: left }"

    (paragraph,) = compiled(body, css, paginated=False).value.paragraphs()

    assert paragraph.text == "a floaty\nafter"


# Blocks -------------------------------------------------------------------------------------------------------------


def test_content_edges_add_up_to_indents() -> None:
    (paragraph,) = paragraphs(
        "<div><p>x</p></div>", "div { margin-left: 10pt; padding: 0 5pt } p { padding-left: 2pt }"
    )

    assert (paragraph.look.left, paragraph.look.right) == (340, 100)


def test_a_block_keeps_its_margins_where_they_collapse_as_word_does_it() -> None:
    first, second = paragraphs("<p class=a>x</p><p class=b>y</p>", ".a { margin: 0 0 6pt } .b { margin: 9pt 0 3pt }")

    assert (first.look.before, first.look.after) == (0, 120)
    assert (second.look.before, second.look.after) == (180, 60)


def test_a_frame_is_drawn_by_each_paragraph_in_it() -> None:
    first, second = paragraphs(
        "<blockquote><p>x</p><p>y</p></blockquote>", "blockquote { border-left: 2pt solid #123456; padding-left: 8pt }"
    )

    assert first.look.borders == second.look.borders
    border = first.look.borders.left
    assert border is not None
    assert (border.style, border.size, border.color, border.space) == ("single", 16, "123456", 8)
    assert first.look.left == 200


def test_a_tint_reaches_as_far_as_the_padding() -> None:
    (paragraph,) = paragraphs("<pre>x</pre>", "pre { background: #eee; padding: 4pt 6pt }")

    borders = paragraph.look.borders
    assert paragraph.look.shading == "EEEEEE"
    assert borders.top and borders.left and (borders.top.space, borders.left.space) == (4, 6)


def test_a_border_that_is_not_seen_is_space() -> None:
    css = "div { border: 2pt solid transparent; padding: 4pt }"
    _, paragraph, after = paragraphs("<p>a</p><div><p>x</p></div><p>z</p>", css)

    assert paragraph.look.borders == NO_BORDERS
    assert (paragraph.look.before, paragraph.look.left) == (120, 120)
    assert after.look.before == 120


def test_the_space_between_a_frame_and_what_it_holds_is_the_frames() -> None:
    css = "div { border: 1pt solid #000; padding: 4pt; margin-bottom: 9pt } p { margin: 3pt 0 6pt }"
    first, second, after = paragraphs("<div><p>x</p><p>y</p></div><p>z</p>", css)

    spaces = [(p.look.borders.top, p.look.borders.bottom) for p in (first, second)]
    assert [(top.space, bottom.space) for top, bottom in spaces if top and bottom] == [(7, 10), (7, 10)]
    assert (first.look.before, second.look.after, after.look.before) == (0, 180, 60)


def test_a_rule_is_an_empty_paragraph_with_a_border() -> None:
    _, rule, _ = paragraphs("<p>x</p><hr><p>y</p>", "hr { border: 0; border-top: 1pt solid #999 }")

    assert rule.content == ()
    assert rule.look.borders.top is not None and rule.look.line_rule == "exact"


def test_an_empty_block_with_a_height_is_space() -> None:
    _, second = paragraphs("<p>x</p><div></div><p>y</p>", "div { height: 30pt }")

    assert second.look.before == 600


def test_lines_lower_than_the_font_are_exact_and_others_may_grow() -> None:
    tight, loose = paragraphs("<p class=t>x</p><p>y</p>", ".t { line-height: 8pt }")

    assert (tight.look.line, tight.look.line_rule) == (160, "exact")
    assert (loose.look.line, loose.look.line_rule) == (280, "atLeast")


def test_a_forced_break_becomes_a_page_break_before() -> None:
    first, second = paragraphs("<p>x</p><p class=n>y</p>", ".n { break-before: page }")

    assert (first.look.breaks_page_before, second.look.breaks_page_before) == (False, True)


def test_a_block_that_avoids_breaks_keeps_its_paragraphs_together() -> None:
    first, second = paragraphs("<div><p>x</p><p>y</p></div>", "div { break-inside: avoid }")

    assert (first.look.keeps_next, second.look.keeps_next) == (True, False)
    assert first.look.keeps_lines and second.look.keeps_lines


def test_the_level_and_the_string_of_an_element_go_to_its_first_text() -> None:
    css = "section { bookmark-level: 2; string-set: part content() }"
    first, second = paragraphs("<section><p>x</p><p>y</p></section>", css)

    assert (first.look.outline_level, first.strings) == (1, ("part",))
    assert (second.look.outline_level, second.strings) == (None, ())


def test_what_an_empty_heading_says_does_not_reach_the_text_after_it() -> None:
    (paragraph,) = paragraphs("<h2> </h2><p>x</p>", "h2 { string-set: part content() }")

    assert (paragraph.look.outline_level, paragraph.strings) == (None, ())


def test_indents_begin_where_lines_begin() -> None:
    (paragraph,) = paragraphs("<p dir=rtl>x</p>", "p { margin-right: 20pt; margin-left: 5pt }")

    assert (paragraph.look.left, paragraph.look.right) == (400, 100)


# Lists --------------------------------------------------------------------------------------------------------------


def test_a_nested_list_is_a_level_of_the_list_around_it() -> None:
    body = "<ul><li>a<ol><li>b</li></ol></li><li>c<ol><li>d</li></ol></li></ul>"
    found = flow(body)

    assert [paragraph.list for paragraph in found.paragraphs()] == [
        ListReference(0, 0, True),
        ListReference(0, 1, True),
        ListReference(0, 0, True),
        ListReference(0, 1, True),
    ]
    assert [found.lists[0].levels[level].format for level in (0, 1)] == ["bullet", "decimal"]


def test_a_second_nested_list_under_one_item_starts_anew() -> None:
    found = flow("<ol><li>a<ol><li>b</li></ol><p>x</p><ol><li>c</li></ol></li></ol>")

    assert [p.list.number for p in found.paragraphs() if p.list and p.list.has_marker] == [0, 0, 1]


def test_two_lists_are_numbered_each_by_itself() -> None:
    found = flow('<ol><li>a</li></ol><ol start="4"><li>b</li></ol>')

    assert [listing.levels[0].start for listing in found.lists] == [1, 4]


def test_items_of_one_list_keep_their_own_bullets() -> None:
    css = """.open { list-style-type: "o " } .done { list-style-type: "x " }"""
    made = flow("<ul><li class=open>a<li class=done>b<li class=open>c</ul>", css)

    references = [paragraph.list for paragraph in made.paragraphs() if paragraph.list]
    assert [made.lists[one.number].levels[one.level].text for one in references] == ["o", "x", "o"]
    assert len(made.lists) == 2


def test_a_further_paragraph_of_an_item_has_no_marker() -> None:
    first, second = paragraphs("<ul><li><p>a</p><p>b</p></li></ul>")

    assert first.list == ListReference(0, 0, True)
    assert second.list == ListReference(0, 0, False)
    assert second.look.left == first.look.left and first.look.first_line < 0 == second.look.first_line


def test_markers_by_counter_style_are_numbers_with_its_affixes() -> None:
    css = '@counter-style paren { system: extends lower-roman; prefix: "("; suffix: ") " } ol { list-style: paren }'
    (level,) = flow("<ol><li>a</li></ol>", css).lists[0].levels.values()

    assert (level.format, level.text) == ("lowerRoman", "(%1)")


def test_a_list_without_markers_is_plain_paragraphs() -> None:
    (paragraph,) = paragraphs("<ul><li>a</li></ul>", "ul { list-style: none }")

    assert paragraph.list is None and paragraph.role.list_kind == ""


def test_the_hanging_indent_is_as_wide_as_the_widest_marker() -> None:
    short = flow("<ol><li>a</li></ol>").lists[0].levels[0]
    long = flow('<ol start="99"><li>a</li><li>b</li></ol>').lists[0].levels[0]

    assert 0 < short.hanging < long.hanging


def test_a_marker_that_no_text_takes_has_a_paragraph_of_its_own() -> None:
    found = paragraphs("<ol><li><ul><li>a</li></ul></li><li>b</li><li></li></ol>")

    assert [(p.text.strip("\u200b"), p.list) for p in found] == [
        ("", ListReference(0, 0, True)),
        ("a", ListReference(0, 1, True)),
        ("b", ListReference(0, 0, True)),
        ("", ListReference(0, 0, True)),
    ]


def test_a_number_that_word_would_not_come_to_starts_a_list() -> None:
    found = flow('<ol><li>a</li><li value="7">b</li><li>c</li></ol><ol start="2"><li>d</li><li>e</li></ol>')

    assert [listing.levels[0].start for listing in found.lists] == [1, 7, 2]
    assert [p.list.number for p in found.paragraphs() if p.list] == [0, 1, 1, 2, 2]


@pytest.mark.parametrize(("stated", "start"), [("--3", 1), ("7", 7), ("32767", 32767), ("x", 1), ("", 1)])
def test_a_list_starts_at_what_is_shown(stated: str, start: int) -> None:
    found = compiled(f'<ol start="{stated}"><li>a</li></ol>').value

    assert found.lists[0].levels[0].start == start


@pytest.mark.parametrize("stated", ["-3", "99999999"])
def test_a_number_beyond_what_word_can_count_is_text(stated: str) -> None:
    found = compiled(f'<ol start="{stated}"><li>a</li></ol>')

    (level,) = found.value.lists[0].levels.values()
    assert (level.format, level.text) == ("none", f"{stated}.")
    assert [diagnostic.rule.id for diagnostic in found.diagnostics] == ["B601"]


def test_a_marker_inside_the_line_is_a_marker_too() -> None:
    found = flow("<ol><li>a</li><li>b</li></ol>", "ol { list-style-position: inside }")

    assert [(p.text, p.list) for p in found.paragraphs()] == [
        ("a", ListReference(0, 0, True)),
        ("b", ListReference(0, 0, True)),
    ]


def test_a_counter_style_without_counterpart_is_reported() -> None:
    css = "@counter-style abc { system: fixed; symbols: A B C } ol { list-style: abc }"

    assert ["`abc`" in found.message for found in compiled("<ol><li>a</li></ol>", css).diagnostics] == [True]


# Pages --------------------------------------------------------------------------------------------------------------

HEADINGS = '<h1 id="a">Alpha</h1><p>x</p><h1 id="b">Beta</h1><p>y</p>'
FURNITURE = """
h1 { string-set: section content(text); break-before: page }
@page { @top-left { content: string(section) } @top-right { content: "Brief" }
        @bottom-center { content: counter(page, lower-roman) "/" counter(pages) } }
@page :first { @top-left { content: none } @top-right { content: none } }
"""


def test_margin_boxes_become_header_and_footer_with_fields() -> None:
    (section,) = flow(HEADINGS, FURNITURE).sections

    (header,) = section.headers.default
    assert isinstance(header, Paragraph)
    reference = header.content[0]
    assert isinstance(reference, Field)
    assert (reference.kind, reference.target, reference.cached) == (FieldKind.STYLEREF, "section", "Beta")
    assert header.text == "Beta\tBrief"
    (footer,) = section.footers.default
    assert isinstance(footer, Paragraph)
    assert [i.switches for i in footer.content if isinstance(i, Field)] == ["", ""]
    assert (footer.text, section.numbering.format) == ("i/2", "lowerRoman")


def test_a_first_page_without_header_is_a_first_header_without_content() -> None:
    (section,) = flow(HEADINGS, FURNITURE).sections

    assert section.headers.first == ()
    assert section.footers.first is None


def test_named_pages_are_sections() -> None:
    css = "@page wide { size: A5 landscape } .w { page: wide }"
    first, second, third = flow("<p>x</p><p class=w>y</p><p>z</p>", css).sections

    assert first.geometry.width == second.geometry.height == third.geometry.width
    assert not any(p.look.breaks_page_before for p in flow("<p>x</p><p class=w>y</p>", css).paragraphs())


def test_a_break_to_a_right_page_is_a_section_that_starts_on_one() -> None:
    _, second = flow("<p>x</p><p class=r>y</p>", ".r { break-before: right }").sections

    assert second.start == "oddPage"


def test_contents_entries_are_filled_from_the_pages() -> None:
    nav = '<ul><li><a href="#a">Alpha</a></li><li><a href="#b">Beta</a></li></ul>'
    css = FURNITURE + "a::after { content: leader(dotted) target-counter(attr(href), page) } li { list-style: none }"
    (section,) = flow(nav + HEADINGS, css).sections

    contents = section.blocks[0]
    assert isinstance(contents, Contents)
    assert [entry.text for entry in contents.paragraphs] == ["Alpha\t2", "Beta\t3"]
    assert contents.paragraphs[0].look.tabs[0].leader == "dot"


def test_a_page_without_anything_has_a_section() -> None:
    assert [section.blocks for section in flow("<div></div>").sections] == [()]


def test_without_pages_there_are_styles_but_no_numbers() -> None:
    outcome = compiled(HEADINGS, FURNITURE, paginated=False)

    assert [p.look.outline_level for p in outcome.value.paragraphs()] == [0, None, 0, None]


# What Word cannot do yet --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "css", "named"),
    [
        ("<table><tr><td><div>x</div></table>", "div { float: right }", "float"),
        ("<table><tr><td><div>x</div></table>", "div { position: absolute }", "position"),
        ("<table><tr><td><div>x</div></table>", "div { columns: 2 }", "columns"),
    ],
)
def test_what_is_not_carried_over_is_reported_and_its_words_stay(body: str, css: str, named: str) -> None:
    outcome = compiled(body, css)

    assert [named in diagnostic.message for diagnostic in outcome.diagnostics] == [True]
    assert "x" in "".join(paragraph.text for paragraph in outcome.value.paragraphs())


def test_line_breaks_are_breaks() -> None:
    (paragraph,) = paragraphs("<p>a<br>b</p>")

    assert any(isinstance(inline, LineBreak) for inline in paragraph.content)
