"""Front matter: where it ends, what its values are, what is said about slips."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.diagnostics import Outcome
from briefkit.model import Author, Logo, Meta
from briefkit.model.build import inlines
from briefkit.read.frontmatter import MAX_CHARACTERS, FrontMatter, meta_from, split
from briefkit.spans import Source, Span


def values(yaml: str) -> Any:
    outcome = split(Source("a.md", f"---\n{yaml}\n---\nbody"))
    assert outcome.diagnostics == ()
    return outcome.value.values


def findings(text: str) -> list[tuple[str, int, int, str]]:
    """Rule, line, column and message of all that is said about `text`."""
    source = Source("a.md", text)
    outcome = split(source)
    found = (*outcome.diagnostics, *meta_from(outcome.value.values, outcome.value.spans).diagnostics)
    return [(one.rule.id, *source.position(one.span.start), one.message) for one in found]


def meta(**written: Any) -> Meta:
    outcome = meta_from(written)
    assert outcome.diagnostics == ()
    return outcome.value


# Where it stands ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\ntitle: a\n---\nbody", "body"),
        ("---  \ntitle: a\n...\n\nbody", "\nbody"),
        ('+++\ntitle = "a"\n+++\nbody', "body"),
        ("---\ntitle: a\n---", ""),
        ("---\n# only a remark\n---\nbody", "body"),
        ("---\n---\nbody", "body"),
    ],
)
def test_the_text_begins_after_the_closing_line(text: str, body: str) -> None:
    outcome = split(Source("a.md", text))

    assert text[outcome.value.body :] == body
    assert outcome.diagnostics == ()


@pytest.mark.parametrize(
    "text",
    ["body", "", "---\n\na: b\n---\n", "---\nwords between rules\n---\n", "--- \nbody", " ---\na: b\n---\n", "----\n"],
)
def test_a_rule_is_no_front_matter(text: str) -> None:
    assert split(Source("a.md", text)).value == FrontMatter()


def test_front_matter_without_an_end_is_an_error_and_the_text_is_read() -> None:
    text = "---\ntitle: a\n\n# Text\n"

    assert split(Source("a.md", text)).value.body == 0
    assert findings(text) == [("B201", 1, 1, "front matter begins with `---` and has no end")]


def test_front_matter_is_bounded() -> None:
    text = f"---\na: {'b' * MAX_CHARACTERS}\n---\nbody"

    assert split(Source("a.md", text)).value.body == len(text) - 4
    assert findings(text)[0][:3] == ("B201", 1, 1)


# Values -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("2026-03-31", "2026-03-31"),
        ("12:30", "12:30"),
        ("1.10", "1.10"),
        ("007", "007"),
        ("1e3", "1e3"),
        ("0x1f", "0x1f"),
        (".inf", ".inf"),
        ("nan", "nan"),
        ("9" * 5000, "9" * 5000),
        ("12", 12),
        ("-1.5", -1.5),
        ("true", True),
        ("", None),
        ("null", None),
        ("'12'", "12"),
        ('"true"', "true"),
        ("!!python/object:os.system x", "x"),
        ("[a, 1, {b: no}]", ["a", 1, {"b": "no"}]),
        ("|\n  one\n  two", "one\ntwo\n"),
    ],
)
def test_yaml_says_what_is_written(written: str, value: object) -> None:
    assert values(f"key: {written}") == {"key": value}


def test_toml_dates_stay_text() -> None:
    outcome = split(Source("a.md", "+++\nday = 2026-03-31\n[a]\nat = [12:30:00]\n+++\n"))

    assert outcome.value.values == {"day": "2026-03-31", "a": {"at": ["12:30:00"]}}


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (
            "---\na: b: c\n---\n",
            ("B201", 2, 5, "front matter is broken: a colon with a space after it stands inside a value"),
        ),
        ("---\na: &x 1\n---\n", ("B201", 2, 4, "front matter is broken: anchors and aliases are not read")),
        ("---\na: *x\n---\n", ("B201", 2, 4, "front matter is broken: anchors and aliases are not read")),
        ("---\n- a\n---\n", ("B201", 2, 1, "front matter is a list, without keys")),
        ("---\na: 1\na: 2\n---\n", ("B201", 3, 1, "`a` stands in front matter twice")),
        ("---\na: {b: 1, b: 2}\n---\n", ("B201", 2, 11, "`b` stands in one mapping twice")),
        ("---\na: " + "[" * 30_000 + "\n---\n", ("B201", 2, 19, "front matter is broken: nested more than 16 deep")),
        (
            '+++\na = 1\nb = "\n+++\n',
            ("B201", 3, 6, "front matter is not TOML: the closing quotation mark of a string is missing"),
        ),
        ("+++\na = " + "[" * 30_000 + "\n+++\n", ("B201", 2, 1, "front matter is nested too deeply")),
    ],
)
def test_broken_front_matter_is_shown_where_it_breaks(text: str, finding: tuple[str, int, int, str]) -> None:
    assert findings(text) == [finding]


@pytest.mark.parametrize(
    ("yaml", "said", "hint"),
    [
        ("title: Boats: a plan", "a colon with a space after it stands inside", '`title: "Boats: a plan"`'),
        ("title Boats\ndate: 2026", "a key stands where none can begin", "at the start of a line"),
        ('title: "Boats\ndate: 2026', "the closing quotation mark of a value is missing", "add it"),
        ("title: A\n\tdate: 2026", "a tab stands before a key or a value", "spaces"),
        ("title: @boats", "a value without quotation marks begins with `@`", "quotation marks"),
        ("authors: [A, B\ndate: 2026", "the `]` that closes a list is missing", "end the list with `]`"),
        ("logo: {source: a\ndate: 2026", "the `}` that closes a mapping is missing", "end the mapping with `}`"),
        ("title: A\nwords\ndate: 2026", "a line before this one has no colon", "`key: value`"),
        ('title: "A" boat', "more stands after the quotation mark that ends a value", "quotation marks"),
        ("title: A\n- b", "an item of a list stands where none can", "give the list a key"),
    ],
)
def test_broken_yaml_is_told_in_plain_words_with_a_cure(yaml: str, said: str, hint: str) -> None:
    [found] = split(Source("a.md", f"---\n{yaml}\n---\n")).diagnostics

    assert found.message.startswith(f"front matter is broken: {said}")
    assert hint in found.hint


@given(st.text(max_size=60), st.sampled_from(["---", "+++"]))
def test_any_front_matter_reads(text: str, mark: str) -> None:
    source = Source("a.md", f"{mark}\n{text}\n{mark}\nbody")

    outcome = split(source)
    found = meta_from(outcome.value.values, outcome.value.spans)

    for one in (*outcome.diagnostics, *found.diagnostics):
        assert 0 <= one.span.start <= one.span.end <= len(source.text)


# Metadata -----------------------------------------------------------------------------------------------------------


def test_values_become_metadata() -> None:
    made = meta(
        title="The  Budget",
        subtitle=1984,
        kicker="Briefing",
        author="Clerk",
        to=["Mayor", "Treasurer"],
        organization="Borough",
        logo={"source": "crest.svg", "alt": "Crest"},
        series="Papers",
        number=4,
        date="2026-03",
        version="1.0",
        status="draft",
        classification="Internal",
        lang="en-GB",
        summary=" One.\nTwo. ",
        key_points=["First", " Second "],
        keywords="a, b,",
        contact="clerk@example.org",
        license="CC BY 4.0",
        cite="Clerk (2026)",
        audience=7,
    )

    assert made == Meta(
        title=inlines("The Budget"),
        subtitle=inlines("1984"),
        kicker="Briefing",
        authors=(Author(name="Clerk"),),
        recipients=("Mayor", "Treasurer"),
        organisation="Borough",
        logo=Logo(source="crest.svg", alt="Crest"),
        series="Papers",
        number="4",
        date="2026-03",
        version="1.0",
        status="draft",
        classification="Internal",
        language="en-GB",
        summary="One.\nTwo.",
        key_points=("First", "Second"),
        keywords=("a", "b"),
        contact="clerk@example.org",
        licence="CC BY 4.0",
        citation="Clerk (2026)",
        extra={"audience": 7},
    )


@pytest.mark.parametrize("key", ["key-points", "key_points", "key points"])
def test_the_words_of_a_key_are_joined_in_any_way(key: str) -> None:
    assert meta_from({key: "One"}) == Outcome(Meta(key_points=("One",)))


@pytest.mark.parametrize("key", ["authors", "author", "from"])
@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("A. Clerk", [Author(name="A. Clerk")]),
        ("A. Clerk <clerk@example.org>", [Author(name="A. Clerk", email="clerk@example.org")]),
        ("a < b > c", [Author(name="a < b > c")]),
        (["A", "B <b@example.org>", ""], [Author(name="A"), Author(name="B", email="b@example.org")]),
        ({"name": "A", "affiliation": "Borough"}, [Author(name="A", affiliation="Borough")]),
        ([{"name": "A", "affiliations": ["B", {"name": "C"}]}], [Author(name="A", affiliation="B; C")]),
        (
            {"name": "A", "orcid": "https://orcid.org/0000-0002-1825-0097"},
            [Author(name="A", orcid="0000-0002-1825-0097")],
        ),
    ],
)
def test_authors_are_names_or_mappings(key: str, written: Any, authors: list[Author]) -> None:
    assert meta_from({key: written}) == Outcome(Meta(authors=tuple(authors)))


def test_a_summary_has_paragraphs() -> None:
    assert meta(summary="One.\n\nTwo.") == meta(summary=["One.", "Two."]) == Meta(summary="One.\n\nTwo.")


def test_a_subject_is_the_title_of_a_memo() -> None:
    assert meta(subject="Bridges").title == inlines("Bridges")


def test_what_is_empty_is_not_said() -> None:
    assert meta(title="", authors=None, date=None, keywords=[], summary=" ", logo=None, to=[]) == Meta()


def test_control_characters_never_get_into_metadata() -> None:
    assert meta(title="a\0b", keywords=["\ufeff"], x={"y\x07": ["\x1b"]}) == Meta(
        title=inlines("ab"), extra={"x": {"y": [""]}}
    )


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("title", ["a"], "`title` is a list; a text was expected"),
        ("authors", {"mail": "a"}, "`authors` is a mapping; a name, or a mapping with a `name` was expected"),
        ("from", [["a"]], "`from` is a list; a name, or a mapping with a `name` for each author was expected"),
        ("key_points", [{"a": 1}], "`key_points` is a list; a text or a list of texts was expected"),
        ("logo", ["a.svg"], "`logo` is a list; a path, or a mapping with a `source` was expected"),
        ("logo", {"alt": "a"}, "`logo` is a mapping; a path, or a mapping with a `source` was expected"),
        ("lang", "en_GB", "`lang` is `en_GB`; a language tag was expected"),
    ],
)
def test_a_value_of_the_wrong_type_is_left_out_and_reported(key: str, value: Any, message: str) -> None:
    outcome = meta_from({key: value})

    [found] = outcome.diagnostics
    assert (found.rule.id, found.message) == ("B203", message)
    assert outcome.value == Meta()


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("31.3.2026", "a date in the form YYYY-MM-DD"),
        ("2026-02-30", "a day that the calendar has"),
        ("2026-13", "a day that the calendar has"),
    ],
)
def test_a_wrong_date_is_kept_and_reported(date: str, expected: str) -> None:
    outcome = meta_from({"date": date})

    [found] = outcome.diagnostics
    assert (found.rule.id, found.message) == ("B203", f"`date` is `{date}`; {expected} was expected")
    assert outcome.value == Meta(date=date)


@pytest.mark.parametrize("logo", ["crest.svg", {"source": "crest.svg"}])
def test_a_logo_without_words_is_reported_where_it_stands(logo: object) -> None:
    span = Span("a.md", 4, 8)

    outcome = meta_from({"logo": logo}, {"logo": span})

    [found] = outcome.diagnostics
    assert (found.rule.id, found.span.start, found.span.end) == ("B502", 4, 8)
    assert "alt:" in found.hint
    assert outcome.value == Meta(logo=Logo(source="crest.svg"))


@pytest.mark.parametrize(
    ("values", "rules", "made"),
    [
        ({"author": {"name": "A", "role": "x"}}, ["B202"], Meta(authors=(Author(name="A"),))),
        ({"author": {"name": "A", "orcid": "12"}}, ["B203"], Meta(authors=(Author(name="A", orcid="12"),))),
        (
            {"author": {"name": "A", "orcid": "0000-0002-1825-0098"}},
            ["B203"],
            Meta(authors=(Author(name="A", orcid="0000-0002-1825-0098"),)),
        ),
        ({"logo": {"source": "a", "alt": "b", "width": 3}}, ["B202"], Meta(logo=Logo(source="a", alt="b"))),
        ({"title": "A", "subject": "B"}, ["B207"], Meta(title=inlines("A"), extra={"subject": "B"})),
    ],
)
def test_what_a_field_cannot_hold_is_reported(values: Any, rules: list[str], made: Meta) -> None:
    outcome = meta_from(values)

    assert [found.rule.id for found in outcome.diagnostics] == rules
    assert outcome.value == made


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("autor", "authors"),
        ("key-point", "key-points"),
        ("clasification", "classification"),
        ("titel", "title"),
        ("Title", "title"),
        ("langauge", "language"),
        ("keyword", "keywords"),
    ],
)
def test_a_slip_of_the_pen_is_kept_and_reported_with_what_was_meant(slip: str, meant: str) -> None:
    outcome = meta_from({slip: "a"})

    [found] = outcome.diagnostics
    assert (found.rule.id, found.hint) == ("B202", f"did you mean `{meant}`?")
    assert outcome.value.extra == {slip: "a"}


@pytest.mark.parametrize("key", ["update", "audience", "form", "style", "data", "note"])
def test_a_key_of_the_authors_own_is_no_slip(key: str) -> None:
    assert meta_from({key: "a"}).diagnostics == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Anna Weber, Tom Lind", "Anna Weber, Tom Lind"),
        ("Anna Weber and Tom Lind", "Anna Weber, Tom Lind"),
        ("Anna M. Weber, Tom van den Berg, and Zoë O’Hara", "Anna M. Weber, Tom van den Berg, Zoë O’Hara"),
        ("Anna Weber; Tom Lind", "Anna Weber, Tom Lind"),
    ],
)
def test_several_authors_in_one_line_are_one_and_reported(line: str, names: str) -> None:
    outcome = meta_from({"authors": line})

    [found] = outcome.diagnostics
    assert [author.name for author in outcome.value.authors] == [line]
    assert found.rule.id == "B208"
    assert f"`[{names}]`" in found.hint


@pytest.mark.parametrize(
    "written",
    [
        "Weber, Anna",
        "Anna Weber, Office for Straits",
        "Department of Health and Social Care",
        "Transport Policy Unit",
        "Anna Weber, MP",
        ["Anna Weber and Tom Lind"],
        ["Anna Weber", "Tom Lind"],
    ],
)
def test_what_is_one_author_passes_as_one(written: Any) -> None:
    assert meta_from({"authors": written}).diagnostics == ()
