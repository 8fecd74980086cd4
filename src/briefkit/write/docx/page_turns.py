"""Where pages are not as those before them in what Word says once for a section: there a section has to begin."""

from __future__ import annotations

from itertools import pairwise

from briefkit.layout.views import LaidOutPage, Pages


def turns(pages: Pages | None) -> frozenset[int]:
    """The numbers of such pages; none where pages are not laid out."""
    found = pairwise(pages.pages) if pages else ()
    return frozenset(page.number for before, page in found if restarts(before, page))


def restarts(before: LaidOutPage, page: LaidOutPage) -> bool:
    """Whether the page counter of `page` is another than the one that follows."""
    return page.counter != before.counter + 1
