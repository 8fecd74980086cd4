"""The table of rules: everything briefkit can find fault with, under a number that never changes its meaning.

``B0`` source and project files · ``B1`` text and Markdown · ``B2`` settings and front matter · ``B3`` styles and
templates · ``B4`` layout · ``B5`` PDF · ``B6`` Word · ``B7`` publishing · ``B8`` HTML and Markdown ·
``B9`` the machine.
"""

from __future__ import annotations

from enum import IntEnum

from msgspec import Struct


class Severity(IntEnum):
    """How grave a finding is; an error makes the exit code 1, a warning does so under ``--strict``."""

    INFO = 1
    WARNING = 2
    ERROR = 3


class Rule(Struct, frozen=True):
    """A kind of finding: `id` as printed, `severity`, and `title`, one line that says what it is about."""

    id: str
    severity: Severity
    title: str


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule("B001", _E, "the source is missing"),
        Rule("B002", _E, "the source cannot be read"),
        Rule("B003", _E, "the source is empty"),
        Rule("B004", _E, "the source is binary"),
        Rule("B005", _E, "the source's encoding is unknown"),
        Rule("B006", _E, "the source is too large"),
        Rule("B007", _E, "the source's format is not read"),
        Rule("B008", _E, "a file lies outside the project"),
        Rule("B009", _W, "a character was replaced or dropped in reading"),
        Rule("B010", _E, "nothing to build"),
        Rule("B011", _E, "two sources have one output name"),
        Rule("B012", _E, "the JSON is not that of a document"),
        Rule("B013", _E, "the JSON is nested too deeply"),
        Rule("B014", _W, "a plain text looks like Markdown"),
        Rule("B101", _W, "raw HTML is dropped"),
        Rule("B102", _W, "nesting is too deep"),
        Rule("B103", _E, "a callout's kind is unknown"),
        Rule("B104", _W, "a link's target is refused"),
        Rule("B105", _E, "a fence or a div is not closed"),
        Rule("B106", _E, "a footnote is defined twice"),
        Rule("B107", _W, "a footnote is never called"),
        Rule("B108", _W, "a raw block is dropped"),
        Rule("B109", _W, "an attribute is not understood"),
        Rule("B110", _E, "a footnote is not defined"),
        Rule("B111", _W, "a row does not fit its table"),
        Rule("B112", _W, "a table is not drawn to its end"),
        Rule("B113", _W, "a class may be a slip"),
        Rule("B114", _I, "the structure of a text is in doubt"),
        Rule("B115", _W, "page furniture is left out"),
        Rule("B201", _E, "front matter is broken"),
        Rule("B202", _W, "a key is unknown"),
        Rule("B203", _E, "a value has the wrong type"),
        Rule("B204", _E, "briefkit.toml is broken"),
        Rule("B205", _E, "an option is wrong"),
        Rule("B206", _E, "the output format is unknown"),
        Rule("B207", _W, "two keys are one field"),
        Rule("B208", _W, "several authors are written as one"),
        Rule("B301", _E, "the style is unknown"),
        Rule("B302", _E, "the style's style.toml is broken"),
        Rule("B303", _E, "a template is broken"),
        Rule("B304", _E, "a template does too much work"),
        Rule("B305", _W, "a declaration in a stylesheet is ignored"),
        Rule("B306", _E, "a stylesheet is broken"),
        Rule("B307", _E, "a font is missing"),
        Rule("B308", _E, "a catalogue of words is broken"),
        Rule("B401", _W, "layout reported a problem"),
        Rule("B402", _E, "layout failed"),
        Rule("B403", _W, "a resource is refused or missing"),
        Rule("B404", _W, "no font has a character"),
        Rule("B405", _W, "no font has a letter or a digit"),
        Rule("B406", _E, "a footnote is higher than a page"),
        Rule("B407", _E, "a footnote is called outside the text"),
        Rule("B408", _E, "text is missing from the pages"),
        Rule("B501", _W, "a link has no target"),
        Rule("B502", _W, "a picture has no alternative text"),
        Rule("B503", _W, "the page lacks a title or a language"),
        Rule("B504", _W, "a heading skips a level"),
        Rule("B505", _E, "a reference has no target"),
        Rule("B506", _E, "two things have one id"),
        Rule("B507", _E, "a picture is missing or cannot be read"),
        Rule("B508", _E, "a picture is too large"),
        Rule("B601", _W, "a property has no counterpart in Word"),
        Rule("B602", _W, "a font may not be embedded"),
        Rule("B701", _E, "an output was changed by someone else"),
        Rule("B702", _E, "an output cannot be written"),
        Rule("B703", _I, "an edited output was kept, the new one stands beside it"),
        Rule("B801", _W, "something has no form in Markdown"),
        Rule("B802", _W, "something is left out of the HTML file"),
        Rule("B901", _E, "a library is missing"),
        Rule("B902", _E, "memory ran out"),
        Rule("B999", _E, "briefkit itself failed"),
    )
}
