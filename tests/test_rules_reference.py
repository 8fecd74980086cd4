"""`docs/rules.md` is the table of rules for people, written from the tables in the code by ``pytest --update``."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

from briefkit.diagnostics import RULES
from briefkit.diagnostics.explanations import EXPLANATIONS

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "rules.md"
WIDTH = 120
OPENING = """\
# Rules

What briefkit can say about a document, its settings and its surroundings. The id stands in each message
(`error[B004]: …`) and never changes its meaning. An error makes the exit code 1, 2 or 3; a warning does so only under
`--strict`.
"""
AREAS = {
    "B0": "Source and project files",
    "B1": "Text and Markdown",
    "B2": "Settings and front matter",
    "B3": "Styles and templates",
    "B4": "Layout",
    "B5": "References, pictures, accessibility",
    "B6": "Word",
    "B7": "Publishing",
    "B8": "HTML and Markdown files",
    "B9": "The machine",
}
"""The areas by what their rules begin with."""


def test_every_rule_has_its_cause_and_its_cure() -> None:
    assert list(EXPLANATIONS) == list(RULES)
    assert all(text.endswith((".", "`.")) for one in EXPLANATIONS.values() for text in one)


def test_the_reference_names_every_rule(golden: Callable[[Path, str], None]) -> None:
    golden(REFERENCE, "".join(f"{line}\n" for line in _lines()))


def _lines() -> Iterator[str]:
    yield OPENING.rstrip()
    for area, title in AREAS.items():
        yield f"\n## {title}"
        for rule in RULES.values():
            if rule.id.startswith(area):
                yield f"\n### {rule.id}: {rule.title}\n"
                cause, cure = EXPLANATIONS[rule.id]
                said = f"*{rule.severity.name.capitalize()}.* {cause} *Cure.* {cure}"
                whole = _CODE.sub(lambda code: code[0].replace(" ", "\0"), said)
                yield textwrap.fill(whole, WIDTH, break_long_words=False, break_on_hyphens=False).replace("\0", " ")


_CODE = re.compile("`[^`]*`")
