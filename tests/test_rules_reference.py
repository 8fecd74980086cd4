"""`docs/rules.md` is the table of rules for people; it is written from the table in the code by ``pytest --update``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from briefkit.diagnostics import RULES

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "rules.md"
OPENING = """\
# Rules

What briefkit can say about a document, its settings and its surroundings. The id stands in each message
(`error[B004]: …`) and never changes its meaning. An error makes the exit code 1, 2 or 3; a warning does so only under
`--strict`.

| id | severity | what it is about |
|---|---|---|
"""


def test_the_reference_names_every_rule(golden: Callable[[Path, str], None]) -> None:
    rows = [f"| {rule.id} | {rule.severity.name.lower()} | {rule.title} |\n" for rule in RULES.values()]

    golden(REFERENCE, OPENING + "".join(rows))
