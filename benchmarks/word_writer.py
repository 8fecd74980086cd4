"""What writing a Word file costs beside building and serialising the same body with lxml alone.

A page of prose is laid out once (not measured). Then, in turns, after one of each that does not count:

- ``write_docx``: boxes and styles to a whole Word file, its zip compressed;
- lxml alone: the elements of the document part that came out of it, with their attributes and text, built one by one
  and serialised. The bytes must be the same, or the benchmark ends.

Both find byte code of their modules. Python's cycle collector is off for both, as it is in a run of ``briefkit``,
unless ``--gc``; garbage is collected before each. CPU seconds are those of the process; the ratio is the median of the
pairs' ratios, in brackets the smallest and the largest.

    python benchmarks/word_writer.py [PARAGRAPHS ...] [--runs N] [--gc]
"""

from __future__ import annotations

import argparse
import gc
import io
import statistics
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from lxml import etree

from briefkit.compose.page import Page, Sheet
from briefkit.layout import Layout, lay_out
from briefkit.resources import LocalResources
from briefkit.write.docx import write_docx

ROOT = Path(__file__).resolve().parent.parent
CSS = '@page { size: A4; margin: 20mm } body { font: 10pt/14pt "Liberation Serif" } p { margin: 0 0 6pt }'
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
P, P_PR, R, R_PR, T = (f"{W}{name}" for name in ("p", "pPr", "r", "rPr", "t"))

Properties: TypeAlias = Sequence[tuple[str, dict[str, str]]]


Run: TypeAlias = tuple[Properties, str, dict[str, str]]
"""Properties, words, and what the text element says of itself."""

Paragraph: TypeAlias = tuple[Properties, Sequence[Run]]


@dataclass(frozen=True)
class Document:
    """A document part: paragraphs, and the section's properties as they are."""

    names: dict[str, str]
    said: dict[str, str]
    paragraphs: Sequence[Paragraph]
    section: bytes


def main() -> None:
    """Measures pages of several lengths and prints a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paragraphs", nargs="*", type=int, default=[5_000, 10_000, 20_000], help="how many, each")
    parser.add_argument("--runs", type=int, default=5, help="pairs to measure (default 5)")
    parser.add_argument("--gc", action="store_true", help="leave the cycle collector on")
    arguments = parser.parse_args()

    print("| paragraphs | elements | write_docx | a paragraph | lxml alone | ratio |")
    print("|---|---|---|---|---|---|")
    for count in arguments.paragraphs:
        measure(count, runs=arguments.runs, has_collector=arguments.gc)


def measure(count: int, *, runs: int, has_collector: bool) -> None:
    """Prints what a page of `count` paragraphs costs."""
    layout = prose(count)
    part = document_part(write_docx(layout).value)
    document = read(part)
    if built(document) != part:
        raise SystemExit("lxml alone makes another document part: the benchmark compares two different things")
    pairs = [
        (seconds(lambda: write_docx(layout), has_collector), seconds(lambda: built(document), has_collector))
        for _ in range(runs + 1)
    ][1:]
    ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratios = [our / their for our, their in pairs]
    ratio = f"{statistics.median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f})"
    elements = sum(1 for _ in etree.fromstring(part).iter())
    print(f"| {count:,} | {elements:,} | {ours:.3f} s | {ours / count * 1e6:.0f} µs | {theirs:.3f} s | {ratio} |")


def prose(count: int) -> Layout:
    """A page of that many paragraphs of a line, a word of each in bold."""
    text = "".join(f"<p>Paragraph {number} has <b>some</b> words in it.</p>" for number in range(count))
    html = f"<!doctype html><html lang=en><head><title>Prose</title></head><body>{text}</body></html>"
    page = Page(html, (Sheet("prose.css", CSS),), ROOT, uses_system_fonts=True)
    return lay_out(page, LocalResources(ROOT))


def document_part(docx: bytes) -> bytes:
    return zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml")


def seconds(work: Callable[[], object], has_collector: bool) -> float:
    """CPU seconds that `work` takes."""
    gc.collect()
    if not has_collector:
        gc.disable()
    begun = time.process_time()
    work()
    taken = time.process_time() - begun
    gc.enable()
    return taken


# lxml alone -----------------------------------------------------------------------------------------------------------


def read(part: bytes) -> Document:
    """What lxml alone is to build, in the plainest values there are."""
    root = etree.fromstring(part)
    (body,) = root
    *paragraphs, section = body
    names = {prefix: name for prefix, name in root.nsmap.items() if prefix is not None}
    return Document(names, dict(root.attrib), tuple(map(_paragraph, paragraphs)), etree.tostring(section))


def _paragraph(element: etree._Element) -> Paragraph:
    return _properties(element.find(P_PR)), tuple(map(_run, element.iterchildren(R)))


def _run(element: etree._Element) -> Run:
    text = element.find(T)
    assert text is not None
    return _properties(element.find(R_PR)), text.text or "", dict(text.attrib)


def _properties(element: etree._Element | None) -> Properties:
    return [(str(child.tag), dict(child.attrib)) for child in (() if element is None else element)]


def built(document: Document) -> bytes:
    """The part that `document` is, element by element."""
    add = etree.SubElement
    root = etree.Element(f"{W}document", document.said, nsmap=document.names)
    body = add(root, f"{W}body")
    for paragraph_properties, runs in document.paragraphs:
        paragraph = add(body, P)
        if paragraph_properties:
            properties = add(paragraph, P_PR)
            for name, said in paragraph_properties:
                add(properties, name, said)
        for run_properties, words, said in runs:
            run = add(paragraph, R)
            if run_properties:
                properties = add(run, R_PR)
                for name, value in run_properties:
                    add(properties, name, value)
            (add(run, T, said) if said else add(run, T)).text = words
    body.append(etree.fromstring(document.section))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


if __name__ == "__main__":
    main()
