"""Links: which targets may leave the page, and one rectangle a line for each link in the PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

from weasyprint.formatting_structure import boxes
from weasyprint.urls import UNICODE_SCHEME_RE

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.layout.fetch import as_written

SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms", "ftp", "doi", "urn", "xmpp", "geo", "callto"})
"""Schemes that a link may have. What runs code or opens files of the reader's machine is not among them."""


_HOST = re.compile(r"(?:[/\\]\.{1,2})*[/\\]{2}")
"""The start of a target that names a host and no scheme (RFC 3986 §4.2), with slashes of either kind.

Of a page in a folder it would make a share of the network: ``file://host/share``, ``\\\\host\\share``.
"""


def refuse_links(root: Any) -> Iterator[Diagnostic]:
    """Takes the target from every link of an ElementTree that may not be followed, and says so."""
    for element in root.iter():
        if element.tag not in {"a", "area"}:
            continue
        href = (element.get("href") or "").strip()
        if start := _refused_start("".join(href.split())):
            del element.attrib["href"]
            yield diagnose(
                "B104",
                f"the link to `{href[:60]}` is set without its target: `{start}` may not leave the page",
                hint="link to a web address, or to a place in the document with `#id`",
            )


def _refused_start(href: str) -> str:
    """What a target without white space begins with for which it is refused; empty where it is welcome."""
    if _HOST.match("".join(unquote(href).split())):
        return "//"
    scheme = UNICODE_SCHEME_RE.match(href)
    return f"{scheme[1].lower()}:" if scheme and scheme[1].lower() not in SCHEMES else ""


def page_links(page: Any) -> list[tuple[str, str, tuple[float, ...], Any]]:
    """The links of a laid-out page, one for each piece of an ``a``.

    WeasyPrint gives every box inside a link a link of its own. Here what is in a link only widens its rectangle.
    Links in margin boxes are furniture, seen but not followed. Rectangles are in px.
    """
    furniture = set(_furniture(page._page_box.children))
    links: list[tuple[str, str, tuple[float, ...], Any]] = []
    for kind, target, rectangle, box in page.links:
        if id(box) in furniture or kind == "attachment":
            continue
        if box.link is not None:
            links.append((kind, as_written(target), tuple(rectangle), box))
        elif links and not isinstance(box, boxes.InlineBox):
            *link, around, owner = links[-1]
            links[-1] = (link[0], link[1], _union(around, rectangle), owner)
    return links


def _furniture(children: Iterable[Any]) -> Iterator[int]:
    for child in children:
        if isinstance(child, boxes.MarginBox):
            yield from (id(box) for box in child.descendants(placeholders=True))


def _union(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
