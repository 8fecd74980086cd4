"""Page furniture of a text that was copied out of a PDF: page numbers, and the lines that every page repeats.

Only where numbers count pages is anything left out: lines that are a number and go up by one, three times at least.
What stands straight above or below most of them and is the same each time, but for its digits, is a running header or
footer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.read.text.lines import Line
from briefkit.spans import Source

MIN_PAGES = 3
"""Page numbers in a row that prove pages."""

MIN_DISTANCE = 4
"""Lines that a page has at least, its number included."""

REACH = 2
"""How many lines above or below a page number its header or footer stands."""

MIN_SHARE = 0.6
"""The share of pages that a line must be repeated on."""

MAX_WORDS = 14

_NUMBER = re.compile(
    r"(?:[^\W\d]+ )?[-–—\[|]?\s*(\d{1,4})\s*[-–—\]|]?(?:\s*(?:/|of|von|de|sur)\s*\d{1,4})?", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")


def without_furniture(lines: Sequence[Line], source: Source) -> tuple[list[Line], list[Diagnostic]]:
    """The lines without page furniture, and what there is to say of the lines left out (B115)."""
    numbers = _page_numbers(lines)
    if len(numbers) < MIN_PAGES:
        return list(lines), []
    gone = set(numbers) | set(_repeated(lines, numbers))
    kept: list[Line] = []
    is_after_gap = False
    for place, line in enumerate(lines):
        if place in gone:
            is_after_gap = True
            continue
        goes_on = is_after_gap and bool(kept) and line.text[0].islower() and kept[-1].text[-1] not in ".!?:"
        kept.append(replace(line, blanks=0) if goes_on else line)
        is_after_gap = False
    return kept, list(_said(lines, sorted(gone), source))


def _page_numbers(lines: Sequence[Line]) -> list[int]:
    """The places of the longest row of lines that are a number each, going up by one."""
    best: list[int] = []
    rows: dict[int, list[int]] = {}
    for place, line in enumerate(lines):
        found = _NUMBER.fullmatch(line.text)
        if found is None:
            continue
        number = int(found[1])
        before = rows.get(number - 1, [])
        far_enough = before and place - before[-1] >= MIN_DISTANCE
        rows[number] = [*before, place] if far_enough else [place]
        if len(rows[number]) > len(best):
            best = rows[number]
    return best


def _repeated(lines: Sequence[Line], numbers: Sequence[int]) -> Iterator[int]:
    """The places of the short lines that most pages have near their numbers, wherever they stand."""
    near = {place + step for place in numbers for step in range(-REACH, REACH + 1)} - set(numbers)
    wordings = [_DIGITS.sub("0", line.text) for line in lines]
    short = (wordings[place] for place in near if 0 <= place < len(lines))
    counts = Counter(wording for wording in short if len(wording.split()) <= MAX_WORDS)
    enough = max(2, MIN_SHARE * len(numbers) - 1)  # the first page's header stands before any number
    return (place for place, wording in enumerate(wordings) if counts[wording] >= enough)


def _said(lines: Sequence[Line], gone: Sequence[int], source: Source) -> Iterator[Diagnostic]:
    """One finding for each wording that was left out, at its first place, saying how often it comes."""
    first: dict[str, Line] = {}
    counts: Counter[str] = Counter()
    for place in gone:
        text = _DIGITS.sub("0", lines[place].text)
        first.setdefault(text, lines[place])
        counts[text] += 1
    for text, line in first.items():
        times = f"{counts[text]} times" if counts[text] > 1 else "once"
        message = f"`{line.text}` looks like page furniture and is left out ({times}, digits aside)"
        yield diagnose("B115", message, span=source.span(line.start, line.end))
