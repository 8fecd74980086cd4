"""Labels in generated content ("Figure 3. " before a caption) → what Word counts by itself: SEQ fields.

A label is ``::before`` content of words and a counter, which its element or one around it increments. The counter is a
field of a sequence that is called by the label's word (ECMA-376 Part 1 §17.16.5.56); label and number are marked, for
references to show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from briefkit.layout.views import Box, ContentCounter, ContentText, Element
from briefkit.write.docx.number_formats import WrittenNumbers, format_switch

_LONGEST = 40
_MARK = " label"


class Label(Struct, frozen=True):
    """A label as it is shown: the words before its number, the number, what comes after it.

    `count` is what the number is in the counter style `style`, which the field's `switch` asks for. `sequence` is the
    name of what counts it. `id` is that of the thing it labels, empty where that has none.
    """

    before: str
    number: str
    after: str
    count: int
    style: str
    switch: str
    sequence: str
    id: str


class Captions:
    """Finds labels among a page's boxes. Of several that show the same count of one counter, the first is the label."""

    def __init__(self, boxes: Iterable[Box], numbers: WrittenNumbers) -> None:
        self._numbers = numbers
        self._increments: dict[int, frozenset[str]] = {
            box.element.index: frozenset(name for name, step in box.element_style.counter_increment if step == 1)
            for box in boxes
            if box.element_style.counter_increment and box.element is not None and not box.pseudo
        }
        self._labelled: set[tuple[int, str]] = set()

    def label(self, box: Box) -> Label | None:
        """The label that the generated content of `box` is; None for other content, and for a count that was met."""
        if box.pseudo != "before" or box.element is None:
            return None
        counter = _counter(box)
        if counter is None:
            return None
        labelled = self._labelled_by(box.element, counter.name)
        if labelled is None or (labelled.index, counter.name) in self._labelled:
            return None
        label = self._read(box, counter.style, labelled.id or box.element.id)
        if label is not None:
            self._labelled.add((labelled.index, counter.name))
        return label

    def _read(self, box: Box, style: str, id_: str) -> Label | None:
        """The label in generated content whose last counter is of this style; None where Word does not count so."""
        switch = format_switch(self._numbers.format(style) or "")
        after = "".join(_texts_after(box))
        pattern = r"\s+".join(map(re.escape, re.split(r"[ \t\n]+", after)))
        found = re.search(rf"{pattern}\Z", box.all_text, re.IGNORECASE)
        if not switch or found is None:
            return None
        shown = box.all_text[: found.start()]
        number = self._numbers.at_end(shown, style)
        count = self._numbers.number(number, style) if number else None
        before = shown[: len(shown) - len(number)]
        sequence = _sequence(before)
        if count is None or not sequence:
            return None
        return Label(before, number, found[0], count, style, switch, sequence, id_)

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


def _counter(box: Box) -> ContentCounter | None:
    """The last counter of generated content, where it counts things; None where there is none."""
    counters = [item for item in box.style.content or () if isinstance(item, ContentCounter)]
    if not counters or counters[-1].separator is not None:
        return None
    return None if counters[-1].name in {"page", "pages", "footnote", "list-item"} else counters[-1]


def _texts_after(box: Box) -> Iterator[str]:
    items = box.style.content or ()
    last = max(number for number, item in enumerate(items) if isinstance(item, ContentCounter))
    yield from (item.text for item in items[last + 1 :] if isinstance(item, ContentText))


def _sequence(words: str) -> str:
    """The name of a sequence after a label's first word; empty where the label is none but numbers and signs."""
    found = re.search(r"[^\W\d_]\w*", words)
    return found[0][:_LONGEST] if found else ""
