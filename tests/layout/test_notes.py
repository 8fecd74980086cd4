"""Footnotes: from the end of the page to their calls, and from there to the foot of the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from briefkit.layout import Layout
from briefkit.layout.notes import float_notes
from briefkit.layout.views import Box

if TYPE_CHECKING:
    from tests.layout.conftest import Lay

CSS = """
@page { size: A6; margin: 10mm; @top-left { content: string(section) } }
.footnote { float: footnote } h1 { string-set: section content(text) }
nav a::after { content: target-text(attr(href)) }
"""


def call(number: int) -> str:
    link = f'<a id="noteref-{number}" href="#note-{number}" role="doc-noteref">{number}</a>'
    return f'<sup class="note-call">{link}</sup>'


def body(number: int, content: str) -> str:
    link = f' <a class="backlink" role="doc-backlink" href="#noteref-{number}">↩</a>'
    head, _, tail = content.rpartition("</p>")
    shown = f"{head}{link}</p>{tail}" if head else content
    return f'<li id="note-{number}" class="footnote">{shown}</li>'


def notes(*bodies: str) -> str:
    return (
        '<section class="notes" role="doc-endnotes"><p class="notes-title">Notes</p>\n'
        f"<ol>\n{chr(10).join(bodies)}\n</ol></section>"
    )


def floated(html: str) -> str:
    """The body of a page after its notes were moved, as written again."""
    root = ElementTree.fromstring(f"<body>{html}</body>")  # noqa: S314 (written above)
    float_notes(root)
    return ElementTree.tostring(root, encoding="unicode").removeprefix("<body>").removesuffix("</body>")


LONG = f"<p>{'word ' * 2000}</p>"
FRENCH = '<p lang="fr">x</p>'

CASES = {
    "a paragraph stands in the line of its number": (
        f"<p>a{call(1)} b</p>{notes(body(1, '<p>x <em>y</em></p>'))}",
        '<p>a<span id="note-1" class="footnote">x <em>y</em></span> b</p>',
    ),
    "further blocks follow": (
        f"<p>a{call(1)}</p>{notes(body(1, '<p>x</p><ul><li>y</li></ul><p>z</p>'))}",
        '<p>a<span id="note-1" class="footnote">x<ul><li>y</li></ul><p>z</p></span></p>',
    ),
    "a paragraph that says more keeps what it says": (
        f"<p>a{call(1)}</p>{notes(body(1, FRENCH))}",
        '<p>a<span id="note-1" class="footnote"><span lang="fr">x</span></span></p>',
    ),
    "what is no paragraph stays a block": (
        f"<p>a{call(1)}</p>{notes(body(1, '<pre>x</pre><p></p>'))}",
        '<p>a<span id="note-1" class="footnote"><pre>x</pre></span></p>',
    ),
    "words around a call stay where they are": (
        f"<p>{call(1)}b<em>c{call(2)}</em>d</p>e{notes(body(1, '<p>x</p>'), body(2, '<p>y</p>'))}f",
        ('<p><span id="note-1" class="footnote">x</span>b<em>c<span id="note-2" class="footnote">y</span></em>d</p>ef'),
    ),
    "a call without a body stays": (f"<p>a{call(1)}</p>", f"<p>a{call(1)}</p>"),
    "a body without a call stays, and the section with it": (
        f"<p>a{call(1)}</p>{notes(body(1, '<p>x</p>'), body(2, 'y'))}",
        (
            '<p>a<span id="note-1" class="footnote">x</span></p><section class="notes" role="doc-endnotes">'
            '<p class="notes-title">Notes</p>\n<ol>\n\n'
            '<li id="note-2">y</li>\n</ol></section>'
        ),
    ),
    "what only looks like a call stays": (
        '<p>a<sup class="note-call"><a href="#note-1">1</a></sup></p>',
        '<p>a<sup class="note-call"><a href="#note-1">1</a></sup></p>',
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_notes_move_to_their_calls(case: str) -> None:
    html, expected = CASES[case]

    assert floated(html) == expected


def test_a_note_in_a_note_stays_at_the_end_and_numbers_go_on_behind_it() -> None:
    html = f"<p>a{call(1)} b{call(3)}</p>" + notes(
        body(1, f"<p>x{call(2)}</p>"), body(2, "<p>y</p>"), body(3, "<p>z</p>")
    )

    found = floated(html)

    assert f'<span id="note-1" class="footnote">x{call(2)}</span>' in found
    assert '<li id="note-2" value="2"><p>y ' in found
    assert '<span id="note-3" class="footnote" style="counter-set: footnote 2">z</span>' in found


def footnotes(layout: Layout) -> list[Box]:
    return [box.footnote for box in layout.boxes.descendants() if box.footnote is not None]


def test_boxes_have_the_footnotes_at_their_calls(lay: Lay) -> None:
    bodies = notes(body(1, "<p>x</p>"), body(2, "<p>y</p><p>z</p>"))

    layout = lay(f"<p>a{call(1)} b{call(2)}</p>{bodies}", CSS, floats_notes=True)

    assert [box.all_text for box in footnotes(layout)] == ["1. x", "2. yz"]
    assert "Notes" not in layout.boxes.all_text


def test_pages_that_float_no_notes_keep_them_at_the_end(lay: Lay) -> None:
    layout = lay(f"<p>a{call(1)}</p>{notes(body(1, '<p>x</p>'))}")

    assert footnotes(layout) == []
    assert "Notes" in layout.boxes.all_text
    assert "x ↩" in layout.boxes.all_text


def test_a_footnote_in_a_heading_stays_out_of_what_repeats_the_heading(lay: Lay) -> None:
    html = f'<nav><a href="#a"></a></nav><h1 id="a">Costs{call(1)} rise</h1>{notes(body(1, "<p>x</p>"))}'

    layout = lay(html, CSS, floats_notes=True)

    assert layout.pages.strings == {"section": {1: ("Costs rise",)}}
    assert layout.boxes.all_text == "Costs riseCosts1 rise"


def test_a_footnote_that_is_higher_than_a_page_is_reported(lay: Lay) -> None:
    layout = lay(f"<p>a{call(1)}</p>{notes(body(1, LONG))}", CSS, floats_notes=True)
    assert len(layout.pages.pages) > 1

    (found,) = layout.diagnostics

    assert found.rule.id == "B406"
    assert found.message.startswith("the footnote `1. word word word word")


@pytest.mark.parametrize("css", ["p { position: absolute }", "p { position: running(x) }"])
def test_a_footnote_that_is_called_outside_the_text_is_reported(lay: Lay, css: str) -> None:
    layout = lay(
        f"<p>a{call(1)}</p><div>b{call(2)}</div>{notes(body(1, 'x'), body(2, 'y'))}", CSS + css, floats_notes=True
    )
    assert len(layout.pages.pages) == 1

    (found,) = layout.diagnostics

    assert found.rule.id == "B407"
    assert "`1. x`" in found.message
