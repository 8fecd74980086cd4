"""Pieces: the lines of a text that belong together, with a line drawn under them; each is a unit of structure."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from briefkit.read.structure import Unit
from briefkit.read.text.lines import Line
from briefkit.read.text.wrapping import units_of

NEAR = 6
"""How many characters longer or shorter than its words a line drawn under a heading may be."""


class Piece(Struct, frozen=True):
    """The lines of one unit, with the line drawn under them; a drawn line that stands alone is a piece by itself."""

    lines: tuple[Line, ...]
    underline: Line | None = None

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def end(self) -> int:
        return (self.underline or self.lines[-1]).end

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(line.text for line in self.lines)

    @property
    def is_rule(self) -> bool:
        return self.first.is_rule

    def as_unit(self, blanks: int) -> Unit:
        """The piece as a unit with so many blank lines before it."""
        return Unit(
            text=self.text,
            raw=self.first.text,
            indent=self.first.indent,
            blanks=blanks,
            hanging=self.lines[1].indent if len(self.lines) > 1 else None,
            underline=self.underline.text[0] if self.underline else "",
            is_quoted=self.first.is_quoted,
        )


def pieces_of(lines: Sequence[Line]) -> list[Piece]:
    """The pieces of a text, hard wrapping undone, lines drawn under a line of about their length joined to it."""
    pieces: list[Piece] = []
    for unit in units_of(lines):
        if pieces and len(unit) == 1 and _is_underline(unit[0], pieces[-1]):
            pieces[-1] = Piece(pieces[-1].lines, unit[0])
        else:
            pieces.append(Piece(unit))
    return pieces


def _is_underline(drawn: Line, above: Piece) -> bool:
    written = above.lines[-1]
    is_near = not drawn.blanks and abs(len(drawn.text) - len(written.text)) <= NEAR
    is_free = above.underline is None and not above.is_rule
    return is_near and is_free and drawn.is_rule and drawn.text[0] in "-=~_*" and " " not in drawn.text


def units_with(pieces: Sequence[Piece]) -> list[tuple[int, Unit]]:
    """The pieces that have words, by their places, as units; a drawn line counts as room before the next."""
    units: list[tuple[int, Unit]] = []
    room = 0
    for place, piece in enumerate(pieces):
        room += piece.first.blanks
        if piece.is_rule:
            room += 1
        else:
            units.append((place, piece.as_unit(room)))
            room = 0
    return units
