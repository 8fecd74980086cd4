"""Inlines become runs, fields, links, bookmarks and drawings."""

from __future__ import annotations

import dataclasses
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import pytest
from lxml import etree
from msgspec.structs import replace

from briefkit.diagnostics import Outcome
from briefkit.write.docx.emit import write_flow
from briefkit.write.docx.flow import (
    Anchor,
    Block,
    Contents,
    Field,
    FieldKind,
    Flow,
    Hyperlink,
    Inline,
    LineBreak,
    PageGeometry,
    Paragraph,
    ParagraphLook,
    Picture,
    Role,
    Run,
    RunLook,
    Section,
    Tab,
)
from briefkit.write.docx.lint import lint
from briefkit.write.docx.markup import Element, attribute, tag

TEXT = RunLook("Spectral", 21, language="en")
PLAIN = ParagraphLook()
BLUE = replace(TEXT, color="0000AA", underline="single")
PAGE = PageGeometry(11906, 16838, 1400, 1200, 1400, 1200, 600, 600)


def text(*content: str | Inline, role: Role | None = None, strings: tuple[str, ...] = ()) -> Paragraph:
    inlines = tuple(Run(item, TEXT) if isinstance(item, str) else item for item in content)
    return Paragraph(PLAIN, TEXT, role or Role("p"), inlines, strings=strings)


def link(target: str, words: str = "there", look: RunLook = BLUE) -> Hyperlink:
    return Hyperlink(target, (Run(words, look, Role("a")),))


def written(*blocks: Block) -> Outcome[bytes]:
    outcome = write_flow(Flow((Section(PAGE, blocks),), PLAIN, TEXT))
    assert lint(outcome.value) == ()
    return outcome


def part(outcome: Outcome[bytes], name: str) -> Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(outcome.value)).read(name))


def document(*blocks: Block) -> Element:
    return part(written(*blocks), "word/document.xml")


def said(*blocks: Block) -> list[tuple[str, Mapping[str, str], str]]:
    """What stands in the runs of a document: local name, attributes without namespaces, text."""
    return [
        (
            etree.QName(child).localname,
            {etree.QName(key).localname: str(value) for key, value in child.attrib.items()},
            child.text or "",
        )
        for run in document(*blocks).iter(tag("r"))
        for child in run
        if child.tag != tag("rPr")
    ]


def run_styles(*blocks: Block) -> list[str | None]:
    styles = (run.find(f"{tag('rPr')}/{tag('rStyle')}") for run in document(*blocks).iter(tag("r")))
    return [None if style is None else style.get(attribute("rStyle", "val")) for style in styles]


# Text -----------------------------------------------------------------------------------------------------------------


def test_tabs_breaks_and_soft_hyphens_are_elements() -> None:
    names = [name for name, _, _ in said(text("a\tb\nc\xadd", Tab(TEXT), LineBreak(TEXT)))]

    assert names == ["t", "tab", "t", "br", "t", "softHyphen", "t", "tab", "br"]


@pytest.mark.parametrize(("words", "is_kept"), [(" a", True), ("a ", True), ("a  b", True), ("a b", False)])
def test_spaces_that_count_are_preserved(words: str, is_kept: bool) -> None:
    ((_, attributes, _),) = said(text(words))

    assert ("space" in attributes) is is_kept


def test_words_that_look_like_markup_stay_words() -> None:
    ((_, _, words),) = said(text("<w:p> & \x00"))

    assert words == "<w:p> & \N{REPLACEMENT CHARACTER}"


def test_a_line_break_goes_with_the_text_before_it() -> None:
    code = replace(TEXT, font="IBM Plex Mono", size=18)
    run = Run("a", code, Role("code"))

    found = run_styles(text("x ", run, LineBreak(code), run))

    assert found == [None, "HTMLCode", "HTMLCode", "HTMLCode"]


# Fields ---------------------------------------------------------------------------------------------------------------


def codes(*blocks: Block) -> list[str]:
    return [words.strip() for name, _, words in said(*blocks) if name == "instrText"]


@pytest.mark.parametrize(
    ("field", "code"),
    [
        (Field(FieldKind.PAGE, TEXT, "1"), "PAGE"),
        (Field(FieldKind.PAGE, TEXT, "i", switches="\\* roman"), "PAGE \\* roman"),
        (Field(FieldKind.NUMPAGES, TEXT, "4"), "NUMPAGES"),
        (Field(FieldKind.PAGEREF, TEXT, "2", "the-end"), "PAGEREF the_end \\h"),
        (Field(FieldKind.REF, TEXT, "The end", "the-end"), "REF the_end \\h"),
        (Field(FieldKind.STYLEREF, TEXT, "x", "section"), "STYLEREF 1"),
        (Field(FieldKind.STYLEREF, TEXT, "x", "label", "\\l"), 'STYLEREF "Side Label" \\l'),
    ],
)
def test_fields_have_their_codes(field: Field, code: str) -> None:
    heading = text(Anchor("the-end"), "The end", role=Role("h1"), strings=("section",))
    label = text("L", role=Role("p", ("side-label",)), strings=("label",))

    assert codes(text(field), heading, label) == [code]


def test_a_field_carries_its_result() -> None:
    kinds = [
        attributes.get("fldCharType") or words for _, attributes, words in said(text(Field(FieldKind.PAGE, TEXT, "7")))
    ]

    assert kinds == ["begin", " PAGE ", "separate", "7", "end"]


def test_a_named_string_that_nothing_sets_is_plain_text() -> None:
    assert said(text(Field(FieldKind.STYLEREF, TEXT, "cached", "section"))) == [("t", {}, "cached")]


def test_a_reference_without_target_is_reported_and_plain_text() -> None:
    outcome = written(text(Field(FieldKind.PAGEREF, TEXT, "2", "gone")))

    assert [found.rule.id for found in outcome.diagnostics] == ["B501"]
    assert not list(part(outcome, "word/document.xml").iter(tag("instrText")))


def entry(id_: str, page: str) -> Paragraph:
    content = (Run(id_, TEXT), Tab(TEXT), Field(FieldKind.PAGEREF, TEXT, page, id_))
    return replace(text(Hyperlink(f"#{id_}", content)), role=Role("li", toc_level=1))


def test_a_contents_list_is_one_field_around_its_entries() -> None:
    contents = Contents(1, 2, (entry("one", "1"), entry("two", "3")))

    found = codes(contents, text(Anchor("one"), "One"), text(Anchor("two"), "Two"))

    assert found == ['TOC \\o "1-2" \\h \\z \\u', "PAGEREF one \\h", "PAGEREF two \\h"]


def test_nothing_asks_for_fields_to_be_updated() -> None:
    outcome = written(Contents(1, 1, (entry("one", "1"),)), text(Anchor("one"), "One"))

    assert not [
        element for element in part(outcome, "word/document.xml").iter() if element.get(attribute("r", "dirty"))
    ]
    assert part(outcome, "word/settings.xml").find(tag("updateFields")) is None


# Bookmarks and links --------------------------------------------------------------------------------------------------


def bookmarks(*blocks: Block) -> list[str | None]:
    found = document(*blocks).iter(tag("bookmarkStart"))
    return [element.get(attribute("bookmarkStart", "name")) for element in found]


def test_anchors_become_bookmarks() -> None:
    names = bookmarks(text(Anchor("key-points"), "a"), text(Anchor("2024"), "b"), text(Anchor("Ünïcode.x"), "c"))

    assert names == ["key_points", "a_2024", "Ünïcode_x"]


def test_bookmarks_fit_into_forty_characters_and_differ() -> None:
    long = "a-very-long-heading-that-goes-on-and-on-and-on"

    names = bookmarks(
        *(text(Anchor(f"{long}-{number}"), "a") for number in range(3)), text(Anchor("A"), Anchor("a"), "b")
    )

    assert all(name is not None and len(name) <= 40 for name in names)
    assert len({str(name).casefold() for name in names}) == 5


def test_the_first_of_two_anchors_of_one_id_is_it() -> None:
    assert bookmarks(text(Anchor("x"), "a"), text(Anchor("x"), "b")) == ["x"]


def test_a_link_inside_leads_to_its_bookmark() -> None:
    (found,) = document(text(link("#caf%C3%A9")), text(Anchor("café"), "a")).iter(tag("hyperlink"))

    assert found.get(attribute("hyperlink", "anchor")) == "café"


def test_a_link_out_is_a_relationship() -> None:
    outcome = written(text(link("https://example.org/a b?c=ü")))

    relationships = part(outcome, "word/_rels/document.xml.rels")
    targets = [element.get("Target") for element in relationships if element.get("TargetMode") == "External"]
    assert targets == ["https://example.org/a%20b?c=%C3%BC"]


@pytest.mark.parametrize("target", ["#gone", "https://", "http://[broken"])
def test_a_link_that_leads_nowhere_is_reported_and_plain_text(target: str) -> None:
    outcome = written(text(link(target)))

    assert [found.rule.id for found in outcome.diagnostics] == ["B501"]
    assert not list(part(outcome, "word/document.xml").iter(tag("hyperlink")))


def test_a_link_to_the_top_needs_no_anchor() -> None:
    (found,) = document(text(link("#"))).iter(tag("hyperlink"))

    assert found.get(attribute("hyperlink", "anchor")) == "_top"


def test_links_have_words_style() -> None:
    assert run_styles(text("a ", link("https://example.org"))) == [None, "Hyperlink"]


def test_a_link_that_looks_like_text_has_a_style_all_the_same() -> None:
    plain = link("https://example.org", look=TEXT)

    assert run_styles(text("a ", plain)) == [None, "Hyperlink"]
    assert run_styles(text(link("https://example.org")), text(plain)) == ["Hyperlink", "PlainLink"]


# Pictures -------------------------------------------------------------------------------------------------------------


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = zlib.compress(b"\0\xff\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


def picture(alt: str = "A chart") -> Picture:
    return Picture(png(), "image/png", 1000, 500, alt)


def test_a_picture_has_its_size_in_emu_and_its_alternative_text() -> None:
    found = document(text(picture()))

    (extent,) = found.iter(tag("wp:extent"))
    (properties,) = found.iter(tag("wp:docPr"))
    assert dict(extent.attrib) == {"cx": "635000", "cy": "317500"}
    assert properties.get("descr") == "A chart"


def test_a_picture_without_alternative_text_is_decorative() -> None:
    found = document(text(picture("")))

    assert [element.get("val") for element in found.iter(tag("adec:decorative"))] == ["1"]


def test_one_file_serves_all_its_pictures() -> None:
    outcome = written(text(picture(), picture()))

    names = [name for name in zipfile.ZipFile(io.BytesIO(outcome.value)).namelist() if "media" in name]
    ids = [found.get("id") for found in part(outcome, "word/document.xml").iter(tag("wp:docPr"))]
    assert names == ["word/media/image1.png"]
    assert ids == ["1", "2"]


def test_a_picture_in_a_link_is_a_link() -> None:
    found = document(text(Hyperlink("https://example.org", (picture(),))))

    assert len(list(found.iter(tag("a:hlinkClick")))) == 1


def test_a_picture_that_word_cannot_draw_is_reported_and_its_words_stay() -> None:
    outcome = written(text(dataclasses.replace(picture("A map"), media_type="image/webp")))

    assert [found.rule.id for found in outcome.diagnostics] == ["B601"]
    assert [element.text for element in part(outcome, "word/document.xml").iter(tag("t"))] == ["A map"]
