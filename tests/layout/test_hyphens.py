"""Hyphenation: the same as Pyphen's own, whichever language."""

from __future__ import annotations

import pytest
from weasyprint.text.line_break import pyphen

from briefkit.layout.hyphens import Hyphens

WORDS = {
    "en": ("hyphenation", "Infrastructure", "analysis", "children's", "x", ""),
    "de": ("Schifffahrtsgesellschaft", "Donaudampfschiff", "Straßenbahn", "Zucker", "verbal", "Urinstinkt"),
    "hu": ("asszonnyal", "hosszú", "könnyű", "összeg"),
    "ru": ("безопасность", "государственный"),
    "el": ("δημοκρατία", "ανάλυση"),
    "nl": ("lettergrepen", "omaatje", "financiële"),
    "fr": ("développement", "aujourd'hui"),
}


@pytest.mark.parametrize("language", WORDS)
def test_words_are_hyphenated_as_by_pyphen_itself(language: str) -> None:
    path = pyphen.LANGUAGES[pyphen.language_fallback(language)]
    theirs = Hyphens.__bases__[0](path)

    ours = Hyphens(path)

    for word in WORDS[language]:
        expected = [(int(point), point.data) for point in theirs.positions(word)]
        assert [(int(point), point.data) for point in ours.positions(word)] == expected
