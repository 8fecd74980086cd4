"""``--set KEY=VALUE``: single settings given on the command line."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import partial
from typing import Any

from briefkit.config.layers import Layer, Place, Value, read_layer
from briefkit.config.toml import KeyPath
from briefkit.diagnostics import diagnose
from briefkit.errors import UsageError


def parse_overrides(pairs: Sequence[str]) -> Layer:
    """The layer that ``KEY=VALUE`` texts make, later ones winning; `UsageError` for what is not a setting.

    Keys are dotted. Values have TOML's syntax; what is not TOML (a bare word, a colour) is a string as it stands.
    """
    layer: dict[str, Value] = {}
    for pair in pairs:
        key, equals, text = pair.partition("=")
        names = key.strip().split(".")
        place = Place(name=f"--set {pair}")
        if not equals or not all(names):
            raise UsageError(
                diagnose(
                    "B205", f"`{pair}` is not a setting", place=place.name, hint="write `--set meta.date=2026-01-31`"
                )
            )
        value: Any = parse_value(text)
        for name in reversed(names):
            value = {name: value}
        outcome = read_layer(value, partial(_same, place), unknown_rule="B205", type_rule="B205")
        if outcome.diagnostics:
            raise UsageError(*outcome.diagnostics)
        layer.update(outcome.value)
    return layer


def _same(place: Place, _path: KeyPath) -> Place:
    return place


def parse_value(text: str) -> Any:
    """The TOML value in `text`, or the text itself where it is not one TOML value."""
    try:
        values = tomllib.loads(f"it = [{text}]")  # in brackets, so that a `#` never cuts the text short
    except (ValueError, RecursionError):
        return text
    is_one_value = list(values) == ["it"] and len(values["it"]) == 1 and not text.rstrip().endswith(",")
    return values["it"][0] if is_one_value else text
