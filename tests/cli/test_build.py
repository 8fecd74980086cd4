"""`briefkit build`: what is built, under which names, with which settings, and what is said of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

Run = Any
Pages = list[Any]
TEXT = "A Bridge for Nowhere: What it Costs\n\nIt is not open, and nobody can say when it will be.\n"

pytestmark = pytest.mark.usefixtures("fast")


def outputs(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


# Names --------------------------------------------------------------------------------------------------------------


def test_outputs_are_named_after_their_source_and_listed(run: Run, here: Path, brief: Path) -> None:
    ran = run("build", brief.name)

    assert (ran.code, ran.err) == (0, "")
    assert ran.lines == [str(Path("output/brief.pdf")), str(Path("output/brief.docx"))]
    assert outputs(here / "output") == {"brief.pdf", "brief.docx"}


def test_formats_and_the_folder_can_be_chosen(run: Run, here: Path, brief: Path) -> None:
    ran = run("build", "--to", "docx", "--out", "made/here", brief.name)

    assert ran.lines == ["made/here/brief.docx"]
    assert outputs(here / "made" / "here") == {"brief.docx"}


def test_an_output_can_be_named_for_each_format(run: Run, here: Path, brief: Path) -> None:
    ran = run("build", brief.name, "-o", "one.PDF", "-o", "sub/two.docx")

    assert ran.lines == ["one.PDF", "sub/two.docx"]
    assert (here / "one.PDF").read_bytes().startswith(b"pdf\n")
    assert (here / "sub" / "two.docx").read_bytes().startswith(b"docx\n")


@pytest.mark.parametrize("way", [["-o", "x.pdf"], ["--out", "x", "--to", "pdf"]])
def test_the_standard_input_is_built(run: Run, here: Path, way: list[str]) -> None:
    ran = run("build", "-", *way, stdin=TEXT.encode())

    assert ran.code == 0
    assert ran.lines == ["x.pdf" if "-o" in way else "x/stdin.pdf"]
    assert b"A Bridge for Nowhere" in (here / ran.lines[0]).read_bytes()


def test_the_standard_input_needs_a_name(run: Run) -> None:
    ran = run("build", "-", stdin=TEXT.encode())

    assert (ran.code, ran.out, ran.rules) == (2, "", ["B205"])
    assert "-o report.pdf" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["-o", "x.odt"],
        ["-o", "x"],
        ["-o", "x.pdf", "-o", "y.pdf"],
        ["-o", "x.pdf", "--to", "pdf"],
        ["-o", "x.pdf", "--out", "y"],
        ["-o", "x.pdf", "brief.md", "other.md"],
        ["--to", "pdf,odt"],
        ["--to", ""],
        ["--set", "nonsense=1"],
        ["--set", "style.variables.accent"],
        ["--set", "meta.date=yesterday"],
        ["--style", "nosuch"],
        ["--style", "./nosuch"],
        ["--set", "style.options.nosuch=1"],
        ["--keep-edits", "--overwrite"],
    ],
)
def test_what_cannot_be_asked_for_is_wrong_use(run: Run, here: Path, brief: Path, arguments: list[str]) -> None:
    (here / "other.md").write_text(TEXT)

    ran = run("build", *([] if brief.name in arguments else [brief.name]), *arguments)

    assert (ran.code, ran.out) == (2, "")
    assert len(ran.rules) == 1 or "Error: " in ran.err
    assert {path.name for path in here.iterdir()} == {"brief.md", "other.md"}


def test_an_unknown_format_gets_the_ones_there_are(run: Run, brief: Path) -> None:
    ran = run("build", brief.name, "--to", "odt")

    assert ran.rules == ["B206"]
    assert " --> --to\n" in ran.err
    assert "the formats are `pdf`, `docx`" in ran.err


def test_two_sources_with_one_stem_are_refused_before_anything_is_built(run: Run, here: Path) -> None:
    for name in ("a/brief.md", "b/brief.txt"):
        (here / name).parent.mkdir()
        (here / name).write_text(TEXT)

    ran = run("build", "a/brief.md", "b/brief.txt")

    assert (ran.code, ran.out, ran.rules) == (2, "", ["B011"])
    assert "`a/brief.md` and `b/brief.txt` would both be written to `output/brief.pdf`" in ran.err
    assert "`--out DIR`" in ran.err
    assert not (here / "output").exists()


def test_names_that_differ_in_case_alone_are_one_name(run: Run, here: Path) -> None:
    for name in ("Brief.md", "brief.md"):
        (here / name).write_text(TEXT)

    assert run("build", "Brief.md", "brief.md").rules == ["B011"]


def test_a_source_named_twice_is_built_once(run: Run, brief: Path) -> None:
    assert len(run("build", brief.name, brief).lines) == 2


# Which sources ------------------------------------------------------------------------------------------------------


def project(here: Path, toml: str) -> None:
    (here / "briefkit.toml").write_text(toml, encoding="utf-8")
    for name in ("analyses/one.md", "analyses/two.txt", "seeds/three.txt", "seeds/picture.png"):
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).write_text(TEXT, encoding="utf-8")


def test_without_a_source_the_projects_are_built(run: Run, here: Path) -> None:
    project(here, 'sources = ["analyses/*.md", "analyses/*.txt", "**/one.md"]\nformats = "pdf"\nout = "made"\n')

    assert run("build").lines == ["made/one.pdf", "made/two.pdf"]


def test_without_patterns_the_seeds_are_built(run: Run, here: Path) -> None:
    project(here, "formats = 'pdf'")

    assert run("build").lines == ["output/three.pdf"]


def test_without_a_project_the_seeds_are_built(run: Run, here: Path) -> None:
    project(here, "")
    (here / "briefkit.toml").unlink()

    assert run("build", "--to", "pdf").lines == ["output/three.pdf"]


def test_without_anything_to_build_it_is_wrong_use(run: Run) -> None:
    ran = run("build")

    assert (ran.code, ran.out, ran.rules) == (2, "", ["B010"])
    assert "`briefkit build report.md`" in ran.err


@pytest.mark.parametrize(
    ("pattern", "rule"), [("none/*.md", "B010"), ("../*.md", "B203"), ("/etc/*", "B203"), ("a**", "B010")]
)
def test_patterns_that_give_nothing_are_shown_where_they_stand(run: Run, here: Path, pattern: str, rule: str) -> None:
    project(here, f'sources = "{pattern}"')

    ran = run("build")

    assert (ran.code, ran.out) == (2, "")
    assert ran.rules in ([rule], ["B203"])
    assert "--> briefkit.toml:1:1\n" in ran.err


def test_a_project_is_found_from_below(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(here, 'formats = "pdf"\nout = "made"\n')
    monkeypatch.chdir(here / "analyses")

    ran = run("build", "one.md")

    assert ran.lines == [str(here / "made" / "one.pdf")]
    assert outputs(here / "made") == {"one.pdf"}


def test_each_source_belongs_to_the_project_around_it(run: Run, here: Path, brief: Path) -> None:
    (here / "inner").mkdir()
    project(here / "inner", 'formats = "docx"')

    ran = run("build", brief.name, "inner/analyses/one.md")

    assert ran.lines == ["output/brief.pdf", "output/brief.docx", "inner/output/one.docx"]


def test_a_project_file_with_errors_is_shown_and_nothing_is_built(run: Run, here: Path) -> None:
    project(here, "formats = 3\n")

    ran = run("build", "analyses/one.md")

    assert (ran.code, ran.out, ran.rules) == (1, "", ["B203"])
    assert "--> briefkit.toml:1:1\n" in ran.err
    assert not (here / "output").exists()


# Settings -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("toml", "front", "sets", "organisation"),
    [
        ("", "", [], ""),
        ("[meta]\norganisation = 'Project'", "", [], "Project"),
        ("[meta]\norganisation = 'Project'", "organisation: Front", [], "Front"),
        ("[meta]\norganisation = 'Project'", "organisation: Front", ["meta.organisation=Set"], "Set"),
        ("", "", ["meta.organisation=Set"], "Set"),
    ],
)
def test_metadata_come_from_the_last_who_says_them(
    run: Run, here: Path, fast: Pages, *, toml: str, front: str, sets: list[str], organisation: str
) -> None:
    (here / "briefkit.toml").write_text(toml)
    (here / "brief.md").write_text(f"---\ntitle: T\n{front}\n---\n\nWords.\n")

    ran = run("build", "brief.md", *(part for pair in sets for part in ("--set", pair)))

    assert (ran.code, ran.err) == (0, "")
    named = [name for name in ("Project", "Front", "Set") if name in fast[0].html]
    assert named == ([organisation] if organisation else [])


@pytest.mark.parametrize(
    ("epoch", "front", "sets", "date"),
    [
        ("", "", [], ""),
        ("1769860800", "", [], "2026-01-31"),
        ("1769860800", "date: 2025-02-03", [], "2025-02-03"),
        ("1769860800", "date: 2025-02-03", ["meta.date=2024-05-06"], "2024-05-06"),
    ],
)
def test_dates_are_said_by_somebody_and_never_todays(
    run: Run,
    here: Path,
    fast: Pages,
    monkeypatch: pytest.MonkeyPatch,
    *,
    epoch: str,
    front: str,
    sets: list[str],
    date: str,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    (here / "brief.md").write_text(f"---\ntitle: T\n{front}\n---\n\nWords.\n")

    run("build", "brief.md", *(part for pair in sets for part in ("--set", pair)))

    assert [year for year in ("2024-05-06", "2025-02-03", "2026-01-31") if year in fast[0].html] == (
        [date] if date else []
    )
    assert ("dcterms.created" in fast[0].html) == bool(date)


def test_a_date_of_the_surroundings_that_is_none_is_wrong_use(
    run: Run, brief: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")

    ran = run("build", brief.name)

    assert (ran.code, ran.out, ran.rules) == (2, "", ["B205"])


def test_a_title_is_split_unless_it_is_told_not_to(run: Run, here: Path, fast: Pages) -> None:
    (here / "brief.txt").write_text(TEXT)

    run("build", "brief.txt")
    run("build", "brief.txt", "--set", "split-title=false")

    assert ["A Bridge for Nowhere: What it\xa0Costs" in page.html.partition("<body")[2] for page in fast] == [
        False,
        True,
    ]


def test_front_matter_may_choose_the_style(run: Run, here: Path) -> None:
    (here / "brief.md").write_text("---\nstyle: nosuch\n---\n\nWords.\n")

    ran = run("build", "brief.md")

    assert (ran.code, ran.out, ran.rules) == (2, "", ["B301"])
    assert "`style` in the front matter" in ran.err


def test_a_style_named_in_the_project_file_is_shown_there(run: Run, here: Path) -> None:
    project(here, '[style]\nname = "nosuch"\n')

    ran = run("build", "analyses/one.md")

    assert (ran.code, ran.rules) == (2, ["B301"])
    assert "--> briefkit.toml:2:1\n" in ran.err


# Edits --------------------------------------------------------------------------------------------------------------


def test_an_edited_output_is_kept_and_the_build_says_so(run: Run, here: Path, brief: Path) -> None:
    run("build", brief.name)
    (here / "output" / "brief.docx").write_bytes(b"edited")
    brief.write_text("# Another\n\nText.\n")

    ran = run("build", brief.name)

    assert (ran.code, ran.lines, ran.rules) == (1, ["output/brief.pdf"], ["B701"])
    assert "it was kept, while `output/brief.pdf` is new" in ran.err
    assert "`--keep-edits`" in ran.err
    assert "`--overwrite`" in ran.err
    assert (here / "output" / "brief.docx").read_bytes() == b"edited"


def test_keep_edits_and_overwrite_do_as_they_say(run: Run, here: Path, brief: Path) -> None:
    run("build", brief.name)
    (here / "output" / "brief.docx").write_bytes(b"edited")
    brief.write_text("# Another\n\nText.\n")

    beside = run("build", "--keep-edits", brief.name)
    over = run("build", "--overwrite", brief.name)

    assert (beside.code, beside.lines, beside.rules) == (0, ["output/brief.pdf", "output/brief.new.docx"], ["B703"])
    assert (over.code, over.lines, over.rules) == (0, ["output/brief.pdf", "output/brief.docx"], [])


def test_building_again_changes_nothing(run: Run, here: Path, brief: Path) -> None:
    first = run("build", brief.name)
    before = {path: path.stat().st_mtime_ns for path in (here / "output").iterdir()}

    assert run("build", brief.name) == first
    assert {path: path.stat().st_mtime_ns for path in (here / "output").iterdir()} == before


# What is said -------------------------------------------------------------------------------------------------------


def test_one_broken_source_does_not_stop_the_others(run: Run, here: Path, brief: Path) -> None:
    (here / "empty.md").touch()

    ran = run("build", "--to", "pdf", "empty.md", "missing.md", brief.name)

    assert (ran.code, ran.lines, ran.rules) == (3, ["output/brief.pdf"], ["B003", "B001"])
    assert ran.err.splitlines()[-1] == "2 errors; nothing was written for 2 of 3 sources"


def test_warnings_are_shown_and_are_no_errors(run: Run, here: Path) -> None:
    (here / "brief.md").write_text("# T\n\nWords <b>here</b>.\n")

    ran = run("build", "brief.md")

    assert (ran.code, len(ran.lines)) == (0, 2)
    assert set(ran.rules) == {"B101"}
    assert "--> brief.md:3:7\n" in ran.err


def test_strict_takes_warnings_for_errors(run: Run, here: Path) -> None:
    (here / "brief.md").write_text("# T\n\nWords <b>here</b>.\n")

    ran = run("build", "--strict", "brief.md")

    assert (ran.code, ran.lines) == (1, ["output/brief.pdf", "output/brief.docx"])


@pytest.mark.parametrize(
    ("front", "rule"),
    [
        ("title: [", "B201"),
        ("date: someday", "B203"),
        ("title: {a: b}", "B203"),
    ],
)
def test_a_report_with_errors_is_published(run: Run, here: Path, front: str, rule: str) -> None:
    (here / "brief.md").write_text(f"---\n{front}\n---\n\nWords.\n")

    ran = run("build", "--to", "pdf", "brief.md")

    assert (ran.code, ran.lines, ran.rules) == (1, ["output/brief.pdf"], [rule])
    assert "Words." in (here / "output" / "brief.pdf").read_text()


def test_a_wrong_date_is_shown_as_it_was_written(run: Run, here: Path) -> None:
    (here / "brief.md").write_text("---\ndate: someday\n---\n\nWords.\n")

    run("build", "--to", "pdf", "brief.md")

    assert ">someday<" in (here / "output" / "brief.pdf").read_text()


def test_quiet_shows_errors_only(run: Run, here: Path) -> None:
    (here / "brief.md").write_text("# T\n\nWords <b>here</b>.\n")
    (here / "empty.md").touch()

    ran = run("build", "-q", "brief.md", "empty.md")

    assert (ran.code, len(ran.lines), ran.rules) == (1, 2, ["B003"])
    assert "nothing was written" not in ran.err


def test_what_is_true_of_all_sources_is_said_once(run: Run, here: Path) -> None:
    project(here, 'colour = "red"\nsources = "analyses/*"\n')

    assert run("build").rules == ["B202"]


def test_json_says_what_was_written_and_found(run: Run, here: Path, brief: Path) -> None:
    (here / "empty.md").touch()

    ran = run("build", "--json", "--to", "pdf", brief.name, "empty.md")

    said = json.loads(ran.out)
    assert (ran.code, ran.err) == (1, "")
    assert said["outputs"] == [{"source": "brief.md", "path": "output/brief.pdf", "state": "written"}]
    assert [(found["rule"], found["severity"]) for found in said["diagnostics"]] == [("B003", "error")]


def test_json_is_said_of_failures_too(run: Run) -> None:
    ran = run("build", "--json")

    assert (ran.code, ran.err) == (2, "")
    assert [found["rule"] for found in json.loads(ran.out)["diagnostics"]] == ["B010"]


def test_a_name_in_no_encoding_is_listed_to_the_letter(here: Path) -> None:
    import os
    import subprocess
    import sys

    name = os.fsdecode(b"br\xff\xfeef.md")
    (here / name).write_text("# T\n\nWords.\n")
    script = (
        "import sys; from briefkit import cli, pipeline;"
        "pipeline.write = lambda page, probe, formats, resources, report: {name: b'x' for name in formats};"
        "cli.main(['build', '--to', 'pdf', *sys.argv[1:]])"
    )

    ran = subprocess.run([sys.executable, "-c", script, name], capture_output=True, check=False)

    assert (ran.returncode, ran.stdout) == (0, b"output/br\xff\xfeef.pdf\n")


@pytest.mark.parametrize(
    ("way", "rule"),
    [
        (["--style", "breifing"], "B301"),
        (["--set", "style.options.page-size=A5"], "B205"),
        (["--set", "meta.date=yesterday"], "B203"),
    ],
)
@pytest.mark.parametrize("command", ["build", "inspect --stage page"])
def test_wrong_use_is_told_alone(run: Run, brief: Path, command: str, way: list[str], rule: str) -> None:
    brief.write_text("See @fig:nope, and a note[^1].\n", encoding="utf-8")

    ran = run(*command.split(), brief, *way)

    assert (ran.code, ran.out, ran.rules) == (2, "", [rule])
