"""Contents lists: a list in a ``nav`` of role ``doc-toc`` is a table of contents (ISO 32000-1 §14.8.4.2)."""

from __future__ import annotations

from briefkit.layout.tags import Tag


def mark_contents(root: Tag) -> None:
    """Makes ``TOC`` and ``TOCI`` of the lists and items in contents lists, a ``Reference`` of each entry's link."""
    for tag in root.descendants():
        if tag.element is not None and tag.element.attributes.get("role") == "doc-toc":
            for part in list(tag.descendants()):
                _mark(part)


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
