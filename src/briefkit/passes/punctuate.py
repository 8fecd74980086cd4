"""Smart punctuation: the quotation marks, dashes and dots that a typewriter had no keys for, as the language has them.

Straight quotation marks open or close by what stands around them (an opening one follows a space, a bracket or a dash);
an apostrophe is a closing single one. Two hyphens are an en dash, three an em dash, three dots an ellipsis. Code and
addresses stay as they are, and so does what the author typed with the right keys. Between Hebrew letters marks are
those of an abbreviation or a foreign sound (gershayim and geresh).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from briefkit.model import Code, Document, Inline, LineBreak, SoftBreak, Text
from briefkit.model.walk import AnyNode, rewrite

Quotes = tuple[str, str, str, str]
"""Opening and closing marks, outer and inner."""

_THIN = "\N{NARROW NO-BREAK SPACE}"
_ENGLISH: Quotes = ("“", "”", "‘", "’")
_QUOTES: Mapping[str, Quotes] = {
    "en": _ENGLISH,
    "de": ("„", "“", "‚", "‘"),
    "de-ch": ("«", "»", "‹", "›"),
    "fr": (f"«{_THIN}", f"{_THIN}»", "“", "”"),
    "fr-ch": ("«", "»", "‹", "›"),
    "es": ("«", "»", "“", "”"),
    "it": ("«", "»", "“", "”"),
    "pt": ("«", "»", "“", "”"),
    "pt-br": _ENGLISH,
    "nl": _ENGLISH,
    "da": ("»", "«", "›", "‹"),
    "nb": ("«", "»", "‘", "’"),
    "nn": ("«", "»", "‘", "’"),
    "sv": ("”", "”", "’", "’"),
    "fi": ("”", "”", "’", "’"),
    "pl": ("„", "”", "«", "»"),
    "cs": ("„", "“", "‚", "‘"),
    "sk": ("„", "“", "‚", "‘"),
    "hu": ("„", "”", "»", "«"),
    "ro": ("„", "”", "«", "»"),
    "ru": ("«", "»", "„", "“"),
    "uk": ("«", "»", "„", "“"),
    "el": ("«", "»", "“", "”"),
    "ar": ("”", "“", "’", "‘"),
    "fa": ("«", "»", "‹", "›"),
    "he": ("”", "”", "’", "’"),
    "ur": ("”", "“", "’", "‘"),
}
"""The quotation marks of languages (Unicode CLDR 47, delimiters); others have those of English."""

_MARKS = re.compile(r"---?|\.\.\.|[\"']")
_DASHES = {"--": "–", "---": "—", "...": "…"}
_APOSTROPHE = "’"
_IN_HEBREW = {'"': "\N{HEBREW PUNCTUATION GERSHAYIM}", "'": "\N{HEBREW PUNCTUATION GERESH}"}
_OPENS_AFTER = frozenset("([{<-–—/«„“‘‚\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")


def punctuate(document: Document) -> Document:
    """`document` with smart punctuation in its title, its subtitle and its blocks, by its language."""
    return rewrite(document, on_the_way=_Punctuating(quotes_of(document.meta.language)).punctuated)


def quotes_of(language: str) -> Quotes:
    """The quotation marks of a language (a BCP 47 tag) or of the nearest that is known."""
    parts = language.lower().replace("_", "-").split("-")
    tags = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((_QUOTES[tag] for tag in tags if tag in _QUOTES), _ENGLISH)


class _Punctuating(Struct):
    """One way through a document; `before` is the last character met in the block that is being read, `is_inside` is
    whether an inner quotation has begun in it."""

    quotes: Quotes
    before: str = " "
    is_inside: bool = False

    def punctuated(self, node: AnyNode) -> AnyNode:
        match node:
            case Text(text=text):
                words = self._text(text)
                return node if words == text else replace(node, text=words)
            case Code(text=text):
                self.before = text[-1:] or self.before
            case SoftBreak() | LineBreak():
                self.before = " "
            case _ if not isinstance(node, Inline):
                self.before, self.is_inside = " ", False
            case _:
                pass
        return node

    def _text(self, text: str) -> str:
        written, position = [], 0
        for found in _MARKS.finditer(text):
            before = text[found.start() - 1] if found.start() else self.before
            after = text[found.end() : found.end() + 1]
            written += [text[position : found.start()], self._mark(found[0], before, after)]
            position = found.end()
        self.before = text[-1:] or self.before
        return "".join((*written, text[position:]))

    def _mark(self, mark: str, before: str, after: str) -> str:
        if mark in _DASHES:
            return _DASHES[mark]
        if _is_hebrew(before) and (_is_hebrew(after) or (mark == "'" and not self.is_inside)):
            return _IN_HEBREW[mark]
        opening, closing, inner_opening, inner_closing = self.quotes
        is_opening = (before.isspace() or before in _OPENS_AFTER or before == '"') and not after.isspace()
        if mark == '"':
            return opening if is_opening else closing
        if is_opening and not after.isdecimal():  # but the '90s
            self.is_inside = True
            return inner_opening
        if self.is_inside and not after.isalnum():
            self.is_inside = False
            return inner_closing
        return _APOSTROPHE


def _is_hebrew(char: str) -> bool:
    return "\N{HEBREW LETTER ALEF}" <= char <= "\N{HEBREW LETTER TAV}"
