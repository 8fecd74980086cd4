"""Markdown that reads back to the document it was written from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.documents import ANY_DOCUMENTS, ANY_WORDS, PLAIN_WORDS, tables

from briefkit import passes
from briefkit.model import (
    Attrs,
    Author,
    Block,
    Cell,
    Column,
    Document,
    Emphasis,
    Image,
    Inline,
    LineBreak,
    Logo,
    Meta,
    Paragraph,
    Row,
    SoftBreak,
    Strong,
    Table,
)
from briefkit.model.build import (
    blocks,
    br,
    code,
    code_block,
    document,
    em,
    h,
    image,
    inlines,
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
from briefkit.model.codec import without_spans
from briefkit.read.markdown import read
from briefkit.spans import Source
from briefkit.write.markdown import write_markdown

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def back(text: str) -> Document:
    """The document that a text makes."""
    return passes.run(read(Source("a.md", text)).value, splits_title=False).value


def derived(made: Document) -> Document:
    return passes.run(made, splits_title=False).value


def written(*parts: str | Block, **meta: Any) -> str:
    outcome = write_markdown(document(*parts, **meta))
    assert outcome.diagnostics == ()
    return outcome.value


# How it looks -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (p("a ", em("b"), " ", strong("c"), code("d`e")), "a *b* **c**``d`e``\n"),
        (p("a", soft, "b", br, "c"), "a\nb\\\nc\n"),
        (p(link("https://a.b/", "words", title='a "b"'), " ", image("c d.png", "e")), None),
        (p("a*b_c [d] `e` <f> &amp; ~g~ {h}"), "a\\*b_c \\[d\\] \\`e\\` \\<f> \\&amp; \\~g\\~ \\{h}\n"),
        (p("# a"), "\\# a\n"),
        (p("1. a"), "1\\. a\n"),
        (p("- a"), "\\- a\n"),
        (p("a < b & c > d"), "a < b & c > d\n"),
        (p("see @fig-a or me@example.org"), "see \\@fig-a or me@example.org\n"),
        (p(" a "), "&#32;a&#32;\n"),
        (h(2, "a #"), "## a \\#\n"),
        (code_block("a\n```\nb", "text"), "````text\na\n```\nb\n````\n"),
        (quote("a", quote("b")), "> a\n>\n> > b\n"),
        (ul("a", ["b", ul("c")]), "- a\n- b\n  - c\n"),
        (ol("a", "b", start=9, tight=False), "9. a\n\n10. b\n"),
        (rule, "***\n"),
    ],
)
def test_blocks_look_as_people_write_them(block: Block, text: str | None) -> None:
    made = document(p("first"), h(1, "x"), block)

    outcome = write_markdown(made)

    if text is not None:
        assert outcome.value.removeprefix("first\n\n# x\n\n") == text


def test_two_lists_side_by_side_stay_two() -> None:
    assert written(ul("a", "b"), ul("c", "d"), ol("e"), ol("f")) == "- a\n- b\n\n* c\n* d\n\n1. e\n\n1) f\n"


def test_stress_in_stress_has_other_marks() -> None:
    assert written(p(strong(em("a")), " ", em("b ", strong("c")))) == "**_a_** *b __c__*\n"


def cell(*parts: str | Block, columns: int = 1, rows: int = 1) -> Cell:
    return Cell(blocks=blocks(*parts), column_span=columns, row_span=rows)


TOTALS = Table(
    columns=(Column(), Column(alignment="right", width=0.3)),
    head=(Row(cells=(cell("Way", columns=2),)),),
    bodies=(
        (Row(cells=(cell("日本", rows=2), cell("a", ul("b|c")))), Row(cells=(cell("d"),))),
        (Row(cells=(cell(p(code("|")), columns=2),)),),
    ),
    foot=(Row(cells=(cell(), cell(p("e", soft, "f")))),),
    stub=1,
)

DRAWN = """\
{tbl-colwidths="[0,30]" stub-columns="1"}
+------+-------+
| Way          |
+======+======:+
| 日本 | a     |
|      |       |
|      | - b|c |
|      +-------+
|      | d     |
+======+=======+
|              |
| `|`          |
+======+=======+
|      | e     |
|      | f     |
+======+=======+
"""


def test_what_lines_with_bars_cannot_say_is_drawn() -> None:
    assert written(TOTALS) == DRAWN


def test_text_that_looks_like_a_border_stays_text() -> None:
    assert written(p("+---+", soft, "| a |", soft, "+---+")) == "\\+---+\n\\| a \\|\n\\+---+\n"


def test_a_letter_beside_stressed_punctuation_is_a_reference() -> None:
    assert written(p("a", em("(b)"), "c")) == "&#97;*(b)*&#99;\n"


def test_a_title_with_markup_stands_among_the_headings() -> None:
    made = derived(document(h(1, "One"), h(2, "Two"), h(1, "Three"), date="2026"))
    titled = Document(blocks=made.blocks, meta=Meta(title=inlines("The ", em("new"), " bridge"), date="2026"))

    outcome = write_markdown(titled)

    assert outcome.diagnostics == ()
    assert outcome.value == '---\ndate: "2026"\n---\n\n# The *new* bridge\n\n## One\n\n### Two\n\n## Three\n'


def test_nothing_is_written_of_nothing() -> None:
    assert written() == ""


# Front matter -------------------------------------------------------------------------------------------------------


def test_metadata_is_front_matter() -> None:
    meta = Meta(
        title=inlines("A Bridge: for Nowhere"),
        authors=(Author(name="A. Clerk"), Author(name="B", affiliation="Borough", orcid="0000-0002-1825-0097")),
        recipients=("Mayor",),
        logo=Logo(source="crest.svg", alt="Crest"),
        number="7",
        date="2026-03-31",
        summary="One.\n\nTwo: three.",
        key_points=("no", "- yes"),
        extra={"audience": "all", "depth": 3, "open": True, "tree": {"a": ["b", None]}},
    )

    outcome = write_markdown(Document(meta=meta))

    assert outcome.diagnostics == ()
    assert outcome.value == (
        '---\ntitle: "A Bridge: for Nowhere"\nauthors:\n  - name: A. Clerk\n'.replace("name: A. Clerk", "A. Clerk")
        + "  - name: B\n    affiliation: Borough\n"
        + '    orcid: "0000-0002-1825-0097"\nrecipients:\n  - Mayor\nlogo:\n  source: crest.svg\n  alt: Crest\n'
        + 'number: "7"\ndate: "2026-03-31"\nsummary: |-\n  One.\n\n  Two: three.\nkey-points:\n  - "no"\n  - "- yes"\n'
        + 'audience: all\ndepth: 3\nopen: true\ntree:\n  a: ["b", null]\n---\n'
    )


LINES = ANY_WORDS.map(lambda words: " ".join(words.split())).filter(bool)


@given(
    st.builds(
        Meta,
        kicker=LINES,
        authors=st.lists(st.builds(Author, name=LINES, affiliation=LINES), max_size=2).map(tuple),
        key_points=st.lists(LINES, max_size=2).map(tuple),
        summary=st.lists(LINES, max_size=2).map("\n\n".join),
        extra=st.dictionaries(LINES, st.none() | st.booleans() | st.integers(-9, 9) | LINES, max_size=2),
    )
)
def test_whatever_metadata_says_it_says_again_or_is_named(meta: Meta) -> None:
    outcome = write_markdown(Document(meta=meta))

    same = [name for name in Meta.__struct_fields__ if getattr(back(outcome.value).meta, name) == getattr(meta, name)]
    assert len(same) + len(outcome.diagnostics) == len(Meta.__struct_fields__)


# Laws ---------------------------------------------------------------------------------------------------------------


def parted(parts: list[str | Inline]) -> list[str | Inline]:
    """`parts` as people write them: no two alike side by side, breaks between words only, stress apart from stress."""
    kept: list[str | Inline] = []
    for part in parts:
        is_break = isinstance(part, SoftBreak | LineBreak)
        last = kept[-1] if kept else br
        both_stressed = isinstance(part, Emphasis | Strong) and isinstance(last, Emphasis | Strong)
        if (
            type(part) is not type(last)
            and not both_stressed
            and not (is_break and isinstance(last, SoftBreak | LineBreak))
        ):
            kept.append(part)
    while kept and isinstance(kept[-1], SoftBreak | LineBreak):
        kept.pop()
    return kept or ["words"]


def lines(words: st.SearchStrategy[str], *, breaks: bool = True) -> st.SearchStrategy[list[str | Inline]]:
    """What stands in a line."""
    leaves: list[st.SearchStrategy[Any]] = [words, words.map(code), st.builds(image, st.just("a.png"), words)]
    if breaks:
        leaves.append(st.sampled_from([br, soft]))
    unstressed = st.lists(st.one_of(*leaves), min_size=1, max_size=3).map(parted)
    stressed = st.builds(lambda mark, parts: mark(*parts), st.sampled_from([em, strong]), unstressed)
    linked = unstressed.map(lambda parts: link("https://a.b/", *parts))
    return st.lists(st.one_of(*leaves, stressed, linked), min_size=1, max_size=4).map(parted)


def paragraphs(words: st.SearchStrategy[str]) -> st.SearchStrategy[Paragraph]:
    """Paragraphs that are more than a picture."""
    return lines(words).map(lambda parts: p(*parts, *([" words"] if isinstance(parts[-1], Image) else [])))


def bodies(words: st.SearchStrategy[str]) -> st.SearchStrategy[Block]:
    """Blocks of all kinds that CommonMark has."""
    text = paragraphs(words)
    leaves = text | st.builds(code_block, words, st.sampled_from(["", "python"])) | st.just(rule)
    tight = st.lists(st.lists(text, min_size=1, max_size=1).map(lambda one: li(*one)), min_size=1, max_size=3)
    return st.recursive(
        leaves,
        lambda inside: st.one_of(
            st.lists(inside, min_size=1, max_size=3).map(lambda parts: quote(*parts)),
            st.builds(
                lambda items, start: ol(*items, start=start, tight=False),
                st.lists(st.builds(lambda one, rest: li(one, *rest), text, st.lists(inside, max_size=1)), min_size=2),
                st.integers(0, 99),
            ),
            tight.map(lambda items: ul(*items)),
        ),
        max_leaves=5,
    )


def documents(words: st.SearchStrategy[str]) -> st.SearchStrategy[Document]:
    headings = st.builds(lambda level, parts: h(level, *parts), st.integers(1, 5), lines(words, breaks=False))
    return st.lists(bodies(words) | headings, max_size=4).map(lambda parts: document(*parts))


@given(documents(PLAIN_WORDS))
def test_what_is_written_reads_back_to_the_same_document(made: Document) -> None:
    outcome = write_markdown(made)

    assert outcome.diagnostics == ()
    assert back(outcome.value) == derived(made)


def plain_tables(words: st.SearchStrategy[str]) -> st.SearchStrategy[Table]:
    """Tables of all shapes, without captions and cells that align by themselves; there is a body, or a head alone."""

    def plain(table: Table) -> Table:
        def aligned(rows: Sequence[Row]) -> tuple[Row, ...]:
            return tuple(Row(cells=tuple(replace(one, alignment="") for one in row.cells)) for row in rows)

        head, foot = aligned(table.head), aligned(table.foot)
        made = tuple(map(aligned, table.bodies)) or (head or foot,)
        return replace(table, head=head, bodies=made, foot=foot, caption=None, source=None)

    return tables(words, bodies(words), min_size=1).filter(lambda one: one.bodies or one.head or one.foot).map(plain)


@given(plain_tables(PLAIN_WORDS))
def test_a_table_reads_back_to_the_same_table(table: Table) -> None:
    made = document("first", table)

    outcome = write_markdown(made)

    assert outcome.diagnostics == ()
    assert back(outcome.value) == derived(made)


@given(documents(ANY_WORDS.map(lambda words: words.replace("\u202d", "").replace("\u202e", "") or "a")))
def test_text_never_becomes_markup(made: Document) -> None:
    outcome = write_markdown(made)

    assert outcome.diagnostics == ()


@given(ANY_DOCUMENTS)
def test_what_does_not_read_back_is_named(made: Document) -> None:
    outcome = write_markdown(made)

    assert bool(outcome.diagnostics) == (back(outcome.value) != derived(made))
    assert {found.rule.id for found in outcome.diagnostics} <= {"B801"}


def test_a_finding_says_what_and_where() -> None:
    made = document("a", Paragraph(content=inlines("x"), attrs=Attrs(values={"a key": "value"})))

    [found] = write_markdown(made).diagnostics

    assert (found.rule.id, found.message) == ("B801", "the `attrs` of a paragraph has no form in Markdown as it is")


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.md")), ids=lambda path: path.name)
def test_a_sample_that_uses_everything_reads_back(path: Path) -> None:
    read_document = passes.run(read(Source(path.name, path.read_text(encoding="utf-8"))).value).value

    outcome = write_markdown(read_document)

    assert outcome.diagnostics == ()
    assert without_spans(back(outcome.value)) == without_spans(read_document)
