"""Counter styles (CSS Counter Styles 3): what a list marker is made by, with ``extends`` followed."""

from __future__ import annotations

from typing import Any

import tinycss2
from weasyprint import UA_COUNTER_STYLE
from weasyprint.css.counters import CounterStyle as CounterStyles
from weasyprint.css.counters import symbol

from briefkit.layout.views import CounterStyle


def read_counter_style(counters: CounterStyles, name: str) -> CounterStyle:
    """The counter style that `name` stands for; one that is not defined is ``decimal`` (§2).

    `name` may be an anonymous style as `values.list_style` writes it: ``"– "``, ``symbols(cyclic "*" "†")``.
    """
    found = counters.resolve_counter(_value(name)) or counters.resolve_counter("decimal")
    _, system, _ = found["system"] or (None, "symbolic", None)
    if system == "additive":
        symbols = tuple(symbol(pair[1]) for pair in found["additive_symbols"] or ())
    else:
        symbols = tuple(symbol(value) for value in found["symbols"] or ())
    return CounterStyle(
        name=name,
        system=system,
        base=_predefined(counters, name),
        symbols=symbols,
        prefix=symbol(found["prefix"] or ("string", "")),
        suffix=symbol(found["suffix"] or ("string", ". ")),
    )


def _value(name: str) -> Any:
    """The value of ``list-style-type`` that `name` was written from."""
    token = tinycss2.parse_one_component_value(name)
    if token.type == "string":
        return "string", token.value
    if token.type == "function":
        return "symbols()", tuple(
            argument.value for argument in token.arguments if argument.type in {"ident", "string"}
        )
    return name


def _predefined(counters: CounterStyles, name: str) -> str:
    """The predefined style at the end of the chain of ``extends``, or empty."""
    seen: set[str] = set()
    while name in counters and name not in seen:
        seen.add(name)
        if name in UA_COUNTER_STYLE and counters[name] == UA_COUNTER_STYLE[name]:
            return name
        extends, system, _ = counters[name]["system"] or (None, "symbolic", None)
        if not extends:
            return ""
        name = system
    return ""
