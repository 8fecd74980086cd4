"""Footnotes: each note's body is moved from the end of the page to its call, for CSS to float to the foot of a sheet.

A page on a screen gathers its notes at the end (DPUB-ARIA ``doc-endnotes``), with links to and fro. Paged media want
them where they are called (CSS GCPM 3 §2): the body itself is the call, ``float: footnote`` takes it out of the line
and numbers it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

NOT_KEPT = frozenset({"role", "value"})
"""What only a body at the end of the page has."""


def float_notes(root: Any) -> None:
    """Puts the bodies of footnotes in the place of their calls, in the ElementTree below `root`.

    A call without a body and a body without a call stay as they are; so do notes that are called in a note, as a
    footnote cannot float out of another. A section that has no bodies left is taken out.
    """
    parents = {child: parent for parent in root.iter() for child in parent}
    bodies = {body.get("id"): body for body in _bodies(root)}
    expected = 1
    for call in _calls(root):
        body = bodies.get(_target(call))
        if body is None or any(map(_is_body, _above(call, parents))):
            continue
        del bodies[body.get("id")]
        number = "".join(call.itertext()).strip()
        note = _note(body)
        if number.isdecimal():
            if int(number) != expected:  # CSS counts what floats; a note that does not float counts too
                note.set("style", f"counter-set: footnote {int(number) - 1}")
            expected = int(number) + 1
        else:
            expected += 1
        _replace(call, note, parents[call])
        _remove(body, parents[body])
    _settle_left(root, bodies)
    for section in [element for element in root.iter() if element.get("role") == "doc-endnotes"]:
        if next(section.iter("li"), None) is None:
            _remove(section, parents[section])


def _calls(root: Any) -> list[Any]:
    """The calls in document order: what is changed on the way must not be walked."""
    return [element for element in root.iter("sup") if "note-call" in element.get("class", "").split()]


def _target(call: Any) -> str | None:
    """The id of the body that a call links to; None for what only looks like a call."""
    links = (link for link in call.iter("a") if link.get("role") == "doc-noteref")
    return next((link.get("href", "").removeprefix("#") for link in links), None)


def _bodies(root: Any) -> Iterator[Any]:
    for section in root.iter("section"):
        if section.get("role") == "doc-endnotes":
            yield from filter(_is_body, section.iter("li"))


def _is_body(element: Any) -> bool:
    return element.tag == "li" and "footnote" in element.get("class", "").split()


def _above(element: Any, parents: dict[Any, Any]) -> Iterator[Any]:
    while element in parents:
        element = parents[element]
        yield element


def _note(body: Any) -> Any:
    """The body as it stands at its call.

    A block behind the note's number would begin a line of its own, so the first paragraph stands in the note's line.
    """
    attributes = {name: value for name, value in body.attrib.items() if name not in NOT_KEPT}
    note = ElementTree.Element("span", attributes)
    note.text = body.text
    note.extend(list(body))
    _drop_backlinks(note)
    if len(note) and note[0].tag == "p" and not (note.text or "").strip():
        _open_first(note)
    if len(note):
        note[-1].tail = (note[-1].tail or "").rstrip()
    else:
        note.text = (note.text or "").rstrip()
    return note


def _open_first(note: Any) -> None:
    """Puts the words of the first paragraph into the note itself, in a ``span`` where the paragraph says more."""
    first = note[0]
    if first.attrib:
        first.tag = "span"
        note.text = ""
        return
    note.remove(first)
    note.text = first.text
    for index, child in enumerate(list(first)):
        note.insert(index, child)
    if first.tail and first.tail.strip():
        _append_text(note, len(first), first.tail)


def _drop_backlinks(note: Any) -> None:
    """Takes out the links back to the call, with the space before them and the paragraph that held nothing else."""
    parents = {child: parent for parent in note.iter() for child in parent}
    for link in [element for element in parents if element.get("role") == "doc-backlink"]:
        around = parents[link]
        is_last = around[-1] is link and not (link.tail or "").strip()
        _remove(link, around)
        if not is_last:
            continue
        if len(around):
            around[-1].tail = (around[-1].tail or "").rstrip()
        else:
            around.text = (around.text or "").rstrip()
        if around in parents and not len(around) and not around.text:
            _remove(around, parents[around])


def _settle_left(root: Any, bodies: dict[str | None, Any]) -> None:
    """Gives the bodies that stay the numbers of their calls, as those before them may be gone, and keeps them there."""
    numbers = {_target(call): "".join(call.itertext()).strip() for call in _calls(root)}
    for name, body in bodies.items():
        number = numbers.get(name, "")
        if number.isdecimal():
            body.set("value", str(int(number)))
        classes = [word for word in body.get("class", "").split() if word != "footnote"]
        if classes:
            body.set("class", " ".join(classes))
        else:
            body.attrib.pop("class", None)


# Changing an ElementTree, where text behind an element hangs on the element -----------------------------------------


def _replace(old: Any, new: Any, parent: Any) -> None:
    new.tail = old.tail
    parent[list(parent).index(old)] = new


def _remove(element: Any, parent: Any) -> None:
    """Takes `element` out of `parent`; the text behind it stays."""
    index = list(parent).index(element)
    del parent[index]
    if element.tail:
        _append_text(parent, index, element.tail)
    element.tail = None


def _append_text(parent: Any, index: int, text: str) -> None:
    """Puts `text` before the child of `parent` that stands at `index`."""
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
