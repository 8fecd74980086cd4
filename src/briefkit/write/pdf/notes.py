"""Footnotes: a note stands in the tree where it is called, as it is read (ISO 32000-1 §14.8.4.4.1, PDF/UA-1 §7.9)."""

from __future__ import annotations

import re

from briefkit.layout.tags import Annotation, Tag

_HEADING = re.compile("H[1-6]")


def complete_notes(root: Tag) -> None:
    """Makes links of calls that lead to their notes; a note called in a heading follows it, and is no part of it."""
    for tag in list(root.descendants()):
        if tag.role == "Reference" and any(isinstance(kid, Annotation) for kid in tag.kids):
            tag.kids = [Tag(role="Link", kids=tag.kids)]
        kids = list(tag.kids)
        for heading in [kid for kid in tag.tags if _HEADING.fullmatch(kid.role)]:
            place = kids.index(heading) + 1
            kids[place:place] = _taken_out(heading)
        tag.kids = kids


def _taken_out(heading: Tag) -> list[Tag]:
    """The notes in a heading, which it no longer holds."""
    notes = [tag for tag in heading.descendants() if tag.role == "Note"]
    for tag in list(heading.descendants()):
        tag.kids = [kid for kid in tag.kids if kid not in notes]
    return notes
