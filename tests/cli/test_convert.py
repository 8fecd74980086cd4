"""``briefkit convert``: to Markdown, JSON and HTML, by suffix or by name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefkit.build import CONVERSIONS
from briefkit.cli.convert import FORMATS

Run = Any

PLAIN = "A Bridge for Nowhere\n\nWhy It Is There\n\nNobody *knows*, and nobody asks. It has been so for years.\n"


@pytest.fixture
def plain(here: Path) -> Path:
    """A source without markup."""
    path = here / "brief.txt"
    path.write_text(PLAIN, encoding="utf-8")
    return path


def test_the_names_are_those_of_the_table() -> None:
    assert tuple(CONVERSIONS) == FORMATS


def test_a_plain_text_becomes_markdown(run: Run, here: Path, plain: Path) -> None:
    ran = run("convert", plain, "-o", "brief.md")

    written = (here / "brief.md").read_text("utf-8")
    assert (ran.code, ran.lines, ran.rules) == (0, ["brief.md"], [])
    assert written.startswith("---\ntitle: A Bridge for Nowhere\n---\n\n# Why It Is There\n\nNobody \\*knows\\*, and")


def test_markdown_converts_to_the_same_json_as_its_source(run: Run, here: Path, plain: Path) -> None:
    run("convert", plain, "-o", "brief.md", "-o", "first.json")
    run("convert", "brief.md", "-o", "second.json")

    assert (here / "second.json").read_bytes() == (here / "first.json").read_bytes()


@pytest.mark.parametrize(("name", "start"), [("brief.json", '{"briefkit"'), ("brief.html", "<!DOCTYPE html>")])
def test_the_suffix_says_the_format(run: Run, here: Path, brief: Path, name: str, start: str) -> None:
    ran = run("convert", brief, "-o", name)

    assert (ran.code, ran.lines) == (0, [name])
    assert (here / name).read_text("utf-8").startswith(start)


def test_a_format_can_be_named(run: Run, here: Path, brief: Path) -> None:
    run("convert", brief, "--to", "json", "-o", "brief.model")

    assert json.loads((here / "brief.model").read_text("utf-8"))["meta"]["title"]


def test_a_dash_is_the_standard_output(run: Run, here: Path, brief: Path) -> None:
    ran = run("convert", brief, "--to", "markdown", "-o", "-")

    assert (ran.code, ran.out) == (0, "---\ntitle: A Bridge for Nowhere\n---\n\nIt is *not* open.\n")
    assert list(here.iterdir()) == [brief]


def test_the_standard_input_is_converted(run: Run) -> None:
    ran = run("convert", "-", "--from", "markdown", "--to", "markdown", "-o", "-", stdin=b"A [*b*](c)\n")

    assert (ran.code, ran.out) == (0, "A [*b*](c)\n")


def test_metadata_of_the_command_is_written_too(run: Run, brief: Path) -> None:
    ran = run("convert", brief, "--set", "meta.status=draft", "--to", "markdown", "-o", "-")

    assert "status: draft\n" in ran.out


def test_what_was_not_written_by_briefkit_is_kept(run: Run, here: Path, brief: Path) -> None:
    (here / "mine.md").write_text("mine")

    kept = run("convert", brief, "-o", "mine.md")
    over = run("convert", brief, "-o", "mine.md", "--overwrite")

    assert (kept.code, kept.rules) == (1, ["B701"])
    assert (over.code, over.lines) == (0, ["mine.md"])


@pytest.mark.parametrize(
    ("arguments", "rule"),
    [
        (["-o", "brief.pdf"], "B206"),
        (["-o", "a.md", "-o", "b.md"], "B205"),
    ],
)
def test_what_cannot_be_asked_for(run: Run, brief: Path, arguments: list[str], rule: str) -> None:
    ran = run("convert", brief, *arguments)

    assert (ran.code, ran.rules) == (2, [rule])


@pytest.mark.parametrize(
    "arguments", [[], ["-o", "-"], ["-o", "-", "--to", "json", "--json"], ["--to", "json", "-o", "a", "-o", "b"]]
)
def test_wrong_use(run: Run, brief: Path, arguments: list[str]) -> None:
    assert run("convert", brief, *arguments).code == 2


def test_a_source_that_cannot_be_read_makes_nothing(run: Run) -> None:
    ran = run("convert", "missing.md", "--to", "json", "-o", "-")

    assert (ran.code, ran.out, ran.rules) == (3, "", ["B001"])


def test_strict_takes_warnings_for_errors(run: Run, here: Path) -> None:
    (here / "brief.md").write_text("Words <b>here</b>.\n")

    assert run("convert", "brief.md", "--to", "json", "-o", "-", "--strict").code == 1
