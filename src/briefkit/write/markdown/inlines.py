"""Inlines as Markdown: each node to its marks, what stands between them escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from briefkit.model import (
    Attrs,
    Code,
    Emphasis,
    Image,
    Inline,
    LineBreak,
    Link,
    Note,
    Reference,
    SmallCaps,
    SoftBreak,
    Strikeout,
    Strong,
    Styled,
    Subscript,
    Superscript,
    Text,
)
from briefkit.model.walk import descendants
from briefkit.read.markdown.inline_rules import REFERENCE
from briefkit.write.markdown.attributes import braces, with_classes
from briefkit.write.markdown.escape import as_references, escaped, kept_at_edges

SMALL_CAPS = "smallcaps"
"""The class of a span that is set in small capitals."""

_BACKTICKS = re.compile("`+")
_SPACE = re.compile(r"\s")
_WORD = re.compile(r"[^\W_]")
_LIKE_A_LETTER = re.compile(r"[^\s!-/:-@\[-`{-~]")
"""What a parser may take for a letter: whatever is no white space and no punctuation of ASCII."""

_IN_TARGET = re.compile(r"[\\<>]|&(?=#?\w{1,40};)")
_BARE_TARGET = re.compile(r"[^\s<>()\\&\x00-\x1f]+")
_IN_TITLE = re.compile(r'["\\]|&(?=#?\w{1,40};)')
_AT = re.compile(REFERENCE)
_EDGES = frozenset({"", "\n", "*", "_", "~", "^", "[", "]"})
"""Characters next to which a backslash at the end of a line might not break it."""

_GOES_ON = re.compile(r"[\w.:/-]")


class Place(Struct, frozen=True):
    """Where inlines stand: `before` and `after` are the characters around them, empty at the ends of a line.

    On `one_line` (headings, cells) breaks are written in it; `has_pipes` is whether bars could draw a table; `mark` is
    that of the emphasis around, empty outside of any.
    """

    before: str = ""
    after: str = ""
    one_line: bool = False
    has_pipes: bool = False
    mark: str = ""


class InlineWriter:
    """Writes inlines; the notes it meets go to `note`, which gives the label that calls one."""

    def __init__(self, note: Callable[[Note], str]) -> None:
        self.note = note

    def line(self, inlines: Sequence[Inline], *, one_line: bool = False, in_table: bool = False) -> str:
        """What stands in a block of text: lines, broken where the inlines are."""
        has_breaks = any(isinstance(inline, SoftBreak | LineBreak) for inline in inlines)
        return self._inlines(inlines, Place(one_line=one_line or in_table, has_pipes=in_table or has_breaks))

    def _inlines(self, inlines: Sequence[Inline], place: Place) -> str:
        """The inlines side by side.

        Marks of emphasis work between a letter and a sign of punctuation only where the letter is not seen to be one
        (CommonMark §6.2, "left-flanking"): there it is written as a character reference.
        """
        written, has_ended_on_mark = "", False
        for index, inline in enumerate(inlines):
            rest = inlines[index + 1 :]
            before = written[-1:] or place.before
            after = _first_character(rest[0]) if rest else place.after
            piece = self._inline(inline, replace(place, before=before, after=after))
            if isinstance(inline, Emphasis | Strong):
                width = 1 if isinstance(inline, Emphasis) else 2
                if _LIKE_A_LETTER.match(written[-1:]) and not _WORD.match(piece[width:]):
                    written = written[:-1] + as_references(written[-1])
                has_ended_on_mark = not _WORD.match(piece[-width - 1 :])
            elif has_ended_on_mark:
                piece = _LIKE_A_LETTER.sub(lambda found: as_references(found[0]), piece[:1]) + piece[1:]
                has_ended_on_mark = False
            written += piece
        return written

    def _inline(self, inline: Inline, place: Place) -> str:
        attrs = braces(inline.attrs)
        match inline:
            case Text(text=text):
                return escaped(text, has_pipes=place.has_pipes, before=place.before)
            case SoftBreak():
                return " " if place.one_line else "\n"
            case LineBreak():
                is_at_edge = not {place.before, place.after}.isdisjoint(_EDGES)
                return "<br>" if is_at_edge or place.one_line else "\\\n"
            case Emphasis(content=content):
                return self._stressed(content, 1, place) + attrs
            case Strong(content=content):
                return self._stressed(content, 2, place) + attrs
            case Strikeout(content=content):
                return f"~~{kept_at_edges(self._inside(content, '~', place))}~~{attrs}"
            case Subscript(content=content):
                return self._shifted(content, "~", place) + attrs
            case Superscript(content=content):
                return self._shifted(content, "^", place) + attrs
            case SmallCaps(content=content):
                return self._span(content, with_classes(inline.attrs, SMALL_CAPS), place)
            case Styled(content=content):
                return self._span(content, inline.attrs, place)
            case Code(text=text):
                return _code(text, in_table=place.has_pipes and place.one_line) + attrs
            case Link():
                inside = self._inside(inline.content, "]", place, first="[")
                return f"[{inside}]({_target(inline.target)}{_title(inline.title)}){attrs}"
            case Image(alt=alt):
                words = escaped(alt, has_pipes=place.has_pipes)
                return f"![{words}]({_target(inline.source)}{_title(inline.title)}){attrs}"
            case Note():
                return f"[^{self.note(inline)}]"
            case Reference():
                return _reference(inline, place) + attrs
            case _:
                assert_never(inline)

    def _inside(self, content: Sequence[Inline], last: str, place: Place, *, first: str = "") -> str:
        return self._inlines(content, replace(place, before=first or last, after=last))

    def _shifted(self, content: Sequence[Inline], mark: str, place: Place) -> str:
        """Lowered or raised text; without its marks where something in it may have spaces that cannot be written."""
        if any(isinstance(node, Code | Link | Image | Note) for node in descendants(content)):
            return self._inlines(content, place)
        return f"{mark}{_without_space(self._inside(content, mark, place))}{mark}"

    def _span(self, content: Sequence[Inline], attrs: Attrs, place: Place) -> str:
        return f"[{self._inside(content, ']', place, first='[')}]{braces(attrs, must=True)}"

    def _stressed(self, content: Sequence[Inline], width: int, place: Place) -> str:
        """Emphasis in stars; in underscores where stars around it or beside it would be taken for its own.

        Underscores mark nothing beside a letter, nor beside other underscores that mark something.
        """
        around = (place.before, place.after)
        is_free = place.mark != "_" and "_" not in around and not any(map(_LIKE_A_LETTER.match, around))
        mark = "_" if is_free and (place.mark == "*" or "*" in around) else "*"
        inside = kept_at_edges(self._inside(content, mark, replace(place, mark=mark)))
        return f"{mark * width}{inside}{mark * width}"


def _first_character(inline: Inline) -> str:
    """What `inline` will begin with, as far as its neighbour needs to know."""
    match inline:
        case Text(text=text):
            return text[:1]
        case SoftBreak() | LineBreak():
            return "\n"
        case Emphasis() | Strong():
            return "*"
        case Code():
            return "`"
        case Subscript() | Strikeout():
            return "~"
        case _:
            return "["


def _without_space(written: str) -> str:
    """`written` with its spaces as character references: lowered and raised text has none."""
    return _SPACE.sub(lambda found: as_references(found[0]), written)


def _code(text: str, *, in_table: bool) -> str:
    """Program text between as many backticks as do not stand in it (CommonMark §6.1)."""
    runs = {len(found) for found in _BACKTICKS.findall(text)}
    fence = "`" * next(length for length in range(1, len(text) + 2) if length not in runs)
    needs_room = text[:1] == "`" or text[-1:] == "`" or (text[:1] == text[-1:] == " " and text.strip(" ") != "")
    room = " " if needs_room else ""
    shown = text.replace("|", "\\|") if in_table else text
    return f"{fence}{room}{shown}{room}{fence}"


def _target(target: str) -> str:
    if _BARE_TARGET.fullmatch(target):
        return target
    return f"<{_IN_TARGET.sub(_backslashed, target)}>" if target else ""


def _title(title: str) -> str:
    return f' "{_IN_TITLE.sub(_backslashed, title)}"' if title else ""


def _backslashed(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _reference(reference: Reference, place: Place) -> str:
    """``@fig-x`` where nothing runs into it, in brackets where something would; other ids as an empty link."""
    if not _AT.fullmatch(reference.target):
        return f"[]({_target('#' + reference.target)})"
    written = f"{'-' if reference.is_bare else ''}@{reference.target}"
    runs_into = bool(_WORD.match(place.before) or _GOES_ON.match(place.after)) or place.before in {"-", "@"}
    return f"[{written}]" if runs_into else written
