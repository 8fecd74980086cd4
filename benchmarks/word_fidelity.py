"""How closely the Word files of other people's pages look like the PDFs that WeasyPrint makes of them.

For each page: WeasyPrint's own command makes the reference, ``briefkit render`` the Word file, and a tool that is given
by its path compares the two. It is called as ``python TOOL ref.pdf page.docx --json`` and prints a JSON object, each of
whose members has a ``score`` from 0 to 1, or is null where the reference has no such thing; ``OVERALL`` is their mean.
What an eye cannot see on paper is counted in the Word file: the paragraphs that have nothing but a style, numbering and
a section of their own, and how many paragraph styles they use.

    python benchmarks/word_fidelity.py TOOL [PAGE ...] [--keep DIR]
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
GOOD = 0.95
SECONDS = 300.0
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
INDIRECT = {f"{W}pStyle", f"{W}numPr", f"{W}sectPr"}


@dataclass(frozen=True)
class Paragraphs:
    """Of the paragraphs of a Word file's body: the share without direct formatting, and how many styles they have."""

    in_style: float
    styles: int


@dataclass(frozen=True)
class Result:
    """What was measured of one page."""

    page: str
    scores: Mapping[str, float]
    diagnostics: int
    paragraphs: Paragraphs

    @property
    def overall(self) -> float:
        return self.scores["OVERALL"]

    @property
    def weak(self) -> dict[str, float]:
        """The measures below `GOOD`, the worst first."""
        low = {name: score for name, score in self.scores.items() if score < GOOD and name != "OVERALL"}
        return dict(sorted(low.items(), key=lambda item: item[1]))


def main() -> None:
    """Measures each page and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool", type=Path, help="compares a PDF with a Word file")
    parser.add_argument("pages", nargs="*", type=Path, help="HTML pages (default: those of tests/pages)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave PDFs and Word files in DIR")
    arguments = parser.parse_args()
    pages: Sequence[Path] = arguments.pages or sorted((ROOT / "tests" / "pages").glob("*.html"))

    print("| page | overall | measures under 0.95 | diagnostics | paragraphs in style | styles |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder: Path = arguments.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        results = [shown(measured(page, arguments.tool, folder)) for page in pages]
    print(f"\nmean {statistics.mean(result.overall for result in results):.3f}")


def measured(page: Path, tool: Path, folder: Path) -> Result:
    """Makes both files of `page` in `folder` and compares them; `RuntimeError` where a program fails."""
    pdf, docx = folder / f"{page.stem}.pdf", folder / f"{page.stem}.docx"
    printed([BIN / "weasyprint", "--quiet", page, pdf])
    report = json.loads(printed([BIN / "briefkit", "render", page, "-o", docx, "--overwrite", "--json"], (0, 1)))
    compared = json.loads(printed([sys.executable, tool, pdf, docx, "--json"]))
    scores = {
        name: float(value["score"] if isinstance(value, dict) else value)
        for name, value in compared.items()
        if value is not None
    }
    return Result(page.stem, scores, len(report["diagnostics"]), paragraphs_of(docx))


def printed(command: Sequence[object], allowed: Container[int] = (0,)) -> str:
    """What `command` prints; `RuntimeError` where it ends otherwise than `allowed`."""
    words = [str(word) for word in command]
    done = subprocess.run(words, check=False, capture_output=True, text=True, timeout=SECONDS)
    if done.returncode not in allowed:
        raise RuntimeError(f"{' '.join(words)} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def paragraphs_of(docx: Path) -> Paragraphs:
    """What the body of `docx` says of its paragraphs, those in tables and text boxes included."""
    with zipfile.ZipFile(docx) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    paragraphs = list(body.iter(f"{W}p"))
    in_style = sum(all(child.tag in INDIRECT for child in p.iterfind(f"{W}pPr/*")) for p in paragraphs)
    styles = {style.get(f"{W}val") for style in body.iter(f"{W}pStyle")}
    return Paragraphs(in_style / max(1, len(paragraphs)), len(styles))


def shown(result: Result) -> Result:
    """Prints one row of the table."""
    weak = ", ".join(f"{name} {score:.2f}" for name, score in result.weak.items())
    paragraphs = f"{result.paragraphs.in_style:.0%} | {result.paragraphs.styles}"
    print(f"| {result.page} | {result.overall:.3f} | {weak} | {result.diagnostics} | {paragraphs} |", flush=True)
    return result


if __name__ == "__main__":
    main()
