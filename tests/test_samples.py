"""Each sample in every style, on every size of paper and in every format: nothing is found fault with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from briefkit import pipeline
from briefkit.config import Settings, Value
from briefkit.diagnostics.report import Report
from briefkit.pipeline import FORMATS, Work
from briefkit.resources import LocalResources

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
SAMPLES = sorted(path.name for path in SEEDS.iterdir() if path.is_file())
STYLES = ("briefing", "memo")
SIZES: Mapping[str, tuple[float, float]] = {"A4": (595.3, 841.9), "Letter": (612, 792)}
"""The sizes of paper, in points."""


reports = pytest.mark.parametrize(("sample", "style", "size"), list(product(SAMPLES, STYLES, SIZES)))


@cache
def worked(sample: str, style: str, size: str) -> tuple[Work, Report]:
    """What all formats of a report are written from, and what there is to say until then."""
    wishes = {"style.name": style, "style.options.page-size": size, "formats": tuple(FORMATS)}
    settings = Settings(command={key: Value(value) for key, value in wishes.items()})
    resources, report, path = LocalResources(SEEDS), Report(), SEEDS / sample
    document, settings = pipeline.understand(
        path.read_bytes(), name=sample, settings=settings, resources=resources, report=report
    )
    page, probe = pipeline.compose(document, settings, resources, report, base=SEEDS)
    return Work(page, probe, resources), report


@pytest.fixture(scope="module", autouse=True)
def layouts() -> Iterator[None]:
    """The layouts, which are large, are kept for these tests only."""
    yield
    worked.cache_clear()


@reports
@pytest.mark.parametrize("name", FORMATS)
def test_a_sample_builds_without_a_finding(sample: str, style: str, size: str, name: str) -> None:
    work, report = worked(sample, style, size)

    outcome = FORMATS[name].write(work)

    of_layout = work.layout.diagnostics if work.is_laid_out else ()
    assert outcome.value
    assert [*report.diagnostics, *of_layout, *outcome.diagnostics] == []


@reports
def test_all_pages_have_the_size_asked_for(sample: str, style: str, size: str) -> None:
    work, _ = worked(sample, style, size)

    sizes = {(page.width, page.height) for page in work.layout.pages.pages}

    assert [pytest.approx(SIZES[size], abs=0.2)] == list(sizes)
