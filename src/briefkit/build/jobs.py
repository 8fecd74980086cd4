"""Jobs: the units of a build, each bytes in and a product out, independent of the others."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from briefkit import pipeline
from briefkit.config import Settings, Value
from briefkit.diagnostics import diagnose
from briefkit.errors import UnavailableError
from briefkit.pipeline import Product
from briefkit.resources import LocalResources, read_standard_input


class Job(Protocol):
    """What makes the files of one report. `name` is what messages call its source, `outputs` the files by format."""

    @property
    def name(self) -> str: ...

    @property
    def outputs(self) -> Mapping[str, Path]: ...

    def run(self) -> Product:
        """Reads and makes the report; `BriefkitError` where what it needs cannot be read."""
        ...


class Input(Struct, frozen=True):
    """A source analysis that is to be read. `path` is None for the standard input; `root` bounds what may be read.

    `source_format` is the format that it is in; empty: its name says so.
    """

    path: Path | None
    name: str
    root: Path
    settings: Settings
    source_format: str = ""

    @property
    def resources(self) -> LocalResources:
        """The door to this machine, as far open as the source may look."""
        return LocalResources(self.root)

    @property
    def base(self) -> Path:
        """The folder that what the source refers to is looked for in."""
        return Path() if self.path is None else self.path.parent

    def read(self) -> bytes:
        """The source's bytes; `BriefkitError` where there are none to be had."""
        if self.path is None:
            return read_standard_input()
        if os.path.isdir(self.path):  # noqa: PTH112 (`Path.is_dir` raises where nobody may look)
            hint = f"name the files in it, as in `{self.path / '*.md'}`"
            raise UnavailableError(diagnose("B002", f"cannot read `{self.path}`: it is a folder", hint=hint))
        return self.resources.read(self.path)


class ReportJob(Struct, frozen=True):
    """A source analysis to build."""

    source: Input
    outputs: Mapping[str, Path]

    @property
    def name(self) -> str:
        """The source, as messages call it."""
        return self.source.name

    def run(self) -> Product:
        """Runs the flow for exactly the formats of the outputs."""
        source = self.source
        asked = {**source.settings.command, "formats": Value(tuple(self.outputs))}
        settings = replace(source.settings, command=asked)
        return pipeline.run(
            source.read(),
            name=source.name,
            settings=settings,
            resources=source.resources,
            base=source.base,
            source_format=source.source_format,
        )


class PageJob(Struct, frozen=True):
    """An HTML page to render, with stylesheets; what both refer to is looked for in the page's folder."""

    page: Path
    sheets: tuple[Path, ...]
    root: Path
    outputs: Mapping[str, Path]

    @property
    def name(self) -> str:
        """The page, as it was asked for."""
        return str(self.page)

    def run(self) -> Product:
        """Runs the short flow."""
        resources = LocalResources(self.root)
        return pipeline.render(
            resources.read(self.page),
            name=self.name,
            sheets={str(sheet): resources.read(sheet) for sheet in self.sheets},
            formats=tuple(self.outputs),
            resources=resources,
            base=self.page.parent,
        )
