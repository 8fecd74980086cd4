"""The house style `memo`: the parts of `briefing` under a head of its own, on one page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from briefkit.compose import HouseStyle, compose, compose_probe, load_style
from briefkit.layout import lay_out
from briefkit.model.build import callout, document, h, p, row, table
from briefkit.model.nodes import Document
from briefkit.passes import derive
from briefkit.resources import LocalResources

RESOURCES = LocalResources(Path(__file__).parent)

WORDS = (
    "The pier carries what the boat brings, and what the boat brings has become heavier than the pier was built for. "
)

MEMO = document(
    p(WORDS * 3),
    h(1, "What is asked"),
    p(WORDS * 2),
    table(row("What", "Cost"), row("Piles", "1.2"), row("Deck", "0.9"), title="Costs in millions"),
    h(1, "What follows"),
    p(WORDS * 2),
    callout("recommendation", p(WORDS)),
    title="Strengthening the pier",
    authors=("Harbour Office",),
    recipients=("Council", "Committee on Finance"),
    organisation="Port",
    date="2026-03-04",
    key_points=("One.", "Two."),
    contact="harbour@port.example",
    language="en-GB",
)


@pytest.fixture(scope="module")
def style() -> HouseStyle:
    return load_style("memo", RESOURCES)


@pytest.mark.parametrize("options", [{}, {"page-size": "Letter"}, {"cover": True, "colophon": True}])
def test_layout_has_nothing_to_say(style: HouseStyle, options: Mapping[str, object]) -> None:
    layout = lay_out(compose_probe(style, options=options), RESOURCES)

    assert layout.pages.pages
    assert layout.diagnostics == ()


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_a_memo_of_two_hundred_words_a_table_and_a_callout_fits_on_one_page(style: HouseStyle, size: str) -> None:
    layout = lay_out(compose(derive(MEMO).value, style, options={"page-size": size}).value, RESOURCES)

    assert len(layout.pages.pages) == 1


def test_its_head_says_to_whom_from_whom_when_and_what(style: HouseStyle) -> None:
    html = compose(MEMO, style).value.html

    for label, value in (
        ("To", "Council and Committee on Finance"),
        ("From", "Harbour Office"),
        ("Date", "4 March 2026"),
        ("Subject", "Strengthening the pier"),
    ):
        assert f'<th scope="row">{label}</th><td class="{label.lower()}">{value}</td>' in html


def test_its_head_is_german_in_a_german_memo(style: HouseStyle) -> None:
    html = compose(document(p("Worte"), title="Brücke", language="de"), style).value.html

    assert '<th scope="row">Betreff</th>' in html
    assert '<p class="memo-name">Aktennotiz</p>' in html


def test_a_memo_lists_no_contents_unless_asked(style: HouseStyle) -> None:
    headings = derive(document(h(1, "One"), h(1, "Two"), h(1, "Three"))).value

    assert "<nav" not in compose(headings, style).value.html
    assert "<nav" in compose(headings, style, options={"contents": True}).value.html


def test_a_memo_of_nothing_but_text_has_no_lines_in_its_head(style: HouseStyle) -> None:
    html = compose(Document(blocks=(p("Words"),)), style).value.html

    assert "<table" not in html
    assert "<p>Words</p>" in html


def test_it_has_the_options_of_the_briefing(style: HouseStyle) -> None:
    assert set(style.options) == set(load_style("briefing", RESOURCES).options)


def test_its_subject_has_the_subtitle_below_the_title(style: HouseStyle) -> None:
    html = compose(document(p("Words"), title="The pier", subtitle="And the boat"), style).value.html

    assert '<td class="subject"><p class="about">The pier</p>\n<p class="more-about">And the boat</p></td>' in html


def test_a_kicker_leaves_the_word_for_a_memo_in_place(style: HouseStyle) -> None:
    html = compose(document(p("Words"), kicker="Policy brief"), style).value.html

    assert '<p class="kicker">Policy brief</p>\n<p class="memo-name">Memo</p>' in html


def test_the_running_header_says_the_title_without_the_subtitle(style: HouseStyle) -> None:
    for subtitle in ("", "And the boat"):
        made = document(*[p(WORDS * 5)] * 9, title="The pier", subtitle=subtitle)

        _, second, *_ = lay_out(compose(derive(made).value, style).value, RESOURCES).pages.pages

        assert second.margin_texts["top-right"] == "The pier"
