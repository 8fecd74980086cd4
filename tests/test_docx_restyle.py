"""A style that is edited in a Word file changes every paragraph of its kind, as LibreOffice prints it, and no other."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from tests.programs import printed

import briefkit
from briefkit.write.docx.markup import Element, tag

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
COLOR = "00AA55"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("restyled") / "report.docx"
    result = briefkit.build(briefkit.read(SEEDS / "island-ferry.md"), formats=["docx"], root=SEEDS)
    path.write_bytes(result.files["docx"])
    return path


def recoloured(data: bytes, style_id: str) -> bytes:
    """The Word file with another text colour in one style."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            part = given.read(name)
            if name == "word/styles.xml":
                root = etree.fromstring(part)
                style = next(one for one in root.iter(tag("style")) if one.get(tag("styleId")) == style_id)
                look = style.find(tag("rPr"))
                look = etree.SubElement(style, tag("rPr")) if look is None else look
                for color in look.findall(tag("color")):
                    look.remove(color)
                look.insert(0, look.makeelement(tag("color"), {tag("val"): COLOR}))
                part = etree.tostring(root)
            made.writestr(name, part)
    return out.getvalue()


def colours(pdf: Path) -> Mapping[str, set[str]]:
    """The letters of a PDF by their colour, page and place left out: colour → words."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            textpage = page.get_textpage()
            for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], textpage=textpage):
                red, green, blue, alpha = (pypdfium2.raw.c_uint() for _ in range(4))
                pypdfium2.raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
                found[f"{red.value:02X}{green.value:02X}{blue.value:02X}"] |= set(item.extract().split())
    return found


def kind(styles: Element, style_id: str) -> set[str]:
    """A style and all that are based on it, by id."""
    bases = {
        str(style.get(tag("styleId"))): base.get(tag("val"))
        for style in styles.iter(tag("style"))
        for base in style.iterfind(tag("basedOn"))
    }
    found = {style_id}
    while more := {style for style, base in bases.items() if base in found} - found:
        found |= more
    return found


def words(data: bytes, style_id: str) -> tuple[set[str], set[str]]:
    """The words of plain runs in paragraphs of a style, and all words of those of the style or of one based on it."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
        family = kind(etree.fromstring(package.read("word/styles.xml")), style_id)
    plain: set[str] = set()
    every: set[str] = set()
    for paragraph in document.iter(tag("p")):
        (style,) = [one.get(tag("val")) for one in paragraph.iterfind(f"{tag('pPr')}/{tag('pStyle')}")] or [None]
        if style not in family:
            continue
        every |= set("".join(text.text or "" for text in paragraph.iter(tag("t"))).split())
        for run in paragraph.iterfind(tag("r")):
            if style == style_id and run.find(tag("rPr")) is None:
                plain |= set("".join(text.text or "" for text in run.iter(tag("t"))).split()[1:-1])
    return plain, every


@pytest.mark.parametrize("style_id", ["BodyText", "Heading2", "ListBullet", "Caption"])
def test_an_edited_style_changes_all_its_paragraphs_and_no_other(report: Path, tmp_path: Path, style_id: str) -> None:
    data = report.read_bytes()
    edited = tmp_path / "edited.docx"
    edited.write_bytes(recoloured(data, style_id))

    changed = colours(printed(edited, "pdf"))[COLOR]

    plain, every = words(data, style_id)
    assert plain
    assert {word for word in plain if "-" not in word and not any(word in other for other in changed)} == set()
    said = {word.casefold() for word in every}  # small capitals are printed as capitals
    assert {word for word in changed if not any(word.rstrip("-\u00ad").casefold() in other for other in said)} == set()
