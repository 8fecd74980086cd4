"""Stylesheets as they stand in the HTML file: what they refer to is in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import unescape

import tinycss2
from tinycss2.ast import AtKeywordToken, FunctionBlock, LiteralToken, Node, StringToken, URLToken

from briefkit.compose.css import css_string
from briefkit.compose.page import Page, Sheet
from briefkit.write.html.embedding import Embedding


def text_of(page: Page) -> str:
    """Every character that the page may show: those of its HTML, and those of its stylesheets' strings."""
    strings = (token.value for sheet in page.sheets for token in _tokens(sheet.text) if isinstance(token, StringToken))
    return "".join(sorted({*unescape(page.html), *"".join(strings)}))


def embedded_sheet(sheet: Sheet, embedding: Embedding) -> str:
    """The CSS of `sheet` with ``data:`` URLs for all that it names by ``url()``; safe in a ``<style>`` element.

    Stylesheets that it imports are left out and reported.
    """
    tokens = [_embedded(token, embedding) for token in _without_imports(sheet, embedding)]
    css: str = tinycss2.serialize(tokens)
    return css.replace("</", "<\\/")


def _without_imports(sheet: Sheet, embedding: Embedding) -> Iterator[Node]:
    tokens = iter(tinycss2.parse_component_value_list(sheet.text))
    for token in tokens:
        if isinstance(token, AtKeywordToken) and token.lower_value == "import":
            embedding.refuse(f"what `{sheet.name}` imports", "name the stylesheet among the style's own instead")
            next((end for end in tokens if isinstance(end, LiteralToken) and end.value == ";"), None)
        else:
            yield token


def _embedded(token: Node, embedding: Embedding) -> Node:
    """`token` with every URL in it replaced."""
    match token:
        case URLToken(value=url):
            return _url(embedding.url(url), token)
        case FunctionBlock(lower_name="url"):
            strings = [inner.value for inner in token.arguments if isinstance(inner, StringToken)]
            return _url(embedding.url("".join(strings)), token)
        case _:
            inside = _inside(token)
            inside[:] = [_embedded(inner, embedding) for inner in inside]
            return token


def _url(url: str, place: Node) -> URLToken:
    return URLToken(place.source_line, place.source_column, url, f"url({css_string(url)})")


def _tokens(css: str) -> Iterator[Node]:
    """All tokens of a stylesheet, in no particular order."""
    pending: list[Node] = list(tinycss2.parse_component_value_list(css))
    while pending:
        token = pending.pop()
        yield token
        pending.extend(_inside(token))


def _inside(token: Node) -> list[Node]:
    """What a block or a function holds: its own list, empty for other tokens."""
    inside: Sequence[Node] | None = getattr(token, "content", None) or getattr(token, "arguments", None)
    return inside if isinstance(inside, list) else []
