"""Inline rules for markdown-it beyond CommonMark: strikeout, sub- and superscript, spans, notes, cross-references.

Each is a function as markdown-it wants them: it looks at ``state.pos`` and, unless ``silent``, pushes tokens, whose
`START` and `END` in their meta are offsets in the content of their block. What a rule seeks in vain is counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from briefkit.read.markdown import attributes

Rule = Callable[[StateInline, bool], bool]

START, END = "start", "end"
"""Keys of `Token.meta`: offsets in the content of the block that a token of an inline stands in."""

ATTRS, RAW = "attrs", "raw"
"""Keys of `Token.meta`: the attributes written after an inline, and the format of a raw one."""

NOTES = "notes"
"""Key of the state's ``env``: the labels of the footnotes that are defined."""

MAX_SEARCH = 1_000_000
"""Characters looked through in vain, in all, for the ends of one block's brackets; from there on they are text.
Markdown is quadratic in brackets that never close; what people write stays far below."""

REFERENCE = r"(?:fig|tbl|tab|sec|box)[:-]\w+(?:[.:/-]\w+)*"
"""What a cross-reference points at when it is written as ``@…``; other ids are reached by ``[](#id)``."""

_WORD = re.compile(r"\w")
_SUBSCRIPT = re.compile(r"~((?:[^\s~\\]|\\\S){1,200})~(?!~)")
_SUPERSCRIPT = re.compile(r"\^(?!\[)((?:[^\s^\\]|\\\S){1,200})\^(?!\^)")
_NOTE = re.compile(r"\[\^([^\s\]]{1,200})\]")
_AT = re.compile(rf"(-?)@({REFERENCE})")
_BRACKETED = re.compile(rf"\[(-?)@({REFERENCE})\]")
_RAW = re.compile(r"\{=([\w+-]{1,40})\}")


def is_exhausted(state: StateInline) -> bool:
    """Whether too much was sought in vain in this block already."""
    return bool(state.env.get("searched", 0) > MAX_SEARCH)


def note_search(state: StateInline, start: int) -> None:
    """Count the characters from `start` to the end as looked through in vain."""
    state.env["searched"] = state.env.get("searched", 0) + state.posMax - start


def strikeout(state: StateInline, silent: bool) -> bool:
    """A run of exactly two tildes as a delimiter; longer runs are text. (markdown-it pairs the delimiters.)"""
    start = state.pos
    if silent or not state.src.startswith("~~", start):
        return False
    scanned = state.scanDelims(start, True)
    run = state.src[start : start + scanned.length]
    if len(run) == 2:
        state.push("text", "", 0).content = run
        state.delimiters.append(
            Delimiter(ord("~"), 0, len(state.tokens) - 1, -1, open=scanned.can_open, close=scanned.can_close)
        )
    else:
        state.append_pending(run)
    state.pos += len(run)
    return True


def script(state: StateInline, silent: bool) -> bool:
    """``~below~`` and ``^above^``: no white space inside."""
    mark = state.src[state.pos]
    if mark not in "~^":
        return False
    start, end = state.pos, state.posMax
    found = (_SUBSCRIPT if mark == "~" else _SUPERSCRIPT).match(state.src, start, end)
    if not found:
        return False
    if silent:
        state.pos = found.end()
        return True
    _enclose(state, "subscript" if mark == "~" else "superscript", found.span(1), found.end())
    return True


def span(state: StateInline, silent: bool) -> bool:
    """``[text]{.class}``."""
    start = state.pos
    if state.src[start] != "[" or start > _last(state, "]{") or is_exhausted(state):
        return False
    label_end = parseLinkLabel(state, start)
    found = attributes.match(state.src, label_end + 1, state.posMax) if label_end >= 0 else None
    if not found:
        note_search(state, start)
        return False
    if silent:
        state.pos = found.end()
    else:
        _enclose(state, "span", (start + 1, label_end), found.end())
        state.tokens[-1].meta[ATTRS] = attributes.parse(found[0])
    return True


def inline_note(state: StateInline, silent: bool) -> bool:
    """``^[A note where it is called.]``."""
    start = state.pos
    if not state.src.startswith("^[", start) or is_exhausted(state):
        return False
    label_end = parseLinkLabel(state, start + 1)
    if label_end < 0:
        note_search(state, start)
        return False
    if silent:
        state.pos = label_end + 1
    else:
        _enclose(state, "note", (start + 2, label_end), label_end + 1)
    return True


def note_call(state: StateInline, silent: bool) -> bool:
    """``[^label]`` of a footnote that is defined."""
    return _call(state, silent, is_defined=True)


def dangling_call(state: StateInline, silent: bool) -> bool:
    """``[^label]`` of none; comes after the rule for links, which may have a better reading."""
    return _call(state, silent, is_defined=False)


def _call(state: StateInline, silent: bool, *, is_defined: bool) -> bool:
    found = _NOTE.match(state.src, state.pos, state.posMax)
    if not found or (found[1] in state.env[NOTES]) is not is_defined:
        return False
    return _leaf(state, silent, "note_call", found, label=found[1])


def reference(state: StateInline, silent: bool) -> bool:
    """``@fig-x``, ``-@fig-x`` and both in brackets; not after a word or an address."""
    start = state.pos
    found = (_BRACKETED if state.src[start] == "[" else _AT).match(state.src, start, state.posMax)
    if not found or (start and state.src[start] != "[" and _WORD.match(state.src[start - 1])):
        return False
    if state.src[start] == "[" and state.src[found.end() : found.end() + 1] in ("(", "{"):
        return False  # a link or a span whose text is a reference
    return _leaf(state, silent, "reference", found, bare=found[1], target=found[2])


def _leaf(state: StateInline, silent: bool, kind: str, found: re.Match[str], **meta: str) -> bool:
    if not silent:
        token = state.push(kind, "", 0)
        token.content = found[0]
        token.meta |= {**meta, END: found.end()}
    state.pos = found.end()
    return True


def _enclose(state: StateInline, kind: str, inside: tuple[int, int], end: int) -> None:
    """Tokens of a container whose content stands at `inside`; it ends at `end`."""
    state.push(f"{kind}_open", "", 1)
    outer_end = state.posMax
    state.pos, state.posMax = inside
    state.md.inline.tokenize(state)
    state.pos, state.posMax = inside[1], outer_end
    state.push(f"{kind}_close", "", -1).meta[END] = end
    state.pos = end


def _last(state: StateInline, text: str) -> int:
    """Where `text` stands last in the block, -1 where it does not."""
    known: dict[str, int] = state.env.setdefault("last", {})
    if text not in known:
        known[text] = state.src.rfind(text)
    return known[text]


def take_attributes(state: StateInline, silent: bool) -> None:
    """The attributes, or the format of a raw piece, that stand right after the inline that was just read."""
    if state.src[state.pos : state.pos + 1] != "{":
        return
    if raw := _RAW.match(state.src, state.pos, state.posMax):
        is_code = not silent and state.tokens[-1].type == "code_inline"
        if not is_code:
            return
        state.tokens[-1].meta[RAW] = raw[1]
        state.pos = raw.end()
    elif found := attributes.match(state.src, state.pos, state.posMax):
        if not silent:
            state.tokens[-1].meta[ATTRS] = attributes.parse(found[0])
        state.pos = found.end()


RULES_BEFORE_LINKS: Mapping[str, Rule] = {
    "reference": reference,
    "strikeout": strikeout,
    "script": script,
    "inline_note": inline_note,
    "note_call": note_call,
}
RULES_AFTER_LINKS: Mapping[str, Rule] = {"span": span, "dangling_call": dangling_call}
