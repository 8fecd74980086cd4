"""The stage `compose`: a document and a house style become a page.

This module writes what every page has whatever its style (language, title, metadata, the words and values that CSS
sees); the style's template writes what stands in ``<body>``, from a context of plain data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import Any

from briefkit.compose.contents import contents_of
from briefkit.compose.html import render
from briefkit.compose.page import Page, Sheet
from briefkit.compose.probe import probe_document
from briefkit.compose.sandbox import Budget, Fragment
from briefkit.compose.settings import Choices, IntegerOption, choose
from briefkit.compose.style import HouseStyle
from briefkit.compose.templates import Templates
from briefkit.compose.words import DEFAULT_LANGUAGE, Language, css_content, is_date, language_of
from briefkit.diagnostics import Outcome
from briefkit.model.nodes import Document, Heading, Meta
from briefkit.model.walk import descendants, plain_text

STEPS = 200_000
"""The steps that a style's templates may take, and `STEPS_PER_NODE` more for each node of the document."""

STEPS_PER_NODE = 100

CHARACTERS = 2_000_000
"""The characters that they may write, and `CHARACTERS_PER_CHARACTER` more for each that the body has by default."""

CHARACTERS_PER_CHARACTER = 8

LONG_TITLE = 45
"""A title of more characters than these does not fit into half of a running header."""

NOTHING: Mapping[str, Any] = MappingProxyType({})

GENERATED_SHEET = "briefkit: words and variables"
"""The name of the stylesheet that hands words and variables to CSS."""


@dataclass(frozen=True)
class MetaView:
    """What a template knows of the document's metadata. Empty means: not said.

    `byline` is the authors as one phrase; `date` is in words, `iso_date` as it was written. `extra` holds whatever
    else the author noted.
    """

    title: Fragment
    subtitle: Fragment
    authors: tuple[str, ...]
    byline: str
    organisation: str
    date: str
    iso_date: str
    language: str
    direction: str
    summary: str
    keywords: tuple[str, ...]
    extra: Mapping[str, Any]


def compose(
    document: Document,
    style: HouseStyle,
    *,
    options: Mapping[str, object] = NOTHING,
    variables: Mapping[str, str] = NOTHING,
) -> Outcome[Page]:
    """The page that `style` makes of `document`.

    `UsageError` B205 for options and variables that the style does not have or that do not fit; `DocumentError` B303
    for a template that fails, B304 for one that does not come to an end.
    """
    chosen = choose(style.options, style.variables, options=options, variables=variables)
    language = language_of(document.meta.language or DEFAULT_LANGUAGE)
    words = language.words(style.catalogues)
    meta = _meta_view(document.meta, language)
    content = _body(document, style, chosen, words, meta)
    html = _html(document, language, chosen, words, content)
    sheets = (*style.sheets_for(chosen.options), Sheet(GENERATED_SHEET, _generated_sheet(words, chosen.variables)))
    return Outcome(Page(html=html, sheets=sheets))


def compose_probe(
    style: HouseStyle,
    *,
    language: str = "",
    options: Mapping[str, object] = NOTHING,
    variables: Mapping[str, str] = NOTHING,
) -> Page:
    """The page that `style` makes of the probe document, which has one of everything.

    Contents are listed whatever the `options` say of them, so that their looks are there too. `language` is that of
    the report that the probe stands beside.
    """
    shown = dict(options)
    if "contents" in style.options:
        shown["contents"] = True
    depth = style.options.get("contents-depth")
    if isinstance(depth, IntegerOption):
        shown["contents-depth"] = depth.maximum
    return compose(probe_document(language), style, options=shown, variables=variables).value


def _body(document: Document, style: HouseStyle, chosen: Choices, words: Mapping[str, str], meta: MetaView) -> str:
    """What stands in ``<body>``."""
    default = render(document.blocks)
    nodes = sum(1 for _ in descendants(document.blocks))
    budget = Budget(
        steps=STEPS + STEPS_PER_NODE * nodes, characters=CHARACTERS + CHARACTERS_PER_CHARACTER * len(default)
    )
    context = {
        "meta": meta,
        "options": chosen.by_identifier,
        "words": {key.replace("-", "_"): word for key, word in words.items()},
    }
    templates = Templates(style.templates, budget, context)
    if style.nodes:
        default = render(document.blocks, templates.overrides(style.nodes))
    depth = chosen.options.get("contents-depth", 2) if chosen.options.get("contents", True) else 0
    contents = contents_of(document.blocks, depth=depth if isinstance(depth, int) else 0)
    return templates.write(style.body, body=Fragment(default), contents=contents)


def _meta_view(meta: Meta, language: Language) -> MetaView:
    return MetaView(
        title=Fragment(render(meta.title)),
        subtitle=Fragment(render(meta.subtitle)),
        authors=meta.authors,
        byline=language.joined(meta.authors),
        organisation=meta.organisation,
        date=language.date(meta.date),
        iso_date=meta.date,
        language=language.tag,
        direction=language.direction,
        summary=meta.summary,
        keywords=meta.keywords,
        extra=meta.extra,
    )


def _html(document: Document, language: Language, chosen: Choices, words: Mapping[str, str], body: str) -> str:
    classes = " ".join((*chosen.classes, *_facts(document.meta)))
    direction = ' dir="rtl"' if language.direction == "rtl" else ""
    head = "\n".join(
        (
            '<meta charset="utf-8">',
            f"<title>{escape(_title(document, words), quote=False)}</title>",
            *(f'<meta name="{name}" content="{escape(content)}">' for name, content in _metadata(document.meta)),
        )
    )
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{language.tag}"{direction} class="{escape(classes)}">\n<head>\n{head}\n</head>\n'
        f"<body>\n{body.strip()}\n</body>\n</html>\n"
    )


def _title(document: Document, words: Mapping[str, str]) -> str:
    """The title in plain words: never empty, as PDF/UA-1 §7.1 asks."""
    headings = (block.content for block in document.blocks if isinstance(block, Heading))
    candidates = (plain_text(content).strip() for content in (document.meta.title, *headings))
    return next(filter(None, candidates), words["untitled"])


def _metadata(meta: Meta) -> Iterator[tuple[str, str]]:
    """Names and contents of the ``<meta>`` elements, those that say something (HTML §4.2.5.1, DCMI terms)."""
    yield from (("author", author) for author in meta.authors)
    if meta.summary:
        yield "description", meta.summary
    if meta.keywords:
        yield "keywords", ", ".join(meta.keywords)
    if is_date(meta.date):
        yield "dcterms.created", meta.date


def _facts(meta: Meta) -> Iterator[str]:
    """Classes that tell CSS which lines of the masthead there are: page furniture can ask in no other way."""
    for name in ("title", "subtitle", "authors", "organisation", "date"):
        if getattr(meta, name):
            yield f"has-{name}"
    if len(plain_text(meta.title)) > LONG_TITLE:
        yield "has-long-title"


def _generated_sheet(words: Mapping[str, str], variables: Mapping[str, str]) -> str:
    """Words as ``--t-KEY``, content lists for margin boxes; variables as ``--NAME``."""
    properties = [f"  --t-{key}: {css_content(word)};" for key, word in sorted(words.items())]
    properties += [f"  --{name}: {value};" for name, value in variables.items()]
    return "\n".join((":root {", *properties, "}", ""))
