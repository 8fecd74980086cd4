"""``briefkit build``: sources to reports."""

from __future__ import annotations

from pathlib import Path

import click

from briefkit.cli.options import command_layer, complete_formats, source_option, style_options
from briefkit.cli.publishing import on_edit, publish_all, publishing_options
from briefkit.cli.session import Session, with_session


@click.command("build")
@click.argument("sources", metavar="[SOURCE…|-]", nargs=-1, type=click.Path(readable=False))
@click.option(
    "--to", metavar="FORMATS", shell_complete=complete_formats, help="Formats to write: pdf,docx (the default)."
)
@click.option(
    "--out", type=click.Path(path_type=Path, readable=False), metavar="DIR", help="Folder for the outputs (output/)."
)
@source_option
@style_options
@publishing_options
@with_session
def command(
    session: Session,
    *,
    sources: tuple[str, ...],
    to: str | None,
    style: str | None,
    out: Path | None,
    source_format: str | None,
    overrides: tuple[str, ...],
    outputs: tuple[Path, ...],
    root: Path | None,
    strict: bool,
    keep_edits: bool,
    overwrite: bool,
    as_json: bool,
) -> int:
    """Build reports from source analyses: plain text or Markdown.

    Without SOURCE, the sources of the project are built (briefkit.toml), else those in the folder seeds/; `-` is the
    standard input. Outputs are named after their sources and go to output/. A file that somebody has edited is kept.

    \b
    Examples:
      briefkit build analysis.md
      briefkit build --to pdf --style briefing --set meta.date=2026-01-31 *.txt
      pbpaste | briefkit build - --from markdown -o report.pdf -o report.docx
    """
    session.is_json = as_json
    if outputs and (to is not None or out is not None):
        raise click.UsageError("-o names the file and its format; it cannot be used with --to or --out.")
    from briefkit.build import Request, plan_jobs
    from briefkit.config import Place, Value

    layer = command_layer(style, overrides)
    if to is not None:
        layer["formats"] = Value(tuple(name.strip() for name in to.split(",")), Place(name="--to"))
    request = Request(sources, outputs, out, root, layer, source_format or "")
    jobs = plan_jobs(request, session.report)
    return publish_all(session, jobs, on_edit=on_edit(keep_edits=keep_edits, overwrite=overwrite), is_strict=strict)
