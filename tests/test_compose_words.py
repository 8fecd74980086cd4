"""Words, dates and directions by language; how they are written into CSS."""

from __future__ import annotations

import pytest
import tinycss2

from briefkit.compose.css import css_string, find_break
from briefkit.compose.words import SHARED_LANGUAGES, css_content, language_of, read_catalogue, shared_catalogue
from briefkit.errors import DocumentError
from briefkit.spans import Source


def catalogue(*pairs: tuple[str, str]) -> str:
    return "\n".join(f'msgid "{key}"\nmsgstr "{word}"\n' for key, word in pairs)


def test_every_shared_language_has_every_word() -> None:
    keys = {language: set(shared_catalogue(language).words) for language in SHARED_LANGUAGES}

    assert all(words == keys["en"] for words in keys.values())


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("en", "Contents"),
        ("de", "Inhalt"),
        ("de-AT", "Inhalt"),
        ("de_CH", "Inhalt"),
        ("fr", "Sommaire"),
        ("eo", "Contents"),
    ],
)
def test_a_word_comes_from_the_nearest_language(language: str, word: str) -> None:
    assert language_of(language).words()["contents"] == word


def test_a_style_words_its_own_way_in_its_languages_only() -> None:
    own = read_catalogue("en", Source("en.po", catalogue(("contents", "Inside"), ("motto", "Motto"))))

    assert language_of("en-GB").words([own])["contents"] == "Inside"
    assert language_of("de").words([own])["contents"] == "Inhalt"
    assert language_of("de").words([own])["motto"] == "Motto"


def test_a_word_not_translated_or_fuzzy_falls_back() -> None:
    text = 'msgid "contents"\nmsgstr ""\n\n#, fuzzy\nmsgid "page-of"\nmsgstr "guess"\n'

    words = language_of("en").words([read_catalogue("en", Source("en.po", text))])

    assert words["contents"] == "Contents"
    assert words["page-of"] == "Page {page} of {pages}"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "a"\nmsgstr "b', 2),
        ('msgid "a"\nnonsense\n', 2),
        ('\nmsgid "A word"\nmsgstr "b"\n', 2),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n', 1),
    ],
)
def test_a_broken_catalogue_is_told_with_its_line(text: str, line: int) -> None:
    source = Source("styles/test/words/en.po", text)

    with pytest.raises(DocumentError) as caught:
        read_catalogue("en", source)

    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.rule.id == "B308"
    assert source.position(diagnostic.span.start)[0] == line


@pytest.mark.parametrize(
    ("language", "written", "words"),
    [
        ("en-GB", "2026-03-04", "4 March 2026"),
        ("en-US", "2026-03-04", "March 4, 2026"),
        ("de", "2026-03-04", "4. März 2026"),
        ("fr", "2026-03-04T10:00:00", "4 mars 2026"),
        ("de", "2026-03", "März 2026"),
        ("de", "2026", "2026"),
        ("en", "in spring", "in spring"),
        ("en", "2026-02-31", "2026-02-31"),
        ("tlh", "2026-03-04", "March 4, 2026"),
    ],
)
def test_a_date_is_written_as_the_language_does(language: str, written: str, words: str) -> None:
    assert language_of(language).date(written) == words


def test_names_are_joined_as_the_language_does() -> None:
    assert language_of("en-GB").joined(["A", "B", "C"]) == "A, B and C"
    assert language_of("de").joined(["A", "B"]) == "A und B"
    assert language_of("de").joined([]) == ""


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("ar", "rtl"),
        ("he", "rtl"),
        ("fa-IR", "rtl"),
        ("az-Arab", "rtl"),
        ("en", "ltr"),
        ("uz-Latn", "ltr"),
        ("", "ltr"),
    ],
)
def test_the_direction_is_that_of_the_script(language: str, direction: str) -> None:
    assert language_of(language).direction == direction


def test_an_impossible_language_is_english() -> None:
    assert language_of('"><script>').tag == "en"


@pytest.mark.parametrize("text", ["plain", 'a "b" \\ c', "a\nb", "</style>", "\x00", "é – “x”", "a;}b{/*"])
def test_a_css_string_says_what_it_was_given(text: str) -> None:
    written = css_string(text)

    (token,) = tinycss2.parse_component_value_list(written)
    assert token.type == "string"
    assert token.value == text.replace("\x00", "�")
    assert "<" not in written


def test_counters_stand_where_the_words_have_them() -> None:
    assert css_content("Page {page} of {pages}") == '"Page " counter(page) " of " counter(pages)'
    assert css_content("{pages}/{page}") == 'counter(pages) "/" counter(page)'
    assert css_content("{title}") == '"{title}"'
    assert css_content("") == '""'


@pytest.mark.parametrize(
    "sheet",
    [
        "",
        "a { b: c }",
        "/* { */ a[href='}'] { content: \"{\" ')' }",
        "a { background: url(x({y) }",
        "a { background: url( 'x)y' ) }",
        r"a::before { content: '\'' } .a\{b { c: d }",
        "a { content: 'two\\\nlines' }",
    ],
)
def test_a_whole_stylesheet_has_no_break(sheet: str) -> None:
    assert find_break(sheet) is None


@pytest.mark.parametrize(
    ("sheet", "where", "message"),
    [
        ("a { b: c", "{", "`{` is never closed"),
        ("a { b: c }}", "}", "`}` closes nothing"),
        ("a { b: c(d }", "}", "`}` stands where `)` should close the `(` before it"),
        ("a {} /* b", "/* b", "a comment is never closed"),
        ("a { content: 'b }\nc { d: e }", "'b }", "a string is never closed"),
        ("a { b: url(c", "url(c", "`url(` is never closed"),
    ],
)
def test_a_break_in_a_stylesheet_is_found(sheet: str, where: str, message: str) -> None:
    found = find_break(sheet)

    assert found is not None
    assert sheet[found.start : found.end] == where
    assert found.message == message
