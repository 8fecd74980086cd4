"""The files that a new house style starts from: it extends another, and shows where to change what."""

from __future__ import annotations

import json
from collections.abc import Mapping

from briefkit.compose.style import CONTRACT, HouseStyle

_TOML = """\
# A house style: what it does not say is as in the style that it extends.
contract = {contract}
name = {name}
description = {description}
extends = {base}

# Stylesheets that come after those of the style that is extended.
more-sheets = ["{sheet}"]

# Other defaults. `briefkit styles show {base_name}` lists all options and variables.
{settings}"""

_CSS = """\
/* What is written here comes after the stylesheets of {base}. The classes are those of docs/styles.md. */

.title {{
  letter-spacing: 0;
}}
"""


def starter_files(name: str, style: HouseStyle, *, base: str) -> Mapping[str, str]:
    """The text of each file of a new style called `name`, which extends `style`, known to it as `base`."""
    sheet = "house.css"
    toml = _TOML.format(
        contract=CONTRACT,
        name=json.dumps(name),
        description=json.dumps(f"{style.description}, in our own way"),
        base=json.dumps(base),
        base_name=base,
        sheet=sheet,
        settings="".join(_setting("variables", key, one.default) for key, one in style.variables.items()),
    )
    return {"style.toml": toml, sheet: _CSS.format(base=style.name)}


def _setting(table: str, key: str, default: str) -> str:
    return f"\n[{table}.{key}]\ndefault = {json.dumps(default)}\n"
