"""markdown-it-py, set up: CommonMark, bounded in depth without losing text, with the places of inline tokens kept.

markdown-it silently drops blocks past its `maxNesting`; here a rule of our own comes before that and makes a plain
paragraph of what lies too deep. It keeps no places of inline tokens; a state of our own notes them while it parses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from markdown_it import MarkdownIt, rules_inline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from briefkit.model import MAX_DEPTH

MAX_BLOCK_DEPTH = MAX_DEPTH - 4
"""Levels of containers (quotes, lists, items) inside which blocks are told apart: leaves room for a paragraph, its text
and, where a list begins on the last level, the list and its item."""

MAX_BRACKETS = 32
"""How deep brackets of links and pictures are looked into, each level a few Python frames; deeper ones are text."""

MAX_SEARCH = 1_000_000
"""Characters looked through in vain, in all, for the ends of one block's links and pictures; from there on brackets are
text. Markdown is quadratic in brackets that never close; what people write stays far below."""

START, END = "start", "end"
"""Keys of `Token.meta`: offsets in the content of the block that a token of an inline stands in."""

_MARKERS = re.compile(r"(?:[>\s]|[-+*](?=\s|$)|\d{1,9}[.)](?=\s|$))*")


class _Parser(MarkdownIt):
    """markdown-it that takes a link for a link wherever it leads: `links` judges that, with a word to the author."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - markdown-it's names
        return True


@dataclass(frozen=True)
class Parsed:
    """The block tokens of a text, its reference definitions, and the lines at which nesting was too deep."""

    tokens: Sequence[Token]
    references: dict[str, Any]
    flattened: Sequence[int]


def parse_blocks(text: str) -> Parsed:
    """Block tokens, their lines counted from 0; the content of ``inline`` tokens is left to `parse_inlines`."""
    parser = _Parser("commonmark", {"maxNesting": MAX_DEPTH}).disable(["inline", "text_join"])
    parser.block.ruler.before("table", "depth", _flatten)
    environment: dict[str, Any] = {}
    tokens = parser.parse(text, environment)
    return Parsed(tokens, environment.get("references", {}), environment.get("flattened", ()))


def _flatten(state: StateBlock, start: int, end: int, _silent: bool) -> bool:
    """A block rule that makes a paragraph of the lines up to the next blank one, where nesting is too deep."""
    if state.level < MAX_BLOCK_DEPTH:
        return False
    stop = start + 1
    while stop < end and not state.isEmpty(stop) and not 0 <= state.sCount[stop] < state.blkIndent:
        stop += 1
    lines = [state.src[state.bMarks[line] : state.eMarks[line]] for line in range(start, stop)]
    opened = state.push("paragraph_open", "p", 1)
    inline = state.push("inline", "", 0)
    opened.map = inline.map = [start, stop]
    inline.content = "\n".join(line[_end_of_markers(line) :].rstrip() for line in lines)
    inline.children = []
    state.push("paragraph_close", "p", -1)
    state.line = stop
    state.env.setdefault("flattened", []).append(start)
    return True


def _end_of_markers(line: str) -> int:
    found = _MARKERS.match(line)
    return found.end() if found else 0


# Inlines ------------------------------------------------------------------------------------------------------------

Rule = Callable[[StateInline, bool], bool]
_PLACED_RULES: dict[str, Rule] = {
    "newline": rules_inline.newline,
    "escape": rules_inline.escape,
    "backticks": rules_inline.backtick,
    "link": rules_inline.link,
    "image": rules_inline.image,
    "autolink": rules_inline.autolink,
    "html_inline": rules_inline.html_inline,
    "entity": rules_inline.entity,
}
_SEARCHING = (rules_inline.link, rules_inline.image)


def inline_parser() -> MarkdownIt:
    """A parser for the inline content of many blocks (it keeps nothing between them)."""
    parser = _Parser("commonmark", {"maxNesting": MAX_BRACKETS})
    parser.inline.ruler2.disable("fragments_join")
    for name, rule in _PLACED_RULES.items():
        parser.inline.ruler.at(name, _placed(rule))
    return parser


def parse_inlines(parser: MarkdownIt, content: str, references: dict[str, Any]) -> list[Token]:
    """The inline tokens of one block, in order, with `START` and (but for text and emphasis) `END` in their meta."""
    state = _PlacedState(content, parser, {"references": references}, [])
    parser.inline.tokenize(state)
    for rule in parser.inline.ruler2.getRules(""):
        rule(state)
    return state.tokens


def _placed(rule: Rule) -> Rule:
    """`rule`, noting where the last token that it makes ends, and giving up when too much was sought in vain."""

    def noting(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] in "![" and state.env.get("searched", 0) > MAX_SEARCH:
            return False
        count, start = len(state.tokens), state.pos
        done = rule(state, silent)
        if done and not silent and len(state.tokens) > count:
            state.tokens[-1].meta[END] = state.pos
        if not done and rule in _SEARCHING and state.src[start] in "![":
            state.env["searched"] = state.env.get("searched", 0) + state.posMax - start
        return done

    return noting


class _PlacedState(StateInline):
    """An inline state that notes in each token where it begins."""

    def __init__(self, src: str, md: MarkdownIt, env: dict[str, Any], tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.pending_start: int | None = None
        self.last_push = (-1, 0)  # position of the last token pushed, and how many were pushed there before

    def append_pending(self, text: str) -> None:
        if self.pending_start is None:
            self.pending_start = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 - markdown-it's name
        token = super().pushPending()
        token.meta[START] = self.pos - len(token.content) if self.pending_start is None else self.pending_start
        self.pending_start = None
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """A token that begins here; the characters of a run of ``*`` or ``_`` are pushed from its start, in turn."""
        token = super().push(ttype, tag, nesting)
        self.pending_start = None
        before = self.last_push[1] + 1 if self.last_push[0] == self.pos else 0
        self.last_push = (self.pos, before)
        token.meta[START] = self.pos + (before if ttype == "text" else 0)
        return token
