"""Fonts: packaged ones only, unless a page may see the system's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefkit.compose.page import Page, Sheet
from briefkit.errors import UnavailableError
from briefkit.layout import lay_out
from briefkit.layout.views import Sides
from briefkit.resources import LocalResources, MemoryResources, packaged_font

if TYPE_CHECKING:
    from tests.layout.conftest import Find, Lay

SYSTEM = "DejaVu Serif"


def test_faces_are_those_that_loaded(lay: Lay) -> None:
    css = """@font-face { font-family: "Text Italic"; font-style: italic; font-weight: 600;
                          src: url("briefkit-font:Spectral/600/italic") }
             @font-face { font-family: Gone; src: url("data:font/ttf;base64,AAAA") }"""

    layout = lay("<p>x</p>", css)

    assert [(face.family, face.weight, face.is_italic) for face in layout.faces] == [
        ("Spectral", 400, False),
        ("Text Italic", 600, True),
    ]
    assert layout.faces[1].read() == packaged_font("briefkit-font:Spectral/600/italic").data
    assert [diagnostic.message for diagnostic in layout.diagnostics] == [
        "no source of the font face `Gone` can be used"
    ]


def test_the_family_that_is_there_is_the_one_that_counts(lay: Lay, find: Find) -> None:
    layout = lay("<p>x</p>", f'p {{ font-family: Nowhere, "{SYSTEM}", SPECTRAL, serif }}')

    assert layout.resolved_family(find(layout, "p").style) == "Spectral"


def test_system_fonts_never_leak_into_a_page_of_packaged_fonts(lay: Lay, find: Find) -> None:
    layout = lay("<p>x</p><i>y</i>", f'p {{ font-family: "{SYSTEM}" }} i {{ font-family: sans-serif }}')

    assert layout.resolved_family(find(layout, "p").style) == "Spectral"
    assert layout.resolved_family(find(layout, "i").style) == "Spectral"


def test_a_foreign_page_may_use_the_system_s_fonts(tmp_path: Path) -> None:
    sheet = Sheet("a.css", "p { font-family: serif }")

    layout = lay_out(Page("<p>x</p>", (sheet,), uses_system_fonts=True), LocalResources(tmp_path))

    style = next(box.style for box in layout.boxes.descendants() if box.element and box.element.tag == "p")
    assert layout.resolved_family(style) not in {"serif", "Spectral", ""}
    assert layout.faces == ()


def test_the_environment_is_left_as_it_was(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)

    lay("<p>x</p>")

    assert "FONTCONFIG_FILE" not in os.environ


def test_a_page_without_any_face_is_set_in_packaged_fonts(tmp_path: Path) -> None:
    layout = lay_out(Page("<p>x <code>y</code></p>"), LocalResources(tmp_path))

    families = {layout.resolved_family(box.style) for box in layout.boxes.descendants()}
    assert families <= {"Spectral", "Fira Sans", "IBM Plex Mono"}


def test_layouts_side_by_side_share_the_fonts_of_the_same_sheets(tmp_path: Path) -> None:
    faces = Sheet("faces.css", '@font-face { font-family: Spectral; src: url("briefkit-font:Spectral/400") }')
    more_faces = Sheet("more.css", '@font-face { font-family: Fira Sans; src: url("briefkit-font:Fira Sans/400") }')
    first = lay_out(Page("<p>x", (faces,)), LocalResources(tmp_path))

    same, plain, other = (
        lay_out(Page("<p>y", sheets), LocalResources(tmp_path), beside=first)
        for sheets in ((faces,), (faces, Sheet("b.css", "p { margin: 0 }")), (faces, more_faces))
    )

    assert len(first.faces) == 1
    assert same.faces[0] is plain.faces[0] is first.faces[0]
    assert other.faces[0] is not first.faces[0]


def test_a_sheet_shared_by_layouts_side_by_side_means_the_same_to_each(tmp_path: Path) -> None:
    shared = Sheet(
        "shared.css",
        '@page { margin: 10pt } @counter-style stars { system: cyclic; symbols: "*" } p { color: var(--ink) }',
    )
    pages = [Page("<p>x", (shared, Sheet(ink, f":root {{ --ink: {ink} }}"))) for ink in ("#ff0000", "#0000ff")]

    first = lay_out(pages[0], LocalResources(tmp_path))
    beside, alone = (lay_out(pages[1], LocalResources(tmp_path), beside=other) for other in (first, None))

    for layout, ink in ((first, "FF0000"), (beside, "0000FF"), (alone, "0000FF")):
        assert {box.style.color.hex for box in layout.boxes.descendants() if box.text} == {ink}
        assert layout.counter_style("stars").symbols == ("*",)
        assert layout.page_style().margin == Sides(10.0, 10.0, 10.0, 10.0)


def test_a_packaged_font_that_is_missing_stops_the_layout(lay: Lay) -> None:
    with pytest.raises(UnavailableError) as caught:
        lay("<p>x</p>", '@font-face { font-family: N; src: url("briefkit-font:Nowhere/400") }')

    assert [diagnostic.rule.id for diagnostic in caught.value.diagnostics] == ["B307"]


def test_no_font_at_all_stops_the_layout() -> None:
    with pytest.raises(UnavailableError, match="font"):
        lay_out(Page("<p>x</p>"), MemoryResources())


def test_a_process_leaves_no_fonts_behind(tmp_path: Path) -> None:
    source, temporary = tmp_path / "a.md", tmp_path / "temporary"
    source.write_text("# Words", encoding="utf-8")
    temporary.mkdir()

    subprocess.run(
        [sys.executable, "-m", "briefkit", "build", str(source), "--out", str(tmp_path / "out")],
        env={**os.environ, "TMPDIR": str(temporary)},
        check=True,
        capture_output=True,
    )

    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the memory of a process is read from /proc")
def test_fonts_that_are_gone_take_no_memory() -> None:
    script = """
from pathlib import Path
import briefkit.layout.engine
from briefkit.layout.fonts import Fonts

def pages_after(times):
    for _ in range(times):
        Fonts(uses_system_fonts=False)
    return int(Path("/proc/self/statm").read_text().split()[1])

before = pages_after(5)
print(pages_after(100) - before)
"""

    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert int(ran.stdout) < 2_000, "a font configuration has 50 pages of memory or more: 100 of them are kept"
