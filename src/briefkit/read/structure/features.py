"""The features that a unit is labelled by: short names, each true of the unit or not.

They come in groups (the part of a name before the colon): ``own`` looks, ``words`` of closed lists, ``numbers``,
``room`` (blank lines and indents), ``near`` units, ``page`` (the document as a whole), ``zone`` and ``repeat``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefkit.read.structure.context import Context, bare_title
from briefkit.read.structure.lexicon import (
    ARTICLES,
    BYLINE_WORDS,
    CAPTION_WORDS,
    HEADING_WORDS,
    PRONOUNS,
    QUESTIONS,
    REFERENCE_HEADINGS,
)
from briefkit.read.structure.shapes import Shape, binned, sign
from briefkit.read.structure.unit import Unit

_WORDS = [1, 2, 3, 4, 6, 8, 10, 13, 18, 30, 60]
_COARSE = [3, 8, 13, 30, 60]
_TITLED = [0.01, 0.3, 0.6, 0.95]
_SYMBOLS = [0.01, 0.04, 0.1, 0.2]
_INDENTS = [1, 3, 5, 9, 20]
_LENGTH_SHARES = [0.1, 0.2, 0.3, 0.5, 0.9, 1.3]
_FIRST_WORDS = (
    ("article", ARTICLES),
    ("pronoun", PRONOUNS),
    ("question", QUESTIONS),
    ("heading", HEADING_WORDS),
    ("byline", BYLINE_WORDS),
)
_CAPTION = re.compile(rf"(?:{CAPTION_WORDS})\b\.?\s*(?:[A-Z]?\d+(?:[-.–]\d+)*[a-z]?\s*([.:–—|-]?))?", re.IGNORECASE)
_ATTRIBUTION = re.compile(r"[—–―-]{1,2}\s?@?[^\W\d_]")
_QUOTED = re.compile(r"[“\"«「『‘].*[”\"»」』’][.,]?$", re.DOTALL)
_INNER_QUOTE = re.compile(r"[”\"»」』].+[“\"«「『]")


def first_features(units: Sequence[Unit], shapes: Sequence[Shape], context: Context) -> list[list[str]]:
    """The features of each unit of a document, without what another reading made of it."""
    return [
        [*_own(unit, shape), *_lexical(shape), *_numbers(i, shape, context), *_room(i, units, shape, context),
         *_near(i, units, shapes, context.listed), *_page(i, units, shape, context), *_zone(i, shape, context)]
        for i, (unit, shape) in enumerate(zip(units, shapes, strict=True))
    ]  # fmt: skip


def _titled(shape: Shape) -> int:
    return -1 if shape.titled is None else binned(shape.titled, _TITLED)


def _own(unit: Unit, shape: Shape) -> Iterator[str]:
    words, titled = binned(shape.words, _WORDS), _titled(shape)
    case = titled if shape.is_cased else "L"
    yield "own:"
    yield f"own:w{words}"
    yield f"own:e{shape.end}"
    yield f"own:b{shape.begin}"
    yield f"own:m{shape.mark}"
    yield f"own:c{case}"
    yield f"own:s{min(shape.sentences, 3)}"
    yield f"own:u{binned(shape.capitals, [0.05, 0.12, 0.25, 0.6, 0.9])}"
    yield f"own:w{words}e{shape.end}"
    yield f"own:w{words}c{case}"
    yield f"own:w{min(words, 8)}m{shape.mark}"
    yield f"own:w{words}b{shape.begin}"
    yield f"own:w{min(words, 9)}v{min(shape.verbs, 2)}"
    yield f"own:w{min(words, 9)}e{shape.end}c{case}"
    yield f"own:b{shape.begin}e{shape.end}m{shape.mark}"
    yield f"own:k{min(shape.columns, 3)}"
    if shape.columns:
        yield f"own:k{min(shape.tabs, 3)}t{min(shape.bars, 3)}b"
        yield f"own:k{bool(shape.tabs):d}{bool(shape.bars):d}s{min(shape.sentences, 2)}w{binned(shape.words, _COARSE)}"
    yield f"own:y{binned(shape.symbols, _SYMBOLS)}"
    yield f"own:d{binned(shape.digits, [0.001, 0.05, 0.2, 0.5])}"
    yield f"own:,{min(shape.commas, 3)}w{min(words, 8)}"
    yield f"own:n{binned(shape.length, [15, 30, 45, 60, 80, 100, 130, 180])}"
    yield from _signs(unit, shape, words)


def _signs(unit: Unit, shape: Shape, words: int) -> Iterator[str]:
    """What not every unit has: a colon, a line below, quotation marks, addresses, dates, names, citations."""
    if shape.has_colon:
        yield f"own::w{words}"
        term = shape.text.partition(":")[0]
        yield f"own::t{binned(len(term.split()), [1, 2, 3, 5, 8])}m{shape.mark}"
        yield f"own::e{shape.end}s{min(shape.sentences, 2)}"
    if unit.is_quoted:
        yield "own:>"
    if unit.underline:
        yield f"own:_{unit.underline}"
    if _QUOTED.match(shape.text):
        yield f"own:q{not _INNER_QUOTE.search(shape.text):d}w{min(words, 9)}"
    if "(" in shape.text and shape.is_short:
        yield "own:()"
    if shape.has_url:
        yield f"own:@w{min(words, 5)}"
    if shape.has_date:
        yield f"own:/w{min(words, 8)}"
    if shape.has_year:
        yield f"own:Yw{min(words, 8)}"
    if shape.is_names:
        yield f"own:Nw{min(words, 8)}"
    if shape.is_cited:
        yield f"own:Rw{binned(shape.words, _COARSE)}"
        if shape.has_year or shape.has_url:
            yield f"own:R!m{shape.mark}"


def _lexical(shape: Shape) -> Iterator[str]:
    words, first = min(binned(shape.words, _WORDS), 8), shape.first
    for name, known in _FIRST_WORDS:
        if first in known:
            yield f"words:{name}"
            yield f"words:{name}w{words}"
            yield f"words:{name}e{shape.end}"
    if first.endswith("ing") and len(first) > 5:
        yield f"words:ingw{words}"
    if shape.words <= 6:
        bare = bare_title(shape.text)
        if bare in HEADING_WORDS:
            yield "words:=heading"
        if bare in REFERENCE_HEADINGS:
            yield "words:=references"
    if found := _CAPTION.match(shape.text):
        yield from _caption(found, shape, words)
    if _ATTRIBUTION.match(shape.text):
        yield f"words:attributionw{words}"
    yield f"words:v{min(shape.verbs, 2)}"


def _caption(found: re.Match[str], shape: Shape, words: int) -> Iterator[str]:
    """What begins like a caption: with a number, and what comes after that, or without."""
    kind = f"#{found[1] or ''}" if found.end() > len(found[0].rstrip("0123456789.:– ")) else ""
    yield f"words:caption{kind}"
    yield f"words:caption{kind}e{shape.end}"
    yield f"words:caption{kind}w{words}"
    rest = shape.text[found.end() :].split(maxsplit=1)
    if rest and rest[0].islower():
        yield f"words:caption{kind}goes-on"


def _numbers(i: int, shape: Shape, context: Context) -> Iterator[str]:
    if not shape.mark:
        return
    run = context.runs[i]
    gap = f"{binned(run.gap, [1, 2, 3, 5, 12])}{run.prose:d}"
    words = min(binned(shape.words, _WORDS), 9)
    yield f"numbers:m{shape.mark}g{gap}"
    yield f"numbers:m{shape.mark}g{gap}e{shape.end}"
    yield f"numbers:g{gap}w{words}"
    yield f"numbers:n{binned(run.length, [1, 2, 3, 5, 9])}g{gap}"
    yield f"numbers:g{gap}t{_titled(shape)}"
    if shape.number:
        yield f"numbers:m{shape.mark}f{run.is_first:d}{min(shape.number[-1], 3)}"
        if shape.number[-1] > 40:
            yield f"numbers:m{shape.mark}large"
    streak = context.mark_streaks[i]
    yield f"numbers:k{min(streak.before, 2)}{min(streak.after, 2)}m{shape.mark}"
    yield f"numbers:k{min(streak.before, 2)}{min(streak.after, 2)}w{words}"


def _room(i: int, units: Sequence[Unit], shape: Shape, context: Context) -> Iterator[str]:
    unit = units[i]
    above = min(unit.blanks, 2) if i else 1
    below = min(units[i + 1].blanks, 2) if i + 1 < len(units) else 1
    rhythm = binned(context.blank_share, [0.03, 0.3, 0.55, 0.97])
    yield f"room:r{rhythm}a{above}b{below}"
    yield f"room:a{min(above, 1)}b{min(below, 1)}w{min(binned(shape.words, _WORDS), 9)}"
    yield f"room:r{rhythm}a{min(above, 1)}b{min(below, 1)}s{shape.is_short:d}"
    yield f"room:r{rhythm}W{context.is_wrapped:d}s{shape.is_short:d}"
    yield f"room:i{binned(unit.indent, _INDENTS)}"
    if unit.indent:
        streak = context.indent_streaks[i]
        row = f"k{min(streak.before, 1)}{min(streak.after, 1)}"
        yield f"room:i{binned(unit.indent, _INDENTS)}{row}m{bool(shape.mark):d}"
        yield f"room:is{shape.is_short:d}a{above}"
    if unit.hanging is not None:
        yield f"room:h{sign(unit.hanging - unit.indent)}m{bool(shape.mark):d}"


def _near(i: int, units: Sequence[Unit], shapes: Sequence[Shape], listed: int) -> Iterator[str]:
    for side, j in (("p", i - 1), ("n", i + 1)):
        if 0 <= j < len(shapes):
            blanks, indent = units[max(i, j)].blanks, sign(units[j].indent - units[i].indent)
            yield from _beside(side, shapes[i], shapes[j], blanks=min(blanks, 1), indent=indent)
            yield from _columns(side, shapes[i], shapes[j])
            yield from _shared(side, shapes[i], shapes[j])
        else:
            yield f"near:{side}none"
    for side, j in (("pp", i - 2), ("nn", i + 2)):
        if 0 <= j < len(shapes):
            yield from _two_away(side, shapes[i], shapes[(i + j) // 2], shapes[j])
    if not shapes[i].mark:
        yield from _parallel(i, shapes, listed)


def _beside(side: str, shape: Shape, other: Shape, *, blanks: int, indent: int) -> Iterator[str]:
    """What the unit before or after looks like, and the two together: `blanks` lines between, `indent` less or more."""
    words, length = min(binned(shape.words, _WORDS), 9), binned(other.words, _COARSE)
    share = binned(other.length / shape.length, [0.25, 0.6, 0.85, 1.2, 1.7, 3, 6])
    yield f"near:{side}w{length}"
    yield f"near:{side}e{other.end}"
    yield f"near:{side}m{other.mark}"
    yield f"near:{side}m{shape.mark},{other.mark}"
    yield f"near:{side}s{shape.is_short:d}{other.is_short:d}{blanks}"
    yield f"near:{side}w{words},{length}"
    yield f"near:{side}s{shape.is_short:d}e{other.end}"
    yield f"near:{side}b{other.begin}s{shape.is_short:d}"
    yield f"near:{side}i{indent}"
    yield f"near:{side}c{_titled(shape)},{_titled(other)}"
    yield f"near:{side}e{shape.end},{other.end}"
    yield f"near:{side}l{share}s{shape.is_short:d}"
    yield f"near:{side}:{other.has_colon:d}{shape.has_colon:d}s{shape.is_short:d}"


def _shared(side: str, shape: Shape, other: Shape) -> Iterator[str]:
    """Signs that both have, or that say more of this unit where the other has them."""
    if shape.first and shape.first == other.first:
        yield f"near:{side}=s{shape.is_short:d}"
    if other.symbols > 0.04:
        yield f"near:{side}y{binned(shape.symbols, _SYMBOLS)}"
    if other.is_cited and shape.is_cited:
        yield f"near:{side}R"
    if other.has_date:
        yield f"near:{side}/s{shape.is_short:d}"
    if side == "p" and other.end == ":":
        words = min(binned(shape.words, _WORDS), 9)
        yield f"near:p:w{words}e{shape.end}"
        yield f"near:p:w{words}b{shape.begin}"


def _columns(side: str, shape: Shape, other: Shape) -> Iterator[str]:
    """Whether the two could be rows of one table."""
    if shape.columns or other.columns:
        yield f"near:{side}k{min(shape.columns, 3)}{shape.columns == other.columns:d}"
        yield f"near:{side}k{min(shape.columns, 3)},{min(other.columns, 3)}"
        yield f"near:{side}t{min(shape.tabs, 2)}{sign(shape.tabs - other.tabs)}"
        yield f"near:{side}|{min(shape.bars, 2)}{sign(shape.bars - other.bars)}"


def _two_away(side: str, shape: Shape, between: Shape, other: Shape) -> Iterator[str]:
    yield f"near:{side}s{shape.is_short:d}{between.is_short:d}{other.is_short:d}"
    yield f"near:{side}m{bool(between.mark):d}{bool(other.mark):d}s{shape.is_short:d}"
    if other.end == ":" and side == "pp":
        yield f"near:pp:s{between.is_short:d}{shape.is_short:d}"


def _parallel(i: int, shapes: Sequence[Shape], listed: int) -> Iterator[str]:
    """How like its neighbours a unit without a mark is: items of a list that lost its marks are alike."""
    shape = shapes[i]
    alike = [
        _likeness(shape, shapes[j]) if 0 <= j < len(shapes) and not shapes[j].mark else -1
        for j in (i - 2, i - 1, i + 1, i + 2)
    ]
    before, after = alike[1:3]
    size = binned(shape.words, _COARSE)
    yield f"near:~{before},{after}"
    yield f"near:~{max(before, after)}w{size}e{shape.end}"
    yield f"near:~{min(alike) >= 4:d}{before >= 4:d}{after >= 4:d}w{size}"
    yield f"near:~{max(before, after)}B{binned(listed, [1, 3])}w{size}"


def _likeness(one: Shape, other: Shape) -> int:
    """In how many of five ways two units look alike."""
    return sum(
        (
            one.end == other.end,
            _titled(one) == _titled(other),
            one.begin == other.begin,
            one.has_colon == other.has_colon,
            abs(binned(one.words, _WORDS) - binned(other.words, _WORDS)) <= 1,
        )
    )


def _page(i: int, units: Sequence[Unit], shape: Shape, context: Context) -> Iterator[str]:
    words, is_marked = binned(shape.words, _WORDS), bool(shape.mark)
    size = binned(shape.length / max(1, context.typical), _LENGTH_SHARES)
    yield from _place(i, len(units), shape)
    yield f"page:r{size}e{shape.end}"
    marks = binned(context.mark_share, [0.001, 0.1, 0.3, 0.6])
    yield f"page:S{binned(context.short_share, [0.1, 0.25, 0.4, 0.6])}s{shape.is_short:d}"
    yield f"page:M{marks}s{shape.is_short:d}m{is_marked:d}"
    yield f"page:M{marks}:{context.colons > 2:d}e{shape.end}s{shape.is_short:d}"
    listed = binned(context.listed, [1, 3, 6])
    yield f"page:B{listed}m{is_marked:d}"
    yield f"page:B{listed}m{is_marked:d}w{words}"
    yield f"page:B{listed}m{is_marked:d}s{shape.is_short:d}e{shape.end}"
    streak = context.short_streaks[i]
    row = f"{min(streak.before, 2)}{min(streak.after, 2)}"
    yield f"page:k{row}B{listed}s{shape.is_short:d}m{is_marked:d}"
    yield f"page:k{min(streak.before, 3)}{min(streak.after, 3)}s{shape.is_short:d}"
    yield f"page:k{row}w{words}"
    if shape.is_short:
        is_capital = shape.capitals > 0.9 and shape.is_cased
        yield f"page:C{binned(context.capitals, [1, 2, 4])}{is_capital:d}"
        yield f"page:K{binned(context.key_counts[context.keys[i]], [2, 3, 5, 9])}"
        if shape.first and context.first_words[shape.first] > 2:
            yield f"page:F{binned(context.first_words[shape.first], [3, 5])}"
    if not context.is_cased:
        yield f"page:Lw{words}e{shape.end}"
        yield f"page:Ls{shape.is_short:d}r{size}"


def _place(i: int, total: int, shape: Shape) -> Iterator[str]:
    """How near to the document's start or end."""
    words = binned(shape.words, _WORDS)
    start = str(i) if i < 4 else "mid"
    yield f"page:p{'last' if i >= max(4, total - 2) else start}"
    yield f"page:p{start}w{words}e{shape.end}"
    yield f"page:p{start}c{_titled(shape)}s{shape.is_short:d}"
    if i < 5:
        yield f"page:p{i}/{shape.has_date:d}{shape.first in BYLINE_WORDS:d}w{min(words, 8)}"
        yield f"page:p{i}m{shape.mark}"
        yield f"page:p{i}N{shape.is_names:d}{shape.has_date:d}"


def _zone(i: int, shape: Shape, context: Context) -> Iterator[str]:
    zone = context.zones[i]
    if zone:
        yield f"zone:{zone}"
        yield f"zone:{zone}m{shape.mark}"
        yield f"zone:{zone}d{binned(context.since_zone[i], [1, 2, 5, 20])}s{shape.is_short:d}"
        yield f"zone:{zone}R{shape.is_cited:d}{shape.has_year:d}{shape.has_url:d}"
    if repeat := context.repeats[i]:
        yield f"repeat:{repeat}"
        yield f"repeat:{repeat}w{min(binned(shape.words, _WORDS), 6)}"
        yield f"repeat:{repeat}m{bool(shape.mark):d}"
