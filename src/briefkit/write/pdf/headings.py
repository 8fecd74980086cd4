"""Headings: no level is skipped on the way down, the first is ``H1`` (PDF/UA-1 §7.4.2)."""

from __future__ import annotations

import re

from briefkit.layout.tags import Tag

_HEADING = re.compile(r"H([1-6])")


def close_level_gaps(root: Tag) -> None:
    """Gives each heading the level below the one it stands under: what is right already stays as it is.

    Headings of one level under the same heading stay on one level.
    """
    above: list[int] = []  # the page's levels of the headings that the next one may stand under
    for tag in root.descendants():
        found = _HEADING.fullmatch(tag.role)
        if not found:
            continue
        level = int(found[1])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        tag.role = f"H{len(above)}"
