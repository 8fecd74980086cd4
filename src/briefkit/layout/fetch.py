"""The confined fetcher: everything that a page or a stylesheet refers to comes through `Resources`, or not at all.

The page's folder has a URL of its own, free of this machine's paths: WeasyPrint derives names in the PDF from URLs,
and the same page must give the same bytes in every folder.
"""

from __future__ import annotations

import mimetypes
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from briefkit.diagnostics import Diagnostic
from briefkit.errors import BriefkitError
from briefkit.resources import FONT_SCHEME, Resources

LEVELS = 24
"""How many folders up a relative URL may point: the page seems to stand this deep, one `UP` a level."""

UP = "up"
PAGE_URL = "file:///" + f"{UP}/" * LEVELS
"""The URL of the page's folder."""


class RefusedError(Exception):
    """A URL that no door leads to."""


class Fetcher(URLFetcher):  # type: ignore[misc]
    """Serves ``briefkit-font:``, ``data:`` and the files of the project; no network, no redirects.

    `failures` says for each URL that was refused or missing what was the matter with it, `texts` holds the stylesheets
    that were read.
    """

    def __init__(self, resources: Resources, base: Path | None) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self._resources = resources
        self._base = base
        self.failures: dict[str, Diagnostic | str] = {}
        self.texts: dict[str, str] = {}

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002 (WeasyPrint's signature)
        try:
            return self._fetch(url)
        except BriefkitError as error:
            self.failures[url] = error.diagnostics[0]
            raise
        except Exception as error:
            self.failures[url] = str(error)
            raise

    def _fetch(self, url: str) -> URLFetcherResponse:
        scheme = url.partition(":")[0].lower()
        if scheme == "data":
            return super().fetch(url)
        if scheme == FONT_SCHEME:
            return _Response(url, self._resources.font(url).data, "font/sfnt")
        if scheme == "file":
            name = unquote(urlsplit(url).path)
            media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
            data = self._resources.read(self.path_of(url))
            if media_type == "text/css":
                self.texts[url] = data.decode("utf-8-sig", errors="replace")
            return _Response(url, data, media_type)
        raise RefusedError(f"`{scheme}:` is not read: pages are laid out without the network")

    def path_of(self, url: str) -> Path:
        """The file that a ``file:`` URL stands for, relative URLs from the page's folder."""
        parts = urlsplit(url)
        if parts.netloc not in {"", "localhost"}:
            raise RefusedError("files of other machines are not read")
        path = PurePosixPath(unquote(parts.path))
        inside = relative_path(path)
        if inside is None:
            return Path(path)
        if self._base is None:
            raise RefusedError("the page stands in no folder that a relative URL could start from")
        return self._base / inside


class _Response(URLFetcherResponse):  # type: ignore[misc]
    """Bytes from `Resources`. It has no `path`: WeasyPrint would read the file again by itself when it draws."""

    def __init__(self, url: str, body: bytes, media_type: str) -> None:
        super().__init__(url, body, {"Content-Type": media_type})

    @property
    def path(self) -> None:
        return None


def relative_path(path: PurePosixPath) -> PurePosixPath | None:
    """A path of the page's URL space, seen from the page's folder; None for an absolute path of the machine."""
    parts = path.parts[1:]
    depth = next((index for index, part in enumerate(parts) if part != UP), len(parts))
    depth = min(depth, LEVELS)
    if depth == 0:
        return None
    return PurePosixPath(*[".."] * (LEVELS - depth), *parts[depth:])


def as_written(url: str) -> str:
    """A URL as the author wrote it: relative again where it was resolved against the page's folder."""
    if not url.startswith(f"file:///{UP}/"):
        return url
    parts = urlsplit(url)
    path = relative_path(PurePosixPath(unquote(parts.path)))
    text = quote(str(path))
    if parts.query:
        text += f"?{parts.query}"
    return f"{text}#{parts.fragment}" if parts.fragment else text
