"""Inlines → HTML."""

from __future__ import annotations

import re
from typing import assert_never

from briefkit.compose.html.context import Context
from briefkit.compose.html.elements import Parts, attribute, tag, words
from briefkit.model.nodes import (
    NO_ATTRS,
    Code,
    Emphasis,
    Image,
    Inline,
    LineBreak,
    Link,
    Note,
    Reference,
    SmallCaps,
    SoftBreak,
    Strikeout,
    Strong,
    Styled,
    Subscript,
    Superscript,
    Text,
)

MISSING = "missing"
"""The class of what leads nowhere, set so that nobody overlooks it."""

CALL = "noteref"
NOTE = "note"
"""What the ids of a footnote's call and of its body begin with; a hyphen and the number follow."""

_SIZES = ("width", "height")
_OF_PICTURES = frozenset({*_SIZES, "alt", "caption"})
_SIZE = re.compile(r"(?:\d+(?:\.\d+)?|\.\d+)(?:%|px|pt|pc|in|cm|mm|q|em|rem|ex|ch|vw|vh)?", re.IGNORECASE | re.ASCII)


def inline_parts(node: Inline, context: Context, *, is_linked: bool = False) -> Parts:
    """The node as HTML; with `is_linked` it stands in a link, where there is no other (HTML §4.5.1)."""
    match node:
        case Text(text=text):
            return words(text), (), ""
        case Emphasis(content=content):
            return tag("em", node.attrs), content, "</em>"
        case Strong(content=content):
            return tag("strong", node.attrs), content, "</strong>"
        case Strikeout(content=content):
            return tag("s", node.attrs), content, "</s>"
        case Subscript(content=content):
            return tag("sub", node.attrs), content, "</sub>"
        case Superscript(content=content):
            return tag("sup", node.attrs), content, "</sup>"
        case SmallCaps(content=content):
            return tag("span", node.attrs, classes=("small-caps",)), content, "</span>"
        case Code(text=text):
            return f"{tag('code', node.attrs)}{words(text)}", (), "</code>"
        case Link(content=content):
            return _link_parts(node, context, is_linked=is_linked)
        case Image():
            return _picture(node), (), ""
        case Styled(content=content):
            return tag("span", node.attrs), content, "</span>"
        case Note():
            return _call(node), (), ""
        case Reference():
            return _reference(node, context, is_linked=is_linked), (), ""
        case SoftBreak():
            return "\n", (), ""
        case LineBreak():
            return f"{tag('br', node.attrs)}\n", (), ""
        case _:
            assert_never(node)


def _link_parts(node: Link, context: Context, *, is_linked: bool) -> Parts:
    if context.leads_nowhere(node.target):
        return tag("span", node.attrs, classes=(MISSING,), title=node.title), node.content, "</span>"
    if is_linked:
        return tag("span", node.attrs, title=node.title), node.content, "</span>"
    return tag("a", node.attrs, href=node.target, title=node.title), node.content, "</a>"


def _picture(node: Image) -> str:
    sizes = [(name, node.attrs.values.get(name, "")) for name in _SIZES]
    style = ";".join(f"{name}:{_size(value)}" for name, value in sizes if _SIZE.fullmatch(value))
    # An empty alt is written out: it says that the picture is decoration.
    alt = node.alt or None
    return tag("img", node.attrs, used=_OF_PICTURES, src=node.source, title=node.title, alt=alt, style=style)


def _size(value: str) -> str:
    """A length; a bare number is one of pixels, as in HTML §4.8.3."""
    return f"{value}px" if value[-1].isdigit() else value


def _call(node: Note) -> str:
    """The call of a footnote (DPUB-ARIA 1.1, doc-noteref)."""
    href = f"#{NOTE}-{node.number}"
    link = tag("a", NO_ATTRS, anchor=f"{CALL}-{node.number}", href=href, role="doc-noteref")
    return f"{tag('sup', node.attrs, classes=('note-call',))}{link}{words(node.number)}</a></sup>"


def _reference(node: Reference, context: Context, *, is_linked: bool) -> str:
    name = reference_text(node, context)
    if not name:
        return f"{tag('span', node.attrs, classes=(MISSING,))}{words(f'?{node.target}')}</span>"
    element = "span" if is_linked else "a"
    link = "" if is_linked else attribute("href", f"#{node.target}")
    opening = tag(element, node.attrs, classes=("reference",)).removesuffix(">")
    return f"{opening}{link}>{words(name)}</{element}>"


def reference_text(node: Reference, context: Context) -> str:
    """How a cross-reference reads; empty where there is nothing to call its target by."""
    if not node.kind:
        return ""
    if not node.number or (node.kind == "section" and not context.numbers_headings):
        return node.words
    if node.is_bare:
        return node.number
    return context.called(node.kind, node.number, begins_sentence=node.begins_sentence)
