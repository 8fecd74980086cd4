"""Bodies of footnotes as other blocks are (CSS GCPM 3 §2): the front half of what makes them Word's own notes."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from briefkit.layout.views import Box, BoxKind
from briefkit.write.docx.flow import Block, Paragraph, Role

TEXT_STYLE = "footnote text"
REFERENCE_STYLE = "footnote reference"
"""Word's own names for the two styles."""

NOTE_REFERENCE = Role(tag="sup", name=REFERENCE_STYLE)

_PLAIN = {"p", "span"}
"""What the plain paragraphs of a note are: the first stands in the element of the note itself."""

_INLINE = {BoxKind.LINE, BoxKind.INLINE, BoxKind.TEXT, BoxKind.INLINE_BLOCK, BoxKind.REPLACED}


def body_of(note: Box) -> Box:
    """The body of a footnote as other blocks are: its inlines in lines, the number before them gone."""
    children: list[Box] = []
    shown = [child for child in note.children if child.pseudo != "footnote-marker"]
    for is_inline, group in groupby(shown, key=lambda child: child.kind in _INLINE):
        boxes = tuple(group)
        children += [replace(note, kind=BoxKind.LINE, children=boxes, is_anonymous=True)] if is_inline else boxes
    return replace(note, children=tuple(children), footnote=None)


def in_note_style(block: Block) -> Block:
    """A plain paragraph of a note has Word's style for such; lists, quotes, code and tables keep theirs."""
    if not isinstance(block, Paragraph) or block.list is not None or block.role.tag not in _PLAIN:
        return block
    return replace(block, role=replace(block.role, name=TEXT_STYLE, classes=(), context=()))
