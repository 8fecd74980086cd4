"""Markdown: what each construct is read as, where it stood, and what happens to what a report cannot hold."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.model import MAX_DEPTH, Code, CodeBlock, Document, Emphasis, Image, Link, Strong, Text
from briefkit.model.account import leaf_spans
from briefkit.model.build import (
    br,
    code,
    code_block,
    document,
    em,
    h,
    image,
    li,
    link,
    ol,
    p,
    quote,
    rule,
    soft,
    strong,
    ul,
)
from briefkit.model.promises import breaches
from briefkit.model.walk import AnyNode, descendants, walk
from briefkit.read.decode import clean
from briefkit.read.markdown import read
from briefkit.read.markdown.links import refused_start
from briefkit.spans import Source

WORD = re.compile(r"\w+")
LETTER = re.compile(r"[^\W\d_]")


def read_markdown(text: str) -> Document:
    return read(Source("a.md", text)).value


def rules(text: str) -> list[str]:
    return [found.rule.id for found in read(Source("a.md", text)).diagnostics]


def words_of(made: Document) -> list[str]:
    """What a reader of the document sees, in order."""
    return WORD.findall("".join(map(_said, descendants(made.blocks))))


def _said(node: AnyNode) -> str:
    match node:
        case Text() | Code():
            return node.text
        case Emphasis() | Strong() | Link():
            return ""
        case CodeBlock():
            return f" {node.text} "
        case Image():
            return f" {node.alt} "
        case _:
            return " "


# Constructs ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("one\ntwo", document(p("one", soft, "two"))),
        ("one  \ntwo\\\nthree", document(p("one", br, "two", br, "three"))),
        ("one\n\ntwo", document("one", "two")),
        ("# A #\n## B", document(h(1, "A"), h(2, "B"))),
        ("A *b*\n===\nC\n---", document(h(1, "A ", em("b")), h(2, "C"))),
        ("####### seven", document("####### seven")),
        ("*a* _b_ **c** __d__", document(p(em("a"), " ", em("b"), " ", strong("c"), " ", strong("d")))),
        ("***a** b*", document(p(em(strong("a"), " b")))),
        ("**a *b***", document(p(strong("a ", em("b"))))),
        ("a*b*c a_b_c", document(p("a", em("b"), "c a_b_c"))),
        ("2 * 3 * 4 ** 5", document("2 * 3 * 4 ** 5")),
        ("`a` `` b`c `` ` `", document(p(code("a"), " ", code("b`c"), " ", code(" ")))),
        ("`a\nb`", document(p(code("a b")))),
        ("\\*a\\* \\\\ \\a", document("*a* \\ \\a")),
        ("&lt;b&gt; &auml; &#x41; &nope;", document("<b> ä A &nope;")),
        ('[a](b "c")', document(p(link("b", "a", title="c")))),
        ("[a *b*](<c d>)", document(p(link("c%20d", "a ", em("b"))))),
        ("[a]\n\n[a]: b 'c'", document(p(link("b", "a", title="c")))),
        ("[a][b] [b][]\n\n[B]: #c", document(p(link("#c", "a"), " ", link("#c", "b")))),
        ("[](b)", document(p(link("b", "b")))),
        (
            "<https://a.b/c> <a@b.c>",
            document(p(link("https://a.b/c", "https://a.b/c"), " ", link("mailto:a@b.c", "a@b.c"))),
        ),
        ("x ![a *b* `c`](d.png 'e')", document(p("x ", image("d.png", "a b c", title="e")))),
        ("x ![a ![b](c) [d](e)](f)", document(p("x ", image("f", "a b d")))),
        ("[![a](b)](c)", document(p(link("c", image("b", "a"))))),
        ("- a\n- b", document(ul("a", "b"))),
        ("- a\n\n- b", document(ul("a", "b", tight=False))),
        ("* a\n  * b\n\n    c", document(ul(li("a", ul(li("b", "c"), tight=False))))),
        ("- a\n-\n- c", document(ul("a", li(), "c"))),
        ("- a\n* b", document(ul("a"), ul("b"))),
        ("7. a\n8. b", document(ol("a", "b", start=7))),
        ("0) a", document(ol("a", start=0))),
        ("1. a\n   - b\n2. c", document(ol(li("a", ul("b")), "c"))),
        ("- # a\n- > b\n- ```\n  c\n  ```", document(ul(h(1, "a"), quote("b"), code_block("c")))),
        ("> a\nb\n>\n> c", document(quote(p("a", soft, "b"), "c"))),
        ("> > a", document(quote(quote("a")))),
        ("    a\n      b\n\n    c", document(code_block("a\n  b\n\nc"))),
        ("```sql title=x\na\n\n```", document(code_block("a\n", "sql"))),
        ("~~~\na\n~~~", document(code_block("a"))),
        ("```\n```", document(code_block(""))),
        ("---\n\na\n***\nb", document(rule, "a", rule, "b")),
        ("#", document()),
        ("a\tb", document("a\tb")),
    ],
)
def test_a_construct_is_read_as_its_node(text: str, made: Document) -> None:
    outcome = read(Source("a.md", text))

    assert outcome.value == made
    assert outcome.diagnostics == ()


# Places -------------------------------------------------------------------------------------------------------------

PLACED = """\
# The *Mill* #

> Some **old `code`** words,
> a [link](to "t") &amp; \\*more\\*
  lazily ![pic](x.png).

1.  one
    - <https://a.b>

        code
    - ***both***

***
"""


def test_each_inline_stands_where_it_was_written() -> None:
    places = [
        (type(node).__name__, PLACED[node.span.start : node.span.end])
        for node in descendants(read_markdown(PLACED).blocks)
        if node.span.start < PLACED.index("1.")
    ]

    assert places == [
        ("Heading", "The *Mill* #"),
        ("Text", "The "),
        ("Emphasis", "*Mill*"),
        ("Text", "Mill"),
        ("Quote", '> Some **old `code`** words,\n> a [link](to "t") &amp; \\*more\\*\n  lazily ![pic](x.png).'),
        ("Paragraph", 'Some **old `code`** words,\n> a [link](to "t") &amp; \\*more\\*\n  lazily ![pic](x.png).'),
        ("Text", "Some "),
        ("Strong", "**old `code`**"),
        ("Text", "old "),
        ("Code", "`code`"),
        ("Text", " words,"),
        ("SoftBreak", "\n> "),
        ("Text", "a "),
        ("Link", '[link](to "t")'),
        ("Text", "link"),
        ("Text", " &amp; \\*more\\*"),
        ("SoftBreak", "\n  "),
        ("Text", "lazily "),
        ("Image", "![pic](x.png)"),
        ("Text", "."),
    ]


def test_each_block_stands_on_its_lines() -> None:
    places = [
        (type(node).__name__, PLACED[node.span.start : node.span.end])
        for node in descendants(read_markdown(PLACED).blocks)
        if node.span.start >= PLACED.index("1.")
    ]

    assert places == [
        ("NumberedList", "1.  one\n    - <https://a.b>\n\n        code\n    - ***both***"),
        ("ListItem", "1.  one\n    - <https://a.b>\n\n        code\n    - ***both***"),
        ("Paragraph", "one"),
        ("Text", "one"),
        ("BulletList", "- <https://a.b>\n\n        code\n    - ***both***"),
        ("ListItem", "- <https://a.b>\n\n        code"),
        ("Paragraph", "<https://a.b>"),
        ("Link", "<https://a.b>"),
        ("Text", "https://a.b"),
        ("Paragraph", "code"),
        ("Text", "code"),
        ("ListItem", "- ***both***"),
        ("Paragraph", "***both***"),
        ("Emphasis", "***both***"),
        ("Strong", "**both**"),
        ("Text", "both"),
        ("HorizontalRule", "***"),
    ]


def test_front_matter_shifts_no_place() -> None:
    text = "---\ntitle: a\nauthors:\n  - b\n---\n\nIt <b>turns</b>.\n"

    outcome = read(Source("a.md", text))

    [found] = outcome.diagnostics
    assert text[found.span.start : found.span.end] == "<b>"
    assert [text[span.start : span.end] for span in leaf_spans(outcome.value)] == ["It <b>turns</b>."]


# Laws ---------------------------------------------------------------------------------------------------------------

BLOCK_MARKS = ["\n", "\n\n", "    ", "\t", "```\n", "> ", "- ", "1. ", "# ", "\n---\n", "===", "  \n", "[a]: b\n"]
INLINE_MARKS = [" ", "*", "**", "_", "`", "[", "](", ")", "]", "![", "<", ">", "<b>", "<http://a.b>", "\\"]
HTML_MARKS = ["<!-- ", " -->", "&amp;", "&#0;", "]: "]
MARKS = st.sampled_from([*BLOCK_MARKS, *INLINE_MARKS, *HTML_MARKS])
TEXTS = st.lists(st.one_of(MARKS, st.text("abcé0", max_size=4), st.text(max_size=6)), max_size=30)
SOURCES = TEXTS.map("".join).map(lambda text: clean(text)[0])


@given(SOURCES)
def test_any_text_reads_and_keeps_the_promises_of_the_model(text: str) -> None:
    assert list(breaches(read_markdown(text))) == []


@given(SOURCES)
def test_spans_lie_in_the_source_and_leaves_in_order(text: str) -> None:
    made = read_markdown(text)
    spans = [node.span for node in descendants(made.blocks) if isinstance(node, Text | Code)]

    assert all(0 <= node.span.start <= node.span.end <= len(text) for node in descendants(made.blocks))
    assert all(one.start <= after.start for one, after in pairwise(spans))


@given(st.lists(st.sampled_from(["\n", "\n\n", " ", "  ", "    ", "*", "_", "> ", "- ", "1. ", "# ", "a", "bc", "é"])))
def test_letters_between_marks_are_kept_in_order(pieces: list[str]) -> None:
    text = "".join(pieces)

    assert LETTER.findall(" ".join(words_of(read_markdown(text)))) == LETTER.findall(text)


class _Words(HTMLParser):
    """The words of a page, what pictures show included."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.said += [f" {value} " for name, value in attrs if tag == "img" and name == "alt" and value]

    def words(self) -> Counter[str]:
        return Counter(WORD.findall("".join(self.said)))


def test_the_words_of_every_example_of_the_commonmark_specification_survive() -> None:
    """`BRIEFKIT_COMMONMARK` names the specification's examples as JSON (``spec.json`` of CommonMark 0.31)."""
    path = os.environ.get("BRIEFKIT_COMMONMARK", "")
    if not path:
        pytest.skip("BRIEFKIT_COMMONMARK names no file of CommonMark examples")
    examples = json.loads(Path(path).read_text(encoding="utf-8"))

    lost = {}
    for example in examples:
        outcome = read(Source("a.md", example["markdown"]))
        spans = [found.span for found in outcome.diagnostics if found.rule.id == "B101"]
        named = Counter(WORD.findall(" ".join(example["markdown"][span.start : span.end] for span in spans)))
        missing = _Words(example["html"]).words() - Counter(words_of(outcome.value)) - named
        if missing:
            lost[example["example"]] = missing

    assert len(examples) > 600
    assert lost == {}


# What a report cannot hold ------------------------------------------------------------------------------------------


def test_words_between_tags_are_kept_and_each_tag_is_named_once() -> None:
    text = "a <b>bold</b><!-- no --> <i class='x'>c</i>"

    assert read_markdown(text) == document("a bold c")
    assert rules(text) == ["B101"] * 3


def test_a_line_break_tag_breaks_the_line() -> None:
    assert read_markdown("a<br>b<BR />c") == document(p("a", br, "b", br, "c"))
    assert rules("a<br>b") == []


def test_a_block_of_html_is_dropped_and_its_words_are_counted() -> None:
    outcome = read(Source("a.md", "<div>\none two\n</div>\n\nthree"))

    [found] = outcome.diagnostics
    assert outcome.value == document("three")
    assert found.message == "raw HTML is dropped: `<div> one two </div>`, and the 2 words in it"


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "&#106;avascript:x",
        "//evil.example/share",
        r"<\\\\host\share>",
    ],
)
def test_a_link_that_leads_astray_is_text(target: str) -> None:
    assert read_markdown(f"a [*b* c]({target})") == document(p("a ", em("b"), " c"))
    assert rules(f"[b]({target})") == ["B104"]


@pytest.mark.parametrize(
    ("target", "start"),
    [
        ("http://a", ""),
        ("HTTPS://a", ""),
        ("mailto:a@b", ""),
        ("a/b.md#c", ""),
        ("#c", ""),
        ("", ""),
        ("/a/b", ""),
        ("a//b", ""),
        ("//a.b", "//"),
        (" / /a.b", "//"),
        ("\\\\a\\b", "//"),
        ("/\\a", "//"),
        ("%5C%5Ca", "//"),
        ("/.//a", "//"),
        ("/..//a", "//"),
        ("C:\\x", "c:"),
        (" javascript:x", "javascript:"),
    ],
)
def test_links_lead_to_the_web_to_mail_and_into_the_project(target: str, start: str) -> None:
    assert refused_start(target) == start


@pytest.mark.parametrize(
    ("target", "start"),
    [
        ("a.png", ""),
        ("data:image/png;base64,AA", ""),
        ("data:text/html,x", "data:"),
        ("javascript:x", "javascript:"),
        ("//a/b.png", "//"),
    ],
)
def test_pictures_come_from_the_project_or_as_data(target: str, start: str) -> None:
    assert refused_start(target, is_image=True) == start


def test_a_refused_picture_leaves_its_description() -> None:
    assert read_markdown("![a *b*](javascript:x)") == document("a b")


# Depth and scale ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "> " * 5000 + "kept",
        ">" * 5000 + " kept",
        "- " * 5000 + "kept",
        "1. " * 5000 + "kept",
        "- > " * 3000 + "kept",
        "".join(f"{'  ' * depth}- kept\n" for depth in range(300)),
        "*a **a " * 300 + "kept" + "** a*" * 300,
        "> " * 94 + "*a **a " * 20 + "kept" + "** a*" * 20,
    ],
    ids=["quotes", "tight quotes", "bullets", "numbers", "both", "by indent", "emphasis", "emphasis in quotes"],
)
def test_what_is_nested_too_deeply_is_flattened_with_its_words_and_a_warning(text: str) -> None:
    outcome = read(Source("a.md", text))

    words = words_of(outcome.value)
    assert words.count("kept") == text.count("kept")
    assert words.count("a") == len(re.findall("a", text))
    assert [found.rule.id for found in outcome.diagnostics] == ["B102"]
    assert MAX_DEPTH - 8 <= max(event.depth for event in walk(outcome.value.blocks)) <= MAX_DEPTH
    assert list(breaches(outcome.value)) == []


def test_text_after_what_is_flattened_is_read_as_ever() -> None:
    made = read_markdown("> " * 200 + "deep\n\n# After\n")

    assert made.blocks[-1] == h(1, "After")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5000 + "a" + "]" * 5000,
        "![" * 2000 + "a" + "](b)" * 2000,
        "[a](b" * 5000,
        "[a](<b" * 5000,
        "[a_" * 10_000,
        "![[]()" * 30_000,
        "a_ " * 10_000 + "*a_ " * 10_000,
        "a**b" + "c* " * 10_000,
        "".join(f"e{'`' * length}" for length in range(1, 600)),
        "</" + "<!--" * 30_000,
        "<a " * 10_000 + "<?" * 10_000,
        "x" + "&" * 50_000 + "<>" * 20_000,
        "".join(f"[{number}]: u\n" for number in range(3000)) + "[0] " * 3000,
        ">" * 2000 + "a*" * 20_000,
        "*" * 20_000 + "a" + "*" * 20_000,
        "- " * 3000 + "x" + "\n" * 10_000,
        "\t" * 30_000 + "x",
    ],
    ids=lambda text: text[:12].encode("unicode_escape").decode(),
)
def test_hostile_markdown_reads_in_good_time(text: str) -> None:
    """No more than a smoke test: what is quadratic takes minutes here, what recurses fails."""
    assert list(breaches(read_markdown(text))) == []
