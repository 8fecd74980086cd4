"""What a document is known by, out of plain values: of front matter, of a project's file, of the command line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import Any

from briefkit.diagnostics import Diagnostic, Outcome, diagnose
from briefkit.model import Meta
from briefkit.read.decode import clean
from briefkit.read.frontmatter.fields import FIELDS, WrongValueError, shown
from briefkit.spans import NOWHERE, Span

ALIASES: Mapping[str, str] = {
    "author": "authors",
    "from": "authors",
    "to": "recipients",
    "subject": "title",
    "organization": "organisation",
    "lang": "language",
    "license": "licence",
    "cite": "citation",
    "how-to-cite": "citation",
}
"""Other names of keys that are as good."""

NO_SPANS: Mapping[str, Span] = MappingProxyType({})
"""For values that no text wrote."""

_SEPARATORS = re.compile(r"[ _]+")


def field_of(key: str) -> str:
    """The name of the field that `key` is written for, whatever joins its words; empty where there is none."""
    name = _SEPARATORS.sub("-", key)
    name = ALIASES.get(name, name)
    return name if name in FIELDS else ""


def meta_from(values: Mapping[str, Any], spans: Mapping[str, Span] = NO_SPANS) -> Outcome[Meta]:
    """The metadata in `values`; `spans` says where each key stands, as far as known.

    A value of the wrong type is left out and reported (B203); a date that is none is reported and kept, so that the
    page shows what was written. Keys that `Meta` has no field for go to `extra`; one that is nearly a field's name is
    reported as well (B202), and so is a second key of one field (B207).
    """
    reading = _Reading(spans)
    for key, value in values.items():
        reading.read(key, value)
    return Outcome(Meta(**reading.said, extra=reading.extra), tuple(reading.diagnostics))


class _Reading:
    """The reading of one place's values: fields `said` by the names that `Meta` has, and by which keys."""

    def __init__(self, spans: Mapping[str, Span]) -> None:
        self.spans = spans
        self.said: dict[str, Any] = {}
        self.extra: dict[str, Any] = {}
        self.diagnostics: list[Diagnostic] = []
        self._keys: dict[str, str] = {}

    def read(self, key: str, value: Any) -> None:
        """Takes the value of one key in."""
        span = self.spans.get(key, NOWHERE)
        field = field_of(key)
        if not field:
            self.extra[key] = _cleaned(value)
            self.diagnostics.extend(_near_miss(key, span))
            return
        first = self._keys.setdefault(field, key)
        if first != key:
            self.extra[key] = _cleaned(value)
            message = f"`{key}` and `{first}` are one field; `{first}` counts"
            self.diagnostics.append(diagnose("B207", message, span=span, hint="keep one of them"))
            return

        def say(rule: str, message: str, hint: str) -> None:
            self.diagnostics.append(diagnose(rule, f"`{key}` {message}", span=span, hint=hint))

        try:
            self.said[field.replace("-", "_")] = FIELDS[field](value, say)
        except WrongValueError as wrong:
            say("B203", f"is {shown(value)}; {wrong.args[0]} was expected", wrong.args[1])


def _near_miss(key: str, span: Span) -> Iterator[Diagnostic]:
    """A warning where `key` is a slip of the pen for a field: it begins alike and hardly differs."""
    written = _SEPARATORS.sub("-", key.lower())
    slips = [
        name
        for name in (*FIELDS, *ALIASES)
        if written[:1] == name[:1] and SequenceMatcher(None, written, name).ratio() >= 0.8
    ]
    if slips:
        hint = f"did you mean `{slips[0]}`?"
        yield diagnose("B202", f"`{key}` is no key that briefkit knows", span=span, hint=hint)


def _cleaned(value: Any) -> Any:
    """`value` with no text in it that print cannot hold."""
    match value:
        case str():
            return clean(value)[0]
        case dict():
            return {clean(str(key))[0]: _cleaned(inner) for key, inner in value.items()}
        case list():
            return list(map(_cleaned, value))
        case _:
            return value
