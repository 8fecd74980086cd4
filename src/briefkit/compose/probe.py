"""The probe document: one of every kind of node, so that every look a style has is there to be read off.

Word's named styles come from this document, not from the report at hand: so they are the same in every report of a
house style, and an editor finds those styles too that the report does not use. It is laid out for every Word file, so
it says little.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from briefkit.model.nodes import (
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
    Logo,
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
from briefkit.passes import derive

LIST_LEVELS = 5
"""How deep lists nest in the probe: as deep as Word has list styles of its own."""

PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg=="
)
"""A picture of one white pixel."""

LEAD_IN = Attrs(classes=("lead-in",))
GROUPS = ("summary", "key-points")
"""The groups that house styles know."""

DAY = "2000-01-01"


def probe_document(language: str = "") -> Document:
    """The document, in name written in `language` (a BCP 47 tag)."""
    return derive(Document(blocks=tuple(_blocks()), meta=_meta(language))).value


def _meta(language: str) -> Meta:
    return Meta(
        title=_words("Title"),
        subtitle=_words("Subtitle"),
        kicker="Kicker",
        authors=(
            Author(name="First Author", affiliation="Affiliation", email="author@example.org"),
            Author(name="Second Author", affiliation="Affiliation"),
        ),
        recipients=("Recipient",),
        organisation="Organisation",
        logo=Logo(source=PIXEL, alt="Logo"),
        series="Series",
        number="1",
        date=DAY,
        version="1",
        status="draft",
        classification="Classification",
        language=language,
        summary="Summary",
        key_points=("Key point", "Key point"),
        keywords=("keyword", "keyword"),
        contact="Contact",
        licence="Licence",
        citation="Citation",
    )


def _blocks() -> Iterator[Block]:
    yield Paragraph(content=_every_inline())
    for level in range(1, 7):
        yield Heading(level=level, content=_words(f"Heading {level}"), attrs=Attrs(id=f"probe-{level}"))
        yield _text()
    yield Heading(level=1, content=_words("Heading"), attrs=Attrs(classes=("unnumbered",)))
    yield from _lists()
    yield Quote(blocks=(_text("Quote"), _text("Quote, continued"), _text("— Attribution")))
    yield Quote(blocks=(_text("Pull quote"),), attrs=Attrs(classes=("pull-quote",)))
    yield CodeBlock(text="code\nblock", language="text")
    yield HorizontalRule()
    yield _text()
    yield from _callouts()
    yield from (Group(blocks=(_text(), _bullets(1, is_tight=True)), attrs=Attrs(classes=(name,))) for name in GROUPS)
    yield _figure()
    yield _table()
    yield _text()
    yield PageBreak()
    yield _text()


def _words(text: str) -> tuple[Inline, ...]:
    return (Text(text=text),)


def _text(text: str = "Text") -> Paragraph:
    return Paragraph(content=_words(text))


# Inlines ------------------------------------------------------------------------------------------------------------


def _every_inline() -> tuple[Inline, ...]:
    marked: tuple[Inline, ...] = (
        Emphasis(content=_words("emphasis")),
        Strong(content=_words("strong")),
        Strikeout(content=_words("strikeout")),
        Subscript(content=_words("subscript")),
        Superscript(content=_words("superscript")),
        SmallCaps(content=_words("small caps")),
        Code(text="code"),
        Link(target="https://example.org/", content=_words("link")),
        Link(target="#probe-1", content=_words("link inside")),
        *(Reference(target=target) for target in ("probe-1", "probe-figure", "probe-table", "probe-box")),
        Reference(target=""),
        Note(blocks=(_text("Note"), _text("Note, continued"))),
        Styled(content=_words("Lead-in:"), attrs=LEAD_IN),
    )
    spaced = (piece for inline in marked for piece in (inline, Text(text=" ")))
    picture = Image(source=PIXEL, alt="Picture")
    return (Text(text="Text "), *spaced, SoftBreak(), picture, LineBreak(), Text(text="after a break"))


# Lists --------------------------------------------------------------------------------------------------------------


def _lists() -> Iterator[Block]:
    for is_tight in (True, False):
        yield _bullets(LIST_LEVELS, is_tight=is_tight)
        yield _text("Text between lists")
        yield _numbers(LIST_LEVELS, is_tight=is_tight)
        yield _text("Text after lists")
    tasks = (ListItem(blocks=(_text("task"),), is_done=is_done) for is_done in (False, True))
    yield BulletList(items=tuple(tasks), is_tight=True)
    terms = (Term(content=_words("Term")), Details(blocks=(_text("Details"),)))
    yield DefinitionList(items=(*terms, Term(content=_words("Term")), Details(blocks=(_text(), _text()))))


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


# What is set apart --------------------------------------------------------------------------------------------------


def _callouts() -> Iterator[Block]:
    for kind in get_args(CalloutKind):
        is_judgement, is_box = kind == "key-judgement", kind == "box"
        yield Callout(
            kind=kind,
            blocks=(_text(), _bullets(1, is_tight=True)),
            title=_caption("Title") if is_box else None,
            confidence="high" if is_judgement else "",
            attrs=Attrs(id="probe-box") if is_box else Attrs(),
        )


def _caption(text: str) -> Caption:
    return Caption(content=_words(text))


def _figure() -> Figure:
    picture = Image(source=PIXEL, alt="Picture", attrs=Attrs(values={"width": "50%"}))
    return Figure(
        blocks=(Paragraph(content=(picture,)),),
        caption=_caption("Caption"),
        source=_caption("Source: source"),
        attrs=Attrs(id="probe-figure"),
    )


_ALIGNMENTS: tuple[Alignment, ...] = ("", "left", "center", "right")


def _table() -> Table:
    row = Row(cells=tuple(Cell(blocks=(_text("Cell"),)) for _ in _ALIGNMENTS))
    return Table(
        columns=tuple(Column(alignment=alignment) for alignment in _ALIGNMENTS),
        head=(row,),
        bodies=((row, row), (row,)),
        foot=(row,),
        stub=1,
        caption=_caption("Caption"),
        source=_caption("Source: source"),
        attrs=Attrs(id="probe-table"),
    )
