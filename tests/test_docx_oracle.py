"""Pages are laid out for Word only where something depends on them."""

from __future__ import annotations

import pytest
from tests.word_files import WordPages

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
