"""Page styles without pages, laid-out pages, counter styles, column widths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefkit.layout.views import BoxKind, Sides

if TYPE_CHECKING:
    from tests.layout.conftest import Find, Lay

PAGES = """
@page { size: 100mm 150mm; margin: 20mm 10%; @bottom-center { content: counter(page) " / " counter(pages) } }
@page :first { margin-top: 40mm; @bottom-center { content: none } }
@page :left { @bottom-center { content: "left " counter(page) } }
@page wide { size: 150mm 100mm }
@page :nth(1 of wide) { @top-left { content: "opens" } }
section { page: wide }
h1 { string-set: section content(text); break-before: page }
"""


def test_a_page_s_geometry_is_in_points(lay: Lay) -> None:
    style = lay("<p>x</p>", PAGES).page_style()

    assert (style.width, style.height) == pytest.approx((283.46, 425.2), abs=0.01)
    assert style.margin.top == pytest.approx(56.69, abs=0.01)
    assert style.margin.left == pytest.approx(28.346, abs=0.001)


@pytest.mark.parametrize(
    ("asked", "top", "boxes"),
    [
        ({"index": 0}, 113.39, set()),
        ({}, 56.69, {"bottom-center"}),
        ({"side": "left"}, 56.69, {"bottom-center"}),
        ({"name": "wide", "nth": 1}, 56.69, {"bottom-center", "top-left"}),
        ({"name": "wide", "nth": 2}, 56.69, {"bottom-center"}),
    ],
)
def test_any_page_type_can_be_asked_for(lay: Lay, asked: dict[str, object], top: float, boxes: set[str]) -> None:
    style = lay("<p>x</p>", PAGES).page_style(**asked)  # type: ignore[arg-type]

    assert style.margin.top == pytest.approx(top, abs=0.01)
    assert set(style.margin_boxes) == boxes


def test_a_named_page_has_its_size_though_no_box_uses_it(lay: Lay) -> None:
    assert lay("<p>x</p>", PAGES).page_style("wide").width == pytest.approx(425.2, abs=0.01)


def test_pages_say_what_came_to_stand_where(lay: Lay) -> None:
    layout = lay("<h1 id=a>One</h1><p>x</p><section><h1 id=b>Two</h1></section><h1 id=c>Three</h1>", PAGES)

    pages = layout.pages
    assert [page.name for page in pages.pages] == ["", "wide", ""]
    assert [page.side for page in pages.pages] == ["right", "left", "right"]
    assert pages.anchors == {"a": 1, "b": 2, "c": 3}
    assert pages.strings == {"section": {1: ("One",), 2: ("Two",), 3: ("Three",)}}
    assert [page.margin_texts.get("bottom-center") for page in pages.pages] == [None, "left 2", "3 / 3"]
    assert pages.page_of("b") == 2
    assert pages.page_of("nowhere") is None


def test_fragments_stand_in_points_from_the_page_s_corner(lay: Lay, find: Find) -> None:
    css = (
        "@page { size: 200pt 100pt; margin: 10pt } body { margin: 0 } p { margin: 0; padding: 3pt; border: 1pt solid }"
    )

    layout = lay("<p>x</p>", css)

    element = find(layout, "p").element
    assert element is not None
    (fragment,) = layout.pages.fragments[element.index, ""]
    assert (fragment.page, fragment.x, fragment.y, fragment.width) == (1, 10, 10, 180)
    assert (fragment.height, fragment.content_width, fragment.content_height) == (22, 172, 14)


def test_the_text_of_fixed_boxes_says_where_it_is_drawn(lay: Lay, find: Find) -> None:
    css = (
        "@page { size: 200pt 300pt; margin: 10pt } body { margin: 0 } p { break-before: page } "
        "div { position: fixed; top: 90pt; left: 0; right: 0; text-align: center; opacity: .5; font-size: 40pt; "
        "transform: rotate(-30deg) } div b { opacity: .5 }"
    )

    layout = lay("<p>x</p><div>H<b style='display: block'>HH</b></div><p>y</p>", css)

    element = find(layout, "div").element
    assert element is not None
    for page in layout.pages.pages:
        one, two = page.fixed
        assert (one.owner, one.text, two.text) == ((element.index, ""), "H", "HH")
        assert (one.rotation, one.opacity, two.opacity) == (330, 0.5, 0.25)
        assert two.width > 2 * one.width
        assert one.height == two.height
        assert (one.x + two.x) / 2 == pytest.approx(100, abs=3)
        assert (one.y + two.y) / 2 == pytest.approx(156, abs=8)
        assert one.x < two.x
        assert one.y < two.y


def test_text_that_moves_with_its_page_is_not_fixed(lay: Lay) -> None:
    assert [page.fixed for page in lay("<p>x</p>", "p { position: absolute }").pages.pages] == [()]


def test_a_box_split_by_a_page_end_has_several_fragments(lay: Lay, find: Find) -> None:
    layout = lay(f"<p>{'word ' * 400}</p>", "@page { size: 200pt 100pt; margin: 10pt }")

    element = find(layout, "p").element
    assert element is not None
    fragments = layout.pages.fragments[element.index, ""]
    assert [fragment.page for fragment in fragments] == list(range(1, len(layout.pages.pages) + 1))


def test_a_blank_page_says_so(lay: Lay) -> None:
    pages = lay("<p>x</p><p class=right>y</p>", ".right { break-before: right }").pages.pages

    assert [page.is_blank for page in pages] == [False, True, False]


def test_column_widths_are_those_of_the_pages(lay: Lay, find: Find) -> None:
    css = "@page { size: 300pt; margin: 20pt } * { margin: 0; padding: 0; border-spacing: 0 } table { width: 100% }"
    layout = lay("<table><tr><td id=a>a long cell of many words<td id=b>short<td id=c>x</table>", css)

    widths = layout.column_widths(find(layout, "table", kind=BoxKind.TABLE_WRAPPER), 260)

    cells = [find(layout, name).element for name in ("#a", "#b", "#c")]
    laid_out = [layout.pages.fragments[cell.index, ""][0].width for cell in cells if cell is not None]
    assert sum(widths) == pytest.approx(260)
    assert widths == pytest.approx(laid_out)


def test_counter_styles_follow_what_they_extend(lay: Lay) -> None:
    css = '@counter-style paren { system: extends lower-roman; prefix: "("; suffix: ") " }'

    paren = lay("<p>x</p>", css).counter_style("paren")

    assert (paren.base, paren.system, paren.prefix, paren.suffix) == ("lower-roman", "additive", "(", ") ")


@pytest.mark.parametrize(
    ("name", "base", "symbols", "suffix"),
    [
        ("disc", "disc", ("•",), " "),
        ('"– "', "", ("– ",), ""),
        ('symbols(cyclic "*" "†")', "", ("*", "†"), " "),
        ("unknown", "", tuple("0123456789"), ". "),
    ],
)
def test_counter_styles_say_their_symbols(
    lay: Lay, name: str, base: str, symbols: tuple[str, ...], suffix: str
) -> None:
    style = lay("<p>x</p>").counter_style(name)

    assert (style.base, style.symbols, style.suffix) == (base, symbols, suffix)


def test_auto_margins_of_a_page_are_nothing(lay: Lay) -> None:
    assert lay("<p>x</p>", "@page { margin: auto }").page_style().margin == Sides(0.0, 0.0, 0.0, 0.0)
