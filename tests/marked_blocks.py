"""Fenced blocks in the documentation that tests fill in: one follows a comment that says what it holds.

::

    <!-- value: boxes -->
    ```text
    …
    ```
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_BLOCK = re.compile(r"(<!-- value: ([\w-]+) -->\n(`{3,})[\w-]*\n)(.*?)(^\3$)", re.MULTILINE | re.DOTALL)


def values_in(text: str) -> dict[str, str]:
    """The marked blocks of `text` by name, without the line break after the last line."""
    return {found[2]: found[4].removesuffix("\n") for found in _BLOCK.finditer(text)}


def with_values(text: str, values: Mapping[str, str]) -> str:
    """`text` with these values in the marked blocks of their names; other blocks stay as they are."""

    def filled(found: re.Match[str]) -> str:
        value = values.get(found[2])
        return found[0] if value is None else f"{found[1]}{value.rstrip()}\n{found[5]}"

    return _BLOCK.sub(filled, text)
