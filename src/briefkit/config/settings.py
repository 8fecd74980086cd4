"""The settings of one report: the layers they were written in, seen as one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from briefkit.config.layers import Layer, Place, Value, read_layer
from briefkit.diagnostics import Diagnostic, Outcome, diagnose
from briefkit.errors import DocumentError
from briefkit.resources import is_style_folder

DEFAULT_STYLE = "briefing"
DEFAULT_FORMATS = ("pdf", "docx")


class Settings(Struct, frozen=True):
    """What is asked for, in three layers; `command` wins over `front_matter`, that over `project`."""

    project: Layer = field(default_factory=dict)
    front_matter: Layer = field(default_factory=dict)
    command: Layer = field(default_factory=dict)

    def find(self, key: str) -> Value | None:
        """The value that counts for a dotted key, with its place; None where nobody set it."""
        return self.command.get(key) or self.front_matter.get(key) or self.project.get(key)

    def table(self, prefix: str) -> dict[str, Any]:
        """The values of all keys below `prefix`, by their last name."""
        merged = {**self.project, **self.front_matter, **self.command}
        return {name: value.value for name, value in below(merged, prefix)}

    @property
    def style(self) -> str:
        """The house style: a name, or a folder."""
        return str(self._get("style.name", DEFAULT_STYLE))

    @property
    def formats(self) -> tuple[str, ...]:
        """The output formats asked for, once each."""
        return tuple(dict.fromkeys(self._get("formats", DEFAULT_FORMATS)))

    @property
    def sources(self) -> tuple[str, ...]:
        """The patterns of the project's sources, from its root; empty where none are set."""
        return tuple(self._get("sources", ()))

    @property
    def out(self) -> str | None:
        """The folder for the outputs, None where none is set."""
        found = self.find("out")
        return None if found is None else str(found.value)

    @property
    def splits_title(self) -> bool:
        """Whether ``Title: Subtitle`` is taken for a title and a subtitle."""
        return bool(self._get("split-title", True))

    @property
    def is_smart(self) -> bool:
        """Whether straight quotation marks, double hyphens and three dots become what print has for them."""
        return bool(self._get("smart-punctuation", False))

    @property
    def options(self) -> dict[str, object]:
        """The options set for the house style, by name."""
        return self.table("style.options")

    @property
    def variables(self) -> dict[str, str]:
        """The custom properties set for the house style, by name without the dashes."""
        return self.table("style.variables")

    def with_front_matter(self, style: object, *, name: str) -> Outcome[Settings]:
        """The settings with what the front matter of the source called `name` says under its key ``style``.

        `DocumentError` where it names a folder: a source may choose among the styles there are, no more.
        """
        place = Place(name=f"{name}, `style` in the front matter")
        outcome = read_layer({"style": style}, lambda _: place)
        chosen = outcome.value.get("style.name")
        if chosen is not None and is_style_folder(str(chosen.value)):
            message = f"the front matter asks for the style in the folder `{chosen.value}`, a style's name was expected"
            raise DocumentError(
                diagnose("B203", message, place=place.name, hint="name the folder in briefkit.toml or with `--style`")
            )
        return Outcome(replace(self, front_matter=outcome.value), outcome.diagnostics)

    def placed(self, found: Diagnostic) -> Diagnostic:
        """A finding about a setting, with the place where that was written instead of the setting's key."""
        key = "style.name" if found.rule.id == "B301" else found.place
        value = None if found.span else self.find(key)
        return found if value is None else replace(found, span=value.place.span, place=value.place.name)

    def _get(self, key: str, default: Any) -> Any:
        found = self.find(key)
        return default if found is None else found.value


def below(layer: Layer, prefix: str) -> Iterator[tuple[str, Value]]:
    """The values of `layer` whose keys start with `prefix` and a dot, by the rest of the key."""
    for key, value in layer.items():
        head, dot, name = key.partition(f"{prefix}.")
        if dot and not head:
            yield name, value
