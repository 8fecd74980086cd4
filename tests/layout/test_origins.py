"""Which rule gives an element a property: the one that wins, at its place in its sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefkit.compose.page import Page, Sheet
from briefkit.layout import Layout, lay_out
from briefkit.resources import LocalResources

FONT = '@font-face { font-family: Text; src: url("briefkit-font:Fira Sans/400") } html { font-family: Text }\n'


def laid_out(body: str, *css: str, style: str = "") -> Layout:
    head = f"<title>T</title>{style}"
    html = f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'
    sheets = (Sheet("font.css", FONT), *(Sheet(f"{number}.css", text) for number, text in enumerate(css)))
    return lay_out(Page(html, sheets, Path("/")), LocalResources(Path("/")))


def origin(layout: Layout, tag: str, *properties: str) -> tuple[str, str, str] | None:
    """Selector, sheet or place, and the text at the place, for the first element called `tag`."""
    boxes = layout.boxes.descendants()
    element = next(box.element for box in boxes if box.element is not None and box.element.tag == tag)
    found = layout.origin(element, *properties)
    if found is None:
        return None
    if not found.span:
        return found.selector, found.place, ""
    text = layout.sources[found.span.source].text
    return found.selector, found.span.source, text[found.span.start : found.span.end + 7]


def test_the_rule_is_named_with_its_sheet_and_place() -> None:
    layout = laid_out("<p>x</p>", "/* é */\np,\n  h1 { color: red; float: left }")

    assert origin(layout, "p", "float") == ("p, h1", "0.css", "float: left ")


def test_the_more_specific_the_later_and_the_important_win() -> None:
    assert origin(laid_out("<p id=a>x</p>", "p { float: left }", "#a { float: right }"), "p", "float") == (
        *("#a", "1.css", "float: right"),
    )
    assert origin(laid_out("<p>x</p>", "p { float: left } p { float: none }"), "p", "float") == (
        *("p", "0.css", "float: none "),
    )
    assert origin(laid_out("<p>x</p>", "p { float: left !important }", "p { float: none }"), "p", "float") == (
        *("p", "0.css", "float: left "),
    )


def test_any_of_several_properties() -> None:
    layout = laid_out("<p>x</p>", "p { columns: 2 }")

    assert origin(layout, "p", "column-count", "columns") == ("p", "0.css", "columns: 2 }"[:14])


def test_rules_in_conditions_are_found_and_those_of_pseudo_elements_are_not() -> None:
    layout = laid_out("<p>x</p>", "p::before { float: left } @media print { p { float: right } }")

    assert origin(layout, "p", "float") == ("p", "0.css", "float: right")


def test_what_the_page_says_itself_has_a_place_in_words() -> None:
    layout = laid_out('<p style="float: left">x</p><h1>y</h1>', style="<style>\nh1 { float: left }</style>")

    assert origin(layout, "p", "float") == ("", "the `style` of `<p>`", "")
    assert origin(layout, "h1", "float") == ("h1", "line 2 of a `<style>`", "")


@pytest.mark.parametrize("css", ["h1 { float: left }", "p { clear: left }", "p:bogus { float: left }"])
def test_what_no_rule_says_has_no_origin(css: str) -> None:
    assert origin(laid_out("<p>x</p>", css), "p", "float") is None
