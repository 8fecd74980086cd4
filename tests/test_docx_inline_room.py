"""Margins and padding of inline boxes are spaces as wide, and inline blocks of a stated width end at a tab stop."""

from __future__ import annotations

from tests.word_files import WordPages, found, values

from briefkit.write.docx.flow import Paragraph, Run, Tab, TabStop

PAGES = WordPages("""
@font-face { font-family: Text; src: url("briefkit-font:Fira Sans/400") }
@page { size: 400pt 600pt; margin: 50pt }
html { font: 10pt/14pt Text } body, p { margin: 0 }
""")
BADGE = ".badge { background: #060; padding: 0 8pt; margin-left: 6pt } "
ROOM = "\N{NO-BREAK SPACE}"


def paragraph(body: str, css: str = "") -> Paragraph:
    (only,) = PAGES.flow(body, css).paragraphs()
    return only


def runs(body: str, css: str = "") -> list[tuple[str, str | None, int]]:
    """Text, tint and letter-spacing of each run."""
    return [
        (run.text, run.look.shading, run.look.spacing) for run in paragraph(body, css).content if isinstance(run, Run)
    ]


def test_padding_is_a_tinted_space_and_a_margin_a_plain_one() -> None:
    shown = runs('<p>a<span class="badge">new</span></p>', BADGE)

    assert shown == [
        ("a", None, 0),
        (ROOM, None, 66),
        (ROOM, "006600", 106),
        ("new", "006600", 0),
        (ROOM, "006600", 106),
    ]


def test_room_is_none_of_the_business_of_the_style_of_its_box() -> None:
    styles = PAGES.part('<p>a<span class="badge">new</span></p>', BADGE, name="styles")

    badge = next(style for style in found(styles, "style") if values(style, "name") == ["Badge"])
    assert found(badge, "rPr", "shd")
    assert found(badge, "rPr", "spacing") == []


def test_room_that_is_hardly_seen_is_left_out() -> None:
    assert paragraph("<p>(<code>x</code>)</p>", "code { font: inherit; padding: 0 4pt }").text == "(x)"


def test_room_in_right_to_left_text_is_on_the_other_side() -> None:
    css = "p { direction: rtl } span { margin-right: 9pt }"

    assert [text for text, _, _ in runs("<p>ab <span>cd</span></p>", css)] == ["ab ", ROOM, "cd"]


def test_an_inline_block_of_a_stated_width_ends_at_a_tab_stop() -> None:
    css = "p { padding-left: 20pt } span { display: inline-block; width: 80pt }"

    made = paragraph("<p><span>Due</span>today<br><span>Reference</span>4711</p>", css)

    assert made.look.tabs == (TabStop(2000),)
    assert sum(isinstance(inline, Tab) for inline in made.content) == 2


def test_a_tab_that_leads_to_nothing_is_left_out() -> None:
    made = paragraph("<p><span>Due</span></p>", "span { display: inline-block; width: 80pt }")

    assert (made.look.tabs, [type(inline) for inline in made.content]) == ((), [Run])


def test_centred_lines_have_no_tabs() -> None:
    css = "p { text-align: center } span { display: inline-block; width: 80pt }"

    assert paragraph("<p><span>Due</span>today</p>", css).look.tabs == ()
