"""Values with their places, as YAML and TOML give them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from briefkit.spans import Span


class Values(Struct, frozen=True):
    """Values by top-level key (texts, numbers, truths, None, lists, mappings) and where each key stands."""

    values: Mapping[str, Any] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict)
