"""Everything a run has to say, gathered while the stages work, with the texts that its places point into."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from briefkit.diagnostics import Diagnostic, Outcome, Severity
from briefkit.spans import Source

T = TypeVar("T")


class Report:
    """The findings of a run in the order they came, and the sources by name that carets are drawn from."""

    def __init__(self, diagnostics: Iterable[Diagnostic] = (), sources: Iterable[Source] = ()) -> None:
        self.diagnostics: list[Diagnostic] = list(diagnostics)
        self.sources: dict[str, Source] = {source.name: source for source in sources}

    def keep(self, outcome: Outcome[T]) -> T:
        """The value of `outcome`, its diagnostics noted."""
        self.diagnostics.extend(outcome.diagnostics)
        return outcome.value

    def know(self, source: Source) -> Source:
        """The `source`, its text kept for showing places in it."""
        self.sources[source.name] = source
        return source

    def note(self, diagnostics: Iterable[Diagnostic], sources: Iterable[Source] = ()) -> None:
        """Notes findings, and the texts that they point into."""
        self.diagnostics.extend(diagnostics)
        self.sources.update((source.name, source) for source in sources)

    def forget(self) -> None:
        """Drops all findings; the texts stay."""
        self.diagnostics.clear()

    def include(self, other: Report) -> None:
        """Notes what `other` noted."""
        self.diagnostics.extend(other.diagnostics)
        self.sources.update(other.sources)

    def has(self, severity: Severity) -> bool:
        """Whether anything this grave, or graver, was found."""
        return any(diagnostic.severity >= severity for diagnostic in self.diagnostics)

    def in_order(self) -> list[Diagnostic]:
        """The findings once each, those of one source together and sorted by place."""
        seen: dict[tuple[str, str, str, int, int], Diagnostic] = {}
        for found in self.diagnostics:
            seen.setdefault(_identity(found), found)
        rank = {name: place for place, name in enumerate(dict.fromkeys(_where(found) for found in seen.values()))}
        return sorted(seen.values(), key=lambda found: (rank[_where(found)], found.span.start))


def _where(diagnostic: Diagnostic) -> str:
    return diagnostic.span.source or diagnostic.place


def _identity(diagnostic: Diagnostic) -> tuple[str, str, str, int, int]:
    """What tells two findings apart; equality does not, since a span equals every other span."""
    span = diagnostic.span
    return diagnostic.rule.id, diagnostic.message, _where(diagnostic), span.start, span.end
