"""Cross-references: what each leads to, and those that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from briefkit.diagnostics import Diagnostic, Outcome, diagnose
from briefkit.model import Callout, Document, Figure, Heading, Link, Reference, SoftBreak, Table, Target, Text
from briefkit.model.walk import AnyNode
from briefkit.passes.places import Change, change_places, placed
from briefkit.passes.sentences import openings
from briefkit.passes.targets import id_of, ids_of, own_words

_SHORT = re.compile(r"(?:fig|tbl|tab|sec|box)[:-]\S+")
"""Ids that can be referred to in a text as they are, with ``@`` before them."""

_PREFIX = re.compile(r"(fig|figure|tbl|tab|table|sec|section|box)[:._-]")
_KINDS = {"figure": "fig", "tab": "tbl", "table": "tbl", "section": "sec"}

MAX_LISTED = 6
"""How many names a hint lists where none comes near."""

MAX_COMPARISONS = 100_000
"""How many pairs of ids are compared letter by letter, so that a document of dead links takes no longer than others."""


class _Meant(Struct, frozen=True):
    """What a reference can lead to: its kind, number and words."""

    kind: Target
    number: str
    words: str


TOP = "#top"
"""A link that leads to the top of any page (HTML §7.4.6.4)."""


def resolve(document: Document) -> Outcome[Document]:
    """Note in every cross-reference its target's kind, number and words, and whether it begins a sentence.

    B505 for one whose target is not there or has nothing that it could be called by, and for a link to a place in the
    document that is not there.
    """
    nodes = tuple(placed(document))
    known = {id_of(node): meant for _, node in nodes if (meant := _meant(node)) and id_of(node)}
    ids = ids_of(document)
    written = {id_of(node) for _, node in nodes if _is_known_by_name(node)}
    names, link_names = _Names(written & known.keys()), _Names(written)
    opening = openings(document)
    changes: dict[int, Change] = {}
    found: list[Diagnostic] = []
    for place, node in nodes:
        if isinstance(node, Reference):
            meant = known.get(node.target, _NOTHING)
            if not meant.kind:
                found.append(_nameless(node) if node.target in ids else _dangling(node, node.target, names))
            derived = (meant.kind, meant.number, meant.words, place in opening)
            if (node.kind, node.number, node.words, node.begins_sentence) != derived:
                changes[place] = _resolving(meant, begins_sentence=place in opening)
        elif isinstance(node, Link) and node.target.startswith("#") and node.target.casefold() != TOP:
            target = unquote(node.target[1:])
            if not {target, node.target[1:]} & ids:
                found.append(_dangling(node, target, link_names))
    return Outcome(change_places(document, changes), tuple(found))


def _is_known_by_name(node: AnyNode) -> bool:
    """Whether the id of `node` is one that its author knows: written by hand, or made of a heading's words."""
    return bool(id_of(node)) and (
        isinstance(node, Heading) or (not isinstance(node, Text | SoftBreak) and bool(node.attrs.id))
    )


_NOTHING = _Meant("", "", "")


def _resolving(meant: _Meant, *, begins_sentence: bool) -> Change:
    return lambda node: replace(
        node, kind=meant.kind, number=meant.number, words=meant.words, begins_sentence=begins_sentence
    )


def _meant(node: AnyNode) -> _Meant | None:
    """What a reference to `node` has to go by; None where there is nothing."""
    match node:
        case Heading(content=content):
            meant = _Meant("section", node.number, _line(own_words(content)))
        case Figure(caption=caption) | Table(caption=caption):
            kind: Target = "figure" if isinstance(node, Figure) else "table"
            meant = _Meant(kind, node.number, _line(own_words(caption.content)) if caption else "")
        case Callout(title=title):
            meant = _Meant("box", node.number, _line(own_words(title.content)) if title else "")
        case _:
            return None
    return meant if meant.number or meant.words else None


def _line(text: str) -> str:
    return " ".join(text.split())


# Diagnostics --------------------------------------------------------------------------------------------------------


def _nameless(node: Reference) -> Diagnostic:
    return diagnose(
        "B505",
        f"what has the id `{node.target}` has neither a number nor a title that a reference could read",
        span=node.span,
        hint=f"say it in words of your own: `[words](#{node.target})`",
    )


def _dangling(node: Reference | Link, target: str, names: _Names) -> Diagnostic:
    message = f"nothing has the id `{target}`" if target else "the link leads to no id"
    return diagnose("B505", message, span=node.span, hint=_hint(node, target, names))


def _hint(node: Reference | Link, target: str, names: _Names) -> str:
    if near := names.nearest(target):
        return f"did you mean `{_written(node, near)}`?"
    kind = _kind(target)
    alike = [name for name in names.known if not kind or _kind(name) == kind]
    if 0 < len(alike) <= MAX_LISTED:
        return f"there is {', '.join(f'`{_written(node, name)}`' for name in alike)}"
    return f"give what is meant an id: `{{#{target or 'id'}}}` behind {_PLACES.get(kind, 'a heading or a caption')}"


_PLACES = {"fig": "the picture", "tbl": "the caption of the table", "sec": "the heading"}
"""Where the id of what is referred to stands, by the kind that it begins with."""


def _kind(name: str) -> str:
    """The kind that an id begins with (``fig``, ``tbl``, ``sec``, ``box``); empty where it begins with none."""
    found = _PREFIX.match(name.lower())
    return _KINDS.get(found[1], found[1]) if found else ""


def _written(node: Reference | Link, name: str) -> str:
    """How `node` would be written, were it to lead to the id `name`."""
    if isinstance(node, Link):
        return f"#{name}"
    if _SHORT.fullmatch(name):
        return f"@{name}"
    return f"[](#{name})"


class _Names:
    """The `known` ids, to find the one that somebody meant."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = sorted(known)
        self._comparisons = MAX_COMPARISONS

    @cached_property
    def _by_form(self) -> dict[str, str]:
        """The ids by what is the same in all ways of writing them; and without their kinds, where that is no other."""
        exact = {_form(name): name for name in reversed(self.known)}
        return {_bare(name): name for name in reversed(self.known)} | exact

    def nearest(self, target: str) -> str:
        """The id that `target` comes nearest to; empty where none is near.

        Ways of writing the same (``fig:x``, ``fig-x``, ``figure_x``) count as equal, and so does an id without its
        kind. Others are compared letter by letter, as long as that takes little time.
        """
        for form in (_form(target), _bare(target)):
            if form in self._by_form:
                return self._by_form[form]
        self._comparisons -= len(self._by_form)
        near = get_close_matches(_form(target), self._by_form, n=1) if self._comparisons >= 0 else []
        return self._by_form[near[0]] if near else ""


def _form(name: str) -> str:
    """An id in one way of writing: ``tbl-x`` for ``tab:x``."""
    kind = _kind(name)
    return f"{kind}-{_bare(name)}" if kind else _bare(name)


def _bare(name: str) -> str:
    """An id without the kind it begins with."""
    return re.sub(r"[:._-]+", "-", _PREFIX.sub("", name.lower(), count=1))
