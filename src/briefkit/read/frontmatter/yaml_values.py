"""YAML as values, without its surprises.

A plain scalar is a number or a truth only where it is written as one always is (``12``, ``1.5``, ``true``); ``no``,
``1.10``, ``007``, ``12:30`` and dates stay the text they are. Keys are texts, each may stand once. Anchors and
aliases are refused: what they stand for is better written out, and they can grow without end.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import yaml

from briefkit.diagnostics import Diagnostic, Outcome, diagnose
from briefkit.read.frontmatter.values import Values
from briefkit.read.frontmatter.yaml_faults import plain_fault
from briefkit.spans import Source, Span

MAX_DEPTH = 16
"""How deep lists and mappings may nest."""

MAX_DIGITS = 15

_TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NOTHINGS = {"", "~", "null", "Null", "NULL"}


class _RefusedError(yaml.MarkedYAMLError):
    """YAML that is right and yet not read."""


class _Loader(yaml.SafeLoader):
    """A loader that composes nodes and resolves no types, bounded in depth."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event: Any = cast(Any, self).peek_event()
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            hint = "put a value that begins with `*` or `&` in quotation marks"
            raise _RefusedError(problem="anchors and aliases are not read", problem_mark=event.start_mark, note=hint)
        if self.depth == MAX_DEPTH:
            raise _RefusedError(problem=f"nested more than {MAX_DEPTH} deep", problem_mark=event.start_mark)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def read_yaml(source: Source, start: int, end: int) -> Outcome[Values | None]:
    """The values that stand in `source` from `start` to `end`; None where that is a plain text.

    Where it is no YAML, or no mapping, there are no values but B201.
    """
    try:
        root = yaml.compose(source.text[start:end], Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        return Outcome(Values(), (_broken(error, source, start, end),))
    except yaml.reader.ReaderError as error:
        at = source.span(start + error.position, start + error.position + 1)
        return Outcome(Values(), (diagnose("B201", "front matter is not YAML: a character it forbids", span=at),))
    match root:
        case None:
            return Outcome(Values())
        case yaml.MappingNode():
            return _mapping(root, source, start)
        case yaml.ScalarNode():
            return Outcome(None if root.value else Values())
        case _:
            hint = "write `title: …`, a key and its value on each line"
            at = _span(source, start, root)
            return Outcome(Values(), (diagnose("B201", "front matter is a list, without keys", span=at, hint=hint),))


def _mapping(root: yaml.MappingNode, source: Source, start: int) -> Outcome[Values | None]:
    spans: dict[str, Span] = {}
    values: dict[str, Any] = {}
    diagnostics: list[Diagnostic] = list(_inner_duplicates(root, source, start))
    for key, value in root.value:
        name = _key(key)
        if name in values:
            message = f"`{name}` stands in front matter twice"
            diagnostics.append(diagnose("B201", message, span=_span(source, start, key), hint="keep one of them"))
            continue
        spans[name] = _span(source, start, key)
        values[name] = _value(value)
    return Outcome(Values(values, spans), tuple(diagnostics))


def _inner_duplicates(root: yaml.Node, source: Source, start: int) -> Iterator[Diagnostic]:
    """Keys that stand twice in a mapping below `root` (in YAML's data model that is an error; the last counts)."""
    stack = [value for _, value in root.value]
    while stack:
        node = stack.pop()
        if isinstance(node, yaml.SequenceNode):
            stack.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if _key(key) in seen:
                    at = _span(source, start, key)
                    yield diagnose(
                        "B201", f"`{_key(key)}` stands in one mapping twice", span=at, hint="keep one of them"
                    )
                seen.add(_key(key))
                stack.append(value)


def _key(node: yaml.Node) -> str:
    """A key as text; of a mapping or a list in a key's place, what YAML calls it."""
    return node.value if isinstance(node, yaml.ScalarNode) else f"({'list' if _is_list(node) else 'mapping'})"


def _is_list(node: yaml.Node) -> bool:
    return isinstance(node, yaml.SequenceNode)


def _value(node: yaml.Node) -> Any:
    match node:
        case yaml.MappingNode():
            return {_key(key): _value(value) for key, value in node.value}
        case yaml.SequenceNode():
            return [_value(item) for item in node.value]
        case yaml.ScalarNode(style=None):
            return _plain(node.value)
        case _:
            return node.value


def _plain(text: str) -> Any:
    """The value of a plain scalar."""
    if text in _NOTHINGS:
        return None
    if text in _TRUTHS:
        return _TRUTHS[text]
    for number in (int, float):
        try:
            if len(text) <= MAX_DIGITS and str(number(text)) == text and text.lower() not in {"nan", "inf", "-inf"}:
                return number(text)
        except ValueError:
            continue
    return text


def _span(source: Source, start: int, node: yaml.Node) -> Span:
    return source.span(start + node.start_mark.index, start + node.end_mark.index)


def _broken(error: yaml.MarkedYAMLError, source: Source, start: int, end: int) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    offset = start + mark.index if mark else start
    problem = error.problem or error.context or "it cannot be read"
    if isinstance(error, _RefusedError):
        said, hint = problem, error.note or ""
    else:
        line, column = source.position(offset)
        said, hint = plain_fault(problem, source.line(line), column - 1)
    at = source.span(offset, min(offset + 1, max(end, offset)))
    return diagnose("B201", f"front matter is broken: {said}", span=at, hint=hint)
