"""The structure of a document recovered from bare text: what each of its units is, whatever they were read from.

`unit` is what goes in. `shapes` looks at one unit, `context` at the document; `features` and `second` name what is seen
of units, `levels` and `cohesion` what is seen of headings. `chain` weighs and decodes, `constraints` says what evidence
settles by itself, `sections` tells levels, `decode` brings all together. The weights are learned by
``benchmarks/structure.py``; `markers` knows what begins an item of a list, `lexicon` holds closed lists of words.
"""

from briefkit.read.structure.decode import Model, evidence, recover
from briefkit.read.structure.reading import Label, Reading
from briefkit.read.structure.unit import Unit

__all__ = ["Label", "Model", "Reading", "Unit", "evidence", "recover"]
