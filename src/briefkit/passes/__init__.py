"""What is done to every document after it is read, whatever it was read from.

Each pass is a function from a document to a document and says what it needs to have been done and what it gives. Their
order is written down here, and a test holds it to what they say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefkit.diagnostics import Diagnostic, Outcome
from briefkit.model import Document
from briefkit.passes.identify import identify
from briefkit.passes.levels import check_levels
from briefkit.passes.title import promote_title, split_title


@dataclass(frozen=True)
class Pass:
    """One pass. `needs` and `gives` are facts about a document: what must be true before, what is true after."""

    apply: Callable[[Document], Outcome[Document]]
    needs: frozenset[str] = frozenset()
    gives: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return self.apply.__name__


TITLE_KNOWN = "the title is in the metadata, and the first level of headings is 1"
TITLE_SPLIT = "title and subtitle stand apart"
ANCHORS = "every heading has an anchor of its own"

PASSES: tuple[Pass, ...] = (
    Pass(promote_title, gives=frozenset({TITLE_KNOWN})),
    Pass(split_title, needs=frozenset({TITLE_KNOWN}), gives=frozenset({TITLE_SPLIT})),
    Pass(identify, needs=frozenset({TITLE_KNOWN}), gives=frozenset({ANCHORS})),
    Pass(check_levels, needs=frozenset({TITLE_KNOWN})),
)
"""All passes, in the order they run."""


def run(document: Document, *, splits_title: bool = True) -> Outcome[Document]:
    """`document` after all passes; without `splits_title` a title keeps its colon and all that follows."""
    diagnostics: list[Diagnostic] = []
    for step in PASSES:
        if step.apply is split_title and not splits_title:
            continue
        outcome = step.apply(document)
        document = outcome.value
        diagnostics.extend(outcome.diagnostics)
    return Outcome(document, tuple(diagnostics))


__all__ = ["PASSES", "Pass", "run"]
