"""Teaches briefkit to recover structure from bare text, and measures what it learned.

CORPUS is a folder with ``dev/docs.jsonl`` (documents with known structure), ``render.py`` (document to pasted text) and
``score.py`` (the measures). Nothing of it goes into the weights but numbers, and of sources whose licence asks for more
than naming them (SHARE_ALIKE) or is not known (UNLICENSED) not even those.

It needs NumPy and SciPy (``pip install numpy scipy``), which reading does not.

    python benchmarks/structure.py CORPUS train            writes src/briefkit/read/structure/weights.json
    python benchmarks/structure.py CORPUS validate         four folds by source: no source is scored on what it taught
    python benchmarks/structure.py CORPUS ablate           the same, without one group of features at a time
    python benchmarks/structure.py CORPUS curve            the same, with a quarter, half and all of the sources
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import numpy as np
from scipy.sparse import hstack, vstack
from structure_blocks import blocks_of
from structure_cases import made_of, without_case
from structure_training import Chain, Sequences, Vocabulary, marginals, train, train_tied

from briefkit.read.structure import Unit
from briefkit.read.structure.chain import STEP, ZERO, Weights
from briefkit.read.structure.context import context_of
from briefkit.read.structure.decode import Model
from briefkit.read.structure.features import first_features
from briefkit.read.structure.second import second_features
from briefkit.read.structure.sections import LEVELS, heading_features
from briefkit.read.structure.shapes import shape_of
from briefkit.read.text.lines import lines_of
from briefkit.read.text.units import pieces_of, units_with
from briefkit.spans import Source

WEIGHTS = Path(__file__).resolve().parent.parent / "src/briefkit/read/structure/weights.json"
LABELS = ("title", "kicker", "byline", "heading", "paragraph", "list_item", "quote", "table", "code", "caption", "note")
SHARE_ALIKE = {"wikipedia", "okfn"}
UNLICENSED = {"ropensci"}
FOLDS, INNER = 4, 3
PRIOR_FIRST, PRIOR_SECOND, PRIOR_LEVELS = 0.05, 0.03, 0.01
RARE, RARE_LEVELS = 5, 6
SMALL = 0.03
"""The largest weight that a feature may have to be left out."""


@dataclass
class Example:
    """A rendered document: its units and what each of them is; `made` where cases of ours were put into it."""

    source: str
    variant: str
    text: str
    gold: list[dict[str, Any]]
    units: list[Unit]
    labels: list[int]
    headings: list[int]
    levels: list[int]
    made: bool = False


def main() -> None:
    """Does what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("what", choices=["train", "validate", "ablate", "curve"])
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where train writes the weights")
    arguments = parser.parse_args()
    sys.path.insert(0, str(arguments.corpus))
    render, score = importlib.import_module("render"), importlib.import_module("score")
    examples = load(arguments.corpus, render)
    match arguments.what:
        case "train":
            model = learn([one for one in examples if is_free(one)])
            arguments.out.write_bytes(to_json(model))
            print(f"{arguments.out}: {arguments.out.stat().st_size / 1000:.0f} kB")
        case "validate":
            show(score, validate(examples, score))
        case "ablate":
            for group in ("", "words", "numbers", "room", "near", "page", "zone", "repeat", "two"):
                print(f"without {group or 'nothing'}")
                show(score, validate(examples, score, without=group), only_core=True)
        case _:
            for share in (0.25, 0.5, 1.0):
                print(f"with {share:.0%} of the sources")
                show(score, validate(examples, score, share=share), only_core=True)


# Texts --------------------------------------------------------------------------------------------------------------


def load(corpus: Path, render: ModuleType) -> list[Example]:
    """All documents in all their forms, and for teaching those with cases of ours put in."""
    documents = [json.loads(line) for line in (corpus / "dev/docs.jsonl").read_text(encoding="utf-8").splitlines()]
    names = sorted(
        {
            name
            for one in documents
            if one["source"] not in SHARE_ALIKE | UNLICENSED
            for name in one.get("authors") or []
            if " " in name
        }
    )
    examples = []
    for document in documents:
        for variant in render.VARIANTS:
            if render.applies(document, variant):
                text, gold = render.render(document, variant)
                examples.append(example(document["source"], variant, text, gold))
        examples.extend(short_ones(document, render))
        made = made_of(document, names)
        if made is None:
            continue
        chosen = random.Random(made["id"])
        for variant in chosen.sample(render.VARIANTS, 4):
            if render.applies(made, variant):
                text, gold = render.render(made, variant)
                if chosen.random() < 0.12:
                    text = without_case(text)
                examples.append(example(document["source"], variant, text, gold, made=True))
    return examples


def short_ones(document: dict[str, Any], render: ModuleType) -> Iterable[Example]:
    """Beginnings and pieces of a document, as short as what people paste often is."""
    chosen = random.Random(f"{document['id']}:short")
    blocks = document["blocks"]
    for k in range(4):
        start = 0 if k < 2 else chosen.randrange(max(1, len(blocks) - 8))
        part = {**document, "id": f"{document['id']}/{k}", "blocks": blocks[start : start + chosen.randint(3, 14)]}
        if start:
            part |= {"authors": [], "date": None}
        text, gold = render.render(part, variant := chosen.choice("AABBCDF"))
        if text.strip():
            yield example(document["source"], variant, text, gold, made=True)


def example(source: str, variant: str, text: str, gold: list[dict[str, Any]], *, made: bool = False) -> Example:
    """A text with the label of each unit: that of the block on whose lines it begins."""
    by_line = {line: block for block in gold for line in range(block["lines"][0], block["lines"][1] + 1)}
    where = Source("text", text)
    pieces = pieces_of(lines_of(where))
    units: list[Unit] = []
    labels: list[int] = []
    headings: list[int] = []
    levels: list[int] = []
    for place, unit in units_with(pieces):
        line = where.position(pieces[place].first.start)[0] - 1
        block = by_line.get(line, {"type": "paragraph"})
        if block["type"] == "heading" and block["lines"][0] == line:
            headings.append(len(units))
            levels.append(min(block["level"], LEVELS))
        units.append(unit)
        labels.append(LABELS.index(_label(block)))
    return Example(source, variant, text, gold, units, labels, headings, levels, made)


def _label(block: dict[str, Any]) -> str:
    if block["type"] == "byline" and block.get("ambiguous") == "line":
        return "kicker"
    kind: str = block["type"]
    return {"footnote": "note", "reference": "note"}.get(kind, kind)


def is_free(one: Example) -> bool:
    """Whether the weights may come of it."""
    return one.source not in SHARE_ALIKE | UNLICENSED


# Learning -----------------------------------------------------------------------------------------------------------


class Features:
    """The features of examples, looked at once."""

    def __init__(self, without: str = "") -> None:
        self.without = without
        self._seen: dict[int, tuple[Any, Any, list[list[str]]]] = {}

    def first(self, one: Example) -> list[list[str]]:
        return self._of(one)[2]

    def second(self, one: Example, chances: np.ndarray) -> list[list[str]]:
        shapes, context, _ = self._of(one)
        return self._kept(second_features(shapes, context, chances.tolist(), LABELS))

    def _of(self, one: Example) -> tuple[Any, Any, list[list[str]]]:
        if id(one) not in self._seen:
            shapes = [shape_of(unit) for unit in one.units]
            context = context_of(one.units, shapes)
            self._seen[id(one)] = shapes, context, self._kept(first_features(one.units, shapes, context))
        return self._seen[id(one)]

    def _kept(self, rows: list[list[str]]) -> list[list[str]]:
        if not self.without:
            return rows
        return [[name for name in names if not name.startswith(f"{self.without}:")] for names in rows]


def learn(examples: Sequence[Example], features: Features | None = None) -> Model:
    """The weights that the examples teach: both readings, and the levels.

    The second reading must meet a first one that did not know the answers: it learns from chances that come of other
    sources than the text's own.
    """
    features = features or Features()
    first_rows = [features.first(one) for one in examples]
    vocabulary = Vocabulary(first_rows, RARE)
    rows = [vocabulary.rows([one]) for one in first_rows]
    labels = [one.labels for one in examples]
    first = train(_sequences(rows, labels), len(LABELS), prior=PRIOR_FIRST)
    sources = sorted({one.source for one in examples})
    inner = {source: k % INNER for k, source in enumerate(sources)}
    chances: dict[int, np.ndarray] = {}
    for fold in range(INNER):
        teaching = [i for i, one in enumerate(examples) if inner[one.source] != fold]
        held = [i for i, one in enumerate(examples) if inner[one.source] == fold]
        chain = train(
            _sequences([rows[i] for i in teaching], [labels[i] for i in teaching]), len(LABELS), prior=PRIOR_FIRST
        )
        chances.update(zip(held, _chances(chain, [rows[i] for i in held]), strict=True))
    second_rows = [features.second(one, chances[i]) for i, one in enumerate(examples)]
    more = Vocabulary(second_rows, RARE)
    both = [hstack([one, more.rows([two])]).tocsr() for one, two in zip(rows, second_rows, strict=True)]
    second = train(_sequences(both, labels), len(LABELS), prior=PRIOR_SECOND)
    return Model(
        _weights(first, vocabulary.names, LABELS),
        _weights(second, [*vocabulary.names, *more.names], LABELS),
        learn_levels(examples),
    )


def _sequences(rows: Sequence[Any], labels: Sequence[Sequence[int]]) -> Sequences:
    starts = np.cumsum([0, *map(len, labels)])
    return Sequences(
        vstack(list(rows)).tocsr(), np.concatenate([np.asarray(one, dtype=np.int64) for one in labels]), starts
    )


def _chances(chain: Chain, rows: Sequence[Any]) -> list[np.ndarray]:
    starts = np.cumsum([0, *(one.shape[0] for one in rows)])
    found, *_ = marginals(vstack(list(rows)).tocsr() @ chain.weights, chain.transitions, chain.begin, starts)
    return [found[start:end] for start, end in pairwise(starts)]


def _weights(chain: Chain, names: Sequence[str], labels: Sequence[str]) -> Weights:
    """The chain with its weights rounded to steps, without the features that hardly weigh."""
    steps = np.clip(np.round(chain.weights / STEP), -46, 46).astype(int)
    kept = np.abs(chain.weights).max(axis=1) >= SMALL
    features = {
        name: "".join(chr(ZERO + step) for step in row)
        for name, row, keep in zip(names, steps, kept, strict=True)
        if keep
    }
    return Weights(tuple(labels), features, _rounded(chain.transitions), tuple(chain.begin.round(3).tolist()))


def _rounded(table: np.ndarray) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(row) for row in table.round(3).tolist())


# A state of the levels is a level and the way to it from the last heading: up (<), the same (=) or deeper (>).
STATES = tuple(
    f"{level}{move}"
    for level in range(1, LEVELS + 1)
    for move in "<=>"
    if (level, move) not in {(1, ">"), (LEVELS, "<")}
)
IMPOSSIBLE = -50.0


def learn_levels(examples: Sequence[Example]) -> Weights:
    """The weights that tell the levels of headings."""
    told = [one for one in examples if len(one.headings) > 1]
    rows = [heading_features(one.units, [shape_of(unit) for unit in one.units], one.headings) for one in told]
    vocabulary = Vocabulary(rows, RARE_LEVELS)
    possible = np.array([[0.0 if _is_move(a, b) else IMPOSSIBLE for b in STATES] for a in STATES])
    begin = np.array([0.0 if state == "1=" else -3.0 if state[1] == "=" else IMPOSSIBLE for state in STATES])
    parts = [*map(str, range(1, LEVELS + 1)), *"<=>"]
    ties = np.array(
        [[float(part in state) for part in parts] + [0.5 * (state == other) for other in STATES] for state in STATES]
    )
    data = _sequences([vocabulary.rows([one]) for one in rows], [_states(one.levels) for one in told])
    chain = train_tied(data, ties, fixed=possible, begin=begin, prior=PRIOR_LEVELS)
    return _weights(chain, vocabulary.names, STATES)


def _is_move(before: str, after: str) -> bool:
    return after[1] == "=><"[(after[0] > before[0]) - (after[0] < before[0])]


def _states(levels: Sequence[int]) -> list[int]:
    before = [levels[0], *levels]
    return [
        STATES.index(f"{level}{'=><'[(level > last) - (level < last)]}")
        if f"{level}{'=><'[(level > last) - (level < last)]}" in STATES
        else STATES.index(f"{level}=")
        for level, last in zip(levels, before, strict=False)
    ]


def to_json(model: Model) -> bytes:
    """The weights as the package has them: a feature a line."""
    return msgspec.json.format(msgspec.json.encode(model, order="deterministic"), indent=0)


# Measuring ----------------------------------------------------------------------------------------------------------


def folds(examples: Sequence[Example]) -> dict[str, int]:
    """The fold of each source."""
    sources = sorted({one.source for one in examples})
    random.Random(1).shuffle(sources)
    return {source: k % FOLDS for k, source in enumerate(sources)}


def validate(
    examples: Sequence[Example], score: ModuleType, *, without: str = "", share: float = 1.0
) -> dict[str, list[Any]]:
    """The counts of all documents by variant, each read with weights that its source had no part in."""
    fold_of = folds(examples)
    counts: dict[str, list[Any]] = defaultdict(list)
    features = Features(without)
    for fold in range(FOLDS):
        teaching = [one for one in examples if fold_of[one.source] != fold and is_free(one)]
        taught = sorted({one.source for one in teaching})
        taught = taught[: max(2, round(len(taught) * share))]
        model = learn([one for one in teaching if one.source in taught], features)
        for one in examples:
            if fold_of[one.source] == fold and not one.made:
                found, _ = score.score_doc(one.gold, blocks_of(one.text, weights=model))
                counts[one.variant].append(found)
    return counts


def show(score: ModuleType, counts: dict[str, list[Any]], *, only_core: bool = False) -> None:
    """Prints the measures by variant, and of A to E together."""
    if not only_core:
        for variant, found in sorted(counts.items()):
            score.show(variant, score.summary(found))
    score.show("core A-E", score.summary([one for variant, found in counts.items() if variant != "F" for one in found]))
    if only_core:
        score.show("F", score.summary(counts["F"]))


if __name__ == "__main__":
    main()
