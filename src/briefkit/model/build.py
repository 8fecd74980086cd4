"""A short notation for documents, so that in a test a whole one fits on a line or two::

    document(h(1, "Costs"), p("They ", em("rose"), " again"), ul("Roads", "Rail"), title="The Budget")

Words stand for the nodes they obviously mean: a text where inlines are wanted, a paragraph where blocks are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from briefkit.model.nodes import (
    NO_ATTRS,
    Alignment,
    Attrs,
    Author,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Caption,
    Cell,
    Code,
    CodeBlock,
    Column,
    Confidence,
    DefinitionList,
    Details,
    Document,
    Emphasis,
    Figure,
    Group,
    Heading,
    HorizontalRule,
    Image,
    Inline,
    LineBreak,
    Link,
    ListItem,
    Meta,
    Note,
    NumberedList,
    PageBreak,
    Paragraph,
    Quote,
    Reference,
    Row,
    SmallCaps,
    SoftBreak,
    Strikeout,
    Strong,
    Styled,
    Subscript,
    Superscript,
    Table,
    Term,
    Text,
)
from briefkit.model.walk import join_texts

Words: TypeAlias = str | Inline
Item: TypeAlias = str | Block | ListItem | Sequence[str | Block]

br = LineBreak()
soft = SoftBreak()
rule = HorizontalRule()
page_break = PageBreak()


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


def strike(*words: Words) -> Strikeout:
    return Strikeout(content=inlines(*words))


def sub(*words: Words) -> Subscript:
    return Subscript(content=inlines(*words))


def sup(*words: Words) -> Superscript:
    return Superscript(content=inlines(*words))


def small_caps(*words: Words) -> SmallCaps:
    return SmallCaps(content=inlines(*words))


def note(*parts: str | Block) -> Note:
    return Note(blocks=blocks(*parts))


def ref(target: str, *, bare: bool = False) -> Reference:
    return Reference(target=target, is_bare=bare)


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


def li(*parts: str | Block, done: bool | None = None) -> ListItem:
    return ListItem(blocks=blocks(*parts), is_done=done)


def ul(*items: Item, tight: bool = True) -> BulletList:
    return BulletList(items=tuple(map(_item, items)), is_tight=tight)


def ol(*items: Item, start: int = 1, tight: bool = True) -> NumberedList:
    return NumberedList(items=tuple(map(_item, items)), start=start, is_tight=tight)


def _item(item: Item) -> ListItem:
    if isinstance(item, ListItem):
        return item
    return li(*item) if isinstance(item, Sequence) and not isinstance(item, str) else li(item)


def dl(*items: tuple[Words, str | Block | Sequence[str | Block]]) -> DefinitionList:
    """Each term with what is said of it."""
    pairs = [(Term(content=inlines(term)), Details(blocks=_item(said).blocks)) for term, said in items]
    return DefinitionList(items=tuple(part for pair in pairs for part in pair))


def quote(*parts: str | Block) -> Quote:
    return Quote(blocks=blocks(*parts))


def code_block(text: str, language: str = "") -> CodeBlock:
    return CodeBlock(text=text, language=language)


def group(class_: str, *parts: str | Block) -> Group:
    return Group(blocks=blocks(*parts), attrs=Attrs(classes=(class_,)))


def callout(kind: CalloutKind, *parts: str | Block, title: Words = "", confidence: Confidence = "") -> Callout:
    return Callout(kind=kind, blocks=blocks(*parts), title=caption(title), confidence=confidence)


def caption(*words: Words) -> Caption | None:
    """A caption of these words; None where there are none."""
    content = inlines(*words)
    return Caption(content=content) if content else None


def figure(*parts: str | Block | Image, title: Words = "", source: Words = "", id: str = "") -> Figure:  # noqa: A002
    """A figure of pictures, each a paragraph, or of whatever else is shown."""
    shown = blocks(*(p(part) if isinstance(part, Image) else part for part in parts))
    attrs = Attrs(id=id) if id else NO_ATTRS
    return Figure(blocks=shown, caption=caption(title), source=caption(source), attrs=attrs)


def row(*cells: str | Block | Cell) -> Row:
    return Row(cells=tuple(cell if isinstance(cell, Cell) else Cell(blocks=blocks(cell)) for cell in cells))


def table(
    head: Row | None,
    *body: Row,
    columns: str = "",
    title: Words = "",
    source: Words = "",
    id: str = "",  # noqa: A002 - as in HTML
) -> Table:
    """A table of one body; `columns` has a letter for each column: ``l``, ``c``, ``r``, or ``-`` for no alignment."""
    letters = columns or "-" * max((len(each.cells) for each in (*body, *((head,) if head else ()))), default=0)
    return Table(
        columns=tuple(Column(alignment=_ALIGNMENTS[letter]) for letter in letters),
        head=(head,) if head else (),
        bodies=(body,) if body else (),
        caption=caption(title),
        source=caption(source),
        attrs=Attrs(id=id) if id else NO_ATTRS,
    )


_ALIGNMENTS: dict[str, Alignment] = {"-": "", "l": "left", "c": "center", "r": "right"}


def document(*parts: str | Block, title: Words = "", subtitle: Words = "", **meta: Any) -> Document:
    """A document of the parts; further keywords are fields of `Meta`, in `authors` names will do."""
    if "authors" in meta:
        meta["authors"] = tuple(one if isinstance(one, Author) else Author(name=one) for one in meta["authors"])
    return Document(blocks=blocks(*parts), meta=Meta(title=inlines(title), subtitle=inlines(subtitle), **meta))
