"""Paragraph styles as differences: what each is based on, so that it says the least; and the ids they go by."""

from __future__ import annotations

import re
from functools import cached_property

from msgspec import Struct

from briefkit.write.docx.builtin_styles import WORD, style_id
from briefkit.write.docx.clusters import Naming
from briefkit.write.docx.flow import Flow, ParagraphLook, RunLook
from briefkit.write.docx.paragraph_properties import paragraph_difference, weight
from briefkit.write.docx.run_properties import style_difference, styled

NORMAL = "Normal"
BODY_TEXT = "Body Text"


class Definition(Struct, frozen=True):
    """What a paragraph style says. `is_marked` for the paragraphs that show a bullet or a number."""

    look: ParagraphLook
    run_look: RunLook
    is_marked: bool = False


class ParagraphStyle(Struct, frozen=True, eq=False, dict=True):
    """A paragraph style with its full looks; `base` is None for Normal alone, the style it varies for a variant."""

    name: str
    id: str
    look: ParagraphLook
    run_look: RunLook
    is_marked: bool
    base: ParagraphStyle | None
    is_variant: bool = False

    @cached_property
    def text_look(self) -> RunLook:
        """The look of text in this style that says nothing of itself."""
        return styled(self.run_look)


class Ids:
    """Gives out style ids that differ by more than case; those of Word's styles stay free for them."""

    _words = frozenset(style_id(name).casefold() for name in WORD.values())

    def __init__(self) -> None:
        self._given: set[str] = set()

    def new(self, name: str) -> str:
        plain = style_id(name)
        is_words = name.casefold() in WORD
        candidate, number = plain, 1
        while candidate.casefold() in self._given or (not is_words and candidate.casefold() in self._words):
            number += 1
            candidate = f"{plain}{number}"
        self._given.add(candidate.casefold())
        return candidate


def with_bases(flow: Flow, naming: Naming[Definition], ids: Ids) -> dict[str, ParagraphStyle]:
    """The styles, each after the one it is based on."""
    normal = naming.definitions.get(NORMAL) or Definition(flow.paragraph, flow.run)
    made = {NORMAL: ParagraphStyle(NORMAL, ids.new(NORMAL), normal.look, normal.run_look, False, None)}

    begun: set[str] = set()

    def make(name: str) -> ParagraphStyle:
        if name in made:
            return made[name]
        begun.add(name)
        known = naming.definitions[name]
        bases = [make(base) for base in _possible_bases(name, naming) if base in made or base not in begun]
        bases = [base for base in bases if known.is_marked or not base.is_marked]
        base = min(bases, key=lambda base: _distance(known, base))
        made[name] = ParagraphStyle(
            name, ids.new(name), known.look, known.run_look, known.is_marked, base, name in naming.varied
        )
        return made[name]

    for name in naming.definitions:
        make(name)
    return made


def _possible_bases(name: str, naming: Naming[Definition]) -> list[str]:
    """The styles that `name` may be based on, the one to prefer first: what it was told apart from, what it continues
    ("List Bullet 2" continues "List Bullet"), Normal, Body Text."""
    if name in naming.varied:
        return [naming.varied[name]]
    if name == BODY_TEXT or re.fullmatch(r"heading \d|header|footer", name):
        return [NORMAL]
    if name.startswith("toc "):
        return [NORMAL, *(["toc 1"] if name != "toc 1" and "toc 1" in naming.definitions else [])]
    words = name.split()
    shorter = (" ".join(words[:length]) for length in reversed(range(1, len(words))))
    near = (naming.plain.get(name, ""), *shorter)
    known = [other for other in near if other != name and other in naming.definitions]
    return [*known[:2], NORMAL, *([BODY_TEXT] if BODY_TEXT in naming.definitions else [])]


def _distance(definition: Definition, base: ParagraphStyle) -> int:
    return weight(paragraph_difference(definition.look, base.look)) + weight(
        style_difference(definition.run_look, base.run_look)
    )
