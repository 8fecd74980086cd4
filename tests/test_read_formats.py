"""The table of formats."""

from __future__ import annotations

import pytest

from briefkit.errors import DocumentError, UsageError
from briefkit.model.build import document, em, p
from briefkit.read import FORMATS, format_of, read
from briefkit.spans import Source


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.txt", "text"),
        ("A.TXT", "text"),
        ("a.text", "text"),
        ("notes", "text"),
        ("-", "text"),
        ("x/b.md", "markdown"),
    ],
)
def test_a_format_goes_by_the_suffix(name: str, expected: str) -> None:
    assert format_of(name) == expected


def test_a_format_that_is_not_read_is_refused_with_those_that_are() -> None:
    with pytest.raises(DocumentError) as caught:
        format_of("brief.pages")

    [found] = caught.value.diagnostics
    assert found.rule.id == "B007"
    assert found.message == "`brief.pages` ends in `.pages`; briefkit reads .txt, .text, .md and .markdown"
    assert found.hint == ""


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("page.html", "`briefkit render` makes a PDF and a Word file of HTML"),
        ("brief.docx", "save it as text first"),
        ("brief.ODT", "save it as text first"),
        ("brief.xlsx", "save it as text first"),
    ],
)
def test_a_format_that_is_not_read_gets_a_way_out(name: str, hint: str) -> None:
    with pytest.raises(DocumentError) as caught:
        format_of(name)

    assert caught.value.diagnostics[0].hint == hint


def test_no_two_formats_have_one_suffix() -> None:
    suffixes = [suffix for reader in FORMATS.values() for suffix in reader.suffixes]

    assert len(set(suffixes)) == len(suffixes)


def test_the_format_says_how_a_source_is_read() -> None:
    source = Source("a", "*so*")

    assert read(source, "markdown").value == document(p(em("so")))
    assert read(source, "text").value == document("*so*")


def test_a_format_that_does_not_exist_is_wrong_use() -> None:
    with pytest.raises(UsageError):
        read(Source("a", "a"), "wordperfect")
