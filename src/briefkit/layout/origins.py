"""Which rule of a stylesheet gives an element a property: for messages, which name it and its place.

WeasyPrint forgets where its values come from. So the sheets are parsed again, once something is to be said, and matched
against the element: of the declarations that apply, the winning one is named (CSS Cascade 5 §6).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import cssselect2
import tinycss2
from msgspec import Struct

from briefkit.spans import NOWHERE, Source, Span

_NESTING = {"media", "supports", "layer"}
"""At-rules with rules in them; whether their conditions hold is not asked."""


class Origin(Struct, frozen=True):
    """A declaration: the `selector` of its rule, and its place in a sheet; in words where the sheet has no name."""

    selector: str
    span: Span
    place: str = ""


class _Rule(Struct, frozen=True):
    """A rule as far as one declaration goes."""

    selector: Any
    text: str
    property: str
    is_important: bool
    sheet: str
    line: int
    column: int


class Origins:
    """The declarations of the sheets of a page. `sheets` are their texts by name, the nameless under a number."""

    def __init__(self, sheets: Iterable[tuple[str, str]], sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._rules = [rule for name, text in sheets for rule in _rules(name, text)]

    def of(self, element: Any, properties: Collection[str]) -> Origin | None:
        """The declaration of one of `properties` that wins for a cssselect2 element; None where no rule has any."""
        style = element.etree_element.get("style", "")
        for declaration in tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True):
            if declaration.type == "declaration" and declaration.lower_name in properties:
                return Origin("", NOWHERE, f"the `style` of `<{element.local_name}>`")
        found = [
            ((rule.is_important, rule.selector.specificity, number), rule)
            for number, rule in enumerate(self._rules)
            if rule.property in properties and rule.selector.pseudo_element is None and rule.selector.test(element)
        ]
        if not found:
            return None
        _, rule = max(found, key=lambda entry: entry[0])
        source = self._sources.get(rule.sheet)
        if source is None:
            return Origin(rule.text, NOWHERE, f"line {rule.line} of a `<style>`")
        start = min(source.line_starts[rule.line - 1] + rule.column - 1, len(source.text))
        return Origin(rule.text, source.span(start, start + len(rule.property)))


def _rules(sheet: str, text: str) -> Iterator[_Rule]:
    yield from _in(sheet, tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


def _in(sheet: str, nodes: Iterable[Any]) -> Iterator[_Rule]:
    for node in nodes:
        if node.type == "at-rule" and node.lower_at_keyword in _NESTING and node.content is not None:
            yield from _in(sheet, tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))
        elif node.type == "qualified-rule":
            yield from _of_rule(sheet, node)


def _of_rule(sheet: str, node: Any) -> Iterator[_Rule]:
    try:
        selectors = cssselect2.compile_selector_list(node.prelude)
    except cssselect2.SelectorError:
        return  # WeasyPrint has left the rule out too, and has said so
    text = " ".join(tinycss2.serialize(node.prelude).split())
    for declaration in tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True):
        if declaration.type != "declaration":
            continue
        place = declaration.source_line, declaration.source_column
        for selector in selectors:
            yield _Rule(selector, text, declaration.lower_name, declaration.important, sheet, *place)
