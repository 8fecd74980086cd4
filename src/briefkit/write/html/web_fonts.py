"""Fonts for the web: the glyphs that a page needs, compressed as WOFF 2 (W3C Recommendation, 2024)."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

ALWAYS = (
    "".join(map(chr, range(0x20, 0x7F))) + "\N{NO-BREAK SPACE}\N{SOFT HYPHEN}\N{HYPHEN}\N{EN DASH}\N{EM DASH}\N{BULLET}"
)
"""Characters that are kept whatever a page says: browsers show them where they break lines and number lists."""


_TABLES = {
    *("GlyphOrder", "cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post"),
    *("glyf", "loca", "CFF ", "CFF2", "VORG", "vhea", "vmtx", "GDEF", "GSUB", "GPOS", "BASE", "kern"),
    *("fvar", "gvar", "avar", "HVAR", "MVAR", "STAT"),
}
"""What browsers draw text from (OpenType 1.9.1); hints and tools' own tables are left out."""


def web_font(data: bytes, characters: str) -> bytes:
    """The font file `data` with the glyphs of `characters` and all that its features make of them, as WOFF 2.

    A font that fontTools cannot take apart comes back as it is: browsers take TrueType and OpenType too.
    """
    return _web_font(data, "".join(sorted({*characters, *ALWAYS})))


@lru_cache(maxsize=64)
def _web_font(data: bytes, characters: str) -> bytes:
    from fontTools import subset
    from fontTools.ttLib import TTFont, TTLibError

    try:
        font = TTFont(BytesIO(data), recalcTimestamp=False, lazy=True)
    except TTLibError:
        return data
    for tag in set(font.keys()) - _TABLES:
        del font[tag]
    options = subset.Options(layout_features=["*"], notdef_outline=True, name_IDs=[1, 2, 4, 13, 14], hinting=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    font.flavor = "woff2"
    written = BytesIO()
    font.save(written)
    return written.getvalue()
