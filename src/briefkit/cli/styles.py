"""``briefkit styles``: which house styles there are, what one offers, and the start of a new one."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefkit.cli.options import complete_styles
from briefkit.cli.session import Session, print_path, with_session

if TYPE_CHECKING:
    from briefkit.compose import HouseStyle


@click.group("styles")
def command() -> None:
    """List house styles, show what one offers, start one of your own.

    \b
    Examples:
      briefkit styles list
      briefkit styles show briefing
      briefkit styles new ./house --extends briefing
    """


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the styles as JSON.")
@with_session
def list_styles(_session: Session, as_json: bool) -> int:
    """List the house styles that can be named.

    \b
    Example:
      briefkit styles list
    """
    from briefkit.compose import load_style
    from briefkit.resources import LocalResources

    resources = LocalResources(Path())
    found = [(name, load_style(name, resources).description) for name in resources.style_names()]
    if as_json:
        click.echo(json.dumps([{"name": name, "description": description} for name, description in found], indent=2))
        return 0
    width = max((len(name) for name, _ in found), default=0)
    for name, description in found:
        click.echo(f"{name:<{width + 2}}{description}")
    return 0


@command.command("show")
@click.argument("style", metavar="NAME|DIR", shell_complete=complete_styles)
@click.option("--json", "as_json", is_flag=True, help="Print the style's options and variables as JSON.")
@with_session
def show_style(_session: Session, style: str, as_json: bool) -> int:
    """Show what a house style offers: its options and variables, with what they are by default.

    \b
    Examples:
      briefkit styles show briefing
      briefkit styles show ./house --json
    """
    from briefkit.compose import load_style
    from briefkit.resources import LocalResources

    found = load_style(style, LocalResources(Path()))
    if as_json:
        click.echo(json.dumps(_record(found), indent=2))
    else:
        click.echo("\n".join(_lines(found)))
    return 0


@command.command("new")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--extends", "base", metavar="NAME", default="briefing", show_default=True, help="The style to start from."
)
@with_session
def new_style(_session: Session, folder: Path, base: str) -> int:
    """Start a house style in a new folder: it extends another, and is ready to build with.

    \b
    Example:
      briefkit styles new ./house
      briefkit build analysis.md --style ./house
    """
    from briefkit.build import write_new_files
    from briefkit.compose import load_style
    from briefkit.compose.starter import starter_files
    from briefkit.resources import LocalResources

    resources = LocalResources(Path())
    files = starter_files(folder.resolve().name, load_style(base, resources), base=_seen_from(folder, base))
    for path in write_new_files(folder, files):
        print_path(path)
    return 0


def _seen_from(folder: Path, base: str) -> str:
    """A style as one in `folder` calls it: by name, or by the way from folder to folder."""
    from briefkit.resources import is_style_folder

    if not is_style_folder(base):
        return base
    way = Path(os.path.relpath(base, folder)).as_posix()
    return way if is_style_folder(way) else f"./{way}"


def _record(style: HouseStyle) -> dict[str, Any]:
    import msgspec

    return {
        "name": style.name,
        "description": style.description,
        "options": {name: msgspec.to_builtins(option) for name, option in style.options.items()},
        "variables": {name: msgspec.to_builtins(variable) for name, variable in style.variables.items()},
    }


def _lines(style: HouseStyle) -> Iterator[str]:
    yield f"{style.name}: {style.description}"
    for title, prefix, settings in (
        ("Options", "style.options", style.options),
        ("Variables", "style.variables", style.variables),
    ):
        if settings:
            yield ""
            yield f"{title} (--set {prefix}.NAME=VALUE)"
        for name, setting in settings.items():
            yield f"  {name} = {_shown(setting.default)}"
            yield f"      {setting.accepts}; {setting.help}"


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)
