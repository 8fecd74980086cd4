"""Whatever is wrong with the input: one clear finding, the right exit code, no output, and the old outputs whole."""

from __future__ import annotations

import os
import resource
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefkit.resources import style_folders

Run = Any

GOOD = "# A Bridge for Nowhere\n\nIt is *not* open.\n"


@pytest.fixture(autouse=True)
def last_good(here: Path, fast: Any) -> Iterator[None]:  # noqa: ARG001 (the flow without layout)
    """The outputs of the last good build, which must be whole after each of these tests."""
    from briefkit.build import publish_files

    good = {Path("output/brief.pdf"): b"the last good pdf", Path("output/brief.docx"): b"the last good docx"}
    publish_files(good)
    yield
    assert {path: path.read_bytes() for path in Path("output").iterdir() if path.suffix in {".pdf", ".docx"}} == good
    assert not list(Path("output").glob("*.tmp"))


def write(content: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


def nothing(_path: Path) -> None:
    """Leaves the source missing."""


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100 * 2**30)


def large(path: Path) -> None:
    path.write_bytes(b"word " * 4_000_000)


@pytest.mark.parametrize(
    ("name", "make", "code", "rule", "says"),
    [
        ("brief.md", nothing, 3, "B001", "there is no such file"),
        ("brief.md", write(b""), 1, "B003", "no words"),
        ("brief.md", write(b" \n\t\n"), 1, "B003", "no words"),
        ("brief.md", write(b"\xef\xbb\xbf"), 1, "B003", "no words"),
        ("brief.md", write(b"\x89PNG\r\n\x1a\n" + bytes(100)), 1, "B004", "a PNG picture"),
        ("brief.md", write(bytes(range(256)) * 10), 1, "B004", "is not a text"),
        ("brief.txt", write(b"PK\x03\x04" + bytes(100)), 1, "B004", "a ZIP archive"),
        ("brief.md", write("Мост".encode("koi8-r") * 100), 1, "B005", "UTF-8 and windows-1252"),
        ("brief.md", write(b"\xff\xfe\x1c\x04\x3e"), 1, "B005", "UTF-16"),
        ("brief.md", large, 1, "B006", "is the most that is read"),
        ("brief.md", huge, 1, "B006", "files of up to 64 MB are read"),
        ("brief.md", Path.mkdir, 3, "B002", "it is a folder"),
        ("brief.md", os.mkfifo, 3, "B002", "it is not a file"),
        ("brief.md", lambda path: path.symlink_to("/etc/hostname"), 3, "B008", "lies outside the project's folder"),
        ("brief.md", lambda path: path.symlink_to("brief.md"), 3, "B002", "links lead in a circle"),
        ("brief.odt", write(GOOD.encode()), 1, "B007", "odt"),
    ],
)
def test_a_source_that_cannot_be_built(
    run: Run, here: Path, *, name: str, make: Callable[[Path], Any], code: int, rule: str, says: str
) -> None:
    make(here / name)

    ran = run("build", name)

    assert (ran.code, ran.out, ran.rules) == (code, "", [rule]), ran.err
    assert says in ran.err
    assert name in ran.err
    assert str(here) not in ran.err or rule == "B008"
    assert ran.err.splitlines()[-1] == "1 error; nothing was written"


COMMANDS_THAT_READ = [["build"], ["inspect"], ["render", "-o", "output/brief.pdf"]]


@pytest.mark.parametrize("command", COMMANDS_THAT_READ)
def test_a_source_without_permission(run: Run, brief: Path, forbid: Callable[[Path], None], command: list[str]) -> None:
    forbid(brief)

    ran = run(*command, brief.name)

    assert (ran.code, ran.out, ran.rules) == (3, "", ["B002"])
    assert "cannot read `brief.md`: permission is denied" in ran.err


@pytest.mark.parametrize("command", COMMANDS_THAT_READ)
def test_a_source_in_a_folder_that_may_not_be_entered(
    run: Run, here: Path, forbid: Callable[[Path], None], command: list[str]
) -> None:
    (here / "locked").mkdir()
    (here / "locked" / "brief.md").write_text(GOOD)
    forbid(here / "locked")

    ran = run(*command, "locked/brief.md")

    assert (ran.code, ran.out, ran.rules) == (3, "", ["B002"])
    assert "cannot read `locked/brief.md`: permission is denied" in ran.err


def test_a_projects_source_that_may_not_be_read(run: Run, here: Path, forbid: Callable[[Path], None]) -> None:
    (here / "briefkit.toml").write_text('sources = ["briefs/*.md"]')
    (here / "briefs").mkdir()
    (here / "briefs" / "brief.md").write_text(GOOD)
    forbid(here / "briefs" / "brief.md")

    ran = run("build")

    assert (ran.code, ran.out, ran.rules) == (3, "", ["B002"])


def test_a_folder_gets_a_hint_at_its_files(run: Run, here: Path) -> None:
    (here / "briefs").mkdir()

    ran = run("build", "briefs")

    assert (ran.code, ran.rules) == (3, ["B002"])
    assert "as in `briefs/*.md`" in ran.err


@pytest.mark.usefixtures("brief")
def test_a_misspelled_source_gets_the_one_that_is_there(run: Run) -> None:
    ran = run("build", "breif.md")

    assert (ran.code, ran.rules) == (3, ["B001"])
    assert "did you mean `brief.md`?" in ran.err


def test_an_empty_standard_input(run: Run) -> None:
    ran = run("build", "-", "-o", "output/brief.pdf")

    assert (ran.code, ran.out, ran.rules) == (1, "", ["B003"])


# Outputs ------------------------------------------------------------------------------------------------------------


def test_an_output_that_is_a_folder(run: Run, brief: Path) -> None:
    Path("made/brief.docx").mkdir(parents=True)

    ran = run("build", "--out", "made", brief.name)

    assert (ran.code, ran.out, ran.rules) == (3, "", ["B702"])
    assert not Path("made/brief.pdf").exists()


def test_an_output_folder_that_is_a_file(run: Run, brief: Path) -> None:
    ran = run("build", "--out", brief.name, brief.name)

    assert (ran.code, ran.out, ran.rules) == (3, "", ["B702"])
    assert "`brief.md` is a file, a folder was expected" in ran.err
    assert brief.read_text() == GOOD


def test_an_output_that_cannot_be_written(run: Run, brief: Path) -> None:
    ran = run("build", "--out", "/proc/nowhere", brief.name)

    assert (ran.code, ran.out, ran.rules) == (3, "", ["B702"])


def test_a_full_output(run: Run, brief: Path) -> None:
    """The system refuses to let files grow, which is what a full disk looks like to a program."""
    brief.write_text("# T\n\n" + "word " * 100_000)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
    try:
        ran = run("build", brief.name)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert (ran.code, ran.out, ran.rules) == (3, "", ["B702"])


# Styles -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def house(here: Path) -> Path:
    """A copy of the house style `briefing`, to break."""
    shutil.copytree(style_folders()[-1] / "briefing", here / "house")
    return here / "house"


def test_an_unknown_style_gets_the_ones_there_are(run: Run, brief: Path) -> None:
    ran = run("build", "--style", "nosuch", brief.name)

    assert (ran.code, ran.out, ran.rules) == (2, "", ["B301"])
    assert "`briefing`" in ran.err


def test_a_folder_without_a_style(run: Run, brief: Path) -> None:
    ran = run("build", "--style", "./", brief.name)

    assert (ran.code, ran.out, ran.rules) == (2, "", ["B301"])


@pytest.mark.parametrize(
    ("pattern", "addition", "rule"),
    [
        ("style.toml", "\nbroken = [", "B302"),
        ("style.toml", "\n[nonsense]\n", "B302"),
        ("*.html.j2", "\n{% if %}", "B303"),
        ("*.html.j2", "\n{{ nothing.at.all }}", "B303"),
        ("*.html.j2", "\n{% for a in range(999) %}{% for b in range(999) %}x{% endfor %}{% endfor %}", "B304"),
        ("*.css", "\n@media { p { color: red", "B306"),
    ],
)
def test_a_broken_style(run: Run, brief: Path, house: Path, *, pattern: str, addition: str, rule: str) -> None:
    path = sorted(house.glob(pattern))[0]
    path.write_text(path.read_text(encoding="utf-8") + addition, encoding="utf-8")

    ran = run("build", "--style", "./house", brief.name)

    assert (ran.code, ran.out, ran.rules) == (1, "", [rule]), ran.err
    assert f"house/{path.name}" in ran.err


def test_a_style_in_another_encoding(run: Run, brief: Path, house: Path) -> None:
    path = sorted(house.glob("*.css"))[0]
    path.write_bytes(path.read_bytes() + b"\n/* \xff */")

    ran = run("build", "--style", "./house", brief.name)

    assert (ran.code, ran.out) == (1, "")
    assert len(ran.rules) == 1
