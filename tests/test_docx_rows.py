"""Flex and grid containers in Word: tables without lines, in which items stand where they were laid out."""

from __future__ import annotations

import pytest
from tests.word_files import WordPages, found, values

from briefkit.write.docx.flow import Paragraph, Table, paragraphs_in
from briefkit.write.docx.markup import tag

PAGES = WordPages("""
@font-face { font-family: Text; src: url("briefkit-font:Fira Sans/400") }
@page { size: 400pt 600pt; margin: 50pt }
html { font: 10pt/14pt Text } body, p, h2 { margin: 0 } .row { display: flex } .grid { display: grid }
""")


def texts(table: Table) -> list[list[str]]:
    """The text of each cell that has any, row by row."""
    cells = [
        [" ".join(p.text for p in paragraphs_in(cell.blocks) if p.text) for cell in row.cells] for row in table.rows
    ]
    return [[text for text in row if text] for row in cells if any(row)]


def test_items_in_a_row_are_cells_of_one() -> None:
    table = PAGES.table('<div class="row"><p>One</p><p>Two</p>three</div>', "p { width: 100pt }")

    assert texts(table) == [["One", "Two", "three"]]
    assert [width for width in table.columns if width > 1900] == [2000, 2000]


def test_what_is_free_between_items_is_a_cell_without_a_frame() -> None:
    css = ".row { justify-content: space-between } p { width: 100pt; background: #eee }"

    table = PAGES.table('<div class="row"><p>One</p><p>Two</p></div>', css)

    assert table.columns == (2000, 2000, 2000)
    assert [cell.look.shading for cell in table.rows[0].cells] == ["EEEEEE", None, "EEEEEE"]


def test_words_get_a_little_of_what_is_free_beside_them() -> None:
    css = ".row { justify-content: space-between } p { width: 100pt }"

    table = PAGES.table('<div class="row"><p>One</p><p>Two</p></div>', css)

    assert table.columns == (2020, 1960, 2020)


@pytest.mark.parametrize(("css", "height"), [("height: 100pt", 2000), ("min-height: 100pt", 2000), ("gap: 4pt", 0)])
def test_a_row_is_as_high_as_the_stylesheet_says(css: str, height: int) -> None:
    table = PAGES.table('<div class="row"><p>One</p><p>Two</p></div>', f".row {{ {css} }}")

    assert [row.height for row in table.rows] == [height]


@pytest.mark.parametrize("selector", [".row", "p"])
def test_a_row_is_split_unless_it_or_an_item_avoids_breaks(selector: str) -> None:
    body = '<div class="row"><p>One</p><p>Two</p></div>'

    (free,) = PAGES.table(body).rows
    (bound,) = PAGES.table(body, f"{selector} {{ break-inside: avoid }}").rows

    assert (free.can_split, bound.can_split) == (True, False)


def test_a_grid_has_rows_and_what_parts_them() -> None:
    css = ".grid { grid-template-columns: 1fr 2fr; gap: 12pt } .wide { grid-column: 1 / 3 }"

    table = PAGES.table('<div class="grid"><p>a</p><p>b</p><p class="wide">c</p></div>', css)

    assert texts(table) == [["a", "b"], ["c"]]
    (gap,) = [row for row in table.rows if not any(p.text for cell in row.cells for p in paragraphs_in(cell.blocks))]
    assert [cell.column_span for cell in gap.cells] == [3]
    (blank,) = gap.cells[0].blocks
    assert isinstance(blank, Paragraph)
    assert blank.look.before + blank.look.line == 240


def test_an_item_over_two_rows_is_merged() -> None:
    css = ".grid { grid-template-columns: 1fr 1fr } .tall { grid-row: 1 / 3 }"

    document = PAGES.part('<div class="grid"><p class="tall">a</p><p>b</p><p>c</p></div>', css)

    assert values(document, "vMerge") == ["restart", ""]  # w:vMerge without a value continues


def test_items_one_below_the_other_are_just_blocks_as_far_apart() -> None:
    css = ".row { flex-direction: column; gap: 20pt }"

    flow = PAGES.flow('<div class="row"><p>One</p><p>Two</p></div>', css)

    one, two = flow.paragraphs()
    assert list(flow.tables()) == []
    assert max(one.look.after, two.look.before) == 400


def test_an_item_in_the_middle_or_at_the_end_of_its_row_stands_there() -> None:
    css = ".row { align-items: center; height: 100pt } .end { align-self: flex-end } p { width: 100pt }"

    table = PAGES.table('<div class="row"><p>One</p><p class="end">Two</p></div>', css)

    assert [cell.look.vertical_align for cell in table.rows[0].cells][:2] == ["center", "bottom"]


def test_the_frame_of_an_item_is_its_cells() -> None:
    css = ".card { border: 1pt solid red; padding: 6pt; width: 100pt; box-sizing: border-box }"

    cards = '<div class="card"><h2>One</h2><p>x</p></div>' * 2

    cell = PAGES.table(f'<div class="row">{cards}</div>', css).rows[0].cells[0]

    assert cell.look.borders.left is not None
    assert (cell.look.borders.left.size, cell.look.borders.left.color) == (8, "FF0000")
    assert (cell.look.padding.top, cell.look.padding.left) == (120, 140)


def test_a_table_and_a_row_may_be_items() -> None:
    body = '<div class="row"><table><tr><td>x</td></tr></table><div class="row"><p>y</p><p>z</p></div></div>'

    outer, *inner = PAGES.flow(body).tables()

    assert texts(outer) == [["x", "y z"]]
    assert [table.purpose for table in (outer, *inner)] == ["layout", "data", "layout"]


def test_words_on_the_right_come_first_where_text_runs_to_the_left() -> None:
    css = ".row { direction: rtl } p { width: 100pt }"

    table = PAGES.table('<div class="row"><p>One</p><p>Two</p></div>', css)

    assert table.look.is_right_to_left
    assert texts(table) == [["One", "Two"]]


def test_items_on_top_of_one_another_follow_one_another_and_that_is_said() -> None:
    css = ".grid > * { grid-area: 1 / 1 / 2 / 2 }"

    outcome = PAGES.written('<div class="grid"><p>One</p><p>Two</p></div>', css)

    assert [finding.rule.id for finding in outcome.diagnostics] == ["B601"]
    assert "`display: grid`" in outcome.diagnostics[0].message


def test_all_layout_tables_have_one_style_that_draws_nothing() -> None:
    body = '<div class="row"><p>One</p><p>Two</p></div><div class="row other"><p>One</p><p>Two</p></div>'

    styles = PAGES.part(body, "p { background: #eee }", name="styles")

    tables = [style for style in found(styles, "style") if style.get(tag("type")) == "table"]
    names = [values(style, "name") for style in tables]
    assert ["Layout"] in names
    assert not any(found(style, "tcPr", "shd") for style in tables)


def test_anchors_and_headings_in_items_are_kept() -> None:
    body = '<p><a href="#x">there</a></p><div class="row"><h2 id="x">One</h2><p>Two</p></div>'

    document = PAGES.part(body, "h2 { bookmark-level: 2 }")

    assert values(document, "bookmarkStart", of="name") == ["x"]


def test_an_empty_item_at_the_edge_is_no_fault() -> None:
    css = ".row { justify-content: space-between }"

    assert texts(PAGES.table('<div class="row"><div>a</div><div></div></div>', css)) == [["a"]]


def test_what_is_not_laid_out_as_an_item_keeps_its_words() -> None:
    body = '<div class="row"><p>One</p><p>Two</p><div style="position: absolute; top: 300pt">Three</div></div>'

    words = [p.text for p in PAGES.flow(body).paragraphs() if p.text]

    assert sorted(words) == ["One", "Three", "Two"]


def test_what_parts_columns_stays_however_many_rows_there_are() -> None:
    css = ".grid { grid-template-columns: 1fr 1fr; column-gap: 12pt }"

    table = PAGES.table(f'<div class="grid">{"<p>x</p>" * 16}</div>', css)

    left, gap, right = table.columns
    assert left + gap + right == 6000
    assert gap > 100
    assert left == right


def test_items_in_reverse_keep_the_order_of_their_words() -> None:
    css = ".row { flex-direction: row-reverse }"

    table = PAGES.table('<div class="row"><p>One</p><p>Two</p></div>', css)

    assert table.look.is_right_to_left
    assert texts(table) == [["One", "Two"]]


def test_items_of_a_list_have_their_markers_in_cells() -> None:
    css = "ol { display: grid; grid-template-columns: 1fr 1fr; margin: 0 }"

    paragraphs = [p for p in PAGES.flow("<ol><li>a</li><li>b</li></ol>", css).paragraphs() if p.text]

    assert [(p.text, p.list is not None and p.list.has_marker) for p in paragraphs] == [("a", True), ("b", True)]


def test_the_marker_of_an_item_stands_before_what_is_side_by_side_in_it() -> None:
    css = "ul { margin: 0 }"

    flow = PAGES.flow('<ul><li><div class="row"><p>a</p><p>b</p></div></li></ul>', css)

    first, *_ = flow.paragraphs()
    assert first.list is not None
    assert first.list.has_marker


def test_a_heading_whose_number_is_an_item_is_still_a_heading() -> None:
    css = "h2 { display: flex; bookmark-level: 2 } h2::before { content: '1.'; width: 20pt }"

    paragraphs = [p for p in PAGES.flow("<h2>One</h2>", css).paragraphs() if p.text]

    assert [(p.text, p.look.outline_level) for p in paragraphs] == [("1.", None), ("One", 1)]
