"""Loads WeasyPrint, and with it Pango and its companions, without searching for them longer than it takes.

WeasyPrint asks for each library under several names, those of other systems first. Each that the loader does not know
sends `ctypes` looking through the linker's cache and the compiler, in processes of their own: more than half of the
time that importing WeasyPrint takes. On Linux the names that the loader does know are among those tried.
"""

from __future__ import annotations

import ctypes.util
import io
import sys
from contextlib import redirect_stdout, suppress


def load() -> None:
    """Imports WeasyPrint by the loader's names alone where that works; where not, the next import searches."""
    if not sys.platform.startswith("linux"):
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None  # noqa: ARG005 (the search's signature)
    try:
        with suppress(OSError), redirect_stdout(io.StringIO()):  # WeasyPrint prints what it misses
            import weasyprint  # noqa: F401
    finally:
        ctypes.util.find_library = search


load()
