"""Pieces of a line → its inlines: spaces at the ends of lines go, neighbours that are alike become one.

What CSS removes at the ends of lines (CSS Text 3 §4.1.2) is removed here, since a box tree before pagination has no
lines yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from briefkit.write.docx.flow import (
    Anchor,
    Field,
    Hyperlink,
    Inline,
    LabelEnd,
    LabelStart,
    LineBreak,
    Note,
    Picture,
    Run,
    Tab,
)


class Link(Struct, frozen=True):
    """An open link: compared by identity, so that two links side by side stay two."""

    target: str
    title: str

    __eq__ = object.__eq__
    __hash__ = object.__hash__


class Piece(Struct, frozen=True):
    """An inline with the link that it stands in. `keeps_spaces` when white space in it is not collapsed."""

    inline: Run | Tab | LineBreak | Field | Anchor | LabelStart | LabelEnd | Picture | Note
    link: Link | None
    keeps_spaces: bool = False


def trimmed(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces without the spaces that a line neither begins nor ends with."""
    kept: list[Piece] = []
    at_line_start = True  # nothing but anchors since the line began, or a space just before
    for piece in pieces:
        match piece.inline:
            case Run(text=text, look=look, role=role) if not piece.keeps_spaces:
                rest = text.lstrip(" ") if at_line_start else text
                if rest:
                    kept.append(piece if rest == text else Piece(Run(rest, look, role), piece.link))
                    at_line_start = rest.endswith(" ")
            case Run():
                kept.append(piece)
                at_line_start = False
            case LineBreak():
                _drop_trailing_space(kept)
                kept.append(piece)
                at_line_start = True
            case Anchor() | LabelStart() | LabelEnd():
                kept.append(piece)
            case _:
                kept.append(piece)
                at_line_start = False
    while _drop_trailing_space(kept) or _drop_trailing_break(kept):
        pass
    return kept


def _last(pieces: list[Piece]) -> int | None:
    """Where the last piece stands that shows something."""
    for at in range(len(pieces) - 1, -1, -1):
        if not isinstance(pieces[at].inline, Anchor):
            return at
    return None


def _drop_trailing_space(pieces: list[Piece]) -> bool:
    """Remove the space at the end; whether there was one."""
    at = _last(pieces)
    if at is None or pieces[at].keeps_spaces:
        return False
    run = pieces[at].inline
    if not isinstance(run, Run) or not run.text.endswith(" "):
        return False
    if text := run.text.rstrip(" "):
        pieces[at] = replace(pieces[at], inline=replace(run, text=text))
    else:
        del pieces[at]
    return True


def _drop_trailing_break(pieces: list[Piece]) -> bool:
    """Remove a line break at the end, which makes no line of its own (CSS Text 3 §4.1.1); whether there was one."""
    at = _last(pieces)
    if at is None or not isinstance(pieces[at].inline, LineBreak):
        return False
    del pieces[at]
    return True


def drop_trailing_tab(pieces: list[Piece]) -> bool:
    """Remove a tab that leads to nothing; whether there was one."""
    at = _last(pieces)
    if at is None or not isinstance(pieces[at].inline, Tab):
        return False
    del pieces[at]
    return True


def joined(pieces: Iterable[Piece]) -> tuple[Inline, ...]:
    """The inlines that the pieces come to: neighbours that are alike as one, those of one link gathered in it."""
    return tuple(_linked(_merged(pieces)))


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces with neighbouring runs of one look, role and link as one."""
    waiting: Piece | None = None
    for piece in pieces:
        if waiting is not None:
            before, after = waiting.inline, piece.inline
            if (
                isinstance(before, Run)
                and isinstance(after, Run)
                and (before.look, before.role, waiting.link) == (after.look, after.role, piece.link)
            ):
                waiting = replace(waiting, inline=replace(before, text=before.text + after.text))
                continue
            yield waiting
        waiting = piece
    if waiting is not None:
        yield waiting


def _linked(pieces: Iterable[Piece]) -> Iterator[Inline]:
    """The inlines, those of one link gathered in it."""
    for link, group in groupby(pieces, key=attrgetter("link")):
        content = tuple(piece.inline for piece in group)
        if link is None:
            yield from content
        else:
            yield Hyperlink(link.target, content, link.title)
