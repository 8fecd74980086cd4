"""Tags and attributes as text: one order of attributes, every value escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import TypeAlias

from msgspec.structs import replace

from briefkit.model.nodes import NO_ATTRS, Attrs, Block, Inline, Paragraph

Piece: TypeAlias = Block | Inline | str
"""A node still to be written, or finished markup."""

Parts: TypeAlias = tuple[str, Sequence[Piece], str]
"""A node taken apart: opening markup, what it holds, closing markup."""

_DATA_NAME = re.compile(r"[a-z][a-z0-9-]*")


def words(text: str) -> str:
    """`text` as markup that says it."""
    return escape(text, quote=False)


def tag(
    name: str,
    attrs: Attrs,
    *,
    anchor: str = "",
    classes: tuple[str, ...] = (),
    used: frozenset[str] = frozenset(),
    **others: str | None,
) -> str:
    """An opening tag. Attributes come in one order: id, class, lang, data-… by name, then `others` as given.

    Of the author's `attrs` the id and the classes are kept, ``lang`` as it is and other values as ``data-NAME``, save
    those `used` otherwise. `anchor` wins over the author's id. Empty `others` are left out; None stands for an empty
    value. Underscores in their names become hyphens.
    """
    if attrs is NO_ATTRS and not (anchor or classes or others):
        return f"<{name}>"
    values: list[tuple[str, str]] = [
        ("id", anchor or attrs.id),
        ("class", " ".join(dict.fromkeys((*classes, *attrs.classes)))),
        ("lang", attrs.values.get("lang", "")),
        *((f"data-{key}", attrs.values[key]) for key in sorted(attrs.values) if key not in used and _is_data(key)),
    ]
    written = "".join(attribute(key, value) for key, value in values if value)
    written += "".join(
        attribute(key.replace("_", "-"), value or "") for key, value in others.items() if value or value is None
    )
    return f"<{name}{written}>"


def _is_data(key: str) -> bool:
    return key != "lang" and _DATA_NAME.fullmatch(key) is not None


def attribute(name: str, value: str) -> str:
    """An attribute with the space before it."""
    return f' {name}="{escape(value)}"'


def with_class(paragraph: Paragraph, class_: str) -> Paragraph:
    """The paragraph as though its author had written `class_` first."""
    return replace(paragraph, attrs=replace(paragraph.attrs, classes=(class_, *paragraph.attrs.classes)))


def flow(blocks: Sequence[Block]) -> Sequence[Piece]:
    """What a cell and the like hold: a paragraph that is alone and has no attributes is bare text."""
    match blocks:
        case (Paragraph(content=content, attrs=attrs),) if attrs == NO_ATTRS:
            return content
        case _:
            return blocks
