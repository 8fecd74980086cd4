"""``briefkit inspect``: what briefkit makes of a source, stage by stage."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefkit.cli.options import command_layer, source_option, style_options
from briefkit.cli.session import Session, with_session

if TYPE_CHECKING:
    from briefkit.build.jobs import Input
    from briefkit.model import Document

MAX_SHOWN = 100
"""Characters of a line that is explained."""


@click.command("inspect")
@click.argument("source", metavar="SOURCE|-", type=click.Path(readable=False))
@click.option("--json", "as_json", is_flag=True, help="Print the document as JSON.")
@click.option("--spans", is_flag=True, help="With --json: where each node stands in the source.")
@click.option(
    "--stage",
    type=click.Choice(["model", "page", "boxes"]),
    default="model",
    help="The document (the default), the HTML page with its CSS, or the boxes that it is laid out in.",
)
@click.option(
    "--why", "line", type=click.IntRange(min=1), metavar="LINE", help="Say why a line of a plain text is read as it is."
)
@click.option(
    "--root",
    type=click.Path(path_type=Path, readable=False),
    metavar="DIR",
    help="Read pictures and the like from below DIR, not only from the project, or the source's folder.",
)
@source_option
@style_options
@with_session
def command(
    session: Session,
    *,
    source: str,
    as_json: bool,
    spans: bool,
    line: int | None,
    stage: str,
    root: Path | None,
    source_format: str | None,
    style: str | None,
    overrides: tuple[str, ...],
) -> int:
    """Show what is found in a source: an outline, or JSON.

    Headings have their numbers where the style prints them. Of a plain text, what may be read otherwise is named.

    \b
    Examples:
      briefkit inspect analysis.txt
      briefkit inspect analysis.md --json --spans
      briefkit inspect analysis.md --stage page > page.html
      briefkit inspect analysis.txt --why 12
    """
    if as_json and stage != "model":
        raise click.UsageError("--json prints the document; it cannot be used with --stage.")
    if spans and not as_json:
        raise click.UsageError("--spans needs --json.")
    if line is not None and (as_json or stage != "model"):
        raise click.UsageError("--why explains a line; it cannot be used with --json or --stage.")
    from briefkit import pipeline
    from briefkit.build import find_input
    from briefkit.diagnostics import Severity

    report = session.report
    layer = command_layer(style, overrides)
    found = find_input(source, root=root, command=layer, report=report, source_format=source_format or "")
    if line is not None:
        return _explain(session, found, line)
    document, settings = pipeline.understand(
        found.read(),
        name=found.name,
        settings=found.settings,
        resources=found.resources,
        report=report,
        source_format=found.source_format,
    )
    if stage == "model":
        _, choices = pipeline.chosen_style(document, settings, found.resources, report)
        numbers_headings = choices.options.get("numbered-headings") is True
        click.echo(_json(document, has_spans=spans) if as_json else _outline(document, numbers_headings))
        if not as_json and _is_plain_text(found):
            from briefkit.read.text.doubts import doubts

            report.note(doubts(report.sources[found.name]))
    else:
        page, _ = pipeline.compose(document, settings, found.resources, report, base=found.base)
        if stage == "page":
            click.echo(page.one_file())
        else:
            from briefkit.cli.boxes import outline_of_boxes

            layout = pipeline.lay_out(page, found.resources)
            click.echo(outline_of_boxes(layout.boxes))
            report.note(layout.diagnostics, layout.sources.values())
    return int(report.has(Severity.ERROR))


def _json(document: Document, *, has_spans: bool) -> bytes:
    from briefkit.model.codec import to_json

    return to_json(document, spans=has_spans)


def _outline(document: Document, numbers_headings: bool) -> str:
    from briefkit.model.outline import outline

    return outline(document, numbers_headings=numbers_headings)


def _is_plain_text(found: Input) -> bool:
    from briefkit.read import format_of

    return (found.source_format or format_of(found.name)) == "text"


def _explain(session: Session, found: Input, line: int) -> int:
    """Prints what decided what a line of a plain text was read as."""
    from briefkit.read import decode
    from briefkit.read.text.doubts import NAMES, why

    if not _is_plain_text(found):
        raise click.UsageError("--why explains plain text; other formats say themselves what their lines are.")
    source = session.report.know(session.report.keep(decode(found.read(), found.name)))
    reason = why(source, line)
    if reason is None:
        raise click.UsageError(f"--why: no words stand on line {line} of {found.name}.")
    reading = reason.reading
    level = f" of level {reading.level}" if reading.level else ""
    click.echo(
        f"line {reason.line}: {NAMES[reading.label]}{level} ({reading.confidence:.0%}), else {NAMES[reading.other]}"
    )
    click.echo(f"  {reason.text if len(reason.text) <= MAX_SHOWN else reason.text[: MAX_SHOWN - 1] + '…'}")
    for name, gain in reason.gains:
        click.echo(f"  {gain:+6.2f}  {name}")
    click.echo(f"  strongest: {', '.join(f'{name} {gain:+.2f}' for name, gain in reason.features)}")
    return 0
