"""Block tokens to blocks, with their spans."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it.token import Token
from msgspec import Struct, field
from msgspec.structs import replace

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.model import (
    MAX_DEPTH,
    NO_ATTRS,
    Attrs,
    Block,
    BulletList,
    CodeBlock,
    DefinitionList,
    Details,
    Heading,
    HorizontalRule,
    Inline,
    ListItem,
    NumberedList,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Term,
)
from briefkit.model.nodes import Cell
from briefkit.read.markdown import attributes
from briefkit.read.markdown.block_rules import AT, UNCLOSED
from briefkit.read.markdown.captions import figure_of, with_captions
from briefkit.read.markdown.cell_text import CELL, CellText, line_at
from briefkit.read.markdown.divs import block_of_div, callout_of_quote
from briefkit.read.markdown.grid_tables import FAULT, SPANS
from briefkit.read.markdown.grids import Fault
from briefkit.read.markdown.inline_rules import ATTRS
from briefkit.read.markdown.inlines import InlineReading, Places, one_line, places, refused_raw, shown, too_deep
from briefkit.read.markdown.notes import Notes
from briefkit.read.markdown.parser import parse_blocks
from briefkit.read.markdown.tables import fitted_row, table_of, with_columns
from briefkit.read.markdown.tasks import as_task
from briefkit.spans import Source, Span

_NOT_LINE_END = re.compile(r"[^\n]")
_TAGS = re.compile(r"<!--.*?(?:-->|\Z)|<[^>]*(?:>|\Z)", re.DOTALL)
_CAPTION = re.compile(r"(?:Table|Figure)?:[ \t]")
_RAW = re.compile(r"\{=([\w+-]+)\}$")
_PAGE_BREAKS = (r"\newpage", r"\pagebreak")
PAGE_BREAK = "page-break"


class Open(Struct):
    """A block whose end has not come yet, and what of it has. `pending` are attributes for the next block in it."""

    token: Token | None
    blocks: list[Block] = field(default_factory=list)
    items: list[Any] = field(default_factory=list)
    content: tuple[Inline, ...] = ()
    attrs: Attrs = NO_ATTRS
    pending: Attrs = NO_ATTRS
    is_loose: bool = False
    text_start: int = -1


class Reading:
    """One reading of a text, whose front matter ends at offset `body`."""

    def __init__(self, source: Source, *, body: int) -> None:
        self.source = source
        blank = _NOT_LINE_END.sub(" ", source.text[:body])  # so that lines and offsets stay
        self.parsed = parse_blocks(blank + source.text[body:])
        self.notes = Notes(self.parsed.tokens, self._read_note, self._span)
        self.inline = InlineReading(self.parsed.references, self.notes.labels, self.notes.blocks)
        self.found: list[Diagnostic] = []

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return (
            *self.found,
            *self.inline.diagnostics,
            *self.notes.diagnostics(),
            *self._flattened(),
            *map(self._stray, self.parsed.stray),
        )

    def blocks(self) -> tuple[Block, ...]:
        return self._read(self.notes.text, depth=0)

    def _read_note(self, tokens: Sequence[Token], depth: int) -> tuple[Block, ...]:
        return self._read(tokens, depth=depth)

    def _read(self, tokens: Sequence[Token], *, depth: int) -> tuple[Block, ...]:
        """The blocks that `tokens` make, which stand so deep in the document."""
        stack = [Open(None)]
        for token in tokens:
            if token.nesting == 1:
                stack.append(Open(token))
            elif token.nesting == -1:
                self._close(stack, token)
            elif token.type == "inline":
                self._read_inline(token, stack, depth)
            elif token.type == "attributes":
                self._keep_attributes(stack[-1], token)
            else:
                for block in self._leaf(token):
                    stack[-1].blocks.append(self._attributed(block, stack[-1]))
        return self._arranged(stack[0].blocks)

    def _read_inline(self, token: Token, stack: Sequence[Open], depth: int) -> None:
        opened, content = stack[-1], token.content
        if AT in token.meta:
            where = Places(self.source, [0], [token.meta[AT]])
        else:
            where = places(self.source, content, _lines(token)[0], token.meta.get(CELL))
        kind = opened.token.type if opened.token else ""
        if kind in {"heading_open", "dt_open"} or (kind == "paragraph_open" and _CAPTION.match(content)):
            end, opened.attrs = attributes.trailing(content)
            content = content[:end]
        opened.content = self.inline.inlines(content, where, depth=depth + len(stack) - 1)
        opened.text_start = where.offset(0)

    def _keep_attributes(self, around: Open, token: Token) -> None:
        around.pending = attributes.joined(around.pending, token.meta[ATTRS])

    def _attributed(self, block: Block, around: Open) -> Block:
        """`block` with the attributes that stand on a line before it."""
        if around.pending == NO_ATTRS:
            return block
        attrs, around.pending = attributes.joined(around.pending, block.attrs), NO_ATTRS
        if isinstance(block, HorizontalRule) and PAGE_BREAK in attrs.classes:
            return PageBreak(attrs=attributes.without(attrs, PAGE_BREAK), span=block.span)
        return replace(block, attrs=attrs)

    def _leaf(self, token: Token) -> Iterator[Block]:
        span = self._span(token)
        match token.type:
            case "fence" | "code_block":
                if FAULT in token.meta:
                    self._note_fault(*token.meta[FAULT])
                yield from self._code(token, span)
            case "hr":
                yield HorizontalRule(span=span)
            case "html_block":
                self.found.append(_dropped_html(token.content, span))
            case _:
                raise ValueError(f"no block of Markdown: {token.type}")

    def _note_fault(self, fault: Fault, start: int) -> None:
        span = self.source.span(start, min(start + 1, len(self.source.text)))
        hint = f"{fault.hint}; its lines are shown as they stand"
        self.found.append(diagnose("B112", fault.message, span=span, hint=hint))

    def _code(self, token: Token, span: Span) -> Iterator[Block]:
        if token.type == "fence" and not self._is_closed(token):
            hint = f"end it with a line of `{token.markup}`"
            opening = self.source.span(span.start, span.start + len(token.markup))
            self.found.append(diagnose("B105", "a block of code is not closed", span=opening, hint=hint))
        info = one_line(token.info).strip()
        if raw := _RAW.fullmatch(info):
            self.found.append(refused_raw(raw[1], token.content, span))
            return
        attrs = NO_ATTRS
        language, braces, _ = info.partition("{")
        if braces and (found := attributes.match(info, len(language))) and found.end() == len(info):
            attrs = attributes.parse(found[0])
            if not language.strip() and attrs.classes:
                language, attrs = attrs.classes[0], replace(attrs, classes=attrs.classes[1:])
        else:
            language = info
        text = token.content.removesuffix("\n")
        yield CodeBlock(text=text, language="".join(language.split()[:1]), attrs=attrs, span=span)

    def _is_closed(self, token: Token) -> bool:
        first, stop = _lines(token)
        last = line_at(self.source, stop - 1, token.meta.get(CELL))[1].rstrip()
        mark = token.markup[0]
        return stop - first > 1 and last.endswith(token.markup) and not last.rstrip(mark).strip("> \t")

    def _close(self, stack: list[Open], end: Token) -> None:
        """End the innermost open block and hand it to the one around it. Empty paragraphs and headings vanish."""
        opened = stack.pop()
        around = stack[-1]
        token = opened.token
        if token is None:
            raise ValueError("a block ends that did not begin")
        span = self._span(token) if token.map else Span("", 0, 0)
        if opened.text_start >= 0 and span:
            span = Span(span.source, min(opened.text_start, span.end), span.end)
        if token.type in _PARTS:
            self._close_part(token, opened, around, span)
            return
        for block in self._closed(token, end, opened, stack, span):
            around.blocks.append(self._attributed(block, around))

    def _arranged(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """The blocks of a container, captions and what is said of columns put into their tables."""
        arranged = [with_columns(block) for block in with_captions(blocks)]
        self.found.extend(found for outcome in arranged for found in outcome.diagnostics)
        return tuple(outcome.value for outcome in arranged)

    def _close_part(self, token: Token, opened: Open, around: Open, span: Span) -> None:
        """What lists and tables are put together from."""
        match token.type:
            case "list_item_open":
                around.items.append(ListItem(blocks=self._arranged(opened.blocks), span=span))
            case "dt_open":
                around.items.append(Term(content=opened.content, attrs=opened.attrs, span=span))
            case "dd_open":
                around.items.append(Details(blocks=self._arranged(opened.blocks), span=span))
            case "tr_open":
                around.items.append(Row(cells=tuple(opened.items), span=span))
                around.items[-1] = self._fitted(around, token)
            case _:
                where = self.source.span(*token.meta[AT])
                blocks = (Paragraph(content=opened.content, span=where),) if opened.content else opened.blocks
                across, down = token.meta.get(SPANS, (1, 1))
                whole = self._arranged(blocks)
                around.items.append(Cell(blocks=whole, column_span=across, row_span=down, span=where))

    def _fitted(self, table: Open, token: Token) -> Row:
        outcome = fitted_row(table.items[-1], len(table.token.meta["columns"]) if table.token else 0, token)
        self.found.extend(outcome.diagnostics)
        return outcome.value

    def _closed(self, token: Token, end: Token, opened: Open, stack: Sequence[Open], span: Span) -> Iterator[Block]:
        match token.type:
            case "paragraph_open":
                around = stack[-1].token
                if not token.hidden and around and around.type == "list_item_open":
                    stack[-2].is_loose = True
                yield from self._paragraph(opened, span, is_alone=not token.hidden)
            case "heading_open":
                if opened.content:
                    attrs = opened.attrs
                    yield Heading(level=int(token.tag[1]), content=opened.content, attrs=attrs, span=span)
            case "blockquote_open":
                quote = Quote(blocks=self._arranged(opened.blocks), span=span)
                callout = callout_of_quote(quote)
                self.found.extend(callout.diagnostics)
                yield callout.value
            case "bullet_list_open":
                items = tuple(as_task(item) for item in opened.items)
                yield BulletList(items=items, is_tight=not opened.is_loose, span=span)
            case "ordered_list_open":
                start = int(token.attrs.get("start", 1))
                yield NumberedList(items=tuple(opened.items), start=start, is_tight=not opened.is_loose, span=span)
            case "dl_open":
                yield DefinitionList(items=tuple(opened.items), span=span)
            case "table_open":
                yield table_of(token, opened.items, span)
            case "div_open":
                self._note_unclosed(token, end)
                outcome = block_of_div(token.meta[ATTRS], self._arranged(opened.blocks), span)
                self.found.extend(outcome.diagnostics)
                yield from outcome.value
            case _:
                raise ValueError(f"no block of Markdown: {token.type}")

    def _paragraph(self, opened: Open, span: Span, *, is_alone: bool) -> Iterator[Block]:
        if not opened.content:
            return
        paragraph = Paragraph(content=opened.content, attrs=opened.attrs, span=span)
        if self.source.text[span.start : span.end].strip() in _PAGE_BREAKS:
            yield PageBreak(span=span)
        elif is_alone and (figure := figure_of(paragraph)):
            yield figure
        else:
            yield paragraph

    # Places ---------------------------------------------------------------------------------------------------------

    def _span(self, token: Token) -> Span:
        """The lines of `token` from their first character that is not white space to their last."""
        first, stop = _lines(token)
        cell = token.meta.get(CELL)
        while stop > first + 1 and not line_at(self.source, stop - 1, cell)[1].strip():
            stop -= 1
        start, opening = line_at(self.source, first, cell)
        end, closing = line_at(self.source, stop - 1, cell)
        return self.source.span(start + len(opening) - len(opening.lstrip()), end + len(closing.rstrip()))

    def _line_span(self, line: int, cell: CellText | None = None) -> Span:
        start, text = line_at(self.source, line, cell)
        return self.source.span(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))

    def _note_unclosed(self, token: Token, end: Token) -> None:
        if end.meta.get(UNCLOSED):
            hint = "end it with a line of `:::`"
            span = self._line_span(_lines(token)[0], token.meta.get(CELL))
            self.found.append(diagnose("B105", "a div is not closed", span=span, hint=hint))

    def _stray(self, line: int) -> Diagnostic:
        hint = "take it out, or open a div before it: `::: note`"
        return diagnose("B105", "a div is closed where none is open", span=self._line_span(line), hint=hint)

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


_PARTS = frozenset({"list_item_open", "dt_open", "dd_open", "tr_open", "td_open"})
"""The tokens of what is no block by itself."""


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


__all__ = ["MAX_DEPTH", "Reading"]
