"""A second program looks at what we write: page-validation, for PDF/UA-1."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pdf.conftest import Write

validator = pytest.importorskip("page", reason="page-validation is not installed: no PDF/UA check")

PNG = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FAAhKDveksOjmAAAAA"
    "ElFTkSuQmCC"
)
WORDS = "a few words that come again " * 60

CAPTION = "<figcaption><p class=caption>a <em>b</em></p><p class=source>c</p></figcaption>"
TABLE = (
    "<colgroup><col style='width: 40%'></colgroup><thead><tr><th rowspan=2 scope=col>a<th colspan=2 scope=colgroup>b"
    "<th rowspan=2>c<tr><th scope=col>d<th>e</thead><tbody><tr><th scope=row>f<td>g<td rowspan=2>h<td>i"
    "<tr><th scope=row>j<td>k<td></tbody><tbody><tr><th>l<td colspan=3>m</tbody><tfoot><tr><th>n<td>o<td>p<td>q</tfoot>"
)

BODIES = {
    "headings": "<h1>a</h1><h2>b</h2><h3>c</h3><p>d</p>",
    "headings that skip levels": "<h1>a</h1><h2>b</h2><h6>c</h6><h6>d</h6><h4>e</h4>",
    "headings that begin late": "<h3>a</h3><h4>b</h4><h1>c</h1><h3></h3><h4>d</h4>",
    "tight lists": "<ul><li>a</li><li>b <strong>c</strong></li></ul>",
    "loose lists": "<ul><li><p>a</p></li><li><p>b</p><p>c</p></li></ul>",
    "nested lists": "<ul><li>a<ul><li><p>b</p><ol><li>c</li></ol></li></ul></li></ul>",
    "a numbered list that starts late": "<ol start=7><li>a</li><li><p>b</p></li></ol>",
    "markers with content": "<style>li::marker { content: '– '; color: red }</style><ul><li>a<li><p>b</ul>",
    "markers inside": "<ul style='list-style-position: inside'><li>a</li><li><p>b</p></li></ul>",
    "lists without markers": "<ul style='list-style: none'><li>a</li><li><p>b</p></li></ul>",
    "links with children": (
        "<p><a href='https://x.org'>a <em>b</em> <code>c</code> <strong>d <em>e</em></strong></a> "
        f"<a href='https://y.org'><img src='{PNG}' alt='a dot'></a> "
        f"<a href='https://z.org'><img src='{PNG}' alt=''></a></p>"
    ),
    "underlined links": "<p style='text-decoration: underline'><a href='https://x.org'>a <em>b</em></a> c <s>d</s></p>",
    "links over lines and pages": f"<p>{WORDS}<a href='https://x.org'>{WORDS}<b>{WORDS}</b></a></p>",
    "a link as a block": "<p><a style='display: block' href='https://x.org'>a <em>b</em></a></p>",
    "a link around blocks": "<div><a href='https://x.org'><p>a</p><p>b</p></a></div>",
    "a link without a target": "<p><a>a</a> <a href='#nowhere'>b <em>c</em></a> <a href='javascript:x'>d</a></p>",
    "contents": (
        "<style>nav a::after { content: leader(dotted) target-counter(attr(href), page) }</style>"
        "<nav class=contents role=doc-toc><p>Contents</p><ol><li><a href='#a'>A <em>b</em></a>"
        "<ol><li><a href='#b'>B</a></li></ol></li></ol></nav><h1 id=a>A</h1><h2 id=b>B</h2>"
    ),
    "quotations": "<blockquote><p>a</p><p>b</p></blockquote><blockquote>loose</blockquote>",
    "code": "<pre><code class=language-x>a\n  b\n\nc</code></pre><p>d <code>e</code></p>",
    "pictures": (
        f"<p><img src='{PNG}' alt='a dot'> <img src='{PNG}' alt=''></p><img style='display: block' src='{PNG}' alt=b>"
    ),
    "rules": "<p>a</p><hr><p>b</p>",
    "a masthead": "<header class=masthead><p class=kicker>a</p><p class=title>b</p></header><main><p>c</p></main>",
    "loose words": "a <em>b</em><div>c<p>d</p>e</div>",
    "tables": (
        "<table><caption>a</caption><thead><tr><th>b<th>c</thead><tr><th>d<td>e<tr><td colspan=2>f</table>"
        f"<table><thead><tr><th>x</thead>{'<tr><td>y</td></tr>' * 60}</table>"
    ),
    "description lists": "<dl><dt>a<dd>b<dd><p>c</p><dt>d<dd>e</dl>",
    "footnotes": (
        f"<style>.n {{ float: footnote }}</style><p>{WORDS}<span class=n>a <em>b</em></span></p><p>{WORDS}</p>"
    ),
    "running elements": (
        "<style>.r { position: running(r) } @page { @top-right { content: element(r) } }</style>"
        "<div class=r><a href='https://x.org'>a</a></div><p>b</p>"
    ),
    "opacity, transforms, columns and floats": (
        "<div style='opacity: .4'><p>a</p><ul><li>b</li></ul></div><p style='transform: rotate(3deg)'>c</p>"
        f"<div style='columns: 2'><p>{WORDS}</p></div>"
        "<div style='float: right'>d</div><div style='position: absolute'>e</div>"
    ),
    "flex and grid": "<div style='display: flex'><p>a</p><p>b</p></div><div style='display: grid'><p>c</p>d</div>",
    "other languages": "<p>a <span lang=fr>b</span></p><p lang=de>c</p>",
    "an svg": (
        '<p><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>a</title><text y="9">b</text></svg></p>'
    ),
    "nothing": "",
    "figures": (
        f"<figure class=numbered id=f><p class=picture><img src='{PNG}' alt='a dot'></p>{CAPTION}</figure>"
        f"<figure>{CAPTION}<p><img src='{PNG}' alt='a dot'> <img src='{PNG}' alt=''></p></figure>"
        f"<figure><img src='{PNG}' alt='a dot'></figure><figure><pre>a</pre>{CAPTION}</figure>"
        f"<figure><figure>{CAPTION}<p>a</p></figure>{CAPTION}</figure>"
    ),
    "tables with captions": (
        f"<figure class='table numbered' id=t>{CAPTION}<table aria-labelledby=x>{TABLE}</table><p>s</p></figure>"
        f"<figure class=table><table>{TABLE}</table>{CAPTION}</figure>"
        f"<figure><table><caption>a</caption>{TABLE}</table>{CAPTION}</figure>"
        f"<table style='caption-side: bottom'><caption><p>a</p></caption>{TABLE}</table>"
        "<table role=presentation><tr><th>a<td>b</table>"
    ),
    "a table over pages": f"<table>{TABLE.replace('<tbody>', '<tbody>' + '<tr><th>a<td>b<td>c<td>d' * 60)}</table>",
    "links and pictures in what is repeated": (
        f"<table><thead><tr><th><a href='https://x.org'>a</a> <img src='{PNG}' alt=b></thead>"
        f"<tfoot><tr><td><a href='#x'>c</a></tfoot>{'<tr><td id=x>d</td></tr>' * 60}</table>"
    ),
    "footnotes everywhere": (
        "<style>.n { float: footnote }</style>"
        "<h1>a<span class=n id=a>b</span></h1><ul><li>c<span class=n>d<em>e</em></span></ul>"
        "<table><caption>f<span class=n id=f>g</span></caption><thead><tr><th>h<span class=n id=h>i</span></thead>"
        f"{'<tr><td>j<span class=n>k</span></td></tr>' * 30}</table><blockquote>l<span class=n>m</span></blockquote>"
        "<div>n<span class=n id=n>o<p>p</p><ul><li>q</ul><pre>r</pre></span></div>"
        "<p><a href='https://x.org'>s<span class=n id=s>t</span></a></p><dl><dt>u<span class=n>v</span><dd>w</dl>"
        f"<figure><img src='{PNG}' alt=x><figcaption>y<span class=n>z</span></figcaption></figure>"
    ),
    "callouts and pull quotes": (
        "<aside class='callout callout-box numbered' role=note id=b><p class=callout-title>a <span>b</span></p><p>c</p>"
        "<ul><li>d</ul></aside><aside>loose<h2>e</h2></aside><blockquote class=pull-quote><p>f</p></blockquote>"
        "<div class=summary><p>g</p>h</div>"
    ),
    "tasks": (
        "<style>.open { list-style-type: '- ' } .done::marker { content: '+ ' }</style>"
        "<ul class='tasks tight'><li class='task open'>a<li class='task done'><p>b</p></ul>"
    ),
    "small things in a line": (
        "<p>a <s>b <a href='https://x.org'>c</a></s> <sub>d</sub><sup>e</sup> <span class=small-caps>f</span>"
        " <span class=missing>?g</span> <a class=reference href='#x'>h</a><del>i</del></p><p id=x>j</p>"
    ),
    "lists of figures": (
        "<nav class='contents figures'><p>a</p><ol><li><a href='#x'>b</a><li>c</ol></nav>"
        "<nav role=doc-toc><ol></ol></nav><p id=x>d</p>"
    ),
    "a watermark": (
        "<style>.watermark { position: fixed; top: 50%; transform: rotate(-30deg); opacity: .2 }</style>"
        "<div class=watermark aria-hidden=true>Draft <a href='https://x.org'>a</a></div>" + "<p>b</p>" * 60
    ),
    "hidden things": (
        "<p aria-hidden=true>a <a href='https://x.org'>b</a></p><p>c<span aria-hidden=true>d</span></p>"
        "<ul aria-hidden=true><li>e</ul><table><tr aria-hidden=true><td>f<tr><td>g</table><h1 aria-hidden=true>h</h1>"
    ),
}


@pytest.mark.parametrize("case", BODIES)
def test_pdf_ua_is_kept(write: Write, tmp_path: Path, case: str) -> None:
    path = tmp_path / "out.pdf"
    path.write_bytes(write(BODIES[case]).data)

    result = validator.validate_pdf(str(path), profile="ua1")

    assert [(failure.rule_id, failure.message) for failure in result.failures] == []
    assert result.is_compliant


def test_pdf_ua_is_kept_by_a_page_with_all_of_it(write: Write, tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    css = "figure, table { break-inside: auto }"
    bodies = [body.replace("id=x", "").replace("'#x'", "'https://x.org'") for body in BODIES.values()]
    path.write_bytes(write("".join(f"<section>{body}</section>" for body in bodies), css).data)

    result = validator.validate_pdf(str(path), profile="ua1")

    assert [(failure.rule_id, failure.message) for failure in result.failures] == []
