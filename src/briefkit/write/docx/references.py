"""Links that say what their target is called → REF fields, which follow when that changes; numbers that begin anew.

A link whose words are the label of what it leads to ("Figure 3"), or the words of the heading it leads to, shows what
is marked there (ECMA-376 Part 1 §17.16.5.51). Of one that ends in the heading's number ("section 2.1") the number is
shown. Any other link stays one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from msgspec import Struct, field
from msgspec.structs import replace

from briefkit.write.docx.captions import label_mark
from briefkit.write.docx.flow import (
    Anchor,
    Block,
    Field,
    FieldKind,
    Hyperlink,
    Inline,
    LabelEnd,
    LabelStart,
    Note,
    Paragraph,
    Run,
    inlines_in,
    text_of,
)
from briefkit.write.docx.rewrite import with_paragraphs

_CHANGED = (Hyperlink, Field, Note)
"""What is looked at: other inlines stay as they are."""

KEEPS_LOOK = "\\* MERGEFORMAT"
_IN_LOWER_CASE = "\\* Lower"
_NUMBER_ALONE = "\\n"
"""The number of the marked paragraph, as the paragraph shows it."""


class References(Struct):
    """What may be referred to: the words at each mark, and the number of headings that Word counts.

    `counts` are how far the sequences have come.
    """

    words: dict[str, str]
    numbers: dict[str, str]
    counts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def to(cls, paragraphs: Iterable[Paragraph]) -> References:
        """References to the labels and the headings among all paragraphs of a document."""
        words: dict[str, str] = {}
        numbers: dict[str, str] = {}
        for paragraph in paragraphs:
            for mark, text in (*_labels(paragraph), *_headings(paragraph)):
                words.setdefault(mark, text)
            if paragraph.list is not None and paragraph.list.shown:
                for anchor in paragraph.content:
                    if isinstance(anchor, Anchor):
                        numbers.setdefault(anchor.id, paragraph.list.shown)
        return cls(words, numbers)

    def resolved(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """The blocks with their references as fields; they come in the order of the document."""
        return with_paragraphs(blocks, self._paragraph)

    def _paragraph(self, paragraph: Paragraph) -> Paragraph:
        if not any(isinstance(inline, _CHANGED) for inline in paragraph.content):
            return paragraph
        inlines = tuple(inlines_in(paragraph.content))
        is_entry = any(isinstance(one, Field) and one.kind is FieldKind.PAGEREF for one in inlines)
        here = {one.id for one in inlines if isinstance(one, Anchor | LabelStart)}
        content = tuple(new for one in paragraph.content for new in self._inlines(one, here, is_entry=is_entry))
        return paragraph if content == paragraph.content else replace(paragraph, content=content)

    def _inlines(self, inline: Inline, here: set[str], *, is_entry: bool) -> tuple[Inline, ...]:
        match inline:
            case Hyperlink() if not is_entry:
                return self._reference(inline, here) or (inline,)
            case Field(kind=FieldKind.SEQ):
                return (self._counted(inline),)
            case Note(blocks=blocks):
                return (replace(inline, blocks=self.resolved(blocks)),)
            case _:
                return (inline,)

    def _reference(self, link: Hyperlink, here: set[str]) -> tuple[Inline, ...]:
        """What a link becomes that is a field; nothing if it says something of its own, or stands in its target."""
        run = _one_run(link.content)
        if not link.target.startswith("#") or link.title or run is None:
            return ()
        for id_ in (link.target[1:], unquote(link.target[1:])):
            for mark in (label_mark(id_), id_):
                said = self.words.get(mark)
                if said is not None and mark not in here and _plain(said) == _plain(run.text):
                    return (Field(FieldKind.REF, run.look, run.text, mark, _switches(run.text, said), run.role),)
            number = self.numbers.get(id_, "")
            if number and id_ not in here and (words := _before(run.text, number)) is not None:
                switches = f"{_NUMBER_ALONE} {KEEPS_LOOK}"
                field_ = Field(FieldKind.REF, run.look, number, id_, switches, run.role)
                return (replace(link, content=(replace(run, text=words),)), field_) if words else (field_,)
        return ()

    def _counted(self, number: Field) -> Field:
        """The number of a label, told to begin anew where it is not the one that follows."""
        follows = number.count == self.counts.get(number.target, 0) + 1
        self.counts[number.target] = number.count
        return number if follows else replace(number, switches=f"{number.switches} \\r {number.count}")


def _labels(paragraph: Paragraph) -> Iterable[tuple[str, str]]:
    """Mark and words of the labels in a paragraph."""
    if not any(isinstance(inline, LabelStart) for inline in paragraph.content):
        return
    mark, words = "", ""
    for inline in paragraph.content:
        match inline:
            case LabelStart(id=id_):
                mark, words = id_, ""
            case LabelEnd():
                yield mark, words
            case _:
                words += text_of(inline)


def _headings(paragraph: Paragraph) -> Iterable[tuple[str, str]]:
    """Mark and words of a heading, for each anchor that stands before its words."""
    if paragraph.look.outline_level is None or not all(isinstance(one, Anchor | Run) for one in paragraph.content):
        return
    for inline in paragraph.content:
        if not isinstance(inline, Anchor):
            return
        yield inline.id, paragraph.text


def _one_run(content: Sequence[Inline]) -> Run | None:
    """All of `content` as one run; None where it is more than text of one look."""
    runs = [inline for inline in content if isinstance(inline, Run)]
    if len(runs) != len(content) or len({run.look for run in runs}) != 1:
        return None
    return replace(runs[0], text="".join(run.text for run in runs))


def _before(text: str, number: str) -> str | None:
    """The words of `text` before the number it ends in; None where it ends in none, or in another."""
    words = text.removesuffix(number)
    return words if words != text and not words[-1:].isalnum() and not words.endswith((".", "-")) else None


def _switches(shown: str, said: str) -> str:
    """What makes the marked words look as they do here."""
    return f"{_IN_LOWER_CASE} {KEEPS_LOOK}" if shown.islower() and not said.islower() else KEEPS_LOOK


def _plain(words: str) -> str:
    """Words for comparison: white space of any kind is a space, and case is none."""
    return " ".join(words.split()).casefold()
