"""Publishing: every file whole or as it was, nobody's edits lost, whatever happens on the way."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import resource
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefkit.build import OnEdit, State, publish_files
from briefkit.build.record import RECORD_NAME, Record, read_record
from briefkit.errors import UnavailableError

OLD = {"report.pdf": b"old pdf", "report.docx": b"old docx"}
NEW = {"report.pdf": b"new pdf, longer", "report.docx": b"new docx"}


def put(folder: Path, files: dict[str, bytes], on_edit: OnEdit = OnEdit.KEEP) -> list[State]:
    outcome = publish_files({folder / name: data for name, data in files.items()}, on_edit=on_edit)
    return [published.state for published in outcome.value]


def refused(folder: Path, files: dict[str, bytes]) -> str:
    with pytest.raises(UnavailableError) as caught:
        put(folder, files)
    assert [found.rule.id for found in caught.value.diagnostics] == ["B702"]
    return caught.value.diagnostics[0].message


def contents(folder: Path) -> dict[str, bytes]:
    """All files but the record; nothing else may lie about."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != RECORD_NAME}


# Writing ------------------------------------------------------------------------------------------------------------


def test_files_are_written_into_a_folder_that_is_made(tmp_path: Path) -> None:
    states = put(tmp_path / "a" / "b", NEW)

    assert states == [State.WRITTEN, State.WRITTEN]
    assert contents(tmp_path / "a" / "b") == NEW


def test_what_briefkit_wrote_is_replaced(tmp_path: Path) -> None:
    put(tmp_path, OLD)

    assert put(tmp_path, NEW) == [State.WRITTEN, State.WRITTEN]
    assert contents(tmp_path) == NEW


def test_the_same_content_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path, NEW)
    before = (tmp_path / "report.pdf").stat()

    assert put(tmp_path, NEW) == [State.UNCHANGED, State.UNCHANGED]
    assert (tmp_path / "report.pdf").stat().st_mtime_ns == before.st_mtime_ns


def test_the_same_content_from_elsewhere_is_taken_as_briefkits_own(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(NEW["report.pdf"])

    assert put(tmp_path, {"report.pdf": NEW["report.pdf"]}) == [State.UNCHANGED]
    assert put(tmp_path, {"report.pdf": b"newer"}) == [State.WRITTEN]


def test_an_older_content_of_briefkits_is_no_edit(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    put(tmp_path, NEW)
    (tmp_path / "report.pdf").write_bytes(OLD["report.pdf"])

    assert put(tmp_path, {"report.pdf": b"newest"}) == [State.WRITTEN]


@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002])
def test_permissions_are_those_of_any_new_file(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        put(tmp_path, NEW)
    finally:
        os.umask(before)

    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o666 & ~umask}


def test_a_symbolic_link_keeps_leading_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "report.pdf").symlink_to(tmp_path / "real" / "shared.pdf")

    put(tmp_path, {"report.pdf": b"pdf"})

    assert (tmp_path / "report.pdf").is_symlink()
    assert contents(tmp_path / "real") == {"shared.pdf": b"pdf"}


def test_formats_may_go_to_different_folders(tmp_path: Path) -> None:
    put(tmp_path, {"a/report.pdf": b"pdf", "b/report.docx": b"docx"})

    assert contents(tmp_path / "a") == {"report.pdf": b"pdf"}
    assert contents(tmp_path / "b") == {"report.docx": b"docx"}


def test_a_name_as_long_as_the_disk_allows_is_written(tmp_path: Path) -> None:
    name = "x" * 251 + ".pdf"

    put(tmp_path, {name: b"pdf"})

    assert contents(tmp_path) == {name: b"pdf"}


# Edits --------------------------------------------------------------------------------------------------------------


def test_an_edited_file_is_kept_and_the_others_are_written(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    (tmp_path / "report.docx").write_bytes(b"edited")

    outcome = publish_files({tmp_path / name: data for name, data in NEW.items()})

    assert [published.state for published in outcome.value] == [State.WRITTEN, State.KEPT]
    assert contents(tmp_path) == {"report.pdf": NEW["report.pdf"], "report.docx": b"edited"}
    found = outcome.diagnostics[0]
    assert found.rule.id == "B701"
    assert found.message == (
        f"`{tmp_path / 'report.docx'}` was changed since briefkit wrote it; it was kept, "
        f"while `{tmp_path / 'report.pdf'}` is new"
    )
    assert found.hint == "`--keep-edits` writes the new one beside it, `--overwrite` replaces it"


def test_a_file_that_was_never_briefkits_is_kept(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(b"somebody's")

    outcome = publish_files({tmp_path / "report.docx": b"docx"})

    assert contents(tmp_path) == {"report.docx": b"somebody's"}
    assert "was not written by briefkit" in outcome.diagnostics[0].message


def test_a_kept_file_is_kept_again(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(b"somebody's")
    put(tmp_path, OLD)

    assert put(tmp_path, NEW) == [State.WRITTEN, State.KEPT]


def test_overwrite_replaces_an_edited_file(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(b"somebody's")

    assert put(tmp_path, NEW, OnEdit.OVERWRITE) == [State.WRITTEN, State.WRITTEN]
    assert contents(tmp_path) == NEW


def test_an_overwritten_edit_that_comes_back_is_kept(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(b"somebody's")
    put(tmp_path, {"report.docx": b"one"}, OnEdit.OVERWRITE)
    (tmp_path / "report.docx").write_bytes(b"somebody's")

    assert put(tmp_path, {"report.docx": b"two"}) == [State.KEPT]


def test_keep_edits_writes_beside(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(b"edited")

    outcome = publish_files({tmp_path / "report.docx": b"one"}, on_edit=OnEdit.WRITE_BESIDE)

    assert [(published.path.name, published.state) for published in outcome.value] == [
        ("report.new.docx", State.BESIDE)
    ]
    assert contents(tmp_path) == {"report.docx": b"edited", "report.new.docx": b"one"}
    assert [found.rule.id for found in outcome.diagnostics] == ["B703"]


def test_the_one_beside_is_replaced_while_nobody_has_edited_it(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(b"edited")
    for data in (b"one", b"two"):
        put(tmp_path, {"report.docx": data}, OnEdit.WRITE_BESIDE)

    assert contents(tmp_path) == {"report.docx": b"edited", "report.new.docx": b"two"}


def test_the_one_beside_never_takes_anothers_place(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(b"edited")
    (tmp_path / "report.new.docx").write_bytes(b"edited too")
    (tmp_path / "report.new-2.docx").mkdir()

    put(tmp_path, {"report.docx": b"one"}, OnEdit.WRITE_BESIDE)

    assert (tmp_path / "report.new.docx").read_bytes() == b"edited too"
    assert (tmp_path / "report.new-3.docx").read_bytes() == b"one"


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"briefkit": 2, "files": {}}',
        b'{"briefkit": 1}',
        b'{"briefkit": 1, "files": []}',
        b'{"briefkit": 1, "files": {"report.pdf": 3}}',
        b'{"briefkit": 1, "files": {"report.pdf": [3]}}',
    ],
)
def test_a_damaged_record_keeps_what_is_there(tmp_path: Path, damage: bytes) -> None:
    put(tmp_path, OLD)
    (tmp_path / RECORD_NAME).write_bytes(damage)

    assert put(tmp_path, NEW) == [State.KEPT, State.KEPT]
    assert contents(tmp_path) == OLD


def test_the_record_holds_hashes_by_name(tmp_path: Path) -> None:
    put(tmp_path, {"report.pdf": b"pdf"})

    assert json.loads((tmp_path / RECORD_NAME).read_text()) == {
        "briefkit": 1,
        "files": {"report.pdf": [hashlib.sha256(b"pdf").hexdigest()]},
    }


def test_a_record_knows_what_was_noted() -> None:
    record = Record().noting("a", "new", "old").noting("b", "x")

    assert record.wrote("a", "old")
    assert not record.wrote("b", "old")
    assert not record.wrote("c", "x")


# Refusals -----------------------------------------------------------------------------------------------------------


def test_a_folder_in_a_files_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "report.docx").mkdir()

    assert "a folder is in its place" in refused(tmp_path, NEW)
    assert not (tmp_path / "report.pdf").exists()


def test_a_device_in_a_files_place_is_refused() -> None:
    assert "no ordinary file is in its place" in refused(Path("/dev"), {"full": b"pdf"})


def test_a_file_in_a_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"a file")

    refused(tmp_path / "output", NEW)

    assert (tmp_path / "output").read_bytes() == b"a file"


@pytest.fixture
def unprivileged(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder where the process may not write, though it may read."""
    folder = tmp_path / "locked"
    put(folder, OLD)
    is_root = os.geteuid() == 0
    if is_root:
        for above in (folder, *folder.parents):
            if above.is_relative_to(tmp_path_factory.getbasetemp().parent):
                above.chmod(0o755)
        os.seteuid(65534)
    folder_mode = folder.stat().st_mode
    if not is_root:
        folder.chmod(0o555)
    try:
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(folder_mode)


def test_a_folder_without_permission_is_refused(unprivileged: Path) -> None:
    message = refused(unprivileged, NEW)

    assert message == f"cannot write `{unprivileged / 'report.pdf'}`: permission is denied"
    assert contents(unprivileged) == OLD


def test_nothing_needs_permission_where_nothing_changes(unprivileged: Path) -> None:
    assert put(unprivileged, OLD) == [State.UNCHANGED, State.UNCHANGED]


def fail(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, *, error: int, after: int = 0) -> None:
    """Makes a function of the system fail once it has been called `after` times."""
    real: Callable[..., Any] = getattr(owner, name)
    calls = iter(range(1_000_000))

    def failing(*arguments: Any, **options: Any) -> Any:
        if next(calls) >= after:
            raise OSError(error, os.strerror(error))
        return real(*arguments, **options)

    monkeypatch.setattr(owner, name, failing)


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_disk_that_fails_leaves_all_old_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int, after: int
) -> None:
    put(tmp_path, OLD)
    fail(monkeypatch, os, "fsync", error=error, after=after)

    refused(tmp_path, NEW)

    assert contents(tmp_path) == OLD


def test_a_rename_that_fails_leaves_all_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, OLD)
    fail(monkeypatch, Path, "replace", error=errno.EACCES)

    assert "permission is denied" in refused(tmp_path, NEW)
    assert contents(tmp_path) == OLD


def test_a_full_disk_is_told_in_plain_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail(monkeypatch, os, "fsync", error=errno.ENOSPC)

    assert refused(tmp_path, NEW) == f"cannot write `{tmp_path / 'report.pdf'}`: the disk is full"


@pytest.mark.parametrize("error", [errno.ENOENT, errno.EROFS, errno.EACCES, errno.EIO])
def test_every_refusal_comes_with_a_hint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int) -> None:
    fail(monkeypatch, Path, "mkdir", error=error)

    with pytest.raises(UnavailableError) as caught:
        put(tmp_path, NEW)

    assert caught.value.diagnostics[0].hint


def test_a_limit_on_the_size_of_files_leaves_all_old_files(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        message = refused(tmp_path, {"report.pdf": b"small", "report.docx": b"x" * 100_000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert "the file grew larger than the system allows" in message
    assert contents(tmp_path) == OLD


def test_a_real_full_disk_leaves_all_old_files(tmp_path: Path) -> None:
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", tmp_path], check=False).returncode:
        pytest.skip("no right to mount a small disk")
    try:
        put(tmp_path, OLD)

        message = refused(tmp_path, {"report.pdf": b"small", "report.docx": b"x" * 200_000})

        assert message.endswith("the disk is full")
        assert contents(tmp_path) == OLD
    finally:
        subprocess.run(["umount", tmp_path], check=True)


def test_an_interruption_leaves_all_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, OLD)

    def interrupted(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        put(tmp_path, NEW)

    assert contents(tmp_path) == OLD


# Kills --------------------------------------------------------------------------------------------------------------

KILLED = """
    import os, signal, sys
    from pathlib import Path
    from briefkit.build import publish_files

    calls = 0
    def killing(real):
        def call(*arguments, **options):
            global calls
            if calls == int(sys.argv[2]):
                os.kill(os.getpid(), signal.SIGKILL)
            calls += 1
            return real(*arguments, **options)
        return call

    for name in ("fsync", "open", "mkdir", "close"):
        setattr(os, name, killing(getattr(os, name)))
    for name in ("replace", "unlink", "open"):
        setattr(Path, name, killing(getattr(Path, name)))
    publish_files({Path(sys.argv[1], "report.pdf"): b"new pdf, longer", Path(sys.argv[1], "report.docx"): b"new docx"})
"""


def test_a_kill_at_any_step_leaves_every_file_whole_and_known(tmp_path: Path) -> None:
    for step in range(1_000):
        folder = tmp_path / str(step)
        put(folder, OLD)
        child = subprocess.run([sys.executable, "-c", textwrap.dedent(KILLED), folder, str(step)], check=False)

        left = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert all(left[name] in {OLD[name], NEW[name]} for name in OLD), f"torn at step {step}"
        assert put(folder, {"report.pdf": b"3", "report.docx": b"4"}) == [State.WRITTEN] * 2, f"unknown at step {step}"
        assert contents(folder) == {"report.pdf": b"3", "report.docx": b"4"}, f"leftovers at step {step}"
        if child.returncode == 0:
            break
        assert child.returncode == -signal.SIGKILL

    assert step > 10


def test_a_build_that_runs_is_not_swept_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that writes holds the folder; the other waits for it."""
    reached, go_on = threading.Event(), threading.Event()
    real = os.fsync

    def waiting(descriptor: int) -> None:
        if threading.current_thread() is not threading.main_thread():
            reached.set()
            go_on.wait(10)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", waiting)
    first = threading.Thread(target=put, args=(tmp_path, {"one.pdf": b"one"}))
    first.start()
    assert reached.wait(10)
    threading.Timer(0.2, go_on.set).start()
    put(tmp_path, {"two.pdf": b"two"})
    first.join()

    assert contents(tmp_path) == {"one.pdf": b"one", "two.pdf": b"two"}


CONCURRENT = """
    import sys
    from pathlib import Path
    from briefkit.build import publish_files

    for number in range(40):
        publish_files({Path(sys.argv[1], f"{sys.argv[2]}.pdf"): f"{sys.argv[2]} {number}".encode() * 1000})
        publish_files({Path(sys.argv[1], "both.pdf"): f"{sys.argv[2]} {number}".encode() * 1000})
"""


def test_builds_at_the_same_time_do_not_harm_each_other(tmp_path: Path) -> None:
    children = [
        subprocess.Popen([sys.executable, "-c", textwrap.dedent(CONCURRENT), tmp_path, name]) for name in ("one", "two")
    ]
    codes = [child.wait(60) for child in children]

    assert codes == [0, 0]
    written = contents(tmp_path)
    assert set(written) == {"one.pdf", "two.pdf", "both.pdf"}
    assert written["one.pdf"] == b"one 39" * 1000
    assert written["both.pdf"] in {b"one 39" * 1000, b"two 39" * 1000}
    record = read_record(tmp_path)
    assert all(record.wrote(name, hashlib.sha256(data).hexdigest()) for name, data in written.items())
