"""Learns a linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) over named features.

The likelihood of all label sequences, less a Gaussian prior on the weights, is climbed with L-BFGS; the sums over all
labellings come from the forward-backward algorithm, over many sequences of about the same length at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix


@dataclass(frozen=True)
class Sequences:
    """Label sequences: for all positions of all of them in a row the features (a row of `rows`) and the labels.

    `starts` says where each sequence begins, with the end of the last one added.
    """

    rows: csr_matrix
    labels: np.ndarray
    starts: np.ndarray


class Vocabulary:
    """The features that occur often enough, numbered."""

    def __init__(self, texts: Sequence[Sequence[Sequence[str]]], at_least: int) -> None:
        counts: Counter[str] = Counter()
        for text in texts:
            for names in text:
                counts.update(set(names))
        self.names = sorted(name for name, count in counts.items() if count >= at_least)
        self.index = {name: i for i, name in enumerate(self.names)}

    def rows(self, texts: Sequence[Sequence[Sequence[str]]]) -> csr_matrix:
        """A row of zeros and ones for each unit of all texts."""
        indices: list[int] = []
        pointers = [0]
        for text in texts:
            for names in text:
                indices.extend({self.index[name] for name in names if name in self.index})
                pointers.append(len(indices))
        values = np.ones(len(indices), dtype=np.float64)
        return csr_matrix((values, indices, pointers), shape=(len(pointers) - 1, len(self.names)))


def sequences(
    vocabulary: Vocabulary, texts: Sequence[Sequence[Sequence[str]]], labels: Sequence[Sequence[int]]
) -> Sequences:
    starts = np.cumsum([0, *map(len, texts)])
    return Sequences(
        vocabulary.rows(texts), np.concatenate([np.asarray(one, dtype=np.int64) for one in labels]), starts
    )


def _buckets(starts: np.ndarray, size: int = 96) -> list[np.ndarray]:
    lengths = np.diff(starts)
    order = np.argsort(lengths, kind="stable")
    return [order[i : i + size] for i in range(0, len(order), size)]


def marginals(
    scores: np.ndarray, transitions: np.ndarray, begin: np.ndarray, starts: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """The probability of each label at each position; expected transitions, and first labels; the log partition."""
    count = scores.shape[1]
    probabilities = np.zeros_like(scores)
    pairs = np.zeros((count, count))
    firsts = np.zeros(count)
    total = 0.0
    lengths = np.diff(starts)
    moves = np.exp(transitions)
    for sequences in _buckets(starts):
        bucket = sequences[lengths[sequences] > 0]
        if not len(bucket):
            continue
        longest, size = lengths[bucket].max(), len(bucket)
        here = np.zeros((longest, size, count))
        mask = np.zeros((longest, size), dtype=bool)
        for j, sequence in enumerate(bucket):
            n = lengths[sequence]
            here[:n, j] = scores[starts[sequence] : starts[sequence] + n]
            mask[:n, j] = True
        here[0] += begin
        top = here.max(axis=2, keepdims=True)
        total += float((top[..., 0] * mask).sum())
        emit = np.exp(here - top)
        forward = np.zeros_like(emit)
        scale = np.ones((longest, size))
        forward[0] = emit[0]
        scale[0] = forward[0].sum(axis=1)
        forward[0] /= scale[0][:, None]
        for t in range(1, longest):
            step = (forward[t - 1] @ moves) * emit[t]
            norm = step.sum(axis=1)
            scale[t] = np.where(mask[t], norm, 1.0)
            forward[t] = np.where(mask[t][:, None], step / np.maximum(norm, 1e-300)[:, None], forward[t - 1])
        total += float((np.log(scale) * mask).sum())
        backward = np.ones((size, count))
        for t in range(longest - 1, -1, -1):
            posterior = forward[t] * backward
            posterior /= np.maximum(posterior.sum(axis=1, keepdims=True), 1e-300)
            live = mask[t]
            rows = starts[bucket[live]] + t
            probabilities[rows] = posterior[live]
            if t == 0:
                firsts += posterior[live].sum(axis=0)
                break
            weighted = emit[t] * backward / scale[t][:, None]
            weighted[~live] = 0
            pairs += moves * (forward[t - 1][live].T @ weighted[live])
            backward = np.where(live[:, None], weighted @ moves.T, backward)
    return probabilities, pairs, firsts, total


@dataclass(frozen=True)
class Chain:
    """Weights by feature and label, by pair of labels, and by label at the beginning."""

    weights: np.ndarray
    transitions: np.ndarray
    begin: np.ndarray


def train(data: Sequences, labels: int, *, prior: float = 1.0, iterations: int = 60) -> Chain:
    """The chain that makes the labels of `data` likeliest; `prior` is the standard deviation of the weights squared."""
    features = data.rows.shape[1]
    split = features * labels
    gold = np.zeros((len(data.labels), labels))
    gold[np.arange(len(data.labels)), data.labels] = 1
    transposed = data.rows.T.tocsr()
    observed = transposed @ gold
    firsts = np.zeros(labels)
    pairs = np.zeros((labels, labels))
    for a, b in pairwise(data.starts):
        if b > a:
            firsts[data.labels[a]] += 1
            np.add.at(pairs, (data.labels[a : b - 1], data.labels[a + 1 : b]), 1)

    def cost(packed: np.ndarray) -> tuple[float, np.ndarray]:
        weights = packed[:split].reshape(features, labels)
        transitions = packed[split : split + labels * labels].reshape(labels, labels)
        begin = packed[split + labels * labels :]
        scores = data.rows @ weights
        probabilities, expected, first, total = marginals(scores, transitions, begin, data.starts)
        seen = (weights * observed).sum() + (transitions * pairs).sum() + (begin * firsts).sum()
        gradient = (
            np.concatenate(
                [
                    (transposed @ probabilities - observed).ravel(),
                    (expected - pairs).ravel(),
                    first - firsts,
                ]
            )
            + packed / prior
        )
        return total - seen + (packed @ packed) / (2 * prior), gradient

    at = np.zeros(split + labels * labels + labels)
    found = minimize(cost, at, jac=True, method="L-BFGS-B", options={"maxiter": iterations, "maxcor": 8})
    packed = found.x
    return Chain(
        packed[:split].reshape(features, labels),
        packed[split : split + labels * labels].reshape(labels, labels),
        packed[split + labels * labels :],
    )


def train_tied(
    data: Sequences, ties: np.ndarray, *, fixed: np.ndarray, begin: np.ndarray, prior: float, iterations: int = 80
) -> Chain:
    """A chain whose labels share weights: `ties` says which parts (columns) a label (row) is the sum of.

    `fixed` is added to the transitions and `begin` is what it is: with them labellings are ruled out.
    """
    labels, parts = ties.shape
    features = data.rows.shape[1]
    split = features * parts
    gold = np.zeros((len(data.labels), labels))
    gold[np.arange(len(data.labels)), data.labels] = 1
    transposed = data.rows.T.tocsr()
    observed = (transposed @ gold) @ ties
    pairs = np.zeros((labels, labels))
    for a, b in pairwise(data.starts):
        np.add.at(pairs, (data.labels[a : b - 1], data.labels[a + 1 : b]), 1)

    def cost(packed: np.ndarray) -> tuple[float, np.ndarray]:
        weights = packed[:split].reshape(features, parts)
        moves = packed[split:].reshape(labels, labels)
        scores = (data.rows @ weights) @ ties.T
        probabilities, expected, _, total = marginals(scores, moves + fixed, begin, data.starts)
        seen = (weights * observed).sum() + ((moves + fixed) * pairs).sum() + begin[data.labels[data.starts[:-1]]].sum()
        gradient = np.concatenate(
            [((transposed @ probabilities) @ ties - observed).ravel(), (expected - pairs).ravel()]
        )
        return total - seen + (packed @ packed) / (2 * prior), gradient + packed / prior

    start = np.zeros(split + labels * labels)
    packed = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": iterations}).x
    return Chain(
        packed[:split].reshape(features, parts) @ ties.T, packed[split:].reshape(labels, labels) + fixed, begin
    )
