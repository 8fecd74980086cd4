"""The font table lists what the document is set in and holds the files that may go with it."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from lxml import etree

from briefkit.diagnostics import Outcome
from briefkit.resources import packaged_font
from briefkit.write.docx.emit import write_flow
from briefkit.write.docx.flow import (
    EmbeddedFace,
    Flow,
    PageGeometry,
    Paragraph,
    ParagraphLook,
    Role,
    Run,
    RunLook,
    Section,
)
from briefkit.write.docx.fonts import key_of, veiled
from briefkit.write.docx.markup import Element, attribute, tag

PAGE = PageGeometry(11906, 16838, 1400, 1200, 1400, 1200, 600, 600)
MONO = packaged_font("briefkit-font:IBM Plex Mono/400").data
MONO_ITALIC = packaged_font("briefkit-font:IBM Plex Mono/400/italic").data


def written(*faces: EmbeddedFace, font: str = "IBM Plex Mono") -> Outcome[bytes]:
    look = RunLook(font, 20)
    paragraph = Paragraph(ParagraphLook(), look, Role("p"), (Run("x", look),))
    return write_flow(Flow((Section(PAGE, (paragraph,)),), ParagraphLook(), look, faces=faces))


def face(data: bytes, *, is_italic: bool = False) -> EmbeddedFace:
    return EmbeddedFace("IBM Plex Mono", False, is_italic, lambda: data)


def entry(name: str, outcome: Outcome[bytes]) -> bytes:
    return zipfile.ZipFile(io.BytesIO(outcome.value)).read(name)


def table(outcome: Outcome[bytes]) -> list[Element]:
    return list(etree.fromstring(entry("word/fontTable.xml", outcome)).iter(tag("font")))


def licensed(data: bytes, bits: int) -> bytes:
    """A font file with other licence bits."""
    (count,) = struct.unpack_from(">H", data, 4)
    records = (struct.unpack_from(">4sIII", data, 12 + 16 * number) for number in range(count))
    os2 = next(offset for name, _, offset, _ in records if name == b"OS/2")
    return data[: os2 + 8] + struct.pack(">H", bits) + data[os2 + 10 :]


def test_a_font_without_files_is_listed() -> None:
    (found,) = table(written(font="Somewhere Else"))

    assert found.get(attribute("font", "name")) == "Somewhere Else"
    assert len(found) == 0


def test_the_faces_of_a_font_are_embedded() -> None:
    outcome = written(face(MONO), face(MONO_ITALIC, is_italic=True))

    (found,) = table(outcome)
    names = [etree.QName(child).localname for child in found]
    assert names == ["panose1", "charset", "family", "pitch", "embedRegular", "embedItalic"]
    settings = etree.fromstring(entry("word/settings.xml", outcome))
    assert settings.find(tag("embedTrueTypeFonts")) is not None


def test_a_typewriter_face_is_said_to_be_one() -> None:
    (found,) = table(written(face(MONO)))

    values = {etree.QName(child).localname: child.get(attribute("pitch", "val")) for child in found}
    assert values["pitch"] == "fixed"
    assert values["family"] == "modern"


def test_the_key_unveils_the_file() -> None:
    key = key_of(MONO)

    file = veiled(MONO, key)

    mask = bytes.fromhex(str(key).replace("-", ""))[::-1] * 2
    assert bytes(a ^ b for a, b in zip(file[:32], mask, strict=True)) == MONO[:32]
    assert file[32:] == MONO[32:]


def test_the_key_is_the_same_for_the_same_file() -> None:
    assert key_of(MONO) == key_of(bytes(MONO)) != key_of(MONO_ITALIC)


@pytest.mark.parametrize("bits", [0x0002, 0x0004, 0x0200])
def test_a_font_that_may_not_be_embedded_is_not(bits: int) -> None:
    outcome = written(face(licensed(MONO, bits)))

    assert [found.rule.id for found in outcome.diagnostics] == ["B602"]
    assert not [name for name in zipfile.ZipFile(io.BytesIO(outcome.value)).namelist() if name.endswith(".odttf")]


def test_a_font_for_editing_is_embedded() -> None:
    outcome = written(face(licensed(MONO, 0x0008)))

    assert outcome.diagnostics == ()


def test_a_file_that_is_no_font_is_reported() -> None:
    outcome = written(face(b"wOF2 and so on"))

    assert [found.rule.id for found in outcome.diagnostics] == ["B602"]


def test_a_font_that_nothing_is_set_in_is_left_out() -> None:
    outcome = written(face(MONO), font="Somewhere Else")

    assert [found.get(attribute("font", "name")) for found in table(outcome)] == ["Somewhere Else"]
