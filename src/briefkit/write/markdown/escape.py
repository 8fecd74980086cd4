"""Text that stays text: what Markdown would take for markup is escaped, and nothing that it would not."""

from __future__ import annotations

import re

from briefkit.read.markdown.inline_rules import REFERENCE

_ALWAYS = r"[\\`*\[\]{~^]"
_MARKUP = re.compile(
    rf"(?P<mark>{_ALWAYS})"
    r"|(?P<underscore>_+)"
    r"|(?P<angle><(?![\s\d]))"
    r"|(?P<entity>&(?=#?\w{1,40};))"
    rf"|(?P<at>@(?={REFERENCE}))"
    r"|(?P<pipe>\|)"
    r"|(?P<last>!\Z)"
    r"|(?P<tab>\t)"
)
_WORD = re.compile(r"\w")
_LINE_START = re.compile(
    r"(?P<heading>\#{1,6}(?=\s|$))"
    r"|(?P<bullet>[-+](?=\s|$)|\+:?-|(?:-{2,}|={1,}|\+{3})[ \t]*$|-(?:[ \t]*-){2})"
    r"|(?P<quote>>)"
    r"|(?P<colon>:(?=\s|$|::))"
    r"|(?P<number>\d{1,9}(?=[.)](?:\s|$)))"
)
_LABEL = re.compile(r"(Table|Sources?|Note)(?=:)", re.IGNORECASE)
_CLOSING_HASHES = re.compile(r"(?<!\\)(#+)$")


def escaped(text: str, *, has_pipes: bool = False, before: str = "") -> str:
    """`text` as inline Markdown; `before` is the character that it comes after.

    Vertical bars are escaped where `has_pipes`: in tables, and in texts of several lines, which could become one.
    """

    def replaced(found: re.Match[str]) -> str:
        match found.lastgroup:
            case "underscore":
                return found[0] if _is_in_word(text, found) else found[0].replace("_", "\\_")
            case "pipe":
                return "\\|" if has_pipes else "|"
            case "tab":
                return "&#9;"
            case _:
                return f"\\{found[0]}"

    written = _MARKUP.sub(replaced, text)
    return f"\\{written}" if before == "]" and written[:1] in {"(", ":"} else written


def _is_in_word(text: str, found: re.Match[str]) -> bool:
    """Whether what was found stands between two letters or digits, where underscores mark nothing."""
    around = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    return all(_WORD.match(char) and char != "_" for char in around)


def kept_at_edges(line: str) -> str:
    """`line` with the white space at its ends as character references, which no parser strips (CommonMark §2.5)."""
    body = line.strip()
    if body == line:
        return line
    start = len(line) - len(line.lstrip()) if body else len(line)
    return as_references(line[:start]) + body + as_references(line[start + len(body) :])


def as_references(text: str) -> str:
    """Every character of `text` as a character reference."""
    return "".join(f"&#{ord(char)};" for char in text)


def safe_lines(written: str, *, may_label: bool = False) -> str:
    """Inline Markdown whose lines begin no block; with `may_label` the first does not look like a caption either."""
    lines = [_safe_start(kept_at_edges(line)) for line in written.split("\n")]
    if may_label:
        lines[0] = _LABEL.sub(r"\1\\", lines[0], count=1) if _LABEL.match(lines[0]) else lines[0]
    return "\n".join(lines)


def _safe_start(line: str) -> str:
    found = _LINE_START.match(line)
    if found is None:
        return line
    if found.lastgroup == "number":
        return f"{found[0]}\\{line[found.end() :]}"
    return f"\\{line}"


def safe_heading(written: str) -> str:
    """Inline Markdown on one line, for after the marks of a heading, which eat others at the end."""
    line = kept_at_edges(written.replace("\n", " "))
    return _CLOSING_HASHES.sub(lambda found: "\\" + "\\".join(found[1]), line)
