"""A style's templates: compiled when the style is loaded, run for one composition, their faults told by line and word.

What a template may do and how much is `sandbox`'s; this module runs them, and turns what goes wrong in one into a
diagnostic that points into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from types import CodeType, TracebackType
from typing import Any, get_args

from jinja2 import BaseLoader, Environment, Template, nodes
from jinja2.exceptions import TemplateError, TemplateNotFound, TemplateSyntaxError
from msgspec import Struct

from briefkit.compose.html import Override
from briefkit.compose.sandbox import Budget, Fragment, TemplateEnvironment, TooMuchWorkError, UnknownNameError
from briefkit.compose.settings import did_you_mean
from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.errors import DocumentError
from briefkit.model import nodes as model
from briefkit.spans import Source, Span

MAX_TEMPLATE_SIZE = 256 * 1024
"""Characters of a template file."""

OVERRIDE_ARGUMENTS = ("node", "content", "html")
"""What a node's macro may ask for: the node, the markup of what it holds, its default markup."""

NODE_NAMES = tuple(
    kind.__struct_config__.tag.replace("-", "_") for kind in (*get_args(model.Block), *get_args(model.Inline))
)
"""The names of the macros that a style may write nodes by."""

_FAULTS = (TemplateError, TypeError, ValueError, LookupError, ArithmeticError, AttributeError, RecursionError)
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_QUOTED = re.compile(r"['`]([^'`]+)['`]")


class CompiledTemplate(Struct, frozen=True):
    """A template file and the code made of it."""

    source: Source
    code: CodeType


def compile_template(source: Source) -> CompiledTemplate:
    """The template in `source`; `DocumentError` B303 where it is broken, B304 where it is far too long."""
    if len(source.text) > MAX_TEMPLATE_SIZE:
        message = f"the template has {len(source.text):,} characters, {MAX_TEMPLATE_SIZE:,} are allowed"
        raise DocumentError(diagnose("B304", message, span=source.span(0, 0)), sources=[source])
    environment = TemplateEnvironment(_Loader({}), Budget(0, 0))
    try:
        return CompiledTemplate(source, environment.compile(source.text, source.name, source.name))
    except TemplateSyntaxError as error:
        raise _broken(source, error.lineno, error) from error
    except RecursionError as error:
        diagnostic = diagnose("B303", "the template nests too deeply to be read", span=source.span(0, 0))
        raise DocumentError(diagnostic, sources=[source]) from error


def compile_overrides(source: Source) -> CompiledTemplate:
    """A template whose macros write nodes; also `DocumentError` B303 for a macro that no node is written by."""
    compiled = compile_template(source)
    tree = TemplateEnvironment(_Loader({}), Budget(0, 0)).parse(source.text)
    for macro in tree.find_all(nodes.Macro):
        if macro.name.startswith("_"):
            continue
        if macro.name not in NODE_NAMES:
            raise _unfit(source, macro, macro.name, "is the name of no node", NODE_NAMES)
        for argument in macro.args:
            if argument.name not in OVERRIDE_ARGUMENTS:
                raise _unfit(source, macro, argument.name, "is nothing a node's macro is given", OVERRIDE_ARGUMENTS)
    return compiled


def _unfit(source: Source, macro: nodes.Macro, name: str, what: str, known: tuple[str, ...]) -> DocumentError:
    span = _span_of(source, macro.lineno, [name])
    return DocumentError(diagnose("B303", f"`{name}` {what}", span=span, hint=_nearest(name, known)), sources=[source])


class Templates:
    """The templates of one composition, `context` being the names that all of them see."""

    def __init__(self, compiled: Mapping[str, CompiledTemplate], budget: Budget, context: Mapping[str, Any]) -> None:
        self._sources = {template.source.name: template.source for template in compiled.values()}
        self._environment = TemplateEnvironment(_Loader(compiled), budget)
        self._context = context

    def write(self, name: str, **more: Any) -> str:
        """What the template `name` writes; `DocumentError` for what goes wrong in it."""
        context = {**self._context, **more}
        with self._explained(tuple(context)):
            template = self._environment.get_template(name)
            return "".join(template.root_render_func(template.new_context(context)))

    def overrides(self, name: str) -> dict[str, Override]:
        """The macros of the template `name`, as functions that write nodes."""
        with self._explained(tuple(self._context)):
            module = self._environment.get_template(name).make_module(dict(self._context))
        macros = {key: value for key, value in vars(module).items() if key in NODE_NAMES}
        return {key.replace("_", "-"): self._override(macro) for key, macro in macros.items()}

    def _override(self, macro: Any) -> Override:
        def write(node: model.Block | model.Inline, content: str, default: str) -> str:
            given = {"node": node, "content": Fragment(content), "html": Fragment(default)}
            with self._explained((*self._context, *OVERRIDE_ARGUMENTS)):
                self._environment.budget.spend()
                return str(macro(*(given[argument] for argument in macro.arguments)))

        return write

    @contextmanager
    def _explained(self, names: tuple[str, ...]) -> Iterator[None]:
        try:
            yield
        except _FAULTS as error:
            place = _place(error.__traceback__)
            if place is None:
                raise  # not a template's fault
            raise _broken(self._sources[place[0]], place[1], error, names) from error


class _Loader(BaseLoader):
    """Finds the style's own templates, and no others."""

    def __init__(self, templates: Mapping[str, CompiledTemplate]) -> None:
        self._templates = templates

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:  # noqa: A002 - Jinja2's name
        if isinstance(environment, TemplateEnvironment):
            environment.budget.spend()
        if name not in self._templates:
            raise TemplateNotFound(name, f"the style has no template `{name}`")
        return environment.template_class.from_code(environment, self._templates[name].code, globals or {})


# Faults --------------------------------------------------------------------------------------------------------------


def _place(traceback: TracebackType | None) -> tuple[str, int] | None:
    """The file and the line of the innermost template in a traceback; None where there is none."""
    place = None
    while traceback is not None:
        template = traceback.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template):
            place = str(template.filename), template.get_corresponding_lineno(traceback.tb_lineno)
        traceback = traceback.tb_next
    return place


def _broken(source: Source, line: int, error: Exception, names: tuple[str, ...] = ()) -> DocumentError:
    return DocumentError(_diagnostic(source, line, error, names), sources=[source])


def _diagnostic(source: Source, line: int, error: Exception, names: tuple[str, ...]) -> Diagnostic:
    message = _in_our_voice(error)
    names_first = [error.name] if isinstance(error, UnknownNameError) else []
    span = _span_of(source, line, [*names_first, *_QUOTED.findall(message)])
    match error:
        case TooMuchWorkError():
            hint = "look for a loop or a macro that runs far too often"
            return diagnose("B304", message, span=span, hint=hint)
        case RecursionError():
            hint = "a macro, a loop or an `include` reaches itself: give it an end"
            return diagnose("B304", "the templates call themselves without end", span=span, hint=hint)
        case UnknownNameError():
            return diagnose("B303", message, span=span, hint=_nearest(error.name, error.known or names))
        case _:
            return diagnose("B303", message, span=span)


def _in_our_voice(error: Exception) -> str:
    """The message with lower case first, names in backticks and no full stop."""
    message = (str(error) or type(error).__name__).partition("\n")[0].strip().removesuffix(".")
    message = re.sub(r"'([^' ]+)'", r"`\1`", message)
    return message if message[1:2].isupper() else message[:1].lower() + message[1:]


def _span_of(source: Source, line: int, words: list[str]) -> Span:
    """The first of `words` that stands in line `line`, else the tag in it, else all of it."""
    line = max(1, min(line, len(source.line_starts)))
    start, text = source.line_starts[line - 1], source.line(line)
    for word in words:
        found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
        if found:
            return source.span(start + found.start(), start + found.end())
    tag = _TAG.search(text)
    if tag:
        return source.span(start + tag.start(), start + tag.end())
    return source.span(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))


def _nearest(name: str, known: tuple[str, ...]) -> str:
    """A hint with the nearest of the `known` names, or with all of them; empty where there are none."""
    if not known:
        return ""
    return did_you_mean(name, known) or f"there is {', '.join(f'`{other}`' for other in sorted(known))}"
