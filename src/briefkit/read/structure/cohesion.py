"""How far the words of a heading carry: those of a part come again in the sections below it, those of a section do not.

Words are compared by their first letters, and words that half of the sections have say nothing. (Hearst's *TextTiling*,
1997, parts text by the same evidence.)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from briefkit.read.structure.lexicon import FUNCTION_WORDS, VERBS
from briefkit.read.structure.shapes import Shape, binned

STEM = 5
"""Letters of a word that are compared."""

REACH, NEAR = 6, 4
"""Sections that are looked through for the words of a heading: the farthest, and those that are counted."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_SHARES = [-0.5, 0.01, 0.34, 0.67]


class _Section(Struct, frozen=True):
    """The stems of a heading and of what stands under it; `ahead` and `behind` how many sections near it have any of
    the former, `far` how far the last such section is.
    """

    title: frozenset[str]
    text: frozenset[str]
    ahead: int = 0
    behind: int = 0
    far: int = 0


def cohesion_features(shapes: Sequence[Shape], headings: Sequence[int]) -> list[list[str]]:
    """For each heading the features of how its words carry."""
    sections = _sections(shapes, headings)
    return [list(_features(k, sections)) for k in range(len(sections))]


def _sections(shapes: Sequence[Shape], headings: Sequence[int]) -> list[_Section]:
    titles = [_stems(shapes[place].text) for place in headings]
    bounds = pairwise([*headings, len(shapes)])
    texts = [
        frozenset(stem for shape in shapes[start + 1 : end] for stem in _stems(shape.text)) for start, end in bounds
    ]
    common = {stem for stem, count in Counter(stem for text in texts for stem in text).items() if count > _many(texts)}
    telling = [title - common for title in titles]
    return [_reach(k, telling, texts) for k in range(len(telling))]


def _many(texts: Sequence[frozenset[str]]) -> float:
    return max(2, len(texts) / 2)


def _reach(k: int, titles: Sequence[frozenset[str]], texts: Sequence[frozenset[str]]) -> _Section:
    title = titles[k]
    ahead = range(k + 1, min(len(texts), k + 1 + REACH))
    far = max((other - k for other in ahead if title & (texts[other] | titles[other])), default=0)
    behind = range(max(0, k - NEAR), k)
    return _Section(
        title,
        texts[k],
        ahead=sum(bool(title & texts[other]) for other in ahead[:NEAR]),
        behind=sum(bool(title & texts[other]) for other in behind),
        far=far,
    )


def _features(k: int, sections: Sequence[_Section]) -> Iterator[str]:
    own = sections[k]
    yield f"far{own.far}"
    yield f"carry{own.ahead}{own.behind}"
    yield f"carry{_sign(own.ahead, own.behind)}"
    yield f"carry{own.ahead}of{min(len(own.title), 3)}"
    if k:
        before = sections[k - 1]
        yield f"of-last{_share(before.title, own)}"
        yield f"to-last{_share(own.title, before)}"
        yield f"last-carry{before.ahead}"
        yield f"last-carry{_sign(before.ahead, own.ahead)}"
        yield f"same-words{min(2, len(own.title & before.title))}"
    if k + 1 < len(sections):
        yield f"next-carry{_sign(sections[k + 1].ahead, own.ahead)}"


def _share(title: frozenset[str], section: _Section) -> int:
    """How many of a title's words a section has, in bins; 0 where the title has no words that tell anything."""
    share = len(title & (section.text | section.title)) / len(title) if title else -1
    return binned(share, _SHARES)


def _sign(one: int, other: int) -> str:
    return ">" if one > other else "<" if one < other else "="


def _stems(text: str) -> frozenset[str]:
    words = (word for word in _WORD.findall(text.lower()) if word not in FUNCTION_WORDS and word not in VERBS)
    return frozenset(word[:STEM] for word in words)
