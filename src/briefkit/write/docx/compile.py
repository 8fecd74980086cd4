"""The front half of the compiler on one screen: a laid-out page → Flow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefkit.diagnostics import Outcome
from briefkit.layout.views import Pages
from briefkit.write.docx.contents import outline_levels, sequences, with_contents
from briefkit.write.docx.facing_pages import mirrors, not_mirrored
from briefkit.write.docx.flow import Flow, Kind, Metadata, ParagraphLook, Section, paragraphs_in
from briefkit.write.docx.gaps import ended, resolved
from briefkit.write.docx.looks import Fonts, run_look
from briefkit.write.docx.margin_boxes import MarginBoxes
from briefkit.write.docx.page_heights import fitted
from briefkit.write.docx.page_numbers import SectionPages, not_turned, not_written, spans
from briefkit.write.docx.pages import PageFurniture, body_of
from briefkit.write.docx.references import References
from briefkit.write.docx.stretches import Stretch
from briefkit.write.docx.walk import walk
from briefkit.write.docx.watermarks import Watermarks

if TYPE_CHECKING:
    from briefkit.layout import Layout


def flow_of(
    layout: Layout, fonts: Fonts, pages: Pages | None, *, boxes: frozenset[Kind] = frozenset()
) -> Outcome[Flow]:
    """The page as Flow. `pages` answers page numbers and used sizes; None where only the styles are wanted.

    `boxes` are the kinds of blocks that are boxes in any case, because they are in the house style.
    """
    walked = walk(layout, fonts, pages, boxes=boxes)
    watermarks = Watermarks(layout, fonts, pages)
    margin_boxes = MarginBoxes(layout, fonts, pages, walked.apart)
    furniture = PageFurniture(layout, fonts, pages, watermarks, margin_boxes)
    blocks = [block for stretch in walked.stretches for block in stretch.blocks]
    paragraphs = tuple(paragraphs_in(blocks))
    levels, counted = outline_levels(paragraphs), sequences(paragraphs)
    references = References.to(paragraphs)
    run = run_look(body_of(layout.boxes).style, fonts)
    turned = _section_pages(walked.stretches, pages, furniture)
    facing = tuple(map(furniture.facing, turned))
    is_mirrored = mirrors(facing)
    numbers = margin_boxes.numbers.to(turned)
    sections: list[Section] = []
    for stretch, on in zip(walked.stretches, turned, strict=True):
        placed = resolved(references.resolved(stretch.blocks), run=run)
        placed = placed if on.is_last else ended(placed, run)
        section = furniture.section(on, is_mirrored=is_mirrored)
        listed = with_contents(numbers.resolved(placed, on), levels, counted)
        sections.append(replace(section, blocks=tuple(fitted(listed, section.geometry)), columns=stretch.columns))
    flow = Flow(
        sections=tuple(sections),
        paragraph=ParagraphLook(),
        run=run,
        lists=walked.lists,
        outline=walked.outline,
        faces=fonts.embedded(),
        metadata=_metadata(layout),
        hyphenates=any(not paragraph.look.suppresses_hyphens for paragraph in paragraphs),
        boxes=walked.boxes,
        mirrors_margins=is_mirrored,
        endnotes=walked.endnotes,
    )
    reported = (
        *watermarks.diagnostics,
        *furniture.diagnostics.values(),
        *not_turned(turned, pages),
        *not_written(numbers.unwritten),
        *not_mirrored(facing),
    )
    return Outcome(flow, (*walked.diagnostics, *reported))


def _section_pages(
    stretches: Sequence[Stretch], pages: Pages | None, furniture: PageFurniture
) -> tuple[SectionPages, ...]:
    """On which pages each stretch stands."""
    last = len(stretches) - 1
    return tuple(
        SectionPages(
            stretch.page, span, number == 0, number == last, stretch.start, furniture.number_format(stretch.page)
        )
        for number, (stretch, span) in enumerate(zip(stretches, spans(stretches, pages), strict=True))
    )


def _metadata(layout: Layout) -> Metadata:
    known = layout.metadata
    return Metadata(known.title, known.authors, known.description, known.keywords, known.language, known.created)
