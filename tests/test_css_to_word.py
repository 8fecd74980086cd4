"""The XML printed in docs/css-to-word.md is what its examples come to; ``pytest --update`` writes it anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from lxml import etree
from tests.marked_blocks import values_in, with_values
from tests.word_files import WordPages

from briefkit.write.docx.markup import Element, tag

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "css-to-word.md"
PARTS: dict[str, tuple[str, str]] = {
    "named-styles": ("styles", ".//w:style[w:name/@w:val='Key Points' or w:name/@w:val='Side Note']"),
    "direct-formatting": ("document", ".//w:p"),
    "text": ("styles", ".//w:style[@w:type='character']"),
    "paragraphs": ("styles", ".//w:style[@w:styleId='BodyText' or @w:default='1'][@w:type='paragraph']"),
    "frames": ("styles", ".//w:style[@w:styleId='BodyText']"),
    "lists": ("numbering", ".//w:lvl[1]|.//w:num"),
    "headings": ("numbering", ".//w:lvl[1]"),
    "tables": ("document", ".//w:tbl"),
    "footnotes": ("document", ".//w:p"),
    "endnotes": ("endnotes", "./w:endnote[not(@w:type)]"),
    "pages": ("document", ".//w:sectPr"),
    "footer": ("footer1", ".//w:p"),
    "references": ("document", ".//w:p"),
    "contents": ("document", ".//w:p[1]"),
    "captions": ("document", ".//w:p[2]"),
    "pictures": ("document", ".//w:drawing//*[local-name()='srcRect' or local-name()='prstGeom']"),
    "floats": ("document", ".//w:tblPr"),
    "flex": ("document", ".//w:tblGrid|.//w:tr"),
    "columns": ("document", ".//w:sectPr"),
    "generated": ("document", ".//w:p"),
}
"""Name of a value → the part of the Word file it is of, and which elements of it."""

MOST_LINES = 48
_STYLE = re.compile(r"<style>(.*?)</style>\s*", re.DOTALL)


def examples(text: str) -> dict[str, str]:
    """The example before each marked block, by the name of the block."""
    return {
        found[2]: found[1]
        for found in re.finditer(r"```html\n([^`]*)```\n\n(?:!\[.*\)\n\n)?<!-- value: ([\w-]+) -->", text)
    }


def shown(elements: Iterable[Element]) -> str:
    """XML as it is read most easily: without declarations of namespaces, an element a line."""
    lines: list[str] = []
    for element in elements:
        etree.indent(element)
        element.tail = None
        lines += re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(element, encoding="unicode")).splitlines()
    return "\n".join([*lines[:MOST_LINES], *["…"][: len(lines) > MOST_LINES]])


TEXT = DOCUMENT.read_text(encoding="utf-8")
SHEET = re.findall(r"```css\n(.*?)```", TEXT, re.DOTALL)[0]


@pytest.mark.parametrize("name", PARTS)
def test_an_example_comes_to_the_xml_below_it(name: str, golden: Callable[[Path, str], None]) -> None:
    example = examples(TEXT)[name]
    part, path = PARTS[name]
    style = _STYLE.search(example)
    body, css = _STYLE.sub("", example), style[1] if style else ""

    root = WordPages(SHEET).part(body, css, name=part)

    elements = root.xpath(path, namespaces={"w": tag("x")[1:-2]})
    assert isinstance(elements, list)
    assert elements
    golden(DOCUMENT, with_values(DOCUMENT.read_text(encoding="utf-8"), {name: shown(elements)}))


def test_every_marked_block_is_tested_and_every_row_has_a_section() -> None:
    assert list(values_in(TEXT)) == list(PARTS)
    rows = re.findall(r"\]\(#([\w-]+)\)", TEXT)
    sections = [heading.lower().replace(" ", "-") for heading in re.findall(r"^## (.+)$", TEXT, re.MULTILINE)]
    assert rows == sections
