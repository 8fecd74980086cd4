"""The command line: arguments in, the work called, results and diagnostics shown, an exit code out.

This module knows the commands by name only: each is imported when it is asked for, and imports what it works with
when it runs. Exit codes: 0 done · 1 the document has errors (or warnings under ``--strict``) · 2 wrong use ·
3 cannot (a missing file, font, permission, library) · 70 a fault in briefkit itself · 130 interrupted · 141 nobody
reads the output any more.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

import click

COMMANDS = ("build", "render", "convert", "inspect", "styles", "doctor")
UNAVAILABLE = 3
INTERRUPTED = 130


class _Commands(click.Group):
    """The commands, each in a module of its own name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's signature)
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"briefkit.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, which compares a slip with the commands that are loaded, and so with none."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            if not near:
                raise
            raise click.UsageError(f"{error.message} Did you mean '{near[0]}'?", ctx) from error


def _print_version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        import briefkit

        click.echo(f"briefkit {briefkit.__version__}")
        ctx.exit()


@click.group(
    name="briefkit",
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, 1 the document has errors or an edited output was kept, 2 wrong use, "
    "3 cannot (file, permission, library), 70 a fault in briefkit itself, 130 interrupted.",
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Show the version."
)
def commands() -> None:
    """Turns a source analysis into a briefing report: a print-ready PDF, an editable Word file, one HTML file.

    \b
    Example:
      briefkit build analysis.md
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line with `arguments` (those of the process by default) and ends the process."""
    gc.disable()  # a report's trees live until it is written; `carry_out` collects between two reports
    code = run(arguments)
    gc.freeze()  # nor is there anything to look for at the end, when the process gives all back
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; the exit code."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # whatever the terminal's encoding, words get through
    try:
        code = commands.main(arguments, prog_name="briefkit", standalone_mode=False)
    except click.Abort:
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except ImportError as error:  # so early that there is nothing yet to say it with
        click.echo(f"error: {error}; install what is missing with `pip install --upgrade briefkit`", err=True)
        return UNAVAILABLE
    return code if isinstance(code, int) else 0
