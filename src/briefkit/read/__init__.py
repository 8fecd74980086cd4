"""Sources to the model: one table of formats, one decoder for all of them.

A reader is a function from a decoded `Source` to a `Document` and what there is to say about it. It never fails on a
text: what it cannot make sense of is a paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType

from msgspec import Struct

from briefkit.diagnostics import Outcome, diagnose
from briefkit.errors import DocumentError, UsageError
from briefkit.model import Document
from briefkit.read.decode import MAX_BYTES, decode
from briefkit.spans import Source


class Reader(Struct, frozen=True):
    """A format that is read: the suffixes of its files, in lower case, and the function that reads it."""

    suffixes: tuple[str, ...]
    read: Callable[[Source], Outcome[Document]]


def _read_text(source: Source) -> Outcome[Document]:
    from briefkit.read.text import read as read_text

    return read_text(source)


def _read_markdown(source: Source) -> Outcome[Document]:
    from briefkit.read.markdown import read as read_markdown  # markdown-it is not loaded for other formats

    return read_markdown(source)


FORMATS: Mapping[str, Reader] = MappingProxyType(
    {
        "text": Reader((".txt", ".text"), _read_text),
        "markdown": Reader((".md", ".markdown"), _read_markdown),
    }
)
"""Every format that is read, by name."""

STANDARD_INPUT = "-"

_RENDER = "`briefkit render` makes a PDF and a Word file of HTML"
_SAVE = "save it as text first"
_INSTEAD: Mapping[str, str] = MappingProxyType(
    {".html": _RENDER, ".htm": _RENDER, ".xhtml": _RENDER}
    | dict.fromkeys((".docx", ".doc", ".odt", ".rtf", ".xlsx", ".ods", ".pdf"), _SAVE)
)
"""What to do about files that are often at hand and are not read, by suffix."""


def format_of(name: str) -> str:
    """The format of the source called `name`, by its suffix; without one, and from standard input, it is text.

    Raises `DocumentError` (B007) for a suffix that no format has, with a way out where there is one.
    """
    suffix = PurePath(name).suffix.lower()
    if name == STANDARD_INPUT or not suffix:
        return "text"
    for format_name, reader in FORMATS.items():
        if suffix in reader.suffixes:
            return format_name
    *others, last = (suffix for reader in FORMATS.values() for suffix in reader.suffixes)
    message = f"`{name}` ends in `{suffix}`; briefkit reads {', '.join(others)} and {last}"
    raise DocumentError(diagnose("B007", message, hint=_INSTEAD.get(suffix, "")))


def read(source: Source, format: str) -> Outcome[Document]:  # noqa: A002 - the word for it
    """The document in `source`; `UsageError` where there is no such format."""
    if format not in FORMATS:
        names = ", ".join(f"`{name}`" for name in FORMATS)
        raise UsageError(diagnose("B007", f"there is no format `{format}`", hint=f"the formats are {names}"))
    return FORMATS[format].read(source)


__all__ = ["FORMATS", "MAX_BYTES", "STANDARD_INPUT", "Reader", "decode", "format_of", "read"]
