"""How a unit of text looks by itself: its length, case, punctuation, marker, columns. No unit knows of another here.

Nothing depends on a language where a shape will do. Punctuation of other scripts counts as the Latin that it stands
for; words of scripts without spaces are counted by their letters; a text without capitals says so instead of being
taken for one in small letters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from briefkit.read.structure.lexicon import FUNCTION_WORDS, MONTHS, VERBS
from briefkit.read.structure.markers import mark_of
from briefkit.read.structure.unit import Unit

_LATIN = str.maketrans({
    **dict.fromkeys("。．｡।॥۔။።", "."), **dict.fromkeys("，、،", ","), **dict.fromkeys("；؛", ";"),
    **dict.fromkeys("：", ":"), **dict.fromkeys("？؟", "?"), **dict.fromkeys("！", "!"),
})  # fmt: skip
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_SENTENCE = re.compile(r"[.!?][”\"’)\]»]*(?:\s+(?=[^\W\d_a-z]|[“\"‘«¿¡\d])|(?<=[\u3000-\u9fff].)(?=.))|[.!?]$")
_ABBREVIATION = re.compile(r"(?:^|\s)(?:[^\W\d_]\.){2,}$")
_QUOTES = "“”\"„«»‘’'「」『』"
_SYMBOLS = re.compile(r"[{}\[\]();=<>_/\\$&|#@^*+~]")
_URL = re.compile(r"https?://|www\.\w|\w@\w+\.\w")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_CITED = re.compile(
    r"\d+ ?[:(–-] ?\d+|\bdoi\b|\(\d{4}[a-z]?\)|\bpp?\. ?\d|\bet al\b|, \d{4}\.$|retrieved|accessed", re.IGNORECASE
)
_DATE = re.compile(
    rf"\b(?:{MONTHS})[a-zéûä]*\.?,? \d{{1,4}}\b|\b\d{{1,2}}\.? (?:de )?(?:{MONTHS})"
    r"|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\d{4}年",
    re.IGNORECASE,
)
_NAME = r"(?:[^\W\d_a-zß-ÿ][\w.’'-]*|v[ao]n|de|del|der|di|la|le|bin|al)"
_AND = "(?:, | and | & | und | et | y | e |, and )"
_NAMES = re.compile(rf"(?:\w+:? )?@?{_NAME}(?: {_NAME}){{1,3}}(?:{_AND}{_NAME}(?: {_NAME}){{1,3}})*[.,]?")
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


class Shape(Struct, frozen=True):
    """The looks of one unit.

    Its words, without what it begins with: their number (`words`) and that of the characters (`length`; letters of
    scripts without spaces count double), classes of the first and the last character (`begin`, `end`), the `first` word
    (empty where it does not begin with one), how many `sentences`, `commas`, common `verbs` and columns there are
    (`columns`: parted by `tabs`, `bars` or gaps).

    Shares: `titled` of longer words with a capital (None where there is none to tell by), `capitals`, of capitals among
    all letters, `symbols` and `digits` among all characters.

    `mark` and `number` are what it begins with, see `markers.Mark`; empty for none. `text` is all of it.
    """

    text: str
    words: int
    length: int
    begin: str
    end: str
    first: str
    titled: float | None
    capitals: float
    sentences: int
    commas: int
    columns: int
    tabs: int
    bars: int
    mark: str
    number: tuple[int, ...]
    verbs: int
    symbols: float
    digits: float
    is_short: bool
    is_cased: bool
    has_url: bool
    has_date: bool
    has_year: bool
    is_cited: bool
    has_colon: bool
    is_names: bool


SHORT = 100
"""Characters that no heading has."""


def shape_of(unit: Unit) -> Shape:
    """The looks of `unit`."""
    text = unit.text.translate(_LATIN)
    mark = mark_of(text)
    skipped = mark.length if mark else 0
    bare = text[skipped:] or text
    written = unit.raw.strip()[skipped:]
    plain = _WORD.findall(bare)
    unspaced = len(_UNSPACED.findall(bare))
    length = len(bare) + unspaced
    digits = sum(map(str.isdigit, bare))
    end = _end(bare)
    return Shape(
        text=text,
        words=len(bare.split()) + (unspaced * 10 // 17 if unspaced > 1 else 0),
        length=length,
        begin=_begin(bare),
        end=end,
        first=plain[0].lower() if plain and bare.startswith(plain[0]) else "",
        titled=_titled(plain),
        capitals=sum(map(str.isupper, bare)) / (sum(map(len, plain)) or 1),
        sentences=len(_SENTENCE.findall(bare)) - (end == "a" and bare.endswith(".")),
        commas=bare.count(","),
        columns=max(written.count("\t"), written.count("|"), len(_GAP.findall(written))),
        tabs=written.count("\t"),
        bars=bare.count("|"),
        mark=mark.kind if mark else "",
        number=mark.number if mark else (),
        verbs=sum(word.lower() in VERBS for word in plain[:40]),
        symbols=len(_SYMBOLS.findall(bare)) / len(bare),
        digits=digits / len(bare),
        is_short=length < SHORT and end not in ".;,",
        is_cased=any(map(_has_case, plain)),
        has_url=bool(_URL.search(bare)),
        has_date=digits > 0 and bool(_DATE.search(bare)),
        has_year=digits > 3 and bool(_YEAR.search(bare)),
        is_cited=bool(_CITED.search(bare)),
        has_colon=":" in bare[:70] and end != ":",
        is_names=bool(_NAMES.fullmatch(bare)),
    )


def _has_case(word: str) -> bool:
    return word.lower() != word.upper()


def _titled(words: Sequence[str]) -> float | None:
    """The share of words with a capital, the first and those that have none in titles left out."""
    cased = [word for word in words if _has_case(word)]
    longer = [word for word in cased[1:] if word.lower() not in FUNCTION_WORDS and len(word) > 1]
    return sum(word[0].isupper() for word in longer) / len(longer) if longer else None


def _begin(text: str) -> str:
    first = text[0]
    if first.isupper():
        return "U"
    if first.islower():
        return "l"
    if first.isdigit():
        return "d"
    if first in _QUOTES:
        return "q"
    if first in "([<{#>@|—–-$/`*+=~":
        return first
    return "L" if first.isalpha() else "o"


def _end(text: str) -> str:
    last = text[-1]
    if last == "." and _ABBREVIATION.search(text):
        return "a"
    if last in ".?!:;,":
        return last
    if last in _QUOTES:
        return "q." if text[-2:-1] in ".!?" else "q"
    if last in ")]":
        return ")"
    if last.isdigit():
        return "d"
    return "a" if last.isalpha() else "o"


def binned(value: float, edges: Sequence[float]) -> int:
    """Which bin between the rising `edges` a value falls in, counted from 0; an edge belongs to the bin above it."""
    return bisect_right(edges, value)


def sign(difference: int) -> int:
    """1, 0 or -1: more, as much or less."""
    return (difference > 0) - (difference < 0)
