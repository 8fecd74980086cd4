"""What a style lets its users choose: options and variables, their values checked and handed on to templates and CSS.

An option reaches templates by its name (hyphens become underscores) and CSS as a class on ``html``: a boolean that is
true as ``option-NAME``, a choice as ``option-NAME-VALUE``. A variable is a custom property. Values may come from a
source that nobody has read, so none reaches a stylesheet before it is known to be one value and nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Literal, TypeAlias

import msgspec
from msgspec import Struct

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.errors import UsageError


class _Setting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    help: str


class BooleanOption(_Setting, frozen=True, tag_field="type", tag="boolean"):
    """Yes or no. `probe` is whether it is yes where a style shows all that it has; where not, it is as in the report.

    An option that only adds something is on there; one that changes the looks of what is there anyway is not.
    """

    default: bool
    probe: bool = True

    @property
    def accepts(self) -> str:
        """The values it may have, in words."""
        return "`true` or `false`"

    def fault(self, value: object) -> str:
        """What is wrong with `value`, in words; empty where nothing is."""
        return "" if isinstance(value, bool) else f"{self.accepts} was expected"

    def classes(self, name: str, value: object) -> tuple[str, ...]:
        """The classes that the value sets on ``html``."""
        return (f"option-{name}",) if value else ()


class IntegerOption(_Setting, frozen=True, tag_field="type", tag="integer"):
    """A whole number between two bounds, both allowed."""

    default: int
    minimum: int
    maximum: int

    @property
    def accepts(self) -> str:
        """The values it may have, in words."""
        return f"a whole number from {self.minimum} to {self.maximum}"

    def fault(self, value: object) -> str:
        """What is wrong with `value`, in words; empty where nothing is."""
        fits = isinstance(value, int) and not isinstance(value, bool) and self.minimum <= value <= self.maximum
        return "" if fits else f"{self.accepts} was expected"

    def classes(self, name: str, value: object) -> tuple[str, ...]:  # noqa: ARG002 - as in the others
        """None: numbers are for templates."""
        return ()


class ChoiceOption(_Setting, frozen=True, tag_field="type", tag="choice"):
    """One of some words."""

    default: str
    choices: tuple[str, ...]

    @property
    def accepts(self) -> str:
        """The values it may have, in words."""
        return _either(self.choices)

    def fault(self, value: object) -> str:
        """What is wrong with `value`, in words; empty where nothing is."""
        if value in self.choices:
            return ""
        near = get_close_matches(str(value), self.choices, n=1, cutoff=0.5)
        return f"{self.accepts} was expected" + (f"; did you mean `{near[0]}`?" if near else "")

    def classes(self, name: str, value: object) -> tuple[str, ...]:
        """The name with the chosen word in lower case: ``option-page-size-letter``."""
        return (f"option-{name}-{str(value).lower()}",)


class TextOption(_Setting, frozen=True, tag_field="type", tag="text"):
    """Any words, for templates to print."""

    default: str

    @property
    def accepts(self) -> str:
        """The values it may have, in words."""
        return "text"

    def fault(self, value: object) -> str:
        """What is wrong with `value`, in words; empty where nothing is."""
        return "" if isinstance(value, str) else f"{self.accepts} was expected"

    def classes(self, name: str, value: object) -> tuple[str, ...]:  # noqa: ARG002 - as in the others
        """None: words are for templates."""
        return ()


Option: TypeAlias = BooleanOption | IntegerOption | ChoiceOption | TextOption


class Variable(_Setting, frozen=True):
    """A custom property of the style's CSS, ``--NAME``."""

    type: Literal["color", "length", "number"]
    default: str

    @property
    def accepts(self) -> str:
        """The values it may have, in words."""
        return _EXAMPLES[self.type]

    def fault(self, value: object) -> str:
        """What is wrong with `value`, in words; empty where nothing is."""
        if (
            isinstance(value, str)
            and _VALUES[self.type].fullmatch(value)
            and (self.type != "color" or _is_color(value))
        ):
            return ""
        return f"{self.accepts} was expected"


_NUMBER = r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)"
_VALUES = {
    "color": re.compile(r"#[0-9A-Fa-f]{3,8}|[A-Za-z]+|[A-Za-z-]+\([\w\s.,%/+-]*\)", re.ASCII),
    "length": re.compile(rf"0|{_NUMBER}(?:pt|mm|cm|in|pc|px|em|rem|%)"),
    "number": re.compile(_NUMBER),
}
_EXAMPLES = {
    "color": "a colour such as `#7a1f2b` or `rgb(122 31 43)`",
    "length": "a length such as `12pt` or `4mm`",
    "number": "a number such as `1.2`",
}


def _is_color(value: str) -> bool:
    from tinycss2.color5 import parse_color

    return parse_color(value) is not None


class Choices(Struct, frozen=True):
    """The values of all options and variables of a style: those asked for, the defaults for the rest."""

    options: Mapping[str, object]
    variables: Mapping[str, str]
    classes: tuple[str, ...]

    @property
    def by_identifier(self) -> dict[str, object]:
        """The options as templates name them."""
        return {name.replace("-", "_"): value for name, value in self.options.items()}


def choose(
    known_options: Mapping[str, Option],
    known_variables: Mapping[str, Variable],
    *,
    options: Mapping[str, object],
    variables: Mapping[str, str],
) -> Choices:
    """The `options` and `variables` asked for over the defaults; `UsageError` B205 with all that do not fit."""
    wrong = [*_faults("options", known_options, options), *_faults("variables", known_variables, variables)]
    if wrong:
        raise UsageError(*wrong)
    chosen = {name: options.get(name, option.default) for name, option in known_options.items()}
    return Choices(
        options=chosen,
        variables={name: variables.get(name, variable.default) for name, variable in known_variables.items()},
        classes=tuple(word for name, option in known_options.items() for word in option.classes(name, chosen[name])),
    )


def _faults(
    table: str, known: Mapping[str, Option] | Mapping[str, Variable], given: Mapping[str, object]
) -> Iterator[Diagnostic]:
    for name, value in given.items():
        place = f"style.{table}.{name}"
        setting = known.get(name)
        if setting is None:
            what = "option" if table == "options" else "variable"
            yield diagnose(
                "B205", f"the style has no {what} `{name}`", place=place, hint=_nearest(name, tuple(known), what)
            )
        elif fault := setting.fault(value):
            hint = f"`{name}` takes {setting.accepts}: {setting.help}"
            yield diagnose("B205", f"`{place}` is {_shown(value)}, {fault}", place=place, hint=hint)


def _nearest(name: str, known: tuple[str, ...], what: str) -> str:
    if not known:
        return f"it has no {what}s at all"
    return did_you_mean(name, known) or f"its {what}s are {', '.join(f'`{other}`' for other in known)}"


def did_you_mean(name: str, known: tuple[str, ...]) -> str:
    """A hint with the one of the `known` names that comes nearest; empty where none comes near."""
    near = get_close_matches(name, known, n=1)
    return f"did you mean `{near[0]}`?" if near else ""


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else f"`{value}`"


def _either(words: tuple[str, ...]) -> str:
    quoted = [f"`{word}`" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
