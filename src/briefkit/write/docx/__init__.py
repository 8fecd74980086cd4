"""Writes Word files: boxes and computed styles → Flow → WordprocessingML.

The stages, in order: `compile` (walk, gaps, sections) makes a `Flow` of the layout's boxes; the stylesheet clusters and
names its looks; numbering, fields, fonts and the rest are written out; the package is zipped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefkit.diagnostics import Outcome
from briefkit.write.docx.compile import flow_of
from briefkit.write.docx.emit import write_flow
from briefkit.write.docx.looks import Fonts

if TYPE_CHECKING:
    from briefkit.layout import Layout


def write_docx(layout: Layout, probe: Layout | None = None) -> Outcome[bytes]:
    """The Word file of a laid-out page.

    `probe` is the house style's probe page (one of each element and class), which the named styles are defined by;
    without it, as for a foreign page, they are defined by what is most frequent in the page itself. The probe is never
    paginated; of `layout` the pages are used for page numbers and sizes. The fonts that its own text is set in are
    embedded.
    """
    probed = flow_of(probe, Fonts(probe.faces, probe.resolved_family), None).value if probe is not None else None
    flow = flow_of(layout, Fonts(layout.faces, layout.resolved_family), layout.pages)
    written = write_flow(flow.value, probed)
    return Outcome(written.value, (*flow.diagnostics, *written.diagnostics))
