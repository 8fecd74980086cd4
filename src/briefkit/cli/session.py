"""What all commands do alike: show what there is to say, as much as is wanted, and turn failures into exit codes."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from briefkit.diagnostics.report import Report

NOBODY_READS = 141
"""128 + SIGPIPE: what a shell says of a program whose reader has gone."""


class Session:
    """One run of a command: what it found, and how much of that is to be shown.

    `closing` ends the summary; `records` are what ``--json`` lists under their names beside the diagnostics;
    `traces` are the tracebacks of faults in briefkit itself, shown when verbose.
    """

    def __init__(self, report: Report, *, is_quiet: bool, is_verbose: bool) -> None:
        self.report = report
        self.is_quiet = is_quiet
        self.is_verbose = is_verbose
        self.is_json = False
        self.closing = ""
        self.records: dict[str, list[dict[str, str]]] = {}
        self.traces: list[str] = []

    def finish(self) -> None:
        """Shows everything: findings on stderr, or all as one JSON object on stdout."""
        from briefkit.cli.show import show, show_json
        from briefkit.diagnostics import Severity

        found = self.report.in_order()
        if self.is_json:
            show_json(self.records, found, self.report.sources)
        else:
            least = Severity.ERROR if self.is_quiet else Severity.INFO
            shown = [one for one in found if one.severity >= least]
            show(shown, self.report.sources, closing=None if self.is_quiet else self.closing)
        if self.is_verbose:
            for trace in self.traces:
                click.echo(trace, err=True)


def with_session(function: Callable[..., int]) -> Callable[..., int]:
    """Gives a command its `Session`, ``-q`` and ``-v``; the command returns its exit code and need catch nothing."""

    @click.option("-q", "--quiet", is_flag=True, help="Show errors only.")
    @click.option("-v", "--verbose", is_flag=True, help="Show the traceback of a fault in briefkit itself.")
    @wraps(function)
    def command(*arguments: Any, quiet: bool, verbose: bool, **options: Any) -> int:
        from briefkit.diagnostics.report import Report

        session = Session(Report(), is_quiet=quiet, is_verbose=verbose)
        try:
            code = _guarded(session, function, *arguments, **options)
            session.finish()
            sys.stdout.flush()
        except BrokenPipeError:
            _say_no_more()
            return NOBODY_READS
        return code

    return command


def _guarded(session: Session, function: Callable[..., int], *arguments: Any, **options: Any) -> int:
    """The exit code of a command; what stops it is noted in the session."""
    from briefkit.errors import INTERNAL_FAULT, BriefkitError, internal_fault
    from briefkit.machine import missing_package

    try:
        try:
            return function(session, *arguments, **options)
        except ImportError as error:
            raise missing_package(error) from error
    except BriefkitError as error:
        error.tell(session.report)
        return error.exit_code
    except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
        raise
    except Exception as error:  # noqa: BLE001 (the last to catch it: nobody is shown a traceback unasked)
        session.report.note([internal_fault(error)])
        session.traces.append(traceback.format_exc())
        return INTERNAL_FAULT


def _say_no_more() -> None:
    """Leads the standard output nowhere, so that the interpreter's last flush does not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_path(path: Path) -> None:
    """A path on a line of its own: to the letter for programs, with what cannot be shown replaced on a terminal."""
    if sys.stdout.isatty():
        click.echo(str(path).encode(errors="replace").decode())
    else:
        click.echo(os.fsencode(path))
