"""The box tree for people: one line a box, indented, with the first words of its text."""

from __future__ import annotations

from briefkit.layout.views import Box, BoxKind

TEXT_CHARACTERS = 60


def outline_of_boxes(root: Box) -> str:
    """The boxes below and with `root`: kind, element with id and classes, pseudo-element, text."""
    lines: list[str] = []
    stack = [(root, 0)]
    while stack:
        box, depth = stack.pop()
        lines.append("  " * depth + _line(box))
        stack.extend((child, depth + 1) for child in reversed(box.children))
    return "\n".join(lines)


def _line(box: Box) -> str:
    kind = box.kind.name.lower().replace("_", "-")
    if box.kind is BoxKind.TEXT:
        text = box.text if len(box.text) <= TEXT_CHARACTERS else f"{box.text[: TEXT_CHARACTERS - 1]}…"
        return f'{kind} "{text}"'
    return f"{kind} {_selector(box)}".rstrip()


def _selector(box: Box) -> str:
    """The box's element as a selector writes it; nothing for an anonymous box."""
    element = box.element
    if element is None or box.is_anonymous:
        return ""
    identity = f"#{element.id}" if element.id else ""
    classes = "".join(f".{name}" for name in element.classes)
    return f"{element.tag}{identity}{classes}{f'::{box.pseudo}' if box.pseudo else ''}"
