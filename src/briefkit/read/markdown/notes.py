"""Footnotes: their definitions taken out of the text, and read where they are called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.model import MAX_DEPTH, Block, Code, CodeBlock, LineBreak, Paragraph, SoftBreak, Text
from briefkit.model.walk import AnyNode, descendants, join_texts, plain_text, walk
from briefkit.spans import Span

MAX_CALLS = 3
"""How deep notes may call notes; what is called deeper is told, and not repeated."""

MAX_COPIES = 1000
"""How often notes are written in all where they are called more than once."""

ReadTokens = Callable[[Sequence[Token], int], tuple[Block, ...]]


class Notes:
    """The footnotes of a text: `text` are the tokens that are no definition, `labels` those of the definitions."""

    def __init__(self, tokens: Sequence[Token], read: ReadTokens, span_of: Callable[[Token], Span]) -> None:
        self._read, self._span_of = read, span_of
        self._bodies: dict[str, Sequence[Token]] = {}
        self._openings: dict[str, Token] = {}
        self._found: list[Diagnostic] = []
        self._called: set[str] = set()
        self._copies = 0
        self._open: list[str] = []
        self.text = self._without_definitions(tokens)

    @property
    def labels(self) -> dict[str, Token]:
        return self._openings

    def _without_definitions(self, tokens: Sequence[Token]) -> list[Token]:
        kept: list[Token] = []
        stack: list[tuple[Token, list[Token]]] = []
        for token in tokens:
            if token.type == "footnote_reference_open":
                stack.append((token, []))
            elif token.type == "footnote_reference_close":
                self._define(*stack.pop())
            else:
                (stack[-1][1] if stack else kept).append(token)
        return kept

    def _define(self, opening: Token, body: Sequence[Token]) -> None:
        label = opening.meta["label"]
        if label in self._openings:
            message = f"the footnote `{label}` is defined twice; this one is left out: {_first_words(self._raw(body))}"
            span = self._mark(opening)
            self._found.append(diagnose("B106", message, span=span, hint="give one of them another label"))
        else:
            self._openings[label], self._bodies[label] = opening, body

    def blocks(self, label: str, depth: int) -> tuple[Block, ...]:
        """What the note called `label` says, where an inline that lies so deep calls it."""
        self._copies += label in self._called
        self._called.add(label)
        if label in self._open or len(self._open) >= MAX_CALLS or self._copies > MAX_COPIES:
            why = "calls itself" if label in self._open else "is called from notes too deep or too often"
            hint = "call it from the text"
            self._found.append(
                diagnose("B102", f"the footnote `{label}` {why}", span=self._mark(self._openings[label]), hint=hint)
            )
            return (Paragraph(content=(Text(text=f"[^{label}]"),)),)
        self._open.append(label)
        try:
            blocks = self._read(self._bodies[label], depth)
        finally:
            self._open.pop()
        deepest = max((event.depth for event in walk(blocks)), default=0)
        return blocks if depth + deepest <= MAX_DEPTH else _flattened(blocks)

    def diagnostics(self) -> Iterator[Diagnostic]:
        """What is wrong with the definitions; complete once everything is read."""
        yield from self._found
        for label, opening in self._openings.items():
            if label not in self._called:
                message = f"the footnote `{label}` is never called: {_first_words(self._raw(self._bodies[label]))}"
                hint = f"call it in the text: `[^{label}]`, or take it out"
                yield diagnose("B107", message, span=self._mark(opening), hint=hint)

    def _mark(self, opening: Token) -> Span:
        """The label at the start of a definition."""
        span = self._span_of(opening)
        return Span(span.source, span.start, min(span.start + len(opening.meta["label"]) + 4, span.end))

    @staticmethod
    def _raw(tokens: Sequence[Token]) -> str:
        return " ".join(token.content for token in tokens if token.content)


def _first_words(text: str) -> str:
    line = " ".join(text.split())
    return f"`{line if len(line) <= 60 else line[:60] + '…'}`"


def _flattened(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """All words in one paragraph: for a note called so deep that its blocks could not nest any further."""
    words = " ".join(_own_words(node) for node in descendants(blocks)).split()
    return (Paragraph(content=join_texts([Text(text=" ".join(words))])),)


def _own_words(node: AnyNode) -> str:
    match node:
        case Text() | Code() | SoftBreak() | LineBreak():
            return plain_text((node,))
        case CodeBlock(text=text):
            return text
        case _:
            return ""
