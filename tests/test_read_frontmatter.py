"""Front matter: where it ends, what its values are, what is said about slips."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.model import Meta
from briefkit.model.build import inlines
from briefkit.read.frontmatter import MAX_CHARACTERS, FrontMatter, meta_from, split
from briefkit.spans import Source


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
            ("B201", 2, 5, "front matter is broken: not YAML: mapping values are not allowed here"),
        ),
        ("---\na: &x 1\n---\n", ("B201", 2, 4, "front matter is broken: anchors and aliases are not read")),
        ("---\na: *x\n---\n", ("B201", 2, 4, "front matter is broken: anchors and aliases are not read")),
        ("---\n- a\n---\n", ("B201", 2, 1, "front matter is a list, without keys")),
        ("---\na: 1\na: 2\n---\n", ("B201", 3, 1, "`a` stands in front matter twice")),
        ("---\na: {b: 1, b: 2}\n---\n", ("B201", 2, 11, "`b` stands in one mapping twice")),
        ("---\na: " + "[" * 30_000 + "\n---\n", ("B201", 2, 19, "front matter is broken: nested more than 16 deep")),
        ('+++\na = 1\nb = "\n+++\n', ("B201", 3, 6, "front matter is not TOML: illegal character '\\n'")),
        ("+++\na = " + "[" * 30_000 + "\n+++\n", ("B201", 2, 1, "front matter is nested too deeply")),
    ],
)
def test_broken_front_matter_is_shown_where_it_breaks(text: str, finding: tuple[str, int, int, str]) -> None:
    assert findings(text) == [finding]


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
        author="Clerk",
        organization="Borough",
        date="2026-03",
        lang="en-GB",
        summary=" One.\nTwo. ",
        keywords="a, b,",
        series=4,
    )

    assert made == Meta(
        title=inlines("The Budget"),
        subtitle=inlines("1984"),
        authors=("Clerk",),
        organisation="Borough",
        date="2026-03",
        language="en-GB",
        summary="One.\nTwo.",
        keywords=("a", "b"),
        extra={"series": 4},
    )


def test_what_is_empty_is_not_said() -> None:
    assert meta(title="", authors=None, date=None, keywords=[], summary=" ") == Meta()


def test_control_characters_never_get_into_metadata() -> None:
    assert meta(title="a\0b", keywords=["\ufeff"], x={"y\x07": ["\x1b"]}) == Meta(
        title=inlines("ab"), extra={"x": {"y": [""]}}
    )


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("title", ["a"], "`title` is a list; a text was expected"),
        ("authors", {"name": "a"}, "`authors` is a mapping; a text or a list of texts was expected"),
        ("authors", [["a"]], "`authors` is a list; a text or a list of texts was expected"),
        ("date", "31.3.2026", "`date` is `31.3.2026`; a date in the form YYYY-MM-DD was expected"),
        ("date", "2026-02-30", "`date` is `2026-02-30`; a day that the calendar has was expected"),
        ("date", "2026-13", "`date` is `2026-13`; a day that the calendar has was expected"),
        ("lang", "en_GB", "`lang` is `en_GB`; a language tag was expected"),
    ],
)
def test_a_value_of_the_wrong_type_is_left_out_and_reported(key: str, value: Any, message: str) -> None:
    outcome = meta_from({key: value})

    [found] = outcome.diagnostics
    assert (found.rule.id, found.message) == ("B203", message)
    assert outcome.value == Meta()


@pytest.mark.parametrize(
    ("slip", "meant"), [("titel", "title"), ("Title", "title"), ("langauge", "language"), ("keyword", "keywords")]
)
def test_a_slip_of_the_pen_is_kept_and_reported_with_what_was_meant(slip: str, meant: str) -> None:
    outcome = meta_from({slip: "a"})

    [found] = outcome.diagnostics
    assert (found.rule.id, found.hint) == ("B202", f"did you mean `{meant}`?")
    assert outcome.value.extra == {slip: "a"}


@pytest.mark.parametrize("key", ["update", "version", "status", "series", "style", "data"])
def test_a_key_of_the_authors_own_is_no_slip(key: str) -> None:
    assert meta_from({key: "a"}).diagnostics == ()
