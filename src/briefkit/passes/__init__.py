"""What is done to every document after it is read, whatever it was read from.

Each pass is a function from a document to a document and says what it needs to have been done and what it gives. Their
order is written down here, and a test holds it to what they say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from briefkit.diagnostics import Diagnostic, Outcome
from briefkit.model import Document
from briefkit.passes.alternatives import check_alternatives
from briefkit.passes.identify import identify
from briefkit.passes.levels import check_levels
from briefkit.passes.number import number
from briefkit.passes.resolve import resolve
from briefkit.passes.title import promote_title, split_title


class Pass(Struct, frozen=True):
    """One pass. `needs` and `gives` are facts about a document: what must be true before, what is true after."""

    apply: Callable[[Document], Outcome[Document]]
    needs: frozenset[str] = frozenset()
    gives: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return self.apply.__name__


TITLE_KNOWN = "the title is in the metadata, and the first level of headings is 1"
TITLE_SPLIT = "title and subtitle stand apart"
ANCHORS = "every heading, figure, table and callout has an anchor of its own, and no id is there twice"
NUMBERS = "all that is counted has its number"
REFERENCES = "every cross-reference knows its target"

PASSES: tuple[Pass, ...] = (
    Pass(promote_title, gives=frozenset({TITLE_KNOWN})),
    Pass(split_title, needs=frozenset({TITLE_KNOWN}), gives=frozenset({TITLE_SPLIT})),
    Pass(identify, needs=frozenset({TITLE_KNOWN}), gives=frozenset({ANCHORS})),
    Pass(check_levels, needs=frozenset({TITLE_KNOWN})),
    Pass(check_alternatives),
    Pass(number, needs=frozenset({TITLE_KNOWN}), gives=frozenset({NUMBERS})),
    Pass(resolve, needs=frozenset({ANCHORS, NUMBERS}), gives=frozenset({REFERENCES})),
)
"""All passes, in the order they run."""

DERIVING = frozenset({"identify", "number", "resolve"})
"""The passes that only work out what follows from the rest: to run them again changes nothing."""


def run(document: Document, *, splits_title: bool = True) -> Outcome[Document]:
    """`document` after all passes; without `splits_title` a title keeps its colon and all that follows."""
    return _apply(document, (step for step in PASSES if splits_title or step.apply is not split_title))


def derive(document: Document) -> Outcome[Document]:
    """`document` with anchors, numbers and references worked out: one that was made by hand, or changed since."""
    return _apply(document, (step for step in PASSES if step.name in DERIVING))


def _apply(document: Document, steps: Iterable[Pass]) -> Outcome[Document]:
    diagnostics: list[Diagnostic] = []
    for step in steps:
        outcome = step.apply(document)
        document = outcome.value
        diagnostics.extend(outcome.diagnostics)
    return Outcome(document, tuple(diagnostics))


__all__ = ["PASSES", "Pass", "derive", "run"]
