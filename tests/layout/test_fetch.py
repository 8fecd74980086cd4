"""The confined fetcher: nothing but the project's files, data and packaged fonts gets into a page."""

from __future__ import annotations

import socket
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest

from briefkit.compose.page import Page, Sheet
from briefkit.layout import lay_out
from briefkit.layout.fetch import PAGE_URL, Fetcher, as_written
from briefkit.resources import LocalResources, MemoryResources, packaged_font

if TYPE_CHECKING:
    from tests.layout.conftest import Lay

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>'

REFUSED = [
    "http://example.org/a.png",
    "https://example.org/a.png",
    "HTTPS://example.org/a.png",
    "ftp://example.org/a.png",
    "//example.org/a.png",
    "file:///etc/hostname",
    "FILE:///etc/hostname",
    "file://localhost/etc/hostname",
    "file://elsewhere/etc/hostname",
    "/etc/hostname",
    "../secret.svg",
    "%2e%2e/secret.svg",
    "..%2fsecret.svg",
    "link.svg",
    "javascript:alert(1)",
]


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a picture, beside it one that is none of its business, and a link that leads there."""
    root = tmp_path / "project"
    root.mkdir()
    (root / "inside.svg").write_bytes(SVG)
    (tmp_path / "secret.svg").write_bytes(SVG)
    (root / "link.svg").symlink_to(tmp_path / "secret.svg")
    return root


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("url", REFUSED)
@pytest.mark.parametrize(
    "body",
    [
        '<img src="{url}" alt="x">',
        "<style>@import '{url}';</style>",
        '<link rel=stylesheet href="{url}">',
        "<p style=\"background: url('{url}')\">x</p>",
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}" width="5" height="5"/></svg>',
        '<object data="{url}">x</object>',
        "<style>@font-face {{ font-family: y; src: url('{url}') }} p {{ font-family: y }}</style><p>x</p>",
    ],
)
def test_what_lies_outside_is_refused_and_named(project: Path, url: str, body: str) -> None:
    page = Page(f"<!doctype html><title>x</title>{body.format(url=url)}<p>text", base=project, uses_system_fonts=True)

    layout = lay_out(page, LocalResources(project))
    layout.write_pdf(lambda root: root)

    assert [diagnostic.rule.id for diagnostic in layout.diagnostics] == ["B403"]
    assert "svg" in body or not any(box.image for box in layout.boxes.descendants())


@pytest.mark.usefixtures("no_network")
def test_files_of_the_project_are_read(project: Path) -> None:
    page = Page('<p><img src="inside.svg" alt=x><img src="../project/inside.svg" alt=y>', base=project)

    layout = lay_out(page, LocalResources(project))

    assert layout.diagnostics == ()
    assert sum(box.image is not None for box in layout.boxes.descendants()) == 2


def test_a_page_may_stand_in_memory() -> None:
    fonts = {url: packaged_font(url) for url in ("briefkit-font:Spectral/400",)}
    resources = MemoryResources(files={PurePosixPath("reports/a/b.svg"): SVG}, fonts=fonts)
    faces = Sheet("faces.css", '@font-face { font-family: Spectral; src: url("briefkit-font:Spectral/400") }')

    layout = lay_out(Page('<p><img src="a/b.svg" alt=x>', (faces,), base=Path("reports")), resources)

    assert layout.diagnostics == ()
    assert any(box.image for box in layout.boxes.descendants())


def test_relative_urls_of_a_linked_stylesheet_start_from_it(lay: Lay, tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "main.css").write_text("p::before { content: url(dot.svg) }", encoding="utf-8")
    (tmp_path / "css" / "dot.svg").write_bytes(SVG)

    layout = lay("<p>x", head='<link rel=stylesheet href="css/main.css">')

    assert layout.diagnostics == ()
    assert any(box.image for box in layout.boxes.descendants())


def test_without_a_folder_relative_urls_lead_nowhere(lay: Lay) -> None:
    (diagnostic,) = lay('<p><img src="a.png" alt="x">', base=None).diagnostics

    assert diagnostic.rule.id == "B403"
    assert "no folder" in diagnostic.message


@pytest.mark.parametrize("url", ["a b/c.html", "c.html#part", "../up.html?x=1", "c%20d.html"])
def test_urls_are_as_the_author_wrote_them(url: str) -> None:
    assert as_written(urljoin(PAGE_URL, url)) == url.replace(" ", "%20")


def test_a_relative_url_may_leave_the_page_s_folder_for_the_project(tmp_path: Path) -> None:
    fetcher = Fetcher(LocalResources(tmp_path), tmp_path / "a" / "b")

    assert fetcher.path_of(urljoin(PAGE_URL, "../../x.png")) == tmp_path / "a" / "b" / ".." / ".." / "x.png"


def test_what_is_left_out_is_said_in_the_words_of_who_refused_it(lay: Lay) -> None:
    (diagnostic,) = lay('<p><img src="/etc/hostname" alt="x">').diagnostics

    assert "lies outside the project's folder" in diagnostic.message
    assert "--root" in diagnostic.hint


def test_the_page_s_folder_is_not_in_what_the_page_says(lay: Lay, tmp_path: Path) -> None:
    (tmp_path / "dot.svg").write_bytes(SVG)

    layout = lay('<p><img src="dot.svg" alt="x"><a href="other.html">y</a>', "p { background: url(dot.svg) }")

    assert str(tmp_path) not in repr(list(layout.boxes.descendants()))
