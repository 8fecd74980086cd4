"""Columns a little wider than they were laid out, so that a word that just fits still does where it is set anew.

Other programs set text a trifle wider or narrower.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_SLACK, _SLACK_SHARE = 0.5, 0.005
"""How much wider columns are made: points, and a share of their width."""

_MOST_GIVEN = 1 / 3
"""How much of its width an empty column gives to one beside it."""


def slack(width: float) -> float:
    """How much wider, in points, what is `width` points wide is made to be safe."""
    return _SLACK + _SLACK_SHARE * width


def slackened(widths: Sequence[float], room: float, least: Sequence[float]) -> tuple[float, ...]:
    """The columns of a table, a little wider than they were laid out.

    `room` is how much wider the table may get; where there is none, its widest column pays for those that are hardly
    wider than the `least` that their words need.
    """
    more = [slack(width) for width in widths]
    if sum(more) > room:
        spare = [width - needed for width, needed in zip(widths, least, strict=True)]
        more = [max(0.0, wanted - there) for wanted, there in zip(more, spare, strict=True)]
        widest = max(range(len(widths)), key=widths.__getitem__, default=0)
        price = sum(more) - room
        if price > 0 and price > spare[widest]:
            return tuple(widths)
        if price > 0:
            more[widest] -= price
    return tuple(width + added for width, added in zip(widths, more, strict=True))


def widened_into_empty(widths: Sequence[float], wanted: Mapping[tuple[int, int], float]) -> list[float]:
    """Columns that are wider at the expense of the empty ones beside them.

    `wanted` are the numbers of an empty column and of one beside it → how much the latter would like.
    """
    widened = list(widths)
    for (empty, own), more in wanted.items():
        given = min(more, widths[empty] * _MOST_GIVEN)
        widened[empty] -= given
        widened[own] += given
    return widened
