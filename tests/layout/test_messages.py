"""What WeasyPrint warns of, as diagnostics that point into the stylesheets."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefkit.diagnostics import Diagnostic, Severity
from briefkit.layout import Layout

if TYPE_CHECKING:
    from tests.layout.conftest import Lay


def place(layout: Layout, diagnostic: Diagnostic) -> tuple[str, int, int]:
    source = layout.sources[diagnostic.span.source]
    return (source.name, *source.position(diagnostic.span.start))


@pytest.mark.parametrize(
    ("css", "line", "column", "words"),
    [
        ("p {\n  colour: red }", 2, 3, "unknown property"),
        ("p { color: rot }", 1, 5, "invalid value"),
        ("\n\n@supports (a: b) { p { color: red } }", 3, 1, "`@supports`"),
        ("p { color: red }\nb::nowhere { color: red }", 2, 1, "b::nowhere"),
        ("@page :nowhere { margin: 0 }", 1, 1, ":nowhere"),
        ("@page {\r\n  margin: none;\r\n  @middle { content: '' } }", 2, 3, "margin"),
        ("@media print { p {\n colour: red } }", 2, 2, "unknown property"),
        (":root { --x: rot }\np { color: var(--x) }", 2, 12, "color"),
    ],
)
def test_a_declaration_that_is_ignored_has_its_place(lay: Lay, css: str, line: int, column: int, words: str) -> None:
    layout = lay("<p>x</p>", css)

    diagnostic = layout.diagnostics[0]
    assert diagnostic.rule.id == "B305"
    assert words in diagnostic.message
    assert place(layout, diagnostic) == ("test.css", line, column)


def test_a_parse_error_breaks_the_stylesheet(lay: Lay) -> None:
    layout = lay("<p>x</p>", "p { color: red }\n) ")

    assert [(diagnostic.rule.id, place(layout, diagnostic)[1]) for diagnostic in layout.diagnostics] == [("B306", 2)]


def test_sheets_that_a_page_links_and_imports_are_named(lay: Lay, tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "main.css").write_text('@import "more.css";\np { colour: red }', encoding="utf-8")
    (tmp_path / "css" / "more.css").write_text("\nb { colour: red }", encoding="utf-8")

    layout = lay("<p>x</p>", head='<link rel=stylesheet href="css/main.css">')

    assert [place(layout, diagnostic) for diagnostic in layout.diagnostics] == [
        ("css/more.css", 2, 5),
        ("css/main.css", 2, 5),
    ]


def test_a_style_element_and_a_style_attribute_are_named(lay: Lay) -> None:
    layout = lay('<p style="colour: red">x</p>', head="<style>\np { colour: red }</style>")

    assert [diagnostic.place for diagnostic in layout.diagnostics] == [
        "line 2 of a `<style>`",
        "the style attribute of `<p>`",
    ]


def test_a_message_is_given_once(lay: Lay) -> None:
    layout = lay('<p><a href="#x">1</a> <a href="#x">2</a></p><h1 style="string-set: a attr(b)">x</h1>')
    layout.write_pdf(lambda root: root)
    layout.write_pdf(lambda root: root)

    assert [diagnostic.message for diagnostic in layout.diagnostics] == [
        "the link to `#x` leads nowhere: nothing on the page has this id"
    ]


def test_a_character_without_a_glyph_is_named(lay: Lay) -> None:
    layout = lay("<p>☃</p>")
    layout.write_pdf(lambda root: root)

    assert [(diagnostic.rule.id, diagnostic.message) for diagnostic in layout.diagnostics] == [
        ("B404", "no font has the character `☃` (U+2603)")
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("漢漢", "no font has `漢` (U+6F22)"),
        ("س", "no font has `س` (U+0633)"),
        ("٣", "no font has `٣` (U+0663)"),
        (
            "漢一乙丁七九",
            "no font has `漢` (U+6F22), `一` (U+4E00), `乙` (U+4E59), `丁` (U+4E01), `七` (U+4E03) and 1 more",
        ),
    ],
)
def test_letters_and_digits_without_a_glyph_are_one_error(lay: Lay, text: str, message: str) -> None:
    layout = lay(f"<p>{text}</p>")
    layout.write_pdf(lambda root: root)

    [found] = layout.diagnostics
    assert (found.rule.id, found.severity, found.message) == ("B405", Severity.WARNING, message)
    assert "@font-face" in found.hint


def test_messages_are_one_line_in_lower_case_without_a_full_stop(lay: Lay) -> None:
    css = "p { colour:\n red; color: rot; margin: x }\n@layer a, b { p { } }\n@font-face { }\n@counter-style none { }"

    for diagnostic in lay("<p>x</p>", css).diagnostics:
        assert "\n" not in diagnostic.message
        assert not diagnostic.message.endswith(".")
        assert diagnostic.message[0] == diagnostic.message[0].lower()


def test_nobody_hears_of_it_but_the_layout(lay: Lay, capfd: pytest.CaptureFixture[str]) -> None:
    handlers = list(logging.getLogger("weasyprint").handlers)

    lay("<p>x</p>", "p { colour: red }")

    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("weasyprint").handlers == handlers
