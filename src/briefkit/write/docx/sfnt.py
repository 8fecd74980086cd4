"""The few facts about a font file that Word needs, read straight from its tables (OpenType 1.9, `name` and `OS/2`).

fontTools would tell them too, at the price of importing it.
"""

from __future__ import annotations

import struct

from msgspec import Struct

_WINDOWS, _UNICODE_BMP, _ENGLISH_US = 3, 1, 0x409
_FAMILY, _SUBFAMILY = 1, 2
_BOLD, _ITALIC = 1 << 5, 1 << 0


class FontFacts(Struct, frozen=True):
    """`family` is the legacy family (name ID 1) by which Word and LibreOffice call the font.

    Within a legacy family there are four faces at the most, told apart by `is_bold` and `is_italic`. `fs_type` holds
    the embedding licence bits (OS/2 fsType). `panose` are the ten PANOSE bytes.
    """

    family: str
    is_bold: bool
    is_italic: bool
    fs_type: int
    panose: bytes


def font_facts(data: bytes) -> FontFacts:
    """What the TrueType or OpenType file `data` says of itself; `ValueError` where it is no such file."""
    try:
        tables = _tables(data)
        names = _names(data, tables[b"name"])
        os2 = tables[b"OS/2"]
        (fs_type,) = struct.unpack_from(">H", data, os2 + 8)
        panose = data[os2 + 32 : os2 + 42]
        (selection,) = struct.unpack_from(">H", data, os2 + 62)
        family = names[_FAMILY]
    except (struct.error, KeyError) as error:
        raise ValueError(f"not a usable font file: {error}") from error
    return FontFacts(family, bool(selection & _BOLD), bool(selection & _ITALIC), fs_type, panose)


def _tables(data: bytes) -> dict[bytes, int]:
    """Tag → offset of each table."""
    (count,) = struct.unpack_from(">H", data, 4)
    records = (struct.unpack_from(">4sIII", data, 12 + 16 * i) for i in range(count))
    return {tag: offset for tag, _, offset, _ in records}


def _names(data: bytes, start: int) -> dict[int, str]:
    """Name ID → its US English string for Windows."""
    _, count, strings = struct.unpack_from(">HHH", data, start)
    found = {}
    for i in range(count):
        platform, encoding, language, name_id, length, offset = struct.unpack_from(">6H", data, start + 6 + 12 * i)
        if (platform, encoding, language) == (_WINDOWS, _UNICODE_BMP, _ENGLISH_US):
            at = start + strings + offset
            found[name_id] = data[at : at + length].decode("utf-16-be")
    return found
