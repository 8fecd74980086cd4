"""Roles: which standard structure type (ISO 32000-1 §14.8.4) each element of HTML is.

What has no role is transparent. ``Em``, ``Strong`` and ``Aside`` are types of PDF 2.0 (ISO 32000-2 §14.8.4), which the
role map explains to readers of earlier versions.
"""

from __future__ import annotations

from briefkit.layout.tags import Annotation, Tag
from briefkit.layout.views import Element

ROLES = {
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "nav": "Sect",
    "aside": "Aside",
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
    "figure": "Div",
    "figcaption": "Caption",
    "a": "Link",
    "em": "Em",
    "i": "Em",
    "strong": "Strong",
    "b": "Strong",
    "code": "Code",
    "kbd": "Code",
    "samp": "Code",
    "q": "Quote",
    "s": "Span",
    "del": "Span",
    "img": "Figure",
    "svg": "Figure",
    "object": "Figure",
    "embed": "Figure",
}

STRUCK = frozenset({"s", "del"})
"""What no longer holds: words that say the contrary when nobody says that they are struck out."""

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
        if tag.html_tag in STRUCK:
            tag.attributes["Layout"] = {"TextDecorationType": "LineThrough"}
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
    if tag.html_tag in TABLE_TAGS and not _is_table_part(tag):
        return ""
    return role


TABLE_TAGS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"})


def _is_table_part(tag: Tag) -> bool:
    """Whether it is laid out as a table, and one that relates what stands in it (HTML §4.9.1)."""
    assert tag.style is not None and tag.element is not None
    is_laid_out = "table" in tag.style.display or tag.style.display[0].startswith("table-")
    return is_laid_out and _table_of(tag.element).attributes.get("role") not in {"presentation", "none"}


def _table_of(part: Element) -> Element:
    return next((element for element in (part, *part.ancestors()) if element.tag == "table"), part)


def _language(tag: Tag) -> str:
    assert tag.element is not None
    if tag.html_tag == "html":
        return ""  # the document's own, which the catalogue says
    return tag.element.attributes.get("lang", "")
