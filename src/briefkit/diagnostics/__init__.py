"""What briefkit has to say about a document: a rule, a message, a place and a hint.

Libraries return diagnostics and never print; `terminal` renders them. The rules stand in one table (`rules`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from msgspec import Struct

from briefkit.diagnostics.rules import RULES, Rule, Severity
from briefkit.spans import NOWHERE, Span

T = TypeVar("T")


class Diagnostic(Struct, frozen=True):
    """One finding. `message` is lower case, without full stop, and says what is there before what was expected.

    `span` points into a text; `place` names what has no text (``brief.docx, paragraph 12, under "Costs"``).
    `hint` is an instruction that works, or empty.
    """

    rule: Rule
    message: str
    span: Span = NOWHERE
    place: str = ""
    hint: str = ""

    @property
    def severity(self) -> Severity:
        return self.rule.severity


class Outcome(Struct, Generic[T], frozen=True):
    """What a stage gives: its value, and what it had to say on the way."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()


def diagnose(rule_id: str, message: str, *, span: Span = NOWHERE, place: str = "", hint: str = "") -> Diagnostic:
    """A diagnostic of the rule called `rule_id`; `KeyError` where the table has no such rule."""
    return Diagnostic(RULES[rule_id], message, span, place, hint)


def worst(diagnostics: Iterable[Diagnostic]) -> Severity | None:
    """The gravest severity among `diagnostics`; None when there are none."""
    return max((diagnostic.severity for diagnostic in diagnostics), default=None)


__all__ = ["RULES", "Diagnostic", "Outcome", "Rule", "Severity", "diagnose", "worst"]
