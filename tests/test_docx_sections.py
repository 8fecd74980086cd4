"""Sections have their pages, headers and footers."""

from __future__ import annotations

import io
import zipfile

from lxml import etree
from msgspec.structs import replace

from briefkit.write.docx.emit import write_flow
from briefkit.write.docx.flow import (
    Columns,
    Field,
    FieldKind,
    Flow,
    Furniture,
    PageGeometry,
    Paragraph,
    ParagraphLook,
    Picture,
    Role,
    Run,
    RunLook,
    Section,
)
from briefkit.write.docx.lint import lint
from briefkit.write.docx.markup import Element, attribute, tag

TEXT = RunLook("Spectral", 21, language="en")
PLAIN = ParagraphLook()
PORTRAIT = PageGeometry(11906, 16838, 1400, 1200, 1300, 1100, 600, 500)
LANDSCAPE = replace(PORTRAIT, width=16838, height=11906)


def text(words: str, role: Role | None = None) -> Paragraph:
    return Paragraph(PLAIN, TEXT, role or Role("p"), (Run(words, TEXT),))


def header(words: str) -> tuple[Paragraph, ...]:
    return (text(words, Role("@page", name="header")),)


class File:
    """A written file, taken apart."""

    def __init__(self, *sections: Section, paragraph: ParagraphLook = PLAIN) -> None:
        data = write_flow(Flow(sections, paragraph, TEXT)).value
        assert lint(data) == ()
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.sections = list(self.part("document").iter(tag("sectPr")))

    def part(self, name: str) -> Element:
        return etree.fromstring(self.archive.read(f"word/{name}.xml"))

    def shown(self, section: int, zone: str) -> dict[str, str]:
        """What the references of a section lead to: pages → text."""
        relationships = etree.fromstring(self.archive.read("word/_rels/document.xml.rels"))
        targets = {element.get("Id"): element.get("Target") for element in relationships}
        found = {}
        for reference in self.sections[section].iter(tag(f"{zone}Reference")):
            root = etree.fromstring(self.archive.read(f"word/{targets[reference.get(tag('r:id'))]}"))
            pages = reference.get(attribute("headerReference", "type")) or ""
            found[pages] = "".join(element.text or "" for element in root.iter(tag("t")))
        return found

    def has(self, section: int, name: str) -> bool:
        return self.sections[section].find(tag(name)) is not None


def section(*, headers: Furniture | None = None, footers: Furniture | None = None) -> Section:
    return Section(PORTRAIT, (text("x"),), headers or Furniture(), footers or Furniture())


def test_a_section_has_its_page() -> None:
    file = File(Section(LANDSCAPE, (text("x"),)))

    size, margins = file.sections[0].find(tag("pgSz")), file.sections[0].find(tag("pgMar"))
    assert size is not None
    assert margins is not None
    assert [etree.QName(key).localname for key in size.attrib] == ["w", "h", "orient"]
    assert list(margins.attrib.values()) == ["1400", "1200", "1300", "1100", "600", "500", "0"]


def test_a_section_ends_in_its_last_paragraph() -> None:
    file = File(section(), Section(LANDSCAPE, (text("y"),), start="oddPage"))

    paragraph = file.sections[0].getparent()
    assert paragraph is not None
    assert paragraph.tag == tag("pPr")
    assert not file.has(0, "type")
    assert file.has(1, "type")


def test_an_empty_section_has_an_empty_paragraph() -> None:
    file = File(Section(PORTRAIT, ()), section())

    assert len(list(file.part("document").iter(tag("p")))) == 2


def test_headers_and_footers_are_parts() -> None:
    file = File(section(headers=Furniture(header("top")), footers=Furniture(header("bottom"))))

    assert file.shown(0, "header") == {"default": "top"}
    assert file.shown(0, "footer") == {"default": "bottom"}
    assert not file.has(0, "titlePg")


def test_a_first_page_without_header_has_an_empty_one() -> None:
    file = File(section(headers=Furniture(header("top"), first=()), footers=Furniture(header("bottom"))))

    assert file.shown(0, "header") == {"default": "top", "first": ""}
    assert file.shown(0, "footer") == {"default": "bottom", "first": "bottom"}
    assert file.has(0, "titlePg")


def test_even_pages_of_all_sections_have_what_they_show() -> None:
    file = File(
        section(headers=Furniture(header("right"), even=header("left"))), section(headers=Furniture(header("b")))
    )

    assert file.shown(0, "header") == {"default": "right", "even": "left"}
    assert file.shown(1, "header") == {"default": "b", "even": "b"}
    assert file.part("settings").find(tag("evenAndOddHeaders")) is not None


def test_a_header_that_stays_the_same_is_written_once() -> None:
    file = File(section(headers=Furniture(header("top"))), section(headers=Furniture(header("top"))))

    assert file.shown(1, "header") == {}


def test_a_header_that_ends_is_taken_off() -> None:
    file = File(section(headers=Furniture(header("top"))), section())

    assert file.shown(1, "header") == {"default": ""}


def test_a_header_has_relationships_of_its_own() -> None:
    logo = Paragraph(PLAIN, TEXT, Role("@page", name="header"), (Picture(b"GIF89a", "image/gif", 100, 100, "Logo"),))

    file = File(section(headers=Furniture((logo,))))

    assert "word/_rels/header1.xml.rels" in file.archive.namelist()


def test_a_field_in_a_header_refers_to_headings_of_the_body() -> None:
    heading = replace(text("One", Role("h1")), strings=("section",))
    running = Paragraph(PLAIN, TEXT, Role("@page", name="header"), (Field(FieldKind.STYLEREF, TEXT, "One", "section"),))

    file = File(Section(PORTRAIT, (heading,), Furniture((running,))))

    assert [element.text for element in file.part("header1").iter(tag("instrText"))] == [" STYLEREF 1 "]


def test_sections_are_right_to_left_each_by_itself() -> None:
    file = File(replace(section(), is_right_to_left=True), section())

    assert [file.has(0, "bidi"), file.has(1, "bidi")] == [True, False]


def test_columns_are_counted() -> None:
    file = File(replace(section(), columns=Columns(2, 400, has_rule=True)))

    columns = file.sections[0].find(tag("cols"))
    assert columns is not None
    assert list(columns.attrib.values()) == ["2", "400", "1"]
