"""Groups of things with one role → named styles: who gets the plain name, who a longer one, who shares.

The same for paragraph and character styles: a group is all that has one ladder of names, its values are looks (or what
takes a look's place), counted. Groups come one source after the other: what an earlier source named keeps its name and
its definition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Hashable, Iterable, Iterator
from itertools import count
from typing import Generic, TypeVar

from msgspec import Struct, field

from briefkit.write.docx.style_names import Ladder

V = TypeVar("V", bound=Hashable)

_FEWEST_OF_A_VARIANT = 5
"""How often a look must differ from its style's in the same way to become a style of its own."""

_EXCEPTIONS = 1 / 25
"""The share of all things that may differ from their style: direct formatting that an editor can live with."""


class Group(Struct, Generic[V]):
    """All that may have the names of `ladder`, as a count of values in the order in which they were first seen."""

    ladder: Ladder
    values: Counter[V] = field(default_factory=Counter)

    @property
    def usual(self) -> V:
        """The most frequent value, the first of equally frequent ones."""
        return max(self.values, key=self.values.__getitem__)

    @property
    def is_settled(self) -> bool:
        """Whether the usual value is more than chance: seen twice, and in more than half of the cases."""
        times = self.values[self.usual]
        return times > 1 and 2 * times > self.values.total()


class Agreement(Struct, Generic[V], frozen=True):
    """When a value is near enough to a style's definition: `may_share` for groups, `is_near` for single values.

    `is_said` when the definition says all of a value; else `may_vary` tells whether a variant may, and `word_for` the
    word for it in its name.
    """

    may_share: Callable[[V, Group[V]], bool]
    is_near: Callable[[V, V], bool]
    is_said: Callable[[V, V], bool]
    may_vary: Callable[[V, V], bool]
    word_for: Callable[[V, V], str]


class Naming(Generic[V]):
    """Styles by name, and the names of ladders and of values.

    `is_taken` holds the lower-case names that styles of another kind have; `suffix` makes such a name free.
    """

    def __init__(self, agreement: Agreement[V], *, is_taken: Container[str] = (), suffix: str = "") -> None:
        self._agreement = agreement
        self._is_taken = is_taken
        self._suffix = suffix
        self._keys: dict[str, str] = {}
        self._names: dict[Ladder, str] = {}
        self._variants: dict[tuple[Ladder, V], str] = {}
        self.definitions: dict[str, V] = {}
        self.plain: dict[str, str] = {}  # the name of a style → the name it was told apart from
        self.varied: dict[str, str] = {}  # the name of a variant → the name of the style that it varies

    def name_all(self, groups: Iterable[Group[V]], *, finds_variants: bool) -> None:
        """Give every group a style: one that is there and agrees with it, or a new one of the first name that is free.

        Groups with the fewest words to tell them apart come first, then the largest: they get the plain names.
        """
        for group in sorted(groups, key=lambda group: (len(group.ladder), -group.values.total())):
            if group.ladder not in self._names:
                self._names[group.ladder] = self._named(group)
            if finds_variants:
                self._find_variants(group)

    def name(self, ladder: Ladder, value: V) -> str | None:
        """The name of the style for a thing with this ladder and value; None where there is no such style."""
        return self._variants.get((ladder, value)) or self._names.get(ladder)

    def _named(self, group: Group[V]) -> str:
        for name in self._rungs(group.ladder):
            known = self._keys.get(name.casefold())
            if known is None:
                return self._new(name, group.usual, plain=self._free(group.ladder[0]))
            if self._agreement.may_share(self.definitions[known], group):
                return known
        raise AssertionError("a ladder has no end")

    def _rungs(self, ladder: Ladder) -> Iterator[str]:
        yield from map(self._free, ladder)
        yield from (f"{self._free(ladder[-1])} {number}" for number in count(2))

    def _free(self, name: str) -> str:
        return name + self._suffix if name.casefold() in self._is_taken else name

    def _new(self, name: str, definition: V, *, plain: str) -> str:
        self._keys[name.casefold()] = name
        self.definitions[name] = definition
        if plain != name:
            self.plain[name] = plain
        return name

    def name_exceptions(self, groups: Iterable[Group[V]], *, total: int, fixed: Container[str]) -> None:
        """Make variants of values that are not their style's, the most frequent first, until few of `total` remain.

        Styles with the names in `fixed` have none.
        """
        exceptions = [
            (times, group.ladder, value, definition)
            for group in groups
            for value, times in group.values.items()
            if not self._agreement.is_said(definition := self._definition_of(group.ladder, value), value)
        ]
        left = sum(times for times, _, _, _ in exceptions)
        for times, ladder, value, definition in sorted(exceptions, key=lambda exception: -exception[0]):
            if left <= total * _EXCEPTIONS:
                return
            if self._names[ladder] not in fixed and self._agreement.may_vary(definition, value):
                self._vary(ladder, value, self._agreement.is_said)
                left -= times

    def _definition_of(self, ladder: Ladder, value: V) -> V:
        return self.definitions[self._variants.get((ladder, value)) or self._names[ladder]]

    def _find_variants(self, group: Group[V]) -> None:
        """Make styles of the values that often differ from their style's in one way."""
        name = self._names[group.ladder]
        for value, times in group.values.items():
            if times >= _FEWEST_OF_A_VARIANT and not self._agreement.is_near(self.definitions[name], value):
                self._vary(group.ladder, value, self._agreement.is_near)

    def _vary(self, ladder: Ladder, value: V, is_like: Callable[[V, V], bool]) -> None:
        """Give a value a variant of its style: one that is like it, or a new one."""
        plain = self._names[ladder]
        variants = (variant for variant, name in self.varied.items() if name == plain)
        alike = next((variant for variant in variants if is_like(self.definitions[variant], value)), None)
        self._variants[ladder, value] = alike or self._variant(plain, value)

    def _variant(self, plain: str, value: V) -> str:
        shown = f"{plain[:1].upper()}{plain[1:]} {self._agreement.word_for(self.definitions[plain], value)}"
        names = (f"{shown}{f' {number}' if number > 1 else ''}" for number in count(1))
        free = next(name for name in names if self._free(name) == name and name.casefold() not in self._keys)
        self.varied[free] = plain
        return self._new(free, value, plain=plain)
