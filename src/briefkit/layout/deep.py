"""Room for recursion: WeasyPrint walks its trees by recursion, about 15 Python frames for a list in a list.

The work runs in a thread with a stack of its own, under a recursion limit that is raised for as long as it runs. Both
are bounded: what nests deeper still ends in a `RecursionError`, not in a crash.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

RECURSION_LIMIT = 12_000
STACK_SIZE = 64 * 1024 * 1024  # bytes of address space; memory is used only as deep as the work goes

_here = threading.local()
_lock = threading.Lock()


class _Limit:
    """Counts who needs the raised limit: it is one for the whole interpreter."""

    users = 0
    usual = 0

    @classmethod
    def raise_(cls) -> None:
        with _lock:
            if cls.users == 0:
                cls.usual = sys.getrecursionlimit()
                sys.setrecursionlimit(max(cls.usual, RECURSION_LIMIT))
            cls.users += 1

    @classmethod
    def lower(cls) -> None:
        with _lock:
            cls.users -= 1
            if cls.users == 0:
                sys.setrecursionlimit(cls.usual)


def run_deep(work: Callable[[], T]) -> T:
    """What `work` returns or raises, run where there is room for deep recursion."""
    if getattr(_here, "is_deep", False):
        return work()
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        _here.is_deep = True
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 (raised again where the caller waits)
            errors.append(error)

    _Limit.raise_()
    try:
        _start(run).join()
    finally:
        _Limit.lower()
    if errors:
        raise errors[0]
    return results[0]


def _start(run: Callable[[], None]) -> threading.Thread:
    """A started thread with the large stack; the size is a setting of the whole process, so it is set back."""
    with _lock:
        usual = threading.stack_size(STACK_SIZE)
        try:
            thread = threading.Thread(target=run, name="briefkit-layout", daemon=True)
            thread.start()
        finally:
            threading.stack_size(usual)
    return thread
