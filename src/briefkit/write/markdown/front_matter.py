"""Metadata as YAML front matter that reads back to the same values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefkit.model import Author, Logo, Meta
from briefkit.model.walk import plain_text

_PLAIN = re.compile(r"(?!(?:true|false|null|y|n|yes|no|on|off|\.nan|\.inf)$)[^\W\d_](?:[\w ,.()/’–-]*[\w.)’])?", re.I)
"""A text that YAML reads as it stands, in every version of YAML."""

_BLOCK_LINE = re.compile(r"[^\s#-](?:.*\S)?|")
_ADDRESS = re.compile(r"[<>]")
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def write_front_matter(meta: Meta) -> str:
    """`meta` between lines of ``---``; an empty text where it says nothing."""
    lines = [line for key, value in _values(meta) for line in _entry(key, value)]
    return "\n".join(("---", *lines, "---", "")) if lines else ""


def _values(meta: Meta) -> Iterator[tuple[str, Any]]:
    """The keys that say something, in the order of the model's fields, and plain values for them."""
    for field, key in zip(meta.__struct_fields__, meta.__struct_encode_fields__, strict=True):
        value = getattr(meta, field)
        if value and field != "extra":
            yield key, _plain_value(field, value)
    yield from meta.extra.items()


def _plain_value(field: str, value: Any) -> Any:
    match field:
        case "title" | "subtitle":
            return plain_text(value)
        case "authors":
            return [_author(author) for author in value]
        case "logo":
            return _said(value)
        case _:
            return list(value) if isinstance(value, tuple) else value


def _author(author: Author) -> Any:
    """A name where there is no more to say."""
    said = _said(author)
    return author.name if list(said) == ["name"] and not _ADDRESS.search(author.name) else said


def _said(struct: Author | Logo) -> dict[str, str]:
    return {name: value for name in struct.__struct_fields__ if (value := getattr(struct, name))}


# YAML ---------------------------------------------------------------------------------------------------------------


def _entry(key: str, value: Any) -> Iterator[str]:
    """The lines of one top-level key."""
    name = _scalar(key)
    match value:
        case [*items] if items:
            yield f"{name}:"
            for item in items:
                yield from _item(item)
        case Mapping() if value:
            yield f"{name}:"
            yield from (f"  {_scalar(str(inner))}: {_flow(one)}" for inner, one in value.items())
        case str() if "\n" in value and all(_BLOCK_LINE.fullmatch(line) for line in value.split("\n")):
            yield f"{name}: |-"
            yield from (f"  {line}" if line else "" for line in value.split("\n"))
        case _:
            yield f"{name}: {_flow(value)}"


def _item(item: Any) -> Iterator[str]:
    if isinstance(item, Mapping) and item:
        for number, (key, value) in enumerate(item.items()):
            yield f"{'    ' if number else '  - '}{_scalar(key)}: {_flow(value)}"
    else:
        yield f"  - {_flow(item)}"


def _flow(value: Any) -> str:
    """A value on one line."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case str():
            return _scalar(value)
        case Mapping():
            return "{" + ", ".join(f"{_quoted(str(key))}: {_in_flow(one)}" for key, one in value.items()) + "}"
        case Sequence():
            return "[" + ", ".join(map(_in_flow, value)) + "]"
        case _:
            return _quoted(str(value))


def _in_flow(value: Any) -> str:
    """A value inside brackets or braces, where commas part."""
    return _quoted(value) if isinstance(value, str) else _flow(value)


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    """A text in double quotes: those of JSON are YAML's (YAML 1.2 §5.7), but for what YAML takes as no character."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
