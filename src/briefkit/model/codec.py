"""Documents as JSON: ``{"briefkit": 1, "meta": {…}, "blocks": […]}``, and the JSON Schema of that.

JSON may come from anyone: what is nested too deeply, has a field too many or breaks a promise of the model is refused
with the place in the JSON, never with a crash.
"""

from __future__ import annotations

import inspect
import re
from difflib import get_close_matches
from typing import Any, Literal, TypeVar

import msgspec
from msgspec.structs import fields, replace

from briefkit.diagnostics import diagnose
from briefkit.errors import DocumentError
from briefkit.model.nodes import MAX_DEPTH, Author, Block, Column, Document, Inline, Logo, Meta, Part
from briefkit.model.promises import breaches
from briefkit.model.walk import AnyNode, each, rewrite
from briefkit.spans import NOWHERE

N = TypeVar("N", bound=AnyNode)

VERSION: Literal[1] = 1
"""The version of the JSON format, its first field."""

MAX_BRACKETS = 2 * MAX_DEPTH + 20
"""Brackets open at once in the JSON of the deepest document: two a node, and some for what is not a node."""


class DocumentFile(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A document as it stands in JSON."""

    briefkit: Literal[1]
    meta: Meta = Meta()
    blocks: tuple[Block, ...] = ()


def to_json(document: Document, *, spans: bool = False) -> bytes:
    """The document in UTF-8, on one line; with `spans`, each node says where its words stood."""
    kept = document if spans else without_spans(document)
    return msgspec.json.encode(DocumentFile(VERSION, kept.meta, kept.blocks))


def from_json(data: bytes) -> Document:
    """The document that `data` holds; `DocumentError` (B012, B013) says where it is not one."""
    if _brackets(data) > MAX_BRACKETS:
        raise _too_deep()
    try:
        envelope = msgspec.json.decode(data, type=DocumentFile)
    except msgspec.ValidationError as error:
        said, _, path = str(error).partition(" - at ")
        raise _invalid(said, path.strip("`") or "$", hint=_hint(said, path)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DocumentError(
            diagnose("B012", f"this is not JSON: {_lowered(str(error).removeprefix(_MALFORMED))}")
        ) from error
    document = Document(blocks=envelope.blocks, meta=envelope.meta)
    for breach in breaches(document):
        raise _invalid(breach.message, breach.path, hint=breach.hint)
    return document


def without_spans(document: Document) -> Document:
    """The same document with every node's span `NOWHERE`."""
    return rewrite(document, blocks=each(_bare), inlines=each(_bare), part=_bare)


def _bare(node: N) -> N:
    return replace(node, span=NOWHERE)


# The schema ---------------------------------------------------------------------------------------------------------


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `to_json` writes and `from_json` takes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"briefkit document, version {VERSION}",
        **_dedented(msgspec.json.schema(DocumentFile)),
    }


def _dedented(part: Any) -> Any:
    """The schema with its descriptions as all Pythons have them: from 3.13 on, docstrings are stored dedented."""
    match part:
        case dict():
            return {key: _dedented(value) for key, value in part.items()}
        case list():
            return [_dedented(value) for value in part]
        case str():
            return inspect.cleandoc(part)
        case _:
            return part


def schema_json() -> bytes:
    """The schema as it is kept in the file `schema.json` beside this module."""
    return msgspec.json.format(msgspec.json.encode(schema(), order="sorted"), indent=2) + b"\n"


# Errors -------------------------------------------------------------------------------------------------------------

_MALFORMED = "JSON is malformed: "  # how msgspec begins
_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)


def _brackets(data: bytes) -> int:
    """How many brackets and braces are open at once, at most, strings left out; linear whatever `data` is."""
    depth = deepest = 0
    for found in _TOKEN.finditer(data):
        if found[0] in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif found[0] in b"]}":
            depth -= 1
    return deepest


def _too_deep() -> DocumentError:
    message = f"the document's JSON is nested more than {MAX_DEPTH} nodes deep"
    return DocumentError(diagnose("B013", message, hint="take out lists and quotes that only hold one another"))


def _invalid(message: str, path: str, *, hint: str) -> DocumentError:
    return DocumentError(diagnose("B012", f"{_lowered(message)}, at `{path}`", hint=hint))


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


_NAMES = re.compile(r"unknown field `(?P<field>.*)`|Invalid value '(?P<type>.*)'")
_NODES: tuple[type[msgspec.Struct], ...] = (*Block.__args__, *Inline.__args__, *Part.__args__)
_TYPES = [str(node.__struct_config__.tag) for node in _NODES if node.__struct_config__.tag]
_STRUCTS: tuple[type[msgspec.Struct], ...] = (*_NODES, Column, Author, Logo, Meta, DocumentFile)
_FIELDS = sorted({one.encode_name for struct in _STRUCTS for one in fields(struct)})


def _hint(message: str, path: str) -> str:
    """How to mend what msgspec found at `path`, where that is known."""
    if "`briefkit`" in message or path == "`$.briefkit`":
        return f'a document begins with `"briefkit": {VERSION}`, the version of its format'
    if not (found := _NAMES.search(message)):
        return ""
    near = get_close_matches(found["field"] or found["type"], _FIELDS if found["field"] else _TYPES, n=1)
    return f"did you mean `{near[0]}`?" if near else ""
