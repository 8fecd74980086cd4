"""How quotations end: who is quoted, told from what is."""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.compose.html.elements import with_class
from briefkit.model.nodes import Block, Paragraph
from briefkit.model.walk import plain_text

ATTRIBUTION = "attribution"

_DASHES = ("\N{EM DASH}", "\N{EN DASH}", "\N{HORIZONTAL BAR}")


def with_attribution(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks of a quotation; a last paragraph that begins with a dash says who is quoted."""
    match blocks:
        case (_, *_, Paragraph(content=content) as last) if plain_text(content).lstrip().startswith(_DASHES):
            return (*blocks[:-1], with_class(last, ATTRIBUTION))
        case _:
            return blocks
