"""What `tomllib` finds wrong with a text, in plain words and with a way to mend it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CLOSE = "end it with the quotation mark it began with, on the same line"
_QUOTE = 'a text stands in quotation marks, as in `out = "reports"`'
_PLAINLY: Sequence[tuple[str, str, str]] = (
    (r"Illegal character '\\n'|Unterminated string", "the closing quotation mark of a string is missing", _CLOSE),
    (r"(?:Illegal|Found invalid) character (.+)", "{} cannot stand here", "take the character out"),
    (r"Expected '=' after a key", "a key has no `=` after it", 'write `key = "value"`'),
    (r"Invalid value", "there is no value here that TOML knows", _QUOTE),
    (r"Invalid initial character for a key part", "no key can begin like this", "put the key in quotation marks"),
    (r"Invalid statement", "there is no key here", 'write `key = "value"`, or `[name]` to begin a table'),
    (
        r"Expected newline or end of document after a statement",
        "more stands after the value",
        "write one key a line, and a text whole in one pair of quotation marks",
    ),
    (r"Unclosed array", "the `]` that closes a list is missing", "end the list with `]`; commas part what is in it"),
    (r"Unclosed inline table", "the `}}` that closes a table is missing", "end the table with `}`, on the same line"),
    (r"Unescaped '\\' in a string", r"`\` stands alone in a string", r"write `\\`, or put the text in 'single quotes'"),
    (r"Cannot overwrite a value|Duplicate inline table key", "a key stands twice", "keep one of them"),
    (r"Cannot declare \('?(.+?)'?,?\) twice", "the table `{}` stands twice", "put all its keys under one of them"),
)
"""What a message begins with, how it is said, and a hint."""


def plain_fault(message: str) -> tuple[str, str]:
    """The `message` of `tomllib`, without the place in it, in plain words; with a hint, which may be empty."""
    for pattern, words, hint in _PLAINLY:
        if found := re.match(pattern, message):
            return words.format(*found.groups()), hint
    return message[:1].lower() + message[1:], ""
