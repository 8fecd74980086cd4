"""Nodes in a row, written out one after another without recursion; a style may write some of them its own way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from msgspec.structs import replace

from briefkit.compose.html.blocks import block_parts
from briefkit.compose.html.context import Context
from briefkit.compose.html.elements import Parts, Piece
from briefkit.compose.html.inlines import inline_parts
from briefkit.model.nodes import (
    Block,
    Image,
    Inline,
    LineBreak,
    Link,
    Note,
    SoftBreak,
)

Override: TypeAlias = Callable[[Block | Inline, str, str], str]
"""A style's own markup for a node: from the node, the markup of what it holds and its default markup."""

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def render(pieces: Iterable[Piece], context: Context, overrides: Mapping[str, Override] | None = None) -> str:
    """The markup of `pieces`, one after another. `overrides` go by a node's type name (``heading``)."""
    return _Writer(context, overrides or {}).write(pieces)


def render_repeated(content: Iterable[Inline], context: Context) -> str:
    """The markup of `content` where it is said again in a link: without links, pictures, notes, breaks and ids."""
    return _Repeating(context, {}).write(content)


def type_name(node: Block | Inline) -> str:
    """The node's ``type`` as in JSON: ``bullet-list``."""
    return str(node.__struct_config__.tag)


class _Writer:
    """Writes pieces. A note that is called in a link is written behind it, as its call is a link itself."""

    is_linked = False

    def __init__(self, context: Context, overrides: Mapping[str, Override]) -> None:
        self._context, self._overrides = context, overrides
        self._written: list[str] = []
        self._pending: list[Piece | _Overridden | _LinkEnd] = []
        self._link: _LinkEnd | None = None

    def write(self, pieces: Iterable[Piece]) -> str:
        """The markup of all `pieces`."""
        self._pending = [*reversed(list(pieces))]
        while self._pending:
            piece = self._pending.pop()
            if isinstance(piece, str):
                self._written.append(piece)
            elif isinstance(piece, _Overridden):
                self._written = piece.finish(self._written)
            elif isinstance(piece, _LinkEnd):
                self._link = None
                self._pending.extend(reversed(piece.notes))
            elif self._link is not None and isinstance(piece, Note):
                self._link.notes.append(piece)
            else:
                self._take(piece)
        return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", "".join(self._written))

    def parts(self, node: Block | Inline) -> Parts:
        """The node taken apart."""
        if isinstance(node, Inline):
            return inline_parts(node, self._context, is_linked=self.is_linked or self._link is not None)
        return block_parts(node, self._context)

    def _take(self, node: Block | Inline) -> None:
        opening, content, closing = self.parts(node)
        if isinstance(node, Link) and self._link is None:
            self._link = _LinkEnd()
            self._pending.append(self._link)
        override = self._overrides.get(type_name(node)) if self._overrides else None
        if override is None:
            self._written.append(opening)
            self._pending.append(closing)
        else:
            self._pending.append(_Overridden(node, override, opening, closing, self._written))
            self._written = []
        self._pending.extend(reversed(content))


class _LinkEnd:
    """Stands behind an open link, with the notes that are called in it."""

    def __init__(self) -> None:
        self.notes: list[Note] = []


class _Overridden:
    """A node whose content is being written, to be handed to the style's own template when all of it is there."""

    def __init__(self, node: Block | Inline, override: Override, opening: str, closing: str, before: list[str]) -> None:
        self._node, self._override = node, override
        self._opening, self._closing, self._before = opening, closing, before

    def finish(self, written: list[str]) -> list[str]:
        """What was written before the node, and the node as the style has it."""
        content = "".join(written)
        default = f"{self._opening}{content}{self._closing}"
        self._before.append(self._override(self._node, content, default))
        return self._before


class _Repeating(_Writer):
    """Writes inlines that the report has elsewhere already."""

    is_linked = True

    def parts(self, node: Block | Inline) -> Parts:
        """The node taken apart: what cannot stand in a link, or only once in a page, is left out."""
        match node:
            case Link(content=content):
                return "", content, ""
            case Image() | Note():
                return "", (), ""
            case SoftBreak() | LineBreak():
                return " ", (), ""
            case _ if node.attrs.id:
                return super().parts(replace(node, attrs=replace(node.attrs, id="")))
            case _:
                return super().parts(node)
