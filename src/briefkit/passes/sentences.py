"""Which cross-references begin a sentence: they are written with a capital there."""

from __future__ import annotations

import re

from briefkit.model import Code, Document, Image, Inline, LineBreak, Reference, SoftBreak, Text
from briefkit.model.walk import AnyNode, roots, walk

_OPENING = r"[\"'“„‘‚«‹¿¡(\[]*\s*"
_CLOSING = r"(?:\s*[\"'”“’»›)\]])*\s+"
_BEGINS = re.compile(rf"(?:^\s*|[.!?…。؟]{_CLOSING}){_OPENING}$")
_SHORTENED = re.compile(rf"(?:^|[^\w.])((?:\w+\.)+){_CLOSING}{_OPENING}$")
_ABBREVIATIONS = frozenset(
    {"al.", "approx.", "art.", "ca.", "cf.", "ch.", "chap.", "eq.", "esp.", "fig.", "figs.", "incl.", "no.", "pp."}
    | {"sec.", "sect.", "tab.", "vgl.", "vol.", "vs.", "viz."}
)
"""Words that end in a full stop which ends no sentence, where a reference is likely to follow."""

_KEPT = 60
"""Characters of what stands before a reference that are looked at."""


def openings(document: Document) -> frozenset[int]:
    """The places (`passes.places`) of the cross-references that begin a sentence, or the text of a block."""
    found: set[int] = set()
    place = -1
    before = [""]  # what stands before, in each of the blocks around
    for event in walk(roots(document)):
        is_block = not isinstance(event.node, Inline)
        if not event.is_enter:
            if is_block:
                before.pop()
            continue
        place += 1
        if is_block:
            before.append("")
        elif isinstance(event.node, Reference) and _begins_sentence(before[-1]):
            found.add(place)
        before[-1] = (before[-1] + _said(event.node))[-_KEPT:]
    return frozenset(found)


def _begins_sentence(before: str) -> bool:
    if not _BEGINS.search(before):
        return False
    shortened = _SHORTENED.search(before)
    return not (shortened and _is_abbreviation(shortened[1]))


def _is_abbreviation(word: str) -> bool:
    """Whether a word with its full stop is shortened: ``cf.``, ``e.g.``, ``s.``."""
    is_letters = word.count(".") > 1 or (len(word) == 2 and word[0].isalpha())
    return is_letters or word.casefold() in _ABBREVIATIONS


def _said(node: AnyNode) -> str:
    match node:
        case Text(text=text):
            return text
        case SoftBreak() | LineBreak():
            return " "
        case Code() | Image() | Reference():
            return "x"
        case _:
            return ""
