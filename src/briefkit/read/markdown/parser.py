"""markdown-it-py, set up: CommonMark and what goes beyond it, bounded in depth without losing text, with the places of
inline tokens kept.

markdown-it silently drops blocks past its `maxNesting`; `block_rules.flatten` comes before that and makes a plain
paragraph of what lies too deep. It keeps no places of inline tokens; a state of our own notes them while it parses.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Literal

from markdown_it import MarkdownIt, rules_inline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def
from msgspec import Struct

from briefkit.model import MAX_DEPTH
from briefkit.read.markdown import block_rules, grid_tables
from briefkit.read.markdown.block_rules import FLATTENED, MAX_BLOCK_DEPTH, STRAY
from briefkit.read.markdown.inline_rules import (
    END,
    NOTES,
    RULES_AFTER_LINKS,
    RULES_BEFORE_LINKS,
    START,
    Rule,
    is_exhausted,
    note_search,
    take_attributes,
)

MAX_BRACKETS = 32
"""How deep brackets of links and pictures are looked into, each level a few Python frames; deeper ones are text."""


class _Parser(MarkdownIt):
    """markdown-it that takes a link for a link wherever it leads: `links` judges that, with a word to the author."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - markdown-it's names
        return True


class Parsed(Struct, frozen=True):
    """The block tokens of a text, its reference definitions, and the lines at which nesting was too deep, or at which a
    div is closed where none is open."""

    tokens: Sequence[Token]
    references: dict[str, Any]
    flattened: Sequence[int]
    stray: Sequence[int]


def parse_blocks(text: str) -> Parsed:
    """Block tokens, their lines counted from 0; the content of ``inline`` tokens is left to `parse_inlines`."""
    parser = _Parser("commonmark", {"maxNesting": MAX_DEPTH}).disable(["inline", "text_join"])
    block_rules.install(parser)
    grid_tables.install(parser)
    deflist_plugin(parser)
    parser.block.ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    environment: dict[str, Any] = {}
    tokens = parser.parse(text, environment)
    return Parsed(tokens, environment.get("references", {}), environment.get(FLATTENED, ()), environment.get(STRAY, ()))


# Inlines ------------------------------------------------------------------------------------------------------------

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
_TAKES_ATTRIBUTES = ("link", "image", "backticks", "autolink")


def inline_parser() -> MarkdownIt:
    """A parser for the inline content of many blocks (it keeps nothing between them)."""
    parser = _Parser("commonmark", {"maxNesting": MAX_BRACKETS})
    ruler = parser.inline.ruler
    parser.inline.ruler2.enable("strikethrough")
    parser.inline.ruler2.disable("fragments_join")
    for name, rule in _PLACED_RULES.items():
        ruler.at(name, _placed(rule, takes_attributes=name in _TAKES_ATTRIBUTES))
    for name, rule in RULES_BEFORE_LINKS.items():
        ruler.before("link", name, rule)
    for name, rule in RULES_AFTER_LINKS.items():
        ruler.after("image", name, rule)
    return parser


def parse_inlines(
    parser: MarkdownIt, content: str, references: dict[str, Any], notes: Collection[str] = ()
) -> list[Token]:
    """The inline tokens of one block, in order, with `START` and (but for text and emphasis) `END` in their meta.

    `notes` are the labels of the footnotes that are defined.
    """
    state = _PlacedState(content, parser, {"references": references, NOTES: notes}, [])
    parser.inline.tokenize(state)
    for rule in parser.inline.ruler2.getRules(""):
        rule(state)
    return state.tokens


def _placed(rule: Rule, *, takes_attributes: bool) -> Rule:
    """`rule`, noting where the last token that it makes ends, and giving up when too much was sought in vain."""

    def noting(state: StateInline, silent: bool) -> bool:
        is_search = rule in _SEARCHING
        if state.src[state.pos] in "![" and is_exhausted(state):
            return False
        count, start = len(state.tokens), state.pos
        done = rule(state, silent)
        if done and takes_attributes and (silent or len(state.tokens) > count):
            take_attributes(state, silent)
        if done and not silent and len(state.tokens) > count:
            state.tokens[-1].meta[END] = state.pos
        if not done and is_search and state.src[start] in "![":
            note_search(state, start)
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


__all__ = ["END", "MAX_BLOCK_DEPTH", "START", "Parsed", "inline_parser", "parse_blocks", "parse_inlines"]
