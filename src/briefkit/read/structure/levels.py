"""What tells the level of a heading: its numbering, its look beside the others, what it governs.

`level_features` names what is seen, for a chain to weigh; `numbered_levels` reads the numbers of headings outright.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from msgspec import Struct

from briefkit.read.structure.context import bare_title
from briefkit.read.structure.lexicon import (
    CONTENTS_HEADINGS,
    HEADING_WORDS,
    PART_WORDS,
    QUESTIONS,
    REFERENCE_HEADINGS,
    SERIES_WORDS,
    TOP_HEADINGS,
)
from briefkit.read.structure.shapes import Shape, binned, sign
from briefkit.read.structure.unit import Unit

MIN_NUMBERED = 3
"""Headings with numbers that it takes to believe in the numbers."""

_NO_NUMBERING = frozenset({"•", "o", "—", "[1]", "¹"})
_BODIES = [1, 2, 3, 5, 9]
_SIZES = [1, 30, 80, 160, 320]
_SIZE_SHARES = [0.1, 0.5, 1.5, 3]


class _Heading(Struct, frozen=True):
    """A heading with what comes up to the next one: `body` units of `size` words. `depth` is that of its number."""

    place: int
    unit: Unit
    shape: Shape
    title: str
    style: str
    body: int
    size: int

    @property
    def first_word(self) -> str:
        return self.title.split(" ", 1)[0]

    @property
    def is_capital(self) -> bool:
        return self.shape.capitals > 0.9 and self.shape.is_cased

    @property
    def depth(self) -> int:
        shape = self.shape
        has_depth = (shape.number and shape.mark[:1].isdigit()) or shape.mark in ("1.1", "1.1.1")
        return len(shape.number) if has_depth else 0


class _Look(Struct, frozen=True):
    """What the headings of one style (case, ending, mark, line below, room) have in common.

    `rank` says how many other styles came up before, `empty_share` how many of the `count` have no body; `over` and
    `under` are how often one stands straight above, or below, a heading of another style.
    """

    rank: int
    count: int
    empty_share: float
    over: int
    under: int


class _Outline(Struct, frozen=True):
    """All headings of a document together."""

    headings: list[_Heading]
    looks: dict[str, _Look]
    titles: Counter[str]
    first_words: Counter[str]
    nearest: dict[str, int]
    marks: Counter[str]
    open_marks: list[int]
    words_before: list[int]
    typical_size: int
    capitals: int
    mean_words: float
    underlines: int
    is_multilevel: bool

    @property
    def total(self) -> int:
        return binned(len(self.headings), [4, 7, 12, 20, 35])


def level_features(units: Sequence[Unit], shapes: Sequence[Shape], headings: Sequence[int]) -> list[list[str]]:
    """The features of each of the `headings` (places among the units)."""
    if not headings:
        return []
    outline = _outline_of(units, shapes, headings)
    return [
        [*_count(k, outline), *_numbering(k, outline), *_look(k, outline), *_style_group(k, outline),
         *_repetition(k, outline), *_governed(k, outline), *_before(k, outline, shapes=shapes),
         *_after(k, outline, shapes=shapes), *_wording(k, outline), *_position(k, outline)]
        for k in range(len(headings))
    ]  # fmt: skip


def _outline_of(units: Sequence[Unit], shapes: Sequence[Shape], places: Sequence[int]) -> _Outline:
    ends = [*places[1:], len(units)]
    words_before = [0, *accumulate(shape.words for shape in shapes)]
    headings = [
        _Heading(
            place=place,
            unit=units[place],
            shape=shapes[place],
            title=bare_title(shapes[place].text),
            style=_style(units[place], shapes[place]),
            body=end - place - 1,
            size=words_before[end] - words_before[place + 1],
        )
        for place, end in zip(places, ends, strict=True)
    ]
    sizes = [one.size for one in headings]
    return _Outline(
        headings=headings,
        looks=_looks(headings),
        titles=Counter(one.title for one in headings),
        first_words=Counter(one.first_word for one in headings if one.title),
        nearest=_nearest(headings),
        marks=Counter(one.shape.mark for one in headings if one.shape.mark),
        open_marks=_open_marks(headings),
        words_before=[0, *accumulate(sizes)],
        typical_size=max(1, sorted(sizes)[len(sizes) // 2]),
        capitals=sum(one.is_capital for one in headings),
        mean_words=sum(one.shape.words for one in headings) / len(headings),
        underlines=len({one.unit.underline for one in headings if one.unit.underline}),
        is_multilevel=max(one.depth for one in headings) > 1,
    )


def _looks(headings: Sequence[_Heading]) -> dict[str, _Look]:
    groups: dict[str, list[_Heading]] = defaultdict(list)
    for one in headings:
        groups[one.style].append(one)
    over: Counter[str] = Counter()
    under: Counter[str] = Counter()
    for above, below in pairwise(headings):
        if not above.body and above.style != below.style:
            over[above.style] += 1
            under[below.style] += 1
    return {
        style: _Look(
            rank=rank,
            count=len(members),
            empty_share=sum(not one.body for one in members) / len(members),
            over=over[style],
            under=under[style],
        )
        for rank, (style, members) in enumerate(groups.items())
    }


def _nearest(headings: Sequence[_Heading]) -> dict[str, int]:
    """For each title that comes again: how many headings on, at the least."""
    nearest: dict[str, int] = {}
    last: dict[str, int] = {}
    for k, one in enumerate(headings):
        if one.title in last:
            distance = k - last[one.title]
            nearest[one.title] = min(nearest.get(one.title, distance), distance)
        last[one.title] = k
    return nearest


def _open_marks(headings: Sequence[_Heading]) -> list[int]:
    """How many kinds of mark are open around each heading: those that came up since its own kind are closed."""
    counts = []
    kinds: list[str] = []
    for one in headings:
        mark = one.shape.mark
        counts.append(_enter(kinds, mark) if mark else len(kinds))
    return counts


def _enter(kinds: list[str], kind: str) -> int:
    """Go to `kind` in the stack of open `kinds`, back to it or one deeper; how many stand around it."""
    if kind in kinds:
        del kinds[kinds.index(kind) + 1 :]
    else:
        kinds.append(kind)
    return len(kinds) - 1


# Features -----------------------------------------------------------------------------------------------------------


def _count(k: int, outline: _Outline) -> Iterator[str]:
    yield "1"
    yield f"n{outline.total}"
    yield f"k{min(k, 2)}n{outline.total}"
    yield f"last{min(len(outline.headings) - 1 - k, 2)}"


def _numbering(k: int, outline: _Outline) -> Iterator[str]:
    one, is_multilevel = outline.headings[k], outline.is_multilevel
    mark, marks, opened = one.shape.mark, outline.marks, outline.open_marks[k]
    yield f"d{one.depth}x{is_multilevel:d}"
    yield f"m{mark}x{is_multilevel:d}{min(len(marks), 3)}"
    yield f"m{mark}s{binned(marks[mark] / len(outline.headings), [0.2, 0.5, 0.9]) if mark else 'x'}"
    yield f"mo{min(opened, 3)}" if mark else f"mo-{min(opened, 2)}{bool(marks):d}"


def _look(k: int, outline: _Outline) -> Iterator[str]:
    one = outline.headings[k]
    shape = one.shape
    yield f"C{one.is_capital:d}{binned(outline.capitals / len(outline.headings), [0.01, 0.5, 0.99])}"
    yield f"u{one.unit.underline}{outline.underlines}"
    yield f"e{shape.end}"
    yield f"t{-1 if shape.titled is None else binned(shape.titled, [0.3, 0.7])}"
    yield f"w{binned(shape.words, [1, 2, 3, 5, 8, 12])}"
    yield f"W{binned(shape.words / outline.mean_words, [0.4, 0.8, 1.3, 2])}"


def _style_group(k: int, outline: _Outline) -> Iterator[str]:
    """The headings that look like this one, beside all others."""
    look = outline.looks[outline.headings[k].style]
    rank, share = min(look.rank, 3), binned(look.count / len(outline.headings), [0.1, 0.3, 0.6, 0.9])
    yield f"g{rank}s{share}"
    yield f"g{rank}o{min(len(outline.looks), 4)}"
    yield f"ge{binned(look.empty_share, [0.01, 0.3, 0.7])}"
    yield f"gov{min(look.over, 2)}{min(look.under, 2)}"
    yield f"gov{sign(look.over - look.under)}s{share}"


def _repetition(k: int, outline: _Outline) -> Iterator[str]:
    """Titles and first words that come again."""
    headings, one, count = outline.headings, outline.headings[k], len(outline.headings)
    times = outline.titles[one.title]
    if times > 1:
        yield f"rep{min(times, 4)}"
        yield f"rep{binned(times / count, [0.1, 0.2])}"
        yield f"repgap{binned(outline.nearest[one.title], [2, 3, 5])}"
    yield f"anyrep{binned(sum(n for n in outline.titles.values() if n > 1) / count, [0.01, 0.3, 0.6])}{times > 1:d}"
    first = one.first_word
    if not first:
        return
    if outline.first_words[first] > 1:
        yield f"fw{min(outline.first_words[first], 4)}"
        yield f"fws{binned(outline.first_words[first] / count, [0.2, 0.5])}"
    if k and headings[k - 1].first_word == first:
        yield "fwp"
    if k + 1 < count and headings[k + 1].first_word == first:
        yield "fwn"


def _governed(k: int, outline: _Outline) -> Iterator[str]:
    """What stands between this heading and the next."""
    one = outline.headings[k]
    is_stacked = k and not outline.headings[k - 1].body
    yield f"b{binned(one.body, _BODIES)}"
    yield f"z{binned(one.size, _SIZES)}"
    yield f"zr{binned(one.size / outline.typical_size, _SIZE_SHARES)}n{min(outline.total, 3)}"
    yield f"eb{not one.body:d}{is_stacked:d}"


def _before(k: int, outline: _Outline, *, shapes: Sequence[Shape]) -> Iterator[str]:
    """The heading before, what it governs, and the unit straight above."""
    one = outline.headings[k]
    if not k:
        yield f"first{outline.total}"
        yield f"firstb{one.body == 0:d}"
        return
    before = outline.headings[k - 1]
    longer = one.shape.words - before.shape.words
    yield f"pb{binned(before.body, _BODIES)}"
    yield f"pz{binned(before.size, _SIZES)}"
    yield f"pzr{binned(before.size / outline.typical_size, _SIZE_SHARES)}"
    if not before.body:
        yield "stack"
        yield f"stackst{before.style == one.style:d}"
        yield f"stackw{binned(longer, [-3, 0, 1, 4])}"
    if before.body == 1:
        only = shapes[before.place + 1]
        yield f"after1{only.end}{only.is_short:d}"
    yield f"ps{before.style == one.style:d}"
    yield f"pm{before.shape.mark},{one.shape.mark}"
    yield f"pe{before.shape.end},{one.shape.end}"
    yield f"pt{_case(before.shape)}{_case(one.shape)}"
    yield f"pw{binned(longer, [-4, -1, 0, 1, 2, 5])}"
    yield f"pd{one.depth - before.depth}"
    yield f"pblank{min(one.unit.blanks, 2)}{min(before.unit.blanks, 2)}"
    yield f"pu{before.unit.underline}{one.unit.underline}"
    above = shapes[one.place - 1]
    yield f"tail{above.mark}"
    yield f"taile{above.end}{above.is_short:d}"
    yield f"tailw{binned(above.words, [8, 20, 50])}"


def _after(k: int, outline: _Outline, *, shapes: Sequence[Shape]) -> Iterator[str]:
    """The unit straight below."""
    place = outline.headings[k].place + 1
    if place < len(shapes):
        yield f"nxtm{shapes[place].mark}"
        yield f"nxte{shapes[place].end}w{binned(shapes[place].words, [8, 20, 50])}"


def _wording(k: int, outline: _Outline) -> Iterator[str]:
    one = outline.headings[k]
    title, first = one.title, one.first_word
    if title in HEADING_WORDS:
        yield "lex"
        yield f"lexn{outline.total}"
    if title in TOP_HEADINGS:
        yield "top"
        yield f"top={title}"
    if title in REFERENCE_HEADINGS:
        yield "refs"
    if title in CONTENTS_HEADINGS:
        yield "toc"
    if first in QUESTIONS:
        yield f"q{one.shape.end}"
    if first in HEADING_WORDS:
        yield "lexfirst"
    if first in SERIES_WORDS:
        yield "series"
    if first in PART_WORDS:
        yield f"part{first}"
    if ":" in one.shape.text.rstrip(":"):
        yield "colon"


def _position(k: int, outline: _Outline) -> Iterator[str]:
    yield f"before{binned(outline.headings[k].place, [2, 4, 8])}k{min(k, 1)}"
    words = outline.words_before
    yield f"pos{binned(words[k] / (words[-1] or 1), [0.05, 0.3, 0.7, 0.95])}"


def _case(shape: Shape) -> str:
    if shape.capitals > 0.9 and shape.is_cased:
        return "C"
    if shape.titled is None:
        return "-"
    return "T" if shape.titled > 0.6 else "s"


def _style(unit: Unit, shape: Shape) -> str:
    """What headings of one level have in common in one document."""
    end = shape.end if shape.end in ".?:" else ""
    return f"{_case(shape)}{end}|{shape.mark}|{unit.underline}|{min(unit.blanks, 3)}|{bool(unit.indent):d}"


# Numbers ------------------------------------------------------------------------------------------------------------


def numbered_levels(shapes: Sequence[Shape], headings: Sequence[int], levels: Sequence[int]) -> list[int]:
    """The `levels`, but for those of headings that their numbers tell: where most headings have one.

    A kind of number that comes up under another is a level deeper; one that was there before leads back to it. A
    heading without a number stands below the last that has one, unless its words are those of a top section.
    """
    depths = _number_depths([shapes[place] for place in headings])
    told = sum(depth is not None for depth in depths)
    if told < max(MIN_NUMBERED, len(headings) / 2):
        return list(levels)
    result: list[int] = []
    last = 0
    for depth, place in zip(depths, headings, strict=True):
        title = bare_title(shapes[place].text)
        if depth is not None:
            last = depth
            result.append(depth)
        elif not last or title in TOP_HEADINGS or title in REFERENCE_HEADINGS:
            result.append(1)
        else:
            result.append(last + 1)
    return result


def _number_depths(headings: Sequence[Shape]) -> list[int | None]:
    """How deep in the kinds of numbers that of each heading is, from 1; None for a heading without one."""
    depths: list[int | None] = []
    kinds: list[str] = []
    for shape in headings:
        if not shape.mark or shape.mark in _NO_NUMBERING:
            depths.append(None)
        else:
            kind = str(len(shape.number)) if shape.mark[0] == "1" else shape.mark
            depths.append(_enter(kinds, kind) + 1)
    return depths
