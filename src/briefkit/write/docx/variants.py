"""Variants of paragraph styles: the word that tells one apart in its name, from what it changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from briefkit.write.docx.flow import NO_BORDERS, ParagraphLook
from briefkit.write.docx.style_bases import Definition

_Word: TypeAlias = Callable[[Definition, Definition], str]
"""The word for one kind of difference between a style and a variant of it; empty where they do not differ in it."""

_OTHER = "Variant"


def difference_word(plain: Definition, variant: Definition) -> str:
    """What a variant is called after its style's name: the first difference that an eye sees."""
    return next((word for find in _WORDS if (word := find(plain, variant))), _OTHER)


def _of_text(field: str, more: str, less: str) -> _Word:
    def word(plain: Definition, variant: Definition) -> str:
        return _compared(getattr(plain.run_look, field), getattr(variant.run_look, field), more, less)

    return word


def _of_paragraph(measure: Callable[[ParagraphLook], int], more: str, less: str) -> _Word:
    def word(plain: Definition, variant: Definition) -> str:
        return _compared(measure(plain.look), measure(variant.look), more, less)

    return word


def _compared(plain: int, variant: int, more: str, less: str) -> str:
    if plain == variant:
        return ""
    return more if variant > plain else less


def _color(plain: Definition, variant: Definition) -> str:
    return "" if plain.run_look.color == variant.run_look.color else "Colored"


def _frame(plain: Definition, variant: Definition) -> str:
    before, after = ((definition.look.borders, definition.look.shading) for definition in (plain, variant))
    if before == after:
        return ""
    return "Unframed" if after == (NO_BORDERS, None) else "Framed"


def _alignment(plain: Definition, variant: Definition) -> str:
    look = variant.look
    if plain.look.alignment == look.alignment:
        return ""
    if look.is_right_to_left and look.alignment in {"left", "right"}:  # Word's left is where lines start (§17.18.44)
        return "Right" if look.alignment == "left" else "Left"
    return {"left": "Left", "center": "Centered", "right": "Right", "both": "Justified"}[look.alignment]


def _room(look: ParagraphLook) -> int:
    return look.before + look.after


_WORDS: tuple[_Word, ...] = (
    _of_text("size", "Larger", "Smaller"),
    _of_text("is_bold", "Bold", "Regular"),
    _of_text("is_italic", "Italic", "Upright"),
    _color,
    _frame,
    _alignment,
    _of_paragraph(lambda look: look.left + look.right, "Indented", "Unindented"),
    _of_paragraph(lambda look: look.first_line, "Indented", "Unindented"),
    _of_paragraph(lambda look: look.line, "Loose", "Tight"),
    _of_paragraph(_room, "Loose", "Tight"),
    _of_paragraph(lambda look: look.keeps_next + look.keeps_lines, "Kept", "Unkept"),
)
