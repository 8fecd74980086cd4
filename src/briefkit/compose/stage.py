"""The stage `compose`: a document and a house style become a page.

This module writes what every page has whatever its style (language, title, metadata, the words and values that CSS
sees); the style's template writes what stands in ``<body>``, from a context of plain data.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType
from typing import Any

from briefkit.compose.body import write_body
from briefkit.compose.css import css_string
from briefkit.compose.html import Context
from briefkit.compose.meta_view import css_values, facts, meta_elements, meta_view
from briefkit.compose.page import Page, Sheet
from briefkit.compose.probe import probe_document
from briefkit.compose.settings import BooleanOption, Choices, IntegerOption, choose
from briefkit.compose.style import HouseStyle
from briefkit.compose.words import DEFAULT_LANGUAGE, Language, css_content, language_of
from briefkit.diagnostics import Outcome
from briefkit.model.nodes import Document, Heading
from briefkit.model.walk import plain_text
from briefkit.passes.targets import ids_of

NOTHING: Mapping[str, Any] = MappingProxyType({})

GENERATED_SHEET = "briefkit: words and variables"
"""The name of the stylesheet that hands words and variables to CSS."""


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
    numbers_headings = chosen.options.get("numbered-headings") is True
    context = Context(words=words, numbers_headings=numbers_headings, ids=ids_of(document))
    meta = meta_view(document.meta, language, context)
    html = _html(document, language, chosen, words, write_body(document, style, chosen, meta, context))
    generated = _generated_sheet(words, css_values(document.meta), chosen.variables)
    sheets = (*style.sheets_for(chosen.options), Sheet(GENERATED_SHEET, generated))
    return Outcome(Page(html=html, sheets=sheets, floats_notes=True))


def compose_probe(
    style: HouseStyle,
    *,
    language: str = "",
    options: Mapping[str, object] = NOTHING,
    variables: Mapping[str, str] = NOTHING,
) -> Page:
    """The page that `style` makes of the probe document, which has one of everything.

    Options that only add something are on whatever `options` say of them, so that its looks are there too; the others
    are as in the report that the probe stands beside, whose `language` it has.
    """
    return compose(probe_document(language), style, options={**options, **_probing(style)}, variables=variables).value


def _probing(style: HouseStyle) -> dict[str, object]:
    """The options that a style's probe has on, and how deep it lists headings."""
    shown: dict[str, object] = {
        name: True for name, option in style.options.items() if isinstance(option, BooleanOption) and option.probe
    }
    depth = style.options.get("contents-depth")
    return {**shown, "contents-depth": depth.maximum} if isinstance(depth, IntegerOption) else shown


def _html(document: Document, language: Language, chosen: Choices, words: Mapping[str, str], body: str) -> str:
    classes = " ".join((*chosen.classes, *facts(document.meta)))
    direction = ' dir="rtl"' if language.direction == "rtl" else ""
    head = "\n".join(
        (
            '<meta charset="utf-8">',
            f"<title>{escape(_title(document, words), quote=False)}</title>",
            *(f'<meta name="{name}" content="{escape(content)}">' for name, content in meta_elements(document.meta)),
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


def _generated_sheet(words: Mapping[str, str], strings: Mapping[str, str], variables: Mapping[str, str]) -> str:
    """Words as ``--t-KEY``, content lists for margin boxes, and `strings` as ``--NAME``; variables as ``--NAME``."""
    properties = [f"  --t-{key}: {css_content(word)};" for key, word in sorted(words.items())]
    properties += [f"  --{name}: {css_string(string)};" for name, string in strings.items()]
    properties += [f"  --{name}: {value};" for name, value in variables.items()]
    return "\n".join((":root {", *properties, "}", ""))
