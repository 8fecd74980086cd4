"""An output folder while a build publishes into it: locked, swept of what killed builds left, kept by the disk."""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_TEMPORARY = ".briefkit-{}.tmp"
_ABANDONED_AFTER_SECONDS = 3600


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Makes `folder` where it is missing and keeps other builds from publishing into it meanwhile.

    Where folders cannot be locked (Windows, some network disks) builds are told apart by the names of their files
    alone. Raises `OSError` for a folder that cannot be made or opened.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":
        _sweep(folder, is_alone=False)
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _sweep(folder, is_alone=_lock(descriptor))
        yield
    finally:
        os.close(descriptor)  # and with it the lock


def _lock(descriptor: int) -> bool:
    """Waits for the lock on an open folder; False where the disk knows no locks."""
    import fcntl  # not on Windows

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    except OSError:
        return False
    return True


def _sweep(folder: Path, *, is_alone: bool) -> None:
    """Removes the temporary files of killed builds: all there are when nobody else can be writing, else old ones."""
    for left in folder.glob(_TEMPORARY.format("*")):
        with suppress(OSError):  # what cannot be removed now does no harm and is tried again next time
            if is_alone or time.time() - left.stat().st_mtime > _ABANDONED_AFTER_SECONDS:
                left.unlink()


@contextmanager
def written_beside(target: Path, data: bytes) -> Iterator[Path]:
    """A temporary file in the folder of `target` that holds `data`, safe on the disk; gone again unless it was renamed.

    Its permissions are those of any new file (the umask decides). Raises `OSError`; nothing is left then.
    """
    path = target.with_name(_TEMPORARY.format(secrets.token_hex(8)))
    file = path.open("xb")
    try:
        with file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield path
    finally:
        with suppress(OSError):  # the next build tries again
            path.unlink(missing_ok=True)


def make_durable(folder: Path) -> None:
    """Has the disk keep the names in `folder` as they are now (fsync of a folder; Windows does without)."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
