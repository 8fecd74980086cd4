"""What the commands that write files have in common: their options, running the jobs, and listing what was written."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from briefkit.cli.session import Session, print_path

if TYPE_CHECKING:
    from briefkit.build import Built, Job, OnEdit

Function = TypeVar("Function", bound=Callable[..., int])

PATIENCE_SECONDS = 1.0
"""How long work may take before a bar shows how far it is."""


def publishing_options(function: Function) -> Function:
    """``-o``, ``--root``, ``--strict``, ``--keep-edits``, ``--overwrite`` and ``--json``."""
    path = click.Path(path_type=Path, readable=False)  # what cannot be read is told as any other finding
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print what was written and found as JSON."),
        click.option("--overwrite", is_flag=True, help="Replace outputs that somebody has edited."),
        click.option("--keep-edits", is_flag=True, help="Write beside outputs that somebody has edited."),
        click.option("--strict", is_flag=True, help="Take warnings for errors."),
        click.option(
            "--root",
            type=path,
            metavar="DIR",
            help="Read pictures and the like from below DIR, not only from the project, or the source's folder.",
        ),
        click.option(
            "-o",
            "--output",
            "outputs",
            type=path,
            multiple=True,
            metavar="FILE",
            help="Name the output; its suffix says the format. Several give several formats.",
        ),
    ):
        function = option(function)
    return function


def on_edit(*, keep_edits: bool, overwrite: bool) -> OnEdit:
    """What the two options come to; a usage error where both are given."""
    from briefkit.build import OnEdit

    if keep_edits and overwrite:
        raise click.UsageError("--keep-edits and --overwrite cannot be used together.")
    return OnEdit.WRITE_BESIDE if keep_edits else OnEdit.OVERWRITE if overwrite else OnEdit.KEEP


def publish_all(session: Session, jobs: Sequence[Job], *, on_edit: OnEdit, is_strict: bool) -> int:
    """Carries out the jobs, lists the files written, and gives the gravest exit code."""
    from briefkit.build import carry_out

    outputs = session.records.setdefault("outputs", [])
    code, unwritten = 0, 0
    for built in _with_bar(carry_out(jobs, on_edit=on_edit, is_strict=is_strict), len(jobs)):
        session.report.include(built.report)
        session.traces += filter(None, [built.trace])
        code = max(code, built.exit_code)
        unwritten += not built.published
        outputs += _list(session, built)
    if unwritten:
        session.closing = (
            f"nothing was written for {unwritten} of {len(jobs)} sources" if len(jobs) > 1 else "nothing was written"
        )
    return code


def _list(session: Session, built: Built) -> Iterator[dict[str, str]]:
    """Records of a job's outputs; the paths that hold what was made go to stdout, unless all is printed as JSON."""
    from briefkit.build import State

    for output in built.published:
        if output.state is not State.KEPT and not session.is_json:
            print_path(output.path)
        yield {"source": built.job.name, "path": str(output.path), "state": output.state.value}


def _with_bar(results: Iterator[Built], total: int) -> Iterator[Built]:
    """The results as they come; on a terminal, long work shows how far it is."""
    if total == 1 or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import Progress

    started = time.monotonic()
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("building", total=total, visible=False)
        for result in results:
            progress.update(task, advance=1, visible=time.monotonic() - started > PATIENCE_SECONDS)
            yield result
