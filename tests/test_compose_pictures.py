"""Pictures that cannot be shown: named where they stand, and a mark in their place."""

from __future__ import annotations

import base64
import io
from pathlib import Path, PurePosixPath

import pytest
from PIL import Image as Pillow

from briefkit.compose.pictures import MAX_BYTES, check_pictures, fault_of
from briefkit.diagnostics import Outcome
from briefkit.model import Attrs, Document, Image, Logo, Meta
from briefkit.model.build import document, figure, image, p, styled, table
from briefkit.model.build import row as cells
from briefkit.resources import LocalResources, MemoryResources
from briefkit.spans import Span

BASE = Path("/reports")
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect/></svg>'


def picture(width: int = 3, height: int = 2, kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    Pillow.new("1" if width * height > 10**6 else "RGB", (width, height)).save(file, kind)
    return file.getvalue()


def data_url(data: bytes, media_type: str = "image/png") -> str:
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


def checked(source: str, base: Path | None = BASE, **files: bytes) -> Outcome[Document]:
    held = {PurePosixPath("/reports") / name.replace("__", "."): data for name, data in files.items()}
    return check_pictures(document(p("a ", image(source, "what it shows"))), MemoryResources(held), base)


@pytest.mark.parametrize(
    "source", ["a.png", "./x/../a.png", "a%2Epng", "a.png?v=1#part", "/reports/a.png", "file:///reports/a.png"]
)
def test_a_picture_that_is_there_is_left_alone(source: str) -> None:
    written = document(p(image(source, "dot")))

    outcome = check_pictures(written, MemoryResources({PurePosixPath("/reports/a.png"): picture()}), BASE)

    assert outcome.value is written
    assert outcome.diagnostics == ()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP", "ICO"])
def test_raster_formats_are_known_by_what_is_in_them(kind: str) -> None:
    assert fault_of(picture(kind=kind)) is None


@pytest.mark.parametrize("data", [SVG, b"<svg/>", b"\xef\xbb\xbf" + SVG])
def test_drawings_are_known_by_their_root(data: bytes) -> None:
    assert fault_of(data) is None


@pytest.mark.parametrize(
    "data",
    [b"", b"words", b"<html><svg/></html>", b"<svg", b"%!PS-Adobe-3.0 EPSF-3.0", picture(90, 90)[:-20], picture()[:30]],
)
def test_what_is_no_whole_picture_is_an_error(data: bytes) -> None:
    fault = fault_of(data)

    assert fault is not None
    assert fault.rule == "B507"
    assert "PNG, JPEG" in fault.hint


def test_a_picture_that_is_missing_leaves_what_it_shows() -> None:
    outcome = checked("b.png")

    assert outcome.value == document(p("a ", styled("missing", "what it shows")))
    assert [(found.rule.id, found.message) for found in outcome.diagnostics] == [
        ("B507", "the picture `b.png` is missing")
    ]


def test_a_picture_that_says_nothing_leaves_its_file_s_name() -> None:
    outcome = check_pictures(document(p(image("charts/my%20chart.png", ""))), MemoryResources(), BASE)

    assert outcome.value == document(p(styled("missing", "my chart.png")))


def test_the_file_with_the_nearest_name_is_named(tmp_path: Path) -> None:
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "chart.png").write_bytes(picture())
    span = Span("brief.md", 3, 20)
    written = Document(blocks=(p(Image(source="img/chrat.png", alt="x", span=span)),))

    (found,) = check_pictures(written, LocalResources(tmp_path), tmp_path).diagnostics

    assert found.hint == "did you mean `img/chart.png`?"
    assert (found.span.source, found.span.start, found.span.end) == ("brief.md", 3, 20)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("https://example.org/a.png", "is not read: `https:` leads out of the project"),
        ("//host/a.png", "files of other machines"),
        ("", "the picture names no file"),
        ("#a", "names no file"),
        ("a%00.png", "names no file"),
        ("http://[", "no URL"),
        ("img\\a.png", "`img\\a.png` is missing"),
        ("data:image/png", "without a comma"),
        ("data:image/png;base64,A", "not written in base64"),
        ("data:image/png;base64,AAAA", "`data:image/png;base64` is no picture that can be read"),
    ],
)
def test_what_leads_to_no_picture_is_an_error(source: str, says: str) -> None:
    (found,) = checked(source).diagnostics

    assert found.rule.id == "B507"
    assert says in found.message


def test_without_a_folder_paths_lead_nowhere() -> None:
    (found,) = checked("a.png", None, a__png=picture()).diagnostics

    assert "no folder" in found.message


def test_files_outside_the_project_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(picture())
    inside = tmp_path / "project"
    inside.mkdir()

    (found,) = check_pictures(document(p(image("../a.png", ""))), LocalResources(inside), inside).diagnostics

    assert found.rule.id == "B507"
    assert "lies outside the project's folder" in found.message


@pytest.mark.parametrize(
    "source", [data_url(picture()), data_url(SVG, "image/svg+xml"), "data:image/svg+xml,%3Csvg/%3E"]
)
def test_pictures_may_stand_in_the_source_itself(source: str) -> None:
    assert checked(source).diagnostics == ()


@pytest.mark.parametrize("size", [(8001, 8000), (12000, 9000), (16000, 12000)])
def test_a_picture_of_too_many_pixels_is_too_large(size: tuple[int, int]) -> None:
    (found,) = checked("a.png", a__png=picture(*size)).diagnostics

    assert found.rule.id == "B508"
    assert found.message.startswith("the picture `a.png` is too large: it has ")
    assert "64 million pixels" in found.hint


def test_a_picture_of_too_many_bytes_is_too_large() -> None:
    (found,) = checked("a.png", a__png=picture() + bytes(MAX_BYTES)).diagnostics

    assert (found.rule.id, found.message) == (
        "B508",
        "the picture `a.png` is too large: 50.0 MB; up to 50 MB are read",
    )


def test_pictures_are_found_wherever_they_stand() -> None:
    written = document(
        figure(image("1.png", "one"), title=image("2.png", "two")),
        table(None, cells(p(image("3.png", "three")))),
        title=image("4.png", "four"),
    )

    outcome = check_pictures(written, MemoryResources(), BASE)

    assert sorted(found.message for found in outcome.diagnostics) == [
        f"the picture `{number}.png` is missing" for number in range(1, 5)
    ]


def test_the_mark_keeps_the_id_that_references_lead_to() -> None:
    written = document(p(Image(source="a.png", alt="x", attrs=Attrs(id="fig", classes=("wide",)))))

    outcome = check_pictures(written, MemoryResources(), BASE)

    assert outcome.value.blocks[0].content[0].attrs == Attrs(id="fig", classes=("missing",))  # type: ignore[union-attr]


def test_a_logo_that_is_missing_is_left_out() -> None:
    written = Document(meta=Meta(logo=Logo(source="logo.svg"), title=(p("x").content)))

    outcome = check_pictures(written, MemoryResources(), BASE)

    assert outcome.value.meta.logo is None
    assert [(found.rule.id, found.message, found.place) for found in outcome.diagnostics] == [
        ("B507", "the logo `logo.svg` is missing", "meta.logo")
    ]
