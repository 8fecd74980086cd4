"""Loading a house style, choosing its options, composing a page with it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from briefkit.compose import HouseStyle, compose, compose_probe, load_style
from briefkit.errors import BriefkitError, DocumentError, UsageError
from briefkit.model.nodes import Attrs, Author, Document, Heading, Meta, Paragraph, Quote, Text
from briefkit.resources import MemoryResources
from briefkit.spans import Source

TOML = """\
contract = 1
name = "test"
description = "A style for tests"
sheets = ["test.css", { file = "letter.css", when = { page-size = "Letter" } }]

[templates]
body = "body.html.j2"
nodes = "nodes.html.j2"

[words]
languages = ["en"]

[options.page-size]
type = "choice"
choices = ["A4", "Letter"]
default = "A4"
help = "the paper"

[options.contents]
type = "boolean"
default = true
help = "whether there are contents"

[options.contents-depth]
type = "integer"
minimum = 1
maximum = 3
default = 2
help = "how deep they go"

[options.note]
type = "text"
default = ""
help = "a note"

[variables.accent]
type = "color"
default = "#800000"
help = "the colour"

[variables.gap]
type = "length"
default = "4mm"
help = "a gap"
"""

FILES = {
    "style.toml": TOML,
    "test.css": "a { color: var(--accent) }",
    "letter.css": "@page { size: letter }",
    "body.html.j2": "{% for e in contents %}<a href='#{{ e.anchor }}'>{{ e.title }}</a>{% endfor %}"
    "<p>{{ meta.title }}|{{ meta.byline }}|{{ meta.date }}|{{ options.note }}|{{ words.series }}</p>{{ body }}",
    "nodes.html.j2": "{% macro quote(content) %}<aside>{{ content }}</aside>{% endmacro %}",
    "words/en.po": 'msgid "series"\nmsgstr "Series"\n',
}


def resources(**changes: str | None) -> MemoryResources:
    """The test style with some files replaced (dots and slashes in their names written as underscores)."""
    names = {name.replace(".", "_").replace("/", "_"): name for name in FILES}
    files: dict[str, str | None] = {**FILES, **{names[key]: text for key, text in changes.items()}}
    return MemoryResources(styles={"test": {name: text.encode() for name, text in files.items() if text is not None}})


def style(**changes: str | None) -> HouseStyle:
    return load_style("test", resources(**changes))


def faults(**changes: str | None) -> BriefkitError:
    with pytest.raises(DocumentError) as caught:
        style(**changes)
    return caught.value


def shown(error: BriefkitError) -> list[tuple[str, int, str]]:
    """Rule, line and the text underlined, of each diagnostic."""
    sources: Mapping[str, Source] = {source.name: source for source in error.sources}
    found = []
    for diagnostic in error.diagnostics:
        span = diagnostic.span
        source = sources[span.source]
        found.append((diagnostic.rule.id, source.position(span.start)[0], source.text[span.start : span.end]))
    return found


DOCUMENT = Document(
    meta=Meta(
        title=(Text(text="T & T"),),
        authors=(Author(name="A"), Author(name="B")),
        date="2026-03-04",
        keywords=("k",),
        summary='"S"',
    ),
    blocks=(
        *(
            Heading(level=level, content=(Text(text=f"H{level}"),), anchor=f"h{level}", number="1" + ".1" * (level - 1))
            for level in (1, 2, 3)
        ),
        Heading(level=1, content=(Text(text="Last"),), anchor="last", number="2"),
        Quote(blocks=(Paragraph(content=(Text(text="<q>"),)),)),
    ),
)


def test_a_page_is_composed() -> None:
    page = compose(DOCUMENT, style()).value

    assert page.html == (
        "<!DOCTYPE html>\n"
        '<html lang="en" class="option-page-size-a4 option-contents has-title has-authors has-date '
        'has-summary has-keywords">\n'
        '<head>\n<meta charset="utf-8">\n<title>T &amp; T</title>\n'
        '<meta name="author" content="A">\n<meta name="author" content="B">\n'
        '<meta name="description" content="&quot;S&quot;">\n<meta name="keywords" content="k">\n'
        '<meta name="dcterms.created" content="2026-03-04">\n</head>\n'
        "<body>\n<a href='#h1'>H1</a><a href='#last'>Last</a>"
        "<p>T &amp; T|A and B|March 4, 2026||Series</p>"
        '<h1 id="h1">H1</h1>\n<h2 id="h2">H2</h2>\n<h3 id="h3">H3</h3>\n<h1 id="last">Last</h1>\n'
        "<aside><p>&lt;q&gt;</p>\n</aside>\n</body>\n</html>\n"
    )


def test_words_and_variables_reach_css() -> None:
    page = compose(DOCUMENT, style(), variables={"accent": "rgb(1 2 3)"}).value

    lines = page.sheets[-1].text.splitlines()
    assert (lines[0], lines[-1]) == (":root {", "}")
    assert lines[-3:-1] == ["  --accent: rgb(1 2 3);", "  --gap: 4mm;"]
    assert {
        '  --t-contents: "Contents";',
        '  --t-page-of: "Page " counter(page) " of " counter(pages);',
        '  --t-series: "Series";',
        '  --t-untitled: "Untitled report";',
        '  --classification: "";',
    } <= set(lines)


def test_options_choose_stylesheets() -> None:
    for size, names in (("A4", ["test.css"]), ("Letter", ["test.css", "letter.css"])):
        page = compose(DOCUMENT, style(), options={"page-size": size}).value

        assert [sheet.name for sheet in page.sheets[:-1]] == [f"styles/test/{name}" for name in names]
        assert f"option-page-size-{size.lower()}" in page.html


def test_contents_go_by_their_options() -> None:
    assert "href" not in compose(DOCUMENT, style(), options={"contents": False}).value.html
    assert "href" not in compose(DOCUMENT, style(), options={"contents-depth": 1}).value.html


@pytest.mark.parametrize(
    ("options", "message", "hint"),
    [
        ({"page-sise": "A4"}, "the style has no option `page-sise`", "did you mean `page-size`?"),
        (
            {"page-size": "A5"},
            "`style.options.page-size` is `A5`, `A4` or `Letter` was expected; did you mean `A4`?",
            "`page-size` takes `A4` or `Letter`: the paper",
        ),
        ({"contents": "yes"}, "`style.options.contents` is `yes`, `true` or `false` was expected", None),
        ({"contents-depth": 9}, "`style.options.contents-depth` is `9`, a whole number from 1 to 3 was expected", None),
        (
            {"contents-depth": True},
            "`style.options.contents-depth` is true, a whole number from 1 to 3 was expected",
            None,
        ),
        ({"note": 3}, "`style.options.note` is `3`, text was expected", None),
    ],
)
def test_an_option_that_does_not_fit_is_wrong_use(options: dict[str, object], message: str, hint: str | None) -> None:
    with pytest.raises(UsageError) as caught:
        compose(DOCUMENT, style(), options=options)

    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.rule.id == "B205"
    assert diagnostic.message == message
    assert diagnostic.place.startswith("style.options.")
    assert hint is None or diagnostic.hint == hint


@pytest.mark.parametrize(
    "value",
    ["", "red; } body { display: none", "url(http://x/)", "red/*", "var(--x)", "#12345", "blurple", "rgb(1 2", "12pt"],
)
def test_a_variable_is_one_value_and_nothing_more(value: str) -> None:
    with pytest.raises(UsageError):
        compose(DOCUMENT, style(), variables={"accent": value})


@pytest.mark.parametrize("value", ["#abc", "RED", "rgb(10%, 20%, 30%)", "oklch(50% 0.1 30)", "device-cmyk(0 1 1 0)"])
def test_colours_of_all_kinds_are_taken(value: str) -> None:
    assert f"--accent: {value};" in compose(DOCUMENT, style(), variables={"accent": value}).value.sheets[-1].text


def test_all_wrong_settings_are_told_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        compose(DOCUMENT, style(), options={"x": 1, "note": 2}, variables={"gap": "wide", "y": "1"})

    assert len(caught.value.diagnostics) == 4


def test_an_unknown_style_is_wrong_use() -> None:
    with pytest.raises(UsageError) as caught:
        load_style("tset", resources())

    assert caught.value.diagnostics[0].rule.id == "B301"


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("contract = 1", "contract = 2", (1, "contract"), "the style is written for contract 2, this briefkit has 1"),
        ('name = "test"', "name = 3", (2, "name"), "`name`: expected `str`, got `int`"),
        ('description = "A style for tests"\n', "", (1, ""), "the style lacks the key `description`"),
        ('name = "test"', 'name = "test"\nshets = 1', (3, "shets"), "`shets` is no key of a style"),
        ('body = "body', 'bodi = "body', (7, "bodi"), "`bodi` is no key of `templates`"),
        ('"choice"', '"chioce"', (14, "type"), "`options.page-size.type` is `chioce`, which is no type"),
        ('default = "A4"', 'default = "A5"', (16, "default"), "the default of `page-size` does not fit: "),
        ('help = "how deep', 'halp = "how deep', (29, "halp"), "`halp` is no key of `options.contents-depth`"),
        ("[options.note]", "[options.Note]", (31, "Note"), "`Note` is no name"),
        ('default = "#800000"', 'default = "dark"', (38, "default"), "the default of `accent` does not fit: "),
        ('type = "length"', 'type = "size"', (42, "type"), "`variables.gap.type` is `size`, which is no type"),
        ('{ page-size = "Letter" }', '{ paper = "Letter" }', (4, "sheets"), "`letter.css` depends on `paper`, which"),
        ('"Letter" } }', '"A5" } }', (4, "sheets"), "`letter.css` depends on `page-size` being `A5`, "),
        ('"test.css"', '"tset.css"', (4, "sheets"), "the style `test` has no file `tset.css`"),
        ('languages = ["en"]', 'languages = ["de"]', (11, "languages"), "the style `test` has no file `words/de.po`"),
        ("contract = 1", "contract = ", (1, "\n"), "not valid TOML: "),
    ],
)
def test_a_fault_in_style_toml_is_told_with_its_place(old: str, new: str, place: tuple[int, str], message: str) -> None:
    error = faults(style_toml=TOML.replace(old, new, 1))

    assert shown(error) == [("B302", *place)]
    assert error.diagnostics[0].message.startswith(message)


def test_all_faults_of_a_style_are_told_at_once() -> None:
    error = faults(
        test_css="a { b: c",
        body_html_j2="{% for %}",
        nodes_html_j2="{% macro qoute(content) %}{% endmacro %}",
        words_en_po="msgid\n",
    )

    assert sorted(rule for rule, _, _ in shown(error)) == ["B303", "B303", "B306", "B308"]


def test_a_broken_stylesheet_is_told_with_its_place() -> None:
    assert shown(faults(test_css="a { b: c }\nb { c: d\n")) == [("B306", 2, "{")]


def test_a_macro_for_no_node_is_told_with_the_nearest_node() -> None:
    error = faults(nodes_html_j2="\n{% macro qoute(content) %}{% endmacro %}")

    assert shown(error) == [("B303", 2, "qoute")]
    assert error.diagnostics[0].hint == "did you mean `quote`?"


def test_a_macro_asking_for_too_much_is_told() -> None:
    error = faults(nodes_html_j2="{% macro quote(contents) %}{% endmacro %}")

    assert shown(error) == [("B303", 1, "contents")]
    assert error.diagnostics[0].hint == "did you mean `content`?"


def test_a_file_that_is_not_utf_8_is_told() -> None:
    files = {**{name: text.encode() for name, text in FILES.items()}, "test.css": b"a\xff"}

    with pytest.raises(DocumentError) as caught:
        load_style("test", MemoryResources(styles={"test": files}))

    assert caught.value.diagnostics[0].message == "`styles/test/test.css` is not UTF-8: byte 1 is 0xff"


def test_a_template_that_fails_on_a_document_is_told() -> None:
    with pytest.raises(DocumentError) as caught:
        compose(DOCUMENT, style(body_html_j2="\n{{ meta.titel }}"))

    assert shown(caught.value) == [("B303", 2, "titel")]
    assert caught.value.diagnostics[0].hint == "did you mean `title`?"


def test_a_node_template_that_fails_is_told() -> None:
    with pytest.raises(DocumentError) as caught:
        compose(DOCUMENT, style(nodes_html_j2="{% macro heading(node) %}{{ node.levle }}{% endmacro %}"))

    assert shown(caught.value) == [("B303", 1, "levle")]
    assert caught.value.diagnostics[0].hint == "did you mean `level`?"


def test_a_node_template_that_never_ends_is_told() -> None:
    loop = "{% for a in range(1000) %}{% for b in range(1000) %}{% endfor %}{% endfor %}"

    with pytest.raises(DocumentError) as caught:
        compose(DOCUMENT, style(nodes_html_j2="{% macro quote() %}" + loop + "{% endmacro %}"))

    assert caught.value.diagnostics[0].rule.id == "B304"


def test_node_templates_see_options_and_words() -> None:
    macro = (
        "{% macro heading(node, html) %}{{ options.note }}{{ words.series }}{{ node.attrs.id }}{{ html }}{% endmacro %}"
    )

    page = compose(DOCUMENT, style(nodes_html_j2=macro), options={"note": "<N>"}).value

    assert '&lt;N&gt;Series<h1 id="last">Last</h1>' in page.html


def test_a_bug_of_ours_is_not_blamed_on_the_template() -> None:
    with pytest.raises(AttributeError):
        compose(Document(blocks=(Paragraph(content=(Text(text=None),)),)), style())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("document", "title"),
    [
        (Document(), "Untitled report"),
        (Document(meta=Meta(language="de")), "Bericht ohne Titel"),
        (Document(blocks=(Heading(level=1, content=(Text(text="Head"),)),)), "Head"),
    ],
)
def test_a_page_always_has_a_title(document: Document, title: str) -> None:
    assert f"<title>{title}</title>" in compose(document, style()).value.html


def test_a_document_from_right_to_left_says_so() -> None:
    assert '<html lang="ar" dir="rtl"' in compose(Document(meta=Meta(language="ar")), style()).value.html


def test_the_authors_attributes_are_kept() -> None:
    document = Document(blocks=(Paragraph(content=(), attrs=Attrs(id="i", classes=("lead",))),))

    assert '<p id="i" class="lead"></p>' in compose(document, style()).value.html


def test_the_same_document_composes_to_the_same_page() -> None:
    assert compose(DOCUMENT, style()) == compose(DOCUMENT, style())


def test_the_probe_lists_contents_whatever_the_options() -> None:
    probe = compose_probe(style(), language="de", options={"contents": False})

    assert '<html lang="de"' in probe.html
    assert "href='#probe-1'" in probe.html


@pytest.mark.parametrize(
    ("after", "hint"),
    [
        ('[variables.accent]\ndefualt = "#fff"', "did you mean `default`?"),
        ('[variables.accent]\nextend = "briefing"', "`extends` belongs to the top of the file, before the first table"),
        ("[templates]\nx = 1", "its keys are `body`, `nodes`, `parts`"),
    ],
)
def test_an_unknown_key_gets_the_name_that_was_meant(after: str, hint: str) -> None:
    with pytest.raises(DocumentError) as caught:
        extended(f'extends = "test"\n{after}')

    assert [found.hint for found in caught.value.diagnostics] == [hint]


# Styles that extend others -------------------------------------------------------------------------------------------

BASE = {name: text.encode() for name, text in FILES.items()}


def extended(toml: str, **files: str) -> HouseStyle:
    """A style `own` that extends the test style, with this further style.toml and these files (`_` for a dot)."""
    own = {"style.toml": f'contract = 1\nname = "own"\ndescription = "Ours"\n{toml}'}
    own |= {name.replace("_", "."): text for name, text in files.items()}
    styles = {"test": BASE, "own": {name: text.encode() for name, text in own.items()}}
    return load_style("own", MemoryResources(styles=styles))


def test_a_style_has_all_that_the_style_it_extends_has() -> None:
    own, base = extended('extends = "test"'), style()

    assert (own.name, own.description) == ("own", "Ours")
    assert (own.options, own.variables, own.sheets, own.catalogues) == (
        base.options,
        base.variables,
        base.sheets,
        base.catalogues,
    )
    assert compose(DOCUMENT, own).value.html == compose(DOCUMENT, base).value.html


def test_a_style_changes_a_default_of_the_style_it_extends() -> None:
    own = extended('extends = "test"\n[options.contents]\ndefault = false\n[variables.accent]\ndefault = "#123456"')

    assert own.options["contents"].default is False
    assert own.variables["accent"].default == "#123456"
    assert own.variables["accent"].help == "the colour"


def test_further_sheets_come_after_those_of_the_style_that_is_extended() -> None:
    own = extended('extends = "test"\nmore-sheets = ["own.css"]', own_css="b { color: red }")

    assert [entry.sheet.name for entry in own.sheets] == [
        "styles/test/test.css",
        "styles/test/letter.css",
        "styles/own/own.css",
    ]


def test_a_file_of_its_own_takes_the_place_of_the_base_s() -> None:
    own = extended('extends = "test"', test_css="i { color: red }")

    assert own.sheets[0].sheet.text == "i { color: red }"


def test_words_of_both_styles_are_known_and_its_own_win() -> None:
    styles = {
        "test": BASE | {"words/en.po": b'msgid "series"\nmsgstr "Series"\n\nmsgid "also"\nmsgstr "Also"\n'},
        "own": {
            "style.toml": b'contract = 1\nname = "own"\ndescription = "Ours"\nextends = "test"',
            "words/en.po": b'msgid "series"\nmsgstr "Ours"\n',
        },
    }

    own = load_style("own", MemoryResources(styles=styles))

    words = [catalogue.words for catalogue in own.catalogues]
    assert words == [{"series": "Series", "also": "Also"}, {"series": "Ours"}]


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('extends = "tset"', "there is no style `tset`"),
        ('extends = "own"', "`own` is extended in a circle"),
        ("extends = 3", "`extends`: expected `str`, got `int`"),
    ],
)
def test_a_base_that_cannot_be_is_told_with_its_place(toml: str, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        extended(toml)

    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.rule.id == "B302"
    assert diagnostic.message == message
    assert diagnostic.span.start > 0
