"""Pictures of a document, looked at before a page is made of it: what cannot be shown is named where it stands.

A picture that is missing, is none or is too large leaves a visible mark, its text in an inline of class ``missing``;
layout then has nothing more to say of it.
"""

from __future__ import annotations

import base64
import io
import posixpath
import warnings
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit
from xml.etree import ElementTree

from msgspec import Struct, field
from msgspec.structs import replace
from PIL import Image as Pillow

from briefkit.diagnostics import Diagnostic, Outcome, diagnose
from briefkit.errors import BriefkitError
from briefkit.model import Attrs, Document, Image, Inline, Meta, Styled, Text
from briefkit.model.walk import each, rewrite
from briefkit.resources import Resources

MAX_PIXELS = 64_000_000
"""A picture of more pixels takes more than 200 MB while it is laid out."""

MAX_BYTES = 50 * 2**20

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP", "ICO")
"""The raster formats that are read, as Pillow calls them; beside them SVG."""

FORMATS_HINT = "save it as PNG, JPEG, GIF, WebP, TIFF or SVG"

MISSING = "missing"
"""The class of the mark that stands where something is not."""

MAX_SHOWN = 60
"""How many characters of a URL a message repeats."""


class _Fault(Struct, frozen=True):
    """Why a picture cannot be shown, said of "the picture"."""

    rule: str
    message: str
    hint: str = ""


def check_pictures(document: Document, resources: Resources, base: Path | None) -> Outcome[Document]:
    """`document` with a mark in the place of each picture that cannot be shown; nothing else is changed.

    What the pictures are read from: `resources`, relative to the folder `base` (None where there is none), or their own
    ``data:`` URLs. Each is an error, B507 for what is missing or no picture and B508 for what is too large, at the
    place of its node.
    """
    gallery = _Gallery(resources, base)
    checked = rewrite(document, inlines=each(gallery.checked))
    meta = gallery.checked_meta(checked.meta)
    if meta is not checked.meta:
        checked = replace(checked, meta=meta)
    return Outcome(checked, tuple(gallery.diagnostics))


class _Gallery(Struct):
    """The pictures of one document; each source is looked at once."""

    resources: Resources
    base: Path | None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    faults: dict[str, _Fault | None] = field(default_factory=dict)

    def checked(self, node: Inline) -> Inline:
        """The node itself, or the mark that stands for a picture which cannot be shown."""
        if not isinstance(node, Image):
            return node
        fault = self._fault(node.source)
        if fault is None:
            return node
        message = f"the picture{_shown(node.source)} {fault.message}"
        self.diagnostics.append(diagnose(fault.rule, message, span=node.span, hint=fault.hint))
        text = Text(text=node.alt.strip() or _name(node.source), span=node.span)
        return Styled(content=(text,), attrs=Attrs(id=node.attrs.id, classes=(MISSING,)), span=node.span)

    def checked_meta(self, meta: Meta) -> Meta:
        """`meta`, without a logo that cannot be shown."""
        fault = self._fault(meta.logo.source) if meta.logo is not None else None
        if meta.logo is None or fault is None:
            return meta
        message = f"the logo{_shown(meta.logo.source)} {fault.message}"
        self.diagnostics.append(diagnose(fault.rule, message, place="meta.logo", hint=fault.hint))
        return replace(meta, logo=None)

    def _fault(self, source: str) -> _Fault | None:
        if source not in self.faults:
            data = self._read(source)
            self.faults[source] = data if isinstance(data, _Fault) else fault_of(data)
        return self.faults[source]

    def _read(self, source: str) -> bytes | _Fault:
        """The bytes that `source` leads to, or why it leads nowhere."""
        scheme = source.partition(":")[0].lower()
        if scheme == "data":
            return _data(source)
        path = self._path(source)
        if isinstance(path, _Fault):
            return path
        try:
            return self.resources.read(path)
        except BriefkitError as error:
            return self._refused(error.diagnostics[0], source)

    def _path(self, source: str) -> Path | _Fault:
        """The file that a URL names (RFC 3986 §5.2, from the folder `base`)."""
        try:
            url = urlsplit(source)
        except ValueError:
            return _Fault("B507", "has a source that is no URL")
        if url.scheme not in {"", "file"}:
            return _Fault(
                "B507", f"is not read: `{url.scheme}:` leads out of the project", "save a copy of it in the project"
            )
        if url.netloc not in {"", "localhost"}:
            return _Fault("B507", "is not read: files of other machines are not", "save a copy of it in the project")
        path = posixpath.normpath(unquote(url.path)) if url.path else ""
        if not path or "\0" in path:
            return _Fault("B507", "names no file", "write `![what it shows](path/to/picture.png)`")
        if path.startswith("/"):
            return Path(path)
        if self.base is None:
            return _Fault("B507", "cannot be found: the source stands in no folder that a path could start from")
        return self.base / path

    def _refused(self, said: Diagnostic, source: str) -> _Fault:
        if said.rule.id == "B006":
            return _Fault("B508", f"is too large: {said.message.partition(' has ')[2] or said.message}")
        hint = said.hint if self.base is None else said.hint.replace(f"`{self.base}/", "`")
        if said.rule.id != "B001":
            return _Fault("B507", f"is not read: {said.message}", hint)
        if not hint and "\\" in unquote(source):
            hint = "write `/` between the names of folders"
        return _Fault("B507", "is missing", hint)


def fault_of(data: bytes) -> _Fault | None:
    """Why `data` cannot be shown as a picture; None where it can. Pixels are counted, not decoded."""
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 2**20
        return _Fault("B508", f"is too large: {len(data) / 2**20:.1f} MB; up to {limit} MB are read", "make it smaller")
    if not data:
        return _Fault("B507", "is an empty file", FORMATS_HINT)
    try:
        size = _pixels(data)
    except Pillow.DecompressionBombError:
        size = None
    except Exception:  # noqa: BLE001 (what decoders raise on other people's data is listed nowhere)
        return None if _is_drawing(data) else _Fault("B507", "is no picture that can be read", FORMATS_HINT)
    if size is not None and size[0] * size[1] <= MAX_PIXELS:
        return None
    shown = f"{size[0]} by {size[1]} pixels" if size is not None else "more pixels than can be counted safely"
    hint = f"scale it down: {MAX_PIXELS // 1_000_000} million pixels are the most"
    return _Fault("B508", f"is too large: it has {shown}", hint)


def _pixels(data: bytes) -> tuple[int, int]:
    """Width and height of a raster picture, by its header; all of a PNG is checked for whether it came whole."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
        with Pillow.open(io.BytesIO(data), formats=FORMATS) as picture:
            size = picture.size
            picture.verify()
    return size


def _is_drawing(data: bytes) -> bool:
    """Whether `data` is SVG: well-formed XML whose root is ``svg``."""
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 (expat bounds what entities grow to)
    except (ElementTree.ParseError, ValueError, LookupError):
        return False
    return root.tag.rpartition("}")[2] == "svg"


def _data(source: str) -> bytes | _Fault:
    """The bytes in a ``data:`` URL (RFC 2397)."""
    head, comma, body = source.partition(",")
    if not comma:
        return _Fault("B507", "is a `data:` URL without a comma, and so without data")
    data = unquote_to_bytes(body)
    try:
        return base64.decodebytes(data) if head.lower().endswith(";base64") else data
    except ValueError:
        return _Fault("B507", "is a `data:` URL that is not written in base64 as it says")


def _shown(source: str) -> str:
    """How a message names a picture; empty where there is nothing to name it by."""
    if source[:5].lower() == "data:":
        source = source.partition(",")[0]
    short = source if len(source) <= MAX_SHOWN else f"{source[:MAX_SHOWN]}…"
    return f" `{short}`" if short else ""


def _name(source: str) -> str:
    """What stands for a picture that says nothing of itself: its file's name, or a dash where it has none."""
    if source[:5].lower() == "data:":
        return source.partition(",")[0]
    return unquote(source.rstrip("/").rpartition("/")[2]) or "—"
