"""Options that several commands have, and the settings that they make."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

Function = TypeVar("Function", bound=Callable[..., Any])


SOURCE_FORMATS = ("text", "markdown")
"""The names in `briefkit.read.FORMATS`, which help and completion need not load."""


def source_option(function: Function) -> Function:
    """``--from``."""
    option = click.option(
        "--from",
        "source_format",
        type=click.Choice(SOURCE_FORMATS),
        help="The format of the source, where its suffix does not say it.",
    )
    return option(function)


def style_options(function: Function) -> Function:
    """``--style`` and ``--set``."""
    for option in (
        click.option(
            "--set",
            "overrides",
            metavar="KEY=VALUE",
            multiple=True,
            help='A setting, as in meta.title="A Bridge" or style.options.page-size=Letter.',
        ),
        click.option(
            "--style", metavar="NAME|DIR", shell_complete=complete_styles, help="House style, by name or folder."
        ),
    ):
        function = option(function)
    return function


def command_layer(style: str | None, overrides: tuple[str, ...]) -> dict[str, Any]:
    """The settings that the two options make, by dotted key."""
    from briefkit.config import Place, Value, parse_overrides

    layer = dict(parse_overrides(overrides))
    if style is not None:
        layer["style.name"] = Value(style, Place(name="--style"))
    return layer


def complete_formats(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """For the shell: output formats, several joined by commas."""
    from briefkit.pipeline import FORMATS

    before, comma, last = incomplete.rpartition(",")
    taken = before.split(",")
    return [CompletionItem(f"{before}{comma}{name}") for name in FORMATS if name.startswith(last) and name not in taken]


def complete_styles(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """For the shell: house styles by name, or folders."""
    from briefkit.resources import LocalResources, is_style_folder

    if is_style_folder(incomplete):
        return [CompletionItem(incomplete, type="dir")]
    return [CompletionItem(name) for name in LocalResources(Path()).style_names() if name.startswith(incomplete)]
