"""OpenType features as CSS switches them → those that Word has: ligatures, figures, stylistic sets ([MS-DOCX], w14).

What CSS does not mention is as CSS has it (CSS Fonts 4 §6): common ligatures and contextual forms are on, ligatures
until letters are spaced out. Word has them off by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from msgspec import Struct

_COMMON = ("standard", "contextual")
_LIGATURES = {
    "common-ligatures": (_COMMON, True),
    "no-common-ligatures": (_COMMON, False),
    "discretionary-ligatures": (("discretional",), True),
    "no-discretionary-ligatures": (("discretional",), False),
    "historical-ligatures": (("historical",), True),
    "no-historical-ligatures": (("historical",), False),
}
"""Keywords of font-variant-ligatures → kinds of ligatures, on or off."""

_LIGATURE_TAGS = {"liga": "standard", "clig": "contextual", "dlig": "discretional", "hlig": "historical"}
_LIGATURE_ORDER = ("standard", "contextual", "historical", "discretional")
_FORMS = {"lining-nums": "lining", "oldstyle-nums": "oldStyle", "lnum": "lining", "onum": "oldStyle"}
_SPACINGS = {"proportional-nums": "proportional", "tabular-nums": "tabular", "pnum": "proportional", "tnum": "tabular"}
_ALTERNATES = {"contextual": True, "no-contextual": False, "none": False}
_SETTING = re.compile(r'"(?P<tag>.{4})" (?P<value>\d+)')
_STYLISTIC_SET = re.compile(r"ss(0[1-9]|1[0-9]|20)")


class FontFeatures(Struct, frozen=True):
    """What Word can say of features: values of ST_Ligatures, ST_NumForm and ST_NumSpacing, numbers of stylistic sets.

    `others` are the features that it cannot say, as CSS writes them.
    """

    ligatures: str = "standardContextual"
    figure_form: str = "default"
    figure_spacing: str = "default"
    stylistic_sets: tuple[int, ...] = ()
    has_alternates: bool = True
    others: tuple[str, ...] = ()


@cache
def font_features(keywords: tuple[str, ...], *, is_spaced: bool) -> FontFeatures:
    """The features of text with these `Style.font_features`; `is_spaced` where letters are spaced out."""
    ligatures = set() if is_spaced or "none" in keywords else set(_COMMON)
    form, spacing, alternates = "default", "default", True
    sets: set[int] = set()
    others: list[str] = []
    for keyword in keywords:
        setting = _SETTING.fullmatch(keyword)
        tag, is_on = (setting["tag"], setting["value"] != "0") if setting else (keyword, True)
        if keyword in _LIGATURES:
            names, is_on = _LIGATURES[keyword]
            ligatures = ligatures.union(names) if is_on else ligatures.difference(names)
        elif tag in _LIGATURE_TAGS:
            names = (_LIGATURE_TAGS[tag],)
            ligatures = ligatures.union(names) if is_on else ligatures.difference(names)
        elif keyword in _ALTERNATES:
            alternates = _ALTERNATES[keyword]
        elif tag == "calt":
            alternates = is_on
        elif tag in _FORMS:
            form = _FORMS[tag] if is_on else form
        elif tag in _SPACINGS:
            spacing = _SPACINGS[tag] if is_on else spacing
        elif found := _STYLISTIC_SET.fullmatch(tag):
            sets = sets | {int(found[1])} if is_on else sets - {int(found[1])}
        elif is_on and tag != "kern":
            others.append(keyword)
    return FontFeatures(_ligatures(ligatures), form, spacing, tuple(sorted(sets)), alternates, tuple(others))


def _ligatures(found: Iterable[str]) -> str:
    """The value of ST_Ligatures for a set of kinds."""
    names = [name for name in _LIGATURE_ORDER if name in set(found)]
    if len(names) == len(_LIGATURE_ORDER):
        return "all"
    return "".join([*names[:1], *(name.title() for name in names[1:])]) or "none"
