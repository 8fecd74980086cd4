"""What the model promises beyond its types: depth, texts kept apart by what is between them, characters that print.

Readers keep these promises by construction (their tests hold them to it); the decoder checks what comes from outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import fields

from briefkit.model.grid import faults
from briefkit.model.nodes import MAX_DEPTH, Caption, DefinitionList, Details, Document, Node, Table, Term, Text
from briefkit.model.walk import AnyNode


class Breach(NamedTuple):
    """One broken promise: what is wrong, where in the document's JSON, and how to mend it."""

    message: str
    path: str
    hint: str


_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff"  # what XML 1.0 §2.2 leaves out (surrogates are no text at all)
_UNPRINTABLE = re.compile(f"[{_CONTROLS}]")
_LINE_END = re.compile("[\n\r]")


def breaches(document: Document) -> Iterator[Breach]:
    """Every promise that `document` breaks."""
    meta = document.meta
    yield from _string_breaches(meta, "$.meta")
    stack: list[tuple[str, int, Sequence[AnyNode]]] = [
        ("$.blocks", 1, document.blocks),
        ("$.meta.subtitle", 1, meta.subtitle),
        ("$.meta.title", 1, meta.title),
    ]
    while stack:
        path, depth, nodes = stack.pop()
        if nodes and depth > MAX_DEPTH:
            yield Breach(f"nodes are nested more than {MAX_DEPTH} deep", path, "take out what only holds one another")
            continue
        for index, node in enumerate(nodes):
            here = f"{path}[{index}]"
            yield from _text_breaches(node, nodes[index - 1] if index else None, here)
            yield from _string_breaches(node, here)
            yield from _form_breaches(node, here)
            stack += [(f"{here}.{name}", depth + 1, inside) for name, inside in containers(node)]


def containers(node: AnyNode) -> Iterator[tuple[str, Sequence[AnyNode]]]:
    """The fields in which `node` keeps other nodes, as paths: ``items``, ``caption``, ``bodies[0]``."""
    for one in fields(node):
        match getattr(node, one.name):
            case Caption() as caption:
                yield one.encode_name, (caption,)
            case (Node(), *_) as several:
                yield one.encode_name, several
            case (tuple(), *_) as groups:
                yield from ((f"{one.encode_name}[{index}]", group) for index, group in enumerate(groups))
            case _:
                pass


def _form_breaches(node: AnyNode, path: str) -> Iterator[Breach]:
    match node:
        case Table(columns=columns):
            for fault in faults(node):
                message = f"row {fault.row + 1} of a table has cells for {fault.width} columns, not {len(columns)}"
                yield Breach(message, path, "give every row a cell for each column, or cells that span several")
        case DefinitionList(items=items) if not (
            items and isinstance(items[0], Term) and isinstance(items[-1], Details)
        ):
            yield Breach("a definition list does not begin with a term and end in details", path, "add what is missing")
        case _:
            pass


def _text_breaches(node: AnyNode, before: AnyNode | None, path: str) -> Iterator[Breach]:
    if not isinstance(node, Text):
        return
    if not node.text:
        yield Breach("a text is empty", path, "leave it out")
    if _LINE_END.search(node.text):
        yield Breach("a text has a line end in it", path, 'a line end is a node: `{"type": "soft-break"}`')
    if isinstance(before, Text) and before.attrs == node.attrs:
        yield Breach("two texts stand side by side", path, "join them into one")


def _string_breaches(struct: msgspec.Struct, path: str) -> Iterator[Breach]:
    if any(_UNPRINTABLE.search(text) for text in _strings(struct)):
        yield Breach("a string has a control character in it", path, "take it out: XML cannot hold it, so Word cannot")


def _strings(struct: msgspec.Struct) -> Iterator[str]:
    """The strings of `struct` itself, attributes included, those of child nodes left out."""
    stack: list[Any] = [getattr(struct, name) for name in struct.__struct_fields__]
    while stack:
        match stack.pop():
            case str() as text:
                yield text
            case dict() as mapping:
                stack.extend((*mapping, *mapping.values()))
            case list() | tuple() as sequence:
                stack.extend(sequence)
            case msgspec.Struct() as inner if not hasattr(inner, "span"):
                stack.extend(getattr(inner, name) for name in inner.__struct_fields__)
            case _:
                pass
