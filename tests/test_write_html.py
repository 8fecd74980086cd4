"""The HTML file: one file, nothing fetched, nothing run, nothing lost."""

from __future__ import annotations

import base64
import re
from io import BytesIO
from pathlib import Path, PurePosixPath

import lxml.html
import pytest
from fontTools.ttLib import TTFont

from briefkit.compose.page import Page, Sheet
from briefkit.resources import MemoryResources, packaged_font
from briefkit.write.html import write_html

FONT = "briefkit-font:Spectral/400"
FACE = f'@font-face {{ font-family: "Spectral"; src: url("{FONT}") }}'
RESOURCES = MemoryResources(
    files={PurePosixPath("in/map.svg"): b"<svg/>", PurePosixPath("in/a b.png"): b"\x89PNG"},
    fonts={FONT: packaged_font(FONT)},
)


def html_of(body: str, css: str = "", *, base: Path | None = Path("in")) -> tuple[str, list[str]]:
    """The HTML file of a page with this body and stylesheet, and the messages of what was found."""
    head = '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>T</title>\n</head>\n'
    page = Page(
        html=f"{head}<body>{body}</body></html>",
        sheets=(Sheet("styles/test/test.css", css),),
        base=base,
    )
    outcome = write_html(page, RESOURCES)
    return outcome.value.decode(), [found.message for found in outcome.diagnostics]


def test_the_page_is_html_5_with_its_character_set_first() -> None:
    html, _ = html_of("<p>Ä</p>")

    assert html.startswith("<!DOCTYPE html>\n<html")
    assert html.index("<meta charset") < html.index("<meta content")
    assert "<p>Ä</p>" in html


def test_a_policy_forbids_whatever_is_not_in_the_file() -> None:
    html, _ = html_of("<p>x</p><script>alert(1)</script><iframe src='x'></iframe>")

    page = lxml.html.document_fromstring(html)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ")
    assert not page.xpath("//script | //iframe")


def test_a_picture_is_put_into_the_page() -> None:
    html, found = html_of('<p><img src="map.svg" alt="A map"><img src="a%20b.png" alt=""></p>')

    sources = lxml.html.document_fromstring(html).xpath("//img/@src")
    assert sources == [
        "data:image/svg+xml;base64," + base64.b64encode(b"<svg/>").decode(),
        "data:image/png;base64," + base64.b64encode(b"\x89PNG").decode(),
    ]
    assert found == []


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://example.org/x.png", "nothing is fetched from the network"),
        ("//example.org/x.png", "nothing is fetched from the network"),
        ("file:///etc/passwd", "nothing is fetched from the network"),
        ("gone.png", "`in/gone.png` is missing"),
    ],
)
def test_a_picture_that_cannot_be_had_leaves_its_words(url: str, why: str) -> None:
    html, found = html_of(f'<p><img src="{url}" srcset="{url} 2x" alt="A map"></p>')

    (image,) = lxml.html.document_fromstring(html).xpath("//img")
    assert dict(image.attrib) == {"alt": "A map"}
    assert found == [f"`{url}` is not put into the HTML file: {why}"]


def test_what_stylesheets_name_is_put_into_them() -> None:
    html, found = html_of("<p>x</p>", 'p { background: url(map.svg), url( "map.svg" ); content: "</style>" }')

    assert found == []
    assert html.count("data:image/svg+xml;base64,") == 2
    assert html.count("</style>") == 1


def test_an_imported_stylesheet_is_left_out_and_told() -> None:
    html, found = html_of("<p>x</p>", '@import "more.css"; p { color: red }')

    assert "more.css" not in html
    assert "p { color: red }" in html
    assert len(found) == 1


def test_a_font_has_the_characters_of_the_page_and_of_the_stylesheets_strings() -> None:
    html, found = html_of("<p>Ž &eacute;</p>", FACE + r'p::before { content: "\2116 "; } p::after { content: "§" }')

    encoded = re.search(r"data:font/woff2;base64,([\w+/=]+)", html)
    assert encoded is not None
    font = TTFont(BytesIO(base64.b64decode(encoded[1])))
    characters = set(font.getBestCmap())
    assert {ord(char) for char in "Žé№§aZ9"} <= characters
    assert ord("Ω") not in characters
    assert len(base64.b64decode(encoded[1])) < len(RESOURCES.fonts[FONT].data) / 2
    assert found == []


def test_libraries_say_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    html_of("<p>x</p>", FACE)

    assert capfd.readouterr() == ("", "")


def test_the_same_page_is_the_same_file() -> None:
    assert html_of("<p>x</p>", FACE) == html_of("<p>x</p>", FACE)
