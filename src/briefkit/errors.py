"""The exceptions, each with the exit code that the command line gives for it.

::

    BriefkitError
    ├── DocumentError      1   the document's own fault: an empty or undecodable source, a broken data file or template
    ├── UsageError         2   wrong options, names of styles or formats that are not there
    └── UnavailableError   3   what lies outside: a missing file, no permission, a full disk, a missing library

Everything that can be said about a document without giving up on it is a `Diagnostic` instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.diagnostics.report import Report
from briefkit.spans import Source

INTERNAL_FAULT = 70
"""The exit code for a fault in briefkit itself (``EX_SOFTWARE`` of sysexits.h), which is none of these."""


class BriefkitError(Exception):
    """What stops the work, told as one or more diagnostics (never none).

    `sources` are the texts that the diagnostics' spans point into, where the caller cannot know them (a template).
    """

    exit_code: ClassVar[int] = 3

    def __init__(self, *diagnostics: Diagnostic, sources: Iterable[Source] = ()) -> None:
        super().__init__(*(diagnostic.message for diagnostic in diagnostics))
        self.diagnostics = diagnostics
        self.sources = tuple(sources)

    def tell(self, report: Report) -> None:
        """Notes in `report` what stopped the work."""
        report.note(self.diagnostics, self.sources)


class DocumentError(BriefkitError):
    """The source, its data files or its template cannot be used as they are."""

    exit_code = 1


class UsageError(BriefkitError):
    """The command or the call asks for what does not exist."""

    exit_code = 2

    def tell(self, report: Report) -> None:
        """Notes it alone: it is to be mended first, and what was found of the document until then comes again."""
        report.forget()
        super().tell(report)


class UnavailableError(BriefkitError):
    """A file, a permission or a library that the work needs is not there."""

    exit_code = 3


def internal_fault(error: BaseException, place: str = "") -> Diagnostic:
    """What to say of an exception that nobody expected, met while working on `place`."""
    kind = type(error).__name__
    return diagnose(
        "B999",
        f"briefkit itself failed: {kind}: {error}" if str(error) else f"briefkit itself failed: {kind}",
        place=place,
        hint="this is a fault of briefkit, not of your files; please report it with what `--verbose` shows",
    )
