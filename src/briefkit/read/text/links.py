"""Web addresses in running text, which become links to themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefkit.model import Inline, Link, Text
from briefkit.spans import Source

_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"“”«»]+[^\s<>\"“”«».,;:!?'’)\]}]")
_PAIRS = {"(": ")", "[": "]"}


def linked(source: Source, start: int, end: int) -> Iterator[Inline]:
    """The text from `start` to `end` (which is not empty), the web addresses in it as links.

    A full stop or a bracket that closes the sentence around an address is no part of it.
    """
    begin = start
    for found in _ADDRESS.finditer(source.text, start, end):
        stop = _end(source.text, found.start(), found.end(), end)
        if found.start() > begin:
            yield _text(source, begin, found.start())
        address = _text(source, found.start(), stop)
        yield Link(content=(address,), target=address.text, span=address.span)
        begin = stop
    if begin < end:
        yield _text(source, begin, end)


def _end(text: str, start: int, stop: int, end: int) -> int:
    """Where an address ends: with the bracket that closes one opened in it (``…/Ferry_(boat)``)."""
    for opening, closing in _PAIRS.items():
        inside = text[start:stop]
        if stop < end and text[stop] == closing and inside.count(opening) > inside.count(closing):
            return stop + 1
    return stop


def _text(source: Source, start: int, end: int) -> Text:
    return Text(text=source.text[start:end], span=source.span(start, end))
