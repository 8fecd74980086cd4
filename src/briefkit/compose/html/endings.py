"""How titles and quotations end: no short word alone on a last line, and who is quoted told from what is."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefkit.compose.html.context import NO_BREAK
from briefkit.compose.html.elements import with_class
from briefkit.model.nodes import Block, Inline, LineBreak, Note, Paragraph, SoftBreak, Text
from briefkit.model.walk import plain_text

ATTRIBUTION = "attribution"

FEWEST_WORDS = 4
"""A title of fewer words than these may break where it likes."""

SHORT_WORD = 10
LONG_PAIR = 22
"""A last word of more characters stands alone, and so does one that would be longer with the word before it."""

_DASHES = ("\N{EM DASH}", "\N{EN DASH}", "\N{HORIZONTAL BAR}")


def with_last_words_bound(content: Sequence[Inline]) -> Sequence[Inline]:
    """The words of a heading or a title, the last two bound by a no-break space where the last is short."""
    words = plain_text(content).split()
    if len(words) < FEWEST_WORDS or len(words[-1]) > SHORT_WORD or len(" ".join(words[-2:])) > LONG_PAIR:
        return content
    is_after = False
    """Whether any of the last word stands behind."""
    for index in reversed(range(len(content))):
        match node := content[index]:
            case Text(text=text):
                kept = text if is_after else text.rstrip()
                before, space, after = kept.rpartition(" ")
                if space:
                    bound = replace(node, text=f"{before}{NO_BREAK}{after}{text[len(kept) :]}")
                    return (*content[:index], bound, *content[index + 1 :])
                is_after = is_after or bool(kept)
            case SoftBreak() if is_after:
                return (*content[:index], Text(text=NO_BREAK), *content[index + 1 :])
            case SoftBreak() | Note():
                pass
            case LineBreak():
                return content
            case _:
                if " " in plain_text((node,)):
                    return content
                is_after = True
    return content


def with_attribution(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks of a quotation; a last paragraph that begins with a dash says who is quoted."""
    match blocks:
        case (_, *_, Paragraph(content=content) as last) if plain_text(content).lstrip().startswith(_DASHES):
            return (*blocks[:-1], with_class(last, ATTRIBUTION))
        case _:
            return blocks
