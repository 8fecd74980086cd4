"""Pictures: those that say something are figures with a place on the page, others are decoration (PDF/UA-1 §7.3)."""

from __future__ import annotations

from briefkit.layout.tags import Tag


def keep_speaking_pictures(root: Tag) -> None:
    """Takes decorative pictures out of the tree, so that they become artifacts, and gives the others their place.

    A picture without any alternative text stays a figure: what it shows is not known to be nothing.
    """
    for tag in root.descendants():
        if tag.role != "Figure" or tag.place is None:
            continue
        if tag.alternative is not None and not tag.alternative.strip():
            tag.role, tag.kids = "", []
        else:
            place = tag.place
            tag.attributes["Layout"] = {"BBox": (place.left, place.bottom, place.right, place.top)}
