"""A look at the machine: everything that briefkit works with, whether it is there, and in which version."""

from __future__ import annotations

import ctypes
import ctypes.util
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import metadata
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from briefkit.errors import BriefkitError
from briefkit.machine import MIN_PYTHON, native_libraries, package_install_hint, pango_install_hint
from briefkit.resources import FONT_SCHEME, LocalResources


class Check(Struct, frozen=True):
    """One thing looked for. `detail` is its version or place, or what is the matter; `hint` installs it."""

    name: str
    is_found: bool
    detail: str = ""
    hint: str = ""
    is_needed: bool = True

    def as_record(self) -> dict[str, str | bool]:
        """The check as JSON has it."""
        record = asdict(self)
        return {"name": record["name"], "found": self.is_found, "needed": self.is_needed, **_texts(self)}


def _texts(check: Check) -> dict[str, str | bool]:
    return {"detail": check.detail, "hint": check.hint}


def check_up() -> tuple[Check, ...]:
    """All checks, what is needed first."""
    return (_python(), *_packages(), _layout(), *_native_libraries(), *_styles(), *_programs())


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    least = ".".join(map(str, MIN_PYTHON))
    is_recent = sys.version_info >= MIN_PYTHON
    return Check("Python", is_recent, version, "" if is_recent else f"install Python {least} or newer")


# Python packages ----------------------------------------------------------------------------------------------------


def _packages() -> Iterator[Check]:
    """briefkit itself, and what its metadata require; nothing but itself where it is run without being installed."""
    try:
        requirements = metadata.requires("briefkit") or []
        yield Check("briefkit", is_found=True, detail=metadata.version("briefkit"))
    except metadata.PackageNotFoundError:
        yield Check("briefkit", is_found=True, detail="run from its sources, not installed")
        return
    for requirement in requirements:
        if ";" not in requirement:  # with a marker: for developers, or for other systems
            yield _package(requirement)


def _package(requirement: str) -> Check:
    name, pinned = re.split(r"[<>=!~\[ ]", requirement)[0], requirement.partition("==")[2]
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Check(name, is_found=False, detail="not installed", hint=package_install_hint())
    if pinned and version != pinned:
        return Check(name, is_found=False, detail=f"{version}, {pinned} is needed", hint=package_install_hint())
    return Check(name, is_found=True, detail=version)


# Libraries ----------------------------------------------------------------------------------------------------------


def _layout() -> Check:
    """Whether the layout engine loads, with all the libraries behind it."""
    try:
        with native_libraries():
            import briefkit.layout.engine  # noqa: F401
    except ImportError as error:
        return Check("layout", is_found=False, detail=str(error), hint=package_install_hint())
    except BriefkitError as error:
        found = error.diagnostics[0]
        return Check("layout", is_found=False, detail=found.message, hint=found.hint)
    return Check("layout", is_found=True, detail="loads")


def _text_version(function: str) -> Callable[[ctypes.CDLL], str]:
    def version(library: ctypes.CDLL) -> str:
        call = library[function]
        call.restype = ctypes.c_char_p
        return bytes(call()).decode()

    return version


def _fontconfig_version(library: ctypes.CDLL) -> str:
    number = int(library.FcGetVersion())  # 21401 is 2.14.1
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


_NATIVE: Mapping[str, tuple[str, str, Callable[[ctypes.CDLL], str]]] = {
    "Pango": ("pango-1.0", "0", _text_version("pango_version_string")),
    "HarfBuzz": ("harfbuzz", "0", _text_version("hb_version_string")),
    "HarfBuzz subset": ("harfbuzz-subset", "0", _text_version("hb_version_string")),
    "fontconfig": ("fontconfig", "1", _fontconfig_version),
}
"""Shared libraries: the name and the version of the interface in their files' names, and how to ask them theirs."""


def _native_libraries() -> Iterator[Check]:
    for name, (stem, interface, version) in _NATIVE.items():
        library = _load(stem, interface)
        if library is None:
            yield Check(name, is_found=False, detail="not found", hint=pango_install_hint())
        else:
            yield Check(name, is_found=True, detail=version(library))


def _load(stem: str, interface: str) -> ctypes.CDLL | None:
    """The library by the names it has on Linux, macOS and Windows; None where none of them can be loaded."""
    names = (f"lib{stem}.so.{interface}", f"lib{stem}.{interface}.dylib", f"lib{stem}-{interface}.dll")
    for name in filter(None, (*names, ctypes.util.find_library(stem))):
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None


# Styles and programs ------------------------------------------------------------------------------------------------


def _styles() -> Iterator[Check]:
    """Each house style, and the faces that its stylesheets ask for."""
    from briefkit.compose import load_style

    resources = LocalResources(Path())
    names = resources.style_names()
    if not names:
        yield Check("styles", is_found=False, detail="none found", hint=package_install_hint())
    for name in names:
        try:
            style = load_style(name, resources)
            urls = {url for entry in style.sheets for url in re.findall(rf"{FONT_SCHEME}:[^\"')]+", entry.sheet.text)}
            for url in sorted(urls):
                resources.font(url)
        except BriefkitError as error:
            found = error.diagnostics[0]
            yield Check(
                f"style {name}", is_found=False, detail=found.message, hint=found.hint or package_install_hint()
            )
        else:
            yield Check(f"style {name}", is_found=True, detail=f"{len(urls)} font files")


_PROGRAMS = {
    "LibreOffice": (("soffice", "libreoffice"), "opens Word files for a look at them"),
    "poppler": (("pdftoppm",), "shows PDF pages as pictures"),
    "qpdf": (("qpdf",), "checks PDF files"),
}


def _programs() -> Iterator[Check]:
    """Programs that tests and people look at outputs with; briefkit works without them."""
    for name, (commands, purpose) in _PROGRAMS.items():
        path = next(filter(None, map(shutil.which, commands)), None)
        yield Check(name, path is not None, path or f"optional: {purpose}", is_needed=False)
