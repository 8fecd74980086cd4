"""The package around the document: its parts, what it says of itself, and that other programs take it."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace
from tests.programs import printed, program, run

from briefkit.resources import packaged_font
from briefkit.write.docx.emit import write_flow
from briefkit.write.docx.flow import (
    Anchor,
    Block,
    Border,
    Borders,
    Contents,
    EmbeddedFace,
    Field,
    FieldKind,
    Flow,
    Furniture,
    Hyperlink,
    LineBreak,
    List,
    ListLevel,
    ListReference,
    Metadata,
    PageGeometry,
    Paragraph,
    ParagraphLook,
    Role,
    Run,
    RunLook,
    Section,
    Tab,
    TabStop,
)
from briefkit.write.docx.lint import lint
from briefkit.write.docx.markup import Element, attribute, tag
from briefkit.write.docx.package import Package

TEXT = RunLook("Spectral", 21, language="en-GB", color="222222")
PLAIN = ParagraphLook(line=290, line_rule="atLeast")
BODY = replace(PLAIN, after=160, alignment="both")
PAGE = PageGeometry(11906, 16838, 1400, 1200, 1400, 1200, 600, 600)
KNOWN = Metadata("A <title>", ("A. Writer", "B. Editor"), "What it is about", ("heat", "pumps"), "en-GB", "2026-10-14")


def text(
    *content: Run | Hyperlink | LineBreak | str, look: ParagraphLook = BODY, classes: tuple[str, ...] = ()
) -> Paragraph:
    inlines = tuple(Run(item, TEXT) if isinstance(item, str) else item for item in content)
    return Paragraph(look, TEXT, Role("p", classes), inlines)


def heading(words: str, id_: str) -> Paragraph:
    look = replace(PLAIN, before=300, after=100, keeps_next=True, keeps_lines=True, outline_level=0)
    large = replace(TEXT, size=32, font="IBM Plex Mono", color="1F4E79")
    return Paragraph(look, large, Role("h1"), (Anchor(id_), Run(words, large)), strings=("section",))


def entry(id_: str) -> Paragraph:
    look = replace(PLAIN, tabs=(TabStop(9500, "right", "dot"),))
    link = Hyperlink(f"#{id_}", (Run(id_, TEXT), Tab(TEXT), Field(FieldKind.PAGEREF, TEXT, "1", id_)))
    return Paragraph(look, TEXT, Role("li", toc_level=1), (link,))


def furniture(*fields: Field, name: str) -> tuple[Paragraph, ...]:
    look = replace(PLAIN, tabs=(TabStop(9500, "right"),), borders=Borders(bottom=Border("single", 4, "CCCCCC", 4)))
    return (Paragraph(look, replace(TEXT, size=16), Role("@page", name=name), (Tab(TEXT), *fields)),)


def item(level: int, *, kind: str = "bullet") -> Paragraph:
    number = {"bullet": 0, "number": 1}[kind]
    look = replace(BODY, left=400 * (level + 1), first_line=-260, after=60)
    role = Role("li", (), ("ul.tight",), "", "", "bullet" if kind == "bullet" else "number", level + 1)
    return Paragraph(look, TEXT, role, (Run("An item", TEXT),), list=ListReference(number, level, True))


def everything() -> Flow:
    """A flow with one of each thing that is written now."""
    framed = replace(BODY, shading="EEEEEE", borders=Borders(*(Border("single", 4, "999999", 5),) * 4))
    strong, link = replace(TEXT, is_bold=True), replace(TEXT, color="0B5394", underline="single")
    blocks: tuple[Block, ...] = (
        Contents(1, 1, (entry("summary"), entry("data"))),
        heading("Summary", "summary"),
        text(
            "Words, ",
            Run("strong ones", strong, Role("strong")),
            LineBreak(TEXT),
            Hyperlink("https://example.org", (Run("a link", link, Role("a")),), "A tip"),
            Hyperlink("#data", (Run("and another", link, Role("a")),)),
        ),
        *(item(level) for level in (0, 1, 2, 0)),
        *(item(0, kind="number") for _ in range(2)),
        text("Framed", look=framed, classes=("note",)),
        heading("Data", "data"),
        text("Last words"),
    )
    bullets = {
        level: ListLevel("bullet", "•", 400 * (level + 1), 260, replace(TEXT, color="AA0000")) for level in range(3)
    }
    headers = Furniture(furniture(Field(FieldKind.STYLEREF, TEXT, "Summary", "section"), name="header"), first=())
    footers = Furniture(
        furniture(Field(FieldKind.PAGE, TEXT, "1"), Field(FieldKind.NUMPAGES, TEXT, "2"), name="footer")
    )
    mono = packaged_font("briefkit-font:IBM Plex Mono/400").data
    return Flow(
        sections=(
            Section(PAGE, blocks, headers, footers),
            Section(replace(PAGE, width=16838, height=11906), (text("Wide"),), headers, Furniture()),
        ),
        paragraph=PLAIN,
        run=TEXT,
        lists=(List(bullets), List({0: ListLevel("decimal", "%1.", 400, 260, TEXT)})),
        faces=(EmbeddedFace("IBM Plex Mono", False, False, lambda: mono),),
        metadata=KNOWN,
        hyphenates=True,
    )


@pytest.fixture(scope="module")
def written() -> bytes:
    outcome = write_flow(everything(), everything())
    assert outcome.diagnostics == ()
    return outcome.value


def part(data: bytes, name: str) -> Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def test_the_file_is_sound(written: bytes) -> None:
    assert lint(written) == ()


def test_nothing_is_formatted_directly(written: bytes) -> None:
    found = part(written, "word/document.xml")

    direct = {etree.QName(child).localname for said in found.iter(tag("pPr")) for child in said}
    of_runs = {etree.QName(child).localname for said in found.iter(tag("rPr")) for child in said}
    assert direct == {"pStyle", "numPr", "sectPr"}
    assert of_runs == {"rStyle"}


def test_the_properties_say_what_is_known(written: bytes) -> None:
    core = part(written, "docProps/core.xml")

    said = {etree.QName(child).localname: child.text for child in core}
    assert said == {
        "title": "A <title>",
        "subject": "What it is about",
        "creator": "A. Writer; B. Editor",
        "keywords": "heat, pumps",
        "language": "en-GB",
        "created": "2026-10-14",
        "modified": "2026-10-14",
    }


def test_what_is_not_known_is_not_said() -> None:
    data = write_flow(replace(everything(), metadata=Metadata())).value

    assert len(part(data, "docProps/core.xml")) == 0


def test_word_opens_it_as_one_of_todays_documents(written: bytes) -> None:
    settings = part(written, "word/settings.xml")

    modes = {
        element.get(attribute("compatSetting", "name")): element.get(attribute("compatSetting", "val"))
        for element in settings.iter(tag("compatSetting"))
    }
    assert modes["compatibilityMode"] == "15"
    assert settings.find(tag("autoHyphenation")) is not None
    assert settings.find(f"{tag('compat')}/{tag('doNotExpandShiftReturn')}") is not None


def test_the_theme_has_the_documents_fonts_and_colours(written: bytes) -> None:
    theme = part(written, "word/theme/theme1.xml")

    fonts = [element.get("typeface") for element in theme.iter(tag("a:latin"))]
    colors = {element.get("val") for element in theme.iter(tag("a:srgbClr"))}
    assert fonts == ["IBM Plex Mono", "Spectral"]
    assert {"1F4E79", "0B5394"} <= colors


def test_the_zip_says_no_date(written: bytes) -> None:
    entries = zipfile.ZipFile(io.BytesIO(written)).infolist()

    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert entries[0].filename == "[Content_Types].xml"


def test_the_same_flow_gives_the_same_bytes(written: bytes) -> None:
    assert write_flow(everything(), everything()).value == written


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_another_process_writes_the_same_bytes(written: bytes, seed: str) -> None:
    program = (
        "import hashlib, importlib.util as u, sys\n"
        "spec = u.spec_from_file_location('case', sys.argv[1]); case = u.module_from_spec(spec)\n"
        "sys.modules['case'] = case; spec.loader.exec_module(case)\n"
        "data = case.write_flow(case.everything(), case.everything()).value\n"
        "print(hashlib.sha256(data).hexdigest())"
    )
    environment = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "TZ": "Pacific/Kiritimati",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }

    command = [sys.executable, "-c", program, __file__]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)

    assert done.stdout.strip() == hashlib.sha256(written).hexdigest()


def test_relationships_are_stated_once() -> None:
    package = Package()
    document = package.add("word/document.xml", "document")
    theme = package.add("word/theme/theme1.xml", "theme")

    ids = [
        document.relate("theme", theme),
        document.relate_external("hyperlink", "https://e.org"),
        document.relate("theme", theme),
    ]

    assert ids == ["rId1", "rId2", "rId1"]


# Other programs -------------------------------------------------------------------------------------------------------


@pytest.fixture
def file(written: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "everything.docx"
    path.write_bytes(written)
    return path


def test_openxml_audit_finds_nothing(file: Path) -> None:
    (report,) = json.loads(run([program("openxml-audit"), "-f", "microsoft365", "-o", "json", file]))

    assert report["errors"] == []
    assert report["warning_count"] == 0


def test_ooxml_integrity_finds_nothing(file: Path) -> None:
    report = json.loads(run([program("ooxml-integrity"), "check", "--no-config", "--json", file]))

    assert report["files"][0]["findings"] == []


def test_libreoffice_prints_all_of_it(file: Path) -> None:
    words = printed(file, "txt:Text").read_text(encoding="utf-8-sig")

    assert words.count("An item") == 6
    assert "Last words" in words
