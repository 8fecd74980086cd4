"""Running WeasyPrint: deep pages, failures, garbage, sheets in order, the PDF's raw bytes."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from briefkit.errors import DocumentError
from briefkit.layout import Layout
from briefkit.layout.deep import run_deep
from briefkit.model.nodes import MAX_DEPTH

if TYPE_CHECKING:
    from tests.layout.conftest import Find, Lay


def nested(opening: str, closing: str, depth: int) -> str:
    return opening * depth + "deep" + closing * depth


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<div>", "</div>"),
        ("<ul><li>", "</li></ul>"),
        ("<ol><li><p>x</p>", "</li></ol>"),
        ("<blockquote><p>x</p>", "</blockquote>"),
        ("<span>", "</span>"),
        ("<table><tr><td>", "</td></tr></table>"),
    ],
)
def test_pages_nest_as_deep_as_documents_may(lay: Lay, opening: str, closing: str) -> None:
    css = "@page { size: A0; margin: 0 } ul, ol, blockquote { margin: 0; padding: 0 }"

    layout = lay(nested(opening, closing, MAX_DEPTH), css)

    assert "deep" in layout.boxes.all_text
    assert layout.write_pdf(lambda root: root).startswith(b"%PDF")


def test_what_nests_too_deep_is_told_plainly(lay: Lay) -> None:
    with pytest.raises(DocumentError) as caught:
        lay(nested("<div>", "</div>", 4000))

    assert [(found.rule.id, found.message) for found in caught.value.diagnostics] == [
        ("B402", "the page's elements nest too deep to be laid out")
    ]


def test_a_failure_of_weasyprint_s_is_an_error_of_the_document(lay: Lay) -> None:
    with pytest.raises(DocumentError) as caught:
        lay("<p>x</p>", "@color-profile --x { src: url(none.icc) }")

    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.rule.id == "B402"
    assert "there is no such file" in diagnostic.message
    assert caught.value.exit_code == 1


def test_whatever_weasyprint_raises_is_told_in_one_line(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    layout = lay("<p>x</p>")
    monkeypatch.setattr("briefkit.layout.engine.layout_document", lambda *_: 1 / 0)

    with pytest.raises(DocumentError, match="ZeroDivisionError: division by zero"):
        _ = layout.pages


def test_the_recursion_limit_is_raised_for_the_work_alone() -> None:
    limit = sys.getrecursionlimit()

    inside = run_deep(sys.getrecursionlimit)

    assert inside > limit
    assert sys.getrecursionlimit() == limit


def test_deep_work_in_deep_work_stays_in_its_thread() -> None:
    outer, inner = run_deep(lambda: (threading.get_ident(), run_deep(threading.get_ident)))

    assert outer == inner


def test_an_exception_comes_out_as_it_was_raised() -> None:
    def fail() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError, match="x"):
        run_deep(fail)


def test_garbage_is_collected_again_afterwards(lay: Lay) -> None:
    lay("<p>x</p>")

    assert gc.isenabled()


def test_sheets_are_author_styles_in_cascade_order_after_the_page_s_own(lay: Lay, find: Find) -> None:
    layout = lay("<p>x</p>", "p { color: #00f }", head="<style>p { color: #f00; margin: 7pt }</style>")

    assert find(layout, "p").style.color.hex == "0000FF"
    assert find(layout, "p").style.margin.top == 7


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the loader needs the search")
def test_weasyprint_is_loaded_without_searching_for_libraries() -> None:
    script = """
import ctypes.util, sys
searched = []
search = ctypes.util.find_library = lambda name: searched.append(name)
import briefkit.layout.engine
assert ctypes.util.find_library is search
assert "weasyprint.text.ffi" in sys.modules
sys.exit(", ".join(searched))
"""

    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert ran.stderr.strip() == ""


def test_presentational_hints_count(lay: Lay, find: Find) -> None:
    assert find(lay('<p align="right">x</p>'), "p").style.text_align == "right"


def test_metadata_is_what_the_head_says(lay: Lay) -> None:
    head = (
        "<meta name=author content='A. One'><meta name=author content=Two><meta name=description content=About>"
        "<meta name=keywords content='a, b'><meta name=dcterms.created content=2026-02-01>"
    )

    metadata = lay("<p>x</p>", head=head).metadata

    assert (metadata.title, metadata.language, metadata.description) == ("Test", "en", "About")
    assert (metadata.authors, metadata.keywords) == (("A. One", "Two"), ("a", "b"))
    assert (metadata.created, metadata.modified) == ("2026-02-01", "")


def test_layouts_side_by_side_keep_their_messages_apart(lay: Lay) -> None:
    found: dict[str, Layout] = {}

    def work(name: str) -> None:
        found[name] = lay("<p>x</p>", f"p {{ unknown-{name}: 1 }}")

    threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    for name, layout in found.items():
        assert [diagnostic.message for diagnostic in layout.diagnostics] == [
            f"ignored `unknown-{name}: 1`: unknown property"
        ]
