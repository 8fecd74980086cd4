"""The references in `docs/reference` are written from the tables in the code, by ``pytest --update``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from briefkit import cli
from briefkit.compose import load_style
from briefkit.config.layers import KEYS, META, TABLES
from briefkit.read.frontmatter import meta_from
from briefkit.read.frontmatter.fields import FIELDS
from briefkit.read.frontmatter.metadata import ALIASES
from briefkit.resources import LocalResources

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
Golden = Callable[[Path, str], None]

KEYS_OF_A_DOCUMENT = {
    "title": ("one line; split at the first colon where there is no subtitle", "Ferries to Nordøy"),
    "subtitle": ("one line", "What a bridge would change"),
    "kicker": ("one line over the title", "Policy brief"),
    "authors": (
        "one name, a list of names, or of mappings with `name`, `affiliation`, `email`, `orcid`",
        "[{name: Transport Unit, affiliation: Office for Straits, email: transport@straits.example}]",
    ),
    "recipients": ("a name or a list; whom a memo is to", "[Council of the Outer Islands]"),
    "organisation": ("one line", "Office for Straits"),
    "logo": ("a path, or a mapping of `source` and `alt`", "{source: crest.svg, alt: Office for Straits}"),
    "series": ("one line", "Strait Papers"),
    "number": ("which of the series it is", "7"),
    "date": ("`YYYY-MM-DD`, `YYYY-MM` or `YYYY`; printed as the language writes it", "2026-03-31"),
    "version": ("one line", "1.1"),
    "status": ("one line; `draft` prints a watermark", "draft"),
    "classification": ("one line, at head and foot of every page", "Public"),
    "language": ("a language tag: words, dates, hyphens and reading aloud go by it", "en-GB"),
    "summary": ("a text, blank lines between its paragraphs", "A later boat serves the island best."),
    "key-points": ("a list of texts", "[A later boat is cheapest., The pier comes first.]"),
    "keywords": ("a list, or words with commas between", "ferries, islands"),
    "contact": ("a text", "Transport Unit, transport@straits.example"),
    "licence": ("one line", "CC BY 4.0"),
    "citation": ("a text: how to cite the report", "Office for Straits (2026), Ferries to Nordøy."),
}
"""By key: what it takes, and an example in YAML."""

KEYS_OF_A_PROJECT = {
    "sources": "paths and patterns, from the project's folder: what `briefkit build` builds",
    "out": "the folder that outputs go to",
    "formats": "output formats: `pdf`, `docx`, `html`",
    "style.name": 'the house style; `style = "memo"` is short for it',
    "smart-punctuation": "whether straight quotes, hyphens and dots become typographic ones, by language",
    "split-title": "whether a title is split at its first colon",
}


def _value(example: str) -> Any:
    return yaml.load(example, Loader=yaml.BaseLoader)  # noqa: S506 (it makes strings, lists and mappings only)


@pytest.mark.parametrize("key", FIELDS)
def test_the_example_of_a_key_is_read_without_a_word(key: str) -> None:
    outcome = meta_from({key: _value(KEYS_OF_A_DOCUMENT[key][1])})

    assert outcome.diagnostics == ()
    assert getattr(outcome.value, key.replace("-", "_"))


def test_all_keys_are_in_the_reference(golden: Golden) -> None:
    assert list(KEYS_OF_A_DOCUMENT) == list(FIELDS) == list(META)
    assert list(KEYS_OF_A_PROJECT) == list(KEYS)

    golden(REFERENCE / "keys.md", "".join(f"{line}\n" for line in _keys()))


def _keys() -> Iterator[str]:
    yield "# Keys"
    yield ""
    yield "## Front matter, and `[meta]` in `briefkit.toml`"
    yield ""
    yield "In front matter (YAML between lines of `---`, TOML between lines of `+++`) keys stand by themselves; in"
    yield "`briefkit.toml` under `[meta]`; on the command line as `--set meta.KEY=VALUE`. A key that is not here is"
    yield "kept, and reaches templates as `meta.extra`."
    yield ""
    yield "| key | other names | takes | example |"
    yield "|---|---|---|---|"
    for key, (takes, example) in KEYS_OF_A_DOCUMENT.items():
        others = ", ".join(f"`{alias}`" for alias, name in ALIASES.items() if name == key)
        yield f"| `{key}` | {others} | {takes} | `{example}` |"
    yield ""
    yield "`style` in front matter chooses the style and its options, as in"
    yield "`style: {name: memo, options: {page-size: Letter}}`."
    yield ""
    yield "## `briefkit.toml`"
    yield ""
    yield "| key | takes | what it is |"
    yield "|---|---|---|"
    for key, kind in KEYS.items():
        yield f"| `{key}` | {kind.words} | {KEYS_OF_A_PROJECT[key]} |"
    for table, kind in TABLES.items():
        yield f"| `{table}.NAME` | {kind.words} | {TABLE_WORDS[table]} |"


TABLE_WORDS = {
    "style.options": "[an option of the style](options.md)",
    "style.variables": "[a variable of the style](options.md)",
    "meta": "a key of the table above, for every source of the project",
}


def test_all_options_are_in_the_reference(golden: Golden) -> None:
    golden(REFERENCE / "options.md", "".join(f"{line}\n" for line in _options()))


def _options() -> Iterator[str]:
    resources = LocalResources(REFERENCE)
    yield "# Options and variables of the styles"
    yield ""
    yield 'Set in `briefkit.toml` (`[style]`, `options.page-size = "Letter"`), in front matter under `style`, or with'
    yield "`--set style.options.page-size=Letter` and `--set style.variables.accent=#004b87`."
    for name in resources.style_names():
        style = load_style(name, resources)
        yield ""
        yield f"## `{name}`"
        yield ""
        yield f"{style.description}."
        yield ""
        yield "| name | takes | by default | what it sets |"
        yield "|---|---|---|---|"
        for kind, settings in (("", style.options), (", a variable", style.variables)):
            for key, setting in settings.items():
                default = str(setting.default).lower() if isinstance(setting.default, bool) else setting.default
                yield f"| `{key}`{kind} | {setting.accepts} | `{default}` | {setting.help} |"


def test_all_commands_are_in_the_reference(golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    golden(REFERENCE / "commands.md", "\n".join(_commands(cli.commands, None, "briefkit")))


def _commands(command: click.Command, parent: click.Context | None, name: str) -> Iterator[str]:
    """The help of a command and of all below it, each under a heading."""
    context = click.Context(command, parent, info_name=name, max_content_width=100, terminal_width=80)
    context.help_option_names = ["-h", "--help"]
    yield f"{'# Commands' if parent is None else f'## `{context.command_path}`'}\n"
    yield f"```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            assert found is not None
            yield from _commands(found, context, inner)
