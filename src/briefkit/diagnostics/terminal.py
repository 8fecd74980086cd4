"""Diagnostics for a reader at a terminal: the message, the place, the source line with a caret under it, the hint.

Nothing from a source reaches the terminal as it is: control and direction characters are shown by name, so that a
text can neither recolour the screen nor hide what stands in it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from itertools import accumulate, takewhile

from msgspec import Struct
from rich.cells import cell_len
from rich.text import Text

from briefkit.diagnostics import Diagnostic, Severity
from briefkit.spans import Source, Span

WIDTH = 100
"""Cells a line of output may take where no terminal says otherwise."""

TAB_CELLS = 4
MIN_LINE_CELLS = 20

_NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_FRAME = "blue"
_JOINERS = "\u200c\u200d"  # format characters that shape the letters beside them and cannot mislead


def render(diagnostic: Diagnostic, sources: Mapping[str, Source], *, width: int = WIDTH) -> str:
    """The diagnostic as plain text of one or more lines, without a line break at its end."""
    return styled(diagnostic, sources, width=width).plain


def styled(diagnostic: Diagnostic, sources: Mapping[str, Source], *, width: int = WIDTH) -> Text:
    """The same with colours. A span into a text that `sources` does not hold is shown by the text's name alone."""
    severity, span = diagnostic.severity, diagnostic.span
    text = Text()
    text.append(f"{_NAMES[severity]}[{diagnostic.rule.id}]", _STYLES[severity])
    text.append(f": {visible(diagnostic.message)}", "bold")
    source = sources.get(span.source)
    margin = 1
    if source is not None:
        line, column = source.position(span.start)
        margin = len(str(line))
        _frame(text, f"\n{' ' * margin}--> ")
        text.append(f"{visible(source.name)}:{line}:{column}")
        _append_line(text, _excerpt(source, span, width - margin - 3), line, _STYLES[severity])
    elif place := span.source or diagnostic.place:
        _frame(text, "\n --> ")
        text.append(visible(place))
    for index, hint in enumerate(diagnostic.hint.splitlines()):
        _frame(text, f"\n{' ' * margin} = " if index == 0 else "\n" + " " * (margin + 3))
        text.append("hint: " if index == 0 else " " * len("hint: "), "bold")
        text.append(visible(hint))
    return text


def summarise(diagnostics: Sequence[Diagnostic]) -> str:
    """How many findings of each severity, in words: ``2 errors and 1 warning``; empty when there are none."""
    counts = [(sum(found.severity == severity for found in diagnostics), name) for severity, name in _NAMES.items()]
    words = [f"{count} {name}{'' if count == 1 or name == 'info' else 's'}" for count, name in counts if count]
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def visible(text: str) -> str:
    """`text` on one line, with every character that has no shape of its own spelled out."""
    return "".join(map(_visible, text))


def _visible(char: str) -> str:
    if char in "\t\n\r":
        return " "
    if char < " ":
        return chr(0x2400 + ord(char))
    if char in _JOINERS or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return char
    return f"<U+{ord(char):04X}>"


def _frame(text: Text, drawn: str) -> None:
    text.append(drawn, _FRAME)


def _append_line(text: Text, excerpt: _Excerpt, number: int, style: str) -> None:
    blank = " " * len(str(number))
    _frame(text, f"\n{blank} |\n{number} | ")
    text.append(excerpt.text)
    _frame(text, f"\n{blank} | ")
    text.append(" " * excerpt.indent + "^" * excerpt.length, style)


class _Excerpt(Struct, frozen=True):
    """What is shown of a line: its text, and where below it the carets stand, in cells."""

    text: str
    indent: int
    length: int


def _excerpt(source: Source, span: Span, room: int) -> _Excerpt:
    """The line `span` starts on, cut to `room` cells around the place when it is longer."""
    room = max(room, MIN_LINE_CELLS)
    number, column = source.position(span.start)
    line, start = source.line(number), column - 1
    end = max(start, min(start + span.end - span.start, len(line)))
    first = _first_shown(line, start, room)
    before = _expand(line[first:start])
    parting = min(end, start + room)
    marked = _expand(line[start:parting], cell_len(before))
    rest = _expand(line[parting : start + 2 * room], cell_len(before + marked))
    lead = "…" if first else ""
    indent = cell_len(lead + before)
    shown = _clip(lead + before + marked + rest, room, is_cut=len(line) > start + 2 * room)
    return _Excerpt(shown, indent, max(1, min(cell_len(marked), room - indent)))


def _first_shown(line: str, start: int, room: int) -> int:
    """The index of the first character shown: 0 where the place is seen anyway, else a third of `room` before it."""
    if start <= room and cell_len(_expand(line[: start + 1])) <= room * 2 // 3:
        return 0
    if len(line) <= room and cell_len(_expand(line)) <= room:
        return 0
    first, cells = start, 0
    while first and cells < room // 3:
        first -= 1
        cells += cell_len(_expand(line[first]))
    return first


def _expand(text: str, cell: int = 0) -> str:
    """`text` with tabs as spaces up to the next stop, counted from `cell`, and the rest made visible."""
    pieces: list[str] = []
    for char in text:
        piece = " " * (TAB_CELLS - cell % TAB_CELLS) if char == "\t" else _visible(char)
        cell += cell_len(piece)
        pieces.append(piece)
    return "".join(pieces)


def _clip(text: str, room: int, *, is_cut: bool) -> str:
    """`text` within `room` cells, an ellipsis at its end where something is left out."""
    if cell_len(text) <= room:
        return text + "…" if is_cut and cell_len(text) < room else text
    cells = accumulate(map(cell_len, text), initial=1)  # one for the ellipsis
    return text[: sum(1 for _ in takewhile(lambda end: end <= room, cells)) - 1] + "…"
