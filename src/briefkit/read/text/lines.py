"""The lines of a plain text: where their words begin and end, how far they are indented, what blank lines part them."""

from __future__ import annotations

import re

from msgspec import Struct

from briefkit.spans import Source

TAB_WIDTH = 4

MAX_MARKER = 5
"""Characters that a list's marker may take, the tab after it included."""

_QUOTE_MARK = re.compile(r"[ \t]*(?:> ?)+(?=[^\s>])")
_RULE = re.compile(r"(?:([-=~_*])\1{2,}|([*•·#])(?: +\2){2}|⁂|❦)")


class Line(Struct, frozen=True):
    """A line with words on it. `start` and `end` are the offsets of its words, white space around them left out.

    `indent` is the column where they begin, `blanks` how many blank lines stand before the line. `is_quoted` is whether
    a ``>`` stands before the words, as in e-mail; it is no part of them.
    """

    text: str
    start: int
    end: int
    indent: int
    blanks: int
    is_quoted: bool = False

    @property
    def width(self) -> int:
        """The column after the last word."""
        return self.indent + len(self.text)

    @property
    def is_rule(self) -> bool:
        """Whether the line is drawn, not written: ``-----``, ``* * *``, ``=====``."""
        return bool(_RULE.fullmatch(self.text))

    @property
    def has_columns(self) -> bool:
        """Whether bars or tabs (but for one after a marker) part the line into cells."""
        return "|" in self.text or "\t" in self.text[MAX_MARKER:]

    @property
    def has_gaps(self) -> bool:
        """Whether the line is parted into cells by whatever means, runs of spaces included."""
        return self.has_columns or "   " in self.text


def lines_of(source: Source) -> list[Line]:
    """The lines that have words on them, in order."""
    lines: list[Line] = []
    offset = blanks = 0
    for raw in source.text.split("\n"):
        mark = _QUOTE_MARK.match(raw)
        words = raw[mark.end() :].strip() if mark else raw.strip()
        if words:
            lead = raw[: raw.index(words, mark.end() if mark else 0)]
            start = offset + len(lead)
            indent = len(lead.expandtabs(TAB_WIDTH))
            lines.append(Line(words, start, start + len(words), indent, blanks, mark is not None))
            blanks = 0
        else:
            blanks += 1
        offset += len(raw) + 1
    return lines
