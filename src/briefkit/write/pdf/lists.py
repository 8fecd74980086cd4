"""Lists: each item is a label and one body, each list says how it is numbered (ISO 32000-1 §14.8.4.3.3, §14.8.5.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from briefkit.layout.tags import Kid, Tag

NUMBERINGS = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "decimal-leading-zero": "Decimal",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
}


def complete_lists(root: Tag) -> None:
    """Gives items their bodies and lists their numbering; an item outside a list is a block like others."""
    for tag in root.descendants():
        if tag.role == "L":
            if tag.html_tag == "dl":
                tag.kids = list(_described(tag.kids))
            tag.kids = list(_items(tag.kids))
            tag.attributes["List"] = {"ListNumbering": _numbering(tag)}
        elif tag.role != "LBody":
            _free(tag)


def _free(tag: Tag) -> None:
    """Makes blocks of the items among the kids of what is no list."""
    for kid in tag.tags:
        if kid.role == "LI":
            kid.role = "Div"


def _items(kids: Iterable[Kid]) -> Iterator[Tag]:
    """The kids of a list as items; what is none, a list in a list say, becomes the body of one."""
    for is_item, run in groupby(kids, key=lambda kid: isinstance(kid, Tag) and kid.role == "LI"):
        if not is_item:
            yield Tag(role="LI", kids=[Tag(role="LBody", kids=list(run))])
            continue
        for item in run:
            assert isinstance(item, Tag)
            _complete_item(item)
            yield item


def _complete_item(item: Tag) -> None:
    if [kid.role for kid in item.tags] == ["Lbl", "LBody"] and len(item.kids) == 2:
        return
    labels: list[Kid] = [kid for kid in item.kids if isinstance(kid, Tag) and kid.pseudo == "marker"]
    rest = [kid for kid in item.kids if kid not in labels]
    item.kids = [*labels, Tag(role="LBody", kids=rest)]


def _described(kids: Iterable[Kid]) -> Iterator[Kid]:
    """The kids of a description list as items: terms are the label, what describes them the body."""
    terms: list[Kid] = []
    bodies: list[Kid] = []
    for kid in kids:
        is_term = isinstance(kid, Tag) and kid.role == "Lbl"
        if is_term and bodies:
            yield _description(terms, bodies)
            terms, bodies = [], []
        (terms if is_term else bodies).append(kid)
    if terms or bodies:
        yield _description(terms, bodies)


def _description(terms: list[Kid], bodies: list[Kid]) -> Tag:
    label = Tag(role="Lbl", kids=[kid for term in terms if isinstance(term, Tag) for kid in term.kids])
    body = Tag(role="LBody")
    for kid in bodies:
        body.kids.extend(kid.kids if isinstance(kid, Tag) and kid.role == "LBody" else [kid])
    return Tag(role="LI", kids=[label, body])


def _numbering(tag: Tag) -> str:
    """How the items are numbered; a list whose items have no label is not."""
    if not any(kid.role == "Lbl" for item in tag.tags for kid in item.tags):
        return "None"
    return NUMBERINGS.get(tag.style.list_style_type, "None") if tag.style is not None else "None"
