"""Computed styles → looks: the one module that knows both CSS values and Word's.

A look has every property with its final value (see `flow`), so nothing is inherited or reset here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from briefkit.layout.views import WHITE, BorderSide, Box, Color, FontFace, Length, Percentage, Sides, Style, UsedFace
from briefkit.write.docx.flow import (
    LINES,
    NO_BORDERS,
    Border,
    Borders,
    EmbeddedFace,
    ParagraphLook,
    RunLook,
    WritingSystem,
)
from briefkit.write.docx.font_features import font_features
from briefkit.write.docx.scripts import NO_SAMPLES, Samples
from briefkit.write.docx.sfnt import font_facts

BOLD = 600
"""The font-weight from which on a face counts as bold where no font file says better (CSS Fonts 4 §5.2)."""

LETTER = "x"
"""What the font of a style is asked for by."""

_BORDER_STYLES = {
    "dotted": "dotted",
    "dashed": "dashed",
    "double": "double",
    "groove": "threeDEngrave",
    "ridge": "threeDEmboss",
}
"""Border styles → ST_Border (§17.18.2); all others are single lines: ``inset`` and ``outset`` are by their colours."""

_WIDEST = 96
"""The widest line of a border, in eighths of a point (ST_EighthPointMeasure as CT_Border has it, §17.3.4)."""

MAX_BORDER_SPACE = 31
"""How far a border of a paragraph can be from its text, in points (ST_PointMeasure as CT_Border has it, §17.3.4)."""

Side = Literal["top", "right", "bottom", "left"]
_SIDES: tuple[Side, ...] = ("top", "right", "bottom", "left")
_SMALL_CAPS = {"small-caps", "petite-caps", "unicase", "titling-caps"}
_ALL_SMALL_CAPS = {"all-small-caps", "all-petite-caps"}
AVOIDED_BREAKS = frozenset({"avoid", "avoid-page"})
FORCED_BREAKS = {"page", "always", "left", "right", "recto", "verso"}


def twips(points: float) -> int:
    return round(points * 20)


def points_of(length: int) -> float:
    """Twips in points."""
    return length / 20


def points(length: Length, reference: float = 0.0) -> float:
    """`length` in points; a percentage is of `reference`, ``auto`` is 0."""
    if isinstance(length, Percentage):
        return length.value * reference / 100
    return 0.0 if length == "auto" else length


class Face(Struct, frozen=True):
    """A face as runs name it: Word's font name, and whether that face is had by Word's bold or italic."""

    font: str
    is_bold: bool
    is_italic: bool


class Fonts:
    """Which font name, bold and italic stand for a style; and the files behind the fonts that were asked for.

    A family of many weights is several fonts to Word, of four faces each (regular, bold, italic, bold italic): weight
    600 of Fira Sans is the font "Fira Sans SemiBold". The font files say so themselves.
    """

    def __init__(
        self,
        faces: tuple[FontFace, ...],
        resolved_family: Callable[[Style], str],
        samples: Samples = NO_SAMPLES,
    ) -> None:
        self._faces = faces
        self._resolved_family = resolved_family
        self._samples = samples
        self._chosen: dict[tuple[object, ...], Face] = {}
        self._asked: set[str] = set()
        self.looks: dict[Style, RunLook] = {}  # those made so far: many boxes share a style

    @cached_property
    def _by_family(self) -> dict[str, list[tuple[FontFace, Face]]]:
        families: dict[str, list[tuple[FontFace, Face]]] = {}
        for face in self._faces:
            families.setdefault(face.family.casefold(), []).append((face, _named(face)))
        return families

    def face(self, style: Style) -> Face:
        """The face that text of `style` is set in."""
        return self._face(style, LETTER)

    def font_of(self, style: Style, system: WritingSystem) -> str:
        """The font that the document's words of other scripts are set in, in `style`; empty where it is its own."""
        word = self._samples.word(system, style.language)
        font = self._face(style, word).font if word else ""
        return "" if font == self.face(style).font else font

    def _face(self, style: Style, text: str) -> Face:
        key = (style.font_family, style.font_weight, style.font_style, style.language, text)
        if key not in self._chosen:
            self._chosen[key] = self._match(style, self._used(style, text))
        self._asked.add(self._chosen[key].font)
        return self._chosen[key]

    def _used(self, style: Style, text: str) -> UsedFace:
        if self._samples.face_of is not None:
            return self._samples.face_of(style, text)
        return UsedFace(self._resolved_family(style), style.font_weight, style.font_style != "normal")

    def _match(self, style: Style, used: UsedFace) -> Face:
        """The face as Word names it. Of the page's own families, a font file says which of its fonts it is."""
        is_italic = style.font_style != "normal"
        candidates = self._by_family.get(used.family.casefold())
        if candidates is None:
            return Face(used.family, used.weight >= BOLD, is_italic)
        _, named = min(candidates, key=lambda pair: _distance(pair[0], style.font_weight, is_italic))
        return Face(named.font, named.is_bold, is_italic)

    def embedded(self) -> tuple[EmbeddedFace, ...]:
        """The files of every font asked for so far, all of its faces, so that bold and italic work in Word too."""
        found = {
            named: EmbeddedFace(named.font, named.is_bold, named.is_italic, face.read)
            for pairs in self._by_family.values()
            for face, named in pairs
            if named.font in self._asked
        }
        return tuple(found[named] for named in sorted(found, key=lambda n: (n.font, n.is_bold, n.is_italic)))


def _named(face: FontFace) -> Face:
    """The face by the names in its file; by those of the stylesheet where the file (a WOFF, say) cannot be read."""
    try:
        facts = font_facts(face.read())
    except ValueError:
        return Face(face.family, face.weight >= BOLD, face.is_italic)
    return Face(facts.family, facts.is_bold, facts.is_italic)


def _distance(face: FontFace, weight: int, is_italic: bool) -> tuple[bool, bool, int]:
    """How far a face is from what is wanted (CSS Fonts 4 §5.2): slant first, then the side that matching prefers."""
    wrong_side = face.weight < weight if weight > 500 else face.weight > max(weight, 500 if weight >= 400 else weight)
    return face.is_italic != is_italic, wrong_side, abs(face.weight - weight)


Script = Literal["baseline", "superscript", "subscript"]


def script_of(style: Style) -> Script:
    """Whether an inline box in `style` is set as a super- or a subscript."""
    match style.vertical_align:
        case "super":
            return "superscript"
        case "sub":
            return "subscript"
        case _:
            return "baseline"


def run_look(style: Style, fonts: Fonts) -> RunLook:
    """The run properties of text in `style`, what its inline boxes add (script, shading) apart."""
    look = fonts.looks.get(style)
    if look is None:
        look = fonts.looks[style] = _run_look(style, fonts)
    return look


def _run_look(style: Style, fonts: Fonts) -> RunLook:
    face = fonts.face(style)
    features = font_features(style.font_features, is_spaced=style.letter_spacing != 0)
    is_struck, is_underlined = (line in style.text_decoration_line for line in ("line-through", "underline"))
    has_own_color = style.text_decoration_color != style.color
    return RunLook(
        font=face.font,
        size=max(2, round(style.font_size * 2)),
        is_bold=face.is_bold,
        is_italic=face.is_italic,
        is_all_caps=style.font_variant_caps in _ALL_SMALL_CAPS or style.text_transform == "uppercase",
        is_small_caps=style.font_variant_caps in _SMALL_CAPS,
        is_struck=is_struck and style.text_decoration_style != "double",
        is_struck_twice=is_struck and style.text_decoration_style == "double",
        underline=_underline(style),
        underline_color=style.text_decoration_color.over(WHITE).hex if is_underlined and has_own_color else "",
        color=style.color.over(WHITE).hex,
        spacing=twips(style.letter_spacing),
        is_kerned=style.font_kerning != "none",
        language=style.language,
        is_right_to_left=style.direction == "rtl",
        is_hidden=style.visibility == "hidden",
        ligatures=features.ligatures,
        figure_form=features.figure_form,
        figure_spacing=features.figure_spacing,
        stylistic_sets=features.stylistic_sets,
        has_alternates=features.has_alternates,
        complex_font=fonts.font_of(style, "complex"),
        asian_font=fonts.font_of(style, "asian"),
    )


_UNDERLINES = {
    "solid": ("single", "thick"),
    "double": ("double", "double"),
    "dotted": ("dotted", "dottedHeavy"),
    "dashed": ("dash", "dashedHeavy"),
    "wavy": ("wave", "wavyHeavy"),
}
"""Styles of lines under text → ST_Underline (§17.18.99), thin and thick."""

_THICK = 0.09
"""From how many ems on a line under text is thick: Word's own are 0.05 and 0.1 ems."""


def _underline(style: Style) -> str:
    if "underline" not in style.text_decoration_line:
        return "none"
    thin, thick = _UNDERLINES.get(style.text_decoration_style, _UNDERLINES["solid"])
    return thick if (style.text_decoration_thickness or 0.0) > _THICK * style.font_size else thin


def written_text(box: Box) -> str:
    """The text of a box as the source writes it where Word makes its capitals by itself, else as it is shown."""
    if box.style.text_transform != "uppercase":
        return box.text
    source = box.source_text
    is_safe = len(source) == len(box.text) and source.upper() == box.text.upper()
    return source if is_safe else box.text


def all_written(box: Box) -> str:
    """The `written_text` of all that is in a box."""
    return "".join(map(written_text, box.descendants()))


class Frame(Struct, frozen=True, eq=False):
    """The borders, padding and background of a block, which the paragraphs in it draw.

    `left` and `right` are its content edges, in points from the text margins.
    """

    border: Sides[BorderSide]
    padding: Sides[float]
    background: Color
    left: float
    right: float

    @property
    def is_visible(self) -> bool:
        return any(self.draws(side) for side in _SIDES)

    def draws(self, side: Side) -> bool:
        """Whether the paragraphs draw this side of the frame: a border of its own, or the edge of a tint."""
        return is_seen(getattr(self.border, side)) or not self.background.is_transparent

    def side(self, side: Side, distance: float) -> Border | None:
        """The side as a paragraph draws it, `distance` points from its text; None where it draws none."""
        border: BorderSide = getattr(self.border, side)
        if is_seen(border):
            return drawn_border(border, space=_space(distance))
        if not self.background.is_transparent and distance:
            return Border("single", 2, self.background.over(WHITE).hex, _space(distance))
        return None


def is_seen(side: BorderSide) -> bool:
    """Whether anything is seen of a side of a border."""
    return side.width > 0 and not side.color.is_transparent


def drawn_border(side: BorderSide, *, space: int = 0) -> Border | None:
    """A border as Word draws it, `space` points from the text; None where nothing is seen of it."""
    if not is_seen(side):
        return None
    style = _BORDER_STYLES.get(side.style, "single")
    eighths = max(2, min(_WIDEST, round(side.width * 8 / LINES.get(style, 1))))
    return Border(style, eighths, side.color.over(WHITE).hex, space)


def paragraph_look(
    style: Style,
    *,
    left: float,
    right: float,
    width: float,
    frames: tuple[Frame, ...] = (),
    hanging: float = 0.0,
    outgrows_line: bool = False,
    keeps_line: bool = False,
) -> ParagraphLook:
    """The paragraph properties of a block of lines in `style`, its vertical margins left at 0.

    `left` and `right` are its content edges in points from the text margins, `width` is what lies between; a marker
    hangs `hanging` points out of the left one. `outgrows_line` when something in it is taller than a line (a picture);
    `keeps_line` when text in it is, and lines are no higher for it.
    """
    line, rule = _line(style, outgrows_line, keeps_line)
    is_rtl = style.direction == "rtl"
    start, end = (right, left) if is_rtl else (left, right)  # what Word calls left and right (§17.3.1.12)
    shading = next((f.background.over(WHITE).hex for f in reversed(frames) if not f.background.is_transparent), None)
    return ParagraphLook(
        line=line,
        line_rule=rule,
        left=twips(start),
        right=twips(end),
        first_line=twips(points(style.text_indent, width)) - twips(hanging),
        alignment=_alignment(style.text_align, is_rtl),
        is_right_to_left=is_rtl,
        keeps_next=style.break_after in AVOIDED_BREAKS,
        keeps_lines=style.break_inside in AVOIDED_BREAKS,
        controls_widows=style.widows > 1 or style.orphans > 1,
        suppresses_hyphens=style.hyphens != "auto",
        borders=_borders(frames, left, right - hanging) if is_rtl else _borders(frames, left - hanging, right),
        shading=shading,
    )


def _alignment(text_align: str, is_rtl: bool) -> Literal["left", "center", "right", "both"]:
    """Word's `left` is the edge where lines start: the right one in a right-to-left paragraph (§17.18.44)."""
    match text_align:
        case "justify":
            return "both"
        case "center":
            return "center"
        case "end":
            return "right"
        case "left" | "right":
            return "right" if (text_align == "right") != is_rtl else "left"
        case _:
            return "left"


def _line(style: Style, outgrows_line: bool, keeps_line: bool) -> tuple[int, Literal["auto", "atLeast", "exact"]]:
    """Line spacing: CSS lines have the height they are given, even one below what the font asks for."""
    if style.line_height is None:
        return 240, "auto"
    shrinks = keeps_line or style.line_height < style.natural_line_height - 0.2
    return twips(style.line_height), "exact" if shrinks and not outgrows_line else "atLeast"


def _borders(frames: tuple[Frame, ...], left: float, right: float) -> Borders:
    """The borders that a paragraph between these edges draws for the frames around it, the innermost last.

    `left` is where its text or its marker begins: Word measures the distance of the border from there.
    """
    if not frames:
        return NO_BORDERS
    sides: dict[Side, Border] = {}
    for frame in frames:
        outward: dict[Side, float] = {
            "top": frame.padding.top,
            "right": max(frame.padding.right + right - frame.right, 0),
            "bottom": frame.padding.bottom,
            "left": max(frame.padding.left + left - frame.left, 0),
        }
        sides |= {side: drawn for side, distance in outward.items() if (drawn := frame.side(side, distance))}
    return Borders(**sides)


def stretched(look: ParagraphLook, frame: Frame, *, top: float = 0.0, bottom: float = 0.0) -> ParagraphLook:
    """`look` with the frame drawn that many points farther from its text, where it is this frame that it draws."""
    borders = look.borders
    more: dict[Side, float] = {"top": top, "bottom": bottom}
    for side, extra in more.items():
        padding: float = getattr(frame.padding, side)
        if extra and getattr(borders, side) == frame.side(side, padding):
            borders = replace(borders, **{side: frame.side(side, padding + extra)})
    return replace(look, borders=borders)


def _space(distance: float) -> int:
    """The distance between border and text in whole points, within what Word can hold (ST_PointMeasure, 0–31)."""
    return max(0, min(MAX_BORDER_SPACE, round(distance)))
