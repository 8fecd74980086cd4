"""Run looks → w:rPr (ECMA-376 Part 1 §17.3.2): the properties in the schema's order, as differences of two looks.

A property that two looks agree on is not written; one that a look lacks and the other has is written with the value
that takes it back. What a character style sets is a `Delta`, since it has no full look of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import fields, replace

from briefkit.write.docx.flow import RunLook
from briefkit.write.docx.markup import Node, node, on_off, shading
from briefkit.write.docx.scripts import system_of

TOGGLES = frozenset({"is_bold", "is_italic", "is_all_caps", "is_small_caps", "is_struck", "is_hidden"})
"""Fields that a paragraph's and a character's style add up by exclusive or (§17.7.3)."""

RUN_FIELDS = tuple(field.name for field in fields(RunLook))

UNSTYLED = frozenset({"is_right_to_left", "is_complex"})
"""Fields that no style can hold: what a run is written in is always its own (Word takes no w:rtl in styles)."""

Delta: TypeAlias = tuple[tuple[str, Any], ...]
"""What a run changes in its paragraph's look: field and value, in the order of the fields of `RunLook`."""


class RunProperty(Struct, frozen=True):
    """One property of CT_RPr: the fields of `RunLook` it is made of, and the elements they come to."""

    fields: frozenset[str]
    write: Callable[[RunLook], tuple[Node, ...]]


def _switch(field: str, *names: str) -> RunProperty:
    """A property that is on or off, for Latin and (a second name) complex scripts."""

    def write(look: RunLook) -> tuple[Node, ...]:
        return tuple(on_off(name, getattr(look, field)) for name in names)

    return RunProperty(frozenset({field}), write)


def _property(write: Callable[[RunLook], Iterable[Node]], *names: str) -> RunProperty:
    return RunProperty(frozenset(names), lambda look: tuple(write(look)))


def _fonts(look: RunLook) -> Iterable[Node]:
    yield node(
        "rFonts",
        ascii=look.font,
        hAnsi=look.font,
        eastAsia=look.asian_font or look.font,
        cs=look.complex_font or look.font,
    )


def _size(look: RunLook) -> Iterable[Node]:
    yield node("sz", val=look.size)
    yield node("szCs", val=look.size)


def _language(look: RunLook) -> Iterable[Node]:
    """w:lang (§17.3.2.20); ``x-none`` where no language is known."""
    language = look.language or "x-none"
    match system_of(look.language):
        case "complex":
            yield node("lang", val=language, bidi=language)
        case "asian":
            yield node("lang", val=language, eastAsia=language)
        case _:
            yield node("lang", val=language)


def _underline(look: RunLook) -> Iterable[Node]:
    color = {"color": look.underline_color} if look.underline_color and look.underline != "none" else {}
    yield node("u", val=look.underline, **color)


def _extended(name: str, field: str) -> RunProperty:
    """A property of Word's own extension ([MS-DOCX]), which older programs pass over."""
    return _property(lambda look: [Node(name, (("w14:val", str(getattr(look, field))),))], field)


def _stylistic_sets(look: RunLook) -> Iterable[Node]:
    yield Node("w14:stylisticSets", children=tuple(_stylistic_set(number) for number in look.stylistic_sets))


def _stylistic_set(number: int) -> Node:
    return Node("w14:styleSet", (("w14:id", str(number)),))


def _alternates(look: RunLook) -> Iterable[Node]:
    yield Node("w14:cntxtAlts", () if look.has_alternates else (("w14:val", "0"),))


RUN_PROPERTIES = (
    _property(_fonts, "font", "complex_font", "asian_font"),
    _switch("is_bold", "b", "bCs"),
    _switch("is_italic", "i", "iCs"),
    _switch("is_all_caps", "caps"),
    _switch("is_small_caps", "smallCaps"),
    _switch("is_struck", "strike"),
    _switch("is_struck_twice", "dstrike"),
    _switch("is_hidden", "vanish"),
    _property(lambda look: [node("color", val=look.color)], "color"),
    _property(lambda look: [node("spacing", val=look.spacing)], "spacing"),
    _property(lambda look: [node("kern", val=int(look.is_kerned))], "is_kerned"),  # from half a point on; 0 is never
    _property(lambda look: [node("position", val=look.raise_)], "raise_"),
    _property(_size, "size"),
    _property(_underline, "underline", "underline_color"),
    _property(lambda look: [shading(look.shading)], "shading"),
    _property(lambda look: [node("vertAlign", val=look.vertical_align)], "vertical_align"),
    _switch("is_right_to_left", "rtl"),
    _switch("is_complex", "cs"),
    _property(_language, "language"),
    _extended("w14:ligatures", "ligatures"),
    _extended("w14:numForm", "figure_form"),
    _extended("w14:numSpacing", "figure_spacing"),
    _property(_stylistic_sets, "stylistic_sets"),
    _property(_alternates, "has_alternates"),
)
"""The properties of a run in the order of EG_RPrBase (§17.3.2), then those of [MS-DOCX]."""


def run_properties(look: RunLook, names: Collection[str]) -> tuple[Node, ...]:
    """The properties made of the fields `names`, with the values that `look` has."""
    return tuple(
        element for prop in RUN_PROPERTIES if not prop.fields.isdisjoint(names) for element in prop.write(look)
    )


def run_difference(look: RunLook, base: RunLook) -> tuple[Node, ...]:
    """The properties by which `look` differs from `base`."""
    return () if look == base else run_properties(look, differing(look, base))


def difference_in_style(look: RunLook, base: RunLook, style_id: str, change: Delta) -> tuple[Node, ...]:
    """The properties of a run that make `look` out of `base`, with the help of a character style."""
    doubled = {name for name, value in change if name in TOGGLES and value and getattr(base, name)}
    direct = doubled.union(differing(look, applied(base, change)))
    return (node("rStyle", val=style_id), *run_properties(look, direct))


def style_difference(look: RunLook, base: RunLook) -> tuple[Node, ...]:
    """The properties by which a style differs from its base."""
    return run_properties(look, set(differing(look, base)) - UNSTYLED)


def differing(look: RunLook, base: RunLook) -> tuple[str, ...]:
    """The fields in which two looks differ."""
    return tuple(name for name in RUN_FIELDS if getattr(look, name) != getattr(base, name))


def delta(look: RunLook, base: RunLook) -> Delta:
    """What makes `look` out of `base`."""
    return tuple((name, getattr(look, name)) for name in differing(look, base))


def styled(look: RunLook) -> RunLook:
    """What of `look` a style can hold."""
    return replace(look, is_right_to_left=False, is_complex=False) if look.is_right_to_left or look.is_complex else look


def applied(base: RunLook, change: Delta) -> RunLook:
    """`base` with `change` made to it."""
    return replace(base, **dict(change)) if change else base
