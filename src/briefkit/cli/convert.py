"""``briefkit convert``: a source to Markdown, JSON or HTML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefkit.cli.options import command_layer, source_option, style_options
from briefkit.cli.publishing import on_edit, publish_all, publishing_options
from briefkit.cli.session import Session, with_session

if TYPE_CHECKING:
    from briefkit.build import ConvertJob

FORMATS = ("markdown", "json", "html")
"""The names in `briefkit.build.CONVERSIONS`, which help and completion need not load."""

STDOUT = Path("-")


@click.command("convert")
@click.argument("source", metavar="SOURCE|-", type=click.Path(readable=False))
@click.option("--to", type=click.Choice(FORMATS), help="The format of the output, where its suffix does not say it.")
@source_option
@style_options
@publishing_options
@with_session
def command(
    session: Session,
    *,
    source: str,
    to: str | None,
    source_format: str | None,
    style: str | None,
    overrides: tuple[str, ...],
    outputs: tuple[Path, ...],
    root: Path | None,
    strict: bool,
    keep_edits: bool,
    overwrite: bool,
    as_json: bool,
) -> int:
    """Convert a source to Markdown, to JSON or to one HTML file.

    The Markdown reads back to the same document; what it cannot say is named. The JSON is the document whole, the HTML
    its page in the house style. `-o -` is the standard output. A file that briefkit did not write is kept.

    \b
    Examples:
      briefkit convert analysis.txt -o analysis.md
      briefkit convert analysis.md -o - --to json
      briefkit convert analysis.md -o analysis.html --style briefing
    """
    session.is_json = as_json
    if not outputs:
        raise click.UsageError("say where the output goes, as in -o analysis.md, or -o - for the standard output")
    if to is not None and len(outputs) > 1:
        raise click.UsageError("--to says the format of one output; several have theirs from their suffixes.")
    if STDOUT in outputs and (to is None or as_json):
        raise click.UsageError("-o - needs --to, and cannot be used with --json.")
    from briefkit.build import ConvertJob, conversions_of, find_input

    layer = command_layer(style, overrides)
    found = find_input(source, root=root, command=layer, report=session.report, source_format=source_format or "")
    job = ConvertJob(found, {to: outputs[0]} if to else conversions_of(outputs))
    if STDOUT in outputs:
        return _print(session, job, is_strict=strict)
    return publish_all(session, [job], on_edit=on_edit(keep_edits=keep_edits, overwrite=overwrite), is_strict=strict)


def _print(session: Session, job: ConvertJob, *, is_strict: bool) -> int:
    """Carries out the job and prints what was made to the letter; the exit code."""
    from briefkit.diagnostics import Severity

    product = job.run()
    session.report.include(product.report)
    if product.failure is not None:
        return product.failure.exit_code
    for data in product.files.values():
        click.echo(data, nl=False)
    return int(session.report.has(Severity.WARNING if is_strict else Severity.ERROR))
