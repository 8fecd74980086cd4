"""What briefkit needs of the machine it runs on, and the exact line that installs what is missing."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

from briefkit.diagnostics import diagnose
from briefkit.errors import UnavailableError

MIN_PYTHON = (3, 11)

_DEBIAN = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
_PACKAGERS = {
    "apt-get": _DEBIAN,
    "dnf": "dnf install pango",
    "zypper": "zypper install libpango-1_0-0",
    "pacman": "pacman -S pango",
    "apk": "apk add pango",
}
_MAC = "brew install pango"
_WINDOWS = "pacman -S mingw-w64-ucrt-x86_64-pango"


def pango_install_hint(platform: str = sys.platform) -> str:
    """How to install Pango, and with it HarfBuzz and fontconfig, on `platform` (as `sys.platform` names it)."""
    if platform == "darwin":
        return f"install Pango with `{_MAC}`"
    if platform == "win32":
        return f"install Pango with `{_WINDOWS}` in MSYS2 (https://www.msys2.org); WeasyPrint finds it there"
    line = next((line for name, line in _PACKAGERS.items() if shutil.which(name)), _DEBIAN)
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return f"install Pango with `{line if is_root else f'sudo {line}'}`"


def package_install_hint() -> str:
    """How to get the Python packages that briefkit needs."""
    return f"install it with `{sys.executable} -m pip install --upgrade briefkit`"


def missing_package(error: ImportError) -> UnavailableError:
    """The error (B901) for a Python package that is not there; raises `error` itself where it is briefkit's own."""
    package = (error.name or "").partition(".")[0]
    if package == "briefkit":
        raise error
    message = f"the Python package `{package}` cannot be imported: {error}"
    return UnavailableError(diagnose("B901", message, hint=package_install_hint()))


@contextmanager
def native_libraries() -> Iterator[None]:
    """For importing what loads shared libraries: one that is not there becomes `UnavailableError` (B901).

    What WeasyPrint prints in that case is not shown: the error says more.
    """
    try:
        with redirect_stdout(io.StringIO()):
            yield
    except OSError as error:
        hint = f"{pango_install_hint()}; `briefkit doctor` shows what is there"
        message = f"a library for setting text cannot be loaded: {error}"
        raise UnavailableError(diagnose("B901", message, hint=hint)) from error
