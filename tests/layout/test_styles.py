"""Computed styles."""

# ruff: noqa: SLF001 (one test compares two ways to the same value)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import astuple

from briefkit.layout.views import (
    BoxKind,
    Color,
    ContentCounter,
    ContentLeader,
    ContentNamedString,
    ContentOther,
    ContentTargetCounter,
    ContentText,
    Percentage,
)

if TYPE_CHECKING:
    from tests.layout.conftest import Find, Lay


def test_lengths_are_in_points(lay: Lay, find: Find) -> None:
    style = find(lay("<p>x</p>", "p { font-size: 16px; margin: 1in 2em 3pt 4px; letter-spacing: 2px }"), "p").style

    assert style.font_size == 12
    assert (style.margin.top, style.margin.right, style.margin.bottom, style.margin.left) == (72, 24, 3, 3)
    assert style.letter_spacing == 1.5


def test_percentages_stay_and_calc_adds_points_to_them(lay: Lay, find: Find) -> None:
    style = find(lay("<p>x</p>", "p { width: calc(50% - 10pt); text-indent: 10%; height: auto }"), "p").style

    assert style.width == Percentage(50, -10)
    assert style.width.of(200) == 90
    assert style.text_indent == Percentage(10)
    assert style.height == "auto"


def test_a_line_s_height_is_the_used_one_and_the_natural_one_is_kept(lay: Lay, find: Find) -> None:
    layout = lay("<p>x</p><div>y</div>", "p { font-size: 20pt; line-height: 1.5 } div { line-height: normal }")

    assert find(layout, "p").style.line_height == 30
    assert find(layout, "p").style.natural_line_height == pytest.approx(30.4, abs=0.1)  # Spectral's own metrics
    assert find(layout, "div").style.line_height is None


@pytest.mark.parametrize(
    ("css", "color"),
    [
        ("#12345678", Color(0x12, 0x34, 0x56, 0x78 / 255)),
        ("hsl(120 100% 25%)", Color(0, 128, 0)),
        ("oklch(62.8% 0.2577 29.23)", Color(255, 0, 0)),
        ("lab(54.29 80.8 69.89)", Color(255, 0, 0)),
        ("device-cmyk(0 1 1 0)", Color(255, 0, 0)),
    ],
)
def test_colours_come_as_srgb(lay: Lay, find: Find, css: str, color: Color) -> None:
    found = find(lay("<p>x</p>", f"p {{ color: {css} }}"), "p").style.color

    assert abs(found.red - color.red) + abs(found.green - color.green) + abs(found.blue - color.blue) <= 6
    assert found.alpha == pytest.approx(color.alpha)


def test_currentcolor_is_resolved_in_borders(lay: Lay, find: Find) -> None:
    style = find(lay("<p>x</p>", "p { color: #00f; border-left: 2pt solid; border-top: 3pt none }"), "p").style

    assert style.border.left.color.hex == "0000FF"
    assert (style.border.left.style, style.border.left.width) == ("solid", 2)
    assert style.border.top.width == 0


def test_what_a_rule_declares_is_told_from_what_is_inherited(lay: Lay, find: Find) -> None:
    style = find(lay("<div><p>x</p></div>", "div { color: red } p { margin-left: 1pt }"), "p").style

    assert style.color.hex == "FF0000"
    assert "color" not in style.declared
    assert "margin_left" in style.declared


def test_custom_properties_count_where_they_are_declared(lay: Lay, find: Find) -> None:
    css = ':root { --accent: #0a5 } h1 { --word-style: "Heading Special"; --size: 1.5em; --tone: var(--accent) }'

    layout = lay("<h1>x <em>y</em></h1>", css)

    assert find(layout, "h1").style.custom == {"word-style": "Heading Special", "size": "1.5em", "tone": "#0a5"}
    assert find(layout, "em").style.custom == {}


def test_equal_cascades_share_one_style(lay: Lay) -> None:
    layout = lay("<ul><li id=a>x</li><li id=b>y</li></ul><p>1</p><p>2</p>", "li::marker { color: red }")

    styles = [box.style for box in layout.boxes.descendants() if box.element and box.element.tag in {"li", "p"}]
    by_kind = {
        (box.kind, box.element.tag, box.pseudo, box.is_anonymous)
        for box in layout.boxes.descendants()
        if box.element and box.element.tag in {"li", "p"}
    }
    assert len(set(map(id, styles))) <= len(by_kind)


def test_styles_that_a_cascade_tells_apart_are_not_shared(lay: Lay, find: Find) -> None:
    layout = lay("<p id=a>x</p><p id=b class=c>y</p><p id=d style='color: blue'>z</p>", ".c { color: red }")

    assert [find(layout, name).style.color.hex for name in ("#a", "#b", "#d")] == ["000000", "FF0000", "0000FF"]


def test_content_lists_are_typed_and_attributes_resolved(lay: Lay, find: Find) -> None:
    css = """a::after { content: leader(dotted) " " attr(title) target-counter(attr(href), page, lower-roman) }
    p::before { content: counters(item, ".") open-quote }"""

    layout = lay('<p id=x>p</p><p><a href="#x" title=t>1</a> <a href="#y" title=u>2</a></p><i id=y>y</i>', css)

    afters = [box.style for box in layout.boxes.descendants() if box.pseudo == "after" and not box.is_anonymous]
    assert afters[0].content == (
        ContentLeader("."),
        ContentText(" "),
        ContentText("t"),
        ContentTargetCounter("x", "page", "lower-roman"),
    )
    assert afters[1].content is not None
    assert afters[1].content[2:] == (ContentText("u"), ContentTargetCounter("y", "page", "lower-roman"))
    assert find(layout, "p", "before").style.content == (
        ContentCounter("item", "decimal", "."),
        ContentOther("open-quote"),
    )


def test_named_strings_come_with_their_content(lay: Lay, find: Find) -> None:
    style = find(lay("<h1>x</h1>", 'h1 { string-set: section "§ " content(text) }'), "h1").style

    assert style.string_set == (("section", (ContentText("§ "), ContentOther("content(text)"))),)
    assert style.bookmark_level == 1


def test_font_features_are_written_as_in_css(lay: Lay, find: Find) -> None:
    css = 'p { font-variant: small-caps oldstyle-nums; font-feature-settings: "ss01" 1 }'

    style = find(lay("<p>x</p>", css), "p").style

    assert style.font_variant_caps == "small-caps"
    assert style.font_features == ("oldstyle-nums", '"ss01" 1')


@pytest.mark.parametrize(
    ("css", "value"), [("super", "super"), ("sub", "sub"), ("middle", "middle"), ("3pt", 3.0), ("50%", 7.0)]
)
def test_vertical_align_keeps_its_keyword_or_is_a_raise(lay: Lay, find: Find, css: str, value: str | float) -> None:
    style = find(lay("<p><i>x</i></p>", f"i {{ vertical-align: {css} }}"), "i").style

    assert style.vertical_align == value


def test_decorations_are_a_set(lay: Lay, find: Find) -> None:
    layout = lay("<p><u>x <s>y</s></u></p>")

    assert find(layout, "p").style.text_decoration_line == frozenset()
    assert find(layout, "s").style.text_decoration_line == {"underline", "line-through"}


def test_list_styles_are_names_or_strings(lay: Lay, find: Find) -> None:
    layout = lay("<ul><li id=a>x</ul><ul class=dash><li id=b>x</ul>", ".dash { list-style-type: '– ' }")

    assert find(layout, "#a").style.list_style_type == "disc"
    assert find(layout, "#b").style.list_style_type == '"– "'


def test_a_named_page_is_inherited(lay: Lay, find: Find) -> None:
    layout = lay("<p>x</p><section><p id=in>y</p></section>", "section { page: wide }")

    assert find(layout, "#in").style.page == "wide"
    assert find(layout, "p").style.page == ""
    assert layout.page_names == ("", "wide")


def test_anonymous_boxes_inherit_what_is_inherited_only(lay: Lay, find: Find) -> None:
    line = find(lay("<p>x</p>", "p { color: red; margin: 5pt; border: 1pt solid }"), "p", kind=BoxKind.LINE).style

    assert line.color.hex == "FF0000"
    assert line.margin.top == 0
    assert line.border.top.width == 0


def test_anonymous_styles_are_what_weasyprint_computes(lay: Lay) -> None:
    body = """<h1>a</h1>loose <u>b</u><ul><li>c<ul><li>d</ul></ul><table><caption>e</caption><tr><td>f</table>
        <div style="display: flex; color: red">g<p>h</p></div><p>i<span class=n>j</span></p>"""
    layout = lay(body, ".n { float: footnote } body { visibility: hidden; columns: 2 } li::marker { color: red }")

    reader = layout._styles
    read = [(source, style) for source, style, _ in reader._by_identity.values() if style.declared == frozenset()]
    assert len(read) > 10
    for source, style in read:
        assert astuple(style) == astuple(reader._convert(source))


def test_tab_stops_are_counted_in_spaces(lay: Lay, find: Find) -> None:
    layout = lay("<p>x</p><pre>y</pre>", "p { tab-size: 8 } pre { font: 10pt Spectral; tab-size: 20pt }")

    assert find(layout, "pre").style.tab_size == 20
    assert 10 < find(layout, "p").style.tab_size < 30


def test_margin_box_strings_are_named(lay: Lay) -> None:
    style = lay("<p>x</p>", "@page { @top-left { content: string(section, first-except) } }").page_style()

    assert style.margin_boxes["top-left"].content == (ContentNamedString("section", "first-except"),)
