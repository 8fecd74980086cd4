"""Plain text: every character is accounted for, nothing is added, any text reads; and how structure is told."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefkit import passes
from briefkit.model import (
    MAX_DEPTH,
    BulletList,
    Document,
    Heading,
    HorizontalRule,
    Link,
    ListItem,
    NumberedList,
    Paragraph,
    Styled,
    Text,
)
from briefkit.model.account import leaf_spans, unaccounted
from briefkit.model.build import document, h, lead_in, li, ol, p, rule, soft, ul
from briefkit.model.outline import outline
from briefkit.model.promises import breaches
from briefkit.model.walk import children, descendants, roots, walk
from briefkit.read.decode import clean, decode
from briefkit.read.structure.markers import roman_value
from briefkit.read.text import read
from briefkit.read.text.bylines import Byline, byline_of
from briefkit.read.text.furniture import without_furniture
from briefkit.read.text.lines import lines_of
from briefkit.read.text.wrapping import wrap_width
from briefkit.spans import Source

PROSE = "Nobody had asked the harbour for its opinion, and so the harbour, for once, kept its opinion to itself."
PIECES = st.one_of(
    st.sampled_from(
        ["\n", "\n\n", " ", "    ", "\t", "– ", "- ", "• ", "1. ", "2) ", "a.", "iv) ", "(c) ", "Term: ", "====", "---"]
    ),
    st.sampled_from(["A Heading", "lower case words", PROSE, "What next?", "By A. N. Other", "3.1 Scope", "| cell |"]),
    st.text(max_size=20),
)
TEXTS = st.lists(PIECES, max_size=24).map("".join).map(lambda text: clean(text)[0])


def read_text(text: str) -> Document:
    return read(Source("a.txt", text)).value


def shape(text: str) -> str:
    return outline(read_text(text), width=None)


# Laws ---------------------------------------------------------------------------------------------------------------


@given(TEXTS)
@example("Title\n=====\n\nSection\n---\n– a: b\n– c\n\n  – d\n* * *\n")
def test_every_character_is_accounted_for(text: str) -> None:
    source = Source("a.txt", text)

    assert unaccounted(read(source).value, source) == ()


@given(TEXTS)
def test_nothing_is_added_and_nothing_stands_twice(text: str) -> None:
    made = read_text(text)
    texts = [node for node in descendants(roots(made)) if isinstance(node, Text)]
    spans = leaf_spans(made)

    assert [node.text for node in texts] == [text[node.span.start : node.span.end] for node in texts]
    assert all(one.end <= after.start for one, after in pairwise(spans))


@given(TEXTS)
def test_any_text_reads_and_keeps_the_promises_of_the_model(text: str) -> None:
    assert list(breaches(read_text(text))) == []


@given(TEXTS)
def test_the_span_of_a_node_holds_those_of_its_children(text: str) -> None:
    for node in descendants(read_text(text).blocks):
        for child in children(node):
            assert node.span.start <= child.span.start <= child.span.end <= node.span.end


# The form it is for -------------------------------------------------------------------------------------------------


def test_a_source_analysis_is_read_whole(source_analysis: bytes) -> None:
    source = decode(source_analysis, "analysis.txt").value

    made = passes.run(read(source).value).value

    kinds = [type(block) for block in made.blocks]
    lists = [block for block in made.blocks if isinstance(block, BulletList)]
    assert made.meta.title
    assert made.meta.subtitle
    assert [block.level for block in made.blocks if isinstance(block, Heading)] == [1] * 7
    assert kinds == ([Heading, Paragraph] * 4 + [Heading, Paragraph, BulletList, Paragraph] * 2 + [Heading, Paragraph])
    assert [len(block.items) for block in lists] == [5, 5]
    assert all(_opens_with_a_term(item) for block in lists for item in block.items)
    assert unaccounted(made, source) == ()


def _opens_with_a_term(item: ListItem) -> bool:
    [block] = item.blocks
    return isinstance(block, Paragraph) and isinstance(block.content[0], Styled)


def test_lists_with_terms_set_them_apart_colon_included() -> None:
    assert read_text(f"The Title\n{PROSE}\n– One: first\n– Two words: second\n") == document(
        PROSE, ul(p(lead_in("One:"), " first"), p(lead_in("Two words:"), " second")), title="The Title"
    )


def test_a_stray_colon_in_a_list_makes_no_term() -> None:
    assert "‹" not in shape(f"{PROSE}\n– One: first\n– Second\n– Third\n")


def test_a_sentence_before_a_colon_is_no_term() -> None:
    assert "‹" not in shape(f"{PROSE}\n– It was late. So: they left\n– Only ever one thing here, namely again: that\n")


@pytest.mark.parametrize("bullet", ["–", "-", "•", "*", "·", "▪"])
def test_bullets_make_a_list(bullet: str) -> None:
    assert read_text(f"{PROSE}\n{bullet} a\n{bullet} b\n{PROSE}") == document(PROSE, ul("a", "b"), PROSE)


@pytest.mark.parametrize(
    ("numbers", "system"),
    [
        (("1.", "2."), ""),
        (("1)", "2)"), ""),
        (("a.", "b."), "lower-alpha"),
        (("(A)", "(B)"), "upper-alpha"),
        (("i.", "ii."), "lower-roman"),
        (("IX)", "X)"), "upper-roman"),
    ],
)
def test_numbers_in_a_row_make_a_list(numbers: tuple[str, str], system: str) -> None:
    [_, made, _] = read_text(f"{PROSE}\n{numbers[0]} aa\n{numbers[1]} bb\n{PROSE}").blocks

    assert isinstance(made, NumberedList)
    assert made.items == ol("aa", "bb").items
    assert made.attrs.classes == ((system,) if system else ())


def test_a_list_is_counted_from_its_first_number() -> None:
    assert read_text(f"{PROSE}\n4. a\n5. b\n").blocks[1] == ol("a", "b", start=4)


def test_a_lone_letter_is_no_number() -> None:
    assert (
        shape(f"{PROSE}\nA. Smith was the first to say so, and for a long time he was the last as well.\n").count(
            "paragraph"
        )
        == 2
    )


def test_a_number_far_from_the_next_is_a_heading() -> None:
    made = read_text(f"The Title\n1. Scope\n{PROSE}\n2. Costs\n{PROSE}\n")

    assert made == document(h(1, "1. Scope"), PROSE, h(1, "2. Costs"), PROSE, title="The Title")


def test_a_line_before_a_list_that_ends_with_a_colon_is_a_paragraph() -> None:
    assert read_text(f"{PROSE}\nThis covers:\n– a\n– b\n") == document(PROSE, "This covers:", ul("a", "b"))


def test_a_paragraph_after_a_list_closes_it() -> None:
    assert read_text(f"{PROSE}\n– a\n– b\n{PROSE}\n") == document(PROSE, ul("a", "b"), PROSE)


def test_items_parted_by_blank_lines_are_loose() -> None:
    assert read_text(f"{PROSE}\n\n– a\n\n– b\n") == document(PROSE, ul("a", "b", tight=False))


def test_what_is_indented_below_an_item_belongs_to_it() -> None:
    made = read_text(f"{PROSE}\n\n- a\n\n  {PROSE}\n\n- b\n")

    assert made == document(PROSE, ul(li("a", PROSE), "b", tight=False))


def test_deeper_items_nest_by_indent_or_by_another_bullet() -> None:
    nested = document(PROSE, ul(li("a", ul("b")), "c"))

    assert read_text(f"{PROSE}\n- a\n  - b\n- c\n") == nested
    assert read_text(f"{PROSE}\n– a\n• b\n– c\n") == nested


def test_a_drawn_line_is_a_rule_or_an_underline() -> None:
    made = read_text(f"The Title\n=========\n\n{PROSE}\n\n* * *\n\nA Heading\n---------\n{PROSE}\n")

    assert made == document(PROSE, rule, h(1, "A Heading"), PROSE, title="The Title")


def test_lists_nested_past_the_model_are_read_at_the_last_depth() -> None:
    source = Source("a.txt", "".join(f"{'  ' * depth}- item {depth}\n" for depth in range(200)))

    outcome = read(source)

    assert [found.rule.id for found in outcome.diagnostics] == ["B102"]
    assert max(event.depth for event in walk(outcome.value.blocks)) <= MAX_DEPTH
    assert unaccounted(outcome.value, source) == ()


# Hard wrapping ------------------------------------------------------------------------------------------------------


def wrapped(text: str, width: int) -> str:
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


@pytest.mark.parametrize("width", [50, 64, 72, 80, 100])
def test_hard_wrapping_is_found_out_and_undone(width: int) -> None:
    paragraph = " ".join([PROSE] * 6)
    text = f"{wrapped(paragraph, width)}\nA Heading\n{wrapped(paragraph, width)}\n"

    made = read_text(text)

    longest = max(map(len, text.split("\n")))
    assert wrap_width(lines_of(Source("a.txt", text))) in range(longest, width + 1)
    assert [type(block) for block in made.blocks] == [Paragraph, Heading, Paragraph]


def test_one_wrapped_paragraph_is_evidence_enough_where_a_sentence_goes_on() -> None:
    first, second = wrapped(PROSE, 72).split("\n")

    assert read_text(f"{first}\n{second}\n") == document(p(first, soft, second))


def test_a_flat_text_is_not_taken_for_a_wrapped_one(source_analysis: bytes) -> None:
    assert wrap_width(lines_of(decode(source_analysis, "a.txt").value)) is None


def test_a_rule_is_a_leaf_of_its_own() -> None:
    [made] = read_text("-----").blocks

    assert isinstance(made, HorizontalRule)


@pytest.mark.parametrize(
    ("numeral", "value"), [("i", 1), ("iv", 4), ("xix", 19), ("xc", 90), ("cxlix", 149), ("ic", 0)]
)
def test_roman_numerals_count(numeral: str, value: int) -> None:
    assert roman_value(numeral) == value


# Scale --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["- x\n" * 20_000, "A Heading\n" * 20_000, "1. x\n\n" * 20_000, "word " * 200_000, "a: " * 100_000, "=" * 300_000],
    ids=["items", "headings", "numbers", "one line", "colons", "a rule"],
)
def test_long_texts_read_in_linear_time(text: str) -> None:
    """No more than a smoke test: what is quadratic takes minutes here."""
    source = Source("a.txt", text)

    assert unaccounted(read(source).value, source) == ()


# Page furniture and e-mail ------------------------------------------------------------------------------------------


def paged(*pages: str) -> str:
    return "".join(f"Harbour Review 2024\n{page}\n{number}\n" for number, page in enumerate(pages, 7))


LONG = "\n".join([PROSE] * 4)


def test_lines_that_count_pages_are_left_out_with_what_stands_beside_them() -> None:
    source = Source("a.txt", f"The Title\n{PROSE}\n{paged(*[LONG] * 4)}")

    outcome = read(source)

    said = [(found.rule.id, found.message) for found in outcome.diagnostics]
    assert said == [
        ("B115", "`Harbour Review 2024` looks like page furniture and is left out (4 times, digits aside)"),
        ("B115", "`7` looks like page furniture and is left out (4 times, digits aside)"),
    ]
    assert "Harbour Review" not in outline(outcome.value, width=None)


def test_a_paragraph_that_a_page_number_cuts_goes_on() -> None:
    half, rest = PROSE.split(" for its opinion", 1)
    pages = [LONG, f"{LONG}\n{half}\n", f"\nfor its opinion{rest}\n{LONG}", f"\n{LONG}"]
    source = Source("a.txt", paged(*pages))

    kept, _ = without_furniture(lines_of(source), source)

    blanks = {line.text[:15]: line.blanks for line in kept}
    assert next(line for line in lines_of(source) if line.text.startswith("for its opinion")).blanks == 1
    assert blanks["for its opinion"] == 0


@pytest.mark.parametrize("numbers", [("7", "8"), ("7", "9", "11", "13"), ("7", "7", "7", "7")])
def test_numbers_that_count_no_pages_stay(numbers: tuple[str, ...]) -> None:
    source = Source("a.txt", "".join(f"{LONG}\n{number}\n" for number in numbers))

    assert without_furniture(lines_of(source), source) == (lines_of(source), [])


def test_the_header_of_an_e_mail_is_no_list() -> None:
    made = read_text(f"From: the harbour office\nTo: everybody\nSubject: the rail\nDate: 3 June 2024\n\n{PROSE}\n")

    assert [block.attrs.classes for block in made.blocks] == [("byline",)] * 4 + [()]


# Links --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://example.org/a.", "https://example.org/a"),
        ("(https://example.org/a?b=1&c=2)", "https://example.org/a?b=1&c=2"),
        ("It is at https://example.org/Ferry_(boat), they say", "https://example.org/Ferry_(boat)"),
        ("“http://example.org/”", "http://example.org/"),
    ],
)
def test_web_addresses_are_links_to_themselves(text: str, address: str) -> None:
    made = read_text(f"{PROSE}\n{text} {PROSE}\n")

    links = [node for node in descendants(made.blocks) if isinstance(node, Link)]
    assert [link.target for link in links] == [address]
    assert [child.text for child in links[0].content if isinstance(child, Text)] == [address]


def test_what_only_looks_like_an_address_is_text() -> None:
    made = read_text(f"{PROSE} ftp://example.org and https:// and www.example.org {PROSE}\n")

    assert not [node for node in descendants(made.blocks) if isinstance(node, Link)]


# Bylines ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "authors", "date"),
    [
        ("By Ada Lovelace and Charles Babbage, 3 May 2024", ("Ada Lovelace", "Charles Babbage"), "2024-05-03"),
        ("Ada Lovelace | May 3, 2024", ("Ada Lovelace",), "2024-05-03"),
        ("Von Emmy Noether, 3. März 2024", ("Emmy Noether",), "2024-03-03"),
        (
            "Authors: Ada Lovelace, Charles Babbage & Vincent van Gogh",
            ("Ada Lovelace", "Charles Babbage", "Vincent van Gogh"),
            "",
        ),
        ("Last updated 2024-01-31", (), "2024-01-31"),
    ],
)
def test_a_byline_says_who_and_when(text: str, authors: tuple[str, ...], date: str) -> None:
    assert byline_of(text) == Byline(authors, date)


@pytest.mark.parametrize("text", ["By Ada Lovelace, at the harbour", "31 February 2024", "", "By", "ada lovelace"])
def test_a_byline_that_says_more_is_left_as_it_is(text: str) -> None:
    assert byline_of(text) is None


def test_authors_and_date_below_the_title_are_the_documents() -> None:
    source = Source("a.txt", f"The Long Pier\nBy Ada Lovelace\n3 May 2024\n{PROSE}\nWhat is left\n{PROSE}\n")

    made = read(source).value

    assert ([author.name for author in made.meta.authors], made.meta.date) == (["Ada Lovelace"], "2024-05-03")
    assert made.meta.extra == {"byline": "By Ada Lovelace\n3 May 2024"}
    assert unaccounted(made, source) == ()
