"""Figures, and the paragraphs beside figures and tables that are their captions and sources."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from briefkit.model import Attrs, Block, Caption, Figure, Image, Inline, Paragraph, SoftBreak, Table, Text
from briefkit.read.markdown.attributes import joined, without
from briefkit.spans import Span

SOURCE = "source"
"""The class of a paragraph that says where what stands before it is from."""

_TABLE_CAPTION = re.compile(r"(?:Table)?:[ \t]+(?=\S|\Z)")
_SOURCE = re.compile(r"(?:Sources?|Notes?):\s")


def figure_of(paragraph: Paragraph) -> Figure | None:
    """The figure that a paragraph of a picture alone is; None for other paragraphs.

    Its caption is the picture's title, or its value ``caption``; id and classes go to the figure.
    """
    shown = [one for one in paragraph.content if not isinstance(one, SoftBreak) and not _is_blank(one)]
    if len(shown) != 1 or not isinstance(image := shown[0], Image):
        return None
    words = image.attrs.values.get("caption", "") or image.title
    attrs = without(image.attrs, "caption")
    sizes = {name: value for name, value in attrs.values.items() if name in {"width", "height"}}
    picture = replace(image, title="", attrs=Attrs(values=sizes))
    rest = {name: value for name, value in attrs.values.items() if name not in sizes}
    return Figure(
        blocks=(replace(paragraph, content=(picture,), attrs=Attrs()),),
        caption=Caption(content=(Text(text=words, span=image.span),), span=image.span) if words else None,
        attrs=joined(Attrs(id=attrs.id, classes=attrs.classes, values=rest), paragraph.attrs),
        span=paragraph.span,
    )


def _is_blank(inline: Inline) -> bool:
    return isinstance(inline, Text) and not inline.text.strip()


def with_captions(blocks: Sequence[Block]) -> list[Block]:
    """`blocks`, the captions and sources among them put into the tables and figures that they stand beside.

    A caption of a table stands right before it (``Table: …``) or after it (``: …`` too), a source after what it is the
    source of (``Source: …``, or class ``source``).
    """
    joined_blocks: list[Block] = []
    for block in blocks:
        before = joined_blocks[-1] if joined_blocks else None
        if isinstance(block, Paragraph) and (whole := _with_words(before, block)):
            joined_blocks[-1] = whole
        elif isinstance(block, Table) and isinstance(before, Paragraph) and _opens(before, is_before=True):
            joined_blocks[-1] = _captioned(block, before)
        else:
            joined_blocks.append(block)
    return joined_blocks


def _with_words(before: Block | None, paragraph: Paragraph) -> Block | None:
    """The table or figure `before` with a paragraph that belongs to it; None for one that does not."""
    match before:
        case Table(caption=None) if _opens(paragraph, is_before=False):
            return _captioned(before, paragraph)
        case Table(source=None) | Figure(source=None) if _is_source(paragraph):
            attrs = without(paragraph.attrs, SOURCE)
            return replace(before, source=Caption(content=paragraph.content, attrs=attrs, span=paragraph.span))
        case _:
            return None


def _opens(paragraph: Paragraph, *, is_before: bool) -> bool:
    """Whether a paragraph says that it is a table's caption."""
    first, *rest = paragraph.content
    found = _TABLE_CAPTION.match(first.text) if isinstance(first, Text) else None
    if found is None or (is_before and found[0].startswith(":")):
        return False
    return bool(rest) or found.end() < len(found.string)


def _captioned(table: Table, paragraph: Paragraph) -> Table:
    """`table` with the words of `paragraph` as its caption; the id and the classes written there are the table's."""
    first, *rest = paragraph.content
    if not isinstance(first, Text) or not (found := _TABLE_CAPTION.match(first.text)):
        raise ValueError("no caption of a table")
    span = first.span
    if span and span.end - span.start == len(first.text):
        span = Span(span.source, span.start + found.end(), span.end)
    words = first.text[found.end() :]
    content = (*((replace(first, text=words, span=span),) if words else ()), *rest)
    caption = Caption(content=content, span=paragraph.span)
    return replace(table, caption=caption, attrs=joined(table.attrs, paragraph.attrs))


def _is_source(paragraph: Paragraph) -> bool:
    first = paragraph.content[0]
    is_said = isinstance(first, Text) and bool(_SOURCE.match(first.text))
    return is_said or SOURCE in paragraph.attrs.classes
