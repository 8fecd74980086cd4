"""What the walk meets apart from the text: running elements, footnotes and endnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefkit.layout.views import Box, BoxKind
from briefkit.write.docx.around import Around
from briefkit.write.docx.flow import Block, Note, Paragraph
from briefkit.write.docx.gaps import resolved
from briefkit.write.docx.looks import run_look, twips
from briefkit.write.docx.note_bodies import NOTE_REFERENCES, body_of, in_note_style
from briefkit.write.docx.pending import Pending
from briefkit.write.docx.stretches import Stretches

if TYPE_CHECKING:
    from briefkit.write.docx.walk import Walker


def walk_apart(walker: Walker, box: Box, width: float) -> tuple[Block, ...]:
    """The blocks of a box that stands apart from the text, `width` points wide, gaps resolved."""
    if box.is_inline:
        box = replace(box, kind=BoxKind.BLOCK)
    outside = walker.stretches, walker.pending, walker.notes_inside
    walker.stretches, walker.pending, walker.notes_inside = Stretches(is_paged=False), Pending(), []
    walker.any_block(box, Around(0, 0, width))
    for note in walker.notes_inside:  # Word has no notes in headers
        body = body_of(note, has_number=True)
        walker.contents(body, Around(0, 0, width).inside(body))
    blocks = resolved(walker.stretches.blocks, (), run=run_look(box.style, walker.fonts))
    walker.stretches, walker.pending, walker.notes_inside = outside
    return blocks


def walk_note(walker: Walker, note: Box) -> tuple[Block, ...]:
    """What a footnote says, apart from the text that calls it.

    Nothing for one that is called in another: Word has no such notes, so it follows that other in the same.
    """
    if walker.notes_inside is not None:
        walker.report("Word has no notes on notes, and none in headers: such a note stands where it is called", note)
        walker.notes_inside.append(note)
        return ()
    outside = walker.stretches, walker.pending
    walker.stretches, walker.pending, walker.notes_inside = Stretches(is_paged=False), Pending(), [note]
    width = walker.page_width(note.style.page)
    for called in walker.notes_inside:  # grows by those called in them
        body = body_of(called, has_number=called is not note)
        walker.contents(body, Around(0, 0, width).inside(body))
    blocks = resolved(walker.stretches.blocks, (), run=run_look(note.style, walker.fonts))
    walker.stretches, walker.pending = outside
    walker.notes_inside = None
    return tuple(in_note_style(block, "footnote") for block in blocks)


def walk_endnote(walker: Walker, call: Box) -> Note | None:
    """The note that a link calls; None for other boxes."""
    note = walker.endnotes.calls.get(call.element.index) if call.element is not None else None
    if note is None or call.pseudo:
        return None
    outside = walker.stretches, walker.pending, walker.notes_inside
    walker.stretches, walker.pending, walker.notes_inside = Stretches(is_paged=False), Pending(), []
    around = Around(0, 0, walker.page_width(note.body.style.page))
    for box in note.around:
        around = around.inside(box)
    body = body_of(note.body)
    walker.contents(body, replace(around, frames=()).inside(body))
    look = run_look(note.body.style, walker.fonts)
    blocks = [in_note_style(block, "endnote") for block in resolved(walker.stretches.blocks, (), run=look)]
    walker.stretches, walker.pending, walker.notes_inside = outside
    if note.marker is not None and blocks and isinstance(first := blocks[0], Paragraph):
        hanging = first.look.first_line - twips(walker.layout.text_width(note.marker))
        blocks[0] = replace(first, look=replace(first.look, first_line=hanging))
    role = NOTE_REFERENCES["endnote"]
    return Note(tuple(blocks), look, note.number, role, "endnote")
