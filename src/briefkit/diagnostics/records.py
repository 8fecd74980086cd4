"""Diagnostics for programs: plain records, as ``--json`` prints them."""

from __future__ import annotations

from collections.abc import Mapping

from briefkit.diagnostics import Diagnostic
from briefkit.spans import Source


def record(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> dict[str, str | int | None]:
    """The diagnostic as a record. Lines and columns count from 1; the end is exclusive; None is: not known."""
    span = diagnostic.span
    source = sources.get(span.source)
    line, column = source.position(span.start) if source else (None, None)
    end_line, end_column = source.position(span.end) if source else (None, None)
    return {
        "rule": diagnostic.rule.id,
        "severity": diagnostic.severity.name.lower(),
        "message": diagnostic.message,
        "place": span.source or diagnostic.place or None,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "hint": diagnostic.hint or None,
    }
