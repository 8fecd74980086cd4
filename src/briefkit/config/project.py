"""`briefkit.toml`: the file whose folder is a project's root, and what it sets."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from briefkit.config.layers import Layer, Place, Value, read_layer
from briefkit.config.toml import KeyPath, parse
from briefkit.diagnostics import Severity, diagnose
from briefkit.diagnostics.report import Report
from briefkit.errors import DocumentError
from briefkit.resources import is_style_folder, read_file
from briefkit.spans import Source

PROJECT_FILE = "briefkit.toml"

LOGO = "meta.logo"
"""The one key of the metadata that names a file."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")


class Project(Struct, frozen=True):
    """A project: its root folder, and the settings its file makes."""

    root: Path
    layer: Layer

    def layer_in(self, folder: Path) -> Layer:
        """The layer as a source in `folder` has it, where paths to pictures start from its own place."""
        logo = self.layer.get(LOGO)
        if logo is None:
            return self.layer
        return {**self.layer, LOGO: replace(logo, value=_led_to(logo.value, self.root, folder))}


def find_project(folder: Path) -> Path | None:
    """The nearest `briefkit.toml` in `folder` or above it; None where there is none.

    In a folder that may not be entered there is none to be found.
    """
    start = folder.absolute()
    files = (above / PROJECT_FILE for above in (start, *start.parents))
    return next((file for file in files if os.path.isfile(file)), None)  # noqa: PTH113 (`Path.is_file` raises there)


def load_project(path: Path, report: Report, *, name: str = PROJECT_FILE) -> Project:
    """Reads the project file at `path`, called `name` in messages; unknown keys are reported and left out.

    `DocumentError` for all the faults found in it at once, `UnavailableError` where it cannot be read.
    """
    source = report.know(Source(name, _decode(path, name)))
    toml = parse(source)

    def place_of(path: KeyPath) -> Place:
        spans = (toml.spans.get(path[:length]) for length in range(len(path), 0, -1))
        return Place(next((span for span in spans if span), source.span(0, 0)))

    outcome = read_layer(toml.values, place_of)
    if any(found.severity is Severity.ERROR for found in outcome.diagnostics):
        raise DocumentError(*outcome.diagnostics, sources=[source])
    return Project(path.parent, _from_root(report.keep(outcome), path.parent))


def _decode(path: Path, name: str) -> str:
    """The text of the file; TOML is UTF-8 (TOML 1.0.0, "Spec"), a byte order mark before it is forgiven."""
    try:
        return read_file(path).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        message = f"byte {error.start + 1} is not UTF-8, which TOML has to be"
        raise DocumentError(diagnose("B204", message, place=name)) from error


def _from_root(layer: Layer, root: Path) -> Layer:
    """The layer with its folders taken from the project's `root`, wherever briefkit is run."""
    folders = {key: value for key, value in layer.items() if key == "out" or _names_style_folder(key, value)}
    return {**layer, **{key: replace(value, value=str(root / value.value)) for key, value in folders.items()}}


def _led_to(logo: Any, root: Path, folder: Path) -> Any:
    """A logo, or the mapping that it is the ``source`` of, its path from `root` made one from `folder`."""
    if isinstance(logo, Mapping):
        return {key: _led_to(value, root, folder) if key == "source" else value for key, value in logo.items()}
    is_path = isinstance(logo, str) and logo and not _ADDRESS.match(logo)
    return Path(os.path.relpath(root / logo, folder)).as_posix() if is_path else logo


def _names_style_folder(key: str, value: Value) -> bool:
    return key == "style.name" and is_style_folder(str(value.value))
