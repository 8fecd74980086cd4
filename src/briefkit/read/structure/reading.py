"""What a unit can be, and what it is taken for."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from msgspec import Struct

Label: TypeAlias = Literal[
    "title", "kicker", "byline", "heading", "paragraph", "list_item", "quote", "table", "code", "caption", "note"
]

LABELS: tuple[Label, ...] = get_args(Label)


class Reading(Struct, frozen=True):
    """What a unit is taken for.

    `confidence` is the probability of that, `other` the label that comes next; `level` is that of a heading, from 1,
    else 0, and `level_confidence` its probability.
    """

    label: Label
    confidence: float
    other: Label
    level: int = 0
    level_confidence: float = 1.0
