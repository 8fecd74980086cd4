"""Where links and pictures may lead: addresses of the web, of mail and telephone, and places in the project."""

from __future__ import annotations

import re
from urllib.parse import unquote

LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp", "sftp", "doi", "urn"})
IMAGE_SCHEMES = frozenset({"http", "https", "data"})

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = re.compile(r"(?:[/\\]\.{1,2})*[/\\]{2}")
"""Two slashes of either kind at the start; what stands before them and leads nowhere else is left out of URLs."""

_PICTURE_DATA = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml)[;,]", re.IGNORECASE)


def refused_start(target: str, *, is_image: bool = False) -> str:
    """What `target` begins with for which it is refused; empty where it is welcome.

    That is a scheme (RFC 3986 §3.1) with its colon, in lower case, or the two slashes before the name of a host (§4.2),
    which a PDF or Word takes for a share of the network.
    """
    if _HOST.match("".join(unquote(target).split())):
        return "//"
    found = _SCHEME.match(target)
    scheme = found[1].lower() if found else ""
    if is_image:
        is_welcome = scheme in IMAGE_SCHEMES and (scheme != "data" or bool(_PICTURE_DATA.match(target)))
    else:
        is_welcome = scheme in LINK_SCHEMES
    return "" if is_welcome or not scheme else f"{scheme}:"
