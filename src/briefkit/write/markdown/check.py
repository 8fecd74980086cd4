"""What Markdown could not say: the written text is read, and compared with what was to be written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import fields

from briefkit import passes
from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.model import Block, Document, Meta
from briefkit.model.nodes import Node
from briefkit.read.markdown import read
from briefkit.spans import NOWHERE, Source, Span

_CAPITAL = re.compile("[A-Z]")

HINT = "a conversion to JSON keeps it"

_DERIVED = frozenset({"span", "anchor", "number", "kind", "words", "begins_sentence"})
"""Fields that are worked out from others, which differ with them (but a callout's kind, which its author writes)."""


class Difference(NamedTuple):
    """Where two trees part: at `node`, in its field `name`; empty where another node stands in its place."""

    node: Any
    name: str
    instead: str = ""


def losses(document: Document, text: str) -> Iterator[Diagnostic]:
    """B801 for each block, and each field of the metadata, that `text` does not say."""
    wanted = passes.run(document, splits_title=False).value
    found = passes.run(read(Source("Markdown", text)).value, splits_title=False).value
    yield from _in_metadata(wanted.meta, found.meta)
    yield from _in_blocks(wanted.blocks, found.blocks)


def _in_metadata(wanted: Meta, found: Meta) -> Iterator[Diagnostic]:
    for field in fields(Meta):
        if getattr(wanted, field.name) != getattr(found, field.name):
            message = f"`{field.encode_name}` has no form in the front matter of Markdown as it is"
            yield diagnose("B801", message, hint=HINT)


def _in_blocks(wanted: Sequence[Block], found: Sequence[Block]) -> Iterator[Diagnostic]:
    """One finding for each block of the top level; where their number differs, those between the like at both ends."""
    if len(wanted) == len(found):
        pairs = [(one, other) for one, other in zip(wanted, found, strict=True) if one != other]
        yield from (_told(difference(one, other), one.span) for one, other in pairs)
        return
    first = next((at for at, (one, other) in enumerate(zip(wanted, found, strict=False)) if one != other), None)
    at = min(len(wanted), len(found)) if first is None else first
    lost = wanted[at] if at < len(wanted) else wanted[-1] if wanted else None
    span = lost.span if lost else NOWHERE
    what = _named(lost) if lost else "nothing"
    count = f"{len(wanted)} blocks come back as {len(found)}"
    yield diagnose("B801", f"{count}, from {what} on", span=span, hint=HINT)


def difference(wanted: Any, found: Any) -> Difference:
    """The innermost place where two nodes that are not equal differ."""
    if type(wanted) is not type(found):
        return Difference(wanted, "", _named(found))
    for field in fields(wanted):
        one, other = getattr(wanted, field.name), getattr(found, field.name)
        if one == other or (field.name in _DERIVED and not isinstance(one, tuple) and field.name != "kind"):
            continue
        inner = next(_differing(one, other), None)
        return difference(*inner) if inner else Difference(wanted, field.encode_name)
    return Difference(wanted, "words")


def _differing(one: Any, other: Any) -> Iterator[tuple[Any, Any]]:
    """Pairs of nodes that differ, in two values of as many."""
    if isinstance(one, Node) and isinstance(other, Node):
        yield one, other
    elif isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        for inner, its in zip(one, other, strict=True):
            if inner != its:
                yield from _differing(inner, its)


def _told(found: Difference, span: Span) -> Diagnostic:
    at = found.node.span if isinstance(found.node, Node) and found.node.span else span
    if found.instead:
        message = f"{_named(found.node)} has no form in Markdown here, and comes back as {found.instead}"
    else:
        message = f"the `{found.name}` of {_named(found.node)} has no form in Markdown as it is"
    return diagnose("B801", message, span=at, hint=HINT)


def _named(node: Any) -> str:
    """A node, as a message calls it."""
    tag = node.__struct_config__.tag if isinstance(node, msgspec.Struct) else None
    name = str(tag).replace("-", " ") if tag else _CAPITAL.sub(r" \g<0>", type(node).__name__).strip().lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
