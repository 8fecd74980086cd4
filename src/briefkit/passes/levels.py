"""Heading levels: told where one is skipped on the way down."""

from __future__ import annotations

from itertools import pairwise

from briefkit.diagnostics import Diagnostic, Outcome, diagnose
from briefkit.model import Document, Heading
from briefkit.model.walk import descendants, plain_text

MAX_SHOWN = 40


def check_levels(document: Document) -> Outcome[Document]:
    """Report each heading that is more than one level below the heading before it (PDF/UA-1 §7.4.2, WCAG 2.2 H42).

    Headings in quotes and items count, as readers of the PDF meet them in the same order. The document stays as it is:
    which level was meant, only the author knows. Levels are told as a distance, for the title may have moved them.
    """
    headings = [node for node in descendants(document.blocks) if isinstance(node, Heading)]
    return Outcome(
        document, tuple(_skipped(over, under) for over, under in pairwise(headings) if under.level > over.level + 1)
    )


def _skipped(over: Heading, under: Heading) -> Diagnostic:
    distance = under.level - over.level
    return diagnose(
        "B504",
        f"the heading {_shown(under)} is {distance} levels below the heading before it, {_shown(over)}",
        span=under.span,
        hint="put it one level below, or give the sections between a heading of their own",
    )


def _shown(heading: Heading) -> str:
    text = plain_text(heading.content)
    return f"`{text if len(text) <= MAX_SHOWN else f'{text[:MAX_SHOWN]}…'}`"
