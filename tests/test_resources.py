"""Resources: the one door to files, fonts and the surroundings' date."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from briefkit import resources
from briefkit.errors import BriefkitError, DocumentError, UnavailableError, UsageError
from briefkit.resources import (
    LocalResources,
    MemoryResources,
    is_style_folder,
    packaged_font,
    parse_epoch,
    read_file,
    style_folders,
    unreadable,
)


def rules(error: BriefkitError) -> list[str]:
    return [found.rule.id for found in error.diagnostics]


# Files --------------------------------------------------------------------------------------------------------------


def test_a_file_below_the_root_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"words")

    assert LocalResources(tmp_path).read(tmp_path / "a.md") == b"words"


@pytest.mark.parametrize("way", ["{other}/secret", "{root}/../other/secret", "{root}/link", "{root}/folder/secret"])
def test_nothing_outside_the_root_is_read(tmp_path: Path, way: str) -> None:
    root, other = tmp_path / "root", tmp_path / "other"
    root.mkdir()
    other.mkdir()
    (other / "secret").write_bytes(b"secret")
    (root / "link").symlink_to(other / "secret")
    (root / "folder").symlink_to(other)

    with pytest.raises(UnavailableError) as caught:
        LocalResources(root).read(Path(way.format(root=root, other=other)))

    assert rules(caught.value) == ["B008"]
    assert caught.value.diagnostics[0].hint.endswith("name a folder that holds both: `--root DIR`")


@pytest.mark.parametrize(
    ("name", "rule", "reason"),
    [
        ("missing", "B001", "there is no such file"),
        ("folder", "B002", "it is a folder"),
        ("a.md/b", "B002", "a folder on the way is a file"),
        ("x" * 300, "B002", "the name is too long"),
        ("pipe", "B002", "it is not a file"),
    ],
)
def test_what_cannot_be_read_is_told_in_plain_words(tmp_path: Path, name: str, rule: str, reason: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.md").touch()
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(UnavailableError, match=reason) as caught:
        LocalResources(tmp_path).read(tmp_path / name)

    assert rules(caught.value) == [rule]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("breif.md", "did you mean `{}/brief.md`?"),
        ("report.md", "its folder has `{}/brief.md`, `{}/costs.md`"),
        ("report.txt", "its folder has no file that ends in `.txt`"),
    ],
)
def test_a_file_that_is_missing_gets_a_hint_at_others(tmp_path: Path, name: str, hint: str) -> None:
    for other in ("brief.md", "costs.md", "notes.docx"):
        (tmp_path / other).touch()

    with pytest.raises(UnavailableError) as caught:
        read_file(tmp_path / name)

    assert caught.value.diagnostics[0].hint == hint.replace("{}", str(tmp_path))


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError) as caught:
        read_file(tmp_path / "nowhere" / "brief.md")

    assert caught.value.diagnostics[0].hint == f"there is no folder `{tmp_path / 'nowhere'}`"


def test_a_refusal_comes_with_a_cure() -> None:
    refused = unreadable(Path("brief.md"), OSError(errno.EACCES, "Permission denied"))

    assert "you may read the file" in refused.diagnostics[0].hint


def test_links_in_a_circle_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")

    with pytest.raises(UnavailableError):
        LocalResources(tmp_path).read(tmp_path / "one")


def test_a_device_is_not_read() -> None:
    with pytest.raises(UnavailableError, match="it is not a file"):
        LocalResources(Path("/")).read(Path("/dev/zero"))


def test_a_huge_file_is_refused_without_reading_it_all(tmp_path: Path) -> None:
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(50 * 2**30)

    with pytest.raises(DocumentError, match=r"has 51200\.0 MB; files of up to 64 MB are read") as caught:
        LocalResources(tmp_path).read(tmp_path / "huge")

    assert rules(caught.value) == ["B006"]


# Styles -------------------------------------------------------------------------------------------------------------


def style_in(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "style.toml").write_bytes(b"name = 'x'")
    return folder


def test_a_style_is_looked_for_in_the_package_before_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "src" / "briefkit"
    style_in(tmp_path / "styles" / "memo")
    style_in(tmp_path / "styles" / "plain")
    style_in(package / "styles" / "memo").joinpath("style.toml").write_bytes(b"the package's")
    monkeypatch.setattr(resources, "style_folders", lambda: style_folders(package))

    found = LocalResources(tmp_path)

    assert found.style_names() == ("memo", "plain")
    assert found.read_style("memo", "style.toml") == b"the package's"


def test_an_installed_package_does_not_look_beside_itself(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "briefkit"
    style_in(tmp_path / "styles" / "foreign")

    assert style_folders(package) == ()


def test_the_styles_of_this_copy_are_found() -> None:
    assert "briefing" in LocalResources(Path()).style_names()


def test_a_style_may_stand_in_a_folder(tmp_path: Path) -> None:
    style_in(tmp_path / "house")

    assert LocalResources(Path()).read_style(str(tmp_path / "house"), "style.toml") == b"name = 'x'"


@pytest.mark.parametrize("name", ["../secret", "link", "/etc/hostname"])
def test_a_style_reads_nothing_outside_its_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    (style_in(tmp_path / "house") / "link").symlink_to(tmp_path / "secret")

    with pytest.raises(UnavailableError) as caught:
        LocalResources(tmp_path).read_style(str(tmp_path / "house"), name)

    assert rules(caught.value) == ["B008"]


@pytest.mark.parametrize("style", ["nosuch", "", "./nosuch", "no/such", ".", ".."])
def test_an_unknown_style_is_a_usage_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, style: str) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(UsageError) as caught:
        LocalResources(tmp_path).read_style(style, "style.toml")

    assert rules(caught.value) == ["B301"]


def test_an_unknown_style_gets_the_names_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        MemoryResources(styles={"memo": {}, "briefing": {}}).read_style("mmo", "style.toml")

    assert caught.value.diagnostics[0].hint.startswith("did you mean `memo`? the styles are `briefing`, `memo`; ")


def test_a_style_like_no_other_gets_no_guess() -> None:
    with pytest.raises(UsageError) as caught:
        MemoryResources(styles={"memo": {}, "briefing": {}}).read_style("zzz", "style.toml")

    assert caught.value.diagnostics[0].hint.startswith("the styles are `briefing`, `memo`; ")


def test_a_style_in_a_folder_that_may_not_be_entered(tmp_path: Path, forbid: Callable[[Path], None]) -> None:
    forbid(style_in(tmp_path / "house"))

    with pytest.raises(UnavailableError, match="permission is denied") as caught:
        LocalResources(Path()).read_style(str(tmp_path / "house"), "style.toml")

    assert rules(caught.value) == ["B002"]


@pytest.mark.parametrize(("style", "is_folder"), [("briefing", False), ("./x", True), ("a/b", True), ("..", True)])
def test_a_style_with_a_slash_or_a_dot_is_a_folder(style: str, *, is_folder: bool) -> None:
    assert is_style_folder(style) == is_folder


# Fonts --------------------------------------------------------------------------------------------------------------


def test_a_packaged_face_is_found_by_its_url() -> None:
    font = packaged_font("briefkit-font:Spectral/400/italic")

    assert (font.family, font.weight, font.is_italic) == ("Spectral", 400, True)
    assert font.data[:4] in {b"\x00\x01\x00\x00", b"OTTO"}


@pytest.mark.parametrize(
    "url", ["briefkit-font:Nowhere/400", "briefkit-font:Spectral/heavy", "briefkit-font:Spectral/400/oblique", "x:y"]
)
def test_a_face_that_is_not_packaged_is_missing(url: str) -> None:
    with pytest.raises(UnavailableError) as caught:
        packaged_font(url)

    assert rules(caught.value) == ["B307"]


# In memory ----------------------------------------------------------------------------------------------------------


def test_memory_holds_files_styles_fonts_and_a_date() -> None:
    font = packaged_font("briefkit-font:Spectral/400")
    memory = MemoryResources(
        files={PurePosixPath("a/b.md"): b"words"}, styles={"memo": {"x.css": b"css"}}, fonts={"f": font}, epoch=7
    )

    assert memory.read(Path("a/b.md")) == b"words"
    assert memory.read_style("memo", "x.css") == b"css"
    assert memory.style_names() == ("memo",)
    assert memory.font("f") is font
    assert memory.source_date_epoch() == 7


def test_what_memory_does_not_hold_is_missing() -> None:
    memory = MemoryResources(styles={"memo": {}})

    with pytest.raises(UnavailableError):
        memory.read(Path("a.md"))
    with pytest.raises(UnavailableError):
        memory.read_style("memo", "x.css")
    with pytest.raises(UnavailableError):
        memory.font("f")


# Dates --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "epoch"), [("", None), ("0", 0), ("1769860800", 1769860800)])
def test_the_surroundings_may_give_a_date(monkeypatch: pytest.MonkeyPatch, value: str, epoch: int | None) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)

    assert LocalResources(Path()).source_date_epoch() == epoch


@pytest.mark.parametrize("value", ["tomorrow", "-1", "1.5", "²", "9" * 20, " 1", "9" * 9999])
def test_a_date_that_is_no_number_of_seconds_is_a_usage_error(value: str) -> None:
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        parse_epoch(value)
