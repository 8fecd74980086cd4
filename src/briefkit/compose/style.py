"""House styles: a folder's ``style.toml`` read, checked and held together with the files it names.

::

    style.toml     contract, name, description, sheets, templates, words, options, variables
    *.css          stylesheets, in cascade order; one may stand under a condition on an option
    *.html.j2      templates: one for the body of the page, one with macros for nodes, others that these import
    words/*.po     words by language

A style may extend another: then style.toml says only what is different, and files that its folder lacks are those of
the other. Everything is read through `Resources.read_style`, when the style is loaded; after that a style is data.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from difflib import get_close_matches
from functools import partial
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec
from msgspec import Struct

from briefkit.compose.css import find_break
from briefkit.compose.page import Sheet
from briefkit.compose.settings import Option, Variable, did_you_mean
from briefkit.compose.templates import CompiledTemplate, compile_overrides, compile_template
from briefkit.compose.words import Catalogue, read_catalogue
from briefkit.config.toml import KeyPath, Toml, parse
from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.errors import DocumentError, UnavailableError, UsageError
from briefkit.resources import Resources, is_style_folder
from briefkit.spans import Source

T = TypeVar("T")

MAX_BASES = 8
"""How many styles may extend one another in a row."""

CONTRACT = 1
"""The version of the template contract: the names a template sees, the elements and classes that nodes become."""


class SheetEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stylesheet that is used when each option in `when` has the value given there."""

    file: str
    when: dict[str, bool | int | str] = {}


class TemplateFiles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`body` writes what stands in ``<body>``; `nodes`, where there is one, has macros that nodes are written by."""

    body: str
    nodes: str = ""
    parts: tuple[str, ...] = ()


class WordFiles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Catalogues ``FOLDER/LANGUAGE.po``, one for each of `languages` (BCP 47 tags)."""

    folder: str = "words"
    languages: tuple[str, ...] = ()


class StyleFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``style.toml`` as it is written. `more_sheets` come after `sheets`, and after those of the style it extends."""

    contract: int
    name: str
    description: str
    sheets: tuple[str | SheetEntry, ...]
    templates: TemplateFiles
    extends: str = ""
    more_sheets: tuple[str | SheetEntry, ...] = msgspec.field(default=(), name="more-sheets")
    words: WordFiles = WordFiles()
    options: dict[str, Any] = {}  # `Option` and `Variable`, converted one by one: each is told by its name
    variables: dict[str, Any] = {}


class ConditionalSheet(Struct, frozen=True):
    """A stylesheet and the options' values that it is used under; none for always."""

    sheet: Sheet
    when: Mapping[str, object]


class HouseStyle(Struct, frozen=True):
    """A house style, complete: composing with it reads nothing more.

    `body` and `nodes` name templates (`nodes` is empty where the style leaves all nodes as they are).
    """

    name: str
    description: str
    options: Mapping[str, Option]
    variables: Mapping[str, Variable]
    sheets: tuple[ConditionalSheet, ...]
    templates: Mapping[str, CompiledTemplate]
    body: str
    nodes: str
    catalogues: tuple[Catalogue, ...]
    sources: Mapping[str, Source]

    def sheets_for(self, options: Mapping[str, object]) -> tuple[Sheet, ...]:
        """The stylesheets that these values of all options ask for, in cascade order."""
        return tuple(
            entry.sheet for entry in self.sheets if all(options[name] == value for name, value in entry.when.items())
        )


def load_style(name: str, resources: Resources) -> HouseStyle:
    """The house style called `name`, or standing in the folder `name`.

    `UsageError` B301 where there is none; `DocumentError` B302 for a broken style.toml, B303 for a broken template,
    B306 for a broken stylesheet, B308 for broken words: all that is found wrong at once.
    """
    return _Loading(name, resources).load()


class _Loading:
    """A style being loaded: the faults found so far, and the files read."""

    def __init__(self, name: str, resources: Resources) -> None:
        self._name = name
        self._resources = resources
        self._sources: dict[str, Source] = {}
        self._diagnostics: list[Diagnostic] = []
        self._toml = Toml({}, {})
        self._lineage = [name]  # the style, then those that it extends

    def load(self) -> HouseStyle:
        self._toml = self._merged()
        written = self._style_file()
        options: dict[str, Option] = self._settings("options", written.options, Option)
        variables: dict[str, Variable] = self._settings("variables", written.variables, Variable)
        sheets = [self._sheet(entry, options) for entry in (*written.sheets, *written.more_sheets)]
        templates = self._templates(written.templates)
        catalogues = self._catalogues(written.words)
        if self._diagnostics:
            raise DocumentError(*self._diagnostics, sources=self._sources.values())
        return HouseStyle(
            name=written.name,
            description=written.description,
            options=options,
            variables=variables,
            sheets=tuple(sheet for sheet in sheets if sheet is not None),
            templates=templates,
            body=written.templates.body,
            nodes=written.templates.nodes,
            catalogues=catalogues,
            sources=self._sources,
        )

    def _merged(self) -> Toml:
        """The style's style.toml over those of the styles that it extends, which are noted in `_lineage`."""
        name, merged = self._name, Toml({}, {})
        while True:
            own = self._style_toml(name)
            merged = Toml(merge_style(own.values, merged.values), {**own.spans, **merged.spans})
            base = own.values.get("extends")
            if not isinstance(base, str) or not base:
                return merged
            name, self._toml = _base_name(name, base), merged
            if name in self._lineage or len(self._lineage) > MAX_BASES:
                message = f"`{base}` is extended in a circle" if name in self._lineage else "too many styles in a row"
                raise self._error(self._at(("extends",), message, "let the last of them extend none"))
            self._lineage.append(name)

    def _style_toml(self, name: str) -> Toml:
        try:
            source = self._source_of(name, "style.toml")
        except UsageError as error:
            if name == self._name:
                raise
            said = error.diagnostics[0]
            raise self._error(self._at(("extends",), said.message, said.hint)) from error
        try:
            return parse(source, rule="B302")
        except DocumentError as error:
            raise DocumentError(*error.diagnostics, sources=[source]) from error

    def _style_file(self) -> StyleFile:
        contract = self._toml.values.get("contract", CONTRACT)
        if isinstance(contract, int) and contract != CONTRACT:
            message = f"the style is written for contract {contract}, this briefkit has {CONTRACT}"
            hint = "use the release of briefkit that the style was written for, or adapt the style"
            raise self._error(self._at(("contract",), message, hint))
        try:
            return msgspec.convert(self._toml.values, StyleFile)
        except msgspec.ValidationError as error:
            raise self._error(self._invalid(str(error), (), StyleFile)) from error

    def _settings(self, table: str, written: Mapping[str, Any], kind: Any) -> dict[str, Any]:
        """The options or the variables that are what they should be; the others are noted."""
        settings = {}
        for key, value in written.items():
            path = (table, key)
            if not _NAME.fullmatch(key):
                self._note(path, f"`{key}` is no name", "use lower-case letters, digits and hyphens")
                continue
            try:
                setting = msgspec.convert(value, kind)
            except msgspec.ValidationError as error:
                self._diagnostics.append(self._invalid(str(error), path, kind))
                continue
            if fault := setting.fault(setting.default):
                self._note((*path, "default"), f"the default of `{key}` does not fit: {fault}")
            settings[key] = setting
        return settings

    def _invalid(self, message: str, above: KeyPath, kind: Any) -> Diagnostic:
        """Tells what msgspec found wrong below the key `above`: ``Expected `str`, got `int` - at `$.help```."""
        what, _, where = message.partition(" - at ")
        path = (*above, *re.findall(r"\.([\w-]+)", where))
        name = f"`{'.'.join(path)}`"
        words = re.findall(r"[`']([^`']+)[`']", what)
        if what.startswith("Object contains unknown field"):
            what = f"`{'.'.join(path)}`" if path else "a style"
            return self._at((*path, words[0]), f"`{words[0]}` is no key of {what}", _other_keys(words[0], path, kind))
        if what.startswith("Object missing required field"):
            return self._at(path, f"{name if path else 'the style'} lacks the key `{words[0]}`", "")
        if what.startswith("Invalid ") and path[-1:] == ("type",):
            hint = f"the types are {', '.join(f'`{tag}`' for tag in _types(kind))}"
            return self._at(path, f"{name} is `{words[0]}`, which is no type", hint)
        return self._at(path, f"{name}: {what[:1].lower()}{what[1:]}", "")

    def _sheet(self, written: str | SheetEntry, options: Mapping[str, Option]) -> ConditionalSheet | None:
        entry = SheetEntry(written) if isinstance(written, str) else written
        source = self._listed(("sheets",), entry.file)
        for key, value in entry.when.items():
            if key not in self._toml.values.get("options", {}):
                hint = did_you_mean(key, tuple(options))
                self._note(("sheets",), f"`{entry.file}` depends on `{key}`, which is no option of the style", hint)
            elif key in options and (fault := options[key].fault(value)):
                self._note(("sheets",), f"`{entry.file}` depends on `{key}` being `{value}`, {fault}")
        if source is None:
            return None
        found = find_break(source.text)
        if found is not None:
            span = source.span(found.start, found.end)
            self._diagnostics.append(diagnose("B306", found.message, span=span, hint=found.hint))
        return ConditionalSheet(Sheet(source.name, source.text), entry.when)

    def _templates(self, files: TemplateFiles) -> dict[str, CompiledTemplate]:
        compiled = {}
        for key, names in (("body", (files.body,)), ("nodes", (files.nodes,)), ("parts", files.parts)):
            for name in filter(None, names):
                source = self._listed(("templates", key), name)
                template = self._kept(compile_overrides if key == "nodes" else compile_template, source)
                if template is not None:
                    compiled[name] = template
        return compiled

    def _catalogues(self, files: WordFiles) -> tuple[Catalogue, ...]:
        """The catalogues by language, those of the styles that this one extends before its own."""
        found = []
        for language in files.languages:
            name = posixpath.join(files.folder, f"{language}.po")
            if self._listed(("words", "languages"), name) is None:
                continue
            for source in self._sources_called(name):
                catalogue = self._kept(partial(read_catalogue, language), source)
                if catalogue is not None:
                    found.append(catalogue)
        return tuple(found)

    def _kept(self, read: Callable[[Source], T], source: Source | None) -> T | None:
        """What `read` makes of a file; None where there is no file, and where it fails, its diagnostics noted."""
        if source is None:
            return None
        try:
            return read(source)
        except DocumentError as error:
            self._diagnostics.extend(error.diagnostics)
        return None

    def _listed(self, path: KeyPath, name: str) -> Source | None:
        """The text of a file that style.toml names at `path`; None, and a note, where there is none."""
        try:
            return self._source(name)
        except UnavailableError as error:
            self._note(path, "; ".join(diagnostic.message for diagnostic in error.diagnostics))
        return None

    def _source(self, name: str) -> Source:
        """The text of a file: the style's own, else that of the nearest style it extends."""
        missing: UnavailableError | None = None
        for style in self._lineage:
            try:
                return self._source_of(style, name)
            except UnavailableError as error:
                missing = missing or error
        raise missing or AssertionError("a style has a lineage")

    def _sources_called(self, name: str) -> Iterator[Source]:
        """The files of this name in all styles of the lineage, the farthest first."""
        for style in reversed(self._lineage):
            with suppress(UnavailableError):
                yield self._source_of(style, name)

    def _source_of(self, style: str, name: str) -> Source:
        folder = style.rstrip("/") if is_style_folder(style) else f"styles/{style}"
        known_as = f"{folder}/{name}"
        if known_as in self._sources:
            return self._sources[known_as]
        data = self._resources.read_style(style, name)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            message = f"`{known_as}` is not UTF-8: byte {error.start} is {data[error.start]:#04x}"
            raise DocumentError(diagnose("B302", message, hint="save the file as UTF-8")) from error
        source = Source(known_as, text.replace("\r\n", "\n").replace("\r", "\n"))
        self._sources[known_as] = source
        return source

    def _note(self, path: KeyPath, message: str, hint: str = "") -> None:
        self._diagnostics.append(self._at(path, message, hint))

    def _error(self, diagnostic: Diagnostic) -> DocumentError:
        return DocumentError(diagnostic, sources=self._sources.values())

    def _at(self, path: KeyPath, message: str, hint: str) -> Diagnostic:
        """A finding about the key at `path` of style.toml, placed at the nearest key above that is written."""
        source = next(iter(self._sources.values()))
        while path and path not in self._toml.spans:
            path = path[:-1]
        span = self._toml.spans.get(path, source.span(0, 0))
        return diagnose("B302", message, span=span, hint=hint)


def merge_style(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """What a style.toml says over what that of the style it extends says.

    Tables are merged key by key, options and variables down to their own keys (``default = false`` alone will do);
    ``more-sheets`` are added; other values, the list of sheets included, take the place of the base's.
    """
    merged = {**base, **own}
    if isinstance(further := own.get("more-sheets"), list) and isinstance(base.get("more-sheets"), list):
        merged["more-sheets"] = [*base["more-sheets"], *further]
    for name in base.keys() & own.keys():
        if isinstance(base[name], dict) and isinstance(own[name], dict):
            merged[name] = merge_style(base[name], own[name])
    return merged


def _base_name(style: str, base: str) -> str:
    """The style that `style` means by `base`: a name, or a folder told from its own."""
    if not is_style_folder(base) or not is_style_folder(style) or posixpath.isabs(base):
        return base
    folder = posixpath.normpath(posixpath.join(style, base))
    return folder if is_style_folder(folder) else f"./{folder}"


_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_TABLES: Mapping[KeyPath, Any] = {("templates",): TemplateFiles, ("words",): WordFiles, ("sheets",): SheetEntry}


def _keys(kind: Any) -> tuple[str, ...]:
    """The keys that a table may have which is read as `kind`, a struct or a union of structs."""
    kinds = get_args(kind) or (kind,)
    return tuple(dict.fromkeys(field.encode_name for one in kinds for field in msgspec.structs.fields(one)))


def _other_keys(key: str, path: KeyPath, kind: Any) -> str:
    """A hint at what the unknown `key` in the table at `path` is a slip for; else at the keys that may stand there."""
    known = _keys(_TABLES.get(path, kind))
    if near := did_you_mean(key, known):
        return near
    if path and (above := get_close_matches(key, _keys(StyleFile), n=1)):
        return f"`{above[0]}` belongs to the top of the file, before the first table"
    return f"its keys are {', '.join(f'`{name}`' for name in known)}"


def _types(kind: Any) -> tuple[str, ...]:
    """What may stand as ``type`` in a table read as `kind`."""
    if get_args(kind):
        return tuple(str(one.__struct_config__.tag) for one in get_args(kind))
    return tuple(get_args(get_type_hints(kind)["type"]))
