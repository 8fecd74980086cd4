"""Made-up documents of every kind of node, for the laws of all stages; and what such a document says, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from hypothesis import strategies as st

from briefkit.model import (
    Author,
    Block,
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
    Figure,
    Heading,
    Inline,
    LineBreak,
    Meta,
    Note,
    Paragraph,
    Reference,
    Row,
    SoftBreak,
    Table,
    Term,
    Text,
)
from briefkit.model.build import (
    blocks,
    br,
    callout,
    caption,
    code,
    code_block,
    em,
    figure,
    group,
    h,
    image,
    inlines,
    lead_in,
    li,
    link,
    note,
    ol,
    p,
    page_break,
    quote,
    ref,
    rule,
    small_caps,
    soft,
    strike,
    strong,
    sub,
    sup,
    ul,
)
from briefkit.model.walk import AnyNode, roots, walk

Words = st.SearchStrategy[str]
Runs = st.SearchStrategy[list[str | Inline]]
Blocks = st.SearchStrategy[Block]

PRINTABLE = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
TEXT = st.text(PRINTABLE, max_size=12)
ANY_WORDS = st.text(PRINTABLE, min_size=1, max_size=12)
PLAIN_WORDS = st.lists(
    st.text("aeéinorstuvßø’-–,.;:&<>\"'{}$%\\/()", min_size=1, max_size=16).filter(lambda word: word.strip(".-–")),
    min_size=1,
    max_size=12,
).map(" ".join)
"""Words that come back the same from a page that they are printed on."""

IDS = ("fig-a", "tbl-a", "sec-a", "box-a")
"""Ids that made-up documents give and refer to; not all of them at once."""

SHAPES: tuple[tuple[int, tuple[tuple[tuple[int, int], ...], ...]], ...] = (
    (1, (((1, 1),), ((1, 1),))),
    (2, (((1, 1), (1, 1)), ((2, 1),))),
    (3, (((1, 2), (1, 1), (1, 1)), ((2, 1),), ((1, 1), (1, 1), (1, 1)))),
)
"""Groups of rows that fill their columns: how many there are, and the columns and rows of each cell."""


# Inlines ------------------------------------------------------------------------------------------------------------


def leaves(words: Words) -> st.SearchStrategy[str | Inline]:
    """Text, and what has no other inlines in it."""
    return st.one_of(
        words, words.map(code), st.builds(image, st.just("a.png"), words), st.sampled_from([br, soft, *map(ref, IDS)])
    )


def runs(words: Words, *, min_size: int = 0, max_leaves: int = 6) -> Runs:
    """What stands in a line; of `max_leaves` about as many leaves at most. With a `min_size` spaces part the pieces."""

    def several(inside: st.SearchStrategy[str | Inline], max_size: int) -> Runs:
        pieces = st.lists(inside, min_size=min_size, max_size=max_size)
        return pieces.map(lambda parts: [one for part in parts for one in (part, " ")]) if min_size else pieces

    inner: st.SearchStrategy[str | Inline] = st.recursive(
        leaves(words),
        lambda inside: st.one_of(
            st.builds(
                lambda mark, parts: mark(*parts),
                st.sampled_from([em, strong, strike, sub, sup, small_caps, lead_in]),
                several(inside, 3),
            ),
            several(inside, 3).map(lambda parts: link("https://a.b/", *parts)),
            st.lists(several(inside, 2).map(lambda parts: p(*parts)), min_size=min_size, max_size=2).map(
                lambda parts: note(*parts)
            ),
        ),
        max_leaves=max_leaves,
    )
    return several(inner, 4)


# Blocks -------------------------------------------------------------------------------------------------------------


def paragraphs(words: Words, *, min_size: int = 0) -> Blocks:
    """Paragraphs; with a `min_size` none is empty."""
    return runs(words, min_size=min_size).map(lambda parts: p(*parts))


def headings(words: Words, *, min_size: int = 0, max_level: int = 6) -> Blocks:
    """Headings, some of them with an id."""
    return st.builds(
        lambda level, parts, id_: h(level, *parts, id=id_),
        st.integers(1, max_level),
        runs(words, min_size=min_size, max_leaves=3),
        st.sampled_from(["", "", "", "sec-a"]),
    )


def lists(words: Words, inside: Blocks, *, min_size: int = 0) -> Blocks:
    """Lists of all kinds, of tasks and of definitions too."""
    several = st.lists(inside, min_size=min_size, max_size=2)
    items = st.builds(lambda parts, done: li(*parts, done=done), several, st.sampled_from([None, None, False, True]))
    terms = runs(words, min_size=min_size, max_leaves=2).map(lambda parts: Term(content=inlines(*parts)))
    pairs = st.tuples(terms, several.map(lambda parts: Details(blocks=blocks(*parts))))
    return st.one_of(
        st.builds(lambda found, tight: ul(*found, tight=tight), st.lists(items, max_size=3), st.booleans()),
        st.builds(lambda found, start: ol(*found, start=start), st.lists(items, max_size=3), st.integers(0, 99)),
        st.lists(pairs, min_size=1, max_size=2).map(
            lambda found: DefinitionList(items=tuple(part for pair in found for part in pair))
        ),
    )


def captions(words: Words) -> st.SearchStrategy[Caption | None]:
    """Captions, or none."""
    return st.none() | runs(words, min_size=1, max_leaves=2).map(lambda parts: caption(*parts))


def set_apart(words: Words, inside: Blocks, *, min_size: int = 0) -> Blocks:
    """Quotes, groups, callouts and figures."""
    several = st.lists(inside, min_size=min_size, max_size=3)
    kinds = st.sampled_from(get_args(CalloutKind))
    sure = st.sampled_from(get_args(Confidence))
    titles = captions(words)
    return st.one_of(
        several.map(lambda parts: quote(*parts)),
        several.map(lambda parts: group("wide", *parts)),
        st.builds(
            lambda kind, parts, title, confidence: Callout(
                kind=kind, blocks=callout(kind, *parts).blocks, title=title, confidence=confidence
            ),
            kinds,
            several,
            titles,
            sure,
        ),
        st.builds(
            lambda parts, title, source, id_: Figure(
                blocks=blocks(*parts), caption=title, source=source, attrs=figure(id=id_).attrs
            ),
            several | words.map(lambda alt: [p(image("a.png", alt))]),
            titles,
            captions(words),
            st.sampled_from(["", "", "fig-a"]),
        ),
    )


@st.composite
def tables(draw: st.DrawFn, words: Words, inside: Blocks, *, min_size: int = 0) -> Table:
    """Tables with a head, bodies and a foot, or without; cells over several columns and rows; captions and sources."""
    columns, shape = draw(st.sampled_from(SHAPES))

    def one_group() -> tuple[Row, ...]:
        return tuple(
            Row(
                cells=tuple(
                    Cell(
                        blocks=blocks(*draw(st.lists(inside, min_size=min_size, max_size=2))),
                        alignment=draw(st.sampled_from(["", "center"])),
                        column_span=across,
                        row_span=down,
                    )
                    for across, down in row
                )
            )
            for row in shape
        )

    has_head, bodies, has_foot = draw(st.tuples(st.booleans(), st.integers(0, 2), st.booleans()))
    return Table(
        columns=tuple(
            Column(alignment=draw(st.sampled_from(["", "left", "right"])), width=draw(st.sampled_from([0, 0.25])))
            for _ in range(columns)
        ),
        head=one_group() if has_head else (),
        bodies=tuple(one_group() for _ in range(bodies)),
        foot=one_group() if has_foot else (),
        stub=draw(st.integers(0, 1)),
        caption=draw(captions(words)),
        source=draw(captions(words)),
        attrs=figure(id=draw(st.sampled_from(["", "", "tbl-a"]))).attrs,
    )


def many_blocks(words: Words, *, min_size: int = 0, max_leaves: int = 8) -> Blocks:
    """Blocks of all kinds save headings; of `max_leaves` about as many leaves at most."""
    return st.recursive(
        st.one_of(
            paragraphs(words, min_size=min_size),
            st.builds(code_block, words, st.sampled_from(["", "python"])),
            st.sampled_from([rule, page_break]),
        ),
        lambda inside: st.one_of(
            set_apart(words, inside, min_size=min_size),
            lists(words, inside, min_size=min_size),
            tables(words, paragraphs(words, min_size=min_size), min_size=min_size),
        ),
        max_leaves=max_leaves,
    )


# Documents ----------------------------------------------------------------------------------------------------------

METAS = st.builds(
    Meta,
    title=runs(ANY_WORDS).map(lambda parts: inlines(*parts)),
    subtitle=runs(ANY_WORDS).map(lambda parts: inlines(*parts)),
    authors=st.lists(st.builds(Author, name=ANY_WORDS, affiliation=TEXT), max_size=2).map(tuple),
    key_points=st.lists(TEXT, max_size=2).map(tuple),
    date=TEXT,
    extra=st.dictionaries(ANY_WORDS, st.one_of(st.none(), st.booleans(), st.integers(-9, 9), TEXT), max_size=2),
)

ANY_DOCUMENTS = st.builds(
    Document,
    st.lists(many_blocks(ANY_WORDS) | headings(ANY_WORDS), max_size=4).map(lambda parts: blocks(*parts)),
    METAS,
)
"""Documents of any text that may stand in the model, with empty nodes among them."""

PLAIN_DOCUMENTS = st.builds(
    lambda parts, title: Document(blocks=blocks(*parts), meta=Meta(title=inlines(title))),
    st.lists(
        headings(PLAIN_WORDS, min_size=1, max_level=3) | many_blocks(PLAIN_WORDS, min_size=1), min_size=1, max_size=6
    ),
    PLAIN_WORDS,
)
"""Documents as people write them: of words that can be printed and read back, no list or paragraph empty."""


# What they say ------------------------------------------------------------------------------------------------------


def texts(nodes: Sequence[AnyNode]) -> Iterator[str]:
    """What `nodes` say, in order: texts, codes and code blocks, a space for a break; notes say nothing where they are
    called."""
    return (text for text, _ in _pieces(nodes))


def said(document: Document) -> list[str]:
    """The words of a document in the order of a page: title, subtitle, what stands in the text, then note by note."""
    meta = document.meta
    notes = (called.blocks for called in notes_in(roots(document)))
    return " ".join(map(_line, (meta.title, meta.subtitle, document.blocks, *notes))).split()


def notes_in(nodes: Sequence[AnyNode]) -> tuple[Note, ...]:
    """The notes that are called in `nodes`, those in other notes included, in the order of their numbers."""
    return tuple(event.node for event in walk(nodes) if event.is_enter and isinstance(event.node, Note))


def _line(nodes: Sequence[AnyNode]) -> str:
    return "".join(f"{text}{after}" for text, after in _pieces(nodes))


def _pieces(nodes: Sequence[AnyNode]) -> Iterator[tuple[str, str]]:
    """Each text, and a space where it ends a paragraph or the like."""
    notes_open = 0
    for event in walk(nodes):
        match event.node:
            case Note():
                notes_open += 1 if event.is_enter else -1
            case _ if notes_open:
                pass
            case Text(text=text) | Code(text=text) if event.is_enter:
                yield text, ""
            case CodeBlock(text=text) if event.is_enter:
                yield text, " "
            case SoftBreak() | LineBreak() | Reference() if event.is_enter:  # what a reference says is not its own
                yield " ", ""
            case Paragraph() | Heading() | Term() | Caption() if not event.is_enter:
                yield "", " "
            case _:
                pass
