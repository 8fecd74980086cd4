"""Gap tokens → space before and after (CSS 2.1 §8.3.1 → w:spacing, §17.3.1.33).

Between two paragraphs Word takes the larger of the space after the one and the space before the other, as CSS lets
margins collapse. So every paragraph keeps its element's own margins, its style can state them, and only where the true
distance is another is one side changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefkit.write.docx.flow import Gap, GapKind, Paragraph

_TOLERANCE = 5
"""Twips that nobody sees."""


def distance(tokens: Iterable[Gap]) -> int:
    """The space that the tokens come to: adjoining margins collapse, a break swallows what was before."""
    total = positive = negative = 0
    for token in tokens:
        match token.kind:
            case GapKind.BREAK:
                total = positive = negative = 0
            case GapKind.MARGIN:
                positive, negative = max(positive, token.size), min(negative, token.size)
            case GapKind.SPACE:
                total += positive + negative + token.size
                positive = negative = 0
    return total + positive + negative


def resolved(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs with their final space before and after, in their looks, and no gaps."""
    out: list[Paragraph] = []
    for paragraph in paragraphs:
        gap = max(0, distance(paragraph.gap))
        before, after = max(0, paragraph.look.before), max(0, paragraph.look.after)
        starts_page = not out or any(token.kind is GapKind.BREAK for token in paragraph.gap)
        if starts_page:
            before = gap
        elif abs(max(out[-1].look.after, before) - gap) > _TOLERANCE:
            if gap < max(out[-1].look.after, before):
                out[-1] = _spaced(out[-1], after=min(out[-1].look.after, gap))
                before = min(before, gap)
            if max(out[-1].look.after, before) < gap - _TOLERANCE:
                before = gap
        out.append(_spaced(paragraph, before=before, after=after))
    return tuple(out)


def _spaced(paragraph: Paragraph, *, before: int | None = None, after: int | None = None) -> Paragraph:
    look = paragraph.look
    look = replace(look, before=look.before if before is None else before, after=look.after if after is None else after)
    return replace(paragraph, look=look, gap=())
