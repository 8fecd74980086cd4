"""What the tests of layout share: a page from a few lines, laid out with the packaged fonts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefkit.compose.page import Page, Sheet
from briefkit.layout import Layout, lay_out
from briefkit.layout.views import Box, BoxKind
from briefkit.resources import LocalResources

FACES = """
@font-face { font-family: Spectral; src: url("briefkit-font:Spectral/400") }
html { font: 10pt/1.4 Spectral }
"""

Lay = Callable[..., Layout]
Find = Callable[..., Box]


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Lays out a body under a stylesheet called ``test.css``; the page stands in `tmp_path`."""

    def lay_out_body(
        body: str, css: str = "", *, head: str = "", base: Path | None = tmp_path, floats_notes: bool = False
    ) -> Layout:
        html = f"<!doctype html><html lang=en><head><title>Test</title>{head}</head><body>{body}</body></html>"
        sheets = (Sheet("faces.css", FACES), Sheet("test.css", css))
        return lay_out(Page(html, sheets, base=base, floats_notes=floats_notes), LocalResources(tmp_path))

    return lay_out_body


@pytest.fixture
def find() -> Find:
    """The first box of an element (by tag or ``#id``) and pseudo-element in a layout that is not anonymous."""

    def find_box(layout: Layout, name: str, pseudo: str = "", *, kind: BoxKind | None = None) -> Box:
        return next(
            box
            for box in layout.boxes.descendants()
            if box.element is not None
            and name in {box.element.tag, f"#{box.element.id}"}
            and box.pseudo == pseudo
            and (box.kind is kind if kind is not None else not box.is_anonymous)
        )

    return find_box
