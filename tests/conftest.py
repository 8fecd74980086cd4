"""What all tests share: corpus cases and their goldens, how hard Hypothesis tries, where outside files are."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

HERE = Path(__file__).resolve().parent
CORPUS = HERE / "corpus"

settings.register_profile("dev", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True, max_examples=100)
settings.register_profile("thorough", settings.get_profile("dev"), max_examples=3000)
settings.load_profile("ci" if os.environ.get("CI") else "dev")  # pytest's --hypothesis-profile has the last word

Golden = Callable[[Path, str], None]
CountCalls = Callable[[Callable[[], object]], int]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the goldens instead of comparing with them")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "corpus(subject): run for each case in tests/corpus/<subject>, as `case`")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test marked ``corpus`` once for each folder of its subject."""
    marker = metafunc.definition.get_closest_marker("corpus")
    if marker:
        cases = sorted(path for path in (CORPUS / marker.args[0]).iterdir() if path.is_dir())
        metafunc.parametrize("case", cases, ids=[path.name for path in cases])


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a text with the file that holds what it should be; no file, no text. ``--update`` writes the file."""
    is_updating: bool = request.config.getoption("--update")

    def compare(path: Path, text: str) -> None:
        if is_updating and text:
            path.write_text(text, encoding="utf-8", newline="\n")
        elif is_updating:
            path.unlink(missing_ok=True)
        assert text == (path.read_text(encoding="utf-8") if path.exists() else "")

    return compare


@pytest.fixture
def forbid(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], None]]:
    """Takes the permissions for a file or folder away; root, who is let in all the same, is refused too."""
    modes: dict[Path, int] = {}

    def forbid(path: Path) -> None:
        modes[path] = path.stat().st_mode
        path.chmod(0)
        if os.access(path, os.R_OK):
            _pretend_to_be_denied(monkeypatch, path.absolute(), is_folder=path.is_dir())

    yield forbid
    for path, mode in modes.items():
        path.chmod(mode)


def _pretend_to_be_denied(monkeypatch: pytest.MonkeyPatch, forbidden: Path, *, is_folder: bool) -> None:
    """Has the calls that look at and into files answer as they do to someone without permission."""

    def is_denied(path: Any, *, is_opened: bool) -> bool:
        if isinstance(path, int):
            return False
        asked = Path(os.fsdecode(path)).absolute()
        return forbidden in asked.parents if is_folder and not is_opened else asked.is_relative_to(forbidden)

    def guarded(module: Any, name: str, *, is_opened: bool) -> None:
        real = getattr(module, name)

        def call(path: Any, *arguments: Any, **options: Any) -> Any:
            if is_denied(path, is_opened=is_opened):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return real(path, *arguments, **options)

        monkeypatch.setattr(module, name, call)

    def access(path: Any, *arguments: Any, **options: Any) -> bool:
        return not is_denied(path, is_opened=True) and real_access(path, *arguments, **options)

    real_access = os.access
    monkeypatch.setattr(os, "access", access)
    for module, name in ((Path, "open"), (os, "open"), (os, "listdir"), (os, "scandir")):
        guarded(module, name, is_opened=True)
    if is_folder:
        for name in ("stat", "lstat"):
            guarded(os, name, is_opened=False)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of texts and tools that are not in the repository; tests that need it are skipped without it."""
    folder = Path(os.environ.get("BRIEFKIT_SHARED", HERE.parent.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"there is no folder {folder} (BRIEFKIT_SHARED says where it is)")
    return folder


@pytest.fixture(scope="session")
def source_analysis(shared: Path) -> bytes:
    """A source analysis as it comes: plain text without any markup."""
    found = sorted((shared / "seeds").glob("*.txt"))
    if not found:
        pytest.skip(f"there is no source analysis in {shared / 'seeds'}")
    return found[0].read_bytes()


@pytest.fixture(scope="session")
def calls() -> CountCalls:
    """Counts the calls of Python functions that some work takes: how much it is, on any machine, however busy."""

    def count(work: Callable[[], object]) -> int:
        found = 0

        def note(_frame: object, event: str, _argument: object) -> None:
            nonlocal found
            found += event == "call"

        before = sys.getprofile()
        sys.setprofile(note)
        try:
            work()
        finally:
            sys.setprofile(before)
        return found

    return count
