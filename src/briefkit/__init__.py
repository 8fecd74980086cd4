"""briefkit turns a source analysis into a briefing report: a print-ready PDF and an editable Word file.

::

    document = briefkit.read(Path("analysis.md"))
    result = briefkit.build(document, style="briefing", formats=("pdf", "docx"))
    Path("report.pdf").write_bytes(result.files["pdf"])

Importing it is cheap: what a name stands for is loaded when the name is first used.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefkit.api import Result, build, read, render_html
    from briefkit.diagnostics import Diagnostic
    from briefkit.errors import BriefkitError, DocumentError, UnavailableError, UsageError
    from briefkit.model import Document
    from briefkit.model.codec import to_json

__all__ = [
    "BriefkitError",
    "Diagnostic",
    "Document",
    "DocumentError",
    "Result",
    "UnavailableError",
    "UsageError",
    "build",
    "read",
    "render_html",
    "to_json",
]

_HOMES = {
    "BriefkitError": "errors",
    "Diagnostic": "diagnostics",
    "Document": "model",
    "DocumentError": "errors",
    "Result": "api",
    "UnavailableError": "errors",
    "UsageError": "errors",
    "render_html": "api",
    "to_json": "model.codec",
}


class _Stage(ModuleType):
    """A package that bears the name of a public function: calling it calls the function."""

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        name = self.__name__.rpartition(".")[2]
        return getattr(import_module("briefkit.api"), name)(*arguments, **options)


class _Briefkit(ModuleType):
    """This package: `briefkit.read` and `briefkit.build` are stages of the flow, and the functions that run them."""

    def __setattr__(self, name: str, value: object) -> None:
        if name in {"build", "read"} and isinstance(value, ModuleType):
            value.__class__ = _Stage
        super().__setattr__(name, value)


def __getattr__(name: str) -> Any:
    if name in {"build", "read"}:
        return import_module(f"briefkit.{name}")
    if name in _HOMES:
        return getattr(import_module(f"briefkit.{_HOMES[name]}"), name)
    if name == "__version__":
        return _version()
    raise AttributeError(f"module 'briefkit' has no attribute '{name}'")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


def _version() -> str:
    """The version installed; where briefkit is run from its sources alone, one that says so."""
    from importlib import metadata

    try:
        return metadata.version("briefkit")
    except metadata.PackageNotFoundError:
        return "0+unknown"


sys.modules[__name__].__class__ = _Briefkit
