"""Nodes → HTML: what element each kind of node becomes, before a style has its say.

Owns the elements, their classes and the order of their attributes; leaves what surrounds them (masthead, contents,
``<head>``) to `stage` and the style's template. `elements` writes tags, `inlines`, `blocks`, `captioned` and `tables`
take a node apart into an opening tag, what it holds and a closing tag, and `writer` puts them in a row, so that nesting
costs no recursion. `notes` gathers the footnotes. Text never becomes markup: every word of a document is escaped.
"""

from briefkit.compose.html.context import Context
from briefkit.compose.html.elements import Piece
from briefkit.compose.html.endings import with_last_words_bound
from briefkit.compose.html.notes import render_notes
from briefkit.compose.html.writer import Override, render, render_repeated, type_name

__all__ = [
    "Context",
    "Override",
    "Piece",
    "render",
    "render_notes",
    "render_repeated",
    "type_name",
    "with_last_words_bound",
]
