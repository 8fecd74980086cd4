"""Plain text that has lost its markup, back to the model.

`lines` finds the words, `wrapping` undoes hard wrapping, `units` tells list items, `classify` headings and title from
prose, `build` makes nodes. Every character of the source ends up in a leaf of the model or is white space, a list's
marker or a line drawn under a heading; nothing is added.
"""

from __future__ import annotations

from briefkit.diagnostics import Outcome
from briefkit.model import Document
from briefkit.read.text.build import Builder
from briefkit.read.text.classify import classify
from briefkit.read.text.lines import lines_of
from briefkit.read.text.units import read_units
from briefkit.spans import Source


def read(source: Source) -> Outcome[Document]:
    """The document that `source` writes: its title whole, and its blocks. Any text reads, in linear time.

    Warns about lists nested deeper than the model holds (B102).
    """
    builder = Builder(source)
    document = builder.build(classify(read_units(lines_of(source))))
    return Outcome(document, tuple(builder.diagnostics))
