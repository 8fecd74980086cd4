"""The author's stylesheets of a page, parsed: each once, however many pages it is for.

A sheet that WeasyPrint has parsed serves every page, as long as it is asked in the same folder and the faces that it
loads are in the same fonts. Its ``@page`` rules are kept apart from those of other sheets: WeasyPrint's own list, one
for all of them, is gone through again for every sheet. Layers have one order over all sheets (CSS Cascade 5 §6.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from weasyprint import CSS
from weasyprint.css import find_stylesheets

from briefkit.compose.page import Sheet
from briefkit.layout.fonts import Fonts

LOADS = re.compile(r"@(font-face|import|layer)\b", re.IGNORECASE)
"""Rules that matter to the pages of other sheets too."""


class _Parsed(Struct, frozen=True):
    """A parsed sheet, and what it defines by name."""

    sheet: CSS
    counters: Mapping[str, Any]
    color_profiles: Mapping[str, Any]


class Sheets:
    """Parsed stylesheets, and the `fonts` with the faces that they load."""

    def __init__(self, fonts: Fonts) -> None:
        self.fonts = fonts
        self._layers: list[str] = []
        self._parsed: dict[Sheet, _Parsed] = {}

    def suit(self, sheets: Iterable[Sheet]) -> bool:
        """Whether a page of these `sheets` looks the same beside the pages of those that are parsed already."""
        return not any(LOADS.search(sheet.text) for sheet in sheets if sheet not in self._parsed)

    def of(
        self, html: Any, ours: Mapping[Any, Sheet], counters: dict[str, Any], color_profiles: dict[str, Any]
    ) -> Iterator[CSS]:
        """The sheets of a page in document order; what they define goes to `counters` and `color_profiles`.

        `ours` says which of its ``<style>`` elements stand for which of our own sheets.
        """
        for wrapper in html.wrapper_element.query_all("style", "link"):
            sheet = ours.get(wrapper.etree_element)
            if sheet is None:
                yield from find_stylesheets(
                    wrapper,
                    html.media_type,
                    html.url_fetcher,
                    html.base_url,
                    self.fonts,
                    counters,
                    color_profiles,
                    [],
                    self._layers,
                )
                continue
            parsed = self._parsed.get(sheet)
            if parsed is None:
                parsed = self._parsed[sheet] = self._parse(sheet, html, counters, color_profiles)
            counters.update(parsed.counters)
            color_profiles.update(parsed.color_profiles)
            yield parsed.sheet

    def _parse(self, sheet: Sheet, html: Any, counters: dict[str, Any], color_profiles: dict[str, Any]) -> _Parsed:
        known_counters, known_profiles = dict(counters), dict(color_profiles)
        css = CSS(
            string=sheet.text,
            base_url=html.base_url,
            url_fetcher=html.url_fetcher,
            media_type=html.media_type,
            font_config=self.fonts,
            counter_style=counters,
            color_profiles=color_profiles,
            layers=self._layers,
        )
        return _Parsed(css, _added(counters, known_counters), _added(color_profiles, known_profiles))


def _added(now: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in now.items() if before.get(name) is not value}
