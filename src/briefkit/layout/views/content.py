"""Content lists (CSS Generated Content, CSS GCPM, CSS Lists)."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct


class ContentText(Struct, frozen=True):
    """A string, or an ``attr()`` that was resolved on its element."""

    text: str


class ContentCounter(Struct, frozen=True):
    """``counter(name, style)``; `separator` is not None for ``counters()``."""

    name: str
    style: str
    separator: str | None = None


class ContentNamedString(Struct, frozen=True):
    """``string(name, position)`` of CSS GCPM §1; `position` is ``first``, ``start``, ``last`` or ``first-except``."""

    name: str
    position: str


class ContentRunningElement(Struct, frozen=True):
    """``element(name, position)`` of CSS GCPM §1.2."""

    name: str
    position: str


class ContentLeader(Struct, frozen=True):
    """``leader(pattern)`` of CSS GCPM §5: the string that is repeated, ``"."`` for ``dotted``."""

    pattern: str


class ContentTargetCounter(Struct, frozen=True):
    """``target-counter(url, name, style)``; `anchor` is the id it points at, without the ``#``."""

    anchor: str
    name: str
    style: str
    separator: str | None = None


class ContentTargetText(Struct, frozen=True):
    """``target-text(url, part)``."""

    anchor: str
    part: str


class ContentUrl(Struct, frozen=True):
    """``url(…)``: a picture."""

    url: str


class ContentOther(Struct, frozen=True):
    """An item of another kind (``content()``, a quotation mark): `name` as WeasyPrint calls it."""

    name: str


ContentItem: TypeAlias = (
    ContentText
    | ContentCounter
    | ContentNamedString
    | ContentRunningElement
    | ContentLeader
    | ContentTargetCounter
    | ContentTargetText
    | ContentUrl
    | ContentOther
)
