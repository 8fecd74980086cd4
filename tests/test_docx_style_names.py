"""Roles get names that an editor would look for, the plainest first."""

from __future__ import annotations

import pytest

from briefkit.write.docx.builtin_styles import RESERVED, WORD, style_id
from briefkit.write.docx.flow import Role
from briefkit.write.docx.style_names import character_names, paragraph_names


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (Role("h1"), "heading 1"),
        (Role("h6"), "heading 6"),
        (Role("p"), "Body Text"),
        (Role("pre"), "HTML Preformatted"),
        (Role("p", context=("blockquote",)), "Quote"),
        (Role("blockquote"), "Quote"),
        (Role("figcaption", context=("figure",)), "caption"),
        (Role("p", ("title",), ("header.masthead",)), "Title"),
        (Role("p", ("subtitle",)), "Subtitle"),
        (Role("p", ("key-points",)), "Key Points"),
        (Role("p", ("keyPoints",)), "Key Points"),
        (Role("li", toc_level=2), "toc 2"),
        (Role("li"), "List"),
        (Role("@page", name="header"), "header"),
    ],
)
def test_a_paragraph_is_called_by_what_it_is(role: Role, name: str) -> None:
    names = paragraph_names(role, is_marked=False)

    assert names[0] == name


@pytest.mark.parametrize(
    ("role", "is_marked", "name"),
    [
        (Role("li", list_kind="bullet", list_level=1), True, "List Bullet"),
        (Role("li", list_kind="bullet", list_level=2), True, "List Bullet 2"),
        (Role("p", context=("li",), list_kind="number", list_level=1), True, "List Number"),
        (Role("p", context=("li",), list_kind="number", list_level=1), False, "List Continue"),
        (Role("p", context=("li",), list_kind="bullet", list_level=3), False, "List Continue 3"),
    ],
)
def test_a_list_paragraph_is_called_by_kind_and_level(role: Role, is_marked: bool, name: str) -> None:
    names = paragraph_names(role, is_marked=is_marked)

    assert names[0] == name


@pytest.mark.parametrize(
    ("role", "names"),
    [
        (Role("p", context=("div.key-points",)), ("Body Text", "Key Points")),
        (
            Role("li", (), ("ul.tight", "blockquote"), "", "", "bullet", 1),
            ("Tight List Bullet", "Quote Tight List Bullet"),
        ),
        (Role("h2", ("appendix",)), ("heading 2", "Appendix Heading 2")),
        (Role("p", context=("blockquote.pull", "blockquote")), ("Quote", "Pull Quote", "Nested Pull Quote")),
    ],
)
def test_longer_names_tell_what_it_stands_in(role: Role, names: tuple[str, ...]) -> None:
    ladder = paragraph_names(role, is_marked=True)

    assert ladder[-len(names) :] == names


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (Role("a"), "Hyperlink"),
        (Role("strong"), "Strong"),
        (Role("em"), "Emphasis"),
        (Role("code"), "HTML Code"),
        (Role("span", ("lead-in",)), "Lead In"),
        (Role("a", pseudo="after"), "Hyperlink After"),
    ],
)
def test_a_run_is_called_by_its_element_or_its_class(role: Role, name: str) -> None:
    names = character_names(role)

    assert names[0] == name


def test_a_span_without_class_has_no_style() -> None:
    assert character_names(Role("span")) == ()


def test_a_declared_name_comes_first() -> None:
    names = paragraph_names(Role("p", ("x",), name="Source Note"), is_marked=False)

    assert names == ("Source Note",)


@pytest.mark.parametrize(
    ("declared", "name"),
    [("Heading 2", "heading 2"), ("LIST BULLET", "List Bullet"), ("A, B; C", "A B C"), (" , ", "Style")],
)
def test_a_declared_name_is_spelled_as_word_spells_it(declared: str, name: str) -> None:
    names = paragraph_names(Role("p", name=declared), is_marked=False)

    assert names == (name,)


@pytest.mark.parametrize("class_name", ["footnote", "header", "list-bullet", "strong", "table-contents", "Figure"])
def test_a_class_does_not_become_a_built_in_style_by_chance(class_name: str) -> None:
    names = paragraph_names(Role("p", (class_name,)), is_marked=False)

    assert not RESERVED.intersection(name.casefold() for name in names)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("heading 1", "Heading1"),
        ("Body Text", "BodyText"),
        ("List Bullet 2", "ListBullet2"),
        ("toc 1", "TOC1"),
        ("TOC Heading", "TOCHeading"),
        ("HTML Preformatted", "HTMLPreformatted"),
        ("header", "Header"),
        ("Résumé", "Resume"),
        ("要約", "Style"),
    ],
)
def test_ids_are_those_that_word_gives(name: str, id_: str) -> None:
    assert style_id(name) == id_


def test_ranges_of_built_in_names_are_spelled_out() -> None:
    assert {"heading 9", "toc 1", "list bullet 5", "list number"} <= WORD.keys()
    assert "contents 10" in RESERVED
