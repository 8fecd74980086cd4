"""Blocks with words of their own over or under them → HTML: figures and callouts; the captions of tables too."""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.compose.html.context import Context
from briefkit.compose.html.elements import Parts, Piece, tag, with_class, words
from briefkit.model.nodes import (
    NO_ATTRS,
    Block,
    Callout,
    Caption,
    Figure,
    Image,
    Inline,
    LineBreak,
    Paragraph,
    SoftBreak,
    Text,
)

NUMBERED = "numbered"
"""The class of what CSS counts: figures, tables and boxes with a number."""

_OF_FIGURES = frozenset({"caption", "source"})
_OF_CALLOUTS = frozenset({"title", "confidence"})


def numbered(number: str) -> tuple[str, ...]:
    """The class that a `number` asks for."""
    return (NUMBERED,) if number else ()


def caption_pieces(caption: Caption | None, class_: str, *, anchor: str = "") -> Iterator[Piece]:
    """A caption as a paragraph of the class; nothing where there is none."""
    if caption is not None:
        yield tag("p", caption.attrs, anchor=anchor, classes=(class_,))
        yield from caption.content
        yield "</p>\n"


def figure_parts(node: Figure) -> Parts:
    """A figure; paragraphs of pictures alone are told from other words."""
    opening = tag(
        "figure", node.attrs, anchor=node.anchor or node.attrs.id, classes=numbered(node.number), used=_OF_FIGURES
    )
    shown = tuple(_as_picture(block) for block in node.blocks)
    below = (*caption_pieces(node.caption, "caption"), *caption_pieces(node.source, "source"))
    around = ("<figcaption>\n", *below, "</figcaption>\n") if below else ()
    return f"{opening}\n", (*shown, *around), "</figure>\n"


def _as_picture(block: Block) -> Block:
    if isinstance(block, Paragraph) and block.content and all(map(_is_of_pictures, block.content)):
        return with_class(block, "picture")
    return block


def _is_of_pictures(node: Inline) -> bool:
    return isinstance(node, Image | SoftBreak | LineBreak) or (isinstance(node, Text) and not node.text.strip())


def callout_parts(node: Callout, context: Context) -> Parts:
    """A callout under its title, or the word for its kind; over a numbered box stands no word but its label."""
    classes = ("callout", f"callout-{node.kind}", *numbered(node.number))
    anchor = node.anchor or node.attrs.id
    opening = tag("aside", node.attrs, anchor=anchor, classes=classes, used=_OF_CALLOUTS, role="note")
    return f"{opening}\n", (*_title_pieces(node, context), *node.blocks), "</aside>\n"


def _title_pieces(node: Callout, context: Context) -> Iterator[Piece]:
    title = node.title
    yield tag("p", title.attrs if title else NO_ATTRS, classes=("callout-title",))
    if title:
        yield from title.content
    elif not node.number:
        yield words(context.words[node.kind])
    if node.confidence:
        said = words(context.words[f"confidence-{node.confidence}"])
        yield f' <span class="confidence">{said}</span>'
    yield "</p>\n"
