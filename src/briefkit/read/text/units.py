"""Units: the lines that belong together, with what they begin with and how they look; and which of them are items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefkit.read.text.lines import Line
from briefkit.read.text.markers import Marker, markers
from briefkit.read.text.wrapping import units_of

_NUMBERING = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)[.)]?\s+(?=\S)")


class Unit(Struct, frozen=True):
    """What will be one block, or the first paragraph of an item.

    `marker` is set where it is an item of a list, `underline` where a line is drawn under it.
    """

    lines: tuple[Line, ...]
    marker: Marker | None = None
    underline: Line | None = None

    @property
    def indent(self) -> int:
        return self.lines[0].indent

    @property
    def blanks(self) -> int:
        """Blank lines before it."""
        return self.lines[0].blanks

    @property
    def content_start(self) -> int:
        """The offset of its first word, past the marker."""
        return self.lines[0].start + (self.marker.length if self.marker else 0)

    @property
    def end(self) -> int:
        return (self.underline or self.lines[-1]).end

    @property
    def text(self) -> str:
        """Its words on one line, the marker left out."""
        words = " ".join(line.text for line in self.lines)
        return words[self.marker.length :] if self.marker else words

    @property
    def is_rule(self) -> bool:
        return self.lines[0].is_rule

    @property
    def numbering(self) -> int:
        """How many numbers the text begins with (2 for ``3.1 Costs``), 0 for none."""
        found = _NUMBERING.match(self.text)
        return found[1].count(".") + 1 if found else 0


def read_units(lines: Sequence[Line]) -> list[Unit]:
    """The units of a text, its list items told apart."""
    return with_markers(list(_underlined([Unit(unit) for unit in units_of(lines)])))


def _underlined(units: Sequence[Unit]) -> Iterator[Unit]:
    """The units, lines drawn under a line of about their length taken as its underline."""
    held: Unit | None = None
    for unit in units:
        if held and _is_underline(unit, held):
            yield replace(held, underline=unit.lines[0])
            held = None
            continue
        if held:
            yield held
        held = unit
    if held:
        yield held


def _is_underline(unit: Unit, above: Unit) -> bool:
    drawn, written = unit.lines[0], above.lines[-1]
    is_near = not drawn.blanks and abs(len(drawn.text) - len(written.text)) <= 6
    return is_near and unit.is_rule and not above.is_rule and drawn.text[0] in "-=~_*" and " " not in drawn.text


def with_markers(units: Sequence[Unit]) -> list[Unit]:
    """The units with the markers of those that are items of lists.

    A bullet makes an item; a weak one does beside another item. A number makes one where the number before or after it
    stands on a unit nearby, with nothing but items and what is indented below them in between; a lone decimal number
    stays possible, and is settled by what else the unit looks like.
    """
    candidates = [() if unit.is_rule or unit.underline else markers(unit.lines[0].text) for unit in units]
    chosen: list[Marker | None] = [None] * len(units)
    last: dict[tuple[str, str], int] = {}  # kind and system -> the unit that had it last, since the last plain unit
    for index, (unit, found) in enumerate(zip(units, candidates, strict=True)):
        if not found and not (last and unit.indent > min(units[i].indent for i in last.values())):
            last = {}
        for marker in found:
            before = last.get((marker.kind, marker.system))
            follows = before is not None and _value(candidates[before], marker) + bool(marker.system) == marker.value
            if follows and before is not None:
                chosen[before] = next(one for one in candidates[before] if one.kind == marker.kind)
                chosen[index] = marker
            elif chosen[index] is None and not marker.is_weak and not marker.system:
                chosen[index] = marker
            last[marker.kind, marker.system] = index
    return [replace(unit, marker=marker) if marker else unit for unit, marker in zip(units, chosen, strict=True)]


def _value(candidates: Sequence[Marker], like: Marker) -> int:
    return next(one.value for one in candidates if (one.kind, one.system) == (like.kind, like.system))
