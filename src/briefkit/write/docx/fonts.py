"""The font table and the fonts embedded in it (ECMA-376 Part 1 §17.8).

An embedded font is obfuscated by a key that stands beside it (§17.8.1): so that it cannot be taken for a font file,
not so that it cannot be had. Fonts whose licence bits forbid it are not embedded.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.write.docx.flow import EmbeddedFace
from briefkit.write.docx.markup import Element, add, root, to_bytes
from briefkit.write.docx.package import Package, Part
from briefkit.write.docx.sfnt import FontFacts, font_facts

_RESTRICTED, _PREVIEW, _BITMAP_ONLY = 0x0002, 0x0004, 0x0200
"""Bits of OS/2 fsType (OpenType 1.9, OS/2): no embedding; for reading and printing only; no outlines."""

_FACES = {
    (False, False): "embedRegular",
    (True, False): "embedBold",
    (False, True): "embedItalic",
    (True, True): "embedBoldItalic",
}
"""Bold, italic → the element of CT_Font, in its order."""

_LATIN_TEXT, _MONOSPACED, _FIRST_SANS = 2, 9, 11
"""PANOSE: the family kind of text faces, the proportion of typewriter faces, where sans serif begins in byte 2."""


def add_fonts(
    package: Package, document: Part, fonts: Sequence[str], faces: Iterable[EmbeddedFace]
) -> list[Diagnostic]:
    """Write the font table: an entry for each of `fonts`, with the faces of it that there are and may be embedded."""
    diagnostics: list[Diagnostic] = []
    given = {(face.font, face.is_bold, face.is_italic): face for face in faces if face.font in fonts}
    allowed = {key: face for key, face in given.items() if _may_embed(face, diagnostics)}
    part = package.add("word/fontTable.xml", "fontTable")
    table = root("fonts", "r")
    for font in fonts:
        _add_font(package, part, table, font, allowed)
    part.data = to_bytes(table)
    document.relate("fontTable", part)
    return diagnostics


def embeds(package: Package) -> bool:
    """Whether any font was embedded in the package."""
    return any(part.partname.ext == "odttf" for part in package.parts)


def key_of(data: bytes) -> uuid.UUID:
    """The key to veil a font file by: made of the file's own bytes, so that the same file always has the same."""
    return uuid.UUID(bytes=hashlib.sha256(data).digest()[:16], version=4)


def veiled(data: bytes, key: uuid.UUID) -> bytes:
    """A font file with its first 32 bytes veiled."""
    mask = key.bytes[::-1] * 2
    return bytes(byte ^ bits for byte, bits in zip(data[:32], mask, strict=False)) + data[32:]


def _may_embed(face: EmbeddedFace, diagnostics: list[Diagnostic]) -> bool:
    """Whether the font's licence bits let it be embedded for editing; else a diagnostic is added."""
    try:
        bits = font_facts(face.read()).fs_type
    except ValueError as error:
        reason = str(error)
    else:
        if not bits & (_RESTRICTED | _PREVIEW | _BITMAP_ONLY):
            return True
        reason = f"its licence bits (fsType {bits:#06x}) do not allow a document that is to be edited"
    diagnostics.append(
        diagnose(
            "B602",
            f"the font `{face.font}` is not embedded: {reason}",
            hint="readers without the font will see another one; choose a font that may be embedded",
        )
    )
    return False


def _add_font(
    package: Package,
    part: Part,
    table: Element,
    font: str,
    allowed: Mapping[tuple[str, bool, bool], EmbeddedFace],
) -> None:
    """One w:font, its children in the order of CT_Font."""
    found = {name: face for flags, name in _FACES.items() if (face := allowed.get((font, *flags))) is not None}
    entry = add(table, "font", {"name": font})
    if found:
        for name, value in _facts(font_facts(next(iter(found.values())).read())):
            add(entry, name, {"val": value})
    for name, face in found.items():
        key = key_of(face.read())
        number = sum(part.partname.ext == "odttf" for part in package.parts) + 1
        file = package.add(f"word/fonts/font{number}.odttf", "odttf")
        file.data = partial(_veiled_file, face, key)
        add(entry, name, {"r:id": part.relate("font", file), "fontKey": f"{{{str(key).upper()}}}"})


def _veiled_file(face: EmbeddedFace, key: uuid.UUID) -> bytes:
    return veiled(face.read(), key)


def _facts(facts: FontFacts) -> Iterator[tuple[str, str]]:
    """What another program chooses a replacement by."""
    yield "panose1", facts.panose.hex().upper()
    yield "charset", "00"
    kind, serif, proportion = facts.panose[0], facts.panose[1], facts.panose[3]
    is_fixed = kind == _LATIN_TEXT and proportion == _MONOSPACED
    if is_fixed:
        yield "family", "modern"
    elif kind == _LATIN_TEXT and serif > 1:
        yield "family", "swiss" if serif >= _FIRST_SANS else "roman"
    else:
        yield "family", "auto"
    yield "pitch", "fixed" if is_fixed else "variable"
