"""The probe document: one of every kind of node, so that every look a style has is there to be read off.

Word's named styles come from this document, not from the report at hand: so they are the same in every report of a
house style, and an editor finds those styles too that the report does not use.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.model.nodes import (
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

LIST_LEVELS = 5
"""How deep lists nest in the probe: as deep as Word has list styles of its own."""

PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg=="
)
"""A picture of one white pixel."""

LEAD_IN = Attrs(classes=("lead-in",))


def probe_document(language: str = "") -> Document:
    """The document, in name written in `language` (a BCP 47 tag)."""
    return Document(blocks=tuple(_blocks()), meta=_meta(language))


def _meta(language: str) -> Meta:
    return Meta(
        title=_words("Title"),
        subtitle=_words("Subtitle"),
        authors=("First Author", "Second Author"),
        organisation="Organisation",
        date="2000-01-01",
        language=language,
        summary="Summary",
        keywords=("keyword",),
    )


def _blocks() -> Iterator[Block]:
    yield Paragraph(content=_every_inline())
    for level in range(1, 7):
        yield Heading(level=level, content=_words(f"Heading {level}"), anchor=f"probe-{level}")
        yield Paragraph(content=_words("Text"))
    for is_tight in (True, False):
        yield _bullets(LIST_LEVELS, is_tight=is_tight)
        yield Paragraph(content=_words("Text between lists"))
        yield _numbers(LIST_LEVELS, is_tight=is_tight)
        yield Paragraph(content=_words("Text after lists"))
    yield Quote(blocks=(Paragraph(content=_words("Quote")), Paragraph(content=_words("Quote, continued"))))
    yield CodeBlock(text="code\nblock", language="text")
    yield HorizontalRule()
    yield Paragraph(content=_words("Text"))


def _words(text: str) -> tuple[Inline, ...]:
    return (Text(text=text),)


def _every_inline() -> tuple[Inline, ...]:
    space = Text(text=" ")
    return (
        Text(text="Text "),
        Emphasis(content=_words("emphasis")),
        space,
        Strong(content=_words("strong")),
        space,
        Code(text="code"),
        space,
        Link(target="https://example.org/", content=_words("link")),
        space,
        Link(target="#probe-1", content=_words("reference")),
        space,
        Styled(content=_words("Lead-in:"), attrs=LEAD_IN),
        SoftBreak(),
        Image(source=PIXEL, alt="Picture"),
        LineBreak(),
        Text(text="after a break"),
    )


def _item(text: str, *below: Block) -> ListItem:
    return ListItem(blocks=(Paragraph(content=(*_lead_in(), Text(text=text))), *below))


def _lead_in() -> tuple[Inline, ...]:
    return (Styled(content=_words("Lead-in:"), attrs=LEAD_IN), Text(text=" "))


def _bullets(levels: int, *, is_tight: bool) -> BulletList:
    below = (_bullets(levels - 1, is_tight=is_tight),) if levels > 1 else ()
    return BulletList(items=(_item("item"), _item("item", *below)), is_tight=is_tight)


def _numbers(levels: int, *, is_tight: bool) -> NumberedList:
    below = (_numbers(levels - 1, is_tight=is_tight),) if levels > 1 else ()
    return NumberedList(items=(_item("item"), _item("item", *below)), is_tight=is_tight)
