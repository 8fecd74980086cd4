"""Nodes → HTML: the elements and classes of the template contract."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.compose.contents import contents_of
from briefkit.compose.html import render, render_reference, type_name
from briefkit.model.nodes import (
    Attrs,
    Block,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    HorizontalRule,
    Image,
    Inline,
    LineBreak,
    Link,
    ListItem,
    NumberedList,
    Paragraph,
    Quote,
    SoftBreak,
    Strong,
    Styled,
    Text,
)


def words(text: str) -> tuple[Inline, ...]:
    return (Text(text=text),)


def paragraph(text: str) -> Paragraph:
    return Paragraph(content=words(text))


def item(*blocks: Block) -> ListItem:
    return ListItem(blocks=blocks)


@pytest.mark.parametrize(
    ("node", "html"),
    [
        (paragraph("a & b"), "<p>a &amp; b</p>\n"),
        (Heading(level=2, content=words("A"), anchor="a"), '<h2 id="a">A</h2>\n'),
        (Quote(blocks=(paragraph("a"),)), "<blockquote>\n<p>a</p>\n</blockquote>\n"),
        (HorizontalRule(), "<hr>\n"),
        (CodeBlock(text="a < b\n", language="C++ x"), '<pre><code class="language-C++">a &lt; b</code></pre>\n'),
        (CodeBlock(text="\na"), "<pre><code>\na</code></pre>\n"),
        (Emphasis(content=words("a")), "<em>a</em>"),
        (Strong(content=words("a")), "<strong>a</strong>"),
        (Code(text="<a>"), "<code>&lt;a&gt;</code>"),
        (Link(target="/?a&b", content=words("a"), title='"t"'), '<a href="/?a&amp;b" title="&quot;t&quot;">a</a>'),
        (Image(source="a.png", alt="A"), '<img src="a.png" alt="A">'),
        (Image(source="a.png", alt=""), '<img src="a.png" alt="">'),
        (Styled(content=words("A:"), attrs=Attrs(classes=("lead-in",))), '<span class="lead-in">A:</span>'),
        (SoftBreak(), "\n"),
        (LineBreak(), "<br>\n"),
    ],
)
def test_a_node_becomes_its_element(node: Block | Inline, html: str) -> None:
    assert render([node]) == html


def test_a_tight_item_holds_bare_text() -> None:
    tight = BulletList(
        items=(item(paragraph("a"), BulletList(items=(item(paragraph("b")),), is_tight=True)),), is_tight=True
    )

    assert render([tight]) == '<ul class="tight">\n<li>a<ul class="tight">\n<li>b</li>\n</ul>\n</li>\n</ul>\n'


def test_two_paragraphs_of_a_tight_item_do_not_run_together() -> None:
    tight = BulletList(items=(item(paragraph("a"), paragraph("b")),), is_tight=True)

    assert "<li>a<p>b</p>\n</li>" in render([tight])


def test_a_loose_item_holds_paragraphs() -> None:
    assert "<li><p>a</p>\n</li>" in render([NumberedList(items=(item(paragraph("a")),))])


def test_a_numbered_list_starts_where_it_says() -> None:
    assert render([NumberedList(items=(), start=4)]).startswith('<ol class="loose" start="4">')
    assert render([NumberedList(items=(), start=0)]).startswith('<ol class="loose" start="0">')
    assert render([NumberedList(items=(), start=1)]).startswith('<ol class="loose">')


def test_a_level_below_six_is_told_by_an_attribute() -> None:
    deep = Heading(level=8, content=words("A"), anchor="a")

    assert render([deep]) == '<h6 id="a" class="level-8" role="heading" aria-level="8">A</h6>\n'


def test_attributes_come_in_one_order() -> None:
    values = {"zeta": "1", "lang": "fr", "alpha": "2", "on click": "no", "Bad": "no"}
    node = Paragraph(content=(), attrs=Attrs(id="i", classes=("b", "a"), values=values))

    assert render([node]) == '<p id="i" class="b a" lang="fr" data-alpha="2" data-zeta="1"></p>\n'


def test_an_anchor_wins_over_the_id_that_was_written() -> None:
    heading = Heading(level=1, content=words("A"), anchor="a-2", attrs=Attrs(id="a"))

    assert render([heading]) == '<h1 id="a-2">A</h1>\n'


def test_nesting_costs_no_recursion() -> None:
    block: Block = paragraph("a")
    inline: Inline = Text(text="b")
    for _ in range(5_000):
        block = Quote(blocks=(block,))
        inline = Emphasis(content=(inline,))

    assert render([block]).count("<blockquote>") == 5_000
    assert render([Paragraph(content=(inline,))]).count("<em>") == 5_000


def test_characters_that_html_does_not_have_are_replaced() -> None:
    assert render([paragraph("a\x00b\x1fc\ud800d\te")]) == "<p>a�b�c�d\te</p>\n"


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn"))))
def test_text_never_becomes_markup(text: str) -> None:
    read = _Reader(render([Paragraph(content=(Text(text=text), Code(text=text)))]))

    assert read.tags == ["p", "code"]
    assert "".join(read.texts) == f"{text}{text}\n"


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn"))))
def test_values_never_leave_their_attribute(text: str) -> None:
    link = Link(target=text, title=text, content=(), attrs=Attrs(id=text, classes=(text,), values={"a": text}))

    assert _Reader(render([link])).tags == ["a"]


def test_an_override_is_given_the_content_and_the_default() -> None:
    def override(node: Block | Inline, content: str, default: str) -> str:
        return f"[{type_name(node)}|{content}|{default.strip()}]"

    written = render([Quote(blocks=(Quote(blocks=(paragraph("a"),)),)), paragraph("b")], {"paragraph": override})

    assert written == (
        "<blockquote>\n<blockquote>\n[paragraph|a|<p>a</p>]</blockquote>\n</blockquote>\n[paragraph|b|<p>b</p>]"
    )


def test_overrides_nest() -> None:
    written = render([Quote(blocks=(Quote(blocks=()),))], {"quote": lambda _node, content, _default: f"({content})"})

    assert written == "(())"


def test_a_reference_has_no_links_pictures_breaks_or_ids() -> None:
    content = (
        Link(target="/", content=words("a")),
        LineBreak(),
        Image(source="a.png", alt="A"),
        Emphasis(content=words("b"), attrs=Attrs(id="b", classes=("c",))),
    )

    assert render_reference(content) == 'a <em class="c">b</em>'


def headings(*levels: int) -> list[Block]:
    return [Heading(level=level, content=words(f"H{n}"), anchor=f"h{n}") for n, level in enumerate(levels)]


def test_contents_nest_as_the_headings_do() -> None:
    entries = contents_of(headings(1, 2, 3, 2, 1), depth=2)

    assert [entry.anchor for entry in entries] == ["h0", "h4"]
    assert [entry.anchor for entry in entries[0].entries] == ["h1", "h3"]
    assert entries[0].entries[0].entries == ()


def test_contents_of_few_headings_are_left_out() -> None:
    assert contents_of(headings(1, 1), depth=2) == ()
    assert contents_of(headings(1, 1, 3), depth=2) == ()


def test_contents_take_a_skipped_level_as_one_deeper() -> None:
    (first, *_) = contents_of(headings(1, 3, 3, 1), depth=3)

    assert [entry.level for entry in first.entries] == [3, 3]


def test_contents_may_start_low() -> None:
    assert [entry.anchor for entry in contents_of(headings(2, 1, 2, 2), depth=2)] == ["h0", "h1"]
