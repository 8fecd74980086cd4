"""What PyYAML finds wrong with front matter, in plain words and with a way to mend it."""

from __future__ import annotations

import re
from collections.abc import Sequence

MAX_SHOWN = 72
"""The longest line that a hint repeats, in characters."""

_COLON = "a colon with a space after it stands inside a value"
_ASTRAY = "a key stands where none can begin"
_ON_ITS_LINE = "begin each key at the start of a line, with a colon and a space behind it"
_QUOTES = 'put the whole value in quotation marks: `key: "value"`'
_ITEMS = "end the list with `]`; commas part what is in it"
_PAIRS = "end the mapping with `}`; commas part what is in it"
_PLAINLY: Sequence[tuple[str, str, str]] = (
    (r"found unexpected end of stream", "the closing quotation mark of a value is missing", "add it"),
    (
        r"found character '\\t'",
        "a tab stands before a key or a value, where only spaces may",
        "put spaces in its place",
    ),
    (r"found character '(.)'", "a value without quotation marks begins with `{}`", _QUOTES),
    (r"expected ',' or ']'", "the `]` that closes a list is missing", _ITEMS),
    (r"expected ',' or '}'", "the `}}` that closes a mapping is missing", _PAIRS),
    (r"could not find expected ':'", "a line before this one has no colon", "write `key: value` on each line"),
    (r"found unknown escape character '(.)'", "`\\{}` means nothing between double quotation marks", r"write `\\`"),
    (r"expected alphabetic or numeric character", "a value without quotation marks begins with `*` or `&`", _QUOTES),
    (
        r"expected <block end>, but found '-'",
        "an item of a list stands where none can",
        "give the list a key, and indent its items: `  - item`",
    ),
    (r"expected <block end>, but found '<scalar>'", "more stands after the quotation mark that ends a value", _QUOTES),
    (r"expected <block end>", "this line does not go with those before it", _ON_ITS_LINE),
    (r"expected the node content, but found '(.)'", "a value without quotation marks begins with `{}`", _QUOTES),
)
"""What a message begins with, how it is said, and a hint."""


def plain_fault(problem: str, line: str, column: int) -> tuple[str, str]:
    """What PyYAML calls a `problem`, in plain words; with a hint, which may be empty.

    The place of it is before the character at `column` (from 0) of `line`.
    """
    if problem.startswith("mapping values are not allowed"):
        return (_COLON, _quoted(line)) if _A_COLON.search(line, 0, column) else (_ASTRAY, _ON_ITS_LINE)
    for pattern, words, hint in _PLAINLY:
        if found := re.match(pattern, problem):
            return words.format(*found.groups()), hint
    return f"not YAML: {problem}", ""


def _quoted(line: str) -> str:
    """The hint to write the value on `line` in quotation marks, as it would look where that fits."""
    key, _, value = line.strip().partition(": ")
    is_short = len(line) <= MAX_SHOWN and '"' not in value and "\\" not in value and "`" not in line
    return f'put the whole value in quotation marks: `{key}: "{value.strip()}"`' if is_short else _QUOTES


_A_COLON = re.compile(r":\s")
