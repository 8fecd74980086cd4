"""`briefkit doctor`: what is there, what is missing, and how to install it."""

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import Any

import pytest

from briefkit import checkup, machine

Run = Any


def test_everything_needed_is_here(run: Run) -> None:
    ran = run("doctor")

    assert (ran.code, ran.err) == (0, "")
    for name in ("Python", "Pango", "HarfBuzz", "fontconfig", "layout", "style briefing"):
        assert any(line.startswith(f"ok      {name} ") for line in ran.lines), name


def test_a_missing_library_is_told_with_the_line_that_installs_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "_load", lambda _stem, _interface: None)

    ran = run("doctor")

    assert ran.code == 3
    assert any(line.startswith("MISSING Pango ") for line in ran.lines)
    assert f"        {machine.pango_install_hint()}" in ran.lines


def test_what_is_optional_may_be_absent(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)

    ran = run("doctor")

    assert ran.code == 0
    assert any(line.startswith("absent  LibreOffice ") for line in ran.lines)


def test_a_missing_font_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefkit import resources

    def missing(url: str) -> Any:
        raise resources.missing_font(url)

    monkeypatch.setattr(resources, "packaged_font", missing)

    ran = run("doctor")

    assert ran.code == 3
    assert any(line.startswith("MISSING style briefing ") and "briefkit-font:" in line for line in ran.lines)


def test_json_lists_the_checks(run: Run) -> None:
    checks = json.loads(run("doctor", "--json").out)["checks"]

    assert {"name": "Python", "found": True, "needed": True, "detail": sys.version.split()[0], "hint": ""} in checks


def test_quiet_lists_what_is_not_there_alone(run: Run) -> None:
    assert not any(line.startswith("ok") for line in run("doctor", "-q").lines)


@pytest.mark.parametrize(
    ("platform", "tool", "hint"),
    [
        ("darwin", None, "install Pango with `brew install pango`"),
        (
            "win32",
            None,
            (
                "install Pango with `pacman -S mingw-w64-ucrt-x86_64-pango` in MSYS2 (https://www.msys2.org); "
                "WeasyPrint finds it there"
            ),
        ),
        (
            "linux",
            "apt-get",
            "install Pango with `sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`",
        ),
        ("linux", "dnf", "install Pango with `sudo dnf install pango`"),
    ],
)
def test_each_system_has_its_own_line(
    monkeypatch: pytest.MonkeyPatch, platform: str, tool: str | None, hint: str
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name if name == tool else None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert machine.pango_install_hint(platform) == hint


def test_root_needs_no_sudo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    assert "sudo" not in machine.pango_install_hint("linux")
