"""The package: parts, their relationships and content types, and the zip file around them (ECMA-376 Part 2).

python-docx keeps the parts, their relationships and the list of content types; the zip file is written here, with fixed
dates, order and attributes, so that the same parts always give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part as OpcPart
from docx.opc.pkgwriter import PackageWriter

from briefkit.write.docx.markup import Element, to_bytes, xml_text

_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip entry can have: no date is said."""

CORE_PROPERTIES: str = RELATIONSHIP_TYPE.CORE_PROPERTIES
"""The one relationship type here that is not of the office document's namespace."""

CONTENT_TYPES: dict[str, str] = {
    "document": CONTENT_TYPE.WML_DOCUMENT_MAIN,
    "styles": CONTENT_TYPE.WML_STYLES,
    "numbering": CONTENT_TYPE.WML_NUMBERING,
    "footnotes": CONTENT_TYPE.WML_FOOTNOTES,
    "endnotes": CONTENT_TYPE.WML_ENDNOTES,
    "settings": CONTENT_TYPE.WML_SETTINGS,
    "fontTable": CONTENT_TYPE.WML_FONT_TABLE,
    "header": CONTENT_TYPE.WML_HEADER,
    "footer": CONTENT_TYPE.WML_FOOTER,
    "theme": CONTENT_TYPE.OFC_THEME,
    "core": CONTENT_TYPE.OPC_CORE_PROPERTIES,
    "app": CONTENT_TYPE.OFC_EXTENDED_PROPERTIES,
    "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
}
"""Content types by kind of part, or by a file name's ending."""

_STORED = frozenset({"png", "jpeg", "gif"})
"""Endings of files that are compressed already."""
_FASTER = frozenset({"odttf"})
"""Endings of files that are large and hardly get smaller by trying harder."""


class Part(OpcPart):
    """A part whose `data` may be set after others have come to refer to it: bytes, or what gives them when written."""

    def __init__(self, name: str, content_type: str, data: bytes = b"") -> None:
        super().__init__(PackURI(f"/{name}"), content_type)
        self.data: bytes | Callable[[], bytes] = data

    @property
    def blob(self) -> bytes:
        return self.data() if callable(self.data) else self.data

    def relate(self, kind: str, target: Part) -> str:
        """The id of the relationship of this `kind` to another part."""
        return str(self.relate_to(target, _relationship_type(kind)))

    def relate_external(self, kind: str, target: str) -> str:
        """The id of the relationship of this `kind` to a URL."""
        return self.relate_to(xml_text(target), _relationship_type(kind), is_external=True)


class Package:
    """The parts of a file, written in the order in which they are related to one another.

    `parts` are those that were added, pictures apart.
    """

    def __init__(self) -> None:
        self._opc = OpcPackage()
        self._media: dict[bytes, Part] = {}
        self.parts: list[Part] = []

    def relate(self, kind: str, target: Part) -> str:
        """The id of the package's own relationship of this `kind` to a part."""
        return str(self._opc.relate_to(target, _relationship_type(kind)))

    def add(self, name: str, kind: str, element: Element | None = None) -> Part:
        """A new part, of the content type that belongs to `kind`; it is in the package once something relates to it."""
        part = Part(name, CONTENT_TYPES[kind], b"" if element is None else to_bytes(element))
        self.parts.append(part)
        return part

    def media(self, data: bytes, *, media_type: str, extension: str) -> Part:
        """The part that holds a picture's file; the same for the same bytes."""
        if data not in self._media:
            name = f"word/media/image{len(self._media) + 1}.{extension}"
            self._media[data] = Part(name, media_type, data)
        return self._media[data]

    def to_bytes(self) -> bytes:
        """The zip file."""
        buffer = io.BytesIO()
        with _ZipFile(buffer) as archive:
            _Writer.write_to(archive, self._opc)
        return buffer.getvalue()


class _Writer(PackageWriter):
    """python-docx's writer of packages, on a zip file of ours: its own dates each entry by the clock."""

    @classmethod
    def write_to(cls, archive: Any, package: OpcPackage) -> None:
        """Write all of `package` to `archive`, which stands in for python-docx's `PhysPkgWriter`."""
        parts = tuple(package.iter_parts())
        cls._write_content_types_stream(archive, parts)  # type: ignore[no-untyped-call]
        cls._write_pkg_rels(archive, package.rels)  # type: ignore[no-untyped-call]
        cls._write_parts(archive, parts)


class _ZipFile:
    """A zip file whose entries tell nothing of when and where they were written."""

    def __init__(self, buffer: io.BytesIO) -> None:
        self._archive = zipfile.ZipFile(buffer, "w")

    def __enter__(self) -> _ZipFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def write(self, uri: PackURI, blob: bytes | str) -> None:
        info = zipfile.ZipInfo(uri.membername, _FIRST_DATE)
        info.create_system = 0
        info.external_attr = 0
        info.compress_type = zipfile.ZIP_STORED if uri.ext in _STORED else zipfile.ZIP_DEFLATED
        self._archive.writestr(info, blob, compresslevel=1 if uri.ext in _FASTER else 6)


def _relationship_type(kind: str) -> str:
    return kind if ":" in kind else f"{_RELATIONSHIPS}/{kind}"
