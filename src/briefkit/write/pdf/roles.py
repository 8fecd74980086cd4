"""Roles: which standard structure type (ISO 32000-1 §14.8.4) each element of HTML is.

What has no role is transparent. ``Em`` and ``Strong`` are types of PDF 2.0, mapped to ``Span`` by the role map.
"""

from __future__ import annotations

from briefkit.layout.tags import Annotation, Tag

ROLES = {
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "nav": "Sect",
    "aside": "Sect",
    "blockquote": "BlockQuote",
    "p": "P",
    "pre": "P",
    "address": "P",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "ul": "L",
    "ol": "L",
    "menu": "L",
    "dl": "L",
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "caption": "Caption",
    "figcaption": "P",
    "a": "Link",
    "em": "Em",
    "i": "Em",
    "strong": "Strong",
    "b": "Strong",
    "code": "Code",
    "kbd": "Code",
    "samp": "Code",
    "q": "Quote",
    "img": "Figure",
    "svg": "Figure",
    "object": "Figure",
    "embed": "Figure",
}

PSEUDO_ROLES = {"marker": "Lbl", "footnote-call": "Reference", "footnote-marker": "Lbl"}


def give_roles(root: Tag) -> None:
    """Gives each tag its role and its language."""
    root.role = "Document"
    notes = 0
    calls = {tag.element for tag in root.descendants() if tag.pseudo == "footnote-call"}
    for tag in root.descendants():
        if tag is root or tag.element is None:
            continue
        tag.role = _role(tag)
        if not tag.pseudo:
            tag.language = _language(tag)
        if not tag.pseudo and tag.element in calls:
            notes += 1
            tag.role, tag.id = "Note", f"note-{notes}"  # PDF/UA-1 §7.9: notes have ids
        elif tag.language and not tag.role:
            tag.role = "Span" if tag.style is not None and tag.style.display[0] == "inline" else "Div"


def _role(tag: Tag) -> str:
    if tag.pseudo:
        return PSEUDO_ROLES.get(tag.pseudo, "")
    role = ROLES.get(tag.html_tag, "")
    if not role and tag.element is not None and tag.element.attributes.get("role") == "doc-toc":
        return "Sect"
    if role == "Link" and not any(isinstance(kid, Annotation) for kid in tag.kids):
        return ""  # an anchor, or a link that leads nowhere
    if role == "Figure" and tag.place is None:
        return ""  # a picture that could not be shown: its alternative text stands in its place
    if role in TABLE_ROLES and tag.style is not None and not _is_table_part(tag):
        return ""  # laid out as something else by the stylesheet
    return role


TABLE_ROLES = {"Table", "THead", "TBody", "TFoot", "TR", "TH", "TD", "Caption"}


def _is_table_part(tag: Tag) -> bool:
    assert tag.style is not None
    return "table" in tag.style.display or tag.style.display[0].startswith("table-")


def _language(tag: Tag) -> str:
    assert tag.element is not None
    if tag.html_tag == "html":
        return ""  # the document's own, which the catalogue says
    return tag.element.attributes.get("lang", "")
