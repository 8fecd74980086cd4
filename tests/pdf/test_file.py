"""The PDF as a file: metadata, outline, links, attachments, the same bytes every time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pdf.conftest import Write, Written

HEAD = (
    "<title>The title</title><meta name=author content='Ann'><meta name=author content='Ben'>"
    "<meta name=description content='The subject'><meta name=keywords content='one, two'>"
)
DATED = HEAD + "<meta name=dcterms.created content=2026-02-01><meta name=dcterms.modified content=2026-02-03>"

PAGE = """
<nav role=doc-toc><ol><li><a href="#a">One</a></li></ol></nav><h1 id=a>One</h1><p>Text with <em>some</em> words.</p>
<ul><li><p>loose</p></li></ul><p style="opacity: .5; text-decoration: underline">half</p><h2>Two</h2><p>漢</p>
"""


def uris(written: Written) -> list[str]:
    with written.pdf as pdf:
        return [
            str(annotation.A.URI) for page in pdf.pages for annotation in page.get("/Annots", []) if "/A" in annotation
        ]


def test_metadata_comes_from_the_page_s_head(write: Write) -> None:
    written = write("<p>x</p>", head=HEAD)

    with written.pdf as pdf:
        assert {key: str(value) for key, value in pdf.docinfo.items()} == {
            "/Title": "The title",
            "/Author": "Ann; Ben",
            "/Subject": "The subject",
            "/Keywords": "one, two",
            "/Producer": "WeasyPrint 70.0",
        }
        assert pdf.Root.Lang == "en"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        xmp = pdf.open_metadata()
        assert xmp["dc:title"] == "The title"
        assert xmp["dc:creator"] == ["Ann", "Ben"]
        assert xmp["pdfuaid:part"] == "1"


def test_dates_are_those_of_the_page_or_none(write: Write) -> None:
    with write("<p>x</p>", head=DATED).pdf as pdf:
        assert (str(pdf.docinfo["/CreationDate"]), str(pdf.docinfo["/ModDate"])) == ("D:20260201", "D:20260203")


def test_headings_are_the_outline(write: Write) -> None:
    with write("<h1>One</h1><h2>Two</h2><h1>Three</h1>").pdf as pdf, pdf.open_outline() as outline:
        assert [(item.title, [child.title for child in item.children]) for item in outline.root] == [
            ("One", ["Two"]),
            ("Three", []),
        ]


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        " java\tscript:x",
        "file:///etc/passwd",
        "data:text/html,x",
        "vbscript:x",
        "//host/share",
        "/\t/host",
        "\\\\host\\share",
        "/.//host",
        "%5C%5Chost",
    ],
)
def test_links_that_run_code_or_open_files_lose_their_target(write: Write, target: str) -> None:
    written = write(f'<p><a href="{target}">x</a></p>')

    assert uris(written) == []
    assert [diagnostic.rule.id for diagnostic in written.diagnostics] == ["B104"]
    assert b"/Launch" not in written.data
    assert "Link" not in written.outline


@pytest.mark.parametrize(
    "target", ["https://example.org/a?b=c#d", "mailto:a@example.org", "tel:+1", "other.html#x", "../a.pdf"]
)
def test_other_links_are_written_as_the_author_wrote_them(write: Write, target: str) -> None:
    written = write(f'<p><a href="{target}">x</a></p>')

    assert uris(written) == [target]
    assert written.diagnostics == ()


def test_links_into_the_document_lead_to_their_places(write: Write) -> None:
    with write('<p><a href="#there">x</a></p><h1 id=there>y</h1>').pdf as pdf:
        (annotation,) = pdf.pages[0].Annots
        assert str(annotation.Dest) == "there"
        assert str(pdf.Root.Names.Dests.Names[0]) == "there"


def test_a_link_has_one_rectangle_a_line_whatever_is_in_it(write: Write) -> None:
    with write('<p><a href="https://x.org">one <em>two <b>three</b></em> four</a></p>').pdf as pdf:
        assert len(pdf.pages[0].Annots) == 1


def test_a_link_s_rectangle_holds_the_picture_in_it(write: Write) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="80"><title>t</title><path d="M0 0h9v9z"/></svg>'

    with write(f'<p><a href="https://x.org">{svg}</a></p>').pdf as pdf:
        left, top, right, bottom = (float(value) for value in pdf.pages[0].Annots[0].Rect)
        assert abs(top - bottom) >= 60
        assert right - left == pytest.approx(45)


def test_links_in_margin_boxes_are_not_followed(write: Write) -> None:
    written = write(
        '<div class=r><a href="https://x.org">x</a></div><p>y</p>',
        ".r { position: running(r) } @page { @top-right { content: element(r) } }",
    )

    assert uris(written) == []


def test_files_of_the_project_are_attached_and_dated_like_the_page(write: Write, tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("a,b", encoding="utf-8")

    written = write("<p><a rel=attachment href=data.csv>x</a></p>", head=DATED + "<link rel=attachment href=data.csv>")

    with written.pdf as pdf:
        attachments = pdf.attachments
        assert list(attachments) == ["data.csv"]
        assert attachments["data.csv"].get_file().read_bytes() == b"a,b"
        assert str(attachments["data.csv"].obj.EF.F.Params.ModDate) == "D:20260203000000Z"
        assert "/Annots" not in pdf.pages[0]


def test_files_outside_the_project_are_not_attached(write: Write) -> None:
    written = write("<p>x</p>", head="<title>x</title><link rel=attachment href='/etc/passwd'>")

    assert [diagnostic.rule.id for diagnostic in written.diagnostics] == ["B403"]
    assert b"EmbeddedFile" not in written.data


def test_forms_are_only_drawn(write: Write) -> None:
    with write(
        "<form action='https://x.org'><input value=x><input type=submit></form>", "input { appearance: auto }"
    ).pdf as pdf:
        assert "/AcroForm" not in pdf.Root


def test_writing_twice_gives_the_same_bytes(write: Write, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    head = HEAD + "<link rel=attachment href=a.txt>"

    assert write(PAGE, head=head).data == write(PAGE, head=head).data


SCRIPT = """
import hashlib, sys
from pathlib import Path
from briefkit.compose.page import Page, Sheet
from briefkit.layout import lay_out
from briefkit.resources import LocalResources
from briefkit.write.pdf import write_pdf
html, css = (Path(name).read_text() for name in sys.argv[1:3])
folder = Path(sys.argv[3]); folder.mkdir(); (folder / "dot.svg").write_text(sys.argv[4])
layout = lay_out(Page(html, (Sheet("a.css", css),), base=folder), LocalResources(folder))
print(hashlib.sha256(write_pdf(layout).value).hexdigest())
"""


def test_bytes_do_not_depend_on_process_hash_seed_time_zone_or_folder(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    picture = '<p><img src="dot.svg" alt="a dot"><a href="next.html">next</a></p>'
    (tmp_path / "a.html").write_text(f"<html lang=en><head>{HEAD}</head><body>{PAGE}{picture}", encoding="utf-8")
    (tmp_path / "a.css").write_text(
        '@font-face { font-family: Spectral; src: url("briefkit-font:Spectral/400") } html { font-family: Spectral }',
        encoding="utf-8",
    )

    digests = set()
    for seed, zone, folder in (("0", "UTC", "one"), ("1", "Pacific/Auckland", "another/with-longer-name")):
        (tmp_path / folder).parent.mkdir(exist_ok=True)
        ran = subprocess.run(
            [sys.executable, "-c", SCRIPT, "a.html", "a.css", str(tmp_path / folder), svg],
            cwd=tmp_path,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(ran.stdout)

    assert len(digests) == 1


def test_a_page_without_title_or_language_is_reported(write: Write) -> None:
    written = write("<p>x</p>", head="", lang="''")

    assert [diagnostic.rule.id for diagnostic in written.diagnostics] == ["B503", "B503"]


def test_the_file_opens_without_complaint(write: Write) -> None:
    with write(PAGE).pdf as pdf:
        assert pdf.check_pdf_syntax() == []
