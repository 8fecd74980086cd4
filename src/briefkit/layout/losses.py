"""Text that was to be laid out and is on no page: WeasyPrint drops some where it does not find a place for a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from weasyprint.formatting_structure.boxes import TextBox

from briefkit.diagnostics import Diagnostic, diagnose

MAX_SHOWN = 50
"""How many characters of a lost text a message repeats."""


def text_in(boxes: Iterable[Any]) -> Counter[Any]:
    """How many letters and digits of each element stand in boxes and below, generated content left out.

    So do running elements, which are on the pages as often as a margin box asks for them, and footnotes, which
    `footnotes.lost_footnotes` looks after.
    """
    counts: Counter[Any] = Counter()
    pending = list(boxes)
    while pending:
        box = pending.pop()
        if box.is_running():
            continue
        if isinstance(box, TextBox) and box.element is not None and not _is_generated(box):
            counts[box.element] += sum(map(str.isalnum, box.text))
        pending += getattr(box, "children", ())
    return counts


def _is_generated(box: TextBox) -> bool:
    """Whether the text of a box is not the element's: a first letter and a first line are."""
    _, _, pseudo = box.element_tag.partition("::")
    return bool(pseudo) and pseudo not in {"first-letter", "first-line"}


def lost_text(wanted: Counter[Any], page_boxes: Iterable[Any]) -> Iterator[Diagnostic]:
    """What of the text `wanted`, counted before the layout, is not on laid-out pages; told in one error."""
    found = text_in(page_boxes)
    lost = [element for element, count in wanted.items() if found[element] < count]
    if lost:
        text = " ".join("".join(lost[0].itertext()).split())
        shown = text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN].rstrip()}…"
        places = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
        yield diagnose(
            "B408",
            f"text is missing from the pages: in `<{lost[0].tag}>`{places}, from `{shown}` on",
            hint="call footnotes outside of tables, or make the rows of the table lower",
        )
