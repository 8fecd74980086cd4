"""What templates, the page's head and CSS are told of a document's metadata."""

from __future__ import annotations

import pytest

from briefkit.compose.html.context import Context
from briefkit.compose.meta_view import MetaView, css_values, facts, meta_elements, meta_view
from briefkit.compose.words import language_of
from briefkit.model import Author, Logo, Meta
from briefkit.model.build import inlines

FULL = Meta(
    title=inlines("A <Bridge>"),
    kicker="Briefing",
    authors=(Author(name="A. Clerk", affiliation="Borough"), Author(name="B. Scribe", email="b@example.org")),
    recipients=("Mayor", "Treasurer", "Council"),
    organisation="Office",
    logo=Logo(source="art/our crest.svg", alt="Crest"),
    date="2026-03-31",
    status="Draft",
    classification="Internal",
    language="de",
    summary="One\nline.\n \n\nTwo.",
    key_points=("First", "Second"),
    keywords=("bridges", "money"),
    extra={"audience": "all"},
)


def view(meta: Meta) -> MetaView:
    language = language_of(meta.language)
    return meta_view(meta, language, Context(words=language.words()))


def test_every_field_reaches_templates() -> None:
    assert {*Meta.__struct_fields__} <= {*MetaView.__struct_fields__}


def test_texts_read_as_the_language_has_them() -> None:
    seen = view(FULL)

    assert (seen.byline, seen.addressees) == ("A. Clerk und B. Scribe", "Mayor, Treasurer und Council")
    assert (seen.date, seen.iso_date) == ("31. März 2026", "2026-03-31")
    assert str(seen.title) == "A &lt;Bridge&gt;"


def test_a_summary_is_given_in_paragraphs() -> None:
    assert view(FULL).summary == ("One line.", "Two.")


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("art/our crest.svg", "art/our%20crest.svg"),
        ("100%#1.svg", "100%25%231.svg"),
        ("data:image/png;base64,AA==", "data:image/png;base64,AA=="),
    ],
)
def test_a_logo_is_given_as_a_url(source: str, url: str) -> None:
    assert view(Meta(logo=Logo(source=source, alt="Crest"))).logo == Logo(source=url, alt="Crest")


def test_what_is_not_said_is_empty() -> None:
    seen = view(Meta())

    assert not any(getattr(seen, name) for name in Meta.__struct_fields__ if name != "language")


@pytest.mark.parametrize(("status", "draft"), [("draft", True), ("Draft", True), ("final", False), ("", False)])
def test_a_draft_says_so(status: str, draft: bool) -> None:
    assert view(Meta(status=status)).is_draft is draft
    assert ("is-draft" in facts(Meta(status=status))) is draft


def test_css_is_told_what_there_is() -> None:
    assert list(facts(FULL)) == [
        "has-title",
        "has-kicker",
        "has-authors",
        "has-recipients",
        "has-organisation",
        "has-logo",
        "has-date",
        "has-status",
        "has-classification",
        "has-summary",
        "has-key-points",
        "has-keywords",
        "is-draft",
    ]


def test_margin_boxes_are_told_the_classification_and_the_status() -> None:
    assert css_values(FULL) == {"classification": "Internal", "status": "Draft"}
    assert css_values(Meta()) == {"classification": "", "status": ""}


def test_the_head_names_authors_summary_keywords_and_date() -> None:
    assert list(meta_elements(FULL)) == [
        ("author", "A. Clerk"),
        ("author", "B. Scribe"),
        ("description", "One line. Two."),
        ("keywords", "bridges, money"),
        ("dcterms.created", "2026-03-31"),
    ]


def test_a_date_that_is_none_is_shown_and_no_property() -> None:
    meta = Meta(date="in spring")

    assert view(meta).date == "in spring"
    assert list(meta_elements(meta)) == []
