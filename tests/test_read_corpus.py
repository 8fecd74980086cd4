"""The corpus of sources: what each is read as, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefkit.diagnostics.terminal import render
from briefkit.model.outline import outline
from briefkit.model.promises import breaches
from briefkit.read import decode, format_of, read


@pytest.mark.corpus("read")
def test_a_source_is_read_as_its_outline_says(case: Path, golden: Callable[[Path, str], None]) -> None:
    [path] = case.glob("input.*")

    decoded = decode(path.read_bytes(), path.name)
    outcome = read(decoded.value, format_of(path.name))

    findings = (*decoded.diagnostics, *outcome.diagnostics)
    said = [render(found, {path.name: decoded.value}) for found in findings]
    assert not list(breaches(outcome.value))
    golden(case / "model.txt", outline(outcome.value, width=None) + "\n")
    golden(case / "diagnostics.txt", "".join(f"{text}\n" for text in said))
