"""The HTML file in a browser: nothing complains, nothing is fetched, and it is read on a phone and on paper."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

SEEDS = sorted(path for path in (Path(__file__).resolve().parent.parent / "seeds").iterdir() if path.is_file())
STYLES = ("briefing", "memo")
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}

samples = pytest.mark.parametrize("sample", [f"{style}/{seed.stem}" for style in STYLES for seed in SEEDS])


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A Chromium of this machine, which nothing is downloaded for; skips without one."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("chromium is not installed")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with each sample in each style as HTML, built as a user builds them."""
    folder = tmp_path_factory.mktemp("html")
    for style in STYLES:
        command: list[str | Path] = [sys.executable, "-m", "briefkit", "build", *SEEDS, "--style", style]
        done = subprocess.run(
            [*command, "--to", "html", "--out", folder / style], check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def opened(browser: Any, outputs: Path) -> Iterator[Any]:
    """Opens a sample in a window of some size; gives the page, what the console said and the URLs asked for."""
    contexts = []

    def open_(sample: str, *, size: dict[str, int], **options: Any) -> tuple[Any, list[str], list[str]]:
        context = browser.new_context(viewport=size, **options)
        contexts.append(context)
        page, said, asked = context.new_page(), [], []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto((outputs / f"{sample}.html").as_uri())
        return page, said, asked

    yield open_
    for context in contexts:
        context.close()


@samples
def test_the_console_is_silent_and_nothing_else_is_asked_for(opened: Any, sample: str) -> None:
    page, said, asked = opened(sample, size=DESK)

    page.evaluate("document.fonts.ready")
    assert said == []
    assert [url for url in asked if not url.startswith("data:")] == [page.url]


@samples
def test_every_font_is_the_style_s_own(opened: Any, sample: str) -> None:
    page, _, _ = opened(sample, size=DESK)

    loaded = page.evaluate("document.fonts.ready.then(f => [...f].filter(x => x.status == 'loaded').length)")
    failed = page.evaluate("[...document.fonts].filter(x => x.status == 'error').length")
    assert loaded > 0
    assert failed == 0


@samples
def test_a_phone_needs_no_scrolling_sideways_and_no_glasses(opened: Any, sample: str) -> None:
    page, _, _ = opened(sample, size=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    texts = "[...document.querySelectorAll('{}')].map(e => parseFloat(getComputedStyle(e).fontSize))"
    assert min(page.evaluate(texts.format("main > p, main > ul > li"))) >= 16
    assert min(page.evaluate(texts.format("main p, main li"))) >= 12
    left = page.evaluate(
        "Math.min(...[...document.querySelectorAll('main > p')].map(e => e.getBoundingClientRect().x))"
    )
    assert left >= 12


@samples
def test_a_line_on_a_wide_screen_is_no_longer_than_the_eye_likes(opened: Any, sample: str) -> None:
    page, _, _ = opened(sample, size=DESK)

    ems = page.evaluate(
        "Math.max(...[...document.querySelectorAll('main > p')]"
        ".map(e => e.getBoundingClientRect().width / parseFloat(getComputedStyle(e).fontSize)))"
    )
    assert ems <= 42


@samples
def test_contents_have_no_page_numbers_on_a_screen(opened: Any, sample: str) -> None:
    page, _, _ = opened(sample, size=DESK)

    shown = page.evaluate(
        "[...document.querySelectorAll('nav.contents a')].map(e => getComputedStyle(e, '::after').content)"
    )
    assert set(shown) <= {"none", "normal"}
    assert shown or sample.startswith("memo/")


@samples
def test_footnotes_stand_at_the_end_and_their_calls_lead_there_and_back(opened: Any, sample: str) -> None:
    page, _, _ = opened(sample, size=DESK)

    ways = page.evaluate(
        "[...document.querySelectorAll('[role=doc-noteref]')].map(call => {"
        "const note = document.querySelector(call.getAttribute('href'));"
        "const back = note.querySelector('[role=doc-backlink]').getAttribute('href');"
        "const [above, below] = [call, note].map(element => element.getBoundingClientRect().y);"
        "return document.querySelector(back) === call && above < below"
        "})"
    )
    assert ways == [True] * (2 if sample.endswith("island-ferry") else 0)


@samples
def test_axe_finds_nothing(opened: Any, sample: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page, _, _ = opened(sample, size=DESK, bypass_csp=True)

    found = axe.Axe().run(page).response["violations"]

    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found] == []


@samples
def test_links_inside_the_page_lead_somewhere(opened: Any, sample: str) -> None:
    page, _, _ = opened(sample, size=DESK)

    dead = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(e => e.getAttribute('href'))"
        ".filter(h => !document.getElementById(decodeURIComponent(h.slice(1))))"
    )
    assert dead == []


WIDE = """\
A link in a note.[^long]

[^long]: See <https://www.example.org/an/address/that/nothing/breaks/because/it/has/neither/spaces/nor/hyphens/index>.

Table: Of nine columns

| Region | 2018 | 2019 | 2020 | 2021 | 2022 | 2023 | 2024 | 2025 |
|:-------|-----:|-----:|-----:|-----:|-----:|-----:|-----:|-----:|
| North  | 1,234,567 | 1,234,567 | 1,234,567 | 1,234,567 | 1,234,567 | 1,234,567 | 1,234,567 | 1,234,567 |

> | Region | 2018 | 2019 | 2020 | 2021 | 2022 | 2023 |
> |:-------|-----:|-----:|-----:|-----:|-----:|-----:|
> | North  | 1,234,567 | 1,234,567 | 1,234,567 | 1,234,567 | 1,234,567 | 1,234,567 |
"""


def test_wide_tables_and_long_addresses_do_not_widen_a_phone_s_page(browser: Any, tmp_path: Path) -> None:
    source = tmp_path / "wide.md"
    source.write_text(WIDE, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "briefkit", "build", source, "--to", "html", "--out", tmp_path], check=True)

    context = browser.new_context(viewport=PHONE, is_mobile=True)
    page = context.new_page()
    page.goto((tmp_path / "wide.html").as_uri())

    lefts = "[...document.querySelectorAll('figure, figcaption, td')].map(e => e.getBoundingClientRect().x)"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert min(page.evaluate(lefts)) >= 12
    context.close()
