"""Contents lists: lists of headings, figures or tables are tables of contents (ISO 32000-1 §14.8.4.2).

They are told by the role ``doc-toc`` (DPUB-ARIA 1.1); as that is for the document's own contents alone, also by the
class ``contents`` of a ``nav``.
"""

from __future__ import annotations

from briefkit.layout.tags import Tag


def mark_contents(root: Tag) -> None:
    """Makes ``TOC`` and ``TOCI`` of the lists and items in contents lists, a ``Reference`` of each entry's link."""
    for tag in root.descendants():
        if is_contents(tag):
            for part in list(tag.descendants()):
                _mark(part)


def is_contents(tag: Tag) -> bool:
    """Whether the lists in the element of `tag` are contents."""
    element = tag.element
    if element is None or tag.pseudo:
        return False
    return element.attributes.get("role") == "doc-toc" or (element.tag == "nav" and "contents" in element.classes)


def _mark(tag: Tag) -> None:
    if tag.role == "L":
        tag.role = "TOC"
        tag.attributes.pop("List", None)
    elif tag.role == "LI":
        tag.role = "TOCI"
        tag.kids = [
            kid
            for part in tag.kids
            for kid in (part.kids if isinstance(part, Tag) and part.role == "LBody" else [part])
        ]
        tag.kids = [
            Tag(role="Reference", kids=[kid]) if isinstance(kid, Tag) and kid.role == "Link" else kid
            for kid in tag.kids
        ]
