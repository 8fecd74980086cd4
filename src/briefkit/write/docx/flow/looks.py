"""Looks: all properties of runs and paragraphs, with their final values; and roles, which styles are named after."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

WritingSystem: TypeAlias = Literal["complex", "asian"]
"""What is not written as Latin is: what Word has fonts of their own for (w:rFonts §17.3.2.26)."""


class RunLook(Struct, frozen=True, cache_hash=True):
    """All run properties (w:rPr, ECMA-376 Part 1 §17.3.2) with their final values.

    `complex_font` and `asian_font` are those of other scripts, empty where they are the same. A run of a complex script
    says so: it `is_right_to_left` or `is_complex`. `color` and `shading` are ``RRGGBB``; `shading` None is none.
    `spacing` is letter-spacing in twips, `raise_` moves the baseline, in half points.
    `underline` is ST_Underline's value, ``none`` included; its `underline_color` is empty where it is the text's. The
    values of `ligatures`, `figure_form` and `figure_spacing` are those of Word's own extension.
    """

    font: str
    size: int
    is_bold: bool = False
    is_italic: bool = False
    is_all_caps: bool = False
    is_small_caps: bool = False
    is_struck: bool = False
    underline: str = "none"
    color: str = "000000"
    shading: str | None = None
    spacing: int = 0
    is_kerned: bool = True
    raise_: int = 0
    vertical_align: Literal["baseline", "superscript", "subscript"] = "baseline"
    language: str = ""
    is_right_to_left: bool = False
    is_hidden: bool = False
    ligatures: str = "standardContextual"
    figure_form: str = "default"
    figure_spacing: str = "default"
    stylistic_sets: tuple[int, ...] = ()
    has_alternates: bool = True
    complex_font: str = ""
    asian_font: str = ""
    is_complex: bool = False
    underline_color: str = ""
    is_struck_twice: bool = False


def fonts_of(look: RunLook) -> set[str]:
    """The fonts that a run may be set in."""
    return {look.font, look.complex_font, look.asian_font} - {""}


LINES = {"double": 3, "threeDEngrave": 2, "threeDEmboss": 2}
"""How many times as wide as its lines a border of several lines is (§17.18.2), the gaps between them included."""


class Border(Struct, frozen=True):
    """One border (CT_Border §17.3.4): ST_Border style, the size of its lines in eighths of a point, `space` to the text
    in points."""

    style: str
    size: int
    color: str
    space: int = 0

    @property
    def width(self) -> float:
        """How wide it is all in all, in points."""
        return self.size / 8 * LINES.get(self.style, 1)


class Borders(Struct, frozen=True):
    """The borders of a paragraph or a cell; None is none."""

    top: Border | None = None
    left: Border | None = None
    bottom: Border | None = None
    right: Border | None = None


NO_BORDERS = Borders()


Leader: TypeAlias = Literal["none", "dot", "hyphen", "underscore", "middleDot"]
"""ST_TabTlc (§17.18.100), as far as stylesheets ask for it."""


class TabStop(Struct, frozen=True):
    """A tab stop (§17.3.1.37): `position` from the text margin, alignment and leader as ST_TabJc and ST_TabTlc."""

    position: int
    alignment: Literal["left", "center", "right", "decimal"] = "left"
    leader: Leader = "none"


class ParagraphLook(Struct, frozen=True, cache_hash=True):
    """All paragraph properties (w:pPr §17.3.1) with their final values.

    `first_line` is negative for a hanging indent. `line` is 240ths of a line under ``auto``, twips otherwise.
    """

    before: int = 0
    after: int = 0
    line: int = 240
    line_rule: Literal["auto", "atLeast", "exact"] = "auto"
    left: int = 0
    right: int = 0
    first_line: int = 0
    alignment: Literal["left", "center", "right", "both"] = "left"
    is_right_to_left: bool = False
    keeps_next: bool = False
    keeps_lines: bool = False
    breaks_page_before: bool = False
    controls_widows: bool = True
    outline_level: int | None = None
    suppresses_hyphens: bool = False
    borders: Borders = NO_BORDERS
    shading: str | None = None
    tabs: tuple[TabStop, ...] = ()


class Role(Struct, frozen=True, cache_hash=True):
    """What a thing is: the only source of its style's name.

    `name` is the declared ``--word-style``, else empty. `context` lists the elements around it that carry classes or
    say something by themselves (``blockquote``, ``li``), nearest first, as ``tag.class.class``. `list_level` counts
    from 1; 0 is outside lists. `toc_level` likewise.
    """

    tag: str
    classes: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    name: str = ""
    pseudo: str = ""
    list_kind: Literal["", "bullet", "number"] = ""
    list_level: int = 0
    toc_level: int = 0
