"""What WeasyPrint has to say, as diagnostics: its log lines, each with the place in the stylesheet that it is about.

A line says ``at LINE:COLUMN`` but not in which sheet. The sheet is found where the line is logged: WeasyPrint parses
a sheet inside ``CSS.__init__``, whose frame on the stack holds the sheet's text or URL.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from weasyprint import CSS
from weasyprint.css import StyleFor, preprocess_stylesheet
from weasyprint.logger import LOGGER
from weasyprint.text.fonts import FontConfiguration

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.layout.fetch import Fetcher, as_written
from briefkit.spans import NOWHERE, Source, Span

PLACE = re.compile(r",?\s*\bat (\d+):(\d+)\s*[,.:]?\s*")
"""``at 12:5``: line and column of a sheet, both from 1."""

RULES = (
    ("Parse error", "B306"),
    ("Failed to load image", "B403"),
    ("Failed to load inline SVG", "B403"),
    ("Failed to load stylesheet", "B403"),
    ("Failed to load attachment", "B403"),
    ("Unsupported stylesheet type", "B403"),
    ("Relative URI reference", "B403"),
    ("Font-face", "B403"),
    ("No anchor", "B501"),
    ("Content discarded: target", "B501"),
    (".notdef glyph", "B404"),
    ("Anchor defined twice", "B401"),
    ("Ignored ", "B305"),
    ("Deprecated ", "B305"),
    ("Error: ", "B305"),
    ("Invalid ", "B305"),
    ("Unsupported @", "B305"),
    ("Unknown ", "B305"),
    ("Missing ", "B305"),
    ("Empty @", "B305"),
    ("In counter style", "B305"),
    ("@", "B305"),
)
"""How a line begins, and the rule it is reported under; all others are `OTHER`."""

OTHER = "B401"

WORDS = (
    ("Font-face", "no source of the font face `{0}` can be used"),
    ("@import rule", "an `@import` after other rules is left out"),
    ("Relative URI reference", "`{0}` is left out: the page stands in no folder that a relative URL could start from"),
    ("Failed to load inline SVG", "a drawing in the page is left out: {0}"),
    ("No anchor", "the link to `#{0}` leads nowhere: nothing on the page has this id"),
    (".notdef glyph", "no font has the character `{0}` (U+{1:04X})"),
    ("Anchor defined twice", "the id `{0}` stands twice on the page: links lead to the first"),
)

MAX_NAMED = 5

FONT_HINT = (
    "the PDF shows a box instead; give the style a font that has it: `@font-face` takes a file of the project or a "
    "`fontpkg` package"
)

EXCEPTION = re.compile(r"\b[A-Z]\w+Error: ")
SPACE_IN_CODE = re.compile(r"(?<=\S) `(?=[:,.]|$)")
AT_RULE = re.compile(r"<AtRule (@[\w-]+).*?>", re.DOTALL)


class Messages(logging.Handler):
    """Collects what WeasyPrint warns of while `listening`, each message once.

    `sources` are the stylesheets under the names that messages call them by; linked ones join as they are fetched.
    """

    def __init__(self, sheets: dict[str, str], fetcher: Fetcher) -> None:
        super().__init__(logging.WARNING)
        self.sources = {name: Source(name, normalised(text)) for name, text in sheets.items()}
        self._names = {text: name for name, text in sheets.items()}
        self._fetcher = fetcher
        self._thread: int | None = None
        self._found: dict[tuple[object, ...], Diagnostic] = {}
        self._lost: dict[str, None] = {}  # letters and digits that no font has, in the order they were met

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        lost = (_lost(tuple(self._lost)),) if self._lost else ()
        return (*self._found.values(), *lost)

    def add(self, diagnostic: Diagnostic) -> None:
        place = (diagnostic.span.source, diagnostic.span.start, diagnostic.place)
        self._found.setdefault((diagnostic.rule.id, diagnostic.message, *place), diagnostic)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Takes in what this thread logs; other threads may be laying out pages of their own."""
        self._thread = threading.get_ident()
        LOGGER.addHandler(self)
        try:
            yield
        finally:
            LOGGER.removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread != self._thread:
            return
        text = record.getMessage()
        rule = next((rule for start, rule in RULES if text.startswith(start)), OTHER)
        if rule == "B403":
            self.add(self._about_url(record, text))
        elif rule == "B404" and _is_word_character(str(_arguments(record)[0])):
            self._lost.setdefault(str(_arguments(record)[0]))
        elif rule in {"B305", "B306"}:
            self.add(self._about_css(record, rule, text))
        else:
            self.add(diagnose(rule, _reworded(record) or plain(text)))

    def _about_url(self, record: logging.LogRecord, text: str) -> Diagnostic:
        """Says why a URL was not read in the words of whoever refused it."""
        about = (*_arguments(record), _font_url())
        url = next((url for url in self._fetcher.failures if url in about), None)
        if url is None and text.startswith("Failed to load image"):
            shown = shortened(as_written(str(about[0])))
            return diagnose("B403", f"`{shown}` is left out: it is no picture that can be read")
        if url is None:
            return diagnose("B403", _reworded(record) or plain(text))
        failure = self._fetcher.failures[url]
        shown = f"`{shortened(as_written(url))}` is left out"
        if isinstance(failure, Diagnostic):
            return diagnose("B403", f"{shown}: {failure.message}", hint=failure.hint)
        return diagnose("B403", f"{shown}: {failure}")

    def _about_css(self, record: logging.LogRecord, rule: str, text: str) -> Diagnostic:
        name, frame = self._sheet()
        found = PLACE.search(text)
        message = _reworded(record) or plain(PLACE.sub(lambda at: ": " if at.end() < len(text) else "", text, count=1))
        if name is None:
            attribute = _style_attribute()
            return diagnose(rule, message, place=attribute, span=NOWHERE if attribute else self._guess(text, found))
        line_column = (int(found[1]), int(found[2])) if found else _rule_place(frame)
        if name in self.sources:
            return diagnose(rule, message, span=self._span(name, line_column))
        return diagnose(rule, message, place=f"line {line_column[0]} of a `<style>`" if line_column else "a `<style>`")

    def _sheet(self) -> tuple[str | None, FrameType | None]:
        """The name of the sheet that is being parsed and the frame that parses it; None outside of parsing."""
        rules = _frame_of(preprocess_stylesheet)
        parsing = _frame_of(CSS.__init__)
        if parsing is None:
            return None, None
        text, url = parsing.f_locals.get("string"), parsing.f_locals.get("url")
        if url is not None:
            name = as_written(url)
            if name not in self.sources and url in self._fetcher.texts:
                self.sources[name] = Source(name, normalised(self._fetcher.texts[url]))
            return name, rules
        return self._names.get(str(text), "<style>"), rules

    def _guess(self, text: str, place: re.Match[str] | None) -> Span:
        """Where a declaration stands whose ``var()`` came to nothing valid: known only once elements have their styles.

        It is the one sheet that has the property at that very place.
        """
        declared = re.match(r"Ignored `([\w-]+):", text)
        if place is None or declared is None:
            return NOWHERE
        spans = [self._span(name, (int(place[1]), int(place[2]))) for name in self.sources]
        before = re.compile(rf"\b{re.escape(declared[1])}\s*:\s*$")
        fitting = [
            span for span in spans if span and before.search(self.sources[span.source].text[: span.start][-200:])
        ]
        return fitting[0] if len(fitting) == 1 else NOWHERE

    def _span(self, name: str, place: tuple[int, int] | None) -> Span:
        """A span of one character at line and column `place` of a sheet."""
        source = self.sources[name]
        if place is None or place[0] > len(source.line_starts):
            return NOWHERE
        start = min(source.line_starts[place[0] - 1] + place[1] - 1, len(source.text))
        return source.span(start, start + 1)


def _is_word_character(character: str) -> bool:
    """Whether a text says something else without it: letters and digits."""
    category = unicodedata.category(character)
    return category[0] == "L" or category == "Nd"


def _lost(characters: Sequence[str]) -> Diagnostic:
    """One finding about all `characters` that no font has: a text in another script has hundreds."""
    named = ", ".join(f"`{character}` (U+{ord(character):04X})" for character in characters[:MAX_NAMED])
    more = len(characters) - MAX_NAMED
    return diagnose("B405", f"no font has {named}{f' and {more} more' if more > 0 else ''}", hint=FONT_HINT)


def _reworded(record: logging.LogRecord) -> str:
    """Lines that are about the document rather than its CSS, in the document's words; empty for others."""
    template = next((template for start, template in WORDS if str(record.msg).startswith(start)), "")
    return template.format(*_arguments(record)) if template else ""


def normalised(text: str) -> str:
    """Line ends as the CSS parser counts them (CSS Syntax 3 §3.3)."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")


def plain(text: str) -> str:
    """A log line as a message: one line, lower case, no full stop, no reprs of the parser."""
    text = AT_RULE.sub(r"`\1`", EXCEPTION.sub("", text))
    text = SPACE_IN_CODE.sub("`", " ".join(text.split())).rstrip(".")
    return text[:1].lower() + text[1:]


def shortened(url: str) -> str:
    return url if len(url) <= 80 else f"{url[:60]}…"


def _arguments(record: logging.LogRecord) -> tuple[object, ...]:
    return record.args if isinstance(record.args, tuple) else ()


def _frame_of(function: object) -> FrameType | None:
    """The innermost frame on this thread's stack that runs `function`."""
    code = getattr(function, "__code__", None)
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_code is not code:
        frame = frame.f_back
    return frame


def _rule_place(frame: FrameType | None) -> tuple[int, int] | None:
    """Line and column of the rule that is being read: for messages that name no place."""
    rule = frame.f_locals.get("rule") if frame is not None else None
    return (rule.source_line, rule.source_column) if rule is not None else None


def _font_url() -> object:
    """The URL of the font that is being loaded; None anywhere else."""
    frame = _frame_of(FontConfiguration.add_font_face)
    return frame.f_locals.get("url") if frame is not None else None


def _style_attribute() -> str:
    """Names the element whose ``style`` attribute is being read; empty anywhere else."""
    frame = _frame_of(StyleFor.__init__)
    element = frame.f_locals.get("element") if frame is not None else None
    return f"the style attribute of `<{element.tag}>`" if element is not None else ""
