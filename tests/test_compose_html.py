"""Nodes → HTML: the elements and classes of the template contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html.parser import HTMLParser
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents import ANY_DOCUMENTS, notes_in, texts

from briefkit import passes
from briefkit.compose.contents import captions_of, contents_of
from briefkit.compose.html import Context, Override, Piece, render_notes, render_repeated, type_name
from briefkit.compose.html import render as render_pieces
from briefkit.compose.probe import probe_document
from briefkit.compose.words import language_of
from briefkit.model.build import (
    callout,
    caption,
    code,
    dl,
    document,
    em,
    figure,
    group,
    h,
    image,
    li,
    link,
    note,
    p,
    page_break,
    quote,
    ref,
    row,
    small_caps,
    strike,
    strong,
    sub,
    sup,
    table,
    ul,
)
from briefkit.model.nodes import (
    Attrs,
    Block,
    BulletList,
    Callout,
    Cell,
    Code,
    CodeBlock,
    Column,
    Document,
    Emphasis,
    Figure,
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
    Reference,
    Row,
    SoftBreak,
    Strong,
    Styled,
    Table,
    Text,
)
from briefkit.model.walk import descendants, roots
from briefkit.passes.targets import ids_of

ENGLISH = Context(words=language_of("en").words(), numbers_headings=True)


def render(pieces: Iterable[Piece], overrides: Mapping[str, Override] | None = None) -> str:
    return render_pieces(pieces, ENGLISH, overrides)


def written(*parts: Block | str, language: str = "en", numbers_headings: bool = True) -> str:
    """The markup of a document made of `parts`, all passes done, notes at the end."""
    made = passes.derive(document(*parts)).value
    context = Context(language_of(language).words(), numbers_headings, ids_of(made))
    return render_pieces(made.blocks, context) + render_notes(notes_in(made.blocks), context)


def pieces(made: Document) -> Sequence[Piece]:
    return (*made.meta.title, *made.meta.subtitle, *made.blocks)


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
        (Heading(level=2, content=words("A"), anchor="a", number="1.1"), '<h2 id="a">A</h2>\n'),
        (Heading(level=2, content=words("A"), anchor="a"), '<h2 id="a" class="unnumbered">A</h2>\n'),
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
        (strike("a"), "<s>a</s>"),
        (sub("a"), "<sub>a</sub>"),
        (sup("a"), "<sup>a</sup>"),
        (small_caps("a"), '<span class="small-caps">a</span>'),
        (SoftBreak(), "\n"),
        (LineBreak(), "<br>\n"),
        (page_break, '<div class="page-break"></div>\n'),
        (group("wide", "a"), '<div class="wide">\n<p>a</p>\n</div>\n'),
        (dl(("a", "b")), "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>\n"),
        (dl(("a", ["b", "c"])), "<dl>\n<dt>a</dt>\n<dd><p>b</p>\n<p>c</p>\n</dd>\n</dl>\n"),
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
    deep = Heading(level=8, content=words("A"), anchor="a", number="1")

    assert render([deep]) == '<h6 id="a" class="level-8" role="heading" aria-level="8">A</h6>\n'


def test_attributes_come_in_one_order() -> None:
    values = {"zeta": "1", "lang": "fr", "alpha": "2", "on click": "no", "Bad": "no"}
    node = Paragraph(content=(), attrs=Attrs(id="i", classes=("b", "a"), values=values))

    assert render([node]) == '<p id="i" class="b a" lang="fr" data-alpha="2" data-zeta="1"></p>\n'


def test_an_anchor_wins_over_the_id_that_was_written() -> None:
    heading = Heading(level=1, content=words("A"), anchor="a-2", number="1", attrs=Attrs(id="a"))

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
        self.open: list[str] = []
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.links_in_links = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links_in_links += tag == "a" and "a" in self.open
        self.open += [tag] if tag not in {"br", "col", "hr", "img"} else []
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.hrefs += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn"))))
def test_text_never_becomes_markup(text: str) -> None:
    read = _Reader(render([Paragraph(content=(Text(text=text), Code(text=text)))]))

    assert read.tags == ["p", "code"]
    assert "".join(read.texts) == f"{text}{text}\n"


@given(ANY_DOCUMENTS)
def test_every_text_of_a_document_is_in_its_markup_in_order(made: Document) -> None:
    made = passes.derive(made).value
    notes = notes_in(roots(made))
    context = Context(ENGLISH.words, ids=ids_of(made))

    read = _Reader(render_pieces(pieces(made), context) + render_notes(notes, context))

    said, position = "".join(read.texts).replace("\xa0", " "), 0
    for each in (*texts(roots(made)), *(text for called in notes for text in texts(called.blocks))):
        text = each.replace("\xa0", " ")  # as one binds the last words of a heading
        found_at = said.find(text.strip("\n"), position) if text != " " else position
        assert found_at >= 0, text
        position = found_at + len(text.strip("\n"))


@given(ANY_DOCUMENTS)
def test_the_markup_of_a_document_nests_and_no_id_is_there_twice(made: Document) -> None:
    made = passes.derive(made).value
    context = Context(ENGLISH.words, ids=ids_of(made))

    read = _Reader(render_pieces(pieces(made), context) + render_notes(notes_in(roots(made)), context))

    assert read.open == []
    assert not read.links_in_links
    assert len(set(read.ids)) == len(read.ids)
    assert {href[1:] for href in read.hrefs if href.startswith("#")} <= set(read.ids)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn"))))
def test_values_never_leave_their_attribute(text: str) -> None:
    link = Link(target=text, title=text, content=(), attrs=Attrs(id=text, classes=(text,), values={"a": text}))

    assert _Reader(render([link])).tags in (["a"], ["span"])  # the latter where it leads to no place in the report


def test_an_override_is_given_the_content_and_the_default() -> None:
    def override(node: Block | Inline, content: str, default: str) -> str:
        return f"[{type_name(node)}|{content}|{default.strip()}]"

    html = render([Quote(blocks=(Quote(blocks=(paragraph("a"),)),)), paragraph("b")], {"paragraph": override})

    assert html == (
        "<blockquote>\n<blockquote>\n[paragraph|a|<p>a</p>]</blockquote>\n</blockquote>\n[paragraph|b|<p>b</p>]"
    )


def test_overrides_nest() -> None:
    html = render([Quote(blocks=(Quote(blocks=()),))], {"quote": lambda _node, content, _default: f"({content})"})

    assert html == "(())"


@pytest.mark.parametrize("kind", get_args(Block) + get_args(Inline), ids=lambda kind: kind.__struct_config__.tag)
def test_a_style_may_write_any_kind_of_node(kind: type[Block | Inline]) -> None:
    node = next(node for node in descendants(probe_document().blocks) if isinstance(node, kind))

    assert "[own]" in render([node], {type_name(node): lambda *_: "[own]"})


def test_a_picture_in_a_figure_is_written_by_the_styles_paragraph() -> None:
    def override(node: Block | Inline, _content: str, _default: str) -> str:
        return " ".join(node.attrs.classes)

    assert "picture" in render([figure(image("a.png", "A"))], {"paragraph": override})


def test_what_is_said_again_has_no_links_pictures_notes_breaks_or_ids() -> None:
    content = (
        Link(target="/", content=words("a")),
        LineBreak(),
        Image(source="a.png", alt="A"),
        Emphasis(content=words("b"), attrs=Attrs(id="b", classes=("c",))),
        note("n"),
        Reference(target="x", kind="figure", number="1"),
    )

    assert render_repeated(content, ENGLISH) == 'a <em class="c">b</em><span class="reference">Figure\u00a01</span>'


def headings(*levels: int) -> list[Block]:
    return [Heading(level=level, content=words(f"H{n}"), anchor=f"h{n}") for n, level in enumerate(levels)]


def test_contents_nest_as_the_headings_do() -> None:
    entries = contents_of(headings(1, 2, 3, 2, 1), ENGLISH, depth=2)

    assert [entry.anchor for entry in entries] == ["h0", "h4"]
    assert [entry.anchor for entry in entries[0].entries] == ["h1", "h3"]
    assert entries[0].entries[0].entries == ()


def test_contents_of_few_headings_are_left_out() -> None:
    assert contents_of(headings(1, 1), ENGLISH, depth=2) == ()
    assert contents_of(headings(1, 1, 3), ENGLISH, depth=2) == ()


def test_contents_take_a_skipped_level_as_one_deeper() -> None:
    (first, *_) = contents_of(headings(1, 3, 3, 1), ENGLISH, depth=3)

    assert [entry.level for entry in first.entries] == [3, 3]


def test_contents_may_start_low() -> None:
    assert [entry.anchor for entry in contents_of(headings(2, 1, 2, 2), ENGLISH, depth=2)] == ["h0", "h1"]


def test_contents_show_numbers_where_headings_do() -> None:
    made = passes.derive(document(h(1, "A"), h(2, "B"), h(1, "C"))).value

    (first, second) = contents_of(made.blocks, ENGLISH, depth=2)
    plain = contents_of(made.blocks, Context(ENGLISH.words), depth=2)

    assert (first.number, first.entries[0].number, second.number) == ("1", "1.1", "2")
    assert plain[0].number == ""


def test_lists_have_what_is_numbered_with_its_label() -> None:
    made = passes.derive(
        document(figure("a"), group("g", figure("b", title="B", id="fig-b")), table(row("c"), title="C"))
    )

    (only,) = captions_of(made.value.blocks, ENGLISH, Figure)
    (other,) = captions_of(made.value.blocks, Context(language_of("de").words()), Table)

    assert (only.label, str(only.title), only.anchor) == ("Figure\u00a01", "B", "fig-b")
    assert (other.label, str(other.title), other.anchor) == ("Tabelle\u00a01", "C", "table")


# References and notes -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "target", "text"),
    [
        ("en", "fig-a", "Figure\u00a01"),
        ("de", "fig-a", "Abbildung\u00a01"),
        ("fr", "fig-a", "figure\u00a01"),
        ("en", "s", "section\u00a01.1"),
        ("de", "s", "Abschnitt\u00a01.1"),
        ("en", "plain", "Plain words"),
        ("en", "judged", "Judged"),
    ],
)
def test_a_reference_reads_as_the_language_has_it(language: str, target: str, text: str) -> None:
    html = written(
        h(1, "A"),
        h(2, "S", id="s"),
        figure("f", title="F", id="fig-a"),
        Heading(level=2, content=words("Plain words"), attrs=Attrs(id="plain", classes=("unnumbered",))),
        Callout(kind="note", blocks=(), title=caption("Judged"), attrs=Attrs(id="judged")),
        p("as ", ref(target)),
        language=language,
    )

    assert f'<p>as <a class="reference" href="#{target}">{text}</a></p>' in html


@pytest.mark.parametrize(("language", "text"), [("en", "Section"), ("de", "Abschnitt"), ("fr", "Section")])
def test_a_reference_that_begins_a_sentence_has_a_capital(language: str, text: str) -> None:
    html = written(h(1, "S", id="s"), p(ref("s"), " says so."), language=language)

    assert f'<p><a class="reference" href="#s">{text}\u00a01</a> says so.</p>' in html


def test_a_section_is_called_by_its_words_where_headings_show_no_numbers() -> None:
    html = written(h(1, "Costs & cuts", id="s"), p(ref("s"), " ", ref("s", bare=True)), numbers_headings=False)

    assert html.count('href="#s">Costs &amp; cuts</a>') == 2


def test_a_bare_reference_is_a_number() -> None:
    assert 'href="#fig-a">1</a>' in written(figure("f", title="F", id="fig-a"), p(ref("fig-a", bare=True)))


def test_what_leads_nowhere_is_marked() -> None:
    html = written(p(ref("fig:x"), " ", link("#y", "why"), " ", link("#%C3%BC", "so")), h(1, "Ü", id="ü"))

    assert '<span class="missing">?fig:x</span> <span class="missing">why</span> <a href="#%C3%BC">so</a>' in html


def test_a_note_is_called_in_the_text_and_says_its_words_at_the_end() -> None:
    html = written(p("a", note("b", "c"), "d"))

    assert '<p>a<sup class="note-call"><a id="noteref-1" href="#note-1" role="doc-noteref">1</a></sup>d</p>' in html
    assert html.endswith(
        '<section class="notes" role="doc-endnotes">\n<p class="notes-title">Notes</p>\n<ol>\n'
        '<li id="note-1" class="footnote"><p>b</p>\n<p>c\u00a0<a class="backlink" '
        'role="doc-backlink" href="#noteref-1" aria-label="Back to the text">↩</a></p>\n</li>\n</ol>\n</section>\n'
    )


def test_the_way_back_has_a_paragraph_of_its_own_behind_another_block() -> None:
    assert "</ul>\n<p><a class=" in written(p(note("a", ul("b"))))


def test_a_note_called_in_a_link_is_called_behind_it() -> None:
    html = written(p(link("/", "a", Emphasis(content=(note("n"), Text(text="b"))), note("m")), "c"))

    assert '<a href="/">a<em>b</em></a><sup class="note-call"><a id="noteref-1"' in html
    assert "</sup><sup" in html and "</sup>c</p>" in html


def test_a_link_or_reference_in_a_link_is_none() -> None:
    html = written(p(link("/", link("/b", "b"), ref("s"))), h(1, "S", id="s"))

    assert '<a href="/"><span>b</span><span class="reference">section\u00a01</span></a>' in html


# Tasks, figures, tables, callouts -----------------------------------------------------------------------------------


def test_tasks_tell_whether_they_are_done() -> None:
    assert render([ul(li("a", done=False), li("b", done=True), li("c"))]) == (
        '<ul class="tasks tight">\n<li class="task open">a</li>\n<li class="task done">b</li>\n<li>c</li>\n</ul>\n'
    )


def test_a_figure_has_its_pictures_then_caption_and_source() -> None:
    assert written(figure(image("a.png", "A"), "b", title="C", source="Source: d", id="fig-a")) == (
        '<figure id="fig-a" class="numbered">\n<p class="picture"><img src="a.png" alt="A"></p>\n<p>b</p>\n'
        '<figcaption>\n<p class="caption">C</p>\n<p class="source">Source: d</p>\n</figcaption>\n</figure>\n'
    )


def test_a_figure_without_caption_has_no_number() -> None:
    assert written(figure("a")) == '<figure id="figure">\n<p>a</p>\n</figure>\n'


@pytest.mark.parametrize(
    ("values", "style"),
    [
        ({"width": "60%"}, ' style="width:60%"'),
        ({"width": "4.5cm", "height": ".5em"}, ' style="width:4.5cm;height:.5em"'),
        ({"width": "300"}, ' style="width:300px"'),
        ({"width": "1px;color:red"}, ""),
        ({"width": "calc(1px)", "height": "-1px"}, ""),
        ({"width": "٣px"}, ""),
    ],
)
def test_a_picture_is_as_wide_as_the_author_says(values: dict[str, str], style: str) -> None:
    assert render([Image(source="a.png", alt="A", attrs=Attrs(values=values))]) == f'<img src="a.png" alt="A"{style}>'


def test_a_table_has_a_figure_around_it_where_it_has_a_caption_or_a_source() -> None:
    made = table(row("a", "b"), row("c", "d"), columns="-r", title="T", source="Source: s", id="tbl-a")

    assert written(made) == (
        '<figure id="tbl-a" class="table numbered">\n<figcaption>\n<p id="tbl-a-caption" class="caption">T</p>\n'
        '</figcaption>\n<table aria-labelledby="tbl-a-caption">\n<thead>\n'
        '<tr><th scope="col">a</th><th class="align-right" scope="col">b</th></tr>\n</thead>\n<tbody>\n'
        '<tr><td>c</td><td class="align-right">d</td></tr>\n</tbody>\n</table>\n'
        '<p class="source">Source: s</p>\n</figure>\n'
    )
    assert written(table(None, row("a"))) == '<table id="table">\n<tbody>\n<tr><td>a</td></tr>\n</tbody>\n</table>\n'


def test_the_stub_heads_rows_and_cells_over_several_head_groups() -> None:
    made = Table(
        columns=(Column(width=0.4), Column(), Column()),
        head=(Row(cells=(cell("a"), cell("b", across=2))),),
        bodies=((Row(cells=(cell("c", down=2), cell("d"), cell("e"))), Row(cells=(cell("f"), cell("g")))),),
        foot=(Row(cells=(cell("h"), cell("i"), Cell(blocks=(paragraph("j"), paragraph("k"))))),),
        stub=1,
    )

    html = render([made])

    assert '<colgroup><col style="width: 40%"><col><col></colgroup>' in html
    assert '<th scope="col">a</th><th scope="colgroup" colspan="2">b</th>' in html
    assert '<tr><th scope="rowgroup" rowspan="2">c</th><td>d</td><td>e</td></tr>\n<tr><td>f</td><td>g</td></tr>' in html
    assert '<tfoot>\n<tr><th scope="row">h</th><td>i</td><td><p>j</p>\n<p>k</p>\n</td></tr>' in html


def cell(text: str, *, across: int = 1, down: int = 1) -> Cell:
    return Cell(blocks=(paragraph(text),), column_span=across, row_span=down)


def test_a_callout_is_titled_by_its_author_or_its_kind() -> None:
    html = written(callout("warning", "a"), callout("key-judgement", "b", title="T", confidence="high"), language="de")

    assert (
        '<aside id="warning" class="callout callout-warning" role="note">\n<p class="callout-title">Warnung</p>' in html
    )
    assert '<p class="callout-title">T <span class="confidence">hohe Gewissheit</span></p>\n<p>b</p>' in html


def test_over_a_box_stands_its_label_alone() -> None:
    html = written(callout("box", "a"))

    assert '<aside id="box" class="callout callout-box numbered" role="note">\n<p class="callout-title"></p>' in html


def test_what_the_contract_uses_is_not_repeated_as_data() -> None:
    attrs = Attrs(values={"confidence": "high", "title": "T", "owner": "me"})

    html = render([Callout(kind="note", blocks=(), attrs=attrs)])

    assert 'data-owner="me"' in html and "data-title" not in html and "data-confidence" not in html


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ((p(strong("Term:"), " text"), "Words"), ['<strong class="lead-in">Term:</strong> text', "Words"]),
        ((p(strong("Term"), ": text"),), ['<strong class="lead-in">Term:</strong> text']),
        ((p(strong("Do it."), " Text"), p(strong("Do"), " that")), ["Do it.</strong> Text", "Do</strong> that"]),
        (
            (p(strong("Do"), " it"), p("Words ", strong("strong:"))),
            ["<strong>Do</strong> it", "<strong>strong:</strong>"],
        ),
        ((p(strong("All strong.")),), ["<li><strong>All strong.</strong></li>"]),
    ],
    ids=["colon", "colon behind", "one of them with a stop", "none with a stop", "nothing behind"],
)
def test_strong_words_up_to_a_stop_lead_a_list_item_in(items: tuple[str | Paragraph, ...], expected: list[str]) -> None:
    html = written(ul(*[li(item) for item in items]))

    for part in expected:
        assert part in html
    assert html.count("lead-in") in {0, html.count("<strong")}


def test_strong_words_elsewhere_are_no_lead_in() -> None:
    assert "lead-in" not in written(p(strong("Term:"), " text"))


def test_a_last_paragraph_with_a_dash_says_who_is_quoted() -> None:
    assert '<p>Words</p>\n<p class="attribution">— Somebody</p>' in written(quote("Words", "— Somebody"))
    assert "attribution" not in written(quote("— Words")) + written(quote("— Words", "Words"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("What the accounts leave out",), "What the accounts leave\xa0out"),
        (("What the accounts leave out ",), "What the accounts leave\xa0out "),
        (("Who pays for the ", em("Maren"), "?"), "Who pays for the\xa0<em>Maren</em>?"),
        (("The price of ", code("a b")), "The price of <code>a b</code>"),
        (("Who pays",), "Who pays"),
        (("The council and its responsibilities",), "The council and its responsibilities"),
    ],
    ids=["text", "space behind", "marked", "code", "few words", "long word"],
)
def test_a_heading_s_last_word_does_not_stand_alone(words: tuple[str | Inline, ...], expected: str) -> None:
    assert f">{expected}</h1>" in written(h(1, *words))


def test_contents_say_a_heading_without_the_space_that_binds_it() -> None:
    made = [h(1, "What the accounts leave out", anchor=name) for name in "abc"]

    assert [str(entry.title) for entry in contents_of(made, ENGLISH, depth=1)] == ["What the accounts leave out"] * 3
