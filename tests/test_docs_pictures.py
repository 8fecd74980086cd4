"""The pictures of the documentation and the README show what briefkit makes now, and every one of them is shown."""

from __future__ import annotations

import json
import re

import pytest
from docs import make_pictures

SHOWN = re.compile(r"\((?:docs/)?pictures/([\w-]+)\.png\)|src=\"docs/pictures/([\w-]+)\.png\"")


@pytest.fixture(scope="module")
def digests() -> dict[str, str]:
    return make_pictures.manifest()


def test_no_picture_is_stale(digests: dict[str, str]) -> None:
    known = json.loads(make_pictures.MANIFEST.read_text(encoding="utf-8"))

    stale = sorted(name for name in digests.keys() | known.keys() if digests.get(name) != known.get(name))
    assert not stale, f"make the pictures anew with `{make_pictures.COMMAND}`: {', '.join(stale)}"


def test_every_picture_is_there_small_and_shown(digests: dict[str, str]) -> None:
    files = {path.stem: path.stat().st_size for path in make_pictures.PICTURES.glob("*.png")}
    pages = [make_pictures.DOCS / "guide.md", make_pictures.DOCS / "css-to-word.md", make_pictures.ROOT / "README.md"]

    shown = {one or two for page in pages for one, two in SHOWN.findall(page.read_text(encoding="utf-8"))}

    assert files.keys() == digests.keys() == shown
    assert max(files.values()) <= 100_000
    assert max(files[name] for name in make_pictures.examples() | make_pictures.compared()) <= 40_000
    assert sum(files.values()) <= 1_500_000


def test_every_example_of_what_becomes_of_css_is_shown() -> None:
    text = (make_pictures.DOCS / "css-to-word.md").read_text(encoding="utf-8")

    assert len(make_pictures.compared()) == text.count("```html\n"), (
        f"put a picture below each example and run `{make_pictures.COMMAND}`"
    )
