"""Lists → numbering definitions and instances (w:abstractNum and w:num, ECMA-376 Part 1 §17.9).

Lists that look alike share a definition; each list is an instance of its own that starts anew. The styles of list items
are linked to the level they stand at, so that a paragraph that gets the style in Word gets its bullet or number too.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from briefkit.write.docx.flow import OUTLINE, Flow, List, ListLevel, ListReference, RunLook
from briefkit.write.docx.markup import Element, add, add_nodes, root, xml_text
from briefkit.write.docx.run_properties import UNSTYLED, differing, run_properties
from briefkit.write.docx.style_bases import ParagraphStyle
from briefkit.write.docx.stylesheet import Stylesheet

LEVELS = 9
"""How many levels a definition has (§17.9.6)."""

_STEP = 360
"""How far each further level is indented where the list does not tell, in twips."""

_DEEPER_FORMATS = {"decimal": "lowerLetter", "lowerLetter": "lowerRoman", "lowerRoman": "decimal"}


class ListPlace(Struct, frozen=True):
    """Where a paragraph stands: the list instance and its level, both as w:numPr has them, and the level's indents."""

    instance: int
    level: int
    left: int
    hanging: int


class _Definition(Struct, eq=False):
    """A numbering definition in the making: levels in use, and styles linked to them.

    `is_outline` when it is that of the headings, which no list is an instance of.
    """

    levels: dict[int, ListLevel] = field(default_factory=dict)
    styles: dict[int, ParagraphStyle] = field(default_factory=dict)
    text_looks: dict[int, list[RunLook]] = field(default_factory=dict)
    is_outline: bool = False

    def fits(self, levels: Mapping[int, ListLevel]) -> bool:
        """Whether a list of these levels can be an instance: what both have is the same, or at least of one kind."""
        if self.is_outline:
            return False
        shared = levels.keys() & self.levels.keys()
        if shared:
            return all(self.levels[level] == levels[level] for level in shared)
        return {_is_bullet(level) for level in levels.values()} == {_is_bullet(known) for known in self.levels.values()}


class Numbering:
    """The numbering of a document: where each list and each list style is."""

    def __init__(self, flow: Flow, probe: Flow | None, stylesheet: Stylesheet) -> None:
        self._definitions: list[_Definition] = []
        self._instances: list[tuple[_Definition, Mapping[int, int]]] = []  # definition, level → first number
        self._of_styles: dict[ParagraphStyle, tuple[_Definition, int]] = {}
        self._style_instances: dict[_Definition, int] = {}
        outline = self._define_outline(probe, flow)
        defined: dict[int, _Definition] = {}
        for source in (probe, flow):
            if source is not None:
                defined = outline | {number: self._define(a_list) for number, a_list in enumerate(source.lists)}
                self._link(source, defined, stylesheet)
        for definition in dict.fromkeys(definition for definition, _ in self._of_styles.values()):
            self._style_instances[definition] = self._instance(definition, {})
        self._instance_of = {
            number: self._style_instances.get(definition) or self._instance(definition, {})
            if number == OUTLINE
            else self._instance(definition, {at: level.start for at, level in flow.lists[number].levels.items()})
            for number, definition in defined.items()
        }

    def __bool__(self) -> bool:
        """Whether there is any numbering at all."""
        return bool(self._definitions)

    def place(self, reference: ListReference) -> ListPlace:
        """Where a paragraph of the flow with this reference stands."""
        instance = self._instance_of[reference.number]
        level = self._instances[instance - 1][0].levels[reference.level]
        return ListPlace(instance, reference.level, level.left, level.hanging)

    def style_place(self, style: ParagraphStyle) -> tuple[int, int] | None:
        """Instance and level that a paragraph style is linked to; None where it is to none."""
        if style not in self._of_styles:
            return None
        definition, level = self._of_styles[style]
        return self._style_instances[definition], level

    def level_looks(self) -> Iterator[RunLook]:
        """The looks of all markers."""
        for definition in self._definitions:
            yield from (level.look for level in definition.levels.values())

    def element(self) -> Element:
        """The root of the numbering part."""
        numbering = root("numbering", "w14")
        for number, definition in enumerate(self._definitions):
            _write_definition(numbering, number, definition)
        for instance, (definition, starts) in enumerate(self._instances, 1):
            written = add(numbering, "num", {"numId": str(instance)})
            add(written, "abstractNumId", {"val": str(self._definitions.index(definition))})
            for level, start in sorted(starts.items()):
                override = add(written, "lvlOverride", {"ilvl": str(level)})
                add(override, "startOverride", {"val": str(start)})
        return numbering

    def _define(self, a_list: List) -> _Definition:
        """The definition that a list is an instance of, made or widened if need be; first numbers are no part of it."""
        levels = {at: replace(level, start=1) for at, level in a_list.levels.items()}
        definition = next((known for known in self._definitions if known.fits(levels)), None)
        if definition is None:
            definition = _Definition()
            self._definitions.append(definition)
        definition.levels |= levels
        return definition

    def _define_outline(self, probe: Flow | None, flow: Flow) -> dict[int, _Definition]:
        """The numbers before headings: as the document has them; the probe has the levels it lacks."""
        levels: dict[int, ListLevel] = {}
        for source in (probe, flow):
            if source is not None and source.outline is not None:
                levels |= source.outline.levels
        if not levels:
            return {}
        self._definitions.append(_Definition(levels, is_outline=True))
        return {OUTLINE: self._definitions[-1]}

    def _link(self, source: Flow, defined: Mapping[int, _Definition], stylesheet: Stylesheet) -> None:
        """Link each style of list items to the level that most of its paragraphs stand at, first come first served.

        A style that paragraphs without a number have too is left alone.
        """
        uses: dict[ParagraphStyle, Counter[tuple[_Definition, int]]] = {}
        mixed = set()
        for paragraph in source.paragraphs():
            style, reference = stylesheet.style(paragraph), paragraph.list
            if reference is None or not reference.has_marker:
                mixed.add(style)
                continue
            definition = defined[reference.number]
            if paragraph.role.list_kind == "number" and _is_bullet(definition.levels[reference.level]):
                continue  # a number that is text is no other item's
            looks = definition.text_looks.setdefault(reference.level, [])
            if style.text_look not in looks:
                looks.append(style.text_look)
            uses.setdefault(style, Counter())[definition, reference.level] += 1
        for style, places in uses.items():
            if style.is_marked and style not in mixed and style not in self._of_styles:
                self._link_style(style, places)

    def _link_style(self, style: ParagraphStyle, places: Counter[tuple[_Definition, int]]) -> None:
        for (definition, level), _ in places.most_common():
            if level not in definition.styles:
                definition.styles[level] = style
                self._of_styles[style] = (definition, level)
                return

    def _instance(self, definition: _Definition, starts: Mapping[int, int]) -> int:
        """A new instance of a definition; `starts` are the first numbers of its numbered levels."""
        numbers = {at: start for at, start in starts.items() if not _is_bullet(definition.levels[at])}
        self._instances.append((definition, numbers))
        return len(self._instances)


def _is_bullet(level: ListLevel) -> bool:
    """Whether a level shows the same for all items."""
    return level.format in {"bullet", "none"}


# Writing --------------------------------------------------------------------------------------------------------------


def _write_definition(numbering: Element, number: int, definition: _Definition) -> None:
    abstract = add(numbering, "abstractNum", {"abstractNumId": str(number)})
    add(abstract, "nsid", {"val": _digest(number, definition, "nsid")})
    add(abstract, "multiLevelType", {"val": "multilevel"})
    add(abstract, "tmpl", {"val": _digest(number, definition, "tmpl")})
    for at, level in enumerate(_all_levels(definition.levels)):
        _write_level(abstract, at, level, definition)


def _digest(number: int, definition: _Definition, use: str) -> str:
    """Eight hexadecimal digits that are the same for the same definition (ST_LongHexNumber §17.18.50)."""
    said = repr((use, number, sorted(definition.levels.items()))).encode()
    return hashlib.sha256(said).hexdigest()[:8].upper()


def _write_level(abstract: Element, at: int, level: ListLevel, definition: _Definition) -> None:
    """One w:lvl, its children in the order of CT_Lvl."""
    attributes = {"ilvl": str(at)}
    if at not in definition.levels:
        attributes["tentative"] = "1"
    written = add(abstract, "lvl", attributes)
    add(written, "start", {"val": str(level.start)})
    add(written, "numFmt", {"val": level.format})
    if at in definition.styles:
        add(written, "pStyle", {"val": definition.styles[at].id})
    if level.after != "tab":
        add(written, "suff", {"val": level.after})
    add(written, "lvlText", {"val": xml_text(level.text)})
    add(written, "lvlJc", {"val": "left"})
    properties = add(written, "pPr")
    if level.after == "tab" and level.tab > level.left:
        add(add(properties, "tabs"), "tab", {"val": "num", "pos": str(level.tab)})
    add(properties, "ind", {"left": str(level.left), "hanging": str(max(0, level.hanging))})
    texts = definition.text_looks.get(at) or [look for looks in definition.text_looks.values() for look in looks]
    said = {name for text in texts for name in differing(level.look, text)} - UNSTYLED
    if level.look.is_right_to_left:  # else its full stop stands on the wrong side
        said |= {"is_right_to_left"}
    if look := run_properties(level.look, said):
        add_nodes(add(written, "rPr"), look)


def _all_levels(levels: Mapping[int, ListLevel]) -> Iterator[ListLevel]:
    """All nine levels: those in use, and for the others what continues the nearest one in use."""
    known = sorted(levels)
    step = _step(levels)
    previous: ListLevel | None = None
    for at in range(LEVELS):
        if at in levels:
            previous = levels[at]
        elif previous is None:
            previous = _shifted(levels[known[0]], at, (at - known[0]) * step)
        else:
            previous = _shifted(previous, at, step)
        yield previous


def _step(levels: Mapping[int, ListLevel]) -> int:
    """How far one level stands from the next."""
    known = sorted(levels)
    for upper, lower in pairwise(known):
        if (distance := (levels[lower].left - levels[upper].left) // (lower - upper)) > 0:
            return distance
    return max(_STEP, levels[known[0]].hanging)


def _shifted(level: ListLevel, at: int, distance: int) -> ListLevel:
    """What `level` becomes at another depth, `distance` twips further in."""
    left = max(level.left + distance, level.hanging)
    if _is_bullet(level):
        return replace(level, left=left)
    format_ = _DEEPER_FORMATS.get(level.format, "decimal") if distance > 0 else level.format
    return replace(level, left=left, format=format_, text=f"%{at + 1}.", start=1)
