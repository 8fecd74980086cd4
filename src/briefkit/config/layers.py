"""One place's settings: a flat layer of values by dotted key, each with the place it was written at.

Knows which keys there are and what their values may be. What `[meta]` may hold is known where front matter is read,
what the options of a style may be, where the style is.
"""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from msgspec import Struct, field

from briefkit.config.toml import KeyPath
from briefkit.diagnostics import Diagnostic, Outcome, diagnose
from briefkit.spans import NOWHERE, Span


class Place(Struct, frozen=True):
    """Where a value was written: in a text, or under a name (``--set style.name``)."""

    span: Span = NOWHERE
    name: str = ""


class Value(Struct, frozen=True):
    """A setting's value and where it was written."""

    value: Any
    place: Place = field(default_factory=Place)


Layer: TypeAlias = Mapping[str, Value]
"""Values by dotted key: ``style.options.page-size``, ``meta.date``, ``formats``."""


def _words(value: object) -> tuple[str, ...]:
    """One string, or a list of strings."""
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not words:
        raise TypeError
    return tuple(map(_word, words))


def _word(value: object) -> str:
    if not isinstance(value, str) or not value or any(char < " " for char in value):
        raise TypeError
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _css(value: object) -> str:
    """The value of a custom property: a string, or a number without a unit."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError
    return str(value)


def _any(value: object) -> object:
    """Whatever TOML can say; dates and times as their text (ISO 8601), as front matter has them."""
    match value:
        case datetime.date() | datetime.time():
            return value.isoformat()
        case dict():
            return {key: _any(inner) for key, inner in value.items()}
        case list():
            return [_any(inner) for inner in value]
        case _:
            return value


def _table(_value: object) -> object:
    raise TypeError  # a table has been gone into already


class _Kind(Struct, frozen=True):
    """What a key takes: in words, and the function that converts it and raises `TypeError` for anything else."""

    words: str
    convert: Callable[[object], object]


_STRING = _Kind("a string on one line", _word)
_TABLE = _Kind("a table", _table)
_STRINGS = _Kind("a string on one line or a list of such strings", _words)

KEYS: Mapping[str, _Kind] = {
    "sources": _STRINGS,
    "out": _STRING,
    "formats": _STRINGS,
    "style.name": _STRING,
    "smart-punctuation": _Kind("`true` or `false`", _truth),
    "split-title": _Kind("`true` or `false`", _truth),
}
"""The keys with a fixed name."""

TABLES: Mapping[str, _Kind] = {
    "style.options": _Kind("a value", _any),
    "style.variables": _Kind("a string or a number", _css),
    "meta": _Kind("a value", _any),
}
"""The tables whose keys are free, and what these take."""

META = (
    "title",
    "subtitle",
    "kicker",
    "authors",
    "recipients",
    "organisation",
    "logo",
    "series",
    "number",
    "date",
    "version",
    "status",
    "classification",
    "language",
    "summary",
    "key-points",
    "keywords",
    "contact",
    "licence",
    "citation",
)
"""The names in ``meta`` that briefkit itself knows, for hints."""


def read_layer(
    values: Mapping[str, Any],
    place_of: Callable[[KeyPath], Place],
    *,
    unknown_rule: str = "B202",
    type_rule: str = "B203",
) -> Outcome[Layer]:
    """The layer that nested `values` make; unknown keys and wrong types are reported and left out.

    ``style = "briefing"`` is short for ``style.name = "briefing"``.
    """
    layer: dict[str, Value] = {}
    diagnostics: list[Diagnostic] = []
    for path, value in _leaves(values, ()):
        key = "style.name" if path == ("style",) else ".".join(path)
        place = place_of(path)
        kind = KEYS.get(key) or TABLES.get(".".join(path[:-1])) or (_TABLE if key in TABLES else None)
        if kind is None:
            diagnostics.append(_unknown(unknown_rule, key, place))
            continue
        try:
            layer[key] = Value(kind.convert(value), place)
        except TypeError:
            message = f"`{key}` is {_name(value)}, {kind.words} was expected"
            diagnostics.append(diagnose(type_rule, message, span=place.span, place=place.name))
    return Outcome(layer, tuple(diagnostics))


def _leaves(table: Mapping[str, Any], above: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    """The values of `table`: tables are gone into as far as settings have names."""
    for name, value in table.items():
        path = (*above, name)
        is_named_table = any(f"{known}.".startswith(f"{'.'.join(path)}.") for known in (*KEYS, *TABLES))
        if isinstance(value, Mapping) and is_named_table and ".".join(path) not in KEYS:
            yield from _leaves(value, path)
        else:
            yield path, value


def _unknown(rule: str, key: str, place: Place) -> Diagnostic:
    return diagnose(rule, f"there is no setting `{key}`", span=place.span, place=place.name, hint=_instead_of(key))


def _instead_of(key: str) -> str:
    """A hint at the setting that the unknown `key` is a slip for, or at those there are."""
    style, _, name = key.rpartition(".")
    if style == "style":
        known = {known.rpartition(".")[2]: known for known in (*KEYS, *TABLES) if known.startswith("style.")}
    else:
        known = {name: f"meta.{name}" for name in META} | {name: name for name in (*KEYS, *TABLES, "style")}
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f"did you mean `{known[near[0]]}`?"
    every = ", ".join(f"`{name}`" for name in (*KEYS, *(f"{table}.*" for table in TABLES)))
    return f"an option of the style is set as `style.options.{name}`; the settings are {every}"


def _name(value: object) -> str:
    """What a value is, in TOML's words."""
    names = {bool: "a boolean", int: "an integer", float: "a float", str: "a string", list: "an array", dict: "a table"}
    if value in ("", []):
        return "empty"
    return names.get(type(value), "a date or time")
