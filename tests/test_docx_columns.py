"""Multi-column blocks in Word: sections with columns that begin where they stand on the page."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.word_files import WordPages, found, values

from briefkit.write.docx.flow import ONE_COLUMN, Columns, paragraphs_in

PAGES = WordPages("""
@font-face { font-family: Text; src: url("briefkit-font:Fira Sans/400") }
@page { size: 400pt 600pt; margin: 50pt; @bottom-center { content: counter(page) } }
html { font: 10pt/14pt Text } body, p, h2 { margin: 0 }
.two { columns: 2; column-gap: 20pt }
""")
BODY = '<p>before</p><div class="two"><p>one</p><p>two</p></div><p>after</p>'


def sections(body: str, css: str = "") -> list[tuple[str, Columns, list[str]]]:
    return [
        (section.start, section.columns, [block.text for block in section.blocks if hasattr(block, "text")])
        for section in PAGES.flow(body, css).sections
    ]


def test_columns_are_a_section_of_their_own_on_the_same_page() -> None:
    assert sections(BODY) == [
        ("nextPage", ONE_COLUMN, ["before"]),
        ("continuous", Columns(2, 400), ["one", "two"]),
        ("continuous", ONE_COLUMN, ["after"]),
    ]


def test_columns_at_the_end_are_followed_by_a_section_so_that_they_are_equally_long() -> None:
    (_, last) = sections('<div class="two"><p>one</p><p>two</p></div>')

    assert last == ("continuous", ONE_COLUMN, [""])


@pytest.mark.parametrize(
    ("css", "count"),
    [("columns: 3", 3), ("columns: 85pt", 3), ("columns: 2 85pt", 2), ("columns: 3 120pt", 2), ("columns: 120pt", 2)],
)
def test_as_many_columns_as_css_has(css: str, count: int) -> None:
    (_, (_, columns, _), _) = sections(BODY, f".two {{ {css} }}")

    assert columns.count == count


def test_a_block_over_all_columns_parts_them() -> None:
    body = '<div class="two"><p>one</p><h2>over</h2><p>two</p></div><p>after</p>'

    found_sections = sections(body, "h2 { column-span: all }")

    assert [(columns.count, texts) for _, columns, texts in found_sections] == [
        (2, ["one"]),
        (1, ["over"]),
        (2, ["two"]),
        (1, ["after"]),
    ]


def test_text_in_columns_is_as_wide_as_one() -> None:
    flow = PAGES.flow(BODY, ".two p { padding-right: 10% }")

    assert [p.look.right for p in flow.paragraphs() if p.text == "one"] == [280]  # a tenth of 140 points


def test_a_rule_between_columns_is_one() -> None:
    document = PAGES.part(BODY, ".two { column-rule: 1pt solid }")

    assert values(document, "sectPr", "cols", of="sep") == ["", "1", ""]
    assert values(document, "sectPr", "type") == ["continuous", "continuous"]


def test_headers_and_footers_go_on() -> None:
    document = PAGES.part(BODY, "@page :first { @bottom-center { content: none } }")

    first, *others = found(document, "sectPr")
    assert len(found(first, "footerReference")) == 2
    assert [found(other, "titlePg") + found(other, "footerReference") for other in others] == [[], []]


def test_the_page_ends_where_it_is_told_to() -> None:
    starts = [start for start, _, _ in sections(BODY.replace('class="two"', 'class="two" style="break-before: page"'))]

    assert starts == ["nextPage", "nextPage", "continuous"]


def test_space_around_columns_is_kept() -> None:
    css = ".two { margin: 30pt 0 }"

    before, one, *_, after = PAGES.flow(BODY, css).paragraphs()

    assert [max(a.look.after, b.look.before) for a, b in pairwise((before, one))] == [600]
    assert after.look.before == 600


def test_columns_in_a_frame_are_cells_side_by_side() -> None:
    body = '<div class="two"><p>one</p><p>two</p><ul><li>three</li></ul></div>'

    frame, columns = PAGES.flow(
        body, ".two { border: 1pt solid; padding: 5pt; height: 30pt } ul { margin: 0 }"
    ).tables()

    assert (frame.purpose, columns.purpose) == ("box", "layout")
    (row,) = columns.rows
    texts = [[p.text for p in paragraphs_in(cell.blocks) if p.text] for cell in row.cells]
    assert [text for text in texts if text] == [["one"], ["two", "three"]]
    left, gap, right = columns.columns
    assert (left + gap + right, left > 2680, right > 2680) == (5760, True, True)  # words that just fit still do


def test_columns_that_part_a_block_are_one_in_a_frame_and_that_is_said() -> None:
    body = f'<div class="two"><p>{"word " * 80}</p></div>'

    outcome = PAGES.written(body, ".two { border: 1pt solid; padding: 5pt }")

    assert [finding.rule.id for finding in outcome.diagnostics] == ["B601"]


def test_a_column_ends_where_it_is_told_to() -> None:
    document = PAGES.part('<div class="two"><p>one</p><p style="break-before: column">two</p></div>')

    assert values(document, "br", of="type") == ["column"]


def test_columns_in_columns_are_no_sections() -> None:
    inner = '<div class="two"><p>a</p><p>b</p></div>'

    found_sections = sections(f'<div class="two"><p>one</p>{inner}</div>')

    assert [columns.count for _, columns, _ in found_sections] == [2, 1]
