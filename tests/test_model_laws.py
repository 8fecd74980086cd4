"""Laws of the model: what holds for every document that could be built."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefkit.model import Block, Document, Inline, Meta, Text
from briefkit.model.build import (
    blocks,
    br,
    code,
    code_block,
    em,
    h,
    image,
    inlines,
    lead_in,
    link,
    ol,
    p,
    quote,
    rule,
    soft,
    strong,
    ul,
)
from briefkit.model.codec import from_json, to_json
from briefkit.model.outline import outline, summary
from briefkit.model.promises import breaches
from briefkit.model.walk import each, join_texts, plain_text, rewrite, roots, walk
from briefkit.spans import NOWHERE, Span

PRINTABLE = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
TEXT = st.text(PRINTABLE, max_size=12)
WORDS = st.text(PRINTABLE, min_size=1, max_size=12)
LEAVES: st.SearchStrategy[str | Inline] = st.one_of(
    WORDS, WORDS.map(code), st.builds(image, TEXT, TEXT, title=TEXT), st.sampled_from([br, soft])
)
INLINES: st.SearchStrategy[str | Inline] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: em(*parts)),
        st.lists(inner, max_size=3).map(lambda parts: strong(*parts)),
        st.lists(inner, max_size=3).map(lambda parts: lead_in(*parts)),
        st.builds(lambda target, parts: link(target, *parts), TEXT, st.lists(inner, max_size=3)),
    ),
    max_leaves=6,
)
RUNS = st.lists(INLINES, max_size=4)
BLOCKS: st.SearchStrategy[Block] = st.recursive(
    st.one_of(
        RUNS.map(lambda parts: p(*parts)),
        st.builds(lambda level, parts: h(level, *parts), st.integers(1, 6), RUNS),
        st.builds(code_block, TEXT, TEXT),
        st.just(rule),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: quote(*parts)),
        st.builds(
            lambda items, tight: ul(*items, tight=tight),
            st.lists(st.lists(inner, max_size=2), max_size=3),
            st.booleans(),
        ),
        st.builds(
            lambda items, start: ol(*items, start=start),
            st.lists(st.lists(inner, max_size=2), max_size=3),
            st.integers(0, 99),
        ),
    ),
    max_leaves=8,
)
METAS = st.builds(
    Meta,
    title=RUNS.map(lambda parts: inlines(*parts)),
    subtitle=RUNS.map(lambda parts: inlines(*parts)),
    authors=st.lists(WORDS, max_size=2).map(tuple),
    date=TEXT,
    extra=st.dictionaries(WORDS, st.one_of(st.none(), st.booleans(), st.integers(-9, 9), TEXT), max_size=2),
)
DOCUMENTS = st.builds(Document, st.lists(BLOCKS, max_size=4).map(lambda parts: blocks(*parts)), METAS)


@given(DOCUMENTS)
def test_a_document_comes_back_from_its_json(document: Document) -> None:
    assert from_json(to_json(document)) == document


@given(DOCUMENTS)
def test_json_says_the_same_with_and_without_spans(document: Document) -> None:
    def placed(node: Inline) -> Inline:
        return replace(node, span=Span("a.md", 3, 5))

    somewhere = rewrite(document, inlines=each(placed))

    assert from_json(to_json(somewhere, spans=True)) == document
    assert to_json(somewhere) == to_json(document)


@given(DOCUMENTS)
def test_what_is_built_keeps_the_promises_of_the_model(document: Document) -> None:
    assert list(breaches(document)) == []


@given(DOCUMENTS)
def test_rewriting_nothing_returns_the_same_object(document: Document) -> None:
    assert rewrite(document) is document
    assert rewrite(document, blocks=each(lambda node: node), inlines=each(lambda node: node)) is document


@given(DOCUMENTS)
def test_rewriting_reaches_every_text(document: Document) -> None:
    def louder(node: Inline) -> Inline:
        return Text(text=node.text + "!") if isinstance(node, Text) else node

    texts = [event.node for event in walk(roots(document)) if isinstance(event.node, Text) and event.is_enter]
    rewritten = [
        event.node.text
        for event in walk(roots(rewrite(document, inlines=each(louder))))
        if isinstance(event.node, Text) and event.is_enter
    ]

    assert rewritten == [f"{node.text}!" for node in texts]


@given(DOCUMENTS)
def test_a_walk_leaves_every_node_that_it_enters(document: Document) -> None:
    open_nodes: list[object] = []
    for event in walk(roots(document)):
        if event.is_enter:
            open_nodes.append(event.node)
            assert event.depth == len(open_nodes)
        else:
            assert open_nodes.pop() is event.node

    assert open_nodes == []


@given(st.lists(LEAVES, max_size=6))
def test_joining_texts_keeps_the_words_and_needs_no_second_time(parts: list[str | Inline]) -> None:
    apart = [Text(text=part) if isinstance(part, str) else part for part in parts]

    joined = join_texts(apart)

    assert plain_text(joined) == plain_text(apart)
    assert join_texts(joined) == joined


@given(DOCUMENTS)
def test_every_document_has_an_outline(document: Document) -> None:
    lines = outline(document).splitlines()

    assert len(lines) >= len(document.blocks)
    assert "word" in summary(document)


def test_a_span_says_whether_it_points_anywhere() -> None:
    assert not NOWHERE
    assert Span("a.md", 0, 0)
