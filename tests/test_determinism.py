"""Same input, same bytes, whatever process, folder, hash seed, time zone, locale or hour a report is built in."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
BRIEFKIT = [sys.executable, "-m", "briefkit"]
SUFFIXES = {".pdf", ".docx", ".html"}
SURROUNDINGS = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "1234", "TZ": "Pacific/Auckland", "LC_ALL": "de_DE.UTF-8"},
]


def built(source: Path, folder: Path, surroundings: dict[str, str]) -> dict[str, str]:
    """The hashes of what a new process builds of a copy of `source`, its pictures beside it, in `folder`, by name."""
    shutil.copytree(source.parent, folder)
    copy = folder / source.name
    os.utime(copy, (len(folder.parts) * 86_400 * 365,) * 2)
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"} | surroundings
    command = [*BRIEFKIT, "build", copy.name, "--to", "pdf,docx,html", "--out", "out"]
    done = subprocess.run(command, check=False, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    outputs = sorted(path for path in (folder / "out").iterdir() if path.suffix in SUFFIXES)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in outputs}


@pytest.mark.parametrize("source", sorted(filter(Path.is_file, SEEDS.iterdir())), ids=lambda path: path.name)
def test_two_machines_build_the_same_bytes(source: Path, tmp_path: Path) -> None:
    folders = [tmp_path / "here", tmp_path / "a much longer" / "way" / "down"]

    first, second = (built(source, *pair) for pair in zip(folders, SURROUNDINGS, strict=True))

    assert len(first) == len(SUFFIXES)
    assert first == second
