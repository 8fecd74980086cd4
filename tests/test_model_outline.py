"""The outline: one line a block, for people."""

from __future__ import annotations

from briefkit.model import Attrs, Author, Meta, Paragraph
from briefkit.model.account import unaccounted
from briefkit.model.build import (
    br,
    code,
    code_block,
    document,
    em,
    h,
    image,
    inlines,
    lead_in,
    li,
    link,
    ol,
    p,
    quote,
    rule,
    soft,
    strong,
    styled,
    ul,
)
from briefkit.model.meta import merge_meta
from briefkit.model.outline import outline, summary
from briefkit.spans import Source


def test_an_outline_names_each_block_and_begins_with_the_title() -> None:
    made = document(
        h(1, "Costs", anchor="costs"),
        p("They rose"),
        ul(li(p(lead_in("Rail:"), " more"), ul("track")), li(code_block("a\nb", "sql")), li(), tight=False),
        ol("one", start=3),
        quote(p("so"), rule),
        title="The Budget",
        subtitle="What It Says",
        extra={"series": 4},
    )

    assert outline(made).splitlines() == [
        "title          The Budget",
        "subtitle       What It Says",
        "extra.series   4",
        "heading 1      Costs",
        "paragraph      They rose",
        "bullet-list    (3 items, loose)",
        "  item         ‹Rail:› more",
        "    bullet-list (1 item, tight)",
        "      item     track",
        "  item",
        "    code-block (sql, 2 lines) a⏎b",
        "  item",
        "numbered-list  (1 item, tight), from 3",
        "  item         one",
        "quote",
        "  paragraph    so",
        "  rule",
    ]


def test_an_outline_hints_at_inlines() -> None:
    made = document(
        p(em("a"), strong("b"), code("c"), br, link("#x", "d", title="t"), soft, image("e.png", "f"), styled("g", "h"))
    )

    assert outline(made) == 'paragraph      *a***b**`c` ⏎ [d](#x "t") ↩ ![f](e.png)‹.g h›'


def test_an_outline_shows_anchors_when_asked_to() -> None:
    assert outline(document(h(1, "Costs", anchor="costs")), has_anchors=True) == "heading 1      Costs  #costs"


def test_an_outline_shows_what_the_author_wrote_beside_a_node() -> None:
    made = document(Paragraph(content=inlines("a"), attrs=Attrs(id="i", classes=("c", "d"), values={"k": "v"})))

    assert outline(made) == "paragraph      a  {#i .c .d k=v}"


def test_long_texts_are_cut_between_words_and_counted() -> None:
    made = document(p("one two three four"), p("onetwothreefour"))

    assert outline(made, width=9).splitlines() == [
        "paragraph      one two … (4 words)",
        "paragraph      onetwothr … (1 word)",
    ]


def test_a_paragraph_that_stands_in_two_places_is_shown_twice() -> None:
    shared = p("a")

    assert outline(document(ul(li(shared)), shared)).splitlines()[1:] == ["  item         a", "paragraph      a"]


def test_a_summary_counts() -> None:
    made = document(h(1, "A b"), p("c"), ul("d", ("e", ul("f"))), quote("g"), code_block("h"), title="i")

    assert summary(made) == "1 heading, 2 paragraphs, 2 lists with 3 items, 1 quote, 1 code block, 8 words"


def test_what_is_said_on_top_wins_and_extra_is_merged_key_by_key() -> None:
    under = Meta(authors=(Author(name="A"),), date="2026", extra={"a": 1, "b": 1})
    over = Meta(date="2027", extra={"b": 2})

    assert merge_meta(under, over) == Meta(authors=(Author(name="A"),), date="2027", extra={"a": 1, "b": 2})


def test_a_source_that_no_node_came_from_is_unaccounted_for() -> None:
    source = Source("a.txt", " Nobody \n read me\n")

    [left] = unaccounted(document("Nobody"), source)

    assert source.text[left.start : left.end] == "Nobody \n read me"
