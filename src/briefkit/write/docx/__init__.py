"""Writes Word files: boxes and computed styles → Flow → WordprocessingML.

The stages, in order: `compile` (walk, gaps, sections) makes a `Flow` of the layout's boxes; the stylesheet clusters and
names its looks; numbering, fields, fonts and the rest are written out; the package is zipped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefkit.diagnostics import Outcome, diagnose
from briefkit.errors import DocumentError
from briefkit.layout.deep import run_deep
from briefkit.write.docx.compile import flow_of
from briefkit.write.docx.effects import left_out
from briefkit.write.docx.emit import write_flow
from briefkit.write.docx.flow import Flow, Kind
from briefkit.write.docx.looks import Fonts
from briefkit.write.docx.oracle import asks_for_pages
from briefkit.write.docx.scripts import Samples
from briefkit.write.docx.theme import palette

if TYPE_CHECKING:
    from briefkit.layout import Layout
    from briefkit.layout.views import Pages


def write_docx(layout: Layout, probe: Layout | None = None) -> Outcome[bytes]:
    """The Word file of a laid-out page.

    `probe` is the house style's probe page (one of each element and class), which the named styles are defined by;
    without it, as for a foreign page, they are defined by what is most frequent in the page itself. The probe is never
    paginated; of `layout` the pages are used for page numbers, places and sizes, where anything has any. The fonts that
    its own text is set in are embedded.
    """
    pages = layout.pages if asks_for_pages(layout) else None
    try:
        samples = Samples.of(layout.all_boxes, layout.face_of)
        probed = run_deep(lambda: _flow(probe, None, samples).value) if probe is not None else None
        boxes = probed.boxes if probed is not None else frozenset()
        flow = run_deep(lambda: _flow(layout, pages, samples, boxes))
    except RecursionError as error:
        raise DocumentError(
            diagnose("B402", "the page's elements nest too deep for a Word file", hint="flatten its nested elements")
        ) from error
    written = write_flow(replace(flow.value, palette=palette(layout.palette)), probed)
    return Outcome(written.value, (*flow.diagnostics, *left_out(layout), *written.diagnostics))


def _flow(layout: Layout, pages: Pages | None, samples: Samples, boxes: frozenset[Kind] = frozenset()) -> Outcome[Flow]:
    return flow_of(layout, Fonts(layout.faces, layout.resolved_family, samples), pages, boxes=boxes)
