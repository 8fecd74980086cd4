"""`briefkit render`: any HTML page to PDF and Word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

Run = Any
Pages = list[Any]
PAGE = '<!doctype html><html lang="en"><title>A page</title><h1>Brücke</h1><p>Words.'


@pytest.fixture
def page(here: Path) -> Path:
    path = here / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_a_page_becomes_the_files_that_are_named(run: Run, here: Path, page: Path, fast: Pages) -> None:
    (here / "print.css").write_text("p { color: red }")

    ran = run("render", page.name, "--css", "print.css", "-o", "a.pdf", "-o", "b.docx")

    assert (ran.code, ran.err, ran.lines) == (0, "", ["a.pdf", "b.docx"])
    assert fast[0].html == PAGE
    assert [(sheet.name, sheet.text) for sheet in fast[0].sheets] == [("print.css", "p { color: red }")]
    assert fast[0].uses_system_fonts
    assert fast[0].base == Path()


def test_a_real_page_becomes_a_pdf_and_a_word_file(run: Run, here: Path, page: Path) -> None:
    ran = run("render", page.name, "-o", "a.pdf", "-o", "b.docx")

    assert (ran.code, ran.lines) == (0, ["a.pdf", "b.docx"])
    assert (here / "a.pdf").read_bytes().startswith(b"%PDF-")
    assert (here / "b.docx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", ""), ("utf-16", ""), ("iso-8859-15", "<meta charset=iso-8859-15>"), ("cp1252", "")],
)
def test_a_page_is_read_in_its_encoding(run: Run, here: Path, fast: Pages, encoding: str, declared: str) -> None:
    (here / "page.html").write_bytes(f"{declared}<p>Brücke und noch mehr Wörter".encode(encoding))

    run("render", "page.html", "-o", "a.pdf")

    assert "Brücke und noch mehr Wörter" in fast[0].html


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize(
    ("arguments", "code", "rules"),
    [
        (["page.html"], 2, []),
        (["page.html", "-o", "a.odt"], 2, ["B206"]),
        (["missing.html", "-o", "a.pdf"], 3, ["B001"]),
        (["page.html", "--css", "missing.css", "-o", "a.pdf"], 3, ["B001"]),
        (["page.html", "--css", "../outside.css", "-o", "a.pdf"], 3, ["B008"]),
        (["empty.html", "-o", "a.pdf"], 1, ["B003"]),
        (["page.html", "--css", "latin.css", "-o", "a.pdf"], 1, ["B306"]),
        ([".", "-o", "a.pdf"], 3, ["B002"]),
    ],
)
def test_what_cannot_be_rendered(run: Run, here: Path, arguments: list[str], code: int, rules: list[str]) -> None:
    (here / "empty.html").touch()
    (here / "latin.css").write_bytes(b"/* \xff */")
    (here.parent / "outside.css").touch()

    ran = run("render", *arguments)

    assert (ran.code, ran.out, ran.rules) == (code, "", rules), ran.err
    assert not list(here.glob("a.*"))


def test_root_widens_what_may_be_read(run: Run, here: Path, page: Path, fast: Pages) -> None:
    (here.parent / "outside.css").write_text("p { color: red }")

    ran = run("render", page.name, "--css", "../outside.css", "--root", "..", "-o", "a.pdf")

    assert ran.code == 0
    assert len(fast[0].sheets) == 1


def test_a_project_is_the_root_of_its_pages(run: Run, here: Path, fast: Pages) -> None:
    (here / "briefkit.toml").touch()
    (here / "sub").mkdir()
    (here / "sub" / "page.html").write_text(PAGE, encoding="utf-8")
    (here / "print.css").touch()

    assert run("render", "sub/page.html", "--css", "print.css", "-o", "a.pdf").code == 0
    assert fast[0].base == Path("sub")


def test_an_edited_file_is_kept(run: Run, here: Path, page: Path, fast: Pages) -> None:
    (here / "a.docx").write_bytes(b"edited")

    ran = run("render", page.name, "-o", "a.docx")

    assert (ran.code, ran.out, ran.rules, len(fast)) == (1, "", ["B701"], 1)
    assert (here / "a.docx").read_bytes() == b"edited"
