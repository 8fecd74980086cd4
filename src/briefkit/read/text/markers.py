"""What a line of a list begins with: a bullet, or a number in one of several systems."""

from __future__ import annotations

import re

from msgspec import Struct

BULLETS = "–-•*·◦▪‣●○■□➢✓"
WEAK_BULLETS = "—o"
"""Bullets only beside other items: a dash may begin an attribution, an o a word."""

_BULLET = re.compile(rf"([{re.escape(BULLETS + WEAK_BULLETS)}])\s+(?=\S)")
_NUMBER = re.compile(r"(\(?)(\d{1,3}|[a-z]|[A-Z]|[ivxlc]{2,6}|[IVXLC]{2,6})([.)])\s+(?=\S)")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


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


def markers(text: str) -> tuple[Marker, ...]:
    """What `text` may begin with, the likelier reading first (``i.`` is a letter and a number); mostly nothing."""
    if bullet := _BULLET.match(text):
        return (Marker(bullet[1], bullet.end()),)
    if number := _NUMBER.match(text):
        return tuple(
            Marker(f"{number[1]}{sample}{number[3]}", number.end(), system, value)
            for sample, system, value in _readings(number[2])
        )
    return ()


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
