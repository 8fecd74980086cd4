"""Pages in other people's hands, whole documents: each compiles to a Word file that is sound and has all their words.

How closely they *look* like the PDF is for ``benchmarks/word_fidelity.py``. Words are compared as in
`tests.test_conservation`: in order, generated content passed over. What a page puts elsewhere than the markup has it
(footnotes, captions below their tables, running headers and footers) is looked for by itself.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import lxml.html
import pytest
from tests.test_conservation import lost, telling, words_of_html, words_of_word

from briefkit.write.docx.lint import lint

PAGES = sorted((Path(__file__).resolve().parent / "pages").glob("*.html"))
SECONDS = 60.0  # a page takes two
MOVED = ("//*[@class='fn']", "//caption", "//*[@id='kopf' or @id='fuss']")  # the last: position: running()
WITHIN_WORDS = ("abbr", "b", "bdi", "i", "kbd", "label", "mark", "small", "u")
STORIES = re.compile(r"word/((?:header|footer)\d*|footnotes|document)\.xml")


def compiled(page: Path, folder: Path) -> bytes:
    """The Word file that the command makes of `page`, in a process of its own that may not take long."""
    docx = folder / "page.docx"
    command = [sys.executable, "-m", "briefkit", "render", str(page), "-o", str(docx)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=SECONDS)
    assert "Traceback" not in done.stderr
    assert done.returncode in {0, 1}, done.stderr
    return docx.read_bytes()


def words_of_page(page: Path) -> tuple[list[str], list[list[str]]]:
    """What the text of `page` says, and each piece that stands elsewhere than in its turn."""
    root = lxml.html.document_fromstring(page.read_text(encoding="utf-8"))
    for element in root.iter(*WITHIN_WORDS):
        element.tag = "span"
    apart = []
    for path in MOVED:
        for element in root.xpath(path):
            apart.append(telling(" ".join(element.itertext()).split()))
            element.drop_tree()
    return telling(words_of_html(lxml.html.tostring(root, encoding="unicode"))), apart


def words_of_all_parts(data: bytes) -> list[str]:
    """What the body, the footnotes, the headers and the footers of a Word file say."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [found[1] for name in package.namelist() if (found := STORIES.fullmatch(name))]
    return [word for part in sorted(parts) for word in words_of_word(data, part)]


CASES = [pytest.param(page, id=page.stem) for page in PAGES]


@pytest.mark.parametrize("page", CASES)
def test_a_page_of_another_hand_makes_a_sound_word_file_with_all_its_words(page: Path, tmp_path: Path) -> None:
    text, apart = words_of_page(page)

    word = compiled(page, tmp_path)

    assert lint(word) == ()
    assert lost(text, words_of_word(word)) == []
    everything = words_of_all_parts(word)
    assert [words for words in apart if lost(words, everything)] == []


def test_the_pages_are_small() -> None:
    folder = PAGES[0].parent

    assert len(PAGES) == 10
    assert sum(file.stat().st_size for file in folder.iterdir()) < 200_000
