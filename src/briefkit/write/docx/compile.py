"""The front half of the compiler on one screen: a laid-out page → Flow."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefkit.diagnostics import Outcome
from briefkit.layout.views import Box, Pages
from briefkit.write.docx.contents import outline_levels, sequences, with_contents
from briefkit.write.docx.flow import Block, Flow, Kind, Metadata, ParagraphLook, Section, paragraphs_in
from briefkit.write.docx.gaps import resolved
from briefkit.write.docx.looks import Fonts, run_look
from briefkit.write.docx.pages import PageFurniture
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
    watermarks = Watermarks(layout.boxes, fonts, pages)
    furniture = PageFurniture(layout, fonts, pages, watermarks)
    blocks = [block for stretch in walked.stretches for block in stretch.blocks]
    levels, counted = outline_levels(paragraphs_in(blocks)), sequences(paragraphs_in(blocks))
    references = References.to(blocks)
    run = run_look(_body(layout.boxes).style, fonts)
    sections = tuple(
        _section(
            stretch,
            with_contents(resolved(references.resolved(stretch.blocks), run=run), levels, counted),
            furniture,
            is_first=number == 0,
        )
        for number, stretch in enumerate(walked.stretches)
    )
    flow = Flow(
        sections=sections,
        paragraph=ParagraphLook(),
        run=run,
        lists=walked.lists,
        outline=walked.outline,
        faces=fonts.embedded(),
        metadata=_metadata(layout),
        hyphenates=any(
            not paragraph.look.suppresses_hyphens
            for stretch in walked.stretches
            for paragraph in paragraphs_in(stretch.blocks)
        ),
        boxes=walked.boxes,
    )
    return Outcome(flow, (*walked.diagnostics, *watermarks.diagnostics, *furniture.diagnostics.values()))


def _section(stretch: Stretch, blocks: tuple[Block, ...], furniture: PageFurniture, *, is_first: bool) -> Section:
    """A section. One that begins on a page has no first page of its own."""
    headers, footers = (
        furniture.furniture(stretch.page, zone, is_first_section=is_first) for zone in ("top", "bottom")
    )
    if stretch.start == "continuous":
        headers, footers = replace(headers, first=None), replace(footers, first=None)
    return Section(
        geometry=furniture.geometry(stretch.page),
        blocks=blocks,
        headers=headers,
        footers=footers,
        start=stretch.start,
        columns=stretch.columns,
    )


def _body(root: Box) -> Box:
    """The box of ``body``, which docDefaults come from; the root itself where there is none."""
    return next((box for box in root.children if box.element is not None and box.element.tag == "body"), root)


def _metadata(layout: Layout) -> Metadata:
    known = layout.metadata
    return Metadata(known.title, known.authors, known.description, known.keywords, known.language, known.created)
