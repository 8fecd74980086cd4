"""Inline tokens to inlines, with their spans."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from difflib import get_close_matches
from typing import Any, TypeAlias
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct, field

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.model import (
    MAX_DEPTH,
    NO_ATTRS,
    Attrs,
    Block,
    Code,
    Emphasis,
    Image,
    Inline,
    LineBreak,
    Link,
    Note,
    Paragraph,
    Reference,
    SmallCaps,
    SoftBreak,
    Strikeout,
    Strong,
    Styled,
    Subscript,
    Superscript,
    Text,
)
from briefkit.model.walk import join_texts
from briefkit.read.decode import clean
from briefkit.read.markdown.attributes import without
from briefkit.read.markdown.cell_text import CellText, line_at
from briefkit.read.markdown.inline_rules import ATTRS, RAW
from briefkit.read.markdown.links import refused_start
from briefkit.read.markdown.parser import END, START, inline_parser, parse_inlines
from briefkit.spans import Source, Span

MAX_SHOWN = 40

SMALL_CAPS = ("smallcaps", "small-caps", "sc")
"""Classes of a span that make it small capitals."""

MISSING = Attrs(classes=("missing",))
"""What stands where something is not."""

NoteReader: TypeAlias = Callable[[str, int], tuple[Block, ...]]
"""Gives the blocks of the footnote of a label, called by an inline that lies so deep."""

_LINE_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


class Places(Struct, frozen=True):
    """Offsets in the content of a block, by offsets in the source: the content's lines lost what led up to them."""

    source: Source
    content_starts: Sequence[int]
    source_starts: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        return self.source.span(self.offset(start), self.offset(end))

    def offset(self, position: int) -> int:
        line = max(bisect_right(self.content_starts, position) - 1, 0)
        return self.source_starts[line] + max(position - self.content_starts[line], 0)


def places(source: Source, content: str, first_line: int, cell: CellText | None = None) -> Places:
    """The places of a block's `content`, which begins on line `first_line` (from 0) of the source, or a cell's there.

    Each line of the content is the last thing on its line of the source but for the closing ``#`` of a heading.
    """
    content_starts, source_starts, position = [], [], 0
    for number, line in enumerate(content.split("\n"), first_line):
        words = line.strip()
        start, whole = line_at(source, number, cell)
        column = max(whole.rfind(words), 0)
        content_starts.append(position + len(line) - len(line.lstrip()))
        source_starts.append(start + column)
        position += len(line) + 1
    return Places(source, content_starts, source_starts)


class _Open(Struct):
    """A container whose end has not come yet. Without a `token` it is none: it shares the `content` around it."""

    token: Token | None
    start: int = 0
    content: list[Inline] = field(default_factory=list)


class InlineReading:
    """Reads the inline content of one text's blocks; what there is to say gathers in `diagnostics`."""

    def __init__(self, references: dict[str, Any], notes: Collection[str], read_note: NoteReader) -> None:
        self.references = references
        self.notes = notes
        self.read_note = read_note
        self.parser: MarkdownIt = inline_parser()
        self.diagnostics: list[Diagnostic] = []

    def inlines(self, content: str, where: Places, *, depth: int) -> tuple[Inline, ...]:
        """The inlines of a block whose own depth (from 1) is `depth`."""
        stack = [_Open(None)]
        is_flattened = False
        for token in parse_inlines(self.parser, content, self.references, self.notes):
            if token.nesting == 1:
                is_deep = depth + len(stack) >= MAX_DEPTH
                if is_deep and not is_flattened:
                    is_flattened = True
                    self.diagnostics.append(too_deep(where.span(token.meta[START], token.meta[START])))
                stack.append(_Open(None, content=stack[-1].content) if is_deep else _Open(token, token.meta[START]))
            elif token.nesting == -1:
                opened = stack.pop()
                if opened.token:
                    stack[-1].content.extend(self._closed(opened, opened.token, token, where))
            else:
                stack[-1].content.extend(self._leaf(token, where, depth + len(stack)))
        return join_texts(stack[0].content)

    def _leaf(self, token: Token, where: Places, depth: int) -> Iterable[Inline]:
        start = token.meta[START]
        attrs: Attrs = token.meta.get(ATTRS, NO_ATTRS)
        match token.type:
            case "text":
                return (Text(text=token.content, span=where.span(start, start + len(token.content))),)
            case "text_special":
                text = clean(token.content)[0].replace("\n", " ")
                return (Text(text=text, span=where.span(start, start + len(token.markup))),)
            case "code_inline":
                return self._code(token, attrs, where.span(start, token.meta[END]))
            case "softbreak":
                return (SoftBreak(span=where.span(start, token.meta[END])),)
            case "hardbreak":
                return (LineBreak(span=where.span(start, token.meta[END])),)
            case "image":
                return self._image(token, attrs, where.span(start, token.meta[END]))
            case "note_call":
                return self._note_call(token, where.span(start, token.meta[END]), depth)
            case "reference":
                span = where.span(start, token.meta[END])
                return (Reference(target=token.meta["target"], is_bare=bool(token.meta["bare"]), span=span),)
            case "html_inline":
                return self._html(token, where.span(start, token.meta[END]))
            case _:
                raise ValueError(f"no inline of Markdown: {token.type}")

    def _code(self, token: Token, attrs: Attrs, span: Span) -> Iterable[Inline]:
        if raw := token.meta.get(RAW):
            self.diagnostics.append(refused_raw(raw, token.content, span))
            return ()
        return (Code(text=token.content, attrs=attrs, span=span),)

    def _note_call(self, token: Token, span: Span, depth: int) -> Iterable[Inline]:
        label = token.meta["label"]
        if label in self.notes:
            return (Note(blocks=self.read_note(label, depth), span=span),)
        near = get_close_matches(label, self.notes, n=1)
        hint = f"did you mean `[^{near[0]}]`?" if near else f"define it on a line of its own: `[^{label}]: …`"
        self.diagnostics.append(diagnose("B110", f"no footnote is called `{label}`", span=span, hint=hint))
        return (Styled(content=(Text(text=token.content, span=span),), attrs=MISSING, span=span),)

    def _image(self, token: Token, attrs: Attrs, span: Span) -> Iterable[Inline]:
        source = str(token.attrs["src"])
        alt = attrs.values.get("alt") or alt_text(token.children or ())
        attrs = without(attrs, "alt")
        if start := refused_start(source, is_image=True):
            self.diagnostics.append(refused("picture", start, span))
            return (Text(text=alt, span=span),)
        title = one_line(token.attrs.get("title", ""))
        return (Image(source=source, alt=alt, title=title, attrs=attrs, span=span),)

    def _html(self, token: Token, span: Span) -> Iterable[Inline]:
        if _LINE_BREAK_TAG.fullmatch(token.content):
            return (LineBreak(span=span),)
        if not token.content.startswith("</"):
            hint = "write it in Markdown, or leave it out; the words between tags are kept"
            message = f"raw HTML is dropped: `{shown(token.content)}`"
            self.diagnostics.append(diagnose("B101", message, span=span, hint=hint))
        return ()

    def _closed(self, opened: _Open, token: Token, closing: Token, where: Places) -> Iterable[Inline]:
        content = join_texts(opened.content)
        at = closing.meta[START]
        match token.type:
            case "em_open":
                return (Emphasis(content=content, span=where.span(opened.start, at + 1)),) if content else ()
            case "strong_open":  # its token is the inner one of the two marks, at the end the first of them
                return (Strong(content=content, span=where.span(opened.start - 1, at + 2)),) if content else ()
            case "s_open":
                return (Strikeout(content=content, span=where.span(opened.start, at + 2)),) if content else ()
            case "subscript_open":
                return (Subscript(content=content, span=where.span(opened.start, closing.meta[END])),)
            case "superscript_open":
                return (Superscript(content=content, span=where.span(opened.start, closing.meta[END])),)
            case "span_open":
                return self._span(content, closing.meta[ATTRS], where.span(opened.start, closing.meta[END]))
            case "note_open":
                span = where.span(opened.start, closing.meta[END])
                return (Note(blocks=(Paragraph(content=content, span=span),), span=span),) if content else ()
            case "link_open":  # its token is noted past the bracket, that of `<https://…>` at it
                start = opened.start if token.info == "auto" else opened.start - 1
                attrs = closing.meta.get(ATTRS, NO_ATTRS)
                return self._link(token, content, attrs, where.span(start, closing.meta[END]))
            case _:
                raise ValueError(f"no inline of Markdown: {token.type}")

    @staticmethod
    def _span(content: tuple[Inline, ...], attrs: Attrs, span: Span) -> Iterable[Inline]:
        if not content:
            return ()
        if set(SMALL_CAPS) & set(attrs.classes):
            return (SmallCaps(content=content, attrs=without(attrs, *SMALL_CAPS), span=span),)
        return (Styled(content=content, attrs=attrs, span=span),)

    def _link(self, token: Token, content: tuple[Inline, ...], attrs: Attrs, span: Span) -> Iterable[Inline]:
        target = clean(str(token.attrs["href"]))[0]
        if not content and target.startswith("#") and len(target) > 1:
            return (Reference(target=unquote(target[1:]), attrs=attrs, span=span),)
        if start := refused_start(target):
            self.diagnostics.append(refused("link", start, span))
            return content
        shown = content or ((Text(text=target, span=span),) if target else ())
        title = one_line(token.attrs.get("title", ""))
        return (Link(target=target, content=shown, title=title, attrs=attrs, span=span),)


def alt_text(tokens: Sequence[Token]) -> str:
    """The words of a picture's description: those of its inlines, nested pictures included (CommonMark §6.4)."""
    words, stack = [], list(reversed(tokens))
    while stack:
        token = stack.pop()
        if token.type == "image":
            stack.extend(reversed(token.children or ()))
        elif token.type in {"softbreak", "hardbreak"}:
            words.append(" ")
        elif token.type != "html_inline":
            words.append(token.content)
    return one_line("".join(words))


def one_line(text: object) -> str:
    """`text` cleaned, its line ends spaces."""
    return clean(str(text))[0].replace("\n", " ")


def shown(html: str) -> str:
    """The beginning of `html`, for a message."""
    line = " ".join(html.split())
    return line if len(line) <= MAX_SHOWN else f"{line[:MAX_SHOWN]}…"


def refused(what: str, start: str, span: Span) -> Diagnostic:
    hint = "use a web address, or a path in the project" if what == "picture" else "use a web or mail address"
    return diagnose("B104", f"a {what} to `{start}` is refused; its text is kept", span=span, hint=hint)


def refused_raw(format_: str, content: str, span: Span) -> Diagnostic:
    message = f"a raw block of {format_} is dropped: `{shown(content)}`"
    hint = "write it in Markdown: one source makes all formats"
    return diagnose("B108", message, span=span, hint=hint)


def too_deep(span: Span) -> Diagnostic:
    message = f"nested more than {MAX_DEPTH} deep; from here on it is read as plain text"
    return diagnose("B102", message, span=span, hint="take out levels that hold nothing but the next")
