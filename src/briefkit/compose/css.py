"""CSS as text: strings written so that nothing breaks out of them, and stylesheets whose brackets do not match.

A CSS parser closes at the end of a sheet whatever is open there (CSS Syntax 3 §2.2), so one missing brace makes all
rules after it disappear without a word. `find_break` looks for just that; whether a declaration means anything is for
the layout to say.
"""

from __future__ import annotations

import re

from msgspec import Struct

_PAIRS = {"{": "}", "[": "]", "(": ")"}
_TOKEN = re.compile(
    r"""
    (?P<comment> /\* (?: .*? (?P<comment_end> \*/ ) | .* ) )
  | (?P<string> (?P<quote> ["'] ) (?: \\ (?: \r\n | . ) | (?! (?P=quote) ) [^\\\n\f] )* (?P<string_end> (?P=quote) )? )
  | (?P<url> url\( [ \t\n]* (?= [^"' \t\n)] ) (?: \\ . | [^\\)] )* (?P<url_end> \) )? )
  | \\ .
  | (?P<bracket> [][(){}] )
    """,
    re.DOTALL | re.VERBOSE | re.IGNORECASE,
)


class Break(Struct, frozen=True):
    """Where a stylesheet is broken: a range of its text, what is wrong there and what would mend it."""

    start: int
    end: int
    message: str
    hint: str


def css_string(text: str) -> str:
    """`text` as a CSS string with its quotes (CSS Syntax 3 §4.3.5), safe also inside a ``<style>`` element."""
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char in "<>" or not char.isprintable():
        return f"\\{ord(char) or 0xFFFD:x} "
    return char


def find_break(sheet: str) -> Break | None:
    """The first comment, string or bracket that is left open or is closed unopened; None where all is well."""
    opened: list[tuple[str, int]] = []
    for token in _TOKEN.finditer(sheet):
        found = _open_token(token) or _bracket(token, opened)
        if found is not None:
            return found
    if opened:
        bracket, start = opened[-1]
        return Break(
            start, start + 1, f"`{bracket}` is never closed", f"add the `{_PAIRS[bracket]}` that belongs to it"
        )
    return None


def _open_token(token: re.Match[str]) -> Break | None:
    for kind, end, name, mend in (
        ("comment", "comment_end", "a comment", "end it with `*/`"),
        ("string", "string_end", "a string", "end it with the quotation mark it began with, on the same line"),
        ("url", "url_end", "`url(`", "end it with `)`"),
    ):
        if token[kind] is not None and token[end] is None:
            first_line = token[kind].partition("\n")[0].rstrip()
            return Break(token.start(), token.start() + len(first_line), f"{name} is never closed", mend)
    return None


def _bracket(token: re.Match[str], opened: list[tuple[str, int]]) -> Break | None:
    bracket = token["bracket"]
    if bracket is None:
        return None
    if bracket in _PAIRS:
        opened.append((bracket, token.start()))
        return None
    if opened and _PAIRS[opened[-1][0]] == bracket:
        opened.pop()
        return None
    if not opened:
        return Break(token.start(), token.end(), f"`{bracket}` closes nothing", f"remove the `{bracket}`")
    wanted = _PAIRS[opened[-1][0]]
    return Break(
        token.start(),
        token.end(),
        f"`{bracket}` stands where `{wanted}` should close the `{opened[-1][0]}` before it",
        f"add the missing `{wanted}`",
    )
