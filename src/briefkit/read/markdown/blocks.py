"""Block tokens to blocks, with their spans."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.model import (
    Block,
    BulletList,
    CodeBlock,
    Heading,
    HorizontalRule,
    Inline,
    ListItem,
    NumberedList,
    Paragraph,
    Quote,
)
from briefkit.read.markdown.inlines import InlineReading, one_line, places, shown, too_deep
from briefkit.read.markdown.parser import parse_blocks
from briefkit.spans import Source, Span

_NOT_LINE_END = re.compile(r"[^\n]")
_TAGS = re.compile(r"<!--.*?(?:-->|\Z)|<[^>]*(?:>|\Z)", re.DOTALL)


@dataclass
class _Open:
    """A block whose end has not come yet, and what of it has."""

    token: Token | None
    blocks: list[Block] = field(default_factory=list)
    items: list[ListItem] = field(default_factory=list)
    content: tuple[Inline, ...] = ()
    is_loose: bool = False
    text_start: int = -1


class Reading:
    """One reading of a text, whose front matter ends at offset `body`."""

    def __init__(self, source: Source, *, body: int) -> None:
        self.source = source
        blank = _NOT_LINE_END.sub(" ", source.text[:body])  # so that lines and offsets stay
        self.parsed = parse_blocks(blank + source.text[body:])
        self.inline = InlineReading(self.parsed.references)
        self.found: list[Diagnostic] = []

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return (*self.found, *self.inline.diagnostics, *self._flattened())

    def blocks(self) -> tuple[Block, ...]:
        stack = [_Open(None)]
        for token in self.parsed.tokens:
            if token.nesting == 1:
                stack.append(_Open(token))
            elif token.nesting == -1:
                self._close(stack)
            elif token.type == "inline":
                self._read_inline(token, stack)
            else:
                stack[-1].blocks.extend(self._leaf(token))
        return tuple(stack[0].blocks)

    def _read_inline(self, token: Token, stack: Sequence[_Open]) -> None:
        where = places(self.source, token.content, _lines(token)[0])
        stack[-1].content = self.inline.inlines(token.content, where, depth=len(stack) - 1)
        stack[-1].text_start = where.offset(0)

    def _leaf(self, token: Token) -> Iterator[Block]:
        span = self._span(token)
        match token.type:
            case "fence" | "code_block":
                language = one_line(token.info).split()[:1]
                yield CodeBlock(text=token.content.removesuffix("\n"), language="".join(language), span=span)
            case "hr":
                yield HorizontalRule(span=span)
            case "html_block":
                self.found.append(_dropped_html(token.content, span))
            case _:
                raise ValueError(f"no CommonMark block: {token.type}")

    def _close(self, stack: list[_Open]) -> None:
        """End the innermost open block and hand it to the one around it. Empty paragraphs and headings vanish."""
        opened = stack.pop()
        around = stack[-1]
        token = opened.token
        if token is None:
            raise ValueError("a block ends that did not begin")
        span = self._span(token)
        if opened.text_start >= 0:
            span = Span(span.source, min(opened.text_start, span.end), span.end)
        match token.type:
            case "paragraph_open":
                if not token.hidden and around.token and around.token.type == "list_item_open":
                    stack[-2].is_loose = True
                if opened.content:
                    around.blocks.append(Paragraph(content=opened.content, span=span))
            case "heading_open":
                if opened.content:
                    around.blocks.append(Heading(level=int(token.tag[1]), content=opened.content, span=span))
            case "blockquote_open":
                around.blocks.append(Quote(blocks=tuple(opened.blocks), span=span))
            case "list_item_open":
                around.items.append(ListItem(blocks=tuple(opened.blocks), span=span))
            case "bullet_list_open":
                items = tuple(opened.items)
                around.blocks.append(BulletList(items=items, is_tight=not opened.is_loose, span=span))
            case "ordered_list_open":
                start = int(token.attrs.get("start", 1))
                items = tuple(opened.items)
                around.blocks.append(NumberedList(items=items, start=start, is_tight=not opened.is_loose, span=span))
            case _:
                raise ValueError(f"no CommonMark block: {token.type}")

    # Places ---------------------------------------------------------------------------------------------------------

    def _span(self, token: Token) -> Span:
        """The lines of `token` from their first character that is not white space to their last."""
        first, stop = _lines(token)
        while stop > first + 1 and not self.source.line(stop).strip():
            stop -= 1
        opening, closing = self.source.line(first + 1), self.source.line(stop)
        start = self.source.line_starts[first] + len(opening) - len(opening.lstrip())
        return self.source.span(start, self.source.line_starts[stop - 1] + len(closing.rstrip()))

    def _flattened(self) -> Iterator[Diagnostic]:
        """A warning for each block of the top level in which nesting goes too deep, where it does first."""
        tops = [_lines(token)[0] for token in self.parsed.tokens if token.level == 0 and token.map]
        seen: set[int] = set()
        for line in sorted(self.parsed.flattened):
            top = bisect_right(tops, line)
            if top not in seen:
                seen.add(top)
                start = self.source.line_starts[line]
                yield too_deep(self.source.span(start, start + len(self.source.line(line + 1))))


def _dropped_html(html: str, span: Span) -> Diagnostic:
    words = _TAGS.sub(" ", html).split()
    message = f"raw HTML is dropped: `{shown(html)}`"
    if words:
        message += f", and {'the word' if len(words) == 1 else f'the {len(words)} words'} in it"
    return diagnose("B101", message, span=span, hint="write it in Markdown, or leave it out")


def _lines(token: Token) -> tuple[int, int]:
    """The first line of a block (from 0) and the one after its last."""
    if token.map is None:
        raise ValueError(f"{token.type} has no place")
    return token.map[0], max(token.map[1], token.map[0] + 1)
