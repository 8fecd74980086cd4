"""New files for people to go on from, never in the place of files that are there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefkit.diagnostics import diagnose
from briefkit.errors import UnavailableError
from briefkit.resources import reason


def write_new_files(folder: Path, files: Mapping[str, str]) -> tuple[Path, ...]:
    """Writes `files` into `folder`, made where it is missing; the paths written.

    `UnavailableError` B702 where one of them is there already, or cannot be written; then none is written.
    """
    paths = {folder / name: text for name, text in files.items()}
    for path in paths:
        if path.exists():
            hint = "choose another folder, or take the file away"
            raise UnavailableError(diagnose("B702", f"`{path}` is there already", hint=hint))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in paths.items():
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UnavailableError(diagnose("B702", f"cannot write into `{folder}`: {reason(error)}")) from error
    return tuple(paths)
