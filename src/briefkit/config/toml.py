"""TOML with places: the values as `tomllib` reads them, and where in the text each key stands.

Knows the syntax (TOML 1.0.0) and nothing of what the keys mean.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Generator, Iterator, Mapping
from typing import Any, TypeAlias

from msgspec import Struct

from briefkit.config.toml_faults import plain_fault
from briefkit.diagnostics import diagnose
from briefkit.errors import DocumentError
from briefkit.spans import Source, Span

KeyPath: TypeAlias = tuple[str, ...]
_Found: TypeAlias = tuple[KeyPath, int, int]

_SPACE = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_NAME = re.compile(r"""[ \t]*(?:([A-Za-z0-9_-]+)|("(?:[^"\\\n]|\\.)*"|'[^'\n]*'))[ \t]*""")
_STRING = re.compile(r'''"""(?:[^\\]|\\.)*?"""{1,3}|\'\'\'.*?\'\'\'{1,3}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*\'''', re.DOTALL)
_PLAIN = re.compile(r"""[^\n"'#,\[\]{}]+""")
_HEADER_END = re.compile(r"\]+")
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class Toml(Struct, frozen=True):
    """A TOML text, read. `spans` tells where a key is written, by the path of names to it.

    A key that is written several times (the header of an array of tables) has the span of the first.
    """

    values: Mapping[str, Any]
    spans: Mapping[KeyPath, Span]


def parse(source: Source, *, rule: str = "B204") -> Toml:
    """Reads the TOML in `source`; `DocumentError` of `rule`, with its place, where it is not TOML."""
    try:
        values = tomllib.loads(source.text)
    except (ValueError, RecursionError) as error:
        message, hint = _what_is_wrong(error)
        found = diagnose(rule, message, span=_where(source, error), hint=hint)
        raise DocumentError(found, sources=[source]) from error
    spans: dict[KeyPath, Span] = {}
    for path, start, end in _Keys(source.text).all():
        spans.setdefault(path, source.span(start, end))
    return Toml(values, spans)


def _what_is_wrong(error: Exception) -> tuple[str, str]:
    if isinstance(error, RecursionError):
        return "the values are nested too deeply", ""
    message, hint = plain_fault(_AT.sub("", str(error)))
    return f"not valid TOML: {message}", hint


def _where(source: Source, error: Exception) -> Span:
    place = _AT.search(str(error))
    if place is None:
        return source.span(0, 0)
    if place[1] is None:
        return source.span(len(source.text), len(source.text))
    offset = source.line_starts[int(place[1]) - 1] + int(place[2]) - 1
    return source.span(offset, offset + 1)


class _Keys:
    """Finds the keys in a text that `tomllib` has accepted, so that it may trust the syntax."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def all(self) -> Iterator[_Found]:
        """Every key with the range of its last name, in the order of the text."""
        table: KeyPath = ()
        self._skip(_SPACE)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                self.at += 2 if self.text.startswith("[[", self.at) else 1
                table = yield from self._key(())
                self._skip(_HEADER_END)
            else:
                names = yield from self._key(table)
                self.at += 1  # the equals sign
                yield from self._value(names)
            self._skip(_SPACE)

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return found is not None

    def _key(self, table: KeyPath) -> Generator[_Found, None, KeyPath]:
        """Goes over a dotted key and gives the path to it; yields each of its names with the path so far."""
        path = table
        while found := _NAME.match(self.text, self.at):
            quoted = found[2]
            path = (*path, tomllib.loads(f"name = {quoted}")["name"] if quoted else found[1])
            yield path, *found.span(2 if quoted else 1)
            self.at = found.end()
            if not self.text.startswith(".", self.at):
                break
            self.at += 1
        return path

    def _value(self, path: KeyPath) -> Iterator[_Found]:
        """Goes over the value of the key at `path`; yields the keys of the inline tables in it."""
        self._skip(_SPACE)
        opening = self.text[self.at]
        if opening not in "[{":
            if not self._skip(_STRING):
                self._skip(_PLAIN)
            return
        self.at += 1
        self._skip(_SPACE)
        while self.text[self.at] not in "]}":
            inner = path
            if opening == "{":
                inner = yield from self._key(path)
                self.at += 1
            yield from self._value(inner)
            self._skip(_SPACE)
            self.at += self.text[self.at] == ","
            self._skip(_SPACE)
        self.at += 1
