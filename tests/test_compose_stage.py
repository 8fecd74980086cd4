"""What templates are given and what every page has: notes, lists, numbers, the probe."""

from __future__ import annotations

from typing import get_args

import pytest

from briefkit import passes
from briefkit.compose import HouseStyle, compose, compose_probe, load_style
from briefkit.compose.page import Page
from briefkit.compose.pictures import check_pictures
from briefkit.compose.probe import probe_document
from briefkit.diagnostics import Outcome
from briefkit.model import Block, CalloutKind, Document, Inline, Meta
from briefkit.model.build import callout, document, figure, h, note, p, quote, ref, row, table
from briefkit.model.nodes import Callout
from briefkit.model.walk import descendants, roots
from briefkit.resources import MemoryResources

TOML = """\
contract = 1
name = "test"
description = "A style for tests"
sheets = []

[templates]
body = "body.html.j2"
nodes = "nodes.html.j2"
"""

OPTION = """
[options.{name}]
type = "boolean"
default = false
probe = {probe}
help = "whether"
"""

BODY = """\
{% for entry in contents %}[{{ entry.number }} {{ entry.title }}]{% endfor %}
{% for entry in figures %}({{ entry.label }}: {{ entry.title }} #{{ entry.anchor }}){% endfor %}
{% for entry in tables %}({{ entry.label }}: {{ entry.title }} #{{ entry.anchor }}){% endfor %}
<h6>{{ meta.title }}</h6>
<main>{{ body }}</main>
{{ notes }}
"""

MADE = document(
    h(1, "One", note("in a heading")),
    h(2, "Two", id="two"),
    h(1, "Three"),
    figure("a", title="A"),
    table(row("b"), title="B"),
    p(ref("two"), note(quote("q"))),
    title="T",
)


def style(*options: str, probe: str = "true", nodes: str = "") -> HouseStyle:
    files = {
        "style.toml": TOML + "".join(OPTION.format(name=name, probe=probe) for name in options),
        "body.html.j2": BODY,
        "nodes.html.j2": nodes,
    }
    return load_style("test", MemoryResources(styles={"test": {name: text.encode() for name, text in files.items()}}))


def page(made: Document, used: HouseStyle, **options: object) -> Page:
    chosen = {name.replace("_", "-"): value for name, value in options.items()}
    return compose(passes.derive(made).value, used, options=chosen).value


def test_headings_show_no_numbers_unless_the_style_says_so() -> None:
    html = page(MADE, style()).html

    assert "[ One][ Three]" in html
    assert '<a class="reference" href="#two">Two</a>' in html


def test_an_option_has_headings_show_their_numbers() -> None:
    html = page(MADE, style("numbered-headings"), numbered_headings=True).html

    assert "[1 One][2 Three]" in html
    assert '<a class="reference" href="#two">Section\u00a01.1</a>' in html


@pytest.mark.parametrize("is_listed", [True, False])
def test_figures_and_tables_are_listed_where_options_ask_for_it(is_listed: bool) -> None:
    used = style("list-of-figures", "list-of-tables")

    html = page(MADE, used, list_of_figures=is_listed, list_of_tables=is_listed).html

    assert ("(Figure\u00a01: A #figure)" in html) is is_listed
    assert ("(Table\u00a01: B #table)" in html) is is_listed


def test_notes_stand_behind_the_body_and_are_for_the_foot_of_a_sheet() -> None:
    made = page(MADE, style())

    body, _, notes = made.html.partition("</main>")
    assert made.floats_notes
    assert 'href="#note-1"' in body and 'href="#note-2"' in body
    assert '<li id="note-1"' in notes and '<li id="note-2"' in notes


def test_a_note_in_the_title_is_the_first() -> None:
    title = document(title="T").meta.title
    made = Document(blocks=(p(note("b")),), meta=Meta(title=(*title, note("a"))))

    html = page(made, style()).html

    assert '<h6>T<sup class="note-call"><a id="noteref-1"' in html
    assert '<li id="note-1" class="footnote"><p>a' in html


def test_a_styles_macros_write_what_stands_in_notes_too() -> None:
    html = page(MADE, style(nodes="{% macro quote(content) %}<aside>{{ content }}</aside>{% endmacro %}")).html

    assert "<aside><p>q</p>" in html.partition("</main>")[2]


def test_draft_and_classification_reach_css() -> None:
    made = Document(meta=Meta(status="draft", classification='a "b" </style>'))

    composed = page(made, style())

    assert 'class="has-status has-classification is-draft"' in composed.html
    assert '  --classification: "a \\"b\\" \\3c /style\\3e ";\n' in composed.sheets[-1].text
    assert '  --status: "draft";\n' in composed.sheets[-1].text


# The probe ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", get_args(Block) + get_args(Inline), ids=lambda kind: str(kind.__name__))
def test_the_probe_has_one_of_every_node(kind: type[Block | Inline]) -> None:
    made = probe_document()

    assert any(isinstance(node, kind) for node in descendants(roots(made)))


def test_the_probe_has_every_callout_and_all_of_the_metadata() -> None:
    made = probe_document("de")

    kinds = {node.kind for node in descendants(made.blocks) if isinstance(node, Callout)}
    assert kinds == set(get_args(CalloutKind))
    assert [name for name in Meta.__struct_fields__ if not getattr(made.meta, name)] == ["extra"]


def test_the_probes_references_lead_somewhere_save_the_one_that_shows_the_mark() -> None:
    html = compose_probe(style()).html

    assert html.count('class="missing"') == 1
    assert html.count('<a class="reference"') == 4


def test_options_that_add_something_are_on_in_the_probe() -> None:
    html = compose_probe(style("list-of-figures"), options={"list-of-figures": False}).html

    assert "(Figure\u00a01: Caption #probe-figure)" in html


@pytest.mark.parametrize("is_on", [True, False])
def test_options_that_change_looks_are_in_the_probe_as_in_the_report(is_on: bool) -> None:
    html = compose_probe(style("numbered-headings", probe="false"), options={"numbered-headings": is_on}).html

    assert ("option-numbered-headings" in html) is is_on


def test_a_callout_without_a_title_is_titled_in_the_words_of_the_style() -> None:
    assert "Recommendation" in page(document(callout("recommendation", "a")), style()).html


def test_the_probes_pictures_can_be_shown() -> None:
    made = probe_document()

    assert check_pictures(made, MemoryResources(), None) == Outcome(made)
