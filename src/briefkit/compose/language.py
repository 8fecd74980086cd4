"""The template language of styles: which of Jinja2's constructs, filters and methods it has, and where work is counted.

Loops, output, lists and concatenations are wrapped in filters that `sandbox` fills in, so that compiled templates keep
the account themselves. Their names have brackets, so that templates cannot name them.
"""

from __future__ import annotations

from typing import Any, ClassVar

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.visitor import NodeTransformer

TURNS = "(turns)"
"""Filters the values of a loop: a step each."""

WRITTEN = "(written)"
"""Filters a number of characters that stand in the template itself; gives nothing to print."""

PRINTABLE = "(printable)"
"""Filters what is about to become text."""

CONTAINER = "(container)"
"""Filters a new list, tuple or mapping."""

TEXT_FILTERS = frozenset(
    {"capitalize", "e", "escape", "float", "int", "lower", "string", "striptags", "title", "trim", "truncate", "upper"}
)
SEQUENCE_FILTERS = frozenset(
    {"count", "first", "join", "last", "length", "list", "map", "max", "min"}
    | {"reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique"}
)
OTHER_FILTERS = frozenset({"abs", "d", "default", "items"})

STRING_METHODS = frozenset(
    {"capitalize", "endswith", "isdigit", "islower", "isupper", "lower", "lstrip", "removeprefix", "removesuffix"}
    | {"rstrip", "split", "startswith", "strip", "title", "upper"}
)
MAPPING_METHODS = frozenset({"get", "items", "keys", "values"})


class Accountant(NodeTransformer):
    """Refuses what is not in the language, and wraps what does work in the filters that keep the account."""

    REFUSED: ClassVar[dict[type[nodes.Node], str]] = {
        nodes.Extends: "`extends`",
        nodes.Block: "`block`",
        nodes.ScopedEvalContextModifier: "`autoescape`",
        nodes.EvalContextModifier: "`autoescape`",
    }

    def __init__(self, name: str | None, filename: str | None) -> None:
        self._name, self._filename = name, filename

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:
        """The node with what is in it rewritten; `TemplateSyntaxError` where it is not in the language."""
        refused = self.REFUSED.get(type(node))
        if isinstance(node, nodes.Name) and node.name in {"varargs", "kwargs", "self", "super"}:
            refused = f"`{node.name}`"
        if refused:
            message = f"{refused} is not part of the template language of styles"
            raise TemplateSyntaxError(message, node.lineno, self._name, self._filename)
        return super().visit(node, *args, **kwargs)

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja2's name
        self.generic_visit(node)
        node.iter = _filtered(node.iter, TURNS)
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        characters = sum(len(child.data) for child in node.nodes if isinstance(child, nodes.TemplateData))
        if characters:
            node.nodes.append(_filtered(nodes.Const(characters, lineno=node.lineno), WRITTEN))
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.nodes = [_filtered(operand, PRINTABLE) for operand in node.nodes]
        return node

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        return _filtered(self.generic_visit(node), CONTAINER)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802
        return _filtered(self.generic_visit(node), CONTAINER)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filtered(node, CONTAINER) if node.ctx == "load" else node


def _filtered(node: Any, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)
