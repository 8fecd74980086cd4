"""Margin boxes become headers and footers: lines, running elements, frames, boxes beside the text."""

from __future__ import annotations

import base64
import io
import zipfile

import pytest
from tests.word_files import WordPages, found, inlines, values

from briefkit.write.docx.flow import (
    Block,
    Field,
    Hyperlink,
    Paragraph,
    Picture,
    Placement,
    Section,
    Table,
    paragraphs_in,
    text_of,
)
from briefkit.write.docx.margin_boxes import named_string
from briefkit.write.docx.markup import tag

SVG = "data:image/svg+xml;base64," + base64.b64encode(
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="16"><rect width="9" height="9"/></svg>'
).decode("ascii")
PAGES = WordPages("""
@font-face { font-family: Text; src: url("briefkit-font:Fira Sans/400") }
@page { size: 400pt 600pt; margin: 60pt 50pt }
html { font: 10pt/14pt Text } body, p, h2 { margin: 0; font-size: 10pt }
.head { position: running(head) } .foot { position: running(foot) } .new { break-before: page }
""")
TOP = "@page { @top-center { content: element(head); width: 100% } }"
HEAD = "<div class=head>House of <b>Paper</b></div><p>x</p>"


def section(body: str, css: str = "") -> Section:
    return PAGES.flow(body, css).sections[0]


def header(body: str, css: str = "") -> tuple[Block, ...]:
    return section(body, css).headers.default


def words(blocks: tuple[Block, ...]) -> list[str]:
    """What the paragraphs say, empty ones left out."""
    return [paragraph.text for paragraph in paragraphs_in(blocks) if paragraph.text]


# Running elements -----------------------------------------------------------------------------------------------------


def test_a_running_element_stands_in_the_header_and_not_in_the_text() -> None:
    flow = PAGES.flow(HEAD, TOP)

    assert words(flow.sections[0].headers.default) == ["House of Paper"]
    assert words(flow.sections[0].blocks) == ["x"]


def test_a_plain_running_element_has_the_style_of_headers() -> None:
    (paragraph,) = header(HEAD.replace("class=head", "id=head"), f"{TOP} #head {{ position: running(head) }}")

    assert isinstance(paragraph, Paragraph)
    assert paragraph.role.name == "header"
    assert [getattr(inline, "role", None) is not None for inline in paragraph.content] == [False, True]


def test_the_paragraphs_of_a_running_element_keep_their_styles() -> None:
    body = "<div class=head><h2>House of Paper</h2><p class=street>One street</p></div><p>x</p>"

    heading, street = header(body, TOP)

    assert isinstance(heading, Paragraph)
    assert isinstance(street, Paragraph)
    assert (heading.role.tag, street.role.classes) == ("h2", ("street",))


def test_an_inline_running_element_is_a_paragraph() -> None:
    assert words(header("<p><span class=head>Head</span>x</p>", TOP)) == ["Head"]


def test_a_logo_beside_text_is_a_table() -> None:
    body = f"<div class=head style='display: flex'><img src='{SVG}' alt=Logo><span>Words</span></div><p>x</p>"

    table, _ = header(body, TOP)

    assert isinstance(table, Table)
    assert table.purpose == "layout"
    (picture,) = (inline for inline in inlines((table,)) if isinstance(inline, Picture))
    assert picture.alt == "Logo"
    assert words((table,)) == ["Words"]


def test_links_and_lists_work_in_headers() -> None:
    body = "<div class=head><a href='https://example.org/'>Link</a><ul><li>one</ul></div><p>x</p>"
    flow = PAGES.flow(body, TOP)

    assert any(isinstance(inline, Hyperlink) for inline in inlines(flow.sections[0].headers.default))
    assert len(flow.lists) == 1
    part = PAGES.part(body, TOP, "header1")
    assert [element.text for element in part.iter(tag("t"))] == ["Link", "one"]
    assert len(found(part, "numPr")) == 1


def test_numbers_in_a_running_element_are_fields() -> None:
    css = f"""{TOP} h2 {{ string-set: chapter content() }}
    .head::after {{ content: string(chapter) " " counter(page) "/" counter(pages) }}"""
    body = "<div class=head>Page </div><h2>One</h2><p class=new>y</p>"

    fields = [(one.kind, one.switches, one.cached) for one in inlines(header(body, css)) if isinstance(one, Field)]

    assert fields == [("STYLEREF", "", "One"), ("PAGE", "", "1"), ("NUMPAGES", "", "2")]


def test_numbers_of_a_running_element_say_how_pages_are_numbered() -> None:
    css = f"{TOP} .head::after {{ content: counter(page, lower-roman) }}"

    found_ = section(HEAD, css)

    assert found_.numbering.format == "lowerRoman"
    assert words(found_.headers.default) == ["House of Paperi"]


def test_a_header_shows_the_element_that_runs_through_its_first_page() -> None:
    css = f"{TOP} .other {{ page: other }}"
    body = f"{HEAD}<section class=other><div class=head>Second</div><p>y</p></section>"

    one, two = PAGES.flow(body, css).sections

    assert words(one.headers.default) == ["House of Paper"]
    assert words(two.headers.default) == ["Second"]


def test_a_first_page_may_have_another_element() -> None:
    css = f"{TOP} @page :first {{ @top-center {{ content: element(foot) }} }}"
    body = "<div class=foot>Letterhead</div>" + HEAD

    for more in ("", "<p class=new>y</p>"):
        found_ = section(body + more, css)
        assert words(found_.headers.first or ()) == ["Letterhead"]
        assert words(found_.headers.default) == ["House of Paper"]


def test_several_elements_and_words_follow_one_another() -> None:
    css = "@page { @top-left { content: element(head) 'and' element(foot); width: 100% } }"
    body = "<div class=foot>Foot</div>" + HEAD

    assert words(header(body, css)) == ["House of Paper", "and", "Foot"]


def test_a_header_is_as_far_from_the_edge_as_it_was_laid_out() -> None:
    top = section(HEAD, f"{TOP} @page {{ @top-center {{ vertical-align: top }} }}")
    bottom = section(HEAD, f"{TOP} @page {{ @top-center {{ vertical-align: bottom }} }}")

    assert (top.geometry.header, bottom.geometry.header) == (0, 20 * (60 - 14))


def test_a_footer_is_as_far_from_the_edge_as_it_was_laid_out() -> None:
    css = "@page { @bottom-center { content: element(foot); width: 100%; vertical-align: bottom; margin-bottom: 9pt } }"

    found_ = section("<div class=foot>a<br>b</div><p>x</p>", css)

    assert found_.geometry.footer == 20 * 9
    assert words(found_.footers.default) == ["a\nb"]


def test_a_part_that_ends_in_a_table_ends_in_a_paragraph() -> None:
    part = PAGES.part("<table class=head><tr><td>a<td>b</table><p>x</p>", TOP, "header1")

    assert [child.tag for child in part] == [tag("tbl"), tag("p")]


# Lines, frames and widths ---------------------------------------------------------------------------------------------


def test_words_at_both_ends_are_a_line_with_a_tab_stop() -> None:
    (paragraph,) = header("<p>x</p>", "@page { @top-left { content: 'a' } @top-right { content: 'b' } }")

    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "a\tb"
    assert [stop.position for stop in paragraph.look.tabs] == [20 * 300]


def test_line_ends_are_spaces_unless_they_are_kept() -> None:
    css = "@page { @top-left { content: 'a\\A b'; width: 100%"

    assert words(header("<p>x</p>", f"{css} }} }}")) == ["a b"]
    assert words(header("<p>x</p>", f"{css}; white-space: pre-line }} }}")) == ["a\nb"]


@pytest.mark.parametrize(
    ("position", "shown"),
    [
        ("first", ["", "a", "b", "c"]),
        ("start", ["", "", "b", "b"]),
        ("last", ["", "b", "b", "c"]),
        ("first-except", ["", "", "b", ""]),
    ],
)
def test_a_named_string_is_what_its_position_says(position: str, shown: list[str]) -> None:
    values = {2: ("a", "b"), 4: ("c",)}

    assert [named_string(values, position, page) for page in (1, 2, 3, 4)] == shown


def test_lines_beside_others_get_a_little_of_what_is_free() -> None:
    css = """@page { @top-left { content: 'a\\A b'; white-space: pre; text-align: left; width: 100pt }
    @top-right { content: 'c'; text-align: right; width: 100pt } }"""

    table, _ = header("<p>x</p>", css)

    assert isinstance(table, Table)
    assert table.columns == (2020, 1960, 2020)


def test_lines_beside_others_stand_in_a_table() -> None:
    css = """@page { @top-left { content: 'a\\A b'; white-space: pre; text-align: left }
    @top-right { content: 'c'; text-align: right } }"""

    table, _ = header("<p>x</p>", css)

    assert isinstance(table, Table)
    assert words((table,)) == ["a\nb", "c"]
    assert [paragraph.look.alignment for paragraph in paragraphs_in((table,)) if paragraph.text] == ["left", "right"]
    assert sum(table.columns) == pytest.approx(20 * 300, abs=20)


def test_a_frame_of_its_own_is_a_cell_of_its_width() -> None:
    css = "@page { @top-right { content: 'Copy'; border: 1pt solid red; width: 80pt; height: 20pt } }"

    table, _ = header("<p>x</p>", css)

    assert isinstance(table, Table)
    assert table.columns == (20 * 82,)
    assert table.look.left == 20 * (300 - 82)
    (row,) = table.rows
    assert row.height == 20 * 22
    border = row.cells[0].look.borders.top
    assert border is not None
    assert border.color == "FF0000"


def test_a_tint_is_that_of_its_cell() -> None:
    table, _ = header("<p>x</p>", "@page { @top-left { content: 'a'; background: #eee } }")

    assert isinstance(table, Table)
    assert [cell.look.shading for row in table.rows for cell in row.cells] == ["EEEEEE"]


def test_a_rule_below_all_boxes_is_the_paragraph_s() -> None:
    css = "@page { @top-left { content: 'a'; border-bottom: 1pt solid } "
    css += "@top-right { content: 'b'; border-bottom: 1pt solid } }"

    (paragraph,) = header("<p>x</p>", css)

    assert isinstance(paragraph, Paragraph)
    assert paragraph.look.borders.bottom is not None


def test_a_picture_stands_in_the_line() -> None:
    (paragraph,) = header("<p>x</p>", f"@page {{ @top-left {{ content: url({SVG}) ' Name' }} }}")

    assert isinstance(paragraph, Paragraph)
    picture, name = paragraph.content
    assert isinstance(picture, Picture)
    assert (picture.width, picture.height) == (20 * 30, 20 * 12)
    assert text_of(name) == " Name"


# Beside the text ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keyword", "left"),
    [("top-left-corner", -50), ("left-middle", -50), ("right-bottom", 300), ("top-right-corner", 300)],
)
def test_a_box_beside_the_text_is_a_placed_table_of_the_header(keyword: str, left: int) -> None:
    table, *_ = header("<p>x</p>", f"@page {{ @{keyword} {{ content: 'a' counter(page) }} }}")

    assert isinstance(table, Table)
    assert table.placement is not None
    assert (table.placement.left, table.placement.is_on_page) == (20 * left, True)
    assert table.columns == (20 * 50,)
    assert words((table,)) == ["a1"]


def test_boxes_at_the_corners_of_the_foot_are_the_footer_s() -> None:
    found_ = section("<p>x</p>", "@page { @bottom-left-corner { content: 'a' } }")

    assert found_.headers.default == ()
    assert words(found_.footers.default) == ["a"]


def test_placed_tables_are_parted_and_leave_the_header_where_it_is() -> None:
    css = """@page { @top-left-corner { content: 'a' } @top-right-corner { content: 'b' }
    @top-left { content: 'c'; vertical-align: top; margin-top: 20pt } }"""

    found_ = section("<p>x</p>", css)

    assert [type(block).__name__ for block in found_.headers.default] == [*("Table", "Paragraph") * 2, "Paragraph"]
    spacers = [block.look.line for block in found_.headers.default[1:4:2] if isinstance(block, Paragraph)]
    assert found_.geometry.header + sum(spacers) == 20 * 20
    assert values(PAGES.part("<p>x</p>", css, "header1"), "tblpPr", of="tblpX") == ["-1000", "6000"]


def test_a_box_that_no_page_shows_is_not_there() -> None:
    css = "@page :left { @left-middle { content: 'a' } }"

    assert words(section("<p>x</p>", css).headers.blocks) == []


def test_a_placement_counts_from_the_page() -> None:
    (table, *_) = header("<p>x</p>", "@page { @left-top { content: 'a'; vertical-align: top } }")

    assert isinstance(table, Table)
    assert table.placement == Placement(-20 * 50, 20 * 60, is_on_page=True, wraps=False)


def test_a_footnote_in_a_running_element_stands_in_the_header() -> None:
    css = (
        "@page { @top-center { content: element(x) } } div { position: running(x) }"
        " .n { float: footnote } p { margin: 0 }"
    )

    outcome = PAGES.written('<div><p>Head<span class="n">Said below.</span></p></div><p>Text</p>', css)

    assert [finding.rule.id for finding in outcome.diagnostics] == ["B601"]
    with zipfile.ZipFile(io.BytesIO(outcome.value)) as package:
        header = package.read("word/header1.xml").decode()
        assert "word/footnotes.xml" not in package.namelist()
    assert "Said below." in header
    assert "footnoteReference" not in header
