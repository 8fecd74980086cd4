"""Smart punctuation: by what stands around a mark, and by language."""

from __future__ import annotations

import pytest

from briefkit.model import Document
from briefkit.model.build import br, code, document, em, link, note, p, quote
from briefkit.model.outline import marked
from briefkit.passes.punctuate import punctuate, quotes_of


def words(made: Document) -> str:
    """The text of a document's only paragraph."""
    (paragraph,) = punctuate(made).blocks
    return marked(paragraph.content)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("\"Yes,\" he said, \"it's 'so'.\"", "“Yes,” he said, “it’s ‘so’.”"),
        ("(\"a\") [\"b\"] x-\"c\"", "(“a”) [“b”] x-“c”"),
        ("the '90s and dogs' tails", "the ’90s and dogs’ tails"),
        ("\"'Nested' marks\"", "“‘Nested’ marks”"),
        ("pp. 3--4 --- so...", "pp. 3–4 — so…"),
        ("5\" pipe", "5” pipe"),
        ("nothing to do", "nothing to do"),
    ],
)  # fmt: skip
def test_english_marks(typed: str, printed: str) -> None:
    assert words(document(typed)) == printed


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("de", "„a ‚b‘“"),
        ("de-CH", "«a ‹b›»"),
        ("fr-CA", "«\u202fa “b”\u202f»"),
        ("sv", "”a ’b’”"),
        ("ar", "”a ’b‘“"),
        ("fa-IR", "«a ‹b›»"),
        ("he", "”a ’b’”"),
        ("ja", "“a ‘b’”"),
        ("", "“a ‘b’”"),
    ],
)
def test_marks_are_those_of_the_language(language: str, printed: str) -> None:
    assert words(document("\"a 'b'\"", language=language)) == printed


def test_abbreviations_and_foreign_sounds_in_hebrew_have_marks_of_their_own() -> None:
    assert words(document("\"צה\"ל 'ג'ירפה' ר' דן\"", language="he")) == "”צה״ל ’ג׳ירפה’ ר׳ דן”"


def test_marks_are_told_apart_across_inlines() -> None:
    assert words(document(p('"', em("a"), '" ', link("x", '"b"'), br, '"c"'))) == "“*a*” [“b”](x) ⏎ “c”"


def test_code_and_addresses_stay_as_they_are() -> None:
    made = document(p(code('"a" --'), " ", link("x--y", "z")))

    assert punctuate(made) == made


def test_what_needs_nothing_is_the_same_object() -> None:
    made = document("plain", quote(p("words", note("here"))))

    assert punctuate(made) is made


def test_title_and_subtitle_are_printed_so_too() -> None:
    made = punctuate(document("x", title="The \"Ferry\"", subtitle="1--2"))  # fmt: skip

    assert (marked(made.meta.title), marked(made.meta.subtitle)) == ("The “Ferry”", "1–2")


def test_every_language_has_four_marks() -> None:
    assert all(len(quotes_of(tag)) == 4 and all(quotes_of(tag)) for tag in ("en", "de", "fr", "ru", "xx"))
