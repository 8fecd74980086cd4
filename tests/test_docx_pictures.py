"""Pictures in Word: vector drawings stay what they are, beside pixels for those who do not read them."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from briefkit.compose.page import Page, Sheet
from briefkit.layout import Layout, lay_out
from briefkit.resources import LocalResources
from briefkit.write.docx import write_docx

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ASVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}"
SVG = "{http://www.w3.org/2000/svg}"

CSS = """
@font-face { font-family: Text; src: url("briefkit-font:Fira Sans/400") }
@page { size: A5; margin: 20mm }
html { font: 10pt/14pt Text } body, p { margin: 0 } .wide { width: 90pt; height: 60pt }
"""
SQUARE = '<rect x="1" y="1" width="2" height="2" fill="#c00000"/>'
DRAWING = f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" viewBox="0 0 4 4">{SQUARE}</svg>'


def laid_out(body: str) -> Layout:
    html = f'<!doctype html><html lang="en"><head><title>T</title></head><body>{body}</body></html>'
    return lay_out(Page(html, (Sheet("test.css", CSS),), Path("/")), LocalResources(Path("/")))


def package(body: str) -> zipfile.ZipFile:
    outcome = write_docx(laid_out(body))
    assert outcome.diagnostics == ()
    return zipfile.ZipFile(io.BytesIO(outcome.value))


def test_a_drawing_is_kept_as_svg_beside_pixels_of_it() -> None:
    made = package(f"<p>{DRAWING}</p>")

    blip = next(etree.fromstring(made.read("word/document.xml")).iter(f"{A}blip"))
    (vector,) = blip.iter(f"{ASVG}svgBlip")
    links = etree.fromstring(made.read("word/_rels/document.xml.rels"))
    target = {str(link.get("Id")): str(link.get("Target")) for link in links}
    assert target[str(blip.get(f"{R}embed"))] == "media/image2.png"
    assert target[str(vector.get(f"{R}embed"))] == "media/image1.svg"
    assert b'PartName="/word/media/image1.svg" ContentType="image/svg+xml"' in made.read("[Content_Types].xml")


def test_the_pixels_are_the_drawing_on_a_clear_ground() -> None:
    made = package(f"<p>{DRAWING}</p>")

    image = Image.open(io.BytesIO(made.read("word/media/image2.png")))
    assert image.size == (120, 120)  # three for each pixel of CSS
    assert image.getpixel((5, 5)) == (255, 255, 255, 0)
    assert image.getpixel((60, 60)) == (0xC0, 0, 0, 255)


def test_the_pixels_are_as_many_as_the_laid_out_size_asks_for() -> None:
    made = package(f"<p>{DRAWING.replace('<svg', '<svg class=wide', 1)}</p>")

    assert Image.open(io.BytesIO(made.read("word/media/image2.png"))).size == (360, 240)


def test_a_drawing_has_the_usual_namespaces_and_no_prefixes() -> None:
    made = package(f"<p>{DRAWING}</p>")

    file = made.read("word/media/image1.svg")
    assert etree.fromstring(file).tag == f"{SVG}svg"
    assert b"<svg " in file and b"ns0:" not in file


def test_text_in_a_drawing_is_drawn_in_the_fonts_of_the_page() -> None:
    text = '<text x="0" y="3" font-size="3" font-family="Text">W</text>'
    made = package(f"<p>{DRAWING.replace(SQUARE, text)}</p>")

    image = Image.open(io.BytesIO(made.read("word/media/image2.png")))
    assert image.getbbox() is not None


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert write_docx(laid_out(f"<p>{DRAWING}</p>")).value == write_docx(laid_out(f"<p>{DRAWING}</p>")).value


def test_a_drawing_without_a_size_to_speak_of_still_gives_pixels() -> None:
    made = package(f"<p>{DRAWING.replace('<svg', '<svg style=width:0.1pt;height:0.1pt', 1)}</p>")

    assert Image.open(io.BytesIO(made.read("word/media/image2.png"))).size == (1, 1)


def test_drawing_pixels_leaves_the_pdf_as_it_was() -> None:
    alone, beside = laid_out(f"<p>{DRAWING}</p>"), laid_out(f"<p>{DRAWING}</p>")

    write_docx(beside)

    assert beside.write_pdf(lambda root: root) == alone.write_pdf(lambda root: root)


def test_a_drawing_that_refers_to_other_files_is_pixels_alone() -> None:
    drawing = DRAWING.replace(SQUARE, f'{SQUARE}<a href="https://example.org/">{SQUARE}</a>')

    made = package(f"<p>{drawing}</p>")

    assert [name for name in made.namelist() if name.startswith("word/media/")] == ["word/media/image1.png"]


# Cut and rounded ------------------------------------------------------------------------------------------------------


def photo(style: str) -> str:
    """A picture of 40 × 20 pixels (30 × 15 pt) in a box of 60 × 60 pt."""
    made = io.BytesIO()
    Image.new("RGB", (40, 20), "#c00000").save(made, "PNG")
    data = base64.b64encode(made.getvalue()).decode()
    return f'<p><img alt="x" src="data:image/png;base64,{data}" style="width: 60pt; height: 60pt; {style}"></p>'


def drawn(style: str) -> etree._Element:
    return next(etree.fromstring(package(photo(style)).read("word/document.xml")).iter(f"{PIC}pic"))


def cuts(style: str) -> dict[str, int]:
    """What is cut off the sides of a picture, in thousandths."""
    found = drawn(style).find(f".//{A}srcRect")
    return {} if found is None else {str(side): round(int(share) / 100) for side, share in found.attrib.items()}


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("", {}),
        ("object-fit: fill", {}),
        ("object-fit: cover", {"l": 250, "r": 250}),
        ("object-fit: cover; object-position: left", {"r": 500}),
        ("object-fit: cover; object-position: right 15pt top", {"l": 625, "r": -125}),
        ("object-fit: contain", {"t": -500, "b": -500}),
        ("object-fit: contain; object-position: top", {"b": -1000}),
        ("object-fit: none", {"l": -500, "r": -500, "t": -1500, "b": -1500}),
        ("object-fit: scale-down; width: 15pt; height: 15pt", {"t": -500, "b": -500}),
    ],
)
def test_a_picture_is_cut_as_it_fits_its_box(style: str, expected: dict[str, int]) -> None:
    assert cuts(style) == expected


@pytest.mark.parametrize(
    ("style", "geometry", "adjusted"),
    [
        ("", "rect", []),
        ("border-radius: 6pt", "roundRect", ["val 10000"]),
        ("border-radius: 100pt", "roundRect", ["val 50000"]),
        ("border-radius: 50%; width: 30pt", "ellipse", []),
    ],
)
def test_corners_of_pictures_are_round(style: str, geometry: str, adjusted: list[str]) -> None:
    shape = drawn(style).find(f".//{A}prstGeom")

    assert shape is not None
    assert shape.get("prst") == geometry
    assert len(shape.xpath("../a:blipFill", namespaces={"a": A.strip("{}")})) == (geometry != "rect")
    assert [guide.get("fmla") for guide in shape.iter(f"{A}gd")] == adjusted


def test_corners_that_differ_are_reported() -> None:
    outcome = write_docx(laid_out(photo("border-radius: 6pt 0 0 0")))

    assert [finding.message for finding in outcome.diagnostics] == [
        "`border-radius` has no counterpart in Word: it is left out on `<img>`"
    ]
