"""Laws of the model: what holds for every document that could be built."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.documents import ANY_DOCUMENTS, ANY_WORDS, leaves

from briefkit.model import Document, Inline, Text
from briefkit.model.codec import from_json, to_json
from briefkit.model.outline import outline, summary
from briefkit.model.promises import breaches
from briefkit.model.walk import each, join_texts, plain_text, rewrite, roots, walk
from briefkit.spans import NOWHERE, Span


@given(ANY_DOCUMENTS)
def test_a_document_comes_back_from_its_json(document: Document) -> None:
    assert from_json(to_json(document)) == document


@given(ANY_DOCUMENTS)
def test_json_says_the_same_with_and_without_spans(document: Document) -> None:
    def placed(node: Inline) -> Inline:
        return replace(node, span=Span("a.md", 3, 5))

    somewhere = rewrite(document, inlines=each(placed))

    assert from_json(to_json(somewhere, spans=True)) == document
    assert to_json(somewhere) == to_json(document)


@given(ANY_DOCUMENTS)
def test_what_is_built_keeps_the_promises_of_the_model(document: Document) -> None:
    assert list(breaches(document)) == []


@given(ANY_DOCUMENTS)
def test_rewriting_nothing_returns_the_same_object(document: Document) -> None:
    assert rewrite(document) is document
    assert rewrite(document, blocks=each(lambda node: node), inlines=each(lambda node: node)) is document


@given(ANY_DOCUMENTS)
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


@given(ANY_DOCUMENTS)
def test_a_walk_leaves_every_node_that_it_enters(document: Document) -> None:
    open_nodes: list[object] = []
    for event in walk(roots(document)):
        if event.is_enter:
            open_nodes.append(event.node)
            assert event.depth == len(open_nodes)
        else:
            assert open_nodes.pop() is event.node

    assert open_nodes == []


@given(st.lists(leaves(ANY_WORDS), max_size=6))
def test_joining_texts_keeps_the_words_and_needs_no_second_time(parts: list[str | Inline]) -> None:
    apart = [Text(text=part) if isinstance(part, str) else part for part in parts]

    joined = join_texts(apart)

    assert plain_text(joined) == plain_text(apart)
    assert join_texts(joined) == joined


@given(ANY_DOCUMENTS)
def test_every_document_has_an_outline(document: Document) -> None:
    lines = outline(document).splitlines()

    assert len(lines) >= len(document.blocks)
    assert "word" in summary(document)


def test_a_span_says_whether_it_points_anywhere() -> None:
    assert not NOWHERE
    assert Span("a.md", 0, 0)
