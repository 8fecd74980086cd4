"""What briefkit costs beside the least that its work can cost.

Two pairs, each run in turns (this one, that one, this one, …) after one run of each that does not count:

- ``briefkit build`` for PDF and Word, against WeasyPrint's own command making the PDF alone of the same composed page;
- ``briefkit --help``, against a Python that imports Click and ends.

CPU seconds are user and system time of the process and its children; peak memory is the largest resident set of one
process. The ratio is the median over the pairs, between the smallest and the largest of them. All of them find byte
code of their modules, as they do once they have run on a machine, whatever PYTHONDONTWRITEBYTECODE says here.

    python benchmarks/against_weasyprint.py [SOURCE] [--runs N]
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import fontpkg

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Command:
    """A command to measure, under the name that the table gives it."""

    name: str
    words: Sequence[object]


@dataclass(frozen=True)
class Cost:
    """CPU seconds, and peak memory in megabytes, of one process."""

    cpu: float
    memory: float


def main() -> None:
    """Measures both pairs and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", nargs="?", type=Path, default=sorted((ROOT / "seeds").iterdir())[0])
    parser.add_argument("--runs", type=int, default=7, help="pairs to measure (default 7)")
    arguments = parser.parse_args()
    source: Path = arguments.source

    print(f"{source.name}: {len(source.read_text(encoding='utf-8').split())} words")
    with tempfile.TemporaryDirectory() as name:
        page, pdf = Path(name, "page.html"), Path(name, "page.pdf")
        page.write_text(one_file(source), encoding="utf-8")
        build = [BIN / "briefkit", "build", source, "--to", "pdf,docx", "--out", Path(name, "out")]
        weasyprint = [BIN / "weasyprint", "--quiet", "--presentational-hints", "--pdf-variant", "pdf/ua-1", page, pdf]
        compare(Command("briefkit build, PDF and Word", build), Command("weasyprint, PDF", weasyprint), arguments.runs)
    show_help = [BIN / "briefkit", "--help"]
    import_click = [sys.executable, "-c", "import click"]
    compare(Command("briefkit --help", show_help), Command("import click", import_click), arguments.runs)


def one_file(source: Path) -> str:
    """The page that briefkit composes of `source`, as one HTML text with the fonts under ``file:`` URLs."""
    command = [str(BIN / "briefkit"), "inspect", str(source), "--stage", "page"]
    html = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    return re.sub(r"briefkit-font:([^/\"')]+)/(\d+)(/italic)?", _font_file, html)


def _font_file(url: re.Match[str]) -> str:
    family, weight, italic = url.groups()
    path = fontpkg.path(family.replace("%20", " "), weight=int(weight), style="italic" if italic else "normal")
    return Path(path).as_uri()


def compare(ours: Command, theirs: Command, runs: int) -> None:
    """Runs both commands in turns; prints what each cost, and the ratio."""
    pairs = [(cost_of(ours), cost_of(theirs)) for _ in range(runs + 1)][1:]
    for command, costs in zip((ours, theirs), zip(*pairs, strict=True), strict=True):
        cpu = statistics.median(cost.cpu for cost in costs)
        memory = statistics.median(cost.memory for cost in costs)
        print(f"  {command.name:32} {cpu:7.3f} s CPU {memory:7.1f} MB")
    _show_ratios("CPU", [our.cpu / their.cpu for our, their in pairs])
    _show_ratios("memory", [our.memory / their.memory for our, their in pairs])


def _show_ratios(what: str, ratios: Sequence[float]) -> None:
    print(f"  {'ratio, ' + what:32} {statistics.median(ratios):7.2f} ({min(ratios):.2f} to {max(ratios):.2f})")


def cost_of(command: Command) -> Cost:
    """What one run of `command` costs; `RuntimeError` where it fails."""
    words = [str(word) for word in command.words]
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    pid = os.posix_spawn(words[0], words, environment, file_actions=quiet)
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise RuntimeError(f"{' '.join(words)} ended with {os.waitstatus_to_exitcode(status)}")
    return Cost(usage.ru_utime + usage.ru_stime, _megabytes(usage))


def _megabytes(usage: resource.struct_rusage) -> float:
    """The peak resident set, which Linux counts in kilobytes and macOS in bytes."""
    return usage.ru_maxrss / (1_048_576 if sys.platform == "darwin" else 1_024)


if __name__ == "__main__":
    main()
