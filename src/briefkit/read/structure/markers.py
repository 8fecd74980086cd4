"""What a text begins with: a bullet, a number, letters in order, a note's number.

It is looked at in two ways. A `Mark` is its look, what features speak of: one a text, with section numbers (``1.1``)
and notes (``[1]``, ``¹``). A `Marker` is what an item of a list may be numbered by: of ``i.`` both readings, as a
letter and as a number, and nothing that no list is numbered by (``1:``, ``1.1``).
"""

from __future__ import annotations

import re

from msgspec import Struct

BULLETS = "–-•*·◦▪‣●○■□➢✓"
WEAK_BULLETS = "—o"
"""Bullets only beside other items: a dash may begin an attribution, an o a word."""

_BULLET = re.compile(rf"([{re.escape(BULLETS + WEAK_BULLETS)}])\s+(?=\S)")
_NOTE = re.compile(r"\[(\d{1,3})\]:?\s+(?=\S)")
_SECTION = re.compile(r"(\d{1,3}(?:\.\d{1,3})+)[.)]?\s+(?=\S)")
_NUMBER = re.compile(r"(\(?)(\d{1,3}|[a-zA-Z]|[ivxlc]{2,6}|[IVXLC]{2,6})([.):])\s+(?=\S)")
_BARE = re.compile(r"(\d{1,3})\s+(?=[^\W\d_])")
_SUPERSCRIPT = re.compile(r"([¹²³⁰⁴-⁹]{1,3})\s*(?=\S)")
_DIGITS = str.maketrans("¹²³⁰⁴⁵⁶⁷⁸⁹", "1230456789")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class Mark(Struct, frozen=True):
    """What a text begins with, `length` characters with the white space after it.

    `kind` is a sample of it (``1.``, ``(a)``, ``1.1``, ``[1]``, ``¹``; all bullets but the weak ones are ``•``),
    `number` its value, a part for each level; empty for bullets and for letters that are no number.
    """

    kind: str
    length: int
    number: tuple[int, ...] = ()


class Marker(Struct, frozen=True):
    """A marker of `length` characters, white space after it included.

    `kind` tells lists apart: the bullet itself, or the number's delimiters round a sample of its system (``(a)``,
    ``1.``). `system` is empty for bullets, else the name of the CSS counter style; `value` is the number.
    """

    kind: str
    length: int
    system: str = ""
    value: int = 0

    @property
    def is_weak(self) -> bool:
        """Whether it takes a neighbour to tell that this is a marker at all."""
        return self.kind in WEAK_BULLETS or (bool(self.system) and self.system != "decimal")


def mark_of(text: str) -> Mark | None:
    """What `text` begins with; None for plain words."""
    if found := _BULLET.match(text):
        return Mark(found[1] if found[1] in WEAK_BULLETS else "•", found.end())
    if found := _NOTE.match(text):
        return Mark("[1]", found.end(), (int(found[1]),))
    if found := _SECTION.match(text):
        number = tuple(map(int, found[1].split(".")))
        return Mark("1.1" if len(number) == 2 else "1.1.1", found.end(), number)
    if found := _NUMBER.match(text):
        sample, number = _looks(found[2])
        return Mark(f"{found[1]}{sample}{found[3]}", found.end(), number)
    if found := _BARE.match(text):
        return Mark("1", found.end(), (int(found[1]),))
    if found := _SUPERSCRIPT.match(text):
        return Mark("¹", found.end(), (int(found[1].translate(_DIGITS)),))
    return None


def markers(text: str) -> tuple[Marker, ...]:
    """What an item that is written as `text` may begin with, the likelier reading first; mostly nothing."""
    if bullet := _BULLET.match(text):
        return (Marker(bullet[1], bullet.end()),)
    number = _NUMBER.match(text)
    if not number or number[3] == ":":
        return ()
    return tuple(
        Marker(f"{number[1]}{sample}{number[3]}", number.end(), system, value)
        for sample, system, value in _readings(number[2])
    )


def _looks(digits: str) -> tuple[str, tuple[int, ...]]:
    """A sample of the number system that `digits` look like, and the value.

    Single letters are Roman numerals where they mostly are (``l.`` and ``c.`` come after ``k.`` and ``b.``), several
    always, whether their order has a value or not.
    """
    readings = _readings(digits)
    if not readings:
        return "i" if digits.islower() else "I", ()
    sample, _, value = readings[-1] if digits in "lcLC" else readings[0]
    return sample, (value,)


def _readings(digits: str) -> list[tuple[str, str, int]]:
    """The number systems that `digits` can be of: a sample of the system, its name, the value."""
    if digits.isdecimal():
        return [("1", "decimal", int(digits))]
    case = "lower" if digits.islower() else "upper"
    sample = {"lower": "ai", "upper": "AI"}[case]
    readings = []
    if value := roman_value(digits.lower()):
        readings.append((sample[1], f"{case}-roman", value))
    if len(digits) == 1:
        readings.append((sample[0], f"{case}-alpha", ord(digits.lower()) - ord("a") + 1))
    return readings


def roman_value(numeral: str) -> int:
    """The value of a lower-case Roman numeral up to 199; 0 for letters in no such order."""
    if not re.fullmatch(r"c?(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", numeral):
        return 0
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
