"""Tasks: items of a bullet list that begin with a box, ``[ ]`` or ``[x]``."""

from __future__ import annotations

import re

from msgspec.structs import replace

from briefkit.model import ListItem, Paragraph, Text
from briefkit.spans import Span

_BOX = re.compile(r"\[([ xX])\][ \t]+(?=\S)")


def as_task(item: ListItem) -> ListItem:
    """`item` as a task where it begins with a box; else as it is."""
    match item.blocks:
        case (Paragraph(content=(Text(text=text) as first, *rest)) as paragraph, *blocks) if box := _BOX.match(text):
            span = Span(first.span.source, first.span.start + box.end(), first.span.end) if first.span else first.span
            words = replace(first, text=text[box.end() :], span=span)
            content = replace(paragraph, content=(words, *rest))
            return replace(item, blocks=(content, *blocks), is_done=box[1] != " ")
        case _:
            return item
