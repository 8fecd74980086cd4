"""Writing systems: which fonts Word's other scripts are set in, and which runs of a paragraph are written otherwise.

Word has three fonts a run: one for Latin, one for East Asian and one for complex scripts. The second it takes by the
letters; the third, with its size, weight and slant, only in runs that say they are right to left (w:rtl) or complex
(w:cs). So runs are split where the script changes.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Literal, TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from briefkit.layout.views import Box, BoxKind, Style, UsedFace
from briefkit.write.docx.flow import (
    Field,
    Hyperlink,
    Inline,
    LineBreak,
    Note,
    Run,
    RunLook,
    Tab,
    WritingSystem,
    inlines_in,
)

SCRIPTS: Mapping[str, tuple[WritingSystem, str, frozenset[str]]] = {
    "Arabic": ("complex", r"\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc", frozenset(
        {"ar", "ckb", "fa", "ps", "sd", "ug", "ur"})),
    "Hebrew": ("complex", r"\u0590-\u05ff\ufb1d-\ufb4f", frozenset({"he", "yi"})),
    "Syriac": ("complex", r"\u0700-\u074f\u0780-\u07ff", frozenset({"dv", "nqo", "syr"})),
    "Indic": ("complex", r"\u0900-\u0dff", frozenset(
        {"bn", "gu", "hi", "kn", "ml", "mr", "ne", "pa", "sa", "si", "ta", "te"})),
    "Thai": ("complex", r"\u0e00-\u0e7f", frozenset({"th"})),
    "Southeast Asian": ("complex", r"\u0e80-\u0fff\u1000-\u109f\u1780-\u17ff", frozenset({"bo", "km", "lo", "my"})),
    "Han": ("asian", r"\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff", frozenset({"zh"})),
    "Kana": ("asian", r"\u3040-\u30ff", frozenset({"ja"})),
    "Hangul": ("asian", r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7af", frozenset({"ko"})),
}  # fmt: skip
"""Scripts: the font of a run that they are set in, their letters and the languages written in them."""

_FIRST = "\u0590"  # no letter of these scripts comes before it


@cache
def _words_of(name: str) -> re.Pattern[str]:
    """Finds the words written in a script."""
    return re.compile(f"[{SCRIPTS[name][1]}]+")


@cache
def _complex() -> re.Pattern[str]:
    """Finds a letter of a complex script."""
    return re.compile(f"[{''.join(letters for system, letters, _ in SCRIPTS.values() if system == 'complex')}]")


def _may_be_of_script(text: str) -> bool:
    """Whether any letter of a text may be of one of these scripts."""
    return not text.isascii() and max(text) >= _FIRST


def system_of(language: str) -> WritingSystem | None:
    """The writing system of a language (a BCP 47 tag); None for Latin and what is like it."""
    primary = language.partition("-")[0].casefold()
    return next((system for system, _, languages in SCRIPTS.values() if primary in languages), None)


# Fonts ----------------------------------------------------------------------------------------------------------------


class Samples(Struct, frozen=True):
    """A word of each script that a document is written in, the most frequent script first.

    `face_of` tells which face a word is set in, in a style; None where nobody knows.
    """

    face_of: Callable[[Style, str], UsedFace] | None = None
    words: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, boxes: Iterable[Box], face_of: Callable[[Style, str], UsedFace]) -> Samples:
        """What the text of all boxes of a page is written in."""
        counts: Counter[str] = Counter()
        words: dict[str, str] = {}
        for box in boxes:
            if box.kind is BoxKind.TEXT and _may_be_of_script(box.text):
                for name in SCRIPTS:
                    if found := _words_of(name).findall(box.text):
                        words.setdefault(name, found[0])
                        counts[name] += sum(map(len, found))
        return cls(face_of, {name: words[name] for name, _ in counts.most_common()})

    def word(self, system: WritingSystem, language: str) -> str:
        """What a run in this language would be written in of this system; empty where the document has nothing."""
        primary = language.partition("-")[0].casefold()
        known = [name for name in self.words if SCRIPTS[name][0] == system]
        own = [name for name in known if primary in SCRIPTS[name][2]]
        return self.words[(own or known)[0]] if known else ""


NO_SAMPLES = Samples()

# Runs -----------------------------------------------------------------------------------------------------------------

_Kind: TypeAlias = Literal["latin", "complex", "right-to-left"]


def in_scripts(content: tuple[Inline, ...], *, is_right_to_left: bool) -> tuple[Inline, ...]:
    """The content of a paragraph with runs of one script each, which say so.

    `is_right_to_left` is the direction of the paragraph: what is neither is written in the direction around it (Unicode
    Standard Annex 9, N1 and N2). Numbers are right to left only where they would leave their words.
    """
    if not is_right_to_left and all(map(_is_plain, content)):
        return content
    pieces = list(map(_said, inlines_in(content)))
    text = "".join(text for text, _ in pieces)
    is_mixed = is_right_to_left or any(look is not None and look.is_right_to_left for _, look in pieces)
    if not is_mixed and (not _may_be_of_script(text) or not _complex().search(text)):
        return content
    base = [is_right_to_left if look is None else look.is_right_to_left for text, look in pieces for _ in text]
    return tuple(_split(content, iter(_kinds(text, base))))


def _is_plain(inline: Inline) -> bool:
    """Whether an inline is nothing but Latin text, written as such."""
    return isinstance(inline, Run) and inline.text.isascii() and not inline.look.is_right_to_left


def _said(inline: Inline) -> tuple[str, RunLook | None]:
    """The text of an inline and its look; what is no text is a single character that has no direction."""
    match inline:
        case Run(text=text, look=look) | Field(cached=text, look=look):
            return text, look
        case _:
            return "\ufffc", None


def _split(content: Iterable[Inline], kinds: Iterator[_Kind]) -> Iterator[Inline]:
    for inline in content:
        match inline:
            case Run(text=text, look=look):
                told = zip(text, kinds, strict=False)
                for kind, letters in groupby(told, key=lambda pair: pair[1]):
                    yield replace(inline, text="".join(letter for letter, _ in letters), look=_written(look, kind))
            case Field(cached=cached, look=look):
                found = [kind for _, kind in zip(cached, kinds, strict=False)]
                yield replace(inline, look=_written(look, found[0] if found else "latin"))
            case Hyperlink(content=inner):
                yield replace(inline, content=tuple(_split(inner, kinds)))
            case Tab(look=look) | LineBreak(look=look) | Note(look=look):
                next(kinds)
                yield replace(inline, look=_written(look, "latin"))
            case _:
                next(kinds)
                yield inline


def _written(look: RunLook, kind: _Kind) -> RunLook:
    is_right_to_left, is_complex = kind == "right-to-left", kind == "complex"
    if (look.is_right_to_left, look.is_complex) == (is_right_to_left, is_complex):
        return look
    return replace(look, is_right_to_left=is_right_to_left, is_complex=is_complex)


_Class: TypeAlias = Literal["left", "right", "number", "neutral"]
_CLASSES: Mapping[str, _Class] = {"L": "left", "R": "right", "AL": "right", "AN": "right", "EN": "number"}
"""Bidirectional classes of letters and digits; Arabic digits belong to the text around them."""


def _kinds(text: str, base: Sequence[bool]) -> list[_Kind]:
    """How each character is to be written; `base` tells where text is right to left by itself."""
    classes = _resolved(_classes(text))
    kinds: list[_Kind] = []
    for at, (letter, found) in enumerate(zip(text, classes, strict=True)):
        is_right = found == "right" or (found == "number" and not base[at])
        if found == "neutral":
            around = {_beside(classes, at, -1), _beside(classes, at, 1)}
            is_right = base[at] if len(around) > 1 or None in around else around == {"right"}
        if is_right:
            kinds.append("right-to-left")
        elif _complex().match(letter) or (letter == " " and kinds and kinds[-1] == "complex"):
            kinds.append("complex")
        else:
            kinds.append("latin")
    return kinds


def _classes(text: str) -> list[_Class]:
    """The class of each character; what joins or marks digits is as they are (W1, W4 and W5)."""
    names = [unicodedata.bidirectional(letter) for letter in text]
    for at, name in enumerate(names):
        before, after = names[at - 1 : at] or [""], names[at + 1 : at + 2] or [""]
        is_joint = name in {"ES", "CS"} and before == after == ["EN"]
        if name == "NSM" and at:
            names[at] = names[at - 1]
        elif is_joint or (name == "ET" and "EN" in (*before, *after)):
            names[at] = "EN"
    return [_CLASSES.get(name, "neutral") for name in names]


def _resolved(classes: Sequence[_Class]) -> list[_Class]:
    """Numbers after text from left to right belong to it (W7)."""
    strong: _Class = "neutral"
    resolved: list[_Class] = []
    for found in classes:
        if found in {"left", "right"}:
            strong = found
        resolved.append("left" if found == "number" and strong == "left" else found)
    return resolved


def _beside(classes: Sequence[_Class], at: int, step: Literal[-1, 1]) -> Literal["left", "right"] | None:
    """The direction of what stands next to a neutral character on one side; None at the end of the line."""
    at += step
    while 0 <= at < len(classes) and classes[at] == "neutral":
        at += step
    if not 0 <= at < len(classes):
        return None
    return "left" if classes[at] == "left" else "right"
