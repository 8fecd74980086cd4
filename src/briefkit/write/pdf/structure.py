"""The structure tree: from one tag an element to what PDF/UA-1 asks for, as a chain of small passes.

Each pass takes the root and changes the tree in place; each needs what the ones before it have done.
"""

from __future__ import annotations

from collections.abc import Callable

from briefkit.layout.tags import Tag
from briefkit.write.pdf.contents import mark_contents
from briefkit.write.pdf.figures import place_captions
from briefkit.write.pdf.headings import close_level_gaps
from briefkit.write.pdf.hidden import drop_hidden
from briefkit.write.pdf.links import call_links_by_their_words
from briefkit.write.pdf.lists import complete_lists
from briefkit.write.pdf.notes import complete_notes
from briefkit.write.pdf.pictures import keep_speaking_pictures
from briefkit.write.pdf.roles import give_roles
from briefkit.write.pdf.shape import drop_empty, drop_transparent, wrap_loose_content
from briefkit.write.pdf.tables import complete_tables

PASSES: tuple[Callable[[Tag], None], ...] = (
    drop_hidden,
    give_roles,
    keep_speaking_pictures,
    place_captions,
    drop_transparent,
    complete_notes,
    call_links_by_their_words,
    complete_lists,
    mark_contents,
    complete_tables,
    wrap_loose_content,
    drop_empty,
    close_level_gaps,
)


def structure(root: Tag, language: str) -> Tag:
    """The finished tree; `language` is the document's, which tags need not repeat."""
    for change in PASSES:
        change(root)
    for tag in root.descendants():
        if tag.language == language:
            tag.language = ""
    return root
