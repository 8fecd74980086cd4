"""The HTML document as one file: stylesheets in it, pictures in it, nothing fetched."""

from __future__ import annotations

from collections.abc import Sequence

import lxml.html
from lxml.html import HtmlElement

from briefkit.write.html.embedding import NOTHING, Embedding

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
"""Content Security Policy 3: nothing is fetched, nothing is run."""

VIEWPORT = "width=device-width, initial-scale=1"

_SOURCES = {"img": ("src",), "source": ("src",), "video": ("src", "poster"), "audio": ("src",), "object": ("data",)}
_DROPPED = ("script", "link[@rel]", "iframe", "embed", "base")


def one_document(html: str, sheets: Sequence[str], embedding: Embedding) -> bytes:
    """The page `html` with `sheets` as ``<style>`` elements and its pictures embedded, in UTF-8."""
    root: HtmlElement = lxml.html.document_fromstring(html)
    head = _head(root)
    for found in [element for path in _DROPPED for element in root.xpath(f"//{path}")]:
        found.drop_tree()
    for name, attributes in _SOURCES.items():
        for element in root.iter(name):
            _embed(element, attributes, embedding)
    _meta(head, "viewport", VIEWPORT)
    policy = _meta(head, "", POLICY)
    policy.set("http-equiv", "Content-Security-Policy")
    for sheet in sheets:
        style = lxml.html.Element("style")
        style.text, style.tail = f"\n{sheet}\n", "\n"
        head.append(style)
    written = lxml.html.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")
    return written if written.endswith(b"\n") else written + b"\n"


def _head(root: HtmlElement) -> HtmlElement:
    head: HtmlElement | None = root.find("head")
    if head is None:
        head = lxml.html.Element("head")
        root.insert(0, head)
    if not head.xpath("meta[@charset]"):
        head.insert(0, lxml.html.Element("meta", charset="utf-8"))
    return head


def _meta(head: HtmlElement, name: str, content: str) -> HtmlElement:
    """Adds a ``<meta>`` behind the one with the character set, which must stand first."""
    element = lxml.html.Element("meta", {"name": name} if name else {})
    element.set("content", content)
    element.tail = "\n"
    head.insert(1, element)
    return element


def _embed(element: HtmlElement, attributes: Sequence[str], embedding: Embedding) -> None:
    """Puts what `element` shows into it; what cannot be had goes, and leaves the words that stand for it."""
    element.attrib.pop("srcset", None)
    for name in attributes:
        url = element.get(name)
        if url is None:
            continue
        embedded = embedding.url(url)
        if embedded == NOTHING:
            del element.attrib[name]
        else:
            element.set(name, embedded)
