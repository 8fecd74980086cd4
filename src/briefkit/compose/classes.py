"""Classes of divs that are slips for a word with a meaning, such as a callout's kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import get_args

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.model import CalloutKind, Document, Group, SoftBreak, Text
from briefkit.model.walk import descendants, roots
from briefkit.spans import Span

WORDS = (*get_args(CalloutKind), "figure", "page-break", "pull-quote")
"""The classes that make something else of a div than a group."""

ALIKE = 0.8
"""How much alike, from 0 to 1, a class and the word must be that it may be a slip for."""


def check_classes(document: Document, sheets: Iterable[str]) -> Iterator[Diagnostic]:
    """A warning (B113) for each div whose class is nearly one of the `WORDS`.

    A class that one of the stylesheets selects, or that the document has on something else than a div, is meant.
    """
    nodes = [node for node in descendants(roots(document)) if not isinstance(node, Text | SoftBreak)]
    elsewhere = {name for node in nodes if not isinstance(node, Group) for name in node.attrs.classes}
    texts = tuple(sheets)
    for node in nodes:
        for name in node.attrs.classes if isinstance(node, Group) else ():
            near = get_close_matches(name.lower(), WORDS, n=1, cutoff=ALIKE)
            if near and name not in elsewhere and not _is_selected(name, texts):
                message = f"a div has the class `{name}`, which the style does not know"
                fence = Span(node.span.source, node.span.start, min(node.span.start + len(":::"), node.span.end))
                yield diagnose("B113", message, span=fence, hint=f"did you mean `{near[0]}`?")


def _is_selected(name: str, sheets: Iterable[str]) -> bool:
    selector = re.compile(rf"\.{re.escape(name)}(?![\w-])")
    return any(map(selector.search, sheets))
