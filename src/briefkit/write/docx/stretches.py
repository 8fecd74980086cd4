"""The paragraphs of a walk in the order in which they come, parted where pages of another type begin.

What a box asks of all the paragraphs in it (to be kept together, to draw its frame) is done to them here, once they are
known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefkit.write.docx.flow import Gap, GapKind, Paragraph, SectionStart
from briefkit.write.docx.gaps import distance
from briefkit.write.docx.looks import Frame, points_of, stretched

_SIDED_BREAKS: dict[str, SectionStart] = {
    "left": "evenPage",
    "verso": "evenPage",
    "right": "oddPage",
    "recto": "oddPage",
}


@dataclass(frozen=True)
class Stretch:
    """Paragraphs on pages of one type. `start` is how the first of those pages begins (ST_SectionMark)."""

    page: str
    start: SectionStart
    paragraphs: tuple[Paragraph, ...]


class Stretches:
    """Paragraphs by number, in order."""

    def __init__(self) -> None:
        self._paragraphs: list[Paragraph] = []
        self._openings: list[tuple[int, str, SectionStart]] = []  # first paragraph, page name, start

    def __len__(self) -> int:
        return len(self._paragraphs)

    def finished(self) -> tuple[Stretch, ...]:
        """What was placed, stretch by stretch; one without paragraphs where nothing was."""
        if not self._openings:
            return (Stretch("", "nextPage", ()),)
        ends = [number for number, _, _ in self._openings[1:]] + [len(self)]
        return tuple(
            Stretch(page, start, tuple(self._paragraphs[first:end]))
            for (first, page, start), end in zip(self._openings, ends, strict=True)
        )

    def place(self, paragraph: Paragraph, page: str, break_before: str) -> None:
        """Put a paragraph at the end, in a new stretch where a page of another type or of one side begins.

        `page` is the named page it asks for, `break_before` the forced break before it, or empty.
        """
        start = _SIDED_BREAKS.get(break_before)
        if not self._openings:
            self._openings.append((0, page, "nextPage"))
        elif start or self._openings[-1][1] != page:
            self._openings.append((len(self), page, start or "nextPage"))
            if not break_before:
                paragraph = replace(paragraph, gap=(Gap(GapKind.BREAK),))
        elif break_before:
            paragraph = replace(paragraph, look=replace(paragraph.look, breaks_page_before=True))
        self._paragraphs.append(paragraph)

    def replace_last(self, paragraph: Paragraph) -> None:
        self._paragraphs[-1] = paragraph

    @property
    def last(self) -> Paragraph:
        return self._paragraphs[-1]

    def keep_together(self, first: int) -> None:
        """Let no page end among the paragraphs from `first` on."""
        for number in range(first, len(self)):
            paragraph = self._paragraphs[number]
            keeps_next = paragraph.look.keeps_next or number < len(self) - 1
            self._paragraphs[number] = replace(
                paragraph, look=replace(paragraph.look, keeps_lines=True, keeps_next=keeps_next)
            )

    def keep_with_next(self, first: int) -> None:
        """Keep the last paragraph with what follows, if there is any from `first` on."""
        if first < len(self):
            self.replace_last(replace(self.last, look=replace(self.last.look, keeps_next=True)))

    def close_frame(self, frame: Frame, first: int, *, outside: int, inside: Sequence[Gap], after: int) -> bool:
        """Give the space between a frame and what it holds to the frame: Word has none inside but the border's own.

        The frame holds the paragraphs from `first` on. `outside` tells how many gap tokens of the first stand outside
        it; `inside` are those between the last and the frame, `after` is the margin below the frame. Whether the frame
        took over what is inside.
        """
        if first == len(self):
            return False
        opening = self._paragraphs[first]
        top = bottom = 0
        if frame.draws("top") and all(gap.kind is not GapKind.BREAK for gap in opening.gap[outside:]):
            top = distance(opening.gap[outside:])
            self._paragraphs[first] = replace(opening, gap=opening.gap[:outside], look=replace(opening.look, before=0))
        if frame.draws("bottom"):
            bottom = distance(inside)
            self.replace_last(replace(self.last, look=replace(self.last.look, after=after)))
        for number in range(first, len(self)):
            paragraph = self._paragraphs[number]
            look = stretched(paragraph.look, frame, top=points_of(top), bottom=points_of(bottom))
            self._paragraphs[number] = replace(paragraph, look=look)
        return frame.draws("bottom")
