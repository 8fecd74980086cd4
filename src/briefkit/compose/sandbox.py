"""The Jinja2 environment that a style's templates run in: sandboxed, and bounded in the work they may do.

A template sees plain data and can call a short list of filters and methods. Each turn of a loop, each call and each
filter spends a step of a `Budget`, each piece of output spends its characters, and what could grow without either
(string repetition, powers, concatenation, nested lists) is spent or refused before it is done. So the time and the
memory of a template are at most a constant times its budget. Two things are left: recursion ends at Python's own limit,
and one step may look through all of a string that the template has built itself, which the budget of characters bounds.

What the language has, and where in a template its work is counted, is in `language`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass, is_dataclass
from functools import partial, wraps
from typing import Any, NoReturn, cast

import msgspec
from jinja2 import BaseLoader, StrictUndefined, nodes, pass_context
from jinja2.environment import TemplateModule
from jinja2.exceptions import TemplateRuntimeError, UndefinedError
from jinja2.filters import FILTERS
from jinja2.runtime import Context, LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, missing

from briefkit.compose.language import (
    CONTAINER,
    MAPPING_METHODS,
    OTHER_FILTERS,
    PRINTABLE,
    SEQUENCE_FILTERS,
    STRING_METHODS,
    TEXT_FILTERS,
    TURNS,
    WRITTEN,
    Accountant,
)

MAX_RANGE = 1_000
"""How many numbers a `range()` may give."""

MAX_NUMBER_BITS = 512
"""How large a whole number may get."""

MAX_CONTAINER_DEPTH = 8
"""How deep lists and the like may nest."""


class TooMuchWorkError(TemplateRuntimeError):
    """A template has spent its budget."""


class UnknownNameError(UndefinedError):
    """A template uses what is not there: `name`, and the names that are."""

    def __init__(self, message: str, name: str, known: tuple[str, ...]) -> None:
        super().__init__(message)
        self.name, self.known = name, known


@dataclass
class Budget:
    """What a template may still spend: `steps` of work and `characters` of text."""

    steps: int
    characters: int

    def __post_init__(self) -> None:
        self._given = (self.steps, self.characters)

    def spend(self, steps: int = 1, characters: int = 0) -> None:
        """Takes from the budget; `TooMuchWorkError` where nothing is left."""
        self.steps -= steps
        self.characters -= characters
        if self.steps < 0:
            raise TooMuchWorkError(f"the templates take more than {self._given[0]:,} steps")
        if self.characters < 0:
            raise TooMuchWorkError(f"the templates make more than {self._given[1]:,} characters")

    def counted(self, values: Iterable[Any]) -> Iterator[Any]:
        """The `values`, a step each."""
        for value in values:
            self.spend()
            yield value


class Fragment:
    """Finished markup. A template may print it and ask whether there is any, and nothing else."""

    __slots__ = ("_markup",)

    def __init__(self, markup: str) -> None:
        self._markup = markup

    def __html__(self) -> str:
        return self._markup

    def __str__(self) -> str:
        return self._markup

    def __len__(self) -> int:
        return len(self._markup)


class Missing(StrictUndefined):
    """A name or an attribute that is not there; using it raises `UnknownNameError`, saying what is."""

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        super().__init__(hint, obj, name, exc)
        if hint is None and exc is UndefinedError:
            unknown = partial(UnknownNameError, name=str(name), known=_known_names(obj))
            self._undefined_exception = cast("type[TemplateRuntimeError]", unknown)  # it is called with the message

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        if self._undefined_obj is missing:
            return f"`{self._undefined_name}` is not defined"
        return f"{_kind(self._undefined_obj)} has no `{self._undefined_name}`"


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """The environment of one composition: what its templates spend, they spend from its `budget`."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, loader: BaseLoader, budget: Budget) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=Missing,
            finalize=_printable,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            cache_size=0,  # the loader counts what is loaded
        )
        self.budget = budget
        self.filters = {
            **{name: _guarded(name, FILTERS[name], takes_text=True) for name in TEXT_FILTERS},
            **{name: _guarded(name, FILTERS[name]) for name in SEQUENCE_FILTERS | OTHER_FILTERS},
            "join": _guarded("join", _join),
            **_ACCOUNTS,
        }
        self.globals = {"range": _range, "namespace": Namespace}

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        counted = Accountant(name, filename).visit(source)
        return super()._generate(counted, name, filename, defer_init)

    def handle_exception(self, source: str | None = None) -> NoReturn:  # noqa: ARG002 - Jinja2's signature
        """Lets the error pass as it is: `templates` finds the place itself."""
        raise  # noqa: PLE0704 - called where an exception is being handled

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Fields of data, a few methods of strings and mappings, what Jinja2 gives to loops; all else is refused."""
        if attr.startswith("_") or not super().is_safe_attribute(obj, attr, value):
            return False
        if isinstance(obj, str):
            return attr in STRING_METHODS
        if isinstance(obj, Mapping):
            return attr in MAPPING_METHODS
        return isinstance(obj, LoopContext | Namespace | TemplateModule) or attr in _fields(obj)

    def wrap_str_format(self, value: Any) -> None:
        """Nothing is let through here: ``"{:>999999999}".format(1)`` is a page of a gigabyte."""

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - as above
        """A call from a template: of a macro, a method, a filter's helper or a recursive loop."""
        __self.budget.spend()
        if isinstance(__obj, LoopContext) and args:
            args = (__self.budget.counted(args[0]), *args[1:])
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """``+ * ** %``, refused where the result would be huge; none of them works on strings but ``+``."""
        if operator == "+" and isinstance(left, Sized) and isinstance(right, Sized):
            self.budget.spend(characters=len(left) + len(right))
        elif not isinstance(left, int | float) or not isinstance(right, int | float):
            raise TypeError(f"`{operator}` works on numbers, not on {_kind(left)} and {_kind(right)}")
        elif operator == "**" and abs(right) > MAX_NUMBER_BITS:
            raise TooMuchWorkError(f"the power {right} is too high")
        result = super().call_binop(context, operator, left, right)
        if isinstance(result, int) and result.bit_length() > MAX_NUMBER_BITS:
            raise TooMuchWorkError("a number gets too large")
        return result


def _budget(context: Context) -> Budget:
    budget: Budget = context.environment.budget  # type: ignore[attr-defined] # these filters live in no other
    return budget


# What the compiled templates call ---------------------------------------------------------------------------------


@pass_context
def _printable(context: Context, value: Any) -> Any:
    """A value that is about to become text; its length is spent."""
    if isinstance(value, Fragment):
        _budget(context).spend(characters=len(value))
        return value
    if isinstance(value, Undefined):
        return str(value)  # raises: nothing undefined is printed
    if isinstance(value, str | int | float):
        text = value if isinstance(value, str) else str(value)
        _budget(context).spend(characters=len(text))
        return text
    raise TypeError(f"{_kind(value)} cannot be printed")


@pass_context
def _turns(context: Context, values: Any) -> Iterator[Any]:
    return _budget(context).counted(values)


@pass_context
def _written(context: Context, characters: int) -> str:
    _budget(context).spend(characters=characters)
    return ""


@pass_context
def _container(context: Context, value: Any) -> Any:
    _weigh(_budget(context), value, MAX_CONTAINER_DEPTH)
    return value


def _weigh(budget: Budget, value: Any, depth: int) -> None:
    if isinstance(value, list | tuple | dict):
        if depth == 0:
            raise TooMuchWorkError(f"lists nest more than {MAX_CONTAINER_DEPTH} deep")
        budget.spend(1 + len(value))
        for item in value.values() if isinstance(value, dict) else value:
            _weigh(budget, item, depth - 1)


_ACCOUNTS: dict[str, Callable[..., Any]] = {
    TURNS: _turns,
    WRITTEN: _written,
    PRINTABLE: _printable,
    CONTAINER: _container,
}


def _guarded(name: str, function: Callable[..., Any], *, takes_text: bool = False) -> Callable[..., Any]:
    """The filter `name`, spending what it looks at; one that `takes_text` refuses lists."""
    passes = getattr(function, "jinja_pass_arg", None)

    @pass_context
    @wraps(function, updated=())
    def filtered(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        budget = _budget(context)
        if isinstance(value, Sized) and not isinstance(value, Undefined):
            budget.spend(1 + len(value) // 16)
        elif isinstance(value, Iterator):
            value = budget.counted(value)
        if takes_text and not isinstance(value, str | int | float | Undefined):
            raise TypeError(f"the filter `{name}` takes text, not {_kind(value)}")
        first = {"context": (context,), "eval_context": (context.eval_ctx,), "environment": (context.environment,)}
        return function(*first.get(passes.name if passes else "", ()), value, *args, **kwargs)

    return filtered


@pass_context
def _join(context: Context, values: Iterable[Any], separator: str = "", attribute: str | None = None) -> Any:
    """Jinja2's ``join``, every piece and separator spent before they are put together."""
    if attribute is not None:
        values = FILTERS["map"](context, values, attribute=attribute)
    pieces = [_printable(context, value) for value in _budget(context).counted(values)]
    _budget(context).spend(characters=len(separator) * len(pieces))
    return FILTERS["join"](context.eval_ctx, pieces, separator)


def _range(*args: int) -> range:
    numbers = range(*args)
    if len(numbers) > MAX_RANGE:
        raise TooMuchWorkError(f"`range` would give {len(numbers):,} numbers, {MAX_RANGE:,} are allowed")
    return numbers


def _fields(obj: Any) -> tuple[str, ...]:
    """The names of an object's data."""
    if isinstance(obj, msgspec.Struct):
        return obj.__struct_fields__
    if is_dataclass(obj):
        return tuple(obj.__dataclass_fields__)
    return ()


def _known_names(obj: Any) -> tuple[str, ...]:
    if isinstance(obj, Mapping):
        return tuple(key for key in obj if isinstance(key, str))
    return _fields(obj)


def _kind(obj: Any) -> str:
    """What an object is, in a template author's words."""
    names: tuple[tuple[Any, str], ...] = (
        (str, "text"),
        (bool, "a truth value"),
        ((int, float), "a number"),
        (Mapping, "a mapping"),
        ((list, tuple, Iterator), "a list"),
        (type(None), "nothing"),
        (Fragment, "finished markup"),
    )
    return next((name for kind, name in names if isinstance(obj, kind)), f"`{type(obj).__name__.lower()}`")
