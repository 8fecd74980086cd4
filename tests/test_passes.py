"""The passes: whose title it is, where it parts, what anchors are called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents import ANY_DOCUMENTS

from briefkit.diagnostics import Outcome
from briefkit.model import (
    Attrs,
    Block,
    Callout,
    Document,
    Figure,
    Heading,
    Inline,
    Meta,
    Note,
    Paragraph,
    Reference,
    Table,
)
from briefkit.model.account import unaccounted
from briefkit.model.build import (
    callout,
    code,
    document,
    em,
    figure,
    group,
    h,
    inlines,
    link,
    note,
    p,
    quote,
    ref,
    row,
    soft,
    strong,
    styled,
    table,
    ul,
)
from briefkit.model.outline import outline
from briefkit.model.walk import descendants, plain_text, roots
from briefkit.passes import PASSES, derive, run
from briefkit.passes.alternatives import check_alternatives
from briefkit.passes.identify import identify, slug
from briefkit.passes.levels import check_levels
from briefkit.passes.number import number
from briefkit.passes.resolve import resolve
from briefkit.passes.targets import id_of, ids_of
from briefkit.passes.title import promote_title, split_title
from briefkit.read.markdown import read as read_markdown
from briefkit.read.text import read
from briefkit.spans import Source, Span


def promoted(made: Document) -> str:
    return outline(promote_title(made).value)


def anchors(made: Document) -> list[str]:
    return [node.anchor for node in descendants(identify(made).value.blocks) if isinstance(node, Heading)]


def test_what_a_pass_needs_is_given_by_those_before_it() -> None:
    given_so_far: set[str] = set()
    for step in PASSES:
        assert step.needs <= given_so_far, step.name
        given_so_far |= step.gives


def test_the_passes_are_in_the_order_of_their_needs() -> None:
    assert [step.name for step in PASSES] == [
        "promote_title",
        "split_title",
        "identify",
        "check_levels",
        "check_alternatives",
        "number",
        "resolve",
    ]


@given(ANY_DOCUMENTS)
def test_to_derive_twice_changes_nothing(made: Document) -> None:
    once = derive(made).value

    assert derive(once).value is once


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


# Alternative text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("![](boats.png)", 1),
        ('![](boats.png "Three boats")', 1),
        ("::: figure\n![](a.png)\n\n![](b.png)\n\nTwo boats\n:::", 2),
        ("![Three boats](boats.png)", 0),
        ("![](line.png){.decoration}", 0),
        ("A boat ![](boat.png) in a line.", 0),
    ],
)
def test_a_picture_of_a_figure_needs_words_for_those_who_do_not_see_it(text: str, count: int) -> None:
    made = read_markdown(Source("a.md", text)).value

    outcome = check_alternatives(made)

    assert outcome.value is made
    assert [found.rule.id for found in outcome.diagnostics] == ["B502"] * count


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


def ids(made: Document) -> list[str]:
    return [found for node in descendants(roots(identify(made).value)) if (found := id_of(node))]


def test_figures_tables_and_callouts_are_called_after_their_kind() -> None:
    made = document(figure("a"), figure("b"), table(row("c")), callout("key-judgement", "d"), h(1, "Figure"))

    assert ids(made) == ["figure-2", "figure-3", "table", "key-judgement", "figure"]


def test_an_id_written_twice_is_an_error_at_the_second_place_which_gets_another() -> None:
    span = Span("a.md", 5, 9)
    second = Heading(level=1, content=inlines("B"), attrs=Attrs(id="x"), span=span)
    made = document(figure("a", id="x"), second, p(Reference(target="x"), styled("s", "c")))

    outcome = identify(made)

    (found,) = outcome.diagnostics
    assert (found.rule.id, found.message) == ("B506", "`x` is the id of something else already")
    assert (found.span.source, found.span.start, found.span.end) == ("a.md", 5, 9)
    assert ids(made) == ["x", "x-2"]


def test_an_id_written_twice_beside_a_paragraph_is_numbered_too() -> None:
    made = document(*(Paragraph(content=(), attrs=Attrs(id="x")) for _ in range(3)))

    assert ids(made) == ["x", "x-2", "x-3"]
    assert len(identify(made).diagnostics) == 2


def test_the_ids_of_notes_and_table_captions_are_left_to_them() -> None:
    made = document(h(1, "Note 1"), p(note("a")), table(row("b"), title="B", id="t"), h(1, "T caption"))

    assert ids(made) == ["note-1-2", "t", "t-caption-2"]


@given(ANY_DOCUMENTS)
def test_no_id_is_there_twice(made: Document) -> None:
    found = ids(made)

    assert len(set(found)) == len(found)


# Numbers ------------------------------------------------------------------------------------------------------------


def numbers(made: Document) -> list[str]:
    """The numbers of all that could have one, in order; a dash for none."""
    return [
        node.number or "-"
        for node in descendants(roots(number(made).value))
        if isinstance(node, Heading | Figure | Table | Callout | Note)
    ]


def test_headings_are_numbered_by_level() -> None:
    made = document(*(h(level, "a") for level in (1, 2, 2, 1, 3, 2, 1)))

    assert numbers(made) == ["1", "1.1", "1.2", "2", "2.0.1", "2.1", "3"]


def test_unnumbered_headings_and_those_in_other_blocks_do_not_count() -> None:
    unnumbered = Heading(level=1, content=(), attrs=Attrs(classes=("unnumbered",)))

    assert numbers(document(h(1, "a"), unnumbered, quote(h(1, "b")), h(2, "c"), h(1, "d"))) == [
        "1",
        "-",
        "-",
        "1.1",
        "2",
    ]


def test_figures_tables_and_boxes_count_apart_where_they_have_captions() -> None:
    made = document(
        figure("a", title="A"),
        table(row("b"), title="B"),
        figure("c"),
        group("g", figure("d", title="D"), callout("box", "e"), callout("note", "f")),
        callout("box", table(row("g"), title="G")),
    )

    assert numbers(made) == ["1", "1", "-", "2", "1", "-", "2", "2"]


def test_what_stands_in_a_note_does_not_count() -> None:
    assert numbers(document(p(note(figure("a", title="A"))), figure("b", title="B"))) == ["1", "-", "1"]


def test_notes_count_through_the_document_and_each_time_that_they_are_called() -> None:
    twice = note("a", p("b", note("c")))
    made = document(h(1, "A", note("d")), p(twice, twice), title=note("t"))

    counted = [node.number for node in descendants(roots(number(made).value)) if isinstance(node, Note)]

    assert counted == ["1", "2", "3", "4", "5", "6"]


def test_numbering_is_done_anew() -> None:
    once = number(document(h(1, "A"), h(1, "B"))).value

    assert numbers(Document(blocks=once.blocks[1:])) == ["1"]


# References ---------------------------------------------------------------------------------------------------------


def resolved(*parts: Block | str) -> list[tuple[str, str, str]]:
    """Kind, number and words of each reference."""
    made = derive(document(*parts)).value
    found = [node for node in descendants(roots(made)) if isinstance(node, Reference)]
    return [(node.kind, node.number, node.words) for node in found]


def test_a_reference_knows_kind_number_and_words_of_its_target() -> None:
    assert resolved(
        p(*(ref(name) for name in ("fig-a", "tbl:b", "c", "box", "costs"))),
        figure("a", title="A", id="fig-a"),
        table(row("b"), title="B", id="tbl:b"),
        h(1, "Costs"),
        h(2, "The ", em("C"), id="c"),
        callout("box", "d", title="D"),
    ) == [
        ("figure", "1", "A"),
        ("table", "1", "B"),
        ("section", "1.1", "The C"),
        ("box", "1", "D"),
        ("section", "1", "Costs"),
    ]


@pytest.mark.parametrize(
    ("before", "begins"),
    [
        ([], True),
        (["“"], True),
        (["It is so. "], True),
        (["It is so.", soft], True),
        (["It is so.", note("really"), " "], True),
        (["Is it so?” ("], True),
        ([em("It is so."), " "], True),
        (["« C’est vrai ! » "], True),
        (["as "], False),
        (["see"], False),
        (["It is so; "], False),
        (["(cf. "], False),
        (["for one, e.g. "], False),
        (["siehe z. B. "], False),
        ([code("a."), " "], False),
        (["In 2025. "], True),
        ([note(p("It is so. ", ref("x"))), " and "], False),
    ],
)
def test_a_reference_knows_whether_it_begins_a_sentence(before: list[str | Inline], begins: bool) -> None:
    made = derive(document(h(1, "X", id="x"), p(*before, strong(ref("x"))))).value

    last = [node for node in descendants(roots(made)) if isinstance(node, Reference)][-1]
    assert last.begins_sentence is begins


def dangling(target: str | Inline, *parts: Block) -> tuple[str, str]:
    inline = ref(target) if isinstance(target, str) else target
    (found,) = derive(document(*parts, p(inline))).diagnostics
    assert found.rule.id == "B505"
    return found.message, found.hint


@pytest.mark.parametrize(
    ("target", "known", "hint"),
    [
        ("fig:x", "fig-x", "did you mean `@fig-x`?"),
        ("fig-x", "fig:x", "did you mean `@fig:x`?"),
        ("tab-costs", "tbl-costs", "did you mean `@tbl-costs`?"),
        ("fig-cots", "fig-costs", "did you mean `@fig-costs`?"),
        ("sec-costs", "costs", "did you mean `[](#costs)`?"),
        ("fig-x", "fig-costs-and-cuts", "there is `@fig-costs-and-cuts`"),
        ("x", "sec-costs-and-cuts", "there is `@sec-costs-and-cuts`"),
    ],
)
def test_a_reference_to_nothing_is_told_with_the_nearest_right_name(target: str, known: str, hint: str) -> None:
    assert dangling(target, h(1, "A", id=known)) == (f"nothing has the id `{target}`", hint)


def test_a_reference_where_nothing_has_an_id_is_told_how_to_give_one() -> None:
    assert dangling("fig-x")[1] == "give what is meant an id: `{#fig-x}` behind the picture"
    assert dangling("x")[1] == "give what is meant an id: `{#x}` behind a heading or a caption"


def test_a_hint_names_no_id_that_nobody_wrote() -> None:
    unnamed = figure("It.", title="Three boats")

    _, hint = dangling("fig:figure", unnamed)

    assert hint == "give what is meant an id: `{#fig:figure}` behind the picture"


def test_a_reference_to_what_has_no_name_is_an_error() -> None:
    message, hint = dangling("x", Callout(kind="note", blocks=(), attrs=Attrs(id="x")))

    assert message == "what has the id `x` has neither a number nor a title that a reference could read"
    assert hint == "say it in words of your own: `[words](#x)`"


def test_a_link_to_a_place_that_is_not_there_is_an_error() -> None:
    assert dangling(link("#cots", "a"), h(1, "Costs")) == ("nothing has the id `cots`", "did you mean `#costs`?")
    assert dangling(link("#", "a"))[0] == "the link leads to no id"


def test_a_link_to_a_place_that_is_there_passes_in_any_spelling() -> None:
    made = document(h(1, "Über"), p(link("#über", "a"), link("#%C3%BCber", "b"), link("https://a.b/#c", "d")))

    assert derive(made).diagnostics == ()


def test_a_diagnostic_of_a_reference_has_its_place() -> None:
    span = Span("a.md", 3, 9)

    (found,) = resolve(document(p(Reference(target="x", span=span)))).diagnostics

    assert (found.span.source, found.span.start, found.span.end) == ("a.md", 3, 9)


def test_a_reference_forgets_what_is_gone() -> None:
    made = document(p(Reference(target="x", kind="figure", number="1", words="X")))

    [found] = [node for node in descendants(derive(made).value.blocks) if isinstance(node, Reference)]

    assert (found.kind, found.number, found.words) == ("", "", "")


@given(ANY_DOCUMENTS)
def test_what_a_reference_names_is_there(made: Document) -> None:
    made = derive(made).value

    named = {node.target for node in descendants(roots(made)) if isinstance(node, Reference) and node.kind}
    assert named <= ids_of(made)


def test_a_link_to_the_top_of_the_page_leads_somewhere() -> None:
    outcome = run(document(p(link("#top", "up"))))

    assert outcome.diagnostics == ()
