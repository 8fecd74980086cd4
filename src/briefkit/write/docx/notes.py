"""The parts that hold footnotes and endnotes (ECMA-376 Part 1 §17.11.15, §17.11.8).

A note's number is Word's own: the marker that the layout drew is left out, and a mark that Word fills in stands in its
place, followed by a tab where the number hangs.
"""

from __future__ import annotations

from briefkit.write.docx.flow import Note, NoteKind, Paragraph, paragraphs_in
from briefkit.write.docx.markup import PRESERVED, Element, add, add_nodes, node, root, tag, to_bytes
from briefkit.write.docx.story import Story, Writing

_NO_LINE = node("spacing", after=0, line=20, lineRule="exact")
_SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))


NOTE_KINDS: tuple[NoteKind, ...] = ("footnote", "endnote")


def add_notes(writing: Writing, kind: NoteKind, *, has_rule: bool) -> None:
    """Write the part with all notes of a kind that were called, in the order of their calls.

    `has_rule` when a line parts them from the text.
    """
    part = writing.notes_parts[kind]
    element = root(f"{kind}s", "r", "wp", "a", "pic", "w14")
    texts = (paragraph for note in writing.notes[kind] for paragraph in paragraphs_in(note.blocks))
    first = next(texts, None)
    direction = (node("bidi"),) if first is not None and first.look.is_right_to_left else ()
    spacing = node("spacing", after=0, line=240, lineRule="auto") if has_rule else _NO_LINE
    for id_, separator in _SEPARATORS:
        paragraph = add(add(element, kind, {"type": separator, "id": id_}), "p")
        add_nodes(add(paragraph, "pPr"), (*direction, spacing))
        if has_rule:
            add(add(paragraph, "r"), separator)
    story = Story(writing, part)
    for number, note in enumerate(writing.notes[kind], 1):  # grows where a note calls another
        body = add(element, kind, {"id": str(number)})
        written = story.blocks(body, note.blocks) or [add(body, "p")]
        _open_with_number(written[0], note)
    part.data = to_bytes(element)


def _open_with_number(paragraph: Element, note: Note) -> None:
    """Put the mark that Word fills with the number at the start of a note, and a tab or a space behind it.

    It looks like the text of the note: raised is only the number in the text that calls it.
    """
    first = next((block for block in note.blocks if isinstance(block, Paragraph)), None)
    properties = paragraph.find(tag("pPr"))
    at = 0 if properties is None else 1
    mark = root("r")
    add(mark, f"{note.kind}Ref")
    behind = root("r")
    if first is not None and first.look.first_line < 0:
        add(behind, "tab")
    else:
        add(behind, "t", PRESERVED, " ")
    paragraph[at:at] = [mark, behind]
