"""Where links and pictures may lead: addresses of the web, of mail and telephone, and places in the project."""

from __future__ import annotations

import re

LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp", "sftp", "doi", "urn"})
IMAGE_SCHEMES = frozenset({"http", "https", "data"})

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_PICTURE_DATA = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml)[;,]", re.IGNORECASE)


def refused_scheme(target: str, *, is_image: bool = False) -> str:
    """The scheme (RFC 3986 §3.1) for which `target` is refused, in lower case; empty where it is welcome."""
    found = _SCHEME.match(target)
    scheme = found[1].lower() if found else ""
    if is_image:
        is_welcome = scheme in IMAGE_SCHEMES and (scheme != "data" or bool(_PICTURE_DATA.match(target)))
    else:
        is_welcome = scheme in LINK_SCHEMES
    return "" if is_welcome else scheme
