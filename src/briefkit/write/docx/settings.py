"""The settings part (CT_Settings, ECMA-376 Part 1 §17.15.1.78): how Word is to lay out and treat the document."""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.write.docx.flow import NoteKind
from briefkit.write.docx.markup import Element, add, root

_WORD = "http://schemas.microsoft.com/office/word"
_TAB_STOP = 720

_COMPATIBILITY = {
    "compatibilityMode": "15",
    "overrideTableStyleFontSizeAndJustification": "1",
    "enableOpenTypeFeatures": "1",
    "doNotFlipMirrorIndents": "1",
    "differentiateMultirowTableHeaders": "1",
}
"""What Word 2013 and later write into a new document; else they open it in compatibility mode (MS-DOCX §2.3.5)."""

_COLORS = {
    "bg1": "light1",
    "t1": "dark1",
    "bg2": "light2",
    "t2": "dark2",
    **{f"accent{number}": f"accent{number}" for number in range(1, 7)},
    "hyperlink": "hyperlink",
    "followedHyperlink": "followedHyperlink",
}


def settings(
    *,
    embeds_fonts: bool,
    mirrors_margins: bool,
    hyphenates: bool,
    has_even_pages: bool,
    notes: Sequence[NoteKind],
    endnote_format: str,
    language: str,
) -> Element:
    """The root of the settings part, its children in the schema's order.

    `has_even_pages` where even pages have headers or footers of their own; `notes` are the kinds of notes
    there are, `endnote_format` is how endnotes are numbered; `language` is a BCP 47 tag or empty.
    """
    element = root("settings")
    if embeds_fonts:
        add(element, "embedTrueTypeFonts")
    if mirrors_margins:
        add(element, "mirrorMargins")
    add(element, "defaultTabStop", {"val": str(_TAB_STOP)})
    if hyphenates:
        add(element, "autoHyphenation")
    if has_even_pages:
        add(element, "evenAndOddHeaders")
    add(element, "characterSpacingControl", {"val": "doNotCompress"})
    for kind in notes:
        properties = add(element, f"{kind}Pr")
        if kind == "endnote":
            add(properties, "numFmt", {"val": endnote_format})
        for separator in ("-1", "0"):
            add(properties, kind, {"id": separator})
    _add_compatibility(element)
    if language:
        add(element, "themeFontLang", {"val": language})
    add(element, "clrSchemeMapping", _COLORS)
    add(element, "decimalSymbol", {"val": "."})
    add(element, "listSeparator", {"val": ","})
    return element


def _add_compatibility(element: Element) -> None:
    """w:compat; a justified line that ends in a line break is not to be stretched, as in CSS."""
    compatibility = add(element, "compat")
    add(compatibility, "doNotExpandShiftReturn")
    for name, value in _COMPATIBILITY.items():
        add(compatibility, "compatSetting", {"name": name, "uri": _WORD, "val": value})
