"""Fonts of a layout: which may be seen, which faces were loaded, and which family a text is set in.

A page that must not see system fonts gets a fontconfig configuration without any: fontconfig reads
``FONTCONFIG_FILE`` each time a configuration is made, so it is set for just that moment.
"""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import Any

from weasyprint.text.ffi import ffi, fontconfig, gobject, pango, pangoft2, unicode_to_char_p
from weasyprint.text.fonts import FontConfiguration, get_font_description

from briefkit.layout.views import FontFace, Style, UsedFace

NO_SYSTEM_FONTS = Path(__file__).with_name("no-system-fonts.conf")

LAST_RESORT = (
    "briefkit-font:Spectral/400",
    "briefkit-font:Spectral/400/italic",
    "briefkit-font:Spectral/700",
    "briefkit-font:Fira Sans/400",
    "briefkit-font:Fira Sans/700",
    "briefkit-font:IBM Plex Mono/400",
)
"""What a page is set in that brings no face and may not use the system's: Pango cannot go without any font."""

_environment = threading.Lock()

SYSTEM_FONTS, APPLICATION_FONTS = 0, 1
"""Fontconfig's sets of fonts (``FcSetSystem``, ``FcSetApplication``)."""

LETTER = "x"
"""What a font is asked for by, where no text is given."""

UPRIGHT = 0
"""Pango's name for a face that is not slanted (``PANGO_STYLE_NORMAL``)."""


class Fonts(FontConfiguration):  # type: ignore[misc]
    """A font configuration that remembers the faces it loaded."""

    def __init__(self, *, uses_system_fonts: bool) -> None:
        with _configuration(None if uses_system_fonts else NO_SYSTEM_FONTS):
            super().__init__()
        weakref.finalize(self, _let_go, self.font_map).atexit = False
        self.faces: list[FontFace] = []
        self._resolved: dict[tuple[object, ...], str] = {}

    def add_font_face(self, rule_descriptors: dict[str, Any], url_fetcher: Any) -> None:
        count, before, folder = self._count(APPLICATION_FONTS), self._files(), self._folder
        super().add_font_face(rule_descriptors, url_fetcher)
        if self._folder != folder:  # WeasyPrint leaves it there where the process ends before it lets go of its fonts
            weakref.finalize(self, rmtree, self._folder, ignore_errors=True)
        if self._count(APPLICATION_FONTS) == count:
            return
        for path in self._files() - before:
            self.faces.append(
                FontFace(
                    family=rule_descriptors["font_family"],
                    weight=_weight(rule_descriptors.get("font_weight", 400)),
                    is_italic=rule_descriptors.get("font_style", "normal") != "normal",
                    read=path.read_bytes,
                )
            )

    def _files(self) -> set[Path]:
        return set(self._folder.iterdir()) if self._folder else set()

    def add_last_resort(self, url_fetcher: Any) -> None:
        """Loads `LAST_RESORT`; what is not there is left to whoever needs it."""
        for url in LAST_RESORT:
            family, weight, *style = url.partition(":")[2].split("/")
            self.add_font_face(
                {
                    "font_family": family,
                    "font_weight": int(weight),
                    "font_style": style[0] if style else "normal",
                    "src": (("external", url.replace(" ", "%20")),),
                },
                url_fetcher,
            )

    def has_fonts(self) -> bool:
        """Whether there is any font at all to set text in."""
        return bool(self._count(SYSTEM_FONTS) + self._count(APPLICATION_FONTS))

    def _count(self, which: int) -> int:
        """How many fonts one of fontconfig's two sets holds."""
        fonts = fontconfig.FcConfigGetFonts(self._config, which)
        return 0 if fonts == ffi.NULL else int(fonts.nfont)

    def resolved_family(self, style: Style) -> str:
        """The family that text of `style` is set in."""
        key = len(self.faces), style.font_family, style.font_weight, style.font_style, style.language
        if key not in self._resolved:
            self._resolved[key] = self.face_of(style, LETTER).family
        return self._resolved[key]

    def face_of(self, style: Style, text: str) -> UsedFace:
        """The face that Pango sets the start of `text` in, as CSS names it."""
        context = ffi.gc(pango.pango_font_map_create_context(self.font_map), gobject.g_object_unref)
        language_p, _ = unicode_to_char_p(style.language or "und")
        pango.pango_context_set_language(context, pango.pango_language_from_string(language_p))
        layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
        pango.pango_layout_set_font_description(layout, get_font_description(_wanted(style)))
        text_p, _ = unicode_to_char_p(text)
        pango.pango_layout_set_text(layout, text_p, -1)
        runs = pango.pango_layout_get_line_readonly(layout, 0).runs
        font = runs.data.item.analysis.font
        described = ffi.gc(pango.pango_font_describe_with_absolute_size(font), pango.pango_font_description_free)
        return UsedFace(
            family=str(ffi.string(pango.pango_font_description_get_family(described)).decode()),
            weight=int(pango.pango_font_description_get_weight(described)),
            is_italic=int(pango.pango_font_description_get_style(described)) != UPRIGHT,
        )


def _let_go(font_map: Any) -> None:
    """Has a font map give fontconfig's configuration back: Pango 1.50 keeps it for good when the map itself goes."""
    pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", font_map), ffi.NULL)


def _wanted(style: Style) -> dict[str, Any]:
    """What WeasyPrint describes a font to Pango by."""
    return {
        "font_family": style.font_family,
        "font_style": style.font_style,
        "font_weight": style.font_weight,
        "font_stretch": "normal",
        "font_size": style.font_size,
        "font_variant_caps": "normal",
        "font_variation_settings": "normal",
    }


def _weight(value: str | int) -> int:
    """``font-weight`` of a rule as a number; `KeyError` for what fontconfig has no name for."""
    return {"normal": 400, "bold": 700}[value] if isinstance(value, str) else value


@contextmanager
def _configuration(file: Path | None) -> Iterator[None]:
    """Has fontconfig read `file`, or what it reads by itself. All threads share the environment, hence the lock."""
    with _environment:
        usual = os.environ.get("FONTCONFIG_FILE")
        if file is not None:
            os.environ["FONTCONFIG_FILE"] = str(file)
        try:
            yield
        finally:
            if usual is not None:
                os.environ["FONTCONFIG_FILE"] = usual
            elif file is not None:
                del os.environ["FONTCONFIG_FILE"]
