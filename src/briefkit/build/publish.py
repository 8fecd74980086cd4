"""Putting a report's files where they belong: all of them or none, each whole, nobody's edits lost.

The order makes it safe to be stopped at any moment: everything is written beside and brought to the disk; then the
record learns what is about to be there; then the files are renamed into place. A file in the way that the record does
not know was edited, or was never briefkit's.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from enum import Enum
from itertools import count
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from briefkit.build.folder import held, make_durable, written_beside
from briefkit.build.record import RECORD_NAME, Record, read_record
from briefkit.diagnostics import Diagnostic, Outcome, diagnose
from briefkit.errors import UnavailableError
from briefkit.resources import real_path, reason


class OnEdit(Enum):
    """What to do about a file in the way that briefkit did not write."""

    KEEP = "keep"
    WRITE_BESIDE = "write beside"
    OVERWRITE = "overwrite"


class State(Enum):
    """What came of an output."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    BESIDE = "beside"
    KEPT = "kept"


class Published(Struct, frozen=True):
    """An output: where the new content is (`BESIDE`: next to the file that was asked for), or `KEPT`: is not."""

    path: Path
    state: State


class _Step(Struct, frozen=True):
    """One file's fate. `shown` is the path as it was asked for, `target` the file behind it, links followed.

    `before` is the hash of what `target` holds now, None where it is not there (or is not to be touched).
    """

    shown: Path
    target: Path
    data: bytes
    digest: str
    state: State
    before: str | None
    diagnostic: Diagnostic | None = None


def publish_files(files: Mapping[Path, bytes], *, on_edit: OnEdit = OnEdit.KEEP) -> Outcome[tuple[Published, ...]]:
    """Writes the `files` of one report, by path; what happened to each, in their order.

    `UnavailableError` (B702) where they cannot be written: then all the old files stand as they were, unless the
    system refuses a name after it has accepted the others.
    """
    targets = {path: _target(path) for path in files}
    folders = sorted({target.parent for target in targets.values()})
    with ExitStack() as stack:
        for folder in folders:
            _refuse_file(folder, files, targets)
            with _refusals(folder):
                stack.enter_context(held(folder))
        records = {folder: read_record(folder) for folder in folders}
        steps = [
            _decide(path, targets[path], data, records[targets[path].parent], on_edit) for path, data in files.items()
        ]
        _carry_out(steps, records, stack)
    published = tuple(Published(step.shown, step.state) for step in steps)
    return Outcome(published, tuple(_told(step, step.diagnostic, steps) for step in steps if step.diagnostic))


def _refuse_file(folder: Path, files: Iterable[Path], targets: Mapping[Path, Path]) -> None:
    """`UnavailableError` where there is a file in place of the `folder` of some targets, by the name it was given."""
    if os.path.isfile(folder):  # noqa: PTH113 (`Path.is_file` raises where nobody may look)
        given = next(path.parent for path in files if targets[path].parent == folder)
        raise UnavailableError(diagnose("B702", f"`{given}` is a file, a folder was expected"))


def _target(path: Path) -> Path:
    """The file that `path` leads to. `UnavailableError` where something else than a file is in its place."""
    with _refusals(path):
        target = real_path(path)
        is_free = not target.exists()
    if is_free or target.is_file():
        return target
    what = "a folder" if target.is_dir() else "no ordinary file"
    raise UnavailableError(diagnose("B702", f"cannot write `{path}`: {what} is in its place"))


def _decide(shown: Path, target: Path, data: bytes, record: Record, on_edit: OnEdit) -> _Step:
    """What to do about one file, from what is there and what the record knows of it."""
    digest = hashlib.sha256(data).hexdigest()
    before = _hash_of(target)
    if before == digest:
        return _Step(shown, target, data, digest, State.UNCHANGED, before)
    if before is None or record.wrote(target.name, before) or on_edit is OnEdit.OVERWRITE:
        return _Step(shown, target, data, digest, State.WRITTEN, before)
    why = "was changed since briefkit wrote it" if target.name in record.hashes else "was not written by briefkit"
    if on_edit is OnEdit.KEEP:
        hint = "`--keep-edits` writes the new one beside it, `--overwrite` replaces it"
        kept = diagnose("B701", f"`{shown}` {why}; it was kept", hint=hint)
        return _Step(shown, target, data, digest, State.KEPT, None, kept)
    beside = _free_name(target, digest, record)
    shown_beside = shown.with_name(beside.name)
    note = diagnose("B703", f"`{shown}` {why}; it was kept, and the new one is `{shown_beside}`")
    return _Step(shown_beside, beside, data, digest, State.BESIDE, _hash_of(beside), note)


def _told(step: _Step, found: Diagnostic, steps: Iterable[_Step]) -> Diagnostic:
    """What was `found` about a step; of a file that was kept also which of its siblings are new, and so unlike it."""
    new = " and ".join(f"`{other.shown}`" for other in steps if other.state is State.WRITTEN)
    if step.state is not State.KEPT or not new:
        return found
    return replace(found, message=f"{found.message}, while {new} is new")


def _hash_of(target: Path) -> str | None:
    """The SHA-256 of a file's content; None where there is no file, empty where it may not be read."""
    try:
        with target.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None
    except OSError:
        return ""


def _free_name(target: Path, digest: str, record: Record) -> Path:
    """``report.new.docx`` beside `target`, or ``report.new-2.docx`` …: the first that holds nobody else's work."""
    names = (target.with_name(f"{target.stem}.new{ending}{target.suffix}") for ending in _endings())
    return next(path for path in names if _may_take(path, digest, record))


def _endings() -> Iterator[str]:
    yield ""
    yield from (f"-{number}" for number in count(2))


def _may_take(path: Path, digest: str, record: Record) -> bool:
    there = _hash_of(path)
    return there is None or there == digest or record.wrote(path.name, there)


def _carry_out(steps: Iterable[_Step], records: Mapping[Path, Record], stack: ExitStack) -> None:
    """Writes everything beside, then the records, then renames; what fails before the first rename changes nothing."""
    ours = [step for step in steps if step.state is not State.KEPT]
    renames: list[tuple[Path, Path, Path]] = []
    for step in ours:
        if step.before != step.digest:
            with _refusals(step.shown):
                renames.append((stack.enter_context(written_beside(step.target, step.data)), step.target, step.shown))
    for folder, record in records.items():
        _update_record(folder, record, [step for step in ours if step.target.parent == folder])
    for temporary, target, shown in renames:
        with _refusals(shown):
            temporary.replace(target)
    for folder in {target.parent for _, target, _ in renames}:
        with _refusals(folder):
            make_durable(folder)


def _update_record(folder: Path, record: Record, steps: Iterable[_Step]) -> None:
    """Notes the contents to come beside those still there, so that a stop before the renames confuses nobody."""
    known = record
    for step in steps:
        name = step.target.name
        if step.before != step.digest:
            still = [step.before] if step.before and record.wrote(name, step.before) else []
            known = known.noting(name, step.digest, *still)
        elif not record.wrote(name, step.digest):
            known = known.noting(name, step.digest)
    if known == record:
        return
    path = folder / RECORD_NAME
    with _refusals(path), written_beside(path, known.encode()) as temporary:
        temporary.replace(path)
        make_durable(folder)


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Tells a refusal of the system as the error about `path` that it is."""
    try:
        yield
    except OSError as error:
        hint = _CURES.get(error.errno or 0, "name another place with `--out DIR` or `-o FILE`")
        raise UnavailableError(diagnose("B702", f"cannot write `{path}`: {reason(error)}", hint=hint)) from error


_PERMISSION = "close it where it is open, or check its folder's permissions"
_CURES: Mapping[int, str] = {
    errno.EACCES: _PERMISSION,
    errno.EPERM: _PERMISSION,
    errno.ENOENT: "no folder can be made there; name another place with `--out DIR` or `-o FILE`",
    errno.ENOSPC: "make room, or name a place on another disk with `--out DIR` or `-o FILE`",
    errno.ENAMETOOLONG: "name it shorter with `-o FILE`",
}
"""What to do about a refusal of the system."""
