"""`briefkit styles`: which there are, what one offers, a new one that builds at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

Run = Any


def test_styles_are_listed_with_what_they_are(run: Run) -> None:
    ran = run("styles", "list")

    assert (ran.code, ran.err) == (0, "")
    names = [line.split()[0] for line in ran.lines]
    assert names == sorted(names)
    assert "briefing" in names
    assert all(len(line.split()) > 2 for line in ran.lines)


def test_styles_are_listed_as_json(run: Run) -> None:
    ran = run("styles", "list", "--json")

    assert {"name", "description"} == set(json.loads(ran.out)[0])


def test_a_style_s_options_and_variables_are_shown_with_what_they_accept(run: Run) -> None:
    ran = run("styles", "show", "briefing")

    assert ran.code == 0
    at = ran.lines.index('  page-size = "A4"')
    assert ran.lines[at + 1].startswith("      `A4` or `Letter`; ")
    assert any(line.startswith("  accent = ") for line in ran.lines)


def test_a_style_is_shown_as_json(run: Run) -> None:
    ran = run("styles", "show", "briefing", "--json")

    shown = json.loads(ran.out)
    assert shown["options"]["page-size"]["type"] == "choice"
    assert shown["variables"]["accent"]["type"] == "color"


def test_a_style_that_is_not_there_is_wrong_use(run: Run) -> None:
    ran = run("styles", "show", "breifing")

    assert (ran.code, ran.rules) == (2, ["B301"])
    assert "did you mean `briefing`?" in ran.err


@pytest.mark.parametrize("base", ["briefing", "./house"])
def test_a_new_style_is_complete_at_once(run: Run, brief: Path, fast: Any, base: str) -> None:
    assert run("styles", "new", "house").code == 0
    assert run("styles", "new", "deep/own", "--extends", base).code == 0

    ran = run("build", brief, "--style", "./deep/own", "--to", "pdf")

    assert (ran.code, ran.err) == (0, "")
    assert fast[0].sheets[-2].name == "./deep/own/house.css"
    assert run("styles", "show", "./deep/own").lines[0].startswith("own: ")


def test_a_new_style_does_not_take_the_place_of_another(run: Run, here: Path) -> None:
    run("styles", "new", "house")
    (here / "house" / "house.css").unlink()
    before = (here / "house" / "style.toml").read_bytes()

    ran = run("styles", "new", "house")

    assert (ran.code, ran.rules) == (3, ["B702"])
    assert (here / "house" / "style.toml").read_bytes() == before
    assert not (here / "house" / "house.css").exists()


def test_a_new_style_that_cannot_be_written_is_told(run: Run, here: Path) -> None:
    (here / "file").write_text("x")

    ran = run("styles", "new", "file/house")

    assert (ran.code, ran.rules) == (3, ["B702"])
