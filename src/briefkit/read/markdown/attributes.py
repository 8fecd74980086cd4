"""Attributes as authors write them, ``{#id .class key=value}``: read, joined, taken off the end of a line."""

from __future__ import annotations

import re

from briefkit.model import NO_ATTRS, Attrs

UNNUMBERED = "unnumbered"

_MAX_VALUE = 1000
"""Characters of a quoted value; what is longer is text (so that a quote that never closes costs no more)."""

_NAME = r"[^\s{}\"'=.#`]"
_ITEM = (
    rf"(?:#[^\s{{}}\"'=#`]{{1,200}}|\.{_NAME}{{1,200}}|-"
    rf"|{_NAME}{{1,100}}=(?:\"(?:[^\"\\]|\\.){{0,{_MAX_VALUE}}}\"|'[^']{{0,{_MAX_VALUE}}}'|[^\s{{}}\"'`]{{1,{_MAX_VALUE}}}))"
)
_ATTRIBUTES = re.compile(rf"\{{[ \t]*(?:{_ITEM}(?:[ \t]+{_ITEM})*)?[ \t]*\}}")
_PART = re.compile(rf"(#)(\S+?)(?=\s|\}}$)|(\.)({_NAME}+)|({_NAME}+)=(\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^\s{{}}\"']+)|(-)")
_ESCAPED = re.compile(r"\\(.)")
_MAX_TRAILING = 4 * _MAX_VALUE


def match(text: str, start: int, end: int | None = None) -> re.Match[str] | None:
    """Attributes in braces that begin at `start` in `text`; None where there are none, or what is there is no such."""
    return _ATTRIBUTES.match(text, start, len(text) if end is None else end)


def parse(written: str) -> Attrs:
    """The attributes in `written`, which `match` has found. Of two ids and of two values the last counts."""
    identifier, classes, values = "", [], {}
    for found in _PART.finditer(written):
        _, the_id, _, the_class, key, value, dash = found.groups()
        if the_id:
            identifier = the_id
        elif the_class or dash:
            classes.append(the_class or UNNUMBERED)
        else:
            values[key] = _unquoted(value)
    return Attrs(id=identifier, classes=tuple(dict.fromkeys(classes)), values=values)


def _unquoted(value: str) -> str:
    if value[0] == '"':
        return _ESCAPED.sub(r"\1", value[1:-1])
    return value[1:-1] if value[0] == "'" else value


def trailing(content: str) -> tuple[int, Attrs]:
    """Attributes at the end of a block's `content`: where they begin, white space before them included, and what they
    say. The end of `content` and no attributes where there are none.
    """
    if content.endswith("}"):
        start = content.rfind("{", max(0, len(content) - _MAX_TRAILING))
        while start >= 0:
            found = match(content, start)
            if found and found.end() == len(content) and (not start or content[start - 1].isspace()):
                return len(content[:start].rstrip()), parse(found[0])
            if content[start - 1 : start] == "\\" or not _in_quotes(content, start):
                break
            start = content.rfind("{", max(0, len(content) - _MAX_TRAILING), start)
    return len(content), NO_ATTRS


def _in_quotes(content: str, start: int) -> bool:
    """Whether a brace at `start` may stand in a quoted value of attributes that began before it."""
    return any(quote in content[max(0, start - _MAX_VALUE) : start] for quote in ('="', "='"))


def joined(first: Attrs, second: Attrs) -> Attrs:
    """Both together; where they differ the `second` counts."""
    if NO_ATTRS in (first, second):
        return second if first == NO_ATTRS else first
    classes = tuple(dict.fromkeys((*first.classes, *second.classes)))
    return Attrs(id=second.id or first.id, classes=classes, values={**first.values, **second.values})


def without(attrs: Attrs, *names: str) -> Attrs:
    """`attrs` without the classes and the values of these names."""
    classes = tuple(one for one in attrs.classes if one not in names)
    values = {key: value for key, value in attrs.values.items() if key not in names}
    return Attrs(id=attrs.id, classes=classes, values=values) if (attrs.id or classes or values) else NO_ATTRS
