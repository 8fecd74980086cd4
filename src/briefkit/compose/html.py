"""Nodes → HTML: what element each kind of node becomes, before a style has its say.

Owns the elements, their classes and the order of their attributes; leaves what surrounds them (masthead, contents,
``<head>``) to `stage` and the style's template. A node is taken apart into an opening tag, what it holds and a closing
tag, so that nesting costs no recursion. Text never becomes markup: every word of a document passes `escape`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import TypeAlias, assert_never

from briefkit.model.nodes import (
    NO_ATTRS,
    Attrs,
    Block,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    HorizontalRule,
    Image,
    Inline,
    LineBreak,
    Link,
    ListItem,
    NumberedList,
    Paragraph,
    Quote,
    SoftBreak,
    Strong,
    Styled,
    Text,
)

Piece: TypeAlias = Block | Inline | str
"""A node still to be written, or finished markup."""

Parts: TypeAlias = tuple[str, Sequence[Piece], str]
"""A node taken apart: opening markup, what it holds, closing markup."""

Override: TypeAlias = Callable[[Block | Inline, str, str], str]
"""A style's own markup for a node: from the node, the markup of what it holds and its default markup."""

HIGHEST_TAG = 6
"""HTML has h1 to h6 (HTML §4.3.6)."""

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DATA_NAME = re.compile(r"[a-z][a-z0-9-]*")


def render(pieces: Iterable[Piece], overrides: Mapping[str, Override] | None = None) -> str:
    """The markup of `pieces`, one after another. `overrides` go by a node's type name (``heading``)."""
    return _write(pieces, parts, overrides or {})


def render_reference(content: Iterable[Inline]) -> str:
    """The markup of `content` where it is repeated inside a link: without links, pictures, breaks and ids."""
    return _write(content, _reference_parts, {})


def _write(
    pieces: Iterable[Piece], take_apart: Callable[[Block | Inline], Parts], overrides: Mapping[str, Override]
) -> str:
    written: list[str] = []
    pending: list[Piece | _Overridden] = [*reversed(list(pieces))]
    while pending:
        piece = pending.pop()
        if isinstance(piece, str):
            written.append(piece)
        elif isinstance(piece, _Overridden):
            written = piece.finish(written)
        else:
            opening, content, closing = take_apart(piece)
            override = overrides.get(type_name(piece)) if overrides else None
            if override is None:
                written.append(opening)
                pending.append(closing)
            else:
                pending.append(_Overridden(piece, override, opening, closing, written))
                written = []
            pending.extend(reversed(content))
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", "".join(written))


class _Overridden:
    """A node whose content is being written, to be handed to the style's own template when all of it is there."""

    def __init__(self, node: Block | Inline, override: Override, opening: str, closing: str, before: list[str]) -> None:
        self._node, self._override = node, override
        self._opening, self._closing, self._before = opening, closing, before

    def finish(self, written: list[str]) -> list[str]:
        """What was written before the node, and the node as the style has it."""
        content = "".join(written)
        default = f"{self._opening}{content}{self._closing}"
        self._before.append(self._override(self._node, content, default))
        return self._before


def type_name(node: Block | Inline) -> str:
    """The node's ``type`` as in JSON: ``bullet-list``."""
    return str(node.__struct_config__.tag)


def parts(node: Block | Inline) -> Parts:
    """The node as HTML; the elements and classes are those of the template contract."""
    return _inline_parts(node) if isinstance(node, Inline) else _block_parts(node)


def _inline_parts(node: Inline) -> Parts:
    match node:
        case Text(text=text):
            return escape(text, quote=False), (), ""
        case Emphasis(content=content):
            return tag("em", node.attrs), content, "</em>"
        case Strong(content=content):
            return tag("strong", node.attrs), content, "</strong>"
        case Code(text=text):
            return f"{tag('code', node.attrs)}{escape(text, quote=False)}", (), "</code>"
        case Link(content=content):
            return tag("a", node.attrs, href=node.target, title=node.title), content, "</a>"
        case Image(source=source):
            # An empty alt is written out: it says that the picture is decoration.
            return tag("img", node.attrs, src=source, title=node.title, alt=node.alt or None), (), ""
        case Styled(content=content):
            return tag("span", node.attrs), content, "</span>"
        case SoftBreak():
            return "\n", (), ""
        case LineBreak():
            return f"{tag('br', node.attrs)}\n", (), ""
        case _:
            assert_never(node)


def _block_parts(node: Block) -> Parts:
    match node:
        case Paragraph(content=content):
            return tag("p", node.attrs), content, "</p>\n"
        case Heading(content=content):
            return _heading_tag(node), content, f"</h{min(node.level, HIGHEST_TAG)}>\n"
        case BulletList(items=items, is_tight=is_tight):
            opening = tag("ul", node.attrs, classes=(_spacing(is_tight),))
            return f"{opening}\n", tuple(_item_pieces(items, is_tight=is_tight)), "</ul>\n"
        case NumberedList(items=items, is_tight=is_tight):
            start = "" if node.start == 1 else str(node.start)
            opening = tag("ol", node.attrs, classes=(_spacing(is_tight),), start=start)
            return f"{opening}\n", tuple(_item_pieces(items, is_tight=is_tight)), "</ol>\n"
        case Quote(blocks=blocks):
            return f"{tag('blockquote', node.attrs)}\n", blocks, "</blockquote>\n"
        case CodeBlock(text=text):
            classes = tuple(f"language-{word}" for word in node.language.split()[:1])
            opening = tag("pre", node.attrs) + tag("code", NO_ATTRS, classes=classes)
            return opening + escape(text.removesuffix("\n"), quote=False), (), "</code></pre>\n"
        case HorizontalRule():
            return f"{tag('hr', node.attrs)}\n", (), ""
        case _:
            assert_never(node)


def _reference_parts(node: Block | Inline) -> Parts:
    match node:
        case Link(content=content):
            return "", content, ""
        case Image():
            return "", (), ""
        case SoftBreak() | LineBreak():
            return " ", (), ""
        case Emphasis() | Strong() | Code() | Styled() if node.attrs.id:
            opening, inner, closing = parts(node)
            return opening.replace(_attribute("id", node.attrs.id), "", 1), inner, closing
        case _:
            return parts(node)


def _heading_tag(node: Heading) -> str:
    """h1 to h6; what lies deeper is an h6 that tells its level (WAI-ARIA 1.2 §6.6, aria-level)."""
    anchor = node.anchor or node.attrs.id
    if node.level <= HIGHEST_TAG:
        return tag(f"h{node.level}", node.attrs, anchor=anchor)
    return tag(
        f"h{HIGHEST_TAG}",
        node.attrs,
        anchor=anchor,
        classes=(f"level-{node.level}",),
        role="heading",
        aria_level=str(node.level),
    )


def _spacing(is_tight: bool) -> str:
    return "tight" if is_tight else "loose"


def _item_pieces(items: Iterable[ListItem], *, is_tight: bool) -> Iterator[Piece]:
    for item in items:
        yield tag("li", item.attrs)
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


def tag(
    name: str,
    attrs: Attrs,
    *,
    anchor: str = "",
    classes: tuple[str, ...] = (),
    **others: str | None,
) -> str:
    """An opening tag. Attributes come in one order: id, class, lang, data-… by name, then `others` as given.

    Of the author's `attrs` the id and the classes are kept, ``lang`` as it is and other values as ``data-NAME``.
    `anchor` wins over the author's id. Empty `others` are left out; None stands for an empty value. Underscores in
    their names become hyphens.
    """
    if attrs is NO_ATTRS and not (anchor or classes or others):
        return f"<{name}>"
    values: list[tuple[str, str]] = [
        ("id", anchor or attrs.id),
        ("class", " ".join((*classes, *attrs.classes))),
        ("lang", attrs.values.get("lang", "")),
        *((f"data-{key}", attrs.values[key]) for key in sorted(attrs.values) if _is_data(key)),
    ]
    written = "".join(_attribute(key, value) for key, value in values if value)
    written += "".join(
        _attribute(key.replace("_", "-"), value or "") for key, value in others.items() if value or value is None
    )
    return f"<{name}{written}>"


def _is_data(key: str) -> bool:
    return key != "lang" and _DATA_NAME.fullmatch(key) is not None


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"'
