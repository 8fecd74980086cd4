"""Links: each annotation says its link's words (PDF/UA-1 §7.18.5); a link in a link is none."""

from __future__ import annotations

from briefkit.layout.tags import Tag
from briefkit.write.pdf.shape import link_annotations


def call_links_by_their_words(root: Tag) -> None:
    """Gives annotations the text of their link, or its ``title`` or ``aria-label``, or what its picture shows."""
    for tag in root.descendants():
        if tag.role == "Link":
            name = _name(tag)
            for annotation in link_annotations(tag):
                annotation.contents = name


def _name(link: Tag) -> str:
    attributes = link.element.attributes if link.element is not None else {}
    pictures = " ".join(tag.alternative for tag in link.descendants() if tag.alternative)
    candidates = (attributes.get("aria-label"), attributes.get("title"), link.text, pictures, attributes.get("href"))
    return next((" ".join(text.split()) for text in candidates if text and text.strip()), "")
