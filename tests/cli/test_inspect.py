"""`briefkit inspect`: what is found in a source, stage by stage."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

Run = Any


def test_the_outline_is_on_stdout(run: Run, brief: Path) -> None:
    ran = run("inspect", brief.name)

    assert (ran.code, ran.err) == (0, "")
    assert "A Bridge for Nowhere" in ran.lines[0]
    assert any("*not*" in line for line in ran.lines)


def test_the_json_is_the_documents(run: Run, brief: Path) -> None:
    from briefkit.model.codec import from_json

    ran = run("inspect", "--json", brief.name)

    said = json.loads(ran.out)
    assert said["briefkit"] == 1
    assert said["meta"]["title"] == [{"type": "text", "text": "A Bridge for Nowhere"}]
    assert "span" not in ran.out
    assert len(from_json(ran.out.encode()).blocks) == 1


def test_the_json_has_spans_when_asked(run: Run, brief: Path) -> None:
    said = json.loads(run("inspect", "--json", "--spans", brief.name).out)

    span = said["blocks"][0]["span"]
    assert brief.read_text()[span["start"] : span["end"]] == "It is *not* open."


def test_the_page_is_one_html_file(run: Run, brief: Path) -> None:
    ran = run("inspect", "--stage", "page", brief.name)

    assert (ran.code, ran.err) == (0, "")
    assert "<p>It is <em>not</em> open.</p>" in ran.out
    assert "<style" in ran.out


def test_the_boxes_are_an_outline(run: Run, brief: Path) -> None:
    ran = run("inspect", "--stage", "boxes", brief.name)

    assert ran.code == 0
    assert ran.lines[0].startswith("block html")
    assert any(line.strip() == 'text "not"' for line in ran.lines)
    assert any(line.strip() == "inline em" for line in ran.lines)


def test_the_standard_input_is_inspected(run: Run) -> None:
    ran = run("inspect", "-", stdin=b"A Title\n\nA paragraph of words, and then some more of them.\n")

    assert ran.code == 0
    assert "A Title" in ran.lines[0]


def test_findings_go_to_stderr_and_the_outline_is_shown_all_the_same(run: Run, here: Path) -> None:
    (here / "brief.md").write_text("# T\n\nWords <b>here</b>.\n")

    ran = run("inspect", "brief.md")

    assert ran.code == 0
    assert set(ran.rules) == {"B101"}
    assert ran.lines


def test_errors_in_the_document_make_the_exit_code(run: Run, here: Path) -> None:
    (here / "brief.md").write_text("---\ntitle: [\n---\n\nWords.\n")

    ran = run("inspect", "brief.md")

    assert (ran.code, ran.rules) == (1, ["B201"])
    assert ran.lines


def test_a_setting_counts(run: Run, brief: Path) -> None:
    assert "Set" in run("inspect", "--json", "--set", "meta.organisation=Set", brief.name).out


@pytest.mark.parametrize("arguments", [["--spans"], ["--json", "--stage", "page"], ["--stage", "pages"]])
def test_what_does_not_go_together_is_wrong_use(run: Run, brief: Path, arguments: list[str]) -> None:
    ran = run("inspect", brief.name, *arguments)

    assert (ran.code, ran.out) == (2, "")


def test_a_missing_source_is_told(run: Run) -> None:
    ran = run("inspect", "missing.md")

    assert (ran.code, ran.out, ran.rules) == (3, "", ["B001"])
