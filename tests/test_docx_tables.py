"""Tables become Word's own: grid, spans, header rows, borders, named styles (ECMA-376 Part 1 §17.4)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest
from lxml import etree
from tests.word_files import WordPages, found, values

from briefkit.write.docx.flow import Border, Padding, Paragraph, Table, cells_of, paragraphs_in
from briefkit.write.docx.lint import lint
from briefkit.write.docx.markup import Element, attribute

BASE = """
@font-face { font-family: Text; src: url("briefkit-font:Fira Sans/400") }
@page { size: A5; margin: 20mm }
html { font: 10pt/14pt Text } body, p, ul, figure { margin: 0 }
table { border-collapse: collapse } td, th { padding: 0; font-weight: 400; text-align: left }
"""

PAGES = WordPages(BASE)
laid_out, flow, table, written, part = PAGES.laid_out, PAGES.flow, PAGES.table, PAGES.written, PAGES.part


def borders(element: Element) -> dict[str, str]:
    return {etree.QName(side).localname: side.get(attribute("p", "val")) or "" for side in element}


def rows(*texts: str) -> str:
    return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in text.split('|'))}</tr>" for text in texts)


# The grid -----------------------------------------------------------------------------------------------------------


def test_columns_are_as_wide_as_laid_out() -> None:
    found = table(f"<table><col style='width: 25%'><col><tbody>{rows('a|b')}</tbody></table>", "table { width: 200pt }")

    first, second = found.columns
    assert abs(first - 1000) <= 60 and abs(first + second - 4000) <= 60


def test_columns_that_just_hold_their_words_get_a_little_wider() -> None:
    narrow = "<table>" + rows("word|another") + "</table>"

    layout = laid_out(narrow)
    wrapper = next(box for box in layout.boxes.descendants() if box.kind.name == "TABLE_WRAPPER")
    laid = layout.column_widths(wrapper, 300)

    assert all(20 * width + 10 < column for width, column in zip(laid, table(narrow).columns, strict=True))


def test_spans_are_grid_spans_and_merges() -> None:
    body = "<table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    document = part(body)

    assert values(document, "gridSpan") == ["2"]
    assert values(document, "vMerge") == ["restart", ""]
    assert [len(found(row, "tc")) for row in found(document, "tr")] == [2, 3]


def test_places_without_a_cell_get_an_empty_one() -> None:
    document = part("<table>" + rows("a|b|c", "d") + "</table>")

    assert [len(found(row, "tc")) for row in found(document, "tr")] == [3, 3]


def test_cells_that_overlap_in_css_do_not_in_word() -> None:
    body = "<table><tr><td>a</td><td rowspan=3>b</td></tr><tr><td colspan=2>c</td></tr><tr><td>d</td></tr></table>"

    assert "".join(p.text for p in flow(body).paragraphs()) == "abcd"
    assert written(body).diagnostics == ()


def test_a_table_stands_where_its_block_stands() -> None:
    left, middle, right = flow(
        f"<div><table>{rows('a')}</table></div><p>x</p><table class=m>{rows('a')}</table><p>x</p>"
        f"<table class=r>{rows('a')}</table>",
        "div { margin-left: 30pt } .m { margin: 0 auto } .r { margin-left: auto; width: 100pt }",
    ).tables()

    assert (left.look.left, left.look.alignment) == (600, "left")
    assert (middle.look.left, middle.look.alignment) == (0, "center")
    width = round((420 - 2 * 56.69) * 20)  # of the text on A5
    assert abs(right.look.left + sum(right.columns) - width) < 80


def test_a_table_with_more_columns_than_word_takes_is_reported_and_keeps_its_words() -> None:
    outcome = written("<table>" + rows("|".join(["x"] * 64)) + "</table>")

    assert ["63" in diagnostic.message for diagnostic in outcome.diagnostics] == [True]


def test_right_to_left_tables_begin_at_the_right() -> None:
    found = table(
        f"<table dir=rtl>{rows('a|b')}</table>", "td:first-child { border-right: 2pt solid red; padding: 0 3pt 0 1pt }"
    )

    first = next(cells_of(found))
    assert found.look.is_right_to_left
    assert first.look.borders.left == Border("single", 16, "FF0000")
    assert (first.look.padding.left, first.look.padding.right) == (80, 20)


# Rows ---------------------------------------------------------------------------------------------------------------

HEADED = "<table><thead><tr><th>h</th><th>i</th></tr></thead><tbody>" + rows("a|b", "c|d") + "</tbody></table>"


def test_head_rows_are_repeated_and_stay_with_what_follows() -> None:
    document = part(HEADED)

    assert [bool(found(row, "tblHeader")) for row in found(document, "tr")] == [True, False, False]
    assert [p.look.keeps_next for p in flow(HEADED).paragraphs()][:3] == [True, True, False]


def test_rows_that_avoid_breaks_are_not_split() -> None:
    document = part(HEADED, "tbody tr { break-inside: avoid }")

    assert [bool(found(row, "cantSplit")) for row in found(document, "tr")] == [False, True, True]


def test_a_table_that_avoids_breaks_keeps_its_rows_together() -> None:
    kept = [p.look.keeps_next for p in flow(HEADED, "table { break-inside: avoid }").paragraphs()][:6]

    assert kept == [True, True, True, True, False, False]


def test_a_height_is_the_least_height_of_a_row() -> None:
    document = part(HEADED, "tbody tr { height: 30pt }")

    assert values(document, "trHeight") == ["600", "600"]


def test_a_page_break_before_a_table_is_its_first_paragraphs() -> None:
    first, second, *_ = flow("<p>x</p>" + HEADED, "table { break-before: page }").paragraphs()

    assert (first.look.breaks_page_before, second.look.breaks_page_before) == (False, True)


# Cells --------------------------------------------------------------------------------------------------------------


def test_cells_have_the_borders_that_win() -> None:
    css = "td { border: 1pt solid #000 } td + td { border-left: 3pt double #c00 }"
    first, second = cells_of(table(f"<table>{rows('a|b')}</table>", css))

    assert first.look.borders.right == second.look.borders.left == Border("double", 8, "CC0000")
    assert first.look.borders.left == Border("single", 8, "000000")


def test_backgrounds_of_rows_and_tables_show_through() -> None:
    css = "table { background: #fff } tr { background: rgb(0 0 0 / 50%) } td + td { background: #abc }"
    looks = [cell.look.shading for cell in cells_of(table(f"<table>{rows('a|b')}</table>", css))]

    assert looks == ["808080", "AABBCC"]


@pytest.mark.parametrize(("css", "word"), [("middle", "center"), ("bottom", "bottom"), ("baseline", "top")])
def test_vertical_alignment(css: str, word: str) -> None:
    (cell,) = cells_of(table(f"<table>{rows('a')}</table>", f"td {{ vertical-align: {css} }}"))

    assert cell.look.vertical_align == word


def test_spacing_between_cells_that_show_nothing_is_padding() -> None:
    css = "table { border-collapse: separate; border-spacing: 4pt } td { padding: 1pt }"
    first, second = cells_of(table(f"<table>{rows('a|b')}</table>", css))

    assert first.look.padding == Padding(100, 100, 100, 60)
    assert second.look.padding == Padding(100, 60, 100, 100)


def test_spacing_between_cells_that_show_is_cell_spacing() -> None:
    css = "table { border-collapse: separate; border-spacing: 4pt } td { border: 1pt solid red }"

    assert values(part(f"<table>{rows('a|b')}</table>", css), "tblCellSpacing", of="w") == ["40"]


def test_cells_hold_paragraphs_lists_pictures_and_tables() -> None:
    body = f"<table><tr><td><p>a</p><p>b</p><ul><li>c</li></ul><table>{rows('d')}</table></td><td></td></tr></table>"
    outer, inner = flow(body).tables()

    first, second = cells_of(outer)
    assert [type(block) for block in first.blocks] == [Paragraph, Paragraph, Paragraph, Table, Paragraph]
    assert [p.text for p in paragraphs_in(first.blocks)] == ["a", "b", "c", "d", ""]
    assert [p.text for p in paragraphs_in(second.blocks)] == [""]
    assert len(list(cells_of(inner))) == 1


def test_margins_in_a_cell_are_kept() -> None:
    css = ".a { margin: 5pt 0 } .b { margin: 8pt 0 3pt }"
    (cell,) = cells_of(table("<table><tr><td><p class=a>x</p><p class=b>y</p></td></tr></table>", css))

    first, second = paragraphs_in(cell.blocks)
    assert (first.look.before, max(first.look.after, second.look.before), second.look.after) == (100, 160, 60)


def test_breaks_in_cells_do_not_divide_pages() -> None:
    css = "p { break-before: right } @page wide { size: A4 } .w { page: wide }"
    found = flow("<table><tr><td><p>x</p><p>y</p></td><td class=w>z</td></tr></table>", css)

    assert len(found.sections) == 1
    assert not any(p.look.breaks_page_before for p in found.paragraphs())


def test_links_lead_into_cells() -> None:
    document = part('<p><a href="#c">x</a></p><table><tr><td id="c">y</td></tr></table>')

    assert values(document, "tc", "p", "bookmarkStart", of="name") == ["c"]


# Around tables ------------------------------------------------------------------------------------------------------


def spaces(body: str, css: str) -> list[tuple[str, int, int]]:
    (section,) = flow(body, css).sections
    return [(b.text, b.look.before, b.look.after) for b in section.blocks if isinstance(b, Paragraph)]


def test_the_neighbours_have_the_space_around_a_table() -> None:
    css = "p { margin: 2pt 0 } table { margin: 9pt 0 7pt }"

    assert spaces(f"<p>x</p><table>{rows('a')}</table><p>y</p>", css) == [("x", 40, 180), ("y", 140, 40)]


def test_two_tables_are_parted_and_a_table_is_followed_by_a_paragraph() -> None:
    css = "table { margin: 9pt 0 }"

    assert spaces(f"<table>{rows('a')}</table>" * 2, css)[1:] == [("", 160, 0), ("", 0, 0)]


def test_a_caption_stays_with_its_table_and_the_table_with_its_source() -> None:
    body = f"<figure><figcaption>c</figcaption><table>{rows('a', 'b')}</table><p>s</p></figure>"

    assert [(p.text, p.look.keeps_next) for p in flow(body).paragraphs()] == [
        ("c", True),
        ("a", False),
        ("b", True),
        ("s", False),
    ]


def test_captions_of_html_stand_on_their_side() -> None:
    body = f"<table><caption>c</caption>{rows('a')}</table>"

    assert [p.text for p in flow(body).paragraphs()][:2] == ["c", "a"]
    assert [p.text for p in flow(body, "caption { caption-side: bottom }").paragraphs()] == ["a", "c"]


@pytest.mark.parametrize(
    "body",
    [
        f"<table><caption>Name  of\nit</caption>{rows('a')}</table>",
        f'<table aria-label="Name of it">{rows("a")}</table>',
        f'<p id=l>Name <b>of</b> it</p><table aria-labelledby="l">{rows("a")}</table>',
    ],
)
def test_a_table_has_its_caption_or_label_as_alternative_text(body: str) -> None:
    assert values(part(body), "tblCaption") == ["Name of it"]


def test_a_description_goes_beside_the_title() -> None:
    document = part(f'<p id=d>More.</p><table aria-label="N" aria-describedby="d">{rows("a")}</table>')

    assert values(document, "tblDescription") == ["More."]


# Styles -------------------------------------------------------------------------------------------------------------

STYLED = """
td, th { padding: 2pt 4pt } th { background: #123; color: #fff } td, th { border-bottom: .5pt solid #999 }
table { border-bottom: 1pt solid #000 } .z tbody tr:nth-child(even) { background: #eee }
"""


def style(styles: Element, name: str) -> Element:
    return next(s for s in found(styles, "style") if values(s, "name") == [name])


def test_a_table_gets_a_named_style_and_its_cells_say_nothing() -> None:
    document, styles = part(HEADED, STYLED), part(HEADED, STYLED, "styles")

    assert values(document, "tblStyle") == ["StandardTable"]
    assert {etree.QName(said).localname for cell in found(document, "tcPr") for said in cell} == {"tcW"}
    assert borders(found(style(styles, "Standard Table"), "tblBorders")[0]) == {"bottom": "single", "insideH": "single"}
    assert values(style(styles, "Standard Table"), "tblCellMar", "left", of="w") == ["80"]


def test_a_head_is_the_first_row_of_the_style() -> None:
    styles = part(HEADED, STYLED, "styles")

    assert values(style(styles, "Standard Table"), "tblStylePr", of="type") == ["firstRow"]
    assert values(part(HEADED, STYLED), "tblLook", of="firstRow") == ["1"]


def test_striped_rows_are_bands_of_the_style() -> None:
    striped = HEADED.replace("<table", '<table class="z"')
    styles, document = part(striped, STYLED, "styles"), part(striped, STYLED)

    assert values(style(styles, "Z Table"), "tblStylePr", of="type") == ["firstRow", "band2Horz"]
    assert values(document, "tblLook", of="noHBand") == ["0"]
    assert not found(document, "tcPr", "shd")


def test_a_stripe_is_no_shading_of_the_whole_table() -> None:
    body = f"<table class=z><thead><tr><th>h</thead><tbody>{rows('1', '2', '3', '4', '5')}</tbody></table>"
    css = "tr:nth-of-type(odd) { background: #eee }"
    striped = style(part(body, css, "styles"), "Z Table")

    assert values(striped, "tblStylePr", of="type") == ["firstRow", "band1Horz"]
    assert values(striped, "shd", of="fill") == ["EEEEEE", "EEEEEE"]
    assert not found(part(body, css), "tcPr", "shd")


def test_rows_that_do_not_alternate_say_so_themselves() -> None:
    body = f"<table class=z><tbody>{rows('1')}</tbody><tbody>{rows('1', '2', '3')}</tbody></table>"
    css = "tr:nth-of-type(odd) { background: #eee }"

    assert not found(style(part(body, css, "styles"), "Z Table"), "shd")
    assert values(part(body, css), "tcPr", "shd", of="fill") == ["EEEEEE"] * 3


def test_what_differs_in_one_cell_stands_there() -> None:
    document = part(HEADED.replace("<td>d", "<td style='background: red'>d"), STYLED)

    assert values(document, "tcPr", "shd", of="fill") == ["FF0000"]


def test_tables_that_show_less_share_the_style_of_those_that_show_more() -> None:
    one = f"<table>{rows('a')}</table>"

    assert values(part(HEADED + "<p>x</p>" + one, STYLED), "tblStyle") == ["StandardTable"] * 2


def test_tables_are_called_by_their_class_or_by_the_declared_name() -> None:
    body = f"<table class='figures'>{rows('a')}</table><p>x</p><table class=d>{rows('a')}</table>"
    styles = part(body, '.d { --word-style: "House Table" }', "styles")

    assert {"Figures Table", "House Table"} <= set(values(styles, "name"))


def test_texts_of_cells_have_styles_of_their_own() -> None:
    body = (
        "<table><thead><tr><th>h</th></tr></thead><tfoot><tr><td>t</td></tr></tfoot>"
        "<tbody><tr><th>r</th></tr><tr><td><p>x</p></td></tr></tbody></table>"
    )
    css = "th { font-size: 8pt } tbody th { font-size: 9pt } tfoot td { font-size: 11pt }"

    assert values(part(body, css), "tc", "p", "pPr", "pStyle") == [
        "TableHead",
        "TableRowHead",
        "TableText",
        "TableTotal",
    ]


# Laws ---------------------------------------------------------------------------------------------------------------


def _nested(depth: int) -> Iterator[str]:
    yield f"<table>{rows('a|b', 'c')}</table>"
    for level in range(depth):
        inner = f"<td>w{level}<table>{rows('n|m')}</table></td><td rowspan=2>x{level}</td>"
        yield f"<table><tr>{inner}</tr><tr><td>y{level}</td></tr></table>"


def test_no_word_of_a_cell_is_lost_and_none_is_doubled() -> None:
    body = "".join(_nested(3))
    words = sorted("".join(box.text) for box in laid_out(body).boxes.descendants() if box.text.strip())

    assert sorted(filter(None, (p.text for p in flow(body).paragraphs()))) == words


def test_the_same_page_gives_the_same_bytes() -> None:
    body = HEADED + "".join(_nested(2))

    assert written(body, STYLED).value == written(body, STYLED).value


def test_a_table_on_pages_of_its_own_is_as_wide_as_their_text() -> None:
    css = "@page wide { size: A5 landscape } .w { page: wide } table { width: 100% }"
    narrow, wide = flow(f"<table>{rows('a')}</table><div class=w><table>{rows('a')}</table></div>", css).tables()

    assert abs(sum(narrow.columns) - (148 - 40) * 56.69) < 5
    assert abs(sum(wide.columns) - (210 - 40) * 56.69) < 5


def test_a_line_that_two_rows_claim_with_equal_right_is_said_by_their_cells() -> None:
    css = "td { border: 1pt solid #bbb } th { border: 1pt solid #124 }"
    document = part(HEADED, css)

    head, first, second = found(document, "tr")
    assert set(values(head, "tcBorders", "bottom", of="color")) == {"112244"}
    assert set(values(first, "tcBorders", "top", of="color")) == {"112244"}
    assert not found(second, "tcBorders")


@pytest.mark.parametrize(
    "body",
    [
        "<table></table>",
        "<table><caption>c</caption></table>",
        "<table><tr></tr></table>",
        "<table><tr><td colspan=0>x<td rowspan=0>y<tr><td>z</table>",
        "<table><tr><td colspan=50>x</table>",
        "<table><tr><td rowspan=9>x<td>y</table>",
        "<table><tbody><tr><td>a<tfoot><tr><td>f<thead><tr><td>h</table>",
        "<ul><li><table><tr><td>x</table></ul>",
        "<div style='display: table-cell; border: 1pt solid red'>x</div>",
        "<table style='width: 1pt'><tr><td>word<td>b</table>",
        "<table style='table-layout: fixed; width: 99pt'><tr><td>a<tr><td>b<td>c</table>",
        "<table style='border-collapse: separate; border: 3pt solid; padding: 5pt' dir=rtl><tr><td>x<td>y</table>",
    ],
)
def test_odd_tables_are_sound(body: str) -> None:
    assert written(body).diagnostics == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('<w:gridCol w:w="', '<w:gridCol w:w="9"/><w:gridCol w:w="', "fills"),
        ('<w:vMerge w:val="restart"/>', "", "does not begin"),
        ("<w:tbl>", "<w:tbl><w:tblPr/><w:tblGrid/></w:tbl><w:tbl>", "side by side"),
    ],
)
def test_the_lint_sees_tables_that_do_not_add_up(old: str, new: str, message: str) -> None:
    whole = written("<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>").value
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = data.replace(old.encode(), new.encode(), 1)
            target.writestr(name, data)

    assert any(message in fault.message for fault in lint(buffer.getvalue()))
