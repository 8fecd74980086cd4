"""Values with their places, as YAML and TOML give them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from briefkit.spans import Span


@dataclass(frozen=True)
class Values:
    """Values by top-level key (texts, numbers, truths, None, lists, mappings) and where each key stands."""

    values: Mapping[str, Any] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict)
