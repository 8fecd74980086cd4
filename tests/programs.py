"""Other people's programs, for tests that ask them; a test is skipped where its program is not installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SECONDS = 120.0


def program(name: str) -> str:
    """The path of the program called `name`, of this environment or of the system."""
    path = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


def run(command: list[object]) -> str:
    """What `command` prints; its failure is the test's, with all that it said."""
    words = [str(word) for word in command]
    done = subprocess.run(words, check=False, capture_output=True, text=True, timeout=SECONDS, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout}{done.stderr}"
    return done.stdout


def printed(file: Path, suffix: str) -> Path:
    """What LibreOffice makes of a file: beside it, with another `suffix` (``pdf``, or ``txt:Text`` for plain text)."""
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    run([program("soffice"), profile, "--headless", "--convert-to", suffix, "--outdir", file.parent, file])
    return file.with_suffix("." + suffix.partition(":")[0])
