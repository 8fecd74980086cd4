"""The shape of the tree: what is transparent goes, what is empty goes, what stands loose gets a paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from briefkit.layout.tags import Annotation, Kid, Tag

GROUPING = frozenset({"Document", "Part", "Art", "Sect", "Div", "Aside", "BlockQuote"})
"""Types that hold blocks only (ISO 32000-1 §14.8.4.2)."""

INLINE = frozenset({"Span", "Em", "Strong", "Quote", "Note", "Reference", "Code", "Link", "Figure", "Lbl"})
"""Types that stand in a paragraph (§14.8.4.4)."""

MAY_BE_EMPTY = frozenset({"TD", "TH", "TR", "LBody"})
"""What keeps its place without content: a cell counts in its row."""


def bottom_up(root: Tag, change: Callable[[Tag], None]) -> None:
    """Calls `change` for each tag, kids before their parents."""
    for tag in reversed(list(root.descendants())):
        change(tag)


def drop_transparent(root: Tag) -> None:
    """Puts the kids of tags without a role in their place."""

    def drop(tag: Tag) -> None:
        tag.kids = list(_opened(tag.kids))

    bottom_up(root, drop)


def _opened(kids: Iterable[Kid]) -> Iterator[Kid]:
    for kid in kids:
        if isinstance(kid, Tag) and not kid.role:
            yield from kid.kids
        else:
            yield kid


def wrap_loose_content(root: Tag) -> None:
    """Puts words that stand between blocks, in a ``div`` say or in a note of several paragraphs, into paragraphs."""

    def wrap(tag: Tag) -> None:
        if tag.role in GROUPING:
            tag.kids = list(_wrapped(tag.kids))
        elif tag.role == "Note" and not all(_is_inline(kid) for kid in tag.kids):
            labels = [kid for kid in tag.tags if kid.role == "Lbl"]
            tag.kids = [*labels, *_wrapped(kid for kid in tag.kids if kid not in labels)]

    bottom_up(root, wrap)


def _wrapped(kids: Iterable[Kid]) -> Iterator[Kid]:
    for is_inline, run in groupby(kids, key=_is_inline):
        if is_inline:
            yield Tag(role="P", kids=list(run))
        else:
            yield from run


def _is_inline(kid: Kid) -> bool:
    return not isinstance(kid, Tag) or kid.role in INLINE


def drop_empty(root: Tag) -> None:
    """Drops tags that hold nothing, but for those that keep a place."""

    def drop(tag: Tag) -> None:
        tag.kids = [kid for kid in tag.kids if not isinstance(kid, Tag) or kid.kids or kid.role in MAY_BE_EMPTY]

    bottom_up(root, drop)


def link_annotations(tag: Tag) -> list[Annotation]:
    """The annotations that are its own kids."""
    return [kid for kid in tag.kids if isinstance(kid, Annotation)]
