"""What is on the page for the eye alone, a watermark say: it says nothing to those who are read to (WAI-ARIA §6.6)."""

from __future__ import annotations

from briefkit.layout.tags import Tag


def drop_hidden(root: Tag) -> None:
    """Takes what is hidden from readers out of the tree, so that it becomes an artifact (PDF/UA-1 §7.1)."""
    for tag in root.descendants():
        tag.kids = [kid for kid in tag.kids if not isinstance(kid, Tag) or not _is_hidden(kid)]


def _is_hidden(tag: Tag) -> bool:
    return tag.element is not None and tag.element.attributes.get("aria-hidden") == "true"
