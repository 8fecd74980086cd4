"""Labels in generated content ("Figure 3. " before a caption) → what Word counts by itself: SEQ fields.

A label is ``::before`` content of words and a counter, which its element or one around it increments. The counter is a
field of a sequence that is called by the label's word (ECMA-376 Part 1 §17.16.5.56); label and number are marked, for
references to show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from briefkit.layout.views import Box, ContentCounter, ContentText, Element

_LONGEST = 40
_MARK = " label"


class Label(Struct, frozen=True):
    """A label as it is shown: the words before its number, the number, what comes after it.

    `sequence` is the name of what counts it. `id` is that of the thing it labels, empty where that has none.
    """

    before: str
    number: str
    after: str
    sequence: str
    id: str


class Captions:
    """Finds labels among boxes. Of several that show the same count of one counter, the first is the label."""

    def __init__(self, root: Box) -> None:
        self._increments: dict[int, frozenset[str]] = {
            box.element.index: frozenset(name for name, step in box.element_style.counter_increment if step == 1)
            for box in root.descendants()
            if box.element is not None and not box.pseudo and box.element_style.counter_increment
        }
        self._labelled: set[tuple[int, str]] = set()

    def label(self, box: Box) -> Label | None:
        """The label that the generated content of `box` is; None for other content, and for a count that was met."""
        if box.pseudo != "before" or box.element is None:
            return None
        counter = _counter(box)
        parts = _parts(box) if counter else None
        labelled = self._labelled_by(box.element, counter) if counter else None
        if parts is None or labelled is None or (labelled.index, counter) in self._labelled:
            return None
        sequence = _sequence(parts[0])
        if not sequence:
            return None
        self._labelled.add((labelled.index, counter))
        return Label(*parts, sequence, labelled.id or box.element.id)

    def _labelled_by(self, element: Element, counter: str) -> Element | None:
        """The element that a label at `element` counts: itself or the nearest around it."""
        around = (element, *element.ancestors())
        return next((one for one in around if counter in self._increments.get(one.index, ())), None)


def label_mark(id_: str) -> str:
    """What the label of the thing called `id_` is marked by: no id of a page has a space in it."""
    return f"{id_}{_MARK}"


def labelled_by(mark: str) -> str:
    """The id of the thing whose label has this mark."""
    return mark.removesuffix(_MARK)


def _counter(box: Box) -> str:
    """The last counter of generated content, where it is counted as Word counts; empty where there is none."""
    counters = [item for item in box.style.content or () if isinstance(item, ContentCounter)]
    if not counters or counters[-1].style != "decimal" or counters[-1].separator is not None:
        return ""
    return "" if counters[-1].name in {"page", "pages", "footnote", "list-item"} else counters[-1].name


def _parts(box: Box) -> tuple[str, str, str] | None:
    """The text of generated content before its last counter, that counter's number, and the text after it."""
    after = "".join(_texts_after(box))
    pattern = r"\s+".join(map(re.escape, re.split(r"[ \t\n]+", after)))
    found = re.fullmatch(rf"(|.*\D)(\d+)({pattern})", box.all_text, re.DOTALL | re.IGNORECASE)
    return (found[1], found[2], found[3]) if found else None


def _texts_after(box: Box) -> Iterator[str]:
    items = box.style.content or ()
    last = max(number for number, item in enumerate(items) if isinstance(item, ContentCounter))
    yield from (item.text for item in items[last + 1 :] if isinstance(item, ContentText))


def _sequence(words: str) -> str:
    """The name of a sequence after a label's first word; empty where the label is none but numbers and signs."""
    found = re.search(r"[^\W\d_]\w*", words)
    return found[0][:_LONGEST] if found else ""
