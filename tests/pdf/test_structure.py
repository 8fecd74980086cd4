"""The structure tree that comes out of pages, as outlines: the type of each element, its marks and links behind it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pikepdf
import pytest

if TYPE_CHECKING:
    from tests.pdf.conftest import Write

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
PNG = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FAAhKDveksOjmAAAAA"
    "ElFTkSuQmCC"
)

CAPTION = "<figcaption><p class=caption>c</p><p class=source>s</p></figcaption>"

CASES = {
    "a paragraph holds its words": ("<p>one</p>", "P 1"),
    "headings keep their levels": (
        "<h1>a</h1><h2>b</h2><h3>c</h3><h2>d</h2><h1>e</h1>",
        "H1 1\nH2 1\nH3 1\nH2 1\nH1 1",
    ),
    "a skipped level is closed, for all headings under it alike": (
        "<h1>a</h1><h3>b</h3><h6>c</h6><h3>d</h3><h2>e</h2><h6>f</h6>",
        "H1 1\nH2 1\nH3 1\nH2 1\nH2 1\nH3 1",
    ),
    "the first heading is of level 1": ("<h3>a</h3><h4>b</h4><h2>c</h2>", "H1 1\nH2 1\nH1 1"),
    "a tight list has labels and bodies": (
        "<ul><li>a</li><li>b</li></ul>",
        "L\n  LI\n    Lbl 1\n    LBody 1\n  LI\n    Lbl 1\n    LBody 1",
    ),
    "a loose list has one body an item": (
        "<ul><li><p>a</p><p>b</p></li></ul>",
        "L\n  LI\n    Lbl 1\n    LBody\n      P 1\n      P 1",
    ),
    "a nested list stands in its item's body": (
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
        "L\n  LI\n    Lbl 1\n    LBody 1\n      L\n        LI\n          Lbl 1\n          LBody 1",
    ),
    "a list without markers has bodies only": (
        "<ul style='list-style: none'><li>a</li></ul>",
        "L\n  LI\n    LBody 1",
    ),
    "a marker may stand inside": (
        "<ul style='list-style-position: inside'><li>a</li></ul>",
        "L\n  LI\n    Lbl 1\n    LBody 1",
    ),
    "a list that stands in a list directly gets an item": (
        "<ul><ul><li>a</li></ul></ul>",
        "L\n  LI\n    LBody\n      L\n        LI\n          Lbl 1\n          LBody 1",
    ),
    "a description list pairs terms and what describes them": (
        "<dl><dt>a<dd>b<dd>c<dt>d<dd>e</dl>",
        "L\n  LI\n    Lbl 1\n    LBody 2\n  LI\n    Lbl 1\n    LBody 1",
    ),
    "a link holds its words and one annotation": (
        "<p>a <a href='https://x.org'>b <em>c</em> <code>d</code> <strong>e</strong></a></p>",
        "P 1\n  Link 3 link*1\n    Em 1\n    Code 1\n    Strong 1",
    ),
    "a link may hold a picture": (
        f"<p><a href='https://x.org'><img src='{PNG}' alt='dot'></a></p>",
        "P\n  Link link*1\n    Figure 1",
    ),
    "a link over two lines is one": (
        f"<p><a href='https://x.org'>{'word ' * 14}</a></p>",
        "P\n  Link 2 link*2",
    ),
    "an anchor is no link": ("<p><a id=x>a</a></p>", "P 1"),
    "a decorative picture is none": (f"<p>a<img src='{PNG}' alt=''></p>", "P 1"),
    "a hidden picture is none": (f"<p>a<img src='{PNG}' alt='x' aria-hidden=true></p>", "P 1"),
    "an inline svg says what it shows": (f"<p>{SVG.replace('<rect', '<title>dot</title><rect')}</p>", "P\n  Figure 1"),
    "a picture of the stylesheet's is decoration": (
        f"<p style='--x: 1'>a</p><style>p::before {{ content: url('{PNG}') }}</style>",
        "P 1",
    ),
    "a rule is drawn but not read": ("<p>a</p><hr><p>b</p>", "P 1\nP 1"),
    "a quotation holds its paragraphs": ("<blockquote><p>a</p><p>b</p></blockquote>", "BlockQuote\n  P 1\n  P 1"),
    "code keeps its lines": ("<pre><code>a\nb</code></pre>", "P\n  Code 2"),
    "contents are a table of contents": (
        (
            '<nav role=doc-toc><p>Contents</p><ol class=plain><li><a href="#a">A</a><ol><li><a href="#b">B</a></ol>'
            "</ol></nav><h1 id=a>A</h1><h2 id=b>B</h2>"
        ),
        (
            "Sect\n  P 1\n  TOC\n    TOCI\n      Reference\n        Link 2 link*1\n      TOC\n        TOCI\n"
            "          Reference\n            Link 2 link*1\nH1 1\nH2 1"
        ),
    ),
    "words between blocks get a paragraph": ("<div>a<p>b</p>c <b>d</b></div>", "P 1\nP 1\nP 1\n  Strong 1"),
    "a table has heads with scopes and a caption": (
        "<table><caption>c</caption><thead><tr><th>a<th>b</thead><tr><th>c<td>d</table>",
        "Table\n  Caption 1\n  THead\n    TR\n      TH 1\n      TH 1\n  TBody\n    TR\n      TH 1\n      TD 1",
    ),
    "an empty cell keeps its place": ("<table><tr><td><td>a</table>", "Table\n  TBody\n    TR\n      TD\n      TD 1"),
    "a table laid out as blocks is none": (
        "<table class=flat><tr><td>a</table>",
        "P 1",
    ),
    "a footnote stands behind its call": (
        "<p>a<span style='float:footnote'>note</span> b</p><p>c</p>",
        "P 2\n  Reference 1\n  Note 1\n    Lbl 1\nP 1",
    ),
    "a footnote that can be linked to is linked to, and its paragraphs are paragraphs": (
        "<div>a<span class=note id=n>b<i>c</i><ul><li>d</li></ul></span></div>",
        (
            "P 1\n  Reference\n    Link 1 link*1\n  Note\n    Lbl 1\n    P 1\n      Em 1\n    L\n      LI\n"
            "        Lbl 1\n        LBody 1"
        ),
    ),
    "a footnote in a link is not linked to": (
        "<p><a href='https://x.org'>a<span class=note id=n>b</span></a></p>",
        "P\n  Link 1 link*1\n    Reference 1\n    Note 1\n      Lbl 1",
    ),
    "a footnote in a heading follows it": (
        "<h1>a<em>b<span class=note>c</span></em></h1><p>d</p>",
        "H1 1\n  Em 1\n    Reference 1\nP\n  Note 1\n    Lbl 1\nP 1",
    ),
    "a footnote in a table's head stands where it is called": (
        f"<table><thead><tr><th>a<span class=note>b</span></thead>{'<tr><td>c</td></tr>' * 20}</table>",
        (
            "Table\n  THead\n    TR\n      TH 1\n        Reference 1\n        Note 1\n          Lbl 1\n  TBody\n"
            + "    TR\n      TD 1\n" * 20
        ).rstrip(),
    ),
    "a picture stands beside its caption": (
        f"<figure class=numbered><p class=picture><img src='{PNG}' alt='dot'></p>{CAPTION}</figure>",
        "Div\n  P\n    Figure 1\n  Caption\n    P 1\n    P 1",
    ),
    "pictures beside each other share a caption": (
        f"<figure>{CAPTION}<p><img src='{PNG}' alt='dot'><img src='{PNG}' alt='blot'></p></figure>",
        "Div\n  Caption\n    P 1\n    P 1\n  P\n    Figure 1\n    Figure 1",
    ),
    "a figure without a caption is its picture": (
        f"<figure><p class=picture><img src='{PNG}' alt='dot'></p></figure>",
        "P\n  Figure 1",
    ),
    "what is shown may be words": (
        f"<figure><blockquote><p>a</p></blockquote>{CAPTION}</figure>",
        "Div\n  BlockQuote\n    P 1\n  Caption\n    P 1\n    P 1",
    ),
    "a table holds its caption, its source follows": (
        f"<figure class='table numbered'>{CAPTION}<table><tr><td>a</table><p class=source>b</p></figure>",
        "Table\n  Caption\n    P 1\n    P 1\n  TBody\n    TR\n      TD 1\nP 1",
    ),
    "a caption below a table is its end": (
        f"<figure><div><table><tr><td>a<tfoot><tr><td>b</table></div>{CAPTION}</figure>",
        "Table\n  TBody\n    TR\n      TD 1\n  TFoot\n    TR\n      TD 1\n  Caption\n    P 1\n    P 1",
    ),
    "a caption that something parts from its table stays where it is": (
        f"<figure><table><tr><td>a</table><blockquote><p>b</p></blockquote>{CAPTION}</figure>",
        ("Div\n  Table\n    TBody\n      TR\n        TD 1\n  BlockQuote\n    P 1\n  Caption\n    P 1\n    P 1"),
    ),
    "a table of its own caption keeps it": (
        f"<figure><table><caption>c</caption><tr><td>a</table>{CAPTION}</figure>",
        "Table\n  Caption 1\n  TBody\n    TR\n      TD 1\nCaption\n  P 1\n  P 1",
    ),
    "figures in a figure keep their captions": (
        f"<figure><figure>{CAPTION}<table><tr><td>a</table></figure><figcaption>b</figcaption></figure>",
        "Div\n  Table\n    Caption\n      P 1\n      P 1\n    TBody\n      TR\n        TD 1\n  Caption 1",
    ),
    "a table for looks is none": ("<table role=presentation><tr><td>a</table>", "P 1"),
    "a table has bodies and a foot": (
        "<table><thead><tr><th>a</thead><tbody><tr><td>b</tbody><tbody><tr><td>c</tbody><tfoot><tr><td>d</tfoot></table>",
        (
            "Table\n  THead\n    TR\n      TH 1\n  TBody\n    TR\n      TD 1\n  TBody\n    TR\n      TD 1\n"
            "  TFoot\n    TR\n      TD 1"
        ),
    ),
    "a callout is an aside, its title a paragraph": (
        "<aside class='callout callout-note' role=note><p class=callout-title>a <span>b</span></p><p>c</p>d</aside>",
        "Aside\n  P 2\n  P 1\n  P 1",
    ),
    "a pull quote is a quotation": ("<blockquote class=pull-quote><p>a</p></blockquote>", "BlockQuote\n  P 1"),
    "a task has its box for a label": (
        "<ul class='tasks tight'><li class='task open'>a</li><li class='task done'><p>b</p></li></ul>",
        "L\n  LI\n    Lbl 1\n    LBody 1\n  LI\n    Lbl 1\n    LBody\n      P 1",
    ),
    "terms are described by blocks": (
        "<dl><dt>a</dt><dt>b</dt><dd><p>c</p><ul><li>d</li></ul></dd></dl>",
        "L\n  LI\n    Lbl 2\n    LBody\n      P 1\n      L\n        LI\n          Lbl 1\n          LBody 1",
    ),
    "a cross-reference is a link": (
        "<p id=f>a <a class=reference href='#f'>Figure\u00a03</a></p>",
        "P 1\n  Link 1 link*1",
    ),
    "struck words are a span": ("<p>a <s>b <em>c</em></s></p>", "P 1\n  Span 1\n    Em 1"),
    "lists of figures are contents too": (
        "<nav class='contents figures'><p>Figures</p><ol class=plain><li><a href='#a'>A</a></li></ol></nav><p id=a>b",
        "Sect\n  P 1\n  TOC\n    TOCI\n      Reference\n        Link 2 link*1\nP 1",
    ),
    "other navigation is none": ("<nav><ul><li>a</ul></nav>", "Sect\n  L\n    LI\n      Lbl 1\n      LBody 1"),
    "what is hidden is not read": (
        "<div class=watermark aria-hidden=true>Draft <a href='https://x.org'>x</a></div><p>a</p>",
        "P 1",
    ),
    "another language is said": ("<p>a <span lang=fr>b</span></p><p lang=de>c</p>", "P 1\n  Span 1\nP 1"),
    "what is transparent is not marked": ("<div><header><p>a</p></header></div>", "P 1"),
    "landmarks are parts and sections": (
        "<main><section><p>a</p></section><article><p>b</p></article></main>",
        "Part\n  Sect\n    P 1\n  Art\n    P 1",
    ),
    "words in a group with opacity are read": ("<p style='opacity:.5'>a <em>b</em></p>", "P 1\n  Em 1"),
}

FURNITURE = """
nav a::after { content: leader(dotted) target-counter(attr(href), page) }
.plain, .plain ol { list-style: none }
.flat, .flat * { display: block }
.note { float: footnote }
.watermark { position: fixed; top: 40% }
.open { list-style-type: "– " } .done::marker { content: "+ " }
"""


@pytest.mark.parametrize("case", CASES)
def test_the_tree(write: Write, case: str) -> None:
    body, expected = CASES[case]

    outline = write(body, FURNITURE).outline

    assert outline == "Document\n" + textwrap.indent(expected, "  ")


def test_what_a_page_end_splits_is_one_element(write: Write) -> None:
    written = write(
        f"<h1>x</h1><ul>{'<li>item</li>' * 40}</ul><p>{'word ' * 500}</p><table><thead><tr><th>h</thead>"
        f"{'<tr><td>cell</td></tr>' * 40}</table>"
    )

    lines = written.outline.splitlines()
    with written.pdf as pdf:
        assert len(pdf.pages) > 4
    assert [line.split()[0] for line in lines if line[2] != " "] == ["Document", "H1", "L", "P", "Table"]
    assert sum(line.strip() == "TH 1" for line in lines) == 1


def test_a_table_over_pages_is_one_with_its_foot_at_its_end(write: Write) -> None:
    row = "<tr><td><a href='https://x.org'>cell</a></td></tr>"
    written = write(
        f"<table><thead><tr><th><a href='https://x.org'>h</a></thead><tfoot><tr><td>f</tfoot>{row * 40}</table>"
    )

    with written.pdf as pdf:
        links = sum(len(page.get("/Annots", [])) for page in pdf.pages)
        assert len(pdf.pages) > 2
    parts = [line.strip() for line in written.outline.splitlines() if line.startswith("    ") and line[4] != " "]
    assert parts == ["THead", "TBody", "TFoot"]
    assert links == 41


def test_what_is_hidden_or_repeated_has_no_links(write: Write) -> None:
    body = "<div class=watermark aria-hidden=true><a href='https://x.org'>x</a></div>" + "<p>a</p>" * 60

    with write(body, FURNITURE).pdf as pdf:
        assert len(pdf.pages) > 1
        assert ["/Annots" in page for page in pdf.pages] == [False] * len(pdf.pages)


def test_a_footnote_s_call_leads_to_it(write: Write) -> None:
    body = (
        "<p>a<sup class=note-call><a href='#note-1' role=doc-noteref>1</a></sup></p><section role=doc-endnotes><ol>"
        "<li id=note-1 class=footnote><p>b <a role=doc-backlink href='#x'>↩</a></p></li></ol>"
        "</section>"
    )

    written = write(body, ".footnote { float: footnote }", floats_notes=True)

    assert written.diagnostics == ()
    with written.pdf as pdf:
        (link,) = pdf.pages[0].Annots
        assert (str(link.Dest), str(link.Contents)) == ("note-1", "1")


def test_struck_words_say_so(write: Write) -> None:
    (span,) = write("<p>a <s>b</s></p>").elements("Span")

    assert span["/A"] == {"/O": "/Layout", "/TextDecorationType": "/LineThrough"}


def test_margin_boxes_and_leaders_are_artifacts(write: Write) -> None:
    written = write('<h1 id=a>A</h1><nav role=doc-toc><ol><li><a href="#a">A</a></ol></nav>', FURNITURE)

    with written.pdf as pdf:
        operators = pikepdf.parse_content_stream(pdf.pages[0])
        opened = [str(item.operands[0]) for item in operators if str(item.operator) in {"BDC", "BMC"}]
        assert opened.count("/Artifact") > 20
        marks = [int(item.operands[1].MCID) for item in operators if "/MCID" in repr(item.operands)]
        assert sorted(marks) == list(range(len(marks)))
        assert len(pdf.Root.StructTreeRoot.ParentTree.Nums[1]) == len(marks)


def test_annotations_say_their_link_s_words_and_print(write: Write) -> None:
    body = f"""<p><a href="https://x.org">some <b>words</b></a> <a href="https://y.org" title="The title">y</a>
        <a href="https://z.org"><img src="{PNG}" alt="a dot"></a></p>"""

    with write(body).pdf as pdf:
        assert [str(annotation.Contents) for annotation in pdf.pages[0].Annots] == ["some words", "The title", "a dot"]
        assert {int(annotation.F) for annotation in pdf.pages[0].Annots} == {4}


def test_a_figure_has_its_text_and_its_place_in_points(write: Write) -> None:
    (figure,) = write(
        f"<p><img src='{PNG}' alt='a dot' width=40 height=20></p>",
        "@page { size: 200pt; margin: 20pt } body, p { margin: 0 }",
    ).elements("Figure")

    assert figure["/Alt"] == "a dot"
    left, bottom, right, top = figure["/A"]["/BBox"]
    assert (left, right - left, top - bottom) == pytest.approx((20, 30, 15), abs=0.01)
    assert top == pytest.approx(180, abs=5)


def test_lists_say_how_they_are_numbered(write: Write) -> None:
    body = "<ul><li>a</ul><ol><li>a</ol><ol type=A><li>a</ol><ul style='list-style:none'><li>a</ul>"

    lists = write(body).elements("L")

    assert [found["/A"]["/ListNumbering"] for found in lists] == ["/Disc", "/Decimal", "/UpperAlpha", "/None"]


def test_cells_say_how_far_they_reach(write: Write) -> None:
    written = write("<table><tr><th scope=row rowspan=2>a<th colspan=2>b<td>c<tr><td>d<td>e<td>f</table>")

    assert [cell["/A"] for cell in written.elements("TH")] == [
        {"/O": "/Table", "/RowSpan": 2.0, "/Scope": "/Row"},
        {"/O": "/Table", "/ColSpan": 2.0, "/Scope": "/Row"},
    ]


def test_notes_have_ids_that_can_be_found(write: Write) -> None:
    written = write("<p>a<span class=n>x</span><span class=n>y</span></p>", ".n { float: footnote }")

    assert [note["/ID"] for note in written.elements("Note")] == ["note-1", "note-2"]
    with written.pdf as pdf:
        assert [str(name) for name in list(pdf.Root.StructTreeRoot.IDTree.Names)[::2]] == ["note-1", "note-2"]


def test_languages_are_said_where_they_differ(write: Write) -> None:
    written = write("<p lang=en>a</p><p lang=fr>b <em lang=en>c</em></p>")

    assert [paragraph.get("/Lang") for paragraph in written.elements("P")] == [None, "fr"]


def test_a_picture_without_a_text_is_reported(write: Write) -> None:
    diagnostics = write(f"<p><img src='{PNG}'></p>{SVG}").diagnostics

    assert [diagnostic.rule.id for diagnostic in diagnostics] == ["B502", "B502"]
