"""What stands in ``<body>``: the document's parts as markup, put in their places by the style's template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefkit.compose.contents import captions_of, contents_of
from briefkit.compose.html import Context, Override, render, render_notes
from briefkit.compose.meta_view import MetaView
from briefkit.compose.sandbox import Budget, Fragment
from briefkit.compose.settings import Choices
from briefkit.compose.style import HouseStyle
from briefkit.compose.templates import Templates
from briefkit.model.nodes import Document, Figure, Note, Table
from briefkit.model.walk import descendants, roots

STEPS = 200_000
"""The steps that a style's templates may take, and `STEPS_PER_NODE` more for each node of the document."""

STEPS_PER_NODE = 100

CHARACTERS = 2_000_000
"""The characters that they may write, and `CHARACTERS_PER_CHARACTER` more for each that the body has by default."""

CHARACTERS_PER_CHARACTER = 8

CONTENTS_DEPTH = 2
"""How many levels of headings are listed where the style has no option for it."""


def write_body(document: Document, style: HouseStyle, chosen: Choices, meta: MetaView, context: Context) -> str:
    """The markup that the style's body template makes; `DocumentError` B303 and B304 for what goes wrong in it."""
    nodes = tuple(descendants(roots(document)))
    notes = [node for node in nodes if isinstance(node, Note)]
    body, endnotes = _written(document, notes, context)
    budget = Budget(
        steps=STEPS + STEPS_PER_NODE * len(nodes),
        characters=CHARACTERS + CHARACTERS_PER_CHARACTER * (len(body) + len(endnotes)),
    )
    templates = Templates(
        style.templates,
        budget,
        {
            "meta": meta,
            "options": chosen.by_identifier,
            "words": {key.replace("-", "_"): word for key, word in context.words.items()},
        },
    )
    if style.nodes:
        body, endnotes = _written(document, notes, context, templates.overrides(style.nodes))
    lists = _lists(document, chosen.options, context)
    return templates.write(style.body, body=Fragment(body), notes=Fragment(endnotes), **lists)


def _written(
    document: Document, notes: list[Note], context: Context, overrides: Mapping[str, Override] | None = None
) -> tuple[str, str]:
    """The markup of the blocks and of the notes."""
    return render(document.blocks, context, overrides), render_notes(notes, context, overrides)


def _lists(document: Document, options: Mapping[str, object], context: Context) -> dict[str, tuple[Any, ...]]:
    """Contents, figures and tables, as far as the options ask for them; contents unless they say no."""
    depth = options.get("contents-depth", CONTENTS_DEPTH) if options.get("contents", True) else 0
    return {
        "contents": contents_of(document.blocks, context, depth=depth if isinstance(depth, int) else 0),
        "figures": captions_of(document.blocks, context, Figure) if options.get("list-of-figures") is True else (),
        "tables": captions_of(document.blocks, context, Table) if options.get("list-of-tables") is True else (),
    }
