"""Blocks whose frame paragraphs cannot draw become tables of one cell; others stay paragraphs with borders."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.word_files import WordPages, found, values

from briefkit.write.docx import write_docx
from briefkit.write.docx.compile import flow_of
from briefkit.write.docx.flow import Border, Padding, Paragraph, Table, cells_of, paragraphs_in
from briefkit.write.docx.lint import lint
from briefkit.write.docx.looks import Fonts
from briefkit.write.docx.markup import Element

SHEET = """
@font-face { font-family: Text; src: url("briefkit-font:Fira Sans/400") }
@page { size: A5; margin: 20mm }
html { font: 10pt/14pt Text } body, p, ul, ol, pre, blockquote { margin: 0 }
table { border-collapse: collapse } td { padding: 0 }
"""

PAGES = WordPages(SHEET)
laid_out, flow, written, part = PAGES.laid_out, PAGES.flow, PAGES.written, PAGES.part


def style(styles: Element, name: str) -> Element:
    return next(s for s in found(styles, "style") if values(s, "name") == [name])


def spaces(body: str, css: str) -> list[tuple[str, int, int]]:
    (section,) = flow(body, css).sections
    return [(b.text, b.look.before, b.look.after) for b in section.blocks if isinstance(b, Paragraph)]


BOX = ".box { border: 1pt solid #123; border-left: 3pt solid #c00; background: #eef; padding: 4pt 6pt; margin: 9pt 0 }"
MIXED = "<div class=box><p>a</p><ul><li>b</li></ul></div>"


def boxes(body: str, css: str = BOX) -> list[Table]:
    return [table for table in flow(body, css).tables() if table.purpose == "box"]


def words(table: Table) -> list[str]:
    return [p.text for cell in cells_of(table) for p in paragraphs_in(cell.blocks)]


@pytest.mark.parametrize(
    "content",
    [
        "<p>a</p><ul><li>b</li></ul>",
        "<p>a</p><p style='margin-left: 9pt'>b</p>",
        "<p>a</p><table><tr><td>b</td></tr></table>",
        "<p>a</p><pre style='background: #ddd; padding: 2pt'>b</pre>",
        "<p>a</p><hr>b",
    ],
)
def test_a_frame_around_things_of_different_edges_is_a_box(content: str) -> None:
    (box,) = boxes(f"<div class=box>{content}</div>")

    assert [word for word in words(box) if word] == ["a", "b"]


@pytest.mark.parametrize("content", ["a", "<p>a</p>", "<p>a</p><p>b</p>", "<div><p>a</p></div><p>b</p>"])
def test_a_frame_around_paragraphs_of_the_same_edges_is_theirs(content: str) -> None:
    body = f"<div class=box>{content}</div>"

    assert boxes(body) == []
    assert all(p.look.borders.left == Border("single", 24, "CC0000", 6) for p in flow(body, BOX).paragraphs())


@pytest.mark.parametrize("css", ["height: 40pt", "min-height: 40pt"])
def test_a_frame_of_a_height_is_a_box(css: str) -> None:
    assert len(boxes("<div class=box>a</div>", f"{BOX} .box {{ {css} }}")) == 1
    assert boxes("<div class=box>a</div>") == []


@pytest.mark.parametrize(
    ("css", "count"),
    [("border: 1pt solid", 2), ("border-left: 3pt solid", 0), ("border: 1pt solid } .b { margin-left: 9pt", 0)],
)
def test_neighbours_that_word_would_draw_as_one_frame_are_boxes(css: str, count: int) -> None:
    body = '<div class="a n">a</div><div class="b n">b</div>'

    assert len(boxes(body, f".n {{ {css} }}")) == count


def test_the_cell_of_a_box_has_its_frame() -> None:
    (box,) = boxes(MIXED, BOX + ".box { margin-left: 10pt }")

    (cell,) = cells_of(box)
    assert cell.look.borders.left == Border("single", 24, "CC0000")
    assert cell.look.borders.top == cell.look.borders.right == Border("single", 8, "112233")
    assert (cell.look.shading, cell.look.padding) == ("EEEEFF", Padding(80, 150, 80, 130))
    assert box.look.left == 230  # the margin and half the border, on whose middle the grid line lies


def test_what_stands_in_a_box_has_no_frame_and_no_indent_of_its_own() -> None:
    (box,) = boxes(MIXED)

    first, _ = (p for cell in cells_of(box) for p in paragraphs_in(cell.blocks))
    assert (first.look.left, first.look.borders.left, first.look.shading) == (0, None, None)


def test_all_blocks_of_a_class_are_boxes_if_one_must_be() -> None:
    plain = "<div class='box other'><p>a</p></div>"

    assert len(boxes(MIXED + plain)) == 2
    assert boxes(plain) == []


def test_what_is_a_box_in_the_house_style_is_one_in_every_document() -> None:
    layout = laid_out("<div class=box><p>a</p></div>", BOX)

    found = flow_of(layout, Fonts(layout.faces, layout.resolved_family), None, boxes=frozenset({("div", "box")})).value

    assert [table.purpose for table in found.tables()] == ["box"]


def test_the_probe_page_decides_on_boxes_and_their_style() -> None:
    outcome = write_docx(laid_out("<div class=box><p>a</p></div>", BOX), laid_out(MIXED, BOX))

    assert lint(outcome.value) == ()
    with zipfile.ZipFile(io.BytesIO(outcome.value)) as archive:
        assert b"<w:tbl>" in archive.read("word/document.xml")


def test_a_box_may_be_split_unless_it_avoids_breaks() -> None:
    assert not found(part(MIXED, BOX), "cantSplit")
    assert found(part(MIXED, BOX + ".box { break-inside: avoid }"), "cantSplit")


def test_a_box_has_a_named_style_and_its_cell_says_nothing() -> None:
    document, styles = part(MIXED, BOX), part(MIXED, BOX, "styles")

    assert values(document, "tblStyle") == ["Box"]
    assert [len(cell) for cell in found(document, "tcPr")] == [1]
    assert values(style(styles, "Box"), "tcPr", "shd", of="fill") == ["EEEEFF"]


def test_margins_stay_outside_a_box_and_do_not_double() -> None:
    css = BOX + "p { margin: 5pt 0 } ul { margin: 0 }"
    (box,) = boxes(MIXED, css)

    assert spaces("<p>x</p>" + MIXED + "<p>y</p>", css) == [("x", 100, 180), ("y", 180, 100)]
    (cell,) = cells_of(box)
    assert next(paragraphs_in(cell.blocks)).look.before == 100


def test_margins_run_through_the_edge_of_a_box_that_has_no_padding_there() -> None:
    css = "blockquote { border-left: 2pt solid #999; padding-left: 8pt; margin: 4pt 0 } p, ul { margin: 10pt 0 }"
    body = "<p>x</p><blockquote><p>a</p><ul><li>b</li></ul></blockquote><p>y</p>"

    assert spaces(body, css) == [("x", 200, 200), ("y", 200, 200)]
    (box,) = boxes(body, css)
    (cell,) = cells_of(box)
    first, last = paragraphs_in(cell.blocks)
    assert (first.look.before, last.look.after) == (0, 0)


@pytest.mark.parametrize(
    "css",
    ["ul { break-before: page }", "@page w { size: A6 } ul { page: w }", "a::after { content: leader('.') }"],
)
def test_what_concerns_pages_keeps_a_block_from_being_a_box(css: str) -> None:
    body = MIXED.replace("<li>b", '<li id=b>b <a href="#b">c</a>')

    assert boxes(body, BOX + css) == []


def test_the_text_itself_is_no_box() -> None:
    assert boxes(f"<main class=box>{MIXED}</main>")[0].role.tag == "div"
    assert boxes("<div class=box>" + "<p>a</p><ul><li>b</li></ul>" * 90 + "</div>") == []


def test_a_box_in_a_list_item_comes_after_its_marker() -> None:
    document = flow(f"<ol><li>{MIXED}</li></ol>", BOX)

    (section,) = document.sections
    assert [type(block).__name__ for block in section.blocks] == ["Paragraph", "Table", "Paragraph"]


def test_boxes_nest() -> None:
    body = MIXED.replace("<ul>", MIXED.replace("<p>a", "<p>c") + "<ul>")

    outer, inner = boxes(body)
    assert [word for word in words(outer) if word] == ["a", "c", "b", "b"]
    assert [word for word in words(inner) if word] == ["c", "b"]
    assert written(body, BOX).diagnostics == ()


def test_padding_that_no_paragraph_border_reaches_makes_a_box() -> None:
    css = ".band { background: #124; padding: 4pt 40pt } .near { background: #124; padding: 4pt 31pt }"

    tables = list(flow("<div class=band><p>a</p></div><div class=near><p>b</p></div>", css).tables())

    assert [table.role.classes for table in tables] == [("band",)]
    assert next(iter(cells_of(tables[0]))).look.padding == Padding(80, 800, 80, 800)


def test_a_box_as_high_as_its_page_leaves_room_for_the_paragraph_after_it() -> None:
    css = "@page { size: 300pt 400pt; margin: 10pt } .page { background: #eee; height: 380pt }"

    (row,) = next(flow("<div class=page><p>a</p></div>", css).tables()).rows

    assert row.height == 20 * 380 - 80


def test_a_box_that_is_lower_than_its_page_keeps_its_height() -> None:
    css = "@page { size: 300pt 400pt; margin: 10pt } .page { background: #eee; height: 370pt }"

    (row,) = next(flow("<div class=page><p>a</p></div>", css).tables()).rows

    assert row.height == 20 * 370
