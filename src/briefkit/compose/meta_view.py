"""What a page and its templates know of a document's metadata.

Owns how metadata reads on the page: dates in words, names as one phrase, a summary in paragraphs. Which of it is
shown, and where, is the template's affair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import fields

from briefkit.compose.html import Context, render, with_last_words_bound
from briefkit.compose.sandbox import Fragment
from briefkit.compose.words import Language, is_date
from briefkit.model.nodes import Author, Logo, Meta
from briefkit.model.walk import plain_text

LONG_TITLE = 45
"""A title of more characters than these does not fit into half of a running header."""

DRAFT = "draft"
"""The status of a document that carries the furniture of a draft."""

SHOWN_FACTS = tuple(field.name for field in fields(Meta) if field.name not in {"language", "extra"})
"""The fields whose being there CSS is told of: ``has-title``, ``has-key-points``, …"""

CSS_VALUES = ("classification", "status")
"""The fields that margin boxes print, as custom properties of these names."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")


class MetaView(Struct, frozen=True):
    """What a template knows of the document's metadata. Empty (of `logo`: None) means: not said.

    `byline` is the authors as one phrase, `addressees` the recipients; `date` is in words, `iso_date` as it was
    written. `summary` holds paragraphs, the `source` of `logo` is a URL. `extra` holds whatever else the author noted,
    by the keys as written.
    """

    title: Fragment
    subtitle: Fragment
    kicker: str
    authors: tuple[Author, ...]
    byline: str
    recipients: tuple[str, ...]
    addressees: str
    organisation: str
    logo: Logo | None
    series: str
    number: str
    date: str
    iso_date: str
    version: str
    status: str
    is_draft: bool
    classification: str
    language: str
    direction: str
    summary: tuple[str, ...]
    key_points: tuple[str, ...]
    keywords: tuple[str, ...]
    contact: str
    licence: str
    citation: str
    extra: Mapping[str, Any]


def meta_view(meta: Meta, language: Language, context: Context) -> MetaView:
    """`meta` as templates see it, its dates and lists of names in the report's `language`.

    `context` is that of the report's markup.
    """
    return MetaView(
        title=Fragment(render(with_last_words_bound(meta.title), context)),
        subtitle=Fragment(render(with_last_words_bound(meta.subtitle), context)),
        kicker=meta.kicker,
        authors=meta.authors,
        byline=language.joined([author.name for author in meta.authors]),
        recipients=meta.recipients,
        addressees=language.joined(meta.recipients),
        organisation=meta.organisation,
        logo=_as_url(meta.logo),
        series=meta.series,
        number=meta.number,
        date=language.date(meta.date),
        iso_date=meta.date,
        version=meta.version,
        status=meta.status,
        is_draft=is_draft(meta),
        classification=meta.classification,
        language=language.tag,
        direction=language.direction,
        summary=_paragraphs(meta.summary),
        key_points=meta.key_points,
        keywords=meta.keywords,
        contact=meta.contact,
        licence=meta.licence,
        citation=meta.citation,
        extra=meta.extra,
    )


def _as_url(logo: Logo | None) -> Logo | None:
    """The logo with its path as a URL reference (RFC 3986 §4.2), as ``src`` takes it."""
    if logo is None or _ADDRESS.match(logo.source):
        return logo
    return Logo(source=quote(logo.source), alt=logo.alt)


def is_draft(meta: Meta) -> bool:
    """Whether the document says that it is a draft."""
    return meta.status.casefold() == DRAFT


def meta_elements(meta: Meta) -> Iterator[tuple[str, str]]:
    """Names and contents of the ``<meta>`` elements, those that say something (HTML §4.2.5.1, DCMI terms).

    The PDF's information and Word's properties are filled from them.
    """
    yield from (("author", author.name) for author in meta.authors)
    description = " ".join(meta.summary.split())
    if description:
        yield "description", description
    if meta.keywords:
        yield "keywords", ", ".join(meta.keywords)
    if is_date(meta.date):
        yield "dcterms.created", meta.date


def facts(meta: Meta) -> Iterator[str]:
    """Classes that tell CSS which lines of the masthead there are: page furniture can ask in no other way."""
    for name in SHOWN_FACTS:
        if getattr(meta, name):
            yield f"has-{name.replace('_', '-')}"
    if len(plain_text(meta.title)) > LONG_TITLE:
        yield "has-long-title"
    if is_draft(meta):
        yield "is-draft"


def css_values(meta: Meta) -> dict[str, str]:
    """What margin boxes print of the metadata, by the names of their custom properties; always each of them."""
    return {name: getattr(meta, name) for name in CSS_VALUES}


def _paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, which blank lines part; line ends within one are spaces."""
    return tuple(" ".join(part.split()) for part in _PARAGRAPHS.split(text) if part.strip())
