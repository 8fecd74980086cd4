"""The lint sees what is broken on purpose, and nothing in what is whole."""

from __future__ import annotations

import io
import zipfile

import pytest

from briefkit.write.docx.emit import write_flow
from briefkit.write.docx.flow import (
    Anchor,
    Field,
    FieldKind,
    Flow,
    Furniture,
    Hyperlink,
    List,
    ListLevel,
    ListReference,
    Note,
    PageGeometry,
    Paragraph,
    ParagraphLook,
    Picture,
    Role,
    Run,
    RunLook,
    Section,
    Watermark,
)
from briefkit.write.docx.lint import lint

TEXT = RunLook("Spectral", 21)
PAGE = PageGeometry(11906, 16838, 1400, 1200, 1400, 1200, 600, 600)


def whole() -> bytes:
    picture = Picture(b"GIF89a", "image/gif", 100, 100, "A dot")
    note = Note((Paragraph(ParagraphLook(), TEXT, Role("p", name="footnote text"), (Run("c", TEXT),)),), TEXT, "1")
    content = (
        Anchor("here"),
        Field(FieldKind.PAGEREF, TEXT, "1", "here"),
        Hyperlink("#here", (Run("a", TEXT),)),
        Hyperlink("https://example.org", (Run("b", TEXT),)),
        picture,
        picture,
        note,
    )
    item = Paragraph(
        ParagraphLook(left=400, first_line=-200),
        TEXT,
        Role("li", list_kind="bullet", list_level=1),
        content,
        list=ListReference(0, 0, True),
    )
    lists = (List({0: ListLevel("bullet", "•", 400, 200, TEXT)}),)
    watermark = Watermark("Draft", TEXT, 4000, 2000, "margin", "margin")
    header = Paragraph(ParagraphLook(), TEXT, Role("@page", name="header"), (watermark, watermark))
    return write_flow(Flow((Section(PAGE, (item,), Furniture((header,))),), ParagraphLook(), TEXT, lists)).value


def broken(part: str, old: str, new: str) -> bytes:
    """The whole file with `old` changed into `new`, once, in one part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole())) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode(), 1)
            target.writestr(name, data)
    return buffer.getvalue()


def test_what_is_written_is_sound() -> None:
    assert lint(whole()) == ()


DOCUMENT = "word/document.xml"
HEADER = "word/header1.xml"


@pytest.mark.parametrize(
    ("part", "old", "new", "message"),
    [
        (DOCUMENT, '<w:bookmarkEnd w:id="0"/>', "", "begins 1 times and ends 0 times"),
        (
            DOCUMENT,
            '<w:bookmarkStart w:id="0" w:name="here"/>',
            '<w:bookmarkStart w:id="0" w:name="h-1"/>',
            "not a name",
        ),
        (
            DOCUMENT,
            '<w:bookmarkEnd w:id="0"/>',
            '<w:bookmarkEnd w:id="0"/><w:bookmarkStart w:id="1" w:name="HERE"/><w:bookmarkEnd w:id="1"/>',
            "several bookmarks",
        ),
        (DOCUMENT, 'w:anchor="here"', 'w:anchor="there"', "bookmark `there`, which is not there"),
        (DOCUMENT, "PAGEREF here", "PAGEREF gone", "refers to a bookmark"),
        (DOCUMENT, '<w:fldChar w:fldCharType="end"/>', "", "do not end"),
        (DOCUMENT, '<w:fldChar w:fldCharType="begin"/>', "", "where none is open"),
        (DOCUMENT, '<w:numId w:val="2"/>', '<w:numId w:val="9"/>', "list 9 is not there"),
        ("word/styles.xml", "<w:numId w:val", '<w:numId w:val="8"/><w:numId w:val', "list 8 is not there"),
        ("word/numbering.xml", '<w:abstractNumId w:val="0"/>', '<w:abstractNumId w:val="5"/>', "has no definition"),
        (DOCUMENT, '<w:pStyle w:val="ListBullet"/>', '<w:pStyle w:val="Gone"/>', "no paragraph style"),
        (DOCUMENT, '<w:rStyle w:val="Hyperlink"/>', '<w:rStyle w:val="Normal"/>', "no character style"),
        ("word/styles.xml", '<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="Gone"/>', "`basedOn` leads to"),
        ("word/styles.xml", '<w:name w:val="List Bullet"/>', '<w:name w:val="normal"/>', "styles have the name"),
        (DOCUMENT, '<wp:docPr id="2"', '<wp:docPr id="1"', "have the number 1"),
        (HEADER, 'id="PowerPlusWaterMarkObject2"', 'id="PowerPlusWaterMarkObject1"', "several shapes have the id"),
        (HEADER, 'id="_x0000_t136"', 'id="_x0000_t1"', "a shape is of the type `#_x0000_t136`"),
        (DOCUMENT, '<w:footnoteReference w:id="1"/>', "", "footnote 1 is called 0 times and written 1 times"),
        ("word/footnotes.xml", '<w:footnote w:id="1">', '<w:footnote w:id="2">', "footnote 1 is called 1 times and"),
        (HEADER, "</w:hdr>", '<w:footnoteReference w:id="1"/></w:hdr>', "called outside of the document's text"),
        (DOCUMENT, "<w:sectPr>", "<w:tbl><w:tr><w:tc/></w:tr></w:tbl><w:sectPr>", "does not end in a paragraph"),
        (DOCUMENT, 'r:embed="', 'r:embed="x', "relationship `xrId"),
        ("word/_rels/document.xml.rels", 'Target="styles.xml"', 'Target="styler.xml"', "leads to `word/styler.xml`"),
        ("[Content_Types].xml", 'Extension="gif"', 'Extension="bmp"', "has no content type"),
        ("[Content_Types].xml", "/word/settings.xml", "/word/gone.xml", "has a content type but is not there"),
    ],
)
def test_what_is_broken_is_found(part: str, old: str, new: str, message: str) -> None:
    found = lint(broken(part, old, new))

    assert any(message in fault.message for fault in found), found


def test_a_file_that_is_no_package_is_the_callers_mistake() -> None:
    with pytest.raises(zipfile.BadZipFile):
        lint(b"not a zip file")
