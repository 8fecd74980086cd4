"""Running the command line in this process, in a folder of its own."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from briefkit import cli, pipeline
from briefkit.compose.page import Page
from briefkit.diagnostics.report import Report


@dataclass(frozen=True)
class Ran:
    """What a command did: its exit code and what it said."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of stdout."""
        return self.out.splitlines()

    @property
    def rules(self) -> list[str]:
        """The rules of the findings shown, in order."""
        heads = [line.partition("]:")[0] for line in self.err.splitlines() if "[B" in line.partition("]:")[0]]
        return [head.rpartition("[")[2] for head in heads]


Run = Callable[..., Ran]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: empty, in no project."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return folder


@pytest.fixture
def run(here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `briefkit` with these arguments; nobody ever sees a traceback."""

    def command(*arguments: str | Path, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        code = cli.run(list(map(str, arguments)))
        ran = Ran(code, *capsys.readouterr())
        assert "Traceback" not in ran.err
        assert here.exists()
        return ran

    return command


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> list[Page]:
    """Everything as it is, but for layout and writing: an output holds its format and the page it was made from.

    Gives the pages that were made.
    """
    pages: list[Page] = []

    def write(page: Page, _probe: Page | None, formats: Any, _resources: Any, _report: Report) -> Mapping[str, bytes]:
        pages.append(page)
        return {name: f"{name}\n{page.one_file()}".encode() for name in formats}

    monkeypatch.setattr(pipeline, "write", write)
    return pages


@pytest.fixture
def brief(here: Path) -> Path:
    """A source to build."""
    path = here / "brief.md"
    path.write_text("# A Bridge for Nowhere\n\nIt is *not* open.\n", encoding="utf-8")
    return path
