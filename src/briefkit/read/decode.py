"""From bytes to a `Source`: is it a text at all, in which encoding, and what of it print cannot hold.

A source ends up as Unicode with ``\\n`` for every line end and without control characters; offsets count from there.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from msgspec import Struct

from briefkit.diagnostics import Diagnostic, Outcome, diagnose
from briefkit.errors import DocumentError
from briefkit.spans import Source

MAX_BYTES = 8 * 1024 * 1024
"""The largest source that is read: some 4,000 pages of text."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive, as Word, Excel and OpenDocument files are"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Word, Excel or PowerPoint file of the years before 2007"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"RIFF", "a RIFF file (sound, film or WebP picture)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a Windows program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"OTTO", "a font"),
    (b"wOF", "a web font"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL_BYTES = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1b")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_DROPPED = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ufeff\ufffe\uffff]")


class _Decoded(Struct, frozen=True):
    """A text, the encoding it was in, and what must be said about that."""

    text: str
    warning: str = ""
    hint: str = ""


def decode(data: bytes, name: str) -> Outcome[Source]:
    """The text of a source, called `name` in messages.

    Raises `DocumentError`: B003 for nothing but white space, B004 for what is no text, B005 for a text in none of the
    encodings tried, B006 for more than `MAX_BYTES`. Warns (B009) about a guessed encoding and about dropped characters.
    """
    if len(data) > MAX_BYTES:
        message = f"`{name}` has {len(data):,} bytes; {MAX_BYTES:,} is the most that is read"
        raise DocumentError(diagnose("B006", message, hint="split it into several sources"))
    found = _marked(data, name) or _unmarked(data, name)
    text, dropped = clean(found.text)
    if not text.strip():
        raise DocumentError(diagnose("B003", f"`{name}` has no words in it"))
    source = Source(name, text)
    return Outcome(source, (*_encoding_warning(found, source), *_dropped_warning(dropped, source)))


# Encodings ----------------------------------------------------------------------------------------------------------


def _marked(data: bytes, name: str) -> _Decoded | None:
    """The text by its byte order mark; None without one."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return _Decoded(data[len(bom) :].decode(encoding))
            except UnicodeDecodeError as error:
                tried = f"{encoding.upper()}, as its byte order mark says"
                raise _undecodable(name, tried, error) from error
    return None


def _unmarked(data: bytes, name: str) -> _Decoded:
    if what := next((what for magic, what in _MAGIC if data.startswith(magic)), ""):
        raise DocumentError(_binary(name, f"looks like {what}"))
    if wide := _utf16(data):
        return wide
    controls = len(data) - len(data.translate(None, _CONTROL_BYTES))
    if controls > 4 and controls * 20 > len(data):
        raise DocumentError(_binary(name, f"has control characters in it ({controls:,} of {len(data):,} bytes)"))
    try:
        return _Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _damaged_utf8(data) or _windows_1252(data, name, error)


def _utf16(data: bytes) -> _Decoded | None:
    """UTF-16 without its mark, where the zero bytes that Latin script has in it stand on one side only."""
    if not data or len(data) % 2:
        return None
    even, odd = data[0:8192:2].count(0), data[1:8192:2].count(0)
    half = len(data[:8192]) // 2
    encoding = "utf-16-le" if odd * 2 > half and not even else "utf-16-be" if even * 2 > half and not odd else ""
    try:
        return _Decoded(data.decode(encoding), "read as UTF-16, which it does not say it is") if encoding else None
    except UnicodeDecodeError:
        return None  # zeros in the pattern of UTF-16 and yet none: judged by its bytes like anything else


def _damaged_utf8(data: bytes) -> _Decoded | None:
    """UTF-8 with a few broken bytes: more characters beyond ASCII come out right than wrong."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    right = sum(char > "\x7f" for char in text) - text.count("\ufffd")
    if right <= broken:
        return None
    count = f"{broken:,} byte sequences are" if broken > 1 else "one byte sequence is"
    return _Decoded(text, f"{count} not valid UTF-8 and became U+FFFD", "look the words up that have a � in them")


def _windows_1252(data: bytes, name: str, error: UnicodeDecodeError) -> _Decoded:
    high = sum(byte > 0x7F for byte in data)
    try:
        if high * 2 > len(data.translate(None, b" \t\r\n")):
            raise _undecodable(name, "UTF-8 and windows-1252 (too few of its letters would be Latin)", error)
        text = data.decode("windows-1252")
    except UnicodeDecodeError as second:
        if b"\x00" in data:
            raise DocumentError(_binary(name, "has zero bytes in it and is in no known encoding")) from second
        raise _undecodable(name, "UTF-8, UTF-16 and windows-1252", error) from second
    first = data[error.start : error.start + 1].hex().upper()
    return _Decoded(
        text, f"read as windows-1252: byte {first} is not UTF-8", "save it as UTF-8 to be sure of its words"
    )


def _undecodable(name: str, tried: str, error: UnicodeDecodeError) -> DocumentError:
    message = f"`{name}` is in none of the encodings tried: {tried} (byte {error.start:,} fits none)"
    return DocumentError(diagnose("B005", message, hint="save it as UTF-8"))


def _binary(name: str, reason: str) -> Diagnostic:
    return diagnose("B004", f"`{name}` is not a text: it {reason}", hint="give the text itself, saved as UTF-8")


# Characters ---------------------------------------------------------------------------------------------------------


def clean(text: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """`text` with ``\\n`` for every line end, page break and separator, and without what print cannot hold.

    Dropped are control characters, U+FEFF, noncharacters and the two overrides of the writing direction (U+202D,
    U+202E: they make a text look other than it reads). Returned beside it: where each was dropped, and what.
    """
    text = _LINE_ENDS.sub("\n", text)
    if not _DROPPED.search(text):
        return text, ()
    kept, dropped, reached, length = [], [], 0, 0
    for found in _DROPPED.finditer(text):
        kept.append(text[reached : found.start()])
        length += len(kept[-1])
        reached = found.end()
        dropped.append((length, found[0]))
    return "".join((*kept, text[reached:])), tuple(dropped)


def _encoding_warning(found: _Decoded, source: Source) -> Iterator[Diagnostic]:
    if found.warning:
        start = next((i for i, char in enumerate(source.text) if char > "\x7f"), 0)
        yield diagnose("B009", found.warning, span=source.span(start, start + 1), hint=found.hint)


def _dropped_warning(dropped: tuple[tuple[int, str], ...], source: Source) -> Iterator[Diagnostic]:
    if dropped:
        kinds = ", ".join(f"U+{ord(char):04X}" for char in sorted({char for _, char in dropped}))
        count = "one character" if len(dropped) == 1 else f"{len(dropped):,} characters"
        start = dropped[0][0]
        yield diagnose("B009", f"{count} that print cannot hold dropped: {kinds}", span=source.span(start, start))
