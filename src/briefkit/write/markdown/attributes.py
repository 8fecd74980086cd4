"""Attributes as authors write them, ``{#id .class key="value"}``."""

from __future__ import annotations

import re

from briefkit.model import Attrs

_ID = re.compile(r"[^\s{}\"'=#`]{1,200}")
_CLASS = re.compile(r"[^\s{}\"'=.#`]{1,200}")
_KEY = re.compile(r"[^\s{}\"'=.#`]{1,100}")
_IN_QUOTES = re.compile(r'["\\]')


def braces(attrs: Attrs, *, must: bool = False) -> str:
    """The attributes in braces; an empty text without any, unless they `must` be there.

    What has no form in braces (a class with a space in it) is left out.
    """
    parts = [f"#{attrs.id}"] if _ID.fullmatch(attrs.id) else []
    parts += [f".{name}" for name in attrs.classes if _CLASS.fullmatch(name)]
    parts += [f"{key}={quoted(value)}" for key, value in attrs.values.items() if _KEY.fullmatch(key)]
    return f"{{{' '.join(parts)}}}" if parts or must else ""


def quoted(value: str) -> str:
    """A value in double quotes."""
    return '"' + _IN_QUOTES.sub(lambda found: f"\\{found[0]}", value) + '"'


def with_classes(attrs: Attrs, *names: str, **values: str) -> Attrs:
    """`attrs` with classes before its own, and with further values that are not empty."""
    more = {key: value for key, value in values.items() if value}
    return Attrs(id=attrs.id, classes=(*names, *attrs.classes), values={**more, **attrs.values})
