"""Blocks → HTML, save tables and what has a caption."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from briefkit.compose.html.captioned import callout_parts, figure_parts
from briefkit.compose.html.context import Context
from briefkit.compose.html.elements import Parts, Piece, flow, tag, words
from briefkit.compose.html.endings import with_attribution, with_last_words_bound
from briefkit.compose.html.lead_ins import with_lead_ins
from briefkit.compose.html.tables import table_parts
from briefkit.model.nodes import (
    NO_ATTRS,
    Block,
    BulletList,
    Callout,
    CodeBlock,
    DefinitionList,
    Details,
    Figure,
    Group,
    Heading,
    HorizontalRule,
    ListItem,
    NumberedList,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    Term,
)

HIGHEST_TAG = 6
"""HTML has h1 to h6 (HTML §4.3.6)."""


def block_parts(node: Block, context: Context) -> Parts:
    """The node as HTML."""
    match node:
        case Paragraph(content=content):
            return tag("p", node.attrs), content, "</p>\n"
        case Heading(content=content):
            return _heading_tag(node), with_last_words_bound(content), f"</h{min(node.level, HIGHEST_TAG)}>\n"
        case BulletList() | NumberedList():
            return _list_parts(node)
        case DefinitionList(items=items):
            return f"{tag('dl', node.attrs)}\n", tuple(_definition_pieces(items)), "</dl>\n"
        case Quote(blocks=blocks):
            return f"{tag('blockquote', node.attrs)}\n", with_attribution(blocks), "</blockquote>\n"
        case CodeBlock(text=text):
            classes = tuple(f"language-{word}" for word in node.language.split()[:1])
            opening = tag("pre", node.attrs) + tag("code", NO_ATTRS, classes=classes)
            return opening + words(text.removesuffix("\n")), (), "</code></pre>\n"
        case HorizontalRule():
            return f"{tag('hr', node.attrs)}\n", (), ""
        case PageBreak():
            return tag("div", node.attrs, classes=("page-break",)), (), "</div>\n"
        case Group(blocks=blocks):
            return f"{tag('div', node.attrs)}\n", blocks, "</div>\n"
        case Callout():
            return callout_parts(node, context)
        case Figure():
            return figure_parts(node)
        case Table():
            return table_parts(node)
        case _:
            assert_never(node)


def _heading_tag(node: Heading) -> str:
    """h1 to h6; what lies deeper is an h6 that tells its level (WAI-ARIA 1.2 §6.6, aria-level)."""
    anchor = node.anchor or node.attrs.id
    classes = () if node.number else ("unnumbered",)
    if node.level <= HIGHEST_TAG:
        return tag(f"h{node.level}", node.attrs, anchor=anchor, classes=classes)
    return tag(
        f"h{HIGHEST_TAG}",
        node.attrs,
        anchor=anchor,
        classes=(f"level-{node.level}", *classes),
        role="heading",
        aria_level=str(node.level),
    )


# Lists --------------------------------------------------------------------------------------------------------------


def _list_parts(node: BulletList | NumberedList) -> Parts:
    name, start = ("ol", node.start) if isinstance(node, NumberedList) else ("ul", 1)
    is_of_tasks = any(item.is_done is not None for item in node.items)
    classes = (*(("tasks",) if is_of_tasks else ()), "tight" if node.is_tight else "loose")
    opening = tag(name, node.attrs, classes=classes, start="" if start == 1 else str(start))
    return f"{opening}\n", tuple(_item_pieces(node.items, is_tight=node.is_tight)), f"</{name}>\n"


_TASK_CLASSES = {None: (), False: ("task", "open"), True: ("task", "done")}


def _item_pieces(items: Sequence[ListItem], *, is_tight: bool) -> Iterator[Piece]:
    for item in with_lead_ins(items):
        yield tag("li", item.attrs, classes=_TASK_CLASSES[item.is_done])
        yield from _tight_pieces(item.blocks) if is_tight else item.blocks
        yield "</li>\n"


def _tight_pieces(blocks: Iterable[Block]) -> Iterator[Piece]:
    """What a tight item holds: its paragraphs are bare text, save one right after another, which would run into it."""
    is_after_paragraph = False
    for block in blocks:
        if isinstance(block, Paragraph) and not is_after_paragraph and block.attrs == NO_ATTRS:
            yield from block.content
        else:
            yield block
        is_after_paragraph = isinstance(block, Paragraph)


def _definition_pieces(items: Iterable[Term | Details]) -> Iterator[Piece]:
    for item in items:
        match item:
            case Term(content=content):
                yield tag("dt", item.attrs)
                yield from content
                yield "</dt>\n"
            case Details(blocks=blocks):
                yield tag("dd", item.attrs)
                yield from flow(blocks)
                yield "</dd>\n"
            case _:
                assert_never(item)
