"""`briefkit inspect`: what is found in a source, stage by stage."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefkit.cli.options import SOURCE_FORMATS
from briefkit.config.layers import KEYS
from briefkit.overlay import INSTEAD
from briefkit.read import FORMATS

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


# Formats ------------------------------------------------------------------------------------------------------------

FRONT_MATTER = b"---\ntitle: A Bridge\n---\n\nIt is *not* open.\n"


def test_the_formats_that_can_be_named_are_those_that_are_read() -> None:
    assert tuple(FORMATS) == SOURCE_FORMATS


@pytest.mark.parametrize("fence", ["---\ntitle: A\n---", "---  \na-key:\n  - b\n...", '+++\ntitle = "A"\n+++'])
def test_markdown_that_is_read_as_text_is_reported(run: Run, fence: str) -> None:
    ran = run("inspect", "-", stdin=f"{fence}\n\nWords.\n".encode())

    assert (ran.code, ran.rules[0]) == (0, "B014")
    assert "stdin:1:1" in ran.err
    assert "`--from markdown`" in ran.err


@pytest.mark.parametrize("text", ["---\n\nkey: value\n\n---\n", "---\nkey: value\n", "Words\n---\nkey: value\n---\n"])
def test_lines_in_a_text_are_no_front_matter(run: Run, text: str) -> None:
    ran = run("inspect", "-", stdin=text.encode())

    assert (ran.code, ran.rules) == (0, [])


def test_the_format_can_be_named(run: Run) -> None:
    markdown = run("inspect", "-", "--from", "markdown", stdin=FRONT_MATTER)
    text = run("inspect", "-", "--from", "text", stdin=FRONT_MATTER)

    assert (markdown.err, text.err) == ("", "")
    assert markdown.lines[0].split() == ["title", "A", "Bridge"]
    assert "*not*" in text.out


def test_the_format_named_counts_more_than_the_suffix(run: Run, here: Path) -> None:
    (here / "brief.notes").write_bytes(FRONT_MATTER)

    ran = run("inspect", "brief.notes", "--from", "markdown")

    assert (ran.code, ran.err) == (0, "")
    assert "A Bridge" in ran.lines[0]


# Settings among the metadata ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("page-size: Letter", "write `style: {options: {page-size: Letter}}`"),
        ("contents: false", "write `style: {options: {contents: false}}`"),
        ("contents-depth: 3", "write `style: {options: {contents-depth: "),
        ('accent: "#123456"', 'write `style: {variables: {accent: "#123456"}}`'),
        ("out: there", "set `out` in briefkit.toml, or use `--out DIR`"),
        ("formats: [pdf]", "set `formats` in briefkit.toml, or use `--to FORMATS`"),
        ("sources: a.md", "set `sources` in briefkit.toml, or name them after `briefkit build`"),
        ("split-title: false", "set `split-title` in briefkit.toml, or use `--set split-title=false`"),
    ],
)
def test_a_setting_among_the_metadata_is_reported_with_its_right_place(
    run: Run, here: Path, line: str, hint: str
) -> None:
    (here / "brief.md").write_text(f"---\ntitle: A\n{line}\n---\n\nWords.\n")

    ran = run("inspect", "brief.md")

    assert (ran.code, ran.rules) == (0, ["B202"])
    assert f"brief.md, `{line.partition(':')[0]}` in the front matter" in ran.err
    assert hint in ran.err


@pytest.mark.parametrize(("style", "rules"), [("", []), ("style: nosuch\n", ["B301"])])
def test_metadata_of_ones_own_pass(run: Run, here: Path, style: str, rules: list[str]) -> None:
    (here / "brief.md").write_text(f"---\ntitle: A\nreviewer: B\n{style}---\n\nWords.\n")

    ran = run("inspect", "brief.md")

    assert ran.rules == rules


def test_every_setting_that_front_matter_cannot_make_has_another_way() -> None:
    assert set(INSTEAD) == set(KEYS) - {"style.name"}


@pytest.mark.parametrize(
    ("way", "heading"), [([], "Costs"), (["--set", "style.options.numbered-headings=true"], "1 Costs")]
)
def test_headings_have_numbers_where_the_style_prints_them(run: Run, here: Path, way: list[str], heading: str) -> None:
    (here / "brief.md").write_text("Words.\n\n# Costs\n\nMore.\n\n# Gains\n\nLess.\n")

    ran = run("inspect", "brief.md", *way)

    assert ran.code == 0
    assert ran.lines[1].split(maxsplit=2) == ["heading", "1", heading]


@pytest.mark.parametrize(("name", "meant"), [("reccomendation", "recommendation"), ("Warning", "warning")])
def test_a_class_that_may_be_a_slip_is_told(run: Run, here: Path, name: str, meant: str) -> None:
    (here / "brief.md").write_text(f"::: {name}\nWords.\n:::\n")

    ran = run("inspect", "brief.md")

    assert (ran.code, ran.rules) == (0, ["B113"])
    assert f"did you mean `{meant}`?" in ran.err


@pytest.mark.parametrize(
    "text", ["::: {.my-class}\nA.\n:::", "::: notes\nA.\n:::", "::: noted\nA [word]{.noted}.\n:::"]
)
def test_a_class_that_is_meant_passes(run: Run, here: Path, text: str) -> None:
    (here / "brief.md").write_text(text)

    assert run("inspect", "brief.md").rules == []


# Doubts -------------------------------------------------------------------------------------------------------------

BARE = b"""A pier
The pier was built in one summer, and repaired in every one of the forty summers that followed it.
Planks: half
Rail, mostly
1. Sold
The rest was sold
"""


def test_what_may_be_read_otherwise_is_named_with_its_place(run: Run) -> None:
    ran = run("inspect", "-", stdin=BARE)

    assert ran.code == 0
    assert set(ran.rules) == {"B114"}
    assert "it is read as" in ran.err
    assert "--why" in ran.err


def test_a_line_is_explained(run: Run) -> None:
    ran = run("inspect", "-", "--why", "2", stdin=BARE)

    first, text, *gains, strongest = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert first.startswith("line 2: a paragraph (")
    assert text.strip().startswith("The pier was built")
    assert all(float(gain.split()[0]) for gain in gains)
    assert strongest.startswith("  strongest: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--why", "99"), "no words stand on line 99"),
        (("--why", "1", "--json"), "cannot be used with --json"),
        (("--why", "1", "--from", "markdown"), "--why explains plain text"),
    ],
)
def test_only_a_line_with_words_of_a_plain_text_is_explained(run: Run, arguments: tuple[str, ...], said: str) -> None:
    ran = run("inspect", "-", *arguments, stdin=BARE)

    assert ran.code == 2
    assert said in ran.err
