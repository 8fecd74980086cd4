"""The words that briefkit itself puts on a page, in the report's language, and dates and lists as it writes them.

Words come from gettext catalogues (``.po``), read at run time: the shared ones beside this module under the style's
own. A language that lacks a word takes it from the language it is a variety of, in the end from English
(``de-AT`` → ``de`` → ``en``). Babel is imported at first use: `briefkit --help` does without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from briefkit.compose.css import css_string
from briefkit.diagnostics import diagnose
from briefkit.errors import DocumentError
from briefkit.spans import Source, Span

if TYPE_CHECKING:
    from babel import Locale

DEFAULT_LANGUAGE = "en"
"""The language of a document that does not say; every word is there in it."""

SHARED_LANGUAGES = ("de", "en", "fr")
"""The languages that the shared catalogues are written in."""

RIGHT_TO_LEFT_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
"""ISO 15924 codes of scripts that run from right to left and stand as a subtag where the language does not tell."""

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_PO_LINE = re.compile(r"""|\#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d+\])[ \t]+)?"(?:[^"\\]|\\.)*\"""")
_PLACEHOLDER = re.compile(r"\{(page|pages)\}")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?")


class Catalogue(Struct, frozen=True):
    """The words of one language by key; `language` is a BCP 47 tag."""

    language: str
    words: Mapping[str, str]


class Language(Struct, frozen=True):
    """A language that a report is written in: `tag` as HTML takes it, `direction` ``ltr`` or ``rtl``."""

    tag: str
    direction: str
    locale: Locale

    def words(self, catalogues: Sequence[Catalogue] = ()) -> dict[str, str]:
        """All words by key, each from the nearest language that has it; a style's `catalogues` go before ours."""
        found: dict[str, str] = {}
        for tag in reversed((*_varieties(self.tag), DEFAULT_LANGUAGE)):
            shared = [shared_catalogue(tag)] if tag in SHARED_LANGUAGES else []
            own = [catalogue for catalogue in catalogues if catalogue.language.lower() == tag.lower()]
            for catalogue in (*shared, *own):
                found.update(catalogue.words)
        return found

    def date(self, written: str) -> str:
        """An ISO 8601 date in words, as far as it goes (a day, a month or a year); anything else as it is written."""
        from babel.dates import format_date, format_skeleton

        found = _DATE.fullmatch(written)
        if found is None or not is_date(written):
            return written
        year, month, day = (int(part or 1) for part in found.groups())
        when = date(year, month, day)
        if found[3]:
            return format_date(when, "long", locale=self.locale)
        return format_skeleton("yMMMM", when, locale=self.locale) if found[2] else found[1]

    def joined(self, items: Sequence[str]) -> str:
        """Several names as one phrase: ``A, B and C``."""
        from babel.lists import format_list

        return format_list(list(items), locale=self.locale) if items else ""


def is_date(written: str) -> bool:
    """Whether `written` is a day, a month or a year of the calendar as ISO 8601 writes it."""
    found = _DATE.fullmatch(written)
    if found is None:
        return False
    try:
        date(*(int(part or 1) for part in found.groups()))
    except ValueError:
        return False
    return True


@lru_cache(maxsize=64)
def language_of(tag: str) -> Language:
    """The language called `tag` (BCP 47); the default one for an empty or impossible tag.

    A language that Babel does not know writes its dates and lists the English way.
    """
    tag = tag.replace("_", "-")
    if not _TAG.fullmatch(tag):
        tag = DEFAULT_LANGUAGE
    locale = _locale(tag)
    scripts = {part.title() for part in tag.split("-")[1:] if len(part) == 4}
    is_right_to_left = locale.text_direction == "rtl" if not scripts else bool(scripts & RIGHT_TO_LEFT_SCRIPTS)
    return Language(tag, "rtl" if is_right_to_left else "ltr", locale)


def _locale(tag: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    for variety in _varieties(tag):
        try:
            return Locale.parse(variety, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale(DEFAULT_LANGUAGE)


def _varieties(tag: str) -> Iterator[str]:
    """``de-AT``, then ``de``."""
    parts = tag.split("-")
    return ("-".join(parts[:length]) for length in range(len(parts), 0, -1))


@lru_cache(maxsize=64)
def shared_catalogue(language: str) -> Catalogue:
    """Our own catalogue in one of `SHARED_LANGUAGES`."""
    path = files("briefkit.compose") / "words" / f"{language}.po"
    return read_catalogue(language, Source(path.name, path.read_text("utf-8")))


def read_catalogue(language: str, source: Source) -> Catalogue:
    """The catalogue in a ``.po`` file, untranslated and fuzzy words left out.

    `DocumentError` B308 where the file is no catalogue.
    """
    from babel.messages.pofile import PoFileError, read_po

    for number, line in enumerate(source.text.split("\n"), 1):
        if not _PO_LINE.fullmatch(line.strip()):  # Babel reads over what it does not understand
            hint = "a line is a comment, or `msgid` or `msgstr` and a string in double quotes, or a string alone"
            raise _broken(source, number, "not a line of a catalogue of words", hint)
    try:
        catalogue = read_po(BytesIO(source.text.encode()), charset="utf-8", abort_invalid=True)
    except PoFileError as error:
        raise _broken(source, error.lineno + 1, _in_our_voice(error)) from error
    words = {}
    for message in catalogue:
        key, word = message.id, message.string
        if not isinstance(key, str) or not isinstance(word, str):
            raise _broken(
                source, message.lineno, "a plural form is no word", "words have one form: leave `msgid_plural` out"
            )
        if key and not _KEY.fullmatch(key):
            hint = "a `msgid` is lower-case letters, digits and hyphens; the word itself is the `msgstr`"
            raise _broken(source, message.lineno, f"`{key}` is no key of a word", hint)
        if key and word and not message.fuzzy:
            words[key] = word
    return Catalogue(language, MappingProxyType(words))


def _broken(source: Source, line: int | None, message: str, hint: str = "") -> DocumentError:
    return DocumentError(diagnose("B308", message, span=_line_of(source, line), hint=hint), sources=[source])


def _line_of(source: Source, line: int | None) -> Span:
    number = min(max(line or 1, 1), len(source.line_starts))
    start = source.line_starts[number - 1]
    return source.span(start, start + len(source.line(number)))


def _in_our_voice(error: Exception) -> str:
    message = str(error).partition(" on ")[0].rstrip(".")
    return message[:1].lower() + message[1:]


def css_content(word: str) -> str:
    """A word as a CSS content list (CSS Generated Content §2): ``{page}`` and ``{pages}`` become counters."""
    pieces = _PLACEHOLDER.split(word)
    texts, counters = pieces[::2], pieces[1::2]
    written = []
    for text, counter in zip(texts, (*counters, ""), strict=True):
        written += [css_string(text)] if text else []
        written += [f"counter({counter})"] if counter else []
    return " ".join(written) or '""'
