"""What the structure of a document is recovered from: units of text, wherever they were read."""

from __future__ import annotations

from msgspec import Struct


class Unit(Struct, frozen=True):
    """A piece of text that no line break of its own parts: one block, or a line of one.

    `text` is all of it on one line; `raw` its first line as it was written, gaps and tabs kept. `indent` is the column
    it begins at, `hanging` that of its further lines (None where there is none); `blanks` how many blank lines stand
    before it; `underline` the character of a line drawn under it; `is_quoted` whether a ``>`` stands before it.
    """

    text: str
    raw: str
    indent: int = 0
    blanks: int = 0
    hanging: int | None = None
    underline: str = ""
    is_quoted: bool = False
