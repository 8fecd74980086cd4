"""Footnotes → HTML: gathered in the order of their numbers, each with a way back to its call (DPUB-ARIA 1.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefkit.compose.html.context import NO_BREAK, Context
from briefkit.compose.html.elements import Piece, attribute, tag, words
from briefkit.compose.html.inlines import CALL, NOTE
from briefkit.compose.html.writer import Override, render
from briefkit.model.nodes import NO_ATTRS, Note, Paragraph

ARROW = "\N{LEFTWARDS ARROW WITH HOOK}"


def render_notes(notes: Sequence[Note], context: Context, overrides: Mapping[str, Override] | None = None) -> str:
    """The section of `notes`; empty where there are none."""
    if not notes:
        return ""
    title = words(context.words["notes"])
    opening = f'<section class="notes" role="doc-endnotes">\n<p class="notes-title">{title}</p>\n<ol>\n'
    pieces = (piece for note in notes for piece in _pieces(note, context))
    return f"{opening}{render(pieces, context, overrides)}</ol>\n</section>\n"


def _pieces(note: Note, context: Context) -> Iterator[Piece]:
    yield tag("li", NO_ATTRS, anchor=f"{NOTE}-{note.number}", classes=("footnote",))
    back = _back(note, context)
    *before, last = note.blocks or (Paragraph(content=()),)
    yield from before
    if isinstance(last, Paragraph):
        yield tag("p", last.attrs)
        yield from last.content
        yield f"{NO_BREAK}{back}</p>\n"
    else:
        yield last
        yield f"<p>{back}</p>\n"
    yield "</li>\n"


def _back(note: Note, context: Context) -> str:
    label = attribute("aria-label", context.words["back-to-text"])
    return f'<a class="backlink" role="doc-backlink" href="#{CALL}-{note.number}"{label}>{ARROW}</a>'
