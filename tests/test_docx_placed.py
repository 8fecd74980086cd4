"""Floats and absolutely positioned boxes in Word: tables and pictures beside the text, where they were laid out."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from tests.programs import printed
from tests.word_files import WordPages, found, values

from briefkit.write.docx.flow import Padding, Paragraph, Picture, Placement, Table
from briefkit.write.docx.markup import Element, tag

PAGES = WordPages("""
@font-face { font-family: Text; src: url("briefkit-font:Fira Sans/400") }
@page { size: 400pt 600pt; margin: 50pt }
html { font: 10pt/14pt Text } body, p { margin: 0 }
.right { float: right; width: 100pt; margin: 5pt 0 10pt 15pt } .left { float: left; width: 100pt }
.there { position: absolute; left: 80pt; top: 120pt; width: 100pt }
""")
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40"/></svg>'


def placed(body: str, css: str = "") -> list[Placement | None]:
    return [table.placement for table in PAGES.flow(body, css).tables()]


def kinds(body: str, css: str = "") -> list[str]:
    """Name of the element of each block, in order."""
    (section,) = PAGES.flow(body, css).sections
    return [block.role.tag if isinstance(block, Table) else block.text or "-" for block in _blocks(section.blocks)]


def _blocks(blocks: object) -> list[Table | Paragraph]:
    assert isinstance(blocks, tuple)
    return [block for block in blocks if isinstance(block, Table | Paragraph)]


def pictures(body: str, css: str = "") -> list[Picture]:
    paragraphs = PAGES.flow(body, css).paragraphs()
    return [inline for paragraph in paragraphs for inline in paragraph.content if isinstance(inline, Picture)]


def test_a_float_is_flush_with_its_side_and_keeps_text_off() -> None:
    (where,) = placed('<p>a</p><aside class="right">x</aside><p>b</p>')

    assert where is not None
    assert (where.left, where.top, where.is_on_page) == ("right", 100, False)
    assert (where.distances.left, where.distances.bottom, where.distances.right) == (300, 200, 0)


def test_a_float_that_is_not_flush_says_how_far_it_is() -> None:
    (where,) = placed('<aside class="left">x</aside><p>b</p>', ".left { margin-left: 30pt }")

    assert where is not None
    assert where.left == 600


def test_a_float_stands_before_the_paragraph_it_is_beside() -> None:
    assert kinds('<p>a</p><aside class="right">x</aside><p>b</p>') == ["a", "aside", "b"]


def test_a_float_changes_nothing_between_its_neighbours() -> None:
    css = "p { margin: 12pt 0 }"

    with_float = PAGES.flow('<p>a</p><aside class="right">x</aside><p>b</p>', css)
    without = PAGES.flow("<p>a</p><p>b</p>", css)

    looks = [p.look for p in with_float.paragraphs() if p.text in {"a", "b"}]
    assert looks == [p.look for p in without.paragraphs()]


def test_floats_side_by_side_stay_two() -> None:
    found_kinds = kinds('<aside class="left">x</aside><aside class="right">y</aside><p>b</p>')

    assert found_kinds == ["aside", "-", "aside", "b"]


def test_a_float_at_the_end_has_a_paragraph_to_stand_by() -> None:
    assert kinds('<p>a</p><aside class="right">x</aside>') == ["a", "aside", "-"]


def test_a_float_before_a_page_break_stands_on_the_page_after_it() -> None:
    body = '<p>a</p><aside class="right" style="break-before: page">x</aside><p style="break-before: page">b</p>'

    document = PAGES.part(body)

    assert len(found(document, "pageBreakBefore")) == 1


def test_what_is_placed_on_a_page_stays_there_when_the_next_begins() -> None:
    body = '<section><h1>a</h1><div class="there">x</div></section><p style="break-before: page">b</p>'

    assert kinds(body) == ["a", "div", "-", "b"]


def test_what_is_placed_on_the_page_is_measured_from_there() -> None:
    (where,) = placed('<p>a</p><div class="there">x</div><p>b</p>')

    assert where is not None
    assert (where.left, where.top, where.is_on_page) == (1600, 3400, True)


def test_the_table_of_a_float_says_where_it_stands() -> None:
    document = PAGES.part('<p>a</p><aside class="right">x</aside><div class="there">y</div><p>b</p>')

    floated, fixed = found(document, "tblPr", "tblpPr")
    assert _facts(floated) == {"vertAnchor": "text", "horzAnchor": "text", "tblpXSpec": "right", "tblpY": "100"}
    assert _facts(fixed) == {"vertAnchor": "page", "horzAnchor": "margin", "tblpX": "1600", "tblpY": "3400"}
    assert values(document, "tblW", of="w") == ["2000", "2000"]


def _facts(position: Element) -> dict[str, str]:
    facts = {name.rpartition("}")[2]: value for name, value in position.attrib.items()}
    return {name: value for name, value in facts.items() if not name.endswith("FromText")}


def test_a_picture_that_floats_is_anchored_in_the_paragraph_beside_it() -> None:
    css = "svg { float: left; margin-right: 6pt }"

    (in_line,) = pictures(f"<p>a {SQUARE} b</p>")
    (floated,) = pictures(f"<p>a {SQUARE} b</p>", css)

    assert in_line.placement is None
    assert floated.placement is not None
    assert (floated.placement.left, floated.placement.distances.right) == ("left", 120)


def test_a_picture_between_paragraphs_goes_to_the_next() -> None:
    css = "svg { float: right }"

    document = PAGES.part(f"<p>a</p>{SQUARE}<p>b</p>", css)

    (anchor,) = document.iter(tag("wp:anchor"))
    assert [text.text for text in found(document, "p", "r", "t")] == ["a", "b"]
    assert [child.tag for child in anchor][:3] == [tag("wp:simplePos"), tag("wp:positionH"), tag("wp:positionV")]
    assert next(anchor.iter(tag("wp:align"))).text == "right"


def test_in_a_cell_a_float_stands_in_the_text_and_that_is_said() -> None:
    outcome = PAGES.written('<table><tr><td><p>a</p><aside class="right">x</aside></td></tr></table>')

    assert [finding.rule.id for finding in outcome.diagnostics] == ["B601"]


def test_what_is_out_of_sight_stands_in_the_text() -> None:
    body = '<p>a</p><span style="position: absolute; left: -9999px">Skip</span><p>b</p>'

    outcome = PAGES.written(body)

    assert [finding.rule.id for finding in outcome.diagnostics] == ["B601"]
    assert found(PAGES.part(body), "tblpPr") == []


def test_a_float_stays_on_the_page_before_a_break() -> None:
    body = f'<p>a</p><figure class="right">{SQUARE}</figure><p style="break-before: page">b</p>'

    assert kinds(body) == ["a", "figure", "-", "b"]
    assert len(found(PAGES.part(body), "pageBreakBefore")) == 1


FLOATED = '<p>a</p><aside class="right">x</aside><p>b</p><table><tr><td>c</td></tr></table>'


def test_the_paragraph_that_ends_a_section_with_floats_comes_after_no_table() -> None:
    document = PAGES.part(f'{FLOATED}<p class="wide">d</p>', "@page wide { size: 600pt 400pt } .wide { page: wide }")

    ending = next(p for p in document.iter(tag("p")) if found(p, "sectPr"))
    before = ending.getprevious()
    assert before is not None
    assert before.tag == tag("p")


def test_libreoffice_lets_tables_of_such_a_section_float(tmp_path: Path) -> None:
    file = tmp_path / "floats.docx"
    css = "@page wide { size: 600pt 400pt } .wide { page: wide }"
    file.write_bytes(PAGES.written(f'{FLOATED}<p class="wide">d</p>', css).value)

    with pypdfium2.PdfDocument(printed(file, "pdf")) as pdf:
        text = pdf[0].get_textpage()
        tops = {text.get_text_range(at, 1): text.get_charbox(at)[3] for at in range(text.count_chars())}
    assert abs(tops["x"] - tops["a"]) > 10
    assert abs(tops["x"] - tops["b"]) < 10


def in_cell(body: str, css: str) -> Picture:
    """The one picture of a table of one cell, which is 200pt wide and 70pt from the edge of the page."""
    css = f"table {{ margin-left: 20pt; width: 200pt; border-spacing: 0 }} td {{ padding: 0 }} {css}"
    (picture,) = pictures(f"<table><tr><td>{body}</td></tr></table>", css)
    return picture


def test_an_icon_in_a_cell_stands_beside_its_paragraph() -> None:
    css = "li { position: relative; padding-left: 30pt; list-style: none } ul { padding: 0; margin: 0 } "
    css += "svg { position: absolute; left: 4pt; top: 3pt }"

    found = in_cell(f"<ul><li>a</li><li>{SQUARE}b</li></ul>", css)

    assert found.placement == Placement(80, 60, wraps=False)


def test_a_frame_without_text_in_a_cell_stands_beside_its_paragraph() -> None:
    css = (
        'div { position: relative } div::before { content: ""; position: absolute; left: -10pt; top: 2pt; width: 6pt; '
    )
    css += "height: 6pt; background: #060 }"

    found = in_cell("<p>a</p><div>b</div>", css)

    assert (found.width, found.height, found.alt) == (120, 120, "")
    assert found.placement == Placement(-200, 40, wraps=False)


def test_a_picture_at_the_end_of_a_cell_stands_beside_its_last_paragraph() -> None:
    css = "div { position: relative } svg { display: block; position: absolute; left: 0; top: 0 }"

    found = in_cell(f"<div><p>a</p>{SQUARE}</div>", css)

    assert found.placement == Placement(0, 0, wraps=False)


def test_a_floating_picture_in_a_cell_floats() -> None:
    found = in_cell(f"<p>{SQUARE}a</p>", "svg { float: right; margin-left: 5pt }")

    assert found.placement == Placement("right", 0, distances=Padding(left=100))


def test_a_picture_between_automatic_margins_is_centred() -> None:
    (centred, right) = PAGES.flow(
        f'<div>{SQUARE}</div><div class="end">{SQUARE}</div>',
        "svg { display: block; margin: 0 auto } .end svg { margin-right: 0 }",
    ).paragraphs()

    assert (centred.look.alignment, right.look.alignment) == ("center", "right")
