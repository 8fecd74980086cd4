"""Roles → what their styles may be called, the plainest name first.

A role has a ladder of names: what it is ("Quote"), then the same told apart by its classes and by what it stands in
("Key Points Quote"). Which rung a style gets is decided where looks are compared. A name that the stylesheet declares
is the only rung.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from msgspec.structs import replace

from briefkit.write.docx.builtin_styles import RESERVED, WORD
from briefkit.write.docx.flow import Purpose, Role

Ladder: TypeAlias = tuple[str, ...]
"""The names a style may have, from the plainest to the most telling."""

_PLAIN_TAGS = frozenset(
    {"p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "details", "body"}
)
"""Blocks that say nothing by themselves: they are called by their class."""

_PARAGRAPHS = {
    **{f"h{level}": f"heading {level}" for level in range(1, 7)},
    "pre": "HTML Preformatted",
    "blockquote": "Quote",
    "address": "HTML Address",
    "caption": "caption",
    "figcaption": "caption",
    "li": "List",
    "dt": "Definition Term",
    "dd": "Definition Text",
    "td": "Table Text",
    "th": "Table Head",
    "figure": "Picture",
    "img": "Picture",
    "hr": "Rule",
}
"""Element → paragraph style."""

_CLASSES = {
    name: WORD[name.replace("-", " ")] for name in ("title", "subtitle", "caption", "quote", "date", "signature")
}
"""Classes that mean what Word's style of that name means."""

_CHARACTERS = {
    "a": "Hyperlink",
    "strong": "Strong",
    "b": "Strong",
    "em": "Emphasis",
    "i": "Emphasis",
    "code": "HTML Code",
    "kbd": "HTML Keyboard",
    "samp": "HTML Sample",
    "tt": "HTML Typewriter",
    "var": "HTML Variable",
    "cite": "HTML Cite",
    "dfn": "HTML Definition",
    "abbr": "HTML Acronym",
    "acronym": "HTML Acronym",
    "sub": "Subscript",
    "sup": "Superscript",
    "small": "Small Print",
    "mark": "Highlight",
    "u": "Underlined",
    "ins": "Inserted",
    "s": "Struck Out",
    "del": "Struck Out",
    "q": "Quoted",
}
"""Element → character style."""

_SURROUNDINGS = {
    "blockquote": "Quote",
    "figure": "Figure",
    "nav": "Navigation",
    "aside": "Aside",
    "td": "Table",
    "th": "Table",
    "caption": "Caption",
    "li": "List",
    "pre": "Preformatted",
}
"""Element around → the word that tells what stands in it apart."""

_CELLS = frozenset({"td", "th"})

_TABLES: dict[Purpose, str] = {"data": "Table", "box": "Box", "layout": "Layout"}
"""What a table is there for → what its style is called, after the word that tells it apart."""

_TEXT = "Body Text"
_LONGEST = 200
_NOT_IN_NAMES = re.compile(r"[\\{};,\x00-\x1f\x7f]+")


def paragraph_names(role: Role, *, is_marked: bool) -> Ladder:
    """The names for a paragraph's style; `is_marked` where it shows its item's bullet or number."""
    if role.name:
        return (declared(role.name),)
    if role.toc_level:
        return (f"toc {min(role.toc_level, 9)}",)
    if role.pseudo:
        names = paragraph_names(replace(role, pseudo=""), is_marked=is_marked)
        return tuple(f"{name[:1].upper()}{name[1:]} {title(role.pseudo)}" for name in names)
    role = _in_cell(role)
    if role.tag in _PLAIN_TAGS and role.classes and role.classes[0] not in _CLASSES:
        base, telling, meant = title(role.classes[0]), _telling(role.classes[1:], role.context), ""
    else:
        base, telling = _paragraph_base(role, is_marked)
        meant = base
    return tuple(_safe(name, "Paragraph", meant) for name in _rungs(base, telling, is_plain=base == _TEXT))


def character_names(role: Role) -> Ladder:
    """The names for a run's style; none for an element that says nothing by itself and has no class."""
    if role.name:
        return (declared(role.name),)
    suffix = f" {title(role.pseudo)}" if role.pseudo else ""
    known = _CHARACTERS.get(role.tag)
    classes = role.classes
    if known is None:
        if not classes:
            return ()
        base, classes = title(classes[0]), classes[1:]
    else:
        base = known
    rungs = _rungs(base + suffix, _telling(classes, role.context), is_plain=False)
    return tuple(_safe(name, "Characters", known or "") for name in rungs)


def table_names(role: Role, purpose: Purpose) -> Ladder:
    """The names for a table's style: after its classes, then after what it stands in."""
    if role.name:
        return (declared(role.name),)
    kind = _TABLES[purpose]
    if purpose == "layout":
        return (kind,)
    own = [title(name) for name in role.classes]
    around = [word for word in _telling((), role.context) if word != kind]
    plain = _SURROUNDINGS.get(role.tag, "Plain") if purpose == "box" else "Standard"
    names = (word if word.endswith(kind) else f"{word} {kind}" for word in [*(own or [plain]), *around])
    return tuple(dict.fromkeys(f"{name} Style" if name.casefold() in RESERVED else name for name in names))


def declared(name: str) -> str:
    """A declared name: in Word's spelling where it is one of Word's, without what names cannot hold."""
    clean = " ".join(_NOT_IN_NAMES.sub(" ", name).split())[:_LONGEST].strip() or "Style"
    return WORD.get(clean.casefold(), clean)


def title(name: str) -> str:
    """A class name as a style's name: ``key-points`` and ``keyPoints`` are "Key Points"."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    words = re.findall(r"\w+", spaced.replace("_", " "))
    return " ".join(word[:1].upper() + word[1:] for word in words)[:_LONGEST] or "Style"


def _paragraph_base(role: Role, is_marked: bool) -> tuple[str, list[str]]:
    """What a paragraph is, and the words that tell it apart."""
    if role.tag in _PLAIN_TAGS and role.classes:
        return _CLASSES[role.classes[0]], _telling(role.classes[1:], role.context)
    if role.list_level and (role.tag in _PLAIN_TAGS or role.tag == "li"):
        return _list_name(role, is_marked), _telling(role.classes, role.context, without="li")
    if role.tag in _CELLS:
        return _cell_name(role), _telling(role.classes, role.context, without=role.tag)
    if role.tag not in _PLAIN_TAGS:
        return _PARAGRAPHS.get(role.tag) or title(role.tag), _telling(role.classes, role.context, without=role.tag)
    quoted = next((place for place, entry in enumerate(role.context) if _tag(entry) == "blockquote"), None)
    if quoted is None:
        return _TEXT, _telling((), role.context)
    classes = role.context[quoted].split(".")[1:]
    return "Quote", _telling(classes, (*role.context[:quoted], *role.context[quoted + 1 :]))


def _in_cell(role: Role) -> Role:
    """The role of the cell for text that is in it and says nothing by itself."""
    if role.tag not in _PLAIN_TAGS or role.classes or role.list_level or not role.context:
        return role
    tag, *classes = role.context[0].split(".")
    return role if tag not in _CELLS else replace(role, tag=tag, classes=tuple(classes), context=role.context[1:])


def _cell_name(role: Role) -> str:
    """What a cell is: a head of columns or of a row, a total at the foot, or just text."""
    group = next((tag for tag in map(_tag, role.context) if tag in {"thead", "tfoot", *_CELLS}), "")
    if group == "tfoot":
        return "Table Total"
    return "Table Row Head" if role.tag == "th" and group != "thead" else _PARAGRAPHS[role.tag]


def _list_name(role: Role, is_marked: bool) -> str:
    kind = {"bullet": "List Bullet", "number": "List Number", "": "List"}[role.list_kind]
    if role.list_kind and not is_marked:
        kind = "List Continue"
    return kind if role.list_level == 1 else f"{kind} {role.list_level}"


def _telling(classes: Iterable[str], context: Iterable[str], *, without: str = "") -> list[str]:
    """The words that an element's classes and the elements around it offer, nearest first.

    Elements called `without` tell by their classes only.
    """
    words = [title(name) for name in classes]
    for entry in context:
        tag, *around = entry.split(".")
        if around:
            words.append(title(around[0]))
        elif tag in _SURROUNDINGS and tag != without:
            words.append(_SURROUNDINGS[tag])
    return words


def _tag(entry: str) -> str:
    return entry.partition(".")[0]


def _rungs(base: str, telling: Iterable[str], *, is_plain: bool) -> Iterator[str]:
    """The ladder: `base`, then with one word more in front at each rung, "Nested" where the word is there already."""
    yield base
    front: list[str] = []
    shown = base[:1].upper() + base[1:]
    for word in telling:
        if base.startswith(f"{word} "):
            continue
        is_repeated = word in front or word == base
        front.insert(0, "Nested" if is_repeated else word)
        yield " ".join(front if is_plain else [*front, shown])[-_LONGEST:].strip()


def _safe(name: str, kind: Literal["Paragraph", "Characters"], meant: str) -> str:
    """`name`, unless Word or LibreOffice means something else by it than `meant`."""
    return f"{name} {kind}" if name.casefold() in RESERVED and name != meant else name
