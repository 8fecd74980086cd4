"""Diagnostics on stderr, and JSON on stdout."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence

import click

from briefkit.diagnostics import Diagnostic
from briefkit.diagnostics.records import record
from briefkit.spans import Source


def show(found: Sequence[Diagnostic], sources: Mapping[str, Source], *, closing: str | None) -> None:
    """The findings, a blank line after each, and a line that sums them up and ends in `closing`; none where it is None.

    Colours only on a terminal, and never where NO_COLOR is set (https://no-color.org).
    """
    if not found:
        return
    from briefkit.diagnostics.terminal import WIDTH, styled, summarise

    has_colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    width = os.get_terminal_size(sys.stderr.fileno()).columns if sys.stderr.isatty() else WIDTH
    for one in found:
        text = styled(one, sources, width=width or WIDTH)
        if has_colour:
            from rich.console import Console

            Console(stderr=True, highlight=False, soft_wrap=True).print(text, end="\n\n")
        else:
            click.echo(f"{text.plain}\n", err=True)
    if closing is not None:
        click.echo("; ".join(filter(None, (summarise(found), closing))), err=True)


def show_json(
    records: Mapping[str, Sequence[Mapping[str, str]]], found: Sequence[Diagnostic], sources: Mapping[str, Source]
) -> None:
    """One JSON object on stdout: `records` by name, and the findings under ``diagnostics``."""
    everything = {**records, "diagnostics": [record(one, sources) for one in found]}
    click.echo(json.dumps(everything, indent=2, ensure_ascii=True))
