"""Markdown beyond CommonMark: what authors of briefs write, and what they get wrong. Shown as outlines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefkit.model import Attrs, Code, CodeBlock, Note, Reference, Table, Text
from briefkit.model.outline import outline
from briefkit.model.promises import breaches
from briefkit.model.walk import descendants
from briefkit.read.markdown import read
from briefkit.spans import Source

CountCalls = Callable[[Callable[[], object]], int]


def read_of(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The outline of the document that `text` writes, and for each finding its rule and the text underlined."""
    source = Source("a.md", text)
    outcome = read(source)
    assert list(breaches(outcome.value)) == []
    found = [(one.rule.id, source.text[one.span.start : one.span.end]) for one in outcome.diagnostics]
    lines = outline(outcome.value).splitlines()
    return "\n".join(" ".join(line.split()) for line in lines), found


TABLE = "| a | b |\n|---|--:|\n| 1 | *2* |\n"
CELLS = "row\ncell a\ncell b\nrow\ncell 1\ncell *2*"
HEAD = "table (2 rows: 1 head, 1 body, 0 foot; - right)"

CONSTRUCTS = {
    # inlines
    "~~a *b*~~ ~~~c~~~": "paragraph ‹~a *b*› ~~~c~~~",
    "H~2~O m^2^ a~b c~": "paragraph H‹_2›O m‹^2› a~b c~",
    "[Nato]{.smallcaps} [a *b*]{.x}": "paragraph ‹small-caps Nato› ‹.x a *b*›",
    "[a] [b](c){.d}": "paragraph [a] [b](c)",
    "a^[One *b*.] c": "paragraph a[^] c\nnote\nparagraph One *b*.",
    "see @fig:x, -@tbl-y and [@sec:a.b].": "paragraph see [@fig:x], [-@tbl-y] and [@sec:a.b].",
    "me@fig:x `@fig:x` @nobody": "paragraph me@fig:x `@fig:x` @nobody",
    "[](#top-ten)": "paragraph [@top-ten]",
    # attributes
    "# A {#x .unnumbered}\n## B {-}": "heading 1 A {#x .unnumbered}\nheading 2 B {.unnumbered}",
    "# A {not attributes}": "heading 1 A {not attributes}",
    "{.lead #a}\nText": "paragraph Text {#a .lead}",
    "```{.python #x}\na\n```": "code-block (python, 1 line) a {#x}",
    # footnotes
    "a[^1]\n\n[^1]: One\n\n    two": "paragraph a[^]\nnote\nparagraph One\nparagraph two",
    "a[^x] b[^x]\n\n[^x]: One": "paragraph a[^] b[^]\nnote\nparagraph One\nnote\nparagraph One",
    "a[^1]\n\n[^1]: b[^2]\n[^2]: c": "paragraph a[^]\nnote\nparagraph b[^]\nnote\nparagraph c",
    # lists
    "- [ ] a\n- [x] b\n- c": "bullet-list (3 items, tight)\nitem [ ] a\nitem [x] b\nitem c",
    "1. [ ] a": "numbered-list (1 item, tight)\nitem [ ] a",
    "T\n: One\n: Two\n\nU\n\n: Three": "definition-list\nterm T\ndetails One\ndetails Two\nterm U\ndetails Three",
    # tables and figures
    TABLE: f"{HEAD}\n{CELLS}",
    f"{TABLE}\nTable: What *it* shows {{#tbl-x .y}}": f"{HEAD} {{#tbl-x .y}}\ncaption What *it* shows\n{CELLS}",
    f"Table: What\n\n{TABLE}\nSource: us": f"{HEAD}\ncaption What\n{CELLS}\ncaption Source: us",
    f"{TABLE}\n: What\n\n{{.source}}\nFrom us": f"{HEAD}\ncaption What\n{CELLS}\ncaption From us",
    f"{TABLE}\nTable: *What* it shows": f"{HEAD}\ncaption *What* it shows\n{CELLS}",
    "Table: of contents": "paragraph Table: of contents",
    "|  |  |\n|--|--|\n| 1 | a \\| b |": "table (1 row: 0 head, 1 body, 0 foot; - -)\nrow\ncell 1\ncell a | b",
    "![A map](m.png)": "figure\nparagraph ![A map](m.png)",
    '![A](m.png "The way"){#fig-x width=60%}': "figure {#fig-x}\nparagraph ![A](m.png)\ncaption The way",
    '![A](m.png){caption="The way" alt="B"}\n\nSource: us': (
        "figure\nparagraph ![B](m.png)\ncaption The way\ncaption Source: us"
    ),
    "::: {.figure #fig-x}\n![A](m.png)\n\n![B](n.png)\n\nBoth\n:::": (
        "figure {#fig-x}\nparagraph ![A](m.png)\nparagraph ![B](n.png)\ncaption Both"
    ),
    # grids
    "+--+--+\n|a |b |\n+==+=:+\n|1 |2 |\n+--+--+": (
        "table (2 rows: 1 head, 1 body, 0 foot; - right)\nrow\ncell a\ncell b\nrow\ncell 1\ncell 2"
    ),
    "+:---:+\n| - a\u0301 |\n| - b |\n+-----+": (
        "table (1 row: 0 head, 1 body, 0 foot; center)\nrow\ncell\nbullet-list (2 items, tight)\nitem a\u0301\nitem b"
    ),
    "> +----+---+\n> | 日 | a |\n> |    +---+\n> |    | b |\n> +----+---+\n> | c      |\n> +--------+": (
        "quote\ntable (3 rows: 0 head, 3 body, 0 foot; - -)\nrow\ncell (1×2) 日\ncell a\nrow\ncell b\nrow\ncell (2×1) c"
    ),
    "+-+\n|a|\n+=+\n|b|\n+=+\n|c|\n+=+\n|d|\n+=+": (
        "table (4 rows: 1 head, 2 body, 1 foot; -)\nrow\ncell a\nrow\ncell b\nrow\ncell c\nrow\ncell d"
    ),
    "+-+\n|a|\n+=+\n|b|\n+=+": "table (2 rows: 0 head, 1 body, 1 foot; -)\nrow\ncell a\nrow\ncell b",
    "+-----+\n| | c |\n| |---|\n| | d |\n+-----+\n\n: What": (
        "table (1 row: 0 head, 1 body, 0 foot; -)\ncaption What\nrow\ncell\n"
        "table (2 rows: 1 head, 1 body, 0 foot; -)\nrow\ncell c\nrow\ncell d"
    ),
    "+---+---+\n|       |\n| a | b |\n+---+---+": "table (1 row: 0 head, 1 body, 0 foot; - -)\nrow\ncell (2×1) a | b",
    "+---+\na": "paragraph +---+ ↩ a",
    # what is set apart
    "::: note\nHi\n:::": "callout note\nparagraph Hi",
    "> [!WARNING] Mind *it*\n> Hi": "callout warning\ncaption Mind *it*\nparagraph Hi",
    "> [!TIP]\n> Hi\n>\n> Ho": "callout tip\nparagraph Hi\nparagraph Ho",
    "> [!x\n> Hi": "quote\nparagraph [!x ↩ Hi",
    '::: {.key-judgement confidence=High title="Sure"}\nHi\n:::': (
        "callout key-judgement high\ncaption Sure\nparagraph Hi"
    ),
    "::: pull-quote\nHi\n:::": "quote {.pull-quote}\nparagraph Hi",
    "::: outer\n:::: inner\na\n:::\nb\n:::": "group {.outer}\ngroup {.inner}\nparagraph a\nparagraph b",
    "- a\n\n  ::: note\n  b\n  :::": "bullet-list (1 item, loose)\nitem a\ncallout note\nparagraph b",
    "a\n\n\\newpage\n\nb": "paragraph a\npage-break\nparagraph b",
    "{.page-break}\n***": "page-break",
    "::: page-break\n:::": "page-break",
}


@pytest.mark.parametrize("text", CONSTRUCTS)
def test_a_construct_is_read_as_its_node(text: str) -> None:
    shown, found = read_of(text)

    assert shown == CONSTRUCTS[text]
    assert found == []


ROWS = "table (2 rows: 1 head, 1 body, 0 foot; - -)\nrow\ncell a\ncell b\nrow"

FAULTS = {
    "> [!NOET] A\n> Hi": ("B103", "[!NOET] ", "callout note\ncaption NOET A\nparagraph Hi"),
    "a\n\n```\nb": ("B105", "```", "paragraph a\ncode-block (1 line) b"),
    "::: note\nb": ("B105", "::: note", "callout note\nparagraph b"),
    "a\n\n:::": ("B105", ":::", "paragraph a"),
    "a[^1]\n\n[^1]: b\n\n[^1]: c": ("B106", "[^1]:", "paragraph a[^]\nnote\nparagraph b"),
    "a\n\n[^1]: b": ("B107", "[^1]:", "paragraph a"),
    "```{=html}\n<b>\n```\n\na": ("B108", "```{=html}\n<b>\n```", "paragraph a"),
    "a `x`{=tex} b": ("B108", "`x`{=tex}", "paragraph a b"),
    "::: {.key-judgement confidence=sure}\na\n:::": ("B109", ":::", "callout key-judgement\nparagraph a"),
    "a[^2]": ("B110", "[^2]", "paragraph a‹.missing [^2]›"),
    "| a | b |\n|--|--|\n| 1 |": ("B111", "| 1 |", f"{ROWS}\ncell 1\ncell"),
    '{tbl-colwidths="wide"}\n| a |\n|---|\n| b |': (
        "B109",
        "| a |\n|---|\n| b |",
        "table (2 rows: 1 head, 1 body, 0 foot; -)\nrow\ncell a\nrow\ncell b",
    ),
    "+---+\n| a |": ("B112", "|", "code-block (2 lines) +---+⏎| a |"),
    "+---+\n| abc |\n+---+": ("B112", "|", "code-block (3 lines) +---+⏎| abc |⏎+---+"),
    "+-+-+\n|a|b|\n|c d|\n+-+-+": ("B112", " ", "code-block (4 lines) +-+-+⏎|a|b|⏎|c d|⏎+-+-+"),
    "- +-+-+\n  |a|b|\n  +---+": (
        "B112",
        "-",
        "bullet-list (1 item, tight)\nitem\ncode-block (3 lines) +-+-+⏎|a|b|⏎+---+",
    ),
    "| a | b |\n|--|--|\n| 1 | 2 | 3 |": ("B111", "| 1 | 2 | 3 |", f"{ROWS}\ncell 1\ncell 2 | 3"),
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_slip_is_told_at_its_place_and_nothing_is_lost(text: str) -> None:
    shown, found = read_of(text)

    rule, underlined, made = FAULTS[text]
    assert found == [(rule, underlined)]
    assert shown == made


def test_a_note_that_calls_itself_comes_to_an_end() -> None:
    shown, found = read_of("a[^1]\n\n[^1]: b[^1]")

    assert found == [("B102", "[^1]:")]
    assert shown == "paragraph a[^]\nnote\nparagraph b[^]\nnote\nparagraph [^1]"


def test_notes_that_call_one_another_many_times_stay_few() -> None:
    text = "a[^0]\n\n" + "\n".join(f"[^{n}]: {f'[^{n + 1}]' * 10}" for n in range(30)) + "\n[^30]: end\n"

    outcome = read(Source("a.md", text))

    assert sum(isinstance(node, Note) for node in descendants(outcome.value.blocks)) <= 1200


def test_references_know_where_they_stand() -> None:
    source = Source("a.md", "One\ntwo @fig:x.")

    reference = next(node for node in descendants(read(source).value.blocks) if isinstance(node, Reference))

    assert source.text[reference.span.start : reference.span.end] == "@fig:x"


@pytest.mark.parametrize(
    "piece",
    [
        "[^",
        "^[",
        "[a]{",
        "::: a\n",
        "{.a}\n",
        "|a",
        "~~",
        "~a",
        "^a",
        "@fig:",
        "> [!",
        "[^1]: a\n",
        ": a\n",
        "![a](b){",
        "+-+\n|a|\n",
        "+-+-+\n|a|b|\n|c+-+\n",
        "+-+-+\n| a |\n+-+-+\n\n",
        "+-+\n",
    ],
)
def test_twice_as_much_nonsense_is_twice_the_work(piece: str, calls: CountCalls) -> None:
    few, many = (calls(lambda count=count: read(Source("a.md", piece * count))) for count in (300, 600))  # type: ignore[misc]

    assert many < 3 * few + 20_000


def test_double_lines_part_bodies() -> None:
    text = "+-+\n| |\n+=+\n|b|\n+-+\n|c|\n+=+\n|d|\n+-+"

    [table] = read(Source("a.md", text)).value.blocks

    assert isinstance(table, Table)
    assert (len(table.head), [len(body) for body in table.bodies], len(table.foot)) == (0, [2, 1], 0)


def test_attributes_say_how_wide_columns_are_and_which_head_their_rows() -> None:
    text = f'{{#tbl-x tbl-colwidths="[30, 0]" stub-columns=1}}\n{TABLE}'

    [table] = read(Source("a.md", text)).value.blocks

    assert isinstance(table, Table)
    assert ([column.width for column in table.columns], table.stub) == ([0.3, 0], 1)
    assert table.attrs == Attrs(id="tbl-x")


GRID = """\
> +---+-----------+
> | a | `b` *c*   |
> | d | ::: x     |
> |   | | e | f | |
> |   | |---|---| |
> |   | | g | h | |
> +---+-----------+
"""


def test_what_stands_in_a_cell_knows_where() -> None:
    source = Source("a.md", GRID)

    outcome = read(source)

    leaves = [node for node in descendants(outcome.value.blocks) if isinstance(node, Text | Code)]
    shown = [source.text[node.span.start : node.span.end].strip("`") for node in leaves]
    assert shown == [node.text for node in leaves]
    assert [source.text[found.span.start : found.span.end] for found in outcome.diagnostics] == ["::: x"]


def test_a_grid_in_a_grid_in_a_grid_comes_to_an_end() -> None:
    lines = ["a"]
    for _ in range(60):
        width = len(lines[0])
        border = f"+{'-' * (width + 2)}+"
        lines = [border, *(f"| {line} |" for line in lines), border]

    outcome = read(Source("a.md", "\n".join(lines)))

    assert list(breaches(outcome.value)) == []
    assert {found.rule.id for found in outcome.diagnostics} == {"B102"}


def test_a_note_called_too_deep_keeps_its_words() -> None:
    text = (
        "> " * 88
        + "a[^1]\n\n[^1]: one `two`\n\n    - - - - - - three\n\n          ```\n          four\n          ```\n"
    )

    outcome = read(Source("a.md", text))

    assert list(breaches(outcome.value)) == []
    (called,) = (node for node in descendants(outcome.value.blocks) if isinstance(node, Note))
    said = " ".join(node.text for node in descendants(called.blocks) if isinstance(node, Text | Code | CodeBlock))
    assert [word for word in ("one", "two", "three", "four") if word not in said] == []


@pytest.mark.parametrize(
    "front",
    ["---\ntitle: Boats: a plan\n\ndate: 2026\n---", "+++\ntitle: Boats: a plan\ndate: 2026\n+++", "---\n- a\n---"],
)
def test_front_matter_that_is_broken_is_shown_where_the_text_begins(front: str) -> None:
    shown, found = read_of(f"{front}\n\nThey are slow.\n")

    lines = [line for line in front.splitlines()[1:-1] if line]
    mark = " ⏎ ".join(lines)
    assert shown == f"paragraph ‹.missing {mark}›\nparagraph They are slow."
    assert [rule for rule, _ in found] == ["B201"]


def test_a_heading_before_the_mark_of_broken_front_matter_may_still_be_the_title() -> None:
    shown, _ = read_of("---\na: b: c\n---\n\n# Boats\n\nThey are slow.\n")

    assert shown == "heading 1 Boats\nparagraph ‹.missing a: b: c›\nparagraph They are slow."


def test_of_long_front_matter_that_is_broken_only_the_first_lines_are_shown() -> None:
    shown, found = read_of("---\na: b: c\n" + "x: y\n" * 20_000 + "---\n\nThey are slow.\n")

    assert shown.count("x: y") < 30
    assert "…" in shown
    assert [rule for rule, _ in found] == ["B201"]
