"""Plain text that has lost its markup, back to the model.

`lines` finds the words, `furniture` drops page numbers, `wrapping` undoes hard wrapping, `units` puts together what
belongs together. What each unit is tells `read.structure`, by way of `labelled`; `build`, `tables` and `links` make
nodes, `doubts` explains. Every character of the source ends up in a leaf of the model or is named in a diagnostic, but
for white space, a list's marker, a ``>`` before a quotation, a bar between cells and a line drawn under a heading;
nothing is added.
"""

from __future__ import annotations

from briefkit.diagnostics import Outcome
from briefkit.model import Document
from briefkit.read.structure import Model
from briefkit.read.text.build import Builder
from briefkit.read.text.labelled import labelled
from briefkit.spans import Source


def read(source: Source, *, weights: Model | None = None) -> Outcome[Document]:
    """The document that `source` writes: its title whole, and its blocks. Any text reads, in linear time.

    `weights` are other ones than those that come with briefkit. Warns about lists nested deeper than the model holds
    (B102) and about page furniture, which is left out (B115).
    """
    text = labelled(source, weights=weights)
    builder = Builder(source)
    document = builder.build(text.pieces)
    return Outcome(document, (*text.diagnostics, *builder.diagnostics))
