"""Footnotes in the box tree and on laid-out pages: links from calls to notes, and which notes did not find room.

WeasyPrint never splits a footnote: one that is higher than a page runs off it. A footnote that is called where no line
of the page is (in a running element, in what is positioned absolutely) is not set at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from weasyprint.formatting_structure.boxes import FootnoteAreaBox

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.layout.views import Element

MAX_SHOWN = 50
"""How many characters of a footnote a message repeats."""


def set_text(root: Any) -> None:
    """Does to the text of footnotes what WeasyPrint does to all other text: collapse its white space, transform it.

    (CSS Text 3 §4.1 and §2.1. WeasyPrint takes footnotes out of the tree before that step.) `root` is its box tree
    before layout.
    """
    for box in root.descendants():
        if box.footnote is not None:
            box.footnote.process_whitespace()
            box.footnote.process_text_transform()


def link_calls(root: Any, elements: Mapping[Any, Element]) -> None:
    """Has the call of each footnote with an id lead to it, as it did on the page; a call in a link stays in that link.

    `root` is WeasyPrint's box tree before layout.
    """
    for box in root.descendants():
        if box.footnote is None:
            continue
        note = elements[box.element]
        if note.id and not any(element.tag == "a" for element in note.ancestors()):
            box.link = ("url", ("internal", note.id))


def lost_footnotes(page_boxes: Iterable[Any], footnotes: Iterable[Any]) -> Iterator[Diagnostic]:
    """What is wrong with `footnotes`, the boxes before layout of all that are called, on laid-out pages."""
    left = {note.element: note for note in footnotes}
    for number, page in enumerate(page_boxes, 1):
        for area in (child for child in page.children if isinstance(child, FootnoteAreaBox)):
            called = [(note, left.pop(note.element, note)) for note in area.children]
            if area.margin_height() > page.height:
                _, highest = max(called, key=lambda pair: pair[0].margin_height())
                yield diagnose(
                    "B406",
                    f"the footnote `{_shown(highest)}` does not fit on page {number} and is cut off at the page's edge",
                    hint="shorten it, or take a part of it into the text: a footnote is not split over pages",
                )
    for note in left.values():
        yield diagnose(
            "B407",
            f"the footnote `{_shown(note)}` is not on the pages: what calls it stands outside the text",
            hint="call it in the text; not in a running header, nor in what is positioned absolutely",
        )


def _shown(note: Any) -> str:
    """The first words of a footnote, its number among them."""
    text = " ".join("".join(getattr(box, "text", "") for box in note.descendants()).split())
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN].rstrip()}…"
