"""TOML as values: `tomllib`'s, but for dates, which stay text (ISO 8601)."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterator
from typing import Any

from briefkit.config.toml_faults import plain_fault
from briefkit.diagnostics import Outcome, diagnose
from briefkit.read.frontmatter.values import Values
from briefkit.spans import Source, Span

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_KEY = re.compile(r"""^[ \t]*(?:\[\[?[ \t]*)?(?:"([^"\n]*)"|'([^'\n]*)'|([\w-]+))""", re.MULTILINE)


def read_toml(source: Source, start: int, end: int) -> Outcome[Values | None]:
    """The values that stand in `source` from `start` to `end`; none and B201 where that is not TOML."""
    text = source.text[start:end]
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said, offset = _place(str(error), text)
        message, hint = plain_fault(said)
        at = source.span(start + offset, min(start + offset + 1, end))
        return Outcome(Values(), (diagnose("B201", f"front matter is not TOML: {message}", span=at, hint=hint),))
    except RecursionError:
        at = source.span(start, start)
        return Outcome(Values(), (diagnose("B201", "front matter is nested too deeply", span=at),))
    return Outcome(Values({key: _plain(value) for key, value in values.items()}, dict(_spans(source, start, end))))


def _place(said: str, text: str) -> tuple[str, int]:
    """The message without the place in it, and the offset it names (the end where it names none)."""
    found = _PLACE.search(said)
    message = said[: found.start()] if found else said
    if not found or not found[1]:
        return message, len(text)
    lines = text.splitlines(keepends=True)[: int(found[1]) - 1]
    return message, sum(map(len, lines)) + int(found[2]) - 1


def _spans(source: Source, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """Keys and table names that begin a line, each with its place; the last of a name counts, as values do not."""
    for found in _KEY.finditer(source.text, start, end):
        group = next(index for index in (1, 2, 3) if found[index] is not None)
        yield found[group], source.span(*found.span(group))


def _plain(value: Any) -> Any:
    match value:
        case datetime.date() | datetime.time():
            return value.isoformat()
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list():
            return [_plain(inner) for inner in value]
        case _:
            return value
