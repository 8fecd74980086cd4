"""First letters with a look of their own (``::first-letter``, CSS Pseudo-elements 4 §2.2) → runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from unicodedata import category

from msgspec.structs import replace

from briefkit.write.docx.flow import Anchor, Inline, LabelStart, Role, Run, RunLook

_ROLE = Role("span", ("first-letter",))
_PUNCTUATION = {"Ps", "Pe", "Pi", "Pf", "Po"}
"""What belongs to the first letter where it stands beside it."""


def with_first_letter(content: Iterable[Inline], look: RunLook) -> Iterator[Inline]:
    """The content of a paragraph, its first letter in this look; as it is where it does not begin with text."""
    is_before = True
    for inline in content:
        if is_before and isinstance(inline, Run) and (length := _length(inline.text)):
            letter = replace(look, vertical_align=inline.look.vertical_align, shading=inline.look.shading)
            yield replace(inline, text=inline.text[:length], look=letter, role=inline.role or _ROLE)
            if rest := inline.text[length:]:
                yield replace(inline, text=rest)
        else:
            yield inline
        is_before = is_before and isinstance(inline, Anchor | LabelStart)


def _length(text: str) -> int:
    """How many characters are the first letter: it, its accents, and the punctuation on both sides of it."""
    end = 0
    while end < len(text) and category(text[end]) in _PUNCTUATION:
        end += 1
    if end == len(text) or text[end].isspace():
        return 0
    end += 1
    while end < len(text) and category(text[end]) in {*_PUNCTUATION, "Mn", "Mc"}:
        end += 1
    return end
