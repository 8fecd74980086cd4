"""A linear chain of labels: how likely each label is at each place, and the likeliest labels of all together.

The forward-backward and the Viterbi algorithm, as Lafferty, McCallum and Pereira have them (*Conditional Random
Fields*, 2001).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp
from operator import mul

from msgspec import Struct

STEP = 0.02
"""What one step of a stored weight is worth."""

ZERO = 79
"""The code of the character that stands for a weight of 0; those around it for weights up to ±46 steps."""

NEVER = -1e4
"""A score that no labelling with it can win."""

Scores = list[list[float]]


class Weights(Struct, frozen=True):
    """What a chain was taught. `features` maps a feature's name to its weights, a character for each of the `labels`.

    `moves` are the weights of a label (row) followed by another (column), `begin` those of the first label.
    """

    labels: tuple[str, ...]
    features: dict[str, str]
    moves: tuple[tuple[float, ...], ...]
    begin: tuple[float, ...]

    def scores(self, names: Iterable[str]) -> list[float]:
        """The score of each label at a place with these features."""
        rows = [row for name in names if (row := self.features.get(name)) is not None]
        less = ZERO * len(rows)
        return [(sum(column) - less) * STEP for column in zip(*map(str.encode, rows), strict=True)] or [0.0] * len(
            self.labels
        )

    def weight(self, name: str, label: str) -> float:
        """What a feature adds to the score of a label."""
        row = self.features.get(name)
        return (ord(row[self.labels.index(label)]) - ZERO) * STEP if row is not None else 0.0


def likeliest(scores: Sequence[Sequence[float]], weights: Weights) -> list[int]:
    """The labels with the best sum of scores and moves."""
    if not scores:
        return []
    columns = list(zip(*weights.moves, strict=True))
    best = [score + first for score, first in zip(scores[0], weights.begin, strict=True)]
    back: list[list[int]] = []
    for row in scores[1:]:
        sums = [[a + b for a, b in zip(best, column, strict=True)] for column in columns]
        tops = [max(one) for one in sums]
        back.append([one.index(top) for one, top in zip(sums, tops, strict=True)])
        best = [top + score for top, score in zip(tops, row, strict=True)]
    label = best.index(max(best))
    labels = [label]
    for steps in reversed(back):
        label = steps[label]
        labels.append(label)
    return labels[::-1]


def chances(scores: Sequence[Sequence[float]], weights: Weights) -> Scores:
    """The probability of each label at each place, all labellings of the whole taken together."""
    if not scores:
        return []
    rows = [[exp(move) for move in row] for row in weights.moves]
    columns = list(zip(*rows, strict=True))
    first = [score + begin for score, begin in zip(scores[0], weights.begin, strict=True)]
    odds = [_odds(row) for row in (first, *scores[1:])]
    forward = [_shares(odds[0])]
    for row in odds[1:]:
        before = forward[-1]
        reached = [sum(map(mul, before, column)) for column in columns]
        forward.append(_shares(list(map(mul, reached, row))))
    result = [forward[-1]]
    behind = [1.0] * len(weights.labels)
    for before, row in zip(reversed(forward[:-1]), reversed(odds[1:]), strict=True):
        ahead = list(map(mul, behind, row))
        behind = _shares([sum(map(mul, ahead, move)) for move in rows])
        result.append(_shares(list(map(mul, before, behind))))
    return result[::-1]


def _odds(row: Sequence[float]) -> list[float]:
    top = max(row)
    return [exp(max(score - top, -600)) for score in row]


def _shares(values: list[float]) -> list[float]:
    total = sum(values)
    return [value / total for value in values]
