"""Fields (ECMA-376 Part 1 §17.16): their codes, and the runs of a complex field.

A field always carries its result, so that nothing has to be updated when the file is opened: neither ``updateFields``
nor a dirty mark is ever written, since both make Word ask its reader a question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefkit.write.docx.bookmarks import Bookmarks
from briefkit.write.docx.flow import Contents, Field, FieldKind
from briefkit.write.docx.markup import PRESERVED, Element, Node, add, add_run


def code(field: Field, bookmarks: Bookmarks, string_styles: Mapping[str, str]) -> str | None:
    """The field's code; None where what it points at is not there.

    `string_styles` says for each named string which style the paragraphs that set it have.
    """
    match field.kind:
        case FieldKind.PAGE | FieldKind.NUMPAGES | FieldKind.SECTIONPAGES:
            return _joined(field.kind, field.switches)
        case FieldKind.PAGEREF | FieldKind.REF:
            name = bookmarks.name(field.target)
            return _joined(field.kind, name, field.switches, "\\h") if name else None
        case FieldKind.SEQ:
            return _joined(field.kind, field.target, field.switches)
        case FieldKind.STYLEREF:
            style = string_styles.get(field.target)
            return _joined(field.kind, _style(style), field.switches) if style else None


def contents_code(contents: Contents) -> str:
    """The code of a contents list: what is listed, as links, numbers hidden in web layout (§17.16.5.68)."""
    if contents.sequence:
        return f'TOC \\h \\z \\c "{contents.sequence}"'
    return f'TOC \\o "{contents.first}-{contents.last}" \\h \\z \\u'


def _style(name: str) -> str:
    """A style as STYLEREF names it (§17.16.5.59).

    A heading goes by its number: Word knows the name "heading 1" in the language of its menus only.
    """
    if heading := re.fullmatch(r"heading ([1-9])", name):
        return heading[1]
    return '"{}"'.format(name.replace('"', '\\"'))


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def begin(parent: Element, instruction: str, look: tuple[Node, ...]) -> None:
    """Write a field up to where its result begins; `look` are the properties of its runs."""
    add(add_run(parent, look), "fldChar", {"fldCharType": "begin"})
    add(add_run(parent, look), "instrText", PRESERVED, f" {instruction} ")
    add(add_run(parent, look), "fldChar", {"fldCharType": "separate"})


def end(parent: Element, look: tuple[Node, ...]) -> None:
    """Write a field's end, after its result."""
    add(add_run(parent, look), "fldChar", {"fldCharType": "end"})
