"""The blocks of a walk in the order in which they come, parted where pages of another type begin.

What a box asks of all the blocks in it (to be kept together, to draw its frame) is done to them here, once they are
known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from msgspec import Struct
from msgspec.structs import replace

from briefkit.write.docx.flow import ONE_COLUMN, Block, Columns, Gap, GapKind, Paragraph, SectionStart, Table
from briefkit.write.docx.gaps import distance
from briefkit.write.docx.keeps import broken_before, kept_together, kept_with_next
from briefkit.write.docx.looks import Frame, points_of, stretched

SIDED_BREAKS: dict[str, SectionStart] = {
    "left": "evenPage",
    "verso": "evenPage",
    "right": "oddPage",
    "recto": "oddPage",
}
"""Forced breaks that ask for a side (CSS Fragmentation 3 §3.1) → how a section begins."""


class Stretch(Struct, frozen=True):
    """Paragraphs and tables on pages of one type, in one set of columns. `start` is how it begins (ST_SectionMark).

    `first_page` is the number of the page it begins on; None where that is not known.
    """

    page: str
    start: SectionStart
    blocks: tuple[Block, ...]
    columns: Columns = ONE_COLUMN
    first_page: int | None = None


class _Opening(Struct, frozen=True):
    """Where a stretch begins: the number of its first block."""

    first: int
    page: str
    start: SectionStart
    columns: Columns
    first_page: int | None


class Stretches:
    """Blocks by number, in order. Without `is_paged` they are what stands in a cell: pages are none of its business.

    `left` is where the text of a cell begins on its page, in points, None where that is not known, and `width` how wide
    it is. `top` is where the block begins that was placed last.

    `columns` are those that the next blocks stand in. `turns` are the numbers of the pages that are not as those before
    them: a stretch ends where one begins.
    """

    def __init__(
        self,
        *,
        is_paged: bool = True,
        turns: frozenset[int] = frozenset(),
        left: float | None = None,
        width: float = 0.0,
    ) -> None:
        self.is_paged = is_paged
        self.left = left
        self.width = width
        self.top = 0.0
        self._turns = turns
        self.columns = ONE_COLUMN
        self._blocks: list[Block] = []
        self._openings: list[_Opening] = []

    def __len__(self) -> int:
        return len(self._blocks)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All that was placed."""
        return tuple(self._blocks)

    @contextmanager
    def standing_in(self, columns: Columns) -> Iterator[None]:
        """Place what comes in these columns, and what comes after it in those of before."""
        outside, self.columns = self.columns, columns
        try:
            yield
        finally:
            self.columns = outside

    def finished(self) -> tuple[Stretch, ...]:
        """What was placed, stretch by stretch; one without paragraphs where nothing was."""
        if not self._openings:
            return (Stretch("", "nextPage", ()),)
        ends = [opening.first for opening in self._openings[1:]] + [len(self)]
        return tuple(
            Stretch(
                opening.page,
                opening.start,
                tuple(self._blocks[opening.first : end]),
                opening.columns,
                opening.first_page,
            )
            for opening, end in zip(self._openings, ends, strict=True)
        )

    def place(self, block: Paragraph | Table, page: str, break_before: str, *, number: int | None = None) -> None:
        """Put a block at the end, in a new stretch where a page of another type or of one side begins.

        `page` is the named page it asks for, `break_before` the forced break before it, or empty; `number` is that of
        the page it begins on, where that is known.
        """
        if not self.is_paged:
            self._blocks.append(block)
            return
        self._blocks.append(self._opened(block, page, break_before, number))

    def _opened(self, block: Paragraph | Table, page: str, break_before: str, number: int | None) -> Block:
        start = SIDED_BREAKS.get(break_before)
        last = self._openings[-1] if self._openings else None
        if last is None:
            self._open(page, "nextPage", number)
        elif start or last.page != page or (break_before and number in self._turns and number != last.first_page):
            self._open(page, start or "nextPage", number)
            if not break_before:
                block = replace(block, gap=(Gap(GapKind.BREAK),))
        elif last.columns != self.columns:
            self._open(page, "nextPage" if break_before else "continuous", number)
        elif break_before:
            return replace(block, breaks_page_before=True) if isinstance(block, Table) else broken_before(block)
        return block

    def _open(self, page: str, start: SectionStart, number: int | None) -> None:
        """Begin a stretch; where it seems to begin on an earlier page than the one before, nothing is known of it."""
        last = max((opening.first_page or 0 for opening in self._openings), default=0)
        is_later = number is not None and number >= last + (start != "continuous")
        self._openings.append(_Opening(len(self), page, start, self.columns, number if is_later else None))

    @property
    def page(self) -> str:
        """The page type of what was placed last; empty where nothing was."""
        return self._openings[-1].page if self._openings else ""

    @property
    def last_columns(self) -> Columns:
        """The columns of what was placed last."""
        return self._openings[-1].columns if self._openings else ONE_COLUMN

    def put_before_last(self, blocks: Sequence[Table]) -> None:
        """Put blocks before the one that was placed last, on its page."""
        self._blocks[-1:-1] = blocks

    def replace_last(self, block: Block) -> None:
        self._blocks[-1] = block

    @property
    def last(self) -> Block:
        return self._blocks[-1]

    def keep_together(self, first: int) -> None:
        """Let no page end among the blocks from `first` on."""
        for number in range(first, len(self)):
            self._blocks[number] = kept_together(self._blocks[number], with_next=number < len(self) - 1)

    def keep_with_next(self, first: int) -> None:
        """Keep the last block with what follows, if there is any from `first` on."""
        if first < len(self):
            self.replace_last(kept_with_next(self.last))

    def close_frame(self, frame: Frame, first: int, *, outside: int, inside: Sequence[Gap], after: int) -> bool:
        """Give the space between a frame and what it holds to the frame: Word has none inside but the border's own.

        The frame holds the paragraphs from `first` on; tables among them do not draw it. `outside` tells how many gap
        tokens of the first stand outside it; `inside` are those between the last and the frame, `after` is the margin
        below the frame. Whether the frame took over what is inside.
        """
        if first == len(self):
            return False
        opening = self._blocks[first]
        top = bottom = 0
        if frame.draws("top") and isinstance(opening, Paragraph) and not _has_break(opening.gap[outside:]):
            top = distance(opening.gap[outside:])
            self._blocks[first] = replace(opening, gap=opening.gap[:outside], look=replace(opening.look, before=0))
        closing = self._blocks[-1]
        takes_bottom = frame.draws("bottom") and isinstance(closing, Paragraph)
        if isinstance(closing, Paragraph) and takes_bottom:
            bottom = distance(inside)
            self.replace_last(replace(closing, look=replace(closing.look, after=after)))
        for number in range(first, len(self)):
            block = self._blocks[number]
            if isinstance(block, Paragraph):
                look = stretched(block.look, frame, top=points_of(top), bottom=points_of(bottom))
                self._blocks[number] = replace(block, look=look)
        return takes_bottom


def _has_break(gaps: Sequence[Gap]) -> bool:
    return any(gap.kind is GapKind.BREAK for gap in gaps)
