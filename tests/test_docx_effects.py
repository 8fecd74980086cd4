"""Borders as wide as in the page, and what of a page has no counterpart in Word."""

from __future__ import annotations

import pytest
from tests.word_files import WordPages

from briefkit.write.docx.flow import Border, Table

pages = WordPages("body { font: 10pt/12pt Spectral; margin: 0 } p { margin: 0 } td { padding: 1pt }")


def top(css: str) -> Border:
    (paragraph,) = pages.flow("<p>x</p>", f"p {{ {css} }}").paragraphs()
    assert paragraph.look.borders.top
    return paragraph.look.borders.top


@pytest.mark.parametrize(
    ("border", "style", "size"),
    [
        ("3pt solid", "single", 24),
        ("3pt double", "double", 8),
        ("3pt groove", "threeDEngrave", 12),
        ("3pt ridge", "threeDEmboss", 12),
        ("2pt dashed", "dashed", 16),
        ("2pt dotted", "dotted", 16),
        ("20pt solid", "single", 96),
    ],
)
def test_a_border_is_as_wide_as_all_of_its_lines(border: str, style: str, size: int) -> None:
    found = top(f"border-top: {border} red")

    assert (found.style, found.size) == (style, size)
    assert found.width == pytest.approx(min(12, float(border.partition("pt")[0])), abs=0.1)


def test_an_inset_border_is_lines_of_two_colours() -> None:
    (paragraph,) = pages.flow("<p>x</p>", "p { border: 2pt inset #8080ff }").paragraphs()

    borders = paragraph.look.borders
    assert borders.top and borders.bottom
    assert (borders.top.style, borders.bottom.style) == ("single", "single")
    assert borders.top == borders.left and borders.bottom == borders.right
    assert sum(bytes.fromhex(borders.top.color)) < sum(bytes.fromhex(borders.bottom.color))


def spaced(css: str) -> Table:
    return pages.table("<table><tr><td>a<td>b<tr><td>c<td>d</table>", f"table {{ border-collapse: separate }} {css}")


def test_spacing_between_coloured_cells_is_lines_in_the_colour_behind() -> None:
    table = spaced("table { border-spacing: 0 6pt } td { background: #eee }")

    (first, _), (below, _) = (row.cells for row in table.rows)
    assert first.look.borders.bottom == below.look.borders.top == Border("single", 48, "FFFFFF")
    assert first.look.borders.left is first.look.borders.right is None
    assert table.look.spacing == 0


def test_such_cells_are_as_wide_as_they_are_laid_out() -> None:
    plain, parted = (
        spaced(f"table {{ border-spacing: {width}; background: #ccc }} td {{ background: #eee; width: 50pt }}")
        for width in ("0", "4pt")
    )

    assert sum(parted.columns) == pytest.approx(sum(plain.columns) + 4 * 20, abs=2)
    assert parted.rows[0].cells[0].look.borders.right == Border("single", 32, "CCCCCC")
    assert parted.look.left == plain.look.left + 80


@pytest.mark.parametrize(
    "css",
    [
        "border-radius: 3pt; border: 1pt solid red",
        "border-radius: 3pt; background-color: #eee",
        "box-shadow: 1pt 1pt red",
        "transform: rotate(3deg)",
        "opacity: .5",
        "background-image: linear-gradient(red, blue)",
        "outline: 1pt solid red",
    ],
)
def test_what_word_does_not_draw_is_named(css: str) -> None:
    found = pages.written("<div class=a>x</div><div class='b'>y</div>", f"div {{ {css} }}").diagnostics

    name = css.partition(":")[0]
    assert [diagnostic.message for diagnostic in found] == [
        f"`{name}` has no counterpart in Word: it is left out on `<div.a>` and 1 more"
    ]
    assert [diagnostic.rule.id for diagnostic in found] == ["B601"]


@pytest.mark.parametrize(
    "css",
    [
        "border-radius: 3pt",
        "border-radius: 0; border: 1pt solid red",
        "box-shadow: none",
        "transform: none",
        "opacity: 1",
        "visibility: hidden; box-shadow: 1pt 1pt red",
    ],
)
def test_what_is_not_seen_is_not_named(css: str) -> None:
    assert pages.written("<div>x</div>", f"div {{ {css} }}").diagnostics == ()


def test_a_line_over_text_is_named() -> None:
    (found,) = pages.written("<p>x</p>", "p { text-decoration: overline }").diagnostics

    assert found.rule.id == "B601"
    assert "`text-decoration: overline`" in found.message


def test_spacing_of_two_widths_between_bordered_cells_is_named() -> None:
    css = "table { border-spacing: 0 6pt } td { border: 1pt solid red }"
    found = pages.written("<table><tr><td>a<tr><td>b</table>", css).diagnostics

    assert ["`border-spacing`" in diagnostic.message for diagnostic in found] == [True]
