"""Bodies of footnotes as other blocks are (CSS GCPM 3 §2): the front half of what makes them Word's own notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec.structs import replace

from briefkit.layout.views import Box, BoxKind
from briefkit.write.docx.flow import Block, NoteKind, Paragraph, Role

TEXT_STYLES: dict[NoteKind, str] = {"footnote": "footnote text", "endnote": "endnote text"}
REFERENCE_STYLES: dict[NoteKind, str] = {"footnote": "footnote reference", "endnote": "endnote reference"}
"""Word's own names for the styles of notes."""

NOTE_REFERENCES: dict[NoteKind, Role] = {kind: Role(tag="sup", name=style) for kind, style in REFERENCE_STYLES.items()}
"""What the numbers in the text are that call notes."""

MARKER = "footnote-marker"

_PLAIN = {"p", "span", "li", "div", "aside"}
"""What the plain paragraphs of a note are: the first stands in the element of the note itself."""


def with_notes(boxes: Iterable[Box]) -> Iterator[Box]:
    """The boxes, and after the call of a footnote all boxes of its body, in tree order."""
    for box in boxes:
        yield box
        if box.footnote is not None:
            yield from with_notes(box.footnote.descendants())


def body_of(note: Box, *, has_number: bool = False) -> Box:
    """The body of a footnote as other blocks are, its inlines in lines.

    The number before them is left out, as Word puts it there, unless the note is to say it by itself.
    """
    children: list[Box] = []
    shown = _with_number(note) if has_number else note
    for is_inline, group in groupby(shown.children, key=_may_be_inline):
        boxes = tuple(group)
        children += [replace(note, kind=BoxKind.LINE, children=boxes, is_anonymous=True)] if is_inline else boxes
    return replace(note, children=tuple(children), footnote=None)


def _may_be_inline(box: Box) -> bool:
    return box.is_inline or box.kind is BoxKind.REPLACED


def _with_number(box: Box) -> Box:
    """`box` with the number in it as plain text, which Word's readers would otherwise not see.

    Boxes without it stay the same: the layout knows them.
    """
    pseudo = "" if box.pseudo == MARKER else box.pseudo
    children = tuple(map(_with_number, box.children))
    return box if (pseudo, children) == (box.pseudo, box.children) else replace(box, pseudo=pseudo, children=children)


def in_note_style(block: Block, kind: NoteKind) -> Block:
    """A plain paragraph of a note has Word's style for such; lists, quotes, code and tables keep theirs."""
    if not isinstance(block, Paragraph) or block.list is not None or block.role.tag not in _PLAIN:
        return block
    return replace(block, role=replace(block.role, name=TEXT_STYLES[kind], classes=(), context=()))
