"""Files that a page attaches: ``<link rel=attachment>`` for the document, ``<a rel=attachment>`` in a line.

They go through the confined fetcher like all else. WeasyPrint dates them by the clock; here they get the page's own
date, as the same page has to give the same bytes. Those of an ``a`` are attached to the document as well: an
annotation that opens a file would stand outside the structure tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from weasyprint import Attachment

from briefkit.layout.views import PageMetadata

UNDATED = datetime(1980, 1, 1)  # noqa: DTZ001 (written into the PDF as UTC, whatever the machine's zone)


def date_of(metadata: PageMetadata) -> datetime:
    """The page's date without its time, else one that is the same for all."""
    written = metadata.modified or metadata.created
    year, month, day = (int(part) for part in f"{written.strip()[:10]}-01-01".split("-")[:3]) if written else (0, 0, 0)
    return datetime(year, month, day) if year else UNDATED  # noqa: DTZ001


def attached_by_links(pages: Iterable[Any]) -> dict[str, str | None]:
    """The URLs of the files that links on laid-out pages attach, with the names they are to have."""
    return {
        target: box.element.get("download")
        for page in pages
        for kind, target, _, box in page.links
        if kind == "attachment"
    }


def dated(
    of_document: Iterable[Any], of_links: Mapping[str, str | None], fetcher: Any, metadata: PageMetadata
) -> list[Any]:
    """WeasyPrint's attachments, all with the page's date."""
    date = date_of(metadata)
    found = [
        *of_document,
        *(Attachment(url=url, url_fetcher=fetcher, name=name) for url, name in of_links.items()),
    ]
    for attachment in found:
        attachment.created = attachment.modified = date
    return found
