"""A plain text taken apart: its pieces, what each of them is, and what was left out on the way."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from briefkit.diagnostics import Diagnostic
from briefkit.read.structure import Label, Model, Reading, Unit, recover
from briefkit.read.text.furniture import without_furniture
from briefkit.read.text.lines import lines_of
from briefkit.read.text.units import Piece, pieces_of, units_with
from briefkit.spans import Source

_MAIL = re.compile(
    r"(?:from|to|cc|bcc|date|sent|subject|reply-to|von|an|datum|gesendet|betreff|de|à|objet|envoyé|asunto|para|fecha)"
    r"\s?:\s+\S",
    re.IGNORECASE,
)
MIN_MAIL = 3
"""Lines that the header of an e-mail has at least."""


class LabelledText(Struct, frozen=True):
    """The `pieces` of a text in order with their readings (None for a drawn line), and its `units`, the pieces that
    have words; `diagnostics` name the lines that were left out.
    """

    pieces: tuple[tuple[Piece, Reading | None], ...]
    units: tuple[Unit, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def labelled(source: Source, *, weights: Model | None = None) -> LabelledText:
    """The text with every piece labelled; `weights` are other ones than those that come with briefkit."""
    lines, diagnostics = without_furniture(lines_of(source), source)
    pieces = pieces_of(lines)
    found = units_with(pieces)
    units = tuple(unit for _, unit in found)
    readings = recover(units, mail_header(units), weights=weights)
    by_place = dict(zip((place for place, _ in found), readings, strict=True))
    told = tuple((piece, by_place.get(place)) for place, piece in enumerate(pieces))
    return LabelledText(told, units, tuple(diagnostics))


def mail_header(units: Sequence[Unit]) -> Mapping[int, Label]:
    """The lines at the start that are the header of an e-mail: who wrote it, to whom, when, about what."""
    count = next((place for place, unit in enumerate(units) if not _MAIL.match(unit.text)), len(units))
    return dict.fromkeys(range(count), "byline") if count >= MIN_MAIL else {}
