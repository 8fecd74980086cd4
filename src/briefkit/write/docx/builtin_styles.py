"""The style names that Word and LibreOffice come with: what they are called, their ids, how Word lists them.

A style with such a name is the program's own, whatever its file says of it: LibreOffice gives it properties of its own,
and Word translates its name. So they are used where they mean the same thing, and kept clear of otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

_LATENT = """
Normal|heading 1-9|index 1-9|toc 1-9|Normal Indent|footnote text|annotation text|header|footer|index heading|caption|
table of figures|envelope address|envelope return|footnote reference|annotation reference|line number|page number|
endnote reference|endnote text|table of authorities|macro|toa heading|List|List Bullet|List Number|List 2-5|
List Bullet 2-5|List Number 2-5|Title|Closing|Signature|Default Paragraph Font|Body Text|Body Text Indent|
List Continue|List Continue 2-5|Message Header|Subtitle|Salutation|Date|Body Text First Indent|
Body Text First Indent 2|Note Heading|Body Text 2-3|Body Text Indent 2-3|Block Text|Hyperlink|FollowedHyperlink|
Strong|Emphasis|Document Map|Plain Text|E-mail Signature|Normal (Web)|HTML Acronym|HTML Address|HTML Cite|HTML Code|
HTML Definition|HTML Keyboard|HTML Preformatted|HTML Sample|HTML Typewriter|HTML Variable|Normal Table|
annotation subject|No List|Table Grid|Table Theme|Balloon Text|Placeholder Text|No Spacing|List Paragraph|Quote|
Intense Quote|Subtle Emphasis|Intense Emphasis|Subtle Reference|Intense Reference|Book Title|Bibliography|TOC Heading|
Mention|Smart Hyperlink|Hashtag|Unresolved Mention|Smart Link|Light Shading|Light List|Light Grid|Medium Shading 1-2|
Medium List 1-2|Medium Grid 1-3|Dark List|Colorful Shading|Colorful List|Colorful Grid|Plain Table 1-5|
Grid Table Light|Table Simple 1-3|Table Classic 1-4|Table Colorful 1-3|Table Columns 1-5|Table Grid 1-8|
Table List 1-8|Table 3D effects 1-3|Table Contemporary|Table Elegant|Table Professional|Table Subtle 1-2|Table Web 1-3
"""
"""Word's latent styles (§17.7.4.5), with ranges of numbers drawn together."""

_LIBREOFFICE = """
Standard|Default Style|Default Paragraph Style|Default Character Style|Text body|First line indent|Hanging indent|
Text body indent|Salutation|Complimentary close|Signature|List Indent|Marginalia|Heading|Heading 1-10|Appendix|
List 1-5|List 1-5 Start|List 1-5 End|List 1-5 Cont.|Numbering 1-5|Numbering 1-5 Start|Numbering 1-5 End|
Numbering 1-5 Cont.|Header and Footer|Header left|Header right|Footer left|Footer right|Table Contents|Table Heading|
Illustration|Table|Text|Drawing|Figure|Frame contents|Footnote|Endnote|Addressee|Sender|Index|Index Heading|
Index Separator|Index 1-3|Contents Heading|Contents 1-10|User Index Heading|User Index 1-10|Illustration Index Heading|
Illustration Index 1|Object index heading|Object index 1|Table index heading|Table index 1|Bibliography Heading|
Bibliography 1|Comment|Quotations|Preformatted Text|Horizontal Line|List Contents|List Heading|Footnote Symbol|
Endnote Symbol|Footnote Characters|Endnote Characters|Footnote anchor|Endnote anchor|Page Number|Caption Characters|
Drop Caps|Numbering Symbols|Bullets|Bullet Symbols|Internet Link|Visited Internet Link|Placeholder|Index Link|
Line numbering|Main index entry|Strong Emphasis|Citation|Example|Source Text|User Entry|Variable|Definition|Teletype|
Rubies|Vertical Numbering Symbols
"""
"""LibreOffice's own paragraph and character styles."""


def _spelled_out(names: str) -> Iterator[str]:
    """The names of a table, ranges of numbers written out."""
    for name in names.replace("\n", "").split("|"):
        ranged = re.search(r"(\d+)-(\d+)", name)
        if ranged is None:
            yield name
            continue
        for number in range(int(ranged[1]), int(ranged[2]) + 1):
            yield name.replace(ranged[0], str(number))


WORD = {name.casefold(): name for name in _spelled_out(_LATENT)}
"""Word's names by their lower-case spelling."""

RESERVED = frozenset(WORD) | frozenset(name.casefold() for name in _spelled_out(_LIBREOFFICE))
"""Lower-case names that a style of ours must not have by chance."""


class Listing(Struct, frozen=True):
    """How Word lists a style: `priority` sorts it, `is_quick` puts it into the gallery, `is_hidden` leaves it out."""

    priority: int
    is_quick: bool = True
    is_hidden: bool = False


_LISTINGS = (
    ("Normal", Listing(0)),
    ("Body Text", Listing(1)),
    ("heading [1-9]", Listing(9)),
    ("Title", Listing(10)),
    ("Subtitle", Listing(11)),
    ("List (Bullet|Number)( [2-9])?", Listing(14)),
    ("List( Continue)?( [2-9])?", Listing(15)),
    ("Emphasis", Listing(20)),
    ("Strong", Listing(22)),
    ("Quote", Listing(29)),
    ("caption", Listing(35)),
    ("toc [1-9]", Listing(39, is_quick=False)),
    ("table of figures", Listing(99, is_quick=False)),
    ("TOC Heading", Listing(39)),
    ("header|footer|Hyperlink|Plain Link", Listing(99, is_quick=False)),
    ("HTML .*", Listing(49)),
    ("Default Paragraph Font", Listing(1, is_quick=False, is_hidden=True)),
    ("Normal Table|No List", Listing(99, is_quick=False, is_hidden=True)),
    (".* (Table|Box)( Style)?( [2-9])?", Listing(59, is_quick=False)),
)


def listing(name: str) -> Listing:
    """How Word lists the style called `name`; a style of ours comes after the text styles and before notes."""
    return next((found for pattern, found in _LISTINGS if re.fullmatch(pattern, name)), Listing(19))


def style_id(name: str) -> str:
    """The id that Word gives a style of this name: its words run together, ASCII letters and digits only."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Za-z0-9]+", plain)
    if words and words[0] == "toc":
        words[0] = "TOC"
    return "".join(word[:1].upper() + word[1:] for word in words) or "Style"
