"""The tutorial is true: its files are written, its commands run, and what they print is what it shows.

``pytest --update`` writes what they print. A comment before a fenced block says what becomes of it: ``file`` makes a
file of it, ``append`` adds it to one, ``front matter`` puts it before the closing ``---``, ``shown`` is what a file
holds. In a block of ``console`` each line that begins with ``$`` is run; what follows is what it printed, messages
first, then ``(exit code N)`` where that is not 0.
"""

from __future__ import annotations

import io
import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefkit import cli

TUTORIAL = Path(__file__).resolve().parent.parent / "docs" / "tutorial.md"
_BLOCK = re.compile(
    r"(?:<!-- (file|append|front matter|shown): (\S+) -->\n)?```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)

Run = Callable[[str], str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a line of the tutorial in a folder of its own; what it printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO())

    def command(line: str) -> str:
        name, *arguments = shlex.split(line)
        assert name == "briefkit"
        paths = [str(path) for one in arguments for path in (sorted(Path().glob(one)) if "*" in one else [one])]
        capsys.readouterr()
        code = cli.run(paths)
        said = capsys.readouterr()
        return f"{said.err}{said.out}" + (f"(exit code {code})\n" if code else "")

    return command


def test_what_the_tutorial_shows_is_what_happens(run: Run, golden: Callable[[Path, str], None]) -> None:
    text = _BLOCK.sub(lambda found: _carried_out(found, run), TUTORIAL.read_text(encoding="utf-8"))

    golden(TUTORIAL, text)


def _carried_out(found: re.Match[str], run: Run) -> str:
    """The block after what it says was done, with what came of it."""
    action, name, language, content = found.groups()
    head = found[0][: found[0].index("```")]
    match action:
        case "file":
            Path(name).write_text(content, encoding="utf-8")
        case "append":
            with Path(name).open("a", encoding="utf-8") as file:
                file.write(content)
        case "front matter":
            opening, mark, rest = Path(name).read_text(encoding="utf-8").partition("\n---\n")
            Path(name).write_text(f"{opening}\n{content.rstrip()}{mark}{rest}", encoding="utf-8")
        case "shown":
            content = Path(name).read_text(encoding="utf-8")
        case _ if language == "console":
            lines = [line for line in content.splitlines() if line.startswith("$ ")]
            content = "".join(f"{line}\n{run(line[2:])}" for line in lines)
    return f"{head}```{language}\n{content}```"
