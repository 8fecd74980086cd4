"""What a page refers to, as ``data:`` URLs (RFC 2397)."""

from __future__ import annotations

import base64
import mimetypes
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import Struct, field

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.errors import BriefkitError
from briefkit.resources import FONT_SCHEME, Resources
from briefkit.write.html.web_fonts import web_font

NOTHING = "data:,"
"""The URL of an empty text: what stands where something cannot be put in."""

_PICTURE_TYPES = {".svg": "image/svg+xml", ".webp": "image/webp", ".avif": "image/avif"}  # not known to every Python


class Embedding(Struct):
    """Fetches through `resources`, relative URLs from the folder `base`; each URL once.

    `characters` are those that fonts must have.
    """

    resources: Resources
    base: Path | None
    characters: str
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _known: dict[str, str] = field(default_factory=dict)

    def url(self, url: str) -> str:
        """A URL that holds what `url` leads to; `NOTHING`, and a diagnostic, where that cannot be had."""
        if url.startswith(("data:", "#")):
            return url
        if url not in self._known:
            self._known[url] = self._fetched(url)
        return self._known[url]

    def _fetched(self, url: str) -> str:
        scheme = urlsplit(url).scheme.lower()
        try:
            if scheme == FONT_SCHEME:
                return data_url(web_font(self.resources.font(unquote(url)).data, self.characters), "font/woff2")
            if scheme or url.startswith("//"):
                return self._missing(url, "nothing is fetched from the network")
            if self.base is None:
                return self._missing(url, "the page stands in no folder that it could be looked for in")
            path = Path(unquote(urlsplit(url).path))
            return data_url(self.resources.read(self.base / path), media_type(path))
        except BriefkitError as error:
            return self._missing(url, error.diagnostics[0].message)

    def _missing(self, url: str, why: str) -> str:
        self.refuse(f"`{url}`", why)
        return NOTHING

    def refuse(self, what: str, why: str) -> None:
        """Note that something is left out, and why."""
        self.diagnostics.append(diagnose("B802", f"{what} is not put into the HTML file: {why}"))


def data_url(data: bytes, type_: str) -> str:
    """The URL that is `data` itself, of the media type `type_`."""
    return f"data:{type_};base64,{base64.b64encode(data).decode()}"


def media_type(path: Path) -> str:
    """The media type that the suffix of `path` stands for."""
    suffix = path.suffix.lower()
    return _PICTURE_TYPES.get(suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
