"""The passes: whose title it is, where it parts, what anchors are called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.diagnostics import Outcome
from briefkit.model import Document, Heading, Inline, Meta
from briefkit.model.account import unaccounted
from briefkit.model.build import code, document, em, h, inlines, p, quote, soft, ul
from briefkit.model.outline import outline
from briefkit.model.walk import descendants, plain_text
from briefkit.passes import PASSES, run
from briefkit.passes.identify import identify, slug
from briefkit.passes.levels import check_levels
from briefkit.passes.title import promote_title, split_title
from briefkit.read.markdown import read as read_markdown
from briefkit.read.text import read
from briefkit.spans import Source


def promoted(made: Document) -> str:
    return outline(promote_title(made).value)


def anchors(made: Document) -> list[str]:
    return [node.anchor for node in descendants(identify(made).value.blocks) if isinstance(node, Heading)]


def test_what_a_pass_needs_is_given_by_those_before_it() -> None:
    given_so_far: set[str] = set()
    for step in PASSES:
        assert step.needs <= given_so_far, step.name
        given_so_far |= step.gives


# Title --------------------------------------------------------------------------------------------------------------


def test_a_lone_first_heading_becomes_the_title_and_the_others_move_up() -> None:
    made = document(h(1, "T"), "a", h(2, "A"), h(3, "B"))

    assert promoted(made) == outline(document("a", h(1, "A"), h(2, "B"), title="T"))


@pytest.mark.parametrize(
    "made",
    [
        document(h(1, "A"), "a", h(1, "B"), h(2, "C")),
        document("a", h(1, "A"), h(2, "B")),
        document(quote(h(1, "A"))),
        document(),
    ],
    ids=["two of them", "not first", "in a quote", "nothing"],
)
def test_other_headings_stay_where_they_are(made: Document) -> None:
    assert promote_title(made).value is made


def test_a_title_in_the_metadata_wins_over_a_heading_that_says_something_else() -> None:
    made = document(h(1, "A"), h(2, "B"), title="T")

    assert promote_title(made).value is made


def test_a_heading_that_repeats_the_title_goes() -> None:
    made = document(h(1, "The ", em("Budget")), "a", h(2, "A"), title="the budget")

    assert promoted(made) == outline(document("a", h(1, "A"), title="the budget"))


def test_the_highest_level_in_use_is_one() -> None:
    made = document(h(3, "A"), h(5, "B"), title="T")

    assert promoted(made) == outline(document(h(1, "A"), h(3, "B"), title="T"))


def test_headings_in_quotes_move_along_and_have_no_say() -> None:
    made = document(h(1, "T"), quote(h(1, "Q"), h(3, "R")), h(3, "A"))

    assert promoted(made) == outline(document(quote(h(1, "Q"), h(1, "R")), h(1, "A"), title="T"))


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        (["A: B"], ("A", "B")),
        (["A: B: C"], ("A", "B: C")),
        (["Prix : la hausse"], ("Prix", "la hausse")),
        (["At 12:30 or never"], ("At 12:30 or never", "")),
        ([": B"], (": B", "")),
        (["A:"], ("A:", "")),
        ([em("A"), ": ", code("B: C")], ("A", "B: C")),
        ([em("A: B")], ("A: B", "")),
        (["A:", em("B")], ("A:B", "")),
        (["A:", soft, "B: C"], ("A", "B: C")),
        ([code("a"), " and b: ", em("c")], ("a and b", "c")),
    ],
)
def test_a_title_parts_at_its_first_colon_with_a_space(title: list[str | Inline], parts: tuple[str, str]) -> None:
    made = Document(meta=Meta(title=inlines(*title)))

    meta = split_title(made).value.meta

    assert (plain_text(meta.title), plain_text(meta.subtitle)) == parts


def test_a_title_with_a_subtitle_stays_whole() -> None:
    made = document(title="A: B", subtitle="C")

    assert split_title(made).value is made


def test_splitting_can_be_turned_off() -> None:
    meta = run(document(title="A: B"), splits_title=False).value.meta

    assert (plain_text(meta.title), plain_text(meta.subtitle)) == ("A: B", "")


def test_the_parts_of_a_title_keep_their_places() -> None:
    source = Source("a.txt", "The Mill: A History\nIt turns, and it has turned for four hundred years.\n")

    passed = run(read(source).value).value

    [subtitle] = passed.meta.subtitle
    assert source.text[subtitle.span.start : subtitle.span.end] == "A History"
    assert unaccounted(passed, source) == ()


# Levels -------------------------------------------------------------------------------------------------------------


def test_a_heading_that_skips_a_level_is_reported_where_it_stands() -> None:
    source = Source("a.md", "# T\n\n## a\n\n###### six\n\n###### seven\n\n## b\n\n> #### c\n")

    found = run(read_markdown(source).value).diagnostics

    assert [(each.rule.id, source.text[each.span.start : each.span.end].split()[-1]) for each in found] == [
        ("B504", "six"),
        ("B504", "c"),
    ]
    assert found[0].message == "the heading `six` is 4 levels below the heading before it, `a`"


@pytest.mark.parametrize("levels", [(), (1, 2, 3), (1, 2, 3, 1, 2), (3, 2, 1), (2, 3)])
def test_levels_without_a_gap_pass(levels: tuple[int, ...]) -> None:
    made = document(*(h(level, "a") for level in levels))

    assert check_levels(made) == Outcome(made)


# Anchors ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Path Forward: Rekindling Hope", "a-path-forward-rekindling-hope"),
        ("  “Lack of Desire”  ", "lack-of-desire"),
        ("Straße & Übergang", "straße-übergang"),
        ("日本の 経済", "日本の-経済"),
        ("Cafe\u0301", "café"),
        ("2.1 Self-help — now_then", "21-self-help-now_then"),
        ("?!", "section"),
    ],
)
def test_a_slug_keeps_the_letters_of_all_scripts(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_headings_of_the_same_words_are_numbered() -> None:
    made = document(h(1, "Costs"), h(1, "Costs"), h(1, "Costs 2"), h(1, "costs!"))

    assert anchors(made) == ["costs", "costs-2", "costs-2-2", "costs-3"]


def test_an_id_of_the_author_wins_wherever_it_stands() -> None:
    made = document(h(1, "Costs"), h(2, "Other", id="costs"), h(2, "Again", id="costs"))

    assert anchors(made) == ["costs-2", "costs", "costs-3"]


def test_headings_inside_other_blocks_have_anchors_in_document_order() -> None:
    made = document(h(1, "A"), quote(h(2, "A"), ul((h(3, "A"),))), h(1, "A"))

    assert anchors(made) == ["a", "a-2", "a-3", "a-4"]


def test_one_heading_in_two_places_has_two_anchors() -> None:
    shared = h(1, "A")

    assert anchors(document(shared, "a", shared)) == ["a", "a-2"]


def test_identifying_twice_changes_nothing() -> None:
    once = identify(document(h(1, "A"), p("a"), h(2, "A"))).value

    assert identify(once).value is once


@given(st.lists(st.tuples(st.text("ab -2", max_size=4), st.sampled_from(["", "a", "b", "a-2"])), max_size=8))
def test_every_heading_has_an_anchor_of_its_own(headings: list[tuple[str, str]]) -> None:
    found = anchors(document(*(h(1, text, id=own) for text, own in headings)))

    assert len(set(found)) == len(headings)
    assert {own for _, own in headings if own} <= set(found)
