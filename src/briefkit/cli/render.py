"""``briefkit render``: any HTML page to PDF and Word."""

from __future__ import annotations

from pathlib import Path

import click

from briefkit.cli.publishing import on_edit, publish_all, publishing_options
from briefkit.cli.session import Session, with_session


@click.command("render")
@click.argument("page", metavar="PAGE.html", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--css",
    "sheets",
    type=click.Path(path_type=Path, readable=False),
    multiple=True,
    metavar="FILE",
    help="A stylesheet after the page's own; may be given several times.",
)
@publishing_options
@with_session
def command(
    session: Session,
    *,
    page: Path,
    sheets: tuple[Path, ...],
    outputs: tuple[Path, ...],
    root: Path | None,
    strict: bool,
    keep_edits: bool,
    overwrite: bool,
    as_json: bool,
) -> int:
    """Render an HTML page and its CSS, no template between.

    What the page refers to is read from its own folder, or the project's; --root widens that. The network is
    never asked.

    \b
    Example:
      briefkit render page.html --css print.css -o page.pdf -o page.docx
    """
    session.is_json = as_json
    if not outputs:
        raise click.UsageError("say where the output goes, as in -o page.pdf")
    from briefkit.build import PageJob, named_outputs, project_root
    from briefkit.pipeline import PAGE_FORMATS

    job = PageJob(page, sheets, root or project_root(page.parent), named_outputs(outputs, PAGE_FORMATS))
    return publish_all(session, [job], on_edit=on_edit(keep_edits=keep_edits, overwrite=overwrite), is_strict=strict)
