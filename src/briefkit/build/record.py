"""The record of what briefkit wrote: a small file among the outputs, by which an edited file is told from an old one.

``.briefkit.json`` holds ``{"briefkit": 1, "files": {NAME: [SHA-256, …]}}``: for each output the hashes of the contents
that briefkit gave it, newest first. A damaged record knows nothing, so that whatever lies there is kept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

RECORD_NAME = ".briefkit.json"
_VERSION = 1
_MAX_BYTES = 16 * 1024 * 1024


class Record(Struct, frozen=True):
    """What is known of one folder: the hashes (SHA-256, hexadecimal) of what was written, by file name."""

    hashes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def wrote(self, name: str, digest: str) -> bool:
        """Whether briefkit gave the file `name` the content with this hash."""
        return digest in self.hashes.get(name, ())

    def noting(self, name: str, *digests: str) -> Record:
        """The record with the contents that the file `name` may have from now on, newest first."""
        return Record({**self.hashes, name: tuple(dict.fromkeys(digests))})

    def encode(self) -> bytes:
        """The record as its file holds it."""
        files = {name: list(hashes) for name, hashes in sorted(self.hashes.items())}
        return json.dumps({"briefkit": _VERSION, "files": files}, indent=1).encode() + b"\n"


def read_record(folder: Path) -> Record:
    """The record in `folder`; an empty one where there is none, or none that can be trusted."""
    try:
        with (folder / RECORD_NAME).open("rb") as file:
            content = json.loads(file.read(_MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return Record()
    if not isinstance(content, dict) or content.get("briefkit") != _VERSION:
        return Record()
    files = content.get("files")
    if not isinstance(files, dict) or not all(map(_are_hashes, files.values())):
        return Record()
    return Record({name: tuple(hashes) for name, hashes in files.items()})


def _are_hashes(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(digest, str) for digest in value)
