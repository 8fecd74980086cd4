"""The composed page: what templates give and layout takes, HTML beside its stylesheets.

The HTML has no ``<style>`` and no ``<link rel=stylesheet>`` of its own; `sheets` come in cascade order, as author
styles. A sheet keeps its name, so that what layout says of it can be traced to a file and a line.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from msgspec import Struct


class Sheet(Struct, frozen=True):
    """A stylesheet: `name` as messages call it (``styles/briefing/briefing.css``) and its CSS."""

    name: str
    text: str


class Page(Struct, frozen=True):
    """A whole HTML document.

    `base` is the folder that relative URLs start from, None where there is none. `uses_system_fonts` is for foreign
    pages: a house style sees packaged fonts only. `floats_notes` has paged media set each footnote at the foot of the
    sheet that calls it; without it notes stay where the page has them.
    """

    html: str
    sheets: tuple[Sheet, ...] = ()
    base: Path | None = None
    uses_system_fonts: bool = False
    floats_notes: bool = False

    def one_file(self) -> str:
        """The page as a single HTML text, its sheets inlined where ``</head>`` stands (at the top without one)."""
        styles = "".join(
            f'<style data-source="{escape(sheet.name)}">\n{sheet.text}\n</style>\n' for sheet in self.sheets
        )
        head, found, rest = self.html.partition("</head>")
        return f"{head}{styles}{found}{rest}" if found else styles + self.html
