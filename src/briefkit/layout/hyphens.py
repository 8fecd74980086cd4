"""Hyphenation patterns without reading all of them: once in a process, when this module is imported.

Pyphen takes a dictionary's thousands of patterns apart before it looks for the first word, which takes longer than to
lay out a page. Here each is taken apart when a word has its letters.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from weasyprint.text.line_break import pyphen

_DIGITS = re.compile(r"\d")


class _Patterns(dict[str, Any]):
    """What Pyphen makes of a pattern, by the letters in it; the pattern as it is written until it is asked for."""

    def get(self, letters: str, default: Any = None) -> Any:
        found = super().get(letters, default)
        if isinstance(found, str):
            found = self[letters] = _read(found)
        return found


class Hyphens(pyphen.HyphDict):  # type: ignore[misc]
    """Pyphen's dictionary of a language, each pattern read at first use."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            encoding = file.readline().decode().strip()
        text = path.read_text("cp1251" if encoding.lower() == "microsoft-cp1251" else encoding)
        written = (line.strip() for line in text.split("\n")[1:])
        patterns = [_unescaped(line) for line in written if line and not line.startswith(pyphen.ignored)]
        letters = _DIGITS.sub("", "\n".join(_pattern(line) for line in patterns)).split("\n")
        said = zip(letters, patterns, strict=True)  # a pattern without numbers says nothing, not even of one before it
        self.patterns = _Patterns((key, pattern) for key, pattern in said if key != pattern)
        self.cache: dict[str, Any] = {}
        self.maxlen = max(map(len, letters))


def _unescaped(line: str) -> str:
    """A line with ``^^e9`` for what it stands for."""
    return str(pyphen.parse_hex(lambda found: chr(int(found[1], 16)), line)) if "^^" in line else line


def _pattern(line: str) -> str:
    """The pattern in a line, without the spelling that it may change a word to (``tt3t/tt=t,1,2``)."""
    return line.partition("/")[0] if "/" in line and "=" in line else line


def _read(line: str) -> tuple[int, tuple[int, ...]] | None:
    """Where a pattern's first number stands, and the numbers; None where all are 0."""
    pattern = _pattern(line)
    number = int if pattern == line else pyphen.AlternativeParser(pattern, line.partition("/")[2])
    values = tuple(number(digit or "0") for digit, _ in pyphen.parse(pattern))
    telling = [index for index, value in enumerate(values) if value]
    return (telling[0], values[telling[0] : telling[-1] + 1]) if telling else None


pyphen.HyphDict = Hyphens
