"""A page from elsewhere: HTML and CSS as bytes, made a `Page`."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from pathlib import Path

from briefkit.compose.page import Page, Sheet
from briefkit.diagnostics import diagnose
from briefkit.diagnostics.report import Report
from briefkit.errors import DocumentError
from briefkit.read.decode import decode

_PRESCAN_BYTES = 1024
_CHARSET = re.compile(rb"""<meta\s[^>]*charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)


def foreign_page(data: bytes, *, name: str, sheets: Mapping[str, bytes], base: Path | None, report: Report) -> Page:
    """The page in `data`, with the author's stylesheets `sheets` after its own; the system's fonts are its to use.

    `DocumentError` where the page or a sheet is not text, or is empty.
    """
    source = report.know(report.keep(decode(_as_utf8(data), name)))
    texts = tuple(Sheet(sheet, _stylesheet(sheet, css)) for sheet, css in sheets.items())
    return Page(source.text, texts, base, uses_system_fonts=True)


def _as_utf8(data: bytes) -> bytes:
    """The bytes in UTF-8 where the page declares another encoding and is in it (HTML, "prescan a byte stream")."""
    declared = _CHARSET.search(data[:_PRESCAN_BYTES])
    if declared is None or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data
    try:
        return data.decode(declared[1].decode("ascii")).encode()
    except (LookupError, UnicodeError):
        return data  # what the page says of itself is wrong; the bytes are judged as any others


def _stylesheet(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"`{name}` is not UTF-8: byte {error.start + 1} is {data[error.start]:#04x}"
        raise DocumentError(diagnose("B306", message, hint="save the stylesheet as UTF-8")) from error
