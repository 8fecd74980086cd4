"""The samples in `seeds/`: the first that a visitor sees printed, so they have to be read without a word."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from briefkit import passes
from briefkit.model import BulletList, Code, CodeBlock, Emphasis, Heading, LineBreak, Link, NumberedList, Quote, Strong
from briefkit.model.account import unaccounted
from briefkit.model.walk import descendants
from briefkit.read import decode, format_of, read

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


@pytest.mark.parametrize("path", sorted(filter(Path.is_file, SEEDS.iterdir())), ids=lambda path: path.name)
def test_a_sample_is_read_without_a_word(path: Path) -> None:
    decoded = decode(path.read_bytes(), path.name)

    outcome = read(decoded.value, format_of(path.name))
    passed = passes.run(outcome.value)

    assert (*decoded.diagnostics, *outcome.diagnostics, *passed.diagnostics) == ()
    assert passed.value.meta.title
    assert passed.value.meta.subtitle


def test_the_plain_sample_has_no_markup_and_all_its_structure_is_found() -> None:
    source = decode((SEEDS / "cities-and-heat.txt").read_bytes(), "cities-and-heat.txt").value

    made = passes.run(read(source, "text").value).value

    kinds = Counter(type(node).__name__ for node in made.blocks)
    assert "\n\n" not in source.text
    assert kinds == {"Heading": 7, "Paragraph": 11, "BulletList": 2}
    assert [block.level for block in made.blocks if isinstance(block, Heading)] == [1] * 7
    assert unaccounted(made, source) == ()


def test_the_markdown_sample_shows_what_a_brief_can_be_made_of() -> None:
    source = decode((SEEDS / "island-ferry.md").read_bytes(), "island-ferry.md").value

    nodes = list(descendants(passes.run(read(source, "markdown").value).value.blocks))

    assert {node.level for node in nodes if isinstance(node, Heading)} == {1, 2, 3}
    for kind in (BulletList, NumberedList, Quote, CodeBlock, Link, Code, Emphasis, Strong, LineBreak):
        assert any(isinstance(node, kind) for node in nodes), kind.__name__
