"""Accounting for a source: which of its characters the nodes of a document hold.

What a reader of plain text leaves over must be white space or one of the separators that the document makes up for
in another way: the marker of a list item, a rule drawn under a heading, the colon between title and subtitle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from briefkit.model.nodes import Document, Heading, ListItem, Table
from briefkit.model.walk import AnyNode, children, descendants, roots
from briefkit.spans import Source, Span

_BARS = re.compile(r"[|\s:+=-]+")
_QUOTE_MARKS = re.compile(r"[ \t]*(?:> ?)+\s*")
_AFTER_TITLE = re.compile(r":|[-=~_*]{3,}")


def leaf_spans(document: Document) -> tuple[Span, ...]:
    """Where the leaves stand (texts, codes, images, breaks, code blocks, rules), in document order."""
    return tuple(node.span for node in descendants(roots(document)) if node.span and not children(node))


def separator_spans(document: Document) -> Iterator[Span]:
    """What stands beside the leaves of a block: the marker of an item, the rule drawn under a heading."""
    for node in descendants(document.blocks):
        if isinstance(node, ListItem) and node.span:
            yield Span(node.span.source, node.span.start, _first_leaf(node))
        elif isinstance(node, Heading) and node.span:
            yield Span(node.span.source, _last_leaf(node.content), node.span.end)


def _first_leaf(item: ListItem) -> int:
    inside: Iterable[AnyNode] = descendants(item.blocks)
    return next((node.span.start for node in inside if node.span and not children(node)), item.span.end)


def _last_leaf(nodes: Sequence[AnyNode]) -> int:
    """Where the last leaf in `nodes` ends, 0 where none is known to stand anywhere."""
    return max((node.span.end for node in descendants(nodes) if not children(node)), default=0)


def unaccounted(document: Document, source: Source) -> tuple[Span, ...]:
    """The stretches of `source` that are neither white space nor in a leaf nor a separator, in order.

    After the title, a colon and a rule are separators too; kicker and byline are kept as plain text. A ``>`` before a
    quotation is left over, and so are the bars and the lines drawn in a table.
    """
    spans = (*leaf_spans(document), *separator_spans(document))
    held = sorted((span.start, span.end) for span in spans if span.source == source.name)
    title_end = _last_leaf(document.meta.title)
    left = _trimmed(gaps(held, len(source.text)), source)
    return tuple(span for span in left if not _is_kept(document, span, title_end, source))


def _is_kept(document: Document, span: Span, title_end: int, source: Source) -> bool:
    text = source.text[span.start : span.end]
    said = {document.meta.kicker, *str(document.meta.extra.get("byline", "")).split("\n")}
    if all(line in said for line in map(_one_line, text.split("\n")) if line) or _one_line(text) in said:
        return True
    return _parts_cells(document, span, text) or _is_quote_mark(span, source) or _parts_title(span, title_end, source)


def _parts_cells(document: Document, span: Span, text: str) -> bool:
    """Whether a stretch is bars or drawn lines inside a table."""
    tables = (node.span for node in descendants(document.blocks) if isinstance(node, Table))
    return bool(_BARS.fullmatch(text)) and any(one.start <= span.start and span.end <= one.end for one in tables)


def _is_quote_mark(span: Span, source: Source) -> bool:
    """Whether a stretch is the marks of quotation at the start of a line."""
    start = source.text.rfind("\n", 0, span.start) + 1
    return bool(_QUOTE_MARKS.fullmatch(source.text, start, span.end))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _parts_title(span: Span, title_end: int, source: Source) -> bool:
    """Whether a stretch left over follows the title at once and only sets it apart."""
    is_next = not source.text[title_end : span.start].strip()
    return is_next and bool(_AFTER_TITLE.fullmatch(source.text, span.start, span.end))


def gaps(ranges: Iterable[tuple[int, int]], end: int) -> Iterator[tuple[int, int]]:
    """What the sorted `ranges` leave open between 0 and `end`."""
    reached = 0
    for start, stop in ranges:
        if start > reached:
            yield reached, start
        reached = max(reached, stop)
    if end > reached:
        yield reached, end


def _trimmed(stretches: Iterable[tuple[int, int]], source: Source) -> Iterator[Span]:
    for start, end in stretches:
        text = source.text[start:end]
        if text.strip():
            yield source.span(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))
