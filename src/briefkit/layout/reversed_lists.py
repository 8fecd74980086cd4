"""Lists that count down (HTML §4.4.5, ``reversed``), which WeasyPrint has count up: each item gets its number."""

from __future__ import annotations

import re
from typing import Any

_INTEGER = re.compile(r"[ \t\n\f\r]*[+-]?[0-9]+")
"""What HTML reads an integer of (§2.3.4.1); what comes behind it counts for nothing."""


def number_reversed_lists(root: Any) -> None:
    """Gives the items of reversed lists below `root`, an ElementTree, the `value` that they have by their place.

    A list begins with the number of its items unless `start` says otherwise; an item that has a `value` keeps it, and
    those behind it go on from there.
    """
    for numbered in root.iter("ol"):
        if numbered.get("reversed") is None:
            continue
        items = [child for child in numbered if child.tag == "li"]
        start = _integer(numbered.get("start"))
        number = len(items) if start is None else start
        for item in items:
            said = _integer(item.get("value"))
            number = number if said is None else said
            item.set("value", str(number))
            number -= 1


def _integer(text: str | None) -> int | None:
    """The integer that an attribute says; None for one that says none."""
    found = _INTEGER.match(text or "")
    return int(found[0]) if found else None
