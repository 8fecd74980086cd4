"""Counter styles (CSS Counter Styles 3) → number formats (ST_NumberFormat, ECMA-376 Part 1 §17.18.59) and the switches
of fields that ask for them (§17.16.4.3.1).

A format stands for a style only where Word writes the same: what is printed is what the page shows. Styles that a sheet
defines are known by their symbols.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from briefkit.layout.views import CounterStyle

DECIMAL = "decimal"

_PREDEFINED = {
    "decimal": (DECIMAL, 32767),
    "decimal-leading-zero": ("decimalZero", 32767),
    "lower-roman": ("lowerRoman", 3999),
    "upper-roman": ("upperRoman", 3999),
    "lower-alpha": ("lowerLetter", 27),
    "lower-latin": ("lowerLetter", 27),
    "upper-alpha": ("upperLetter", 27),
    "upper-latin": ("upperLetter", 27),
    "hebrew": ("hebrew1", 99),
    "devanagari": ("hindiNumbers", 999),
    "thai": ("thaiNumbers", 999),
    "cjk-decimal": ("ideographDigital", 99),
    "cjk-heavenly-stem": ("ideographTraditional", 10),
    "cjk-earthly-branch": ("ideographZodiac", 12),
    "katakana": ("aiueoFullWidth", 44),
    "katakana-iroha": ("irohaFullWidth", 47),
    "japanese-informal": ("japaneseCounting", 99),
    "japanese-formal": ("japaneseLegal", 9),
    "korean-hangul-formal": ("koreanCounting", 9),
    "korean-hanja-informal": ("japaneseCounting", 99),
}
"""Predefined counter styles → ST_NumberFormat, and up to which number the two agree.

After ``z`` CSS has ``aa``, ``ab`` and Word ``aa``, ``bb``. What Word calls Hindi are the digits of Devanagari; it has
none for Arabic, Armenian, Georgian or Greek lists.
"""

_LETTERS = {
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذض",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "chicago": "*†‡§",
    "chosung": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "ganada": "가나다라마바사아자차카타파하",
    "hebrew2": "אבגדהוזחטיכלמנסעפצקרשת",
    "hindiConsonants": "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщыэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ",
    "thaiLetters": "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
}
"""Formats that have a letter for each number, by their letters: after the last, Word repeats them."""

_DIGITS = {
    DECIMAL: "0123456789",
    "decimalFullWidth": "０１２３４５６７８９",
    "hindiNumbers": "०१२३४५६७८९",
    "ideographDigital": "〇一二三四五六七八九",
    "thaiNumbers": "๐๑๒๓๔๕๖๗๘๙",
}
"""Formats that are decimal, by their digits."""

_SWITCHES = {
    DECIMAL: "ARABIC",
    "lowerRoman": "roman",
    "upperRoman": "ROMAN",
    "lowerLetter": "alphabetic",
    "upperLetter": "ALPHABETIC",
    "arabicAbjad": "ARABICABJAD",
    "arabicAlpha": "ARABICALPHA",
    "chosung": "CHOSUNG",
    "decimalEnclosedCircle": "CIRCLENUM",
    "ganada": "GANADA",
    "hebrew1": "HEBREW1",
    "hebrew2": "HEBREW2",
    "hindiConsonants": "HINDILETTER2",
    "hindiNumbers": "HINDIARABIC",
    "ideographTraditional": "ZODIAC1",
    "ideographZodiac": "ZODIAC2",
    "thaiLetters": "THAILETTER",
    "thaiNumbers": "THAIARABIC",
}
"""ST_NumberFormat → what a field calls it; not all have a name there."""

_FEWEST_SYMBOLS = 3
"""Of how many symbols a style must be to be that of Word which begins so."""

_MOST_DIGITS = 999
_MOST_COUNTED = 999
"""Up to which number a text is looked for in other digits than Word's."""


class NumberFormat(Struct, frozen=True):
    """A format (ST_NumberFormat) that writes numbers up to `last` as a counter style does."""

    name: str
    last: int


def number_format(counter: CounterStyle) -> NumberFormat | None:
    """The format that writes numbers as a counter style does; None where there is none."""
    for name in (counter.name, counter.base):
        if name in _PREDEFINED:
            return NumberFormat(*_PREDEFINED[name])
    return _by_symbols(counter)


def _by_symbols(counter: CounterStyle) -> NumberFormat | None:
    symbols = "".join(counter.symbols)
    if len(symbols) != len(counter.symbols) or len(symbols) < _FEWEST_SYMBOLS:  # none has longer ones
        return None
    if counter.system == "numeric":
        return next((NumberFormat(name, _MOST_DIGITS) for name, digits in _DIGITS.items() if digits == symbols), None)
    if counter.system not in {"alphabetic", "fixed", "symbolic"}:
        return None
    found = (name for name, letters in _LETTERS.items() if letters.startswith(symbols))
    return next((NumberFormat(name, len(symbols)) for name in found), None)


def format_switch(format_: str) -> str:
    """The switch of a field that asks for a format; empty where fields have none for it."""
    return f"\\* {_SWITCHES[format_]}" if format_ in _SWITCHES else ""


class WrittenNumbers:
    """Numbers as counter styles write them and Word does too, found again by their text.

    `style` is what a counter style is, `text` what a number is written as in one.
    """

    def __init__(self, style: Callable[[str], CounterStyle], text: Callable[[int, str], str]) -> None:
        self._style = style
        self._text = text
        self._known: dict[str, dict[str, int]] = {}

    def format(self, style: str) -> str | None:
        """The ST_NumberFormat of a counter style; None where there is none."""
        found = number_format(self._style(style))
        return found.name if found else None

    def number(self, text: str, style: str) -> int | None:
        """The number that is written so; None where Word writes none so."""
        counter = self._style(style)
        format_ = number_format(counter)
        if format_ is None:
            return None
        if DECIMAL in {counter.name, counter.base}:
            is_written = text.isascii() and text.isdecimal() and str(int(text)) == text and int(text) <= format_.last
            return int(text) if is_written else None
        return self._numbers(style, format_).get(text)

    def at_end(self, text: str, style: str) -> str:
        """The number that `text` ends in, letters as a word of their own; empty where it ends in none."""
        format_ = number_format(self._style(style))
        if format_ is None:
            return ""
        if format_.name == DECIMAL:
            found = re.search(r"[0-9]+\Z", text)
            return found[0] if found else ""
        words = self._numbers(style, format_)
        longest = max((len(word) for word in words), default=0)
        for start in range(max(0, len(text) - longest), len(text)):
            if text[start:] in words and not text[:start][-1:].isalnum():
                return text[start:]
        return ""

    def _numbers(self, style: str, format_: NumberFormat) -> dict[str, int]:
        if style not in self._known:
            last = min(format_.last, _MOST_COUNTED)
            self._known[style] = {self._text(number, style): number for number in range(1, last + 1)}
        return self._known[style]
