"""Fenced divs and marked quotes: callouts, figures, pull quotes, page breaks, groups."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import get_args

from msgspec.structs import replace

from briefkit.diagnostics import Diagnostic, Outcome, diagnose
from briefkit.model import (
    Attrs,
    Block,
    Callout,
    CalloutKind,
    Caption,
    Confidence,
    Figure,
    Group,
    Inline,
    LineBreak,
    PageBreak,
    Paragraph,
    Quote,
    SoftBreak,
    Text,
)
from briefkit.model.walk import join_texts
from briefkit.read.markdown.attributes import without
from briefkit.spans import NOWHERE, Span

KINDS: Mapping[str, CalloutKind] = {kind: kind for kind in get_args(CalloutKind)} | {
    "key-judgment": "key-judgement",
    "judgement": "key-judgement",
}
"""The kinds of callouts by the words for them."""

CONFIDENCES: Mapping[str, Confidence] = {"low": "low", "moderate": "moderate", "medium": "moderate", "high": "high"}

_ALERT = re.compile(r"\[!([^\]\s]{1,40})\][ \t]*")


def block_of_div(attrs: Attrs, blocks: Sequence[Block], span: Span) -> Outcome[tuple[Block, ...]]:
    """The blocks that a div with these attributes makes of what is in it; an empty div makes none."""
    if name := next((name for name in attrs.classes if name in KINDS), ""):
        return _callout(KINDS[name], without(attrs, name), blocks, span)
    if "page-break" in attrs.classes:
        return Outcome((PageBreak(attrs=without(attrs, "page-break"), span=span), *blocks))
    if "figure" in attrs.classes:
        return Outcome((_figure(without(attrs, "figure"), blocks, span),))
    if "pull-quote" in attrs.classes:
        return Outcome((Quote(blocks=tuple(blocks), attrs=attrs, span=span),) if blocks else ())
    return Outcome((Group(blocks=tuple(blocks), attrs=attrs, span=span),) if blocks or attrs.id else ())


def _callout(kind: CalloutKind, attrs: Attrs, blocks: Sequence[Block], span: Span) -> Outcome[tuple[Block, ...]]:
    title, sure = attrs.values.get("title", ""), attrs.values.get("confidence", "").casefold()
    found: tuple[Diagnostic, ...] = ()
    if sure not in {"", *CONFIDENCES}:
        hint = "it is `low`, `moderate` or `high`"
        found = (diagnose("B109", f"`{sure}` is no confidence", span=_first_line(span), hint=hint),)
    return Outcome(
        (
            Callout(
                kind=kind,
                blocks=tuple(blocks),
                title=Caption(content=(Text(text=title, span=span),), span=span) if title else None,
                confidence=CONFIDENCES.get(sure, ""),
                attrs=without(attrs, "title", "confidence"),
                span=span,
            ),
        ),
        found,
    )


def _first_line(span: Span) -> Span:
    return Span(span.source, span.start, min(span.start + 3, span.end))


def _figure(attrs: Attrs, blocks: Sequence[Block], span: Span) -> Figure:
    """A figure of what a div shows; its last paragraph of words is the caption."""
    source: Caption | None = None
    shown: list[Block] = []
    for block in blocks:  # a lone picture was read as a figure by itself: here it is only what the figure shows
        if isinstance(block, Figure):
            shown += block.blocks
            source = block.source or source
            if block.caption:
                shown.append(Paragraph(content=block.caption.content, span=block.caption.span))
        else:
            shown.append(block)
    caption: Caption | None = None
    if len(shown) > 1 and isinstance(last := shown[-1], Paragraph):
        caption = Caption(content=last.content, attrs=last.attrs, span=last.span)
        shown.pop()
    return Figure(blocks=tuple(shown), caption=caption, source=source, attrs=attrs, span=span)


def callout_of_quote(quote: Quote) -> Outcome[Block]:
    """The callout that a quote is whose first line is ``[!KIND] Title``; other quotes stay what they are."""
    match quote.blocks:
        case (Paragraph(content=(Text(text=text) as first, *rest)) as opening, *blocks) if found := _ALERT.match(text):
            pass
        case _:
            return Outcome(quote)
    words = replace(first, text=text[found.end() :], span=_after(first.span, found.end()))
    line, body = _first_line_of(join_texts([words, *rest]))
    name = found[1].casefold()
    kind = KINDS.get(name)
    diagnostics: tuple[Diagnostic, ...] = ()
    if kind is None:
        near = get_close_matches(name, KINDS, n=1)
        hint = f"did you mean `[!{near[0].upper()}]`?" if near else f"the kinds are {', '.join(get_args(CalloutKind))}"
        span = Span(first.span.source, first.span.start, first.span.start + found.end()) if first.span else quote.span
        diagnostics = (diagnose("B103", f"there is no callout of the kind `{found[1]}`", span=span, hint=hint),)
        line = (Text(text=found[1], span=span), *((Text(text=" "), *line) if line else ()))
    if body:
        blocks = [replace(opening, content=body), *blocks]
    title = Caption(content=join_texts(line), span=opening.span) if line else None
    callout = Callout(kind=kind or "note", blocks=tuple(blocks), title=title, attrs=quote.attrs, span=quote.span)
    return Outcome(callout, diagnostics)


def _after(span: Span, count: int) -> Span:
    return Span(span.source, min(span.start + count, span.end), span.end) if span else NOWHERE


def _first_line_of(content: Sequence[Inline]) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """What stands on the first line, and on those after it."""
    at = next((n for n, one in enumerate(content) if isinstance(one, SoftBreak | LineBreak)), len(content))
    return tuple(content[:at]), tuple(content[at + 1 :])
