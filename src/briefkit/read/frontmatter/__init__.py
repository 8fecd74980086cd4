"""Front matter: the values that stand before a text, YAML between ``---`` lines or TOML between ``+++`` lines.

Owns finding it, reading its values with their places (`yaml_values` and `toml_values` beside it do the languages),
and turning values into `Meta` (`metadata`), wherever they came from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from msgspec import Struct, field

from briefkit.diagnostics import Diagnostic, Outcome, diagnose
from briefkit.read.frontmatter.metadata import meta_from
from briefkit.read.frontmatter.toml_values import read_toml
from briefkit.read.frontmatter.values import Values
from briefkit.spans import NOWHERE, Source, Span

MAX_CHARACTERS = 65_536
"""The longest front matter that is read."""


def _read_yaml(source: Source, start: int, end: int) -> Outcome[Values | None]:
    from briefkit.read.frontmatter.yaml_values import read_yaml  # PyYAML is large, and plain texts do without

    return read_yaml(source, start, end)


Language: TypeAlias = Callable[[Source, int, int], Outcome[Values | None]]
_LANGUAGES: Mapping[str, tuple[re.Pattern[str], Language]] = {
    "---": (re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE), _read_yaml),
    "+++": (re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE), read_toml),
}
_KEY_LINE = re.compile(r"[A-Za-z][\w-]*[ \t]*[:=]")


class FrontMatter(Struct, frozen=True):
    """What stands before a text: values by key, where each key stands, and the offset at which the text begins.

    `unread` is where it stands when nothing could be made of it; then there are no values.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict)
    body: int = 0
    unread: Span = NOWHERE


def split(source: Source) -> Outcome[FrontMatter]:
    """The front matter of `source`; without one, no values and a body from the start.

    A first line of ``---`` with a blank line or plain prose after it is a rule of the text. Whatever is wrong with
    front matter (B201), the text after it can be read.
    """
    first, _, rest = source.text.partition("\n")
    mark = first.rstrip(" \t")
    if mark not in _LANGUAGES or not rest.partition("\n")[0].strip():
        return Outcome(FrontMatter())
    closing, language = _LANGUAGES[mark]
    start = len(first) + 1
    end = closing.search(source.text, start)
    if end is None:
        return Outcome(FrontMatter(), _unclosed(source, mark, start))
    body = min(end.end() + 1, len(source.text))
    unread = FrontMatter(body=body, unread=source.span(start, end.start()))
    if end.start() - start > MAX_CHARACTERS:
        message = f"front matter has {end.start() - start:,} characters; {MAX_CHARACTERS:,} is the most that is read"
        hint = "put what is long into the text"
        return Outcome(unread, (diagnose("B201", message, span=source.span(0, len(mark)), hint=hint),))
    read = language(source, start, end.start())
    if read.value is None:
        return Outcome(FrontMatter())
    if read.diagnostics and not read.value.values:
        return Outcome(unread, read.diagnostics)
    return Outcome(FrontMatter(read.value.values, read.value.spans, body), read.diagnostics)


def _unclosed(source: Source, mark: str, start: int) -> tuple[Diagnostic, ...]:
    """An error where what follows looks like a key; without one the mark is a rule of the text."""
    if not _KEY_LINE.match(source.text, start):
        return ()
    hint = f"end it with a line of `{mark}`, or leave a blank line after the first to draw a rule"
    return (diagnose("B201", f"front matter begins with `{mark}` and has no end", span=source.span(0, 3), hint=hint),)


__all__ = ["MAX_CHARACTERS", "FrontMatter", "meta_from", "split"]
