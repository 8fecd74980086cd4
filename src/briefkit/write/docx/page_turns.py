"""Where pages are not as those before them in what Word says once for a section: there a section has to begin."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from briefkit.layout.views import LaidOutPage, Pages

_NEAR = 0.1
"""Lengths that differ by less, in points, are the same."""


def turns(pages: Pages | None) -> frozenset[int]:
    """The numbers of such pages; none where pages are not laid out."""
    found = pairwise(pages.pages) if pages else ()
    return frozenset(page.number for before, page in found if restarts(before, page) or _ends(before, page))


def restarts(before: LaidOutPage, page: LaidOutPage) -> bool:
    """Whether the page counter of `page` is another than the one that follows."""
    return page.counter != before.counter + 1


def _ends(before: LaidOutPage, page: LaidOutPage) -> bool:
    """Whether `before` is a first page, of the document or of its name, whose text stands elsewhere than on `page`."""
    if before.number != 1 and before.nth != 1:
        return False
    one, other = before.margin, page.margin
    swapped = (other.right, other.left) if before.side != page.side else (other.left, other.right)
    sizes = (before.width, one.top, one.bottom), (page.width, other.top, other.bottom)
    sides = (one.left, one.right)
    return not _are_near(*sizes) or not (_are_near(sides, swapped) or _are_near(sides, (other.left, other.right)))


def _are_near(lengths: Sequence[float], others: Sequence[float]) -> bool:
    return all(abs(length - other) < _NEAR for length, other in zip(lengths, others, strict=True))
