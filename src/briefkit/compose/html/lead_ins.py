"""Lead-ins: the words in strong type that list items open with, told from strong words elsewhere.

Plain text has lead-ins of its own (`Styled` of class ``lead-in``); Markdown says them by ``**Term:**``. Both get the
same class, and with it the same look.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from briefkit.model.nodes import ListItem, Paragraph, Strong, Text
from briefkit.model.walk import plain_text

LEAD_IN = "lead-in"

_STOPS = (":", ".", "?", "!")
_STOP_BEHIND = re.compile("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]?[:.](?![:.])")


def with_lead_ins(items: Sequence[ListItem]) -> Sequence[ListItem]:
    """The items of a list: where any opens with strong words up to a stop, all that open with strong words lead in.

    A stop right behind the words is set in their type, as in plain text.
    """
    if not any(map(_is_term, items)):
        return items
    return tuple(map(_with_lead_in, items))


def _is_term(item: ListItem) -> bool:
    """Whether the item opens with strong words that end in a stop, and goes on."""
    match item.blocks:
        case (Paragraph(content=(Strong() as strong, *rest)), *below) if rest or below:
            return plain_text(strong.content).rstrip().endswith(_STOPS) or _stop_length(rest[:1]) > 0
        case _:
            return False


def _stop_length(behind: Sequence[object]) -> int:
    """How many characters of the stop stand behind strong words."""
    match behind:
        case (Text(text=text),):
            found = _STOP_BEHIND.match(text)
            return found.end() if found else 0
        case _:
            return 0


def _with_lead_in(item: ListItem) -> ListItem:
    match item.blocks:
        case (Paragraph(content=(Strong() as strong, *rest)) as paragraph, *below):
            length = _stop_length(rest[:1])
            content = strong.content
            if length and isinstance(first := rest[0], Text):
                content = (*content, Text(text=first.text[:length]))
                rest[0] = replace(first, text=first.text[length:])
            attrs = replace(strong.attrs, classes=(LEAD_IN, *strong.attrs.classes))
            opening = replace(strong, content=content, attrs=attrs)
            return replace(item, blocks=(replace(paragraph, content=(opening, *rest)), *below))
        case _:
            return item
