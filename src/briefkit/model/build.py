"""A short notation for documents, so that in a test a whole one fits on a line or two::

    document(h(1, "Costs"), p("They ", em("rose"), " again"), ul("Roads", "Rail"), title="The Budget")

Words stand for the nodes they obviously mean: a text where inlines are wanted, a paragraph where blocks are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from briefkit.model.nodes import (
    NO_ATTRS,
    Attrs,
    Block,
    BulletList,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Heading,
    HorizontalRule,
    Image,
    Inline,
    LineBreak,
    Link,
    ListItem,
    Meta,
    NumberedList,
    Paragraph,
    Quote,
    SoftBreak,
    Strong,
    Styled,
    Text,
)
from briefkit.model.walk import join_texts

Words: TypeAlias = str | Inline
Item: TypeAlias = str | Block | ListItem | Sequence[str | Block]

br = LineBreak()
soft = SoftBreak()
rule = HorizontalRule()


def inlines(*words: Words) -> tuple[Inline, ...]:
    """The words as inlines, texts side by side joined."""
    return join_texts([Text(text=word) if isinstance(word, str) else word for word in words])


def blocks(*parts: str | Block) -> tuple[Block, ...]:
    """The parts as blocks, a string as a paragraph."""
    return tuple(p(part) if isinstance(part, str) else part for part in parts)


def em(*words: Words) -> Emphasis:
    return Emphasis(content=inlines(*words))


def strong(*words: Words) -> Strong:
    return Strong(content=inlines(*words))


def code(text: str) -> Code:
    return Code(text=text)


def link(target: str, *words: Words, title: str = "") -> Link:
    return Link(target=target, content=inlines(*words), title=title)


def image(source: str, alt: str, *, title: str = "") -> Image:
    return Image(source=source, alt=alt, title=title)


def styled(class_: str, *words: Words) -> Styled:
    return Styled(content=inlines(*words), attrs=Attrs(classes=(class_,)))


def lead_in(*words: Words) -> Styled:
    """The term that opens a list item, its colon included."""
    return styled("lead-in", *words)


def p(*words: Words) -> Paragraph:
    return Paragraph(content=inlines(*words))


def h(level: int, *words: Words, anchor: str = "", id: str = "") -> Heading:  # noqa: A002 - as in HTML
    return Heading(level=level, content=inlines(*words), anchor=anchor, attrs=Attrs(id=id) if id else NO_ATTRS)


def li(*parts: str | Block) -> ListItem:
    return ListItem(blocks=blocks(*parts))


def ul(*items: Item, tight: bool = True) -> BulletList:
    return BulletList(items=tuple(map(_item, items)), is_tight=tight)


def ol(*items: Item, start: int = 1, tight: bool = True) -> NumberedList:
    return NumberedList(items=tuple(map(_item, items)), start=start, is_tight=tight)


def _item(item: Item) -> ListItem:
    if isinstance(item, ListItem):
        return item
    return li(*item) if isinstance(item, Sequence) and not isinstance(item, str) else li(item)


def quote(*parts: str | Block) -> Quote:
    return Quote(blocks=blocks(*parts))


def code_block(text: str, language: str = "") -> CodeBlock:
    return CodeBlock(text=text, language=language)


def document(*parts: str | Block, title: Words = "", subtitle: Words = "", **meta: Any) -> Document:
    """A document of the parts; further keywords are fields of `Meta`."""
    return Document(blocks=blocks(*parts), meta=Meta(title=inlines(title), subtitle=inlines(subtitle), **meta))
