"""Pages are laid out for Word only where something depends on them."""

from __future__ import annotations

import pytest
from tests.word_files import WordPages

from briefkit.write import docx
from briefkit.write.docx import write_docx
from briefkit.write.docx.oracle import asks_for_pages

PAGES = WordPages("""
@font-face { font-family: Text; src: url("briefkit-font:Fira Sans/400") }
html { font: 10pt/14pt Text } body { margin: 0 }
""")
PROSE = "<h1>One</h1><p>Text with <em>stress</em>.</p><ul><li>item</li></ul><table><tr><td>cell</td></tr></table>"


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ("<p style='display: flex'>x</p>", ""),
        ("<p style='float: left'>x</p>", ""),
        ("<p style='position: absolute'>x</p>", ""),
        ("<p style='columns: 2'>x</p>", ""),
        ("<p style='border: 1pt solid'>x</p>", ""),
        ("<svg width='9' height='9'/>", ""),
        ("<p>x</p>", "@page { @bottom-center { content: 'x' } }"),
        ("<p>x</p>", "@page :first { @top-left { content: 'x' } }"),
        ("<p>x</p>", "@page :left { @top-left { content: 'x' } }"),
        ("<p class=w>x</p>", "@page w { background: #eee } .w { page: w }"),
        ("<p><a href='#x' id=x>x</a></p>", "a::after { content: target-counter(attr(href), page) }"),
        ("<p>x<span class=n><svg width='9' height='9'/></span></p>", ".n { float: footnote }"),
        ("<p id=x>x<a class=n href='#x'>y</a></p>", ".n { float: footnote } a::after { content: counter(page) }"),
        ("<p style='break-before: right'>x</p>", ""),
        ("<p>x</p>", "@page :first { margin-top: 60mm }"),
        ("<p>x</p>", "@page :left { margin-left: 60mm }"),
        ("<p class=w>x</p>", "@page :nth(1 of w) { size: A5 } .w { page: w }"),
        ("<p>x</p>", "@page { counter-increment: page 2 }"),
        ("<p class=w>x</p>", "@page :nth(1 of w) { counter-reset: page 7 } .w { page: w }"),
    ],
)
def test_what_has_a_place_asks_for_pages(body: str, css: str) -> None:
    assert asks_for_pages(PAGES.laid_out(PROSE + body, css))


def test_prose_asks_for_none(monkeypatch: pytest.MonkeyPatch) -> None:
    layout = PAGES.laid_out(PROSE)
    assert not asks_for_pages(layout)

    monkeypatch.setattr(type(layout), "pages", property(lambda _: pytest.fail("pages were laid out")))

    assert write_docx(layout).value.startswith(b"PK")


def test_prose_without_pages_is_the_same_file() -> None:
    layout, paged = PAGES.laid_out(PROSE), PAGES.laid_out(PROSE, ".none { columns: 2 }")
    assert paged.pages.pages

    assert write_docx(layout).value == write_docx(paged).value


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ("<p class=w>x</p>", ".w { page: w } @page w { size: A5; margin: 9mm }"),
        ("<p style='break-before: page'>x</p>", ""),
        ("<p class=w>x</p>", ".w { counter-reset: page 5; break-before: page }"),
        ("<p>x<span class=n>note<em>!</em></span></p>", ".n { float: footnote }"),
        ("<p>x</p>", "body { border: 1pt solid }"),
        ("<p>x</p>", "@page { border: 1pt solid }"),
        ("<p>x</p>", "h1 { string-set: t content() } p::before { content: string(t) }"),
        ("<p>x</p>", "h1 { counter-increment: h } h1::before { content: counter(h) ' ' }"),
        ("<figure><figcaption>x</figcaption></figure>", "figcaption::before { content: 'Figure ' counter(f) '. ' }"),
        ("<div class=f>" + "<p>x</p>" * 300 + "<ul><li>y</li></ul></div>", ".f { border: 1pt solid transparent }"),
        ("<p>x</p>", "p::first-letter { font-size: 30pt }"),
        ("<p style='position: relative; top: 4pt'>x</p><div style='height: 40pt'></div>", ""),
        ("<p>x <b style='border: 1pt solid'>y</b></p>", "td { border: 1pt solid; background: #eee }"),
        ("<p>x</p>", "li::marker { content: counter(page) ' ' }"),
    ],
)
def test_what_has_no_place_is_the_same_without_pages(body: str, css: str, monkeypatch: pytest.MonkeyPatch) -> None:
    body += PROSE + "<p>x</p>" * 100
    layout = PAGES.laid_out(body, css)
    assert not asks_for_pages(layout)

    free = write_docx(layout).value
    monkeypatch.setattr(docx, "asks_for_pages", lambda _: True)

    assert free == write_docx(PAGES.laid_out(body, css)).value
