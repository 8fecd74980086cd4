"""The box tree before pagination."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefkit.layout.views import BoxKind

if TYPE_CHECKING:
    from tests.layout.conftest import Find, Lay

PNG = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FAAhKDveksOjmAAAAA"
    "ElFTkSuQmCC"
)


def test_an_element_has_one_box_and_its_words_stand_in_a_line(lay: Lay, find: Find) -> None:
    paragraph = find(lay("<p>one <em>two</em></p>"), "p")

    assert paragraph.kind is BoxKind.BLOCK
    assert [child.kind for child in paragraph.children] == [BoxKind.LINE]
    assert [child.kind for child in paragraph.children[0].children] == [BoxKind.TEXT, BoxKind.INLINE]
    assert paragraph.all_text == "one two"


def test_elements_are_shared_by_identity_and_know_their_parents(lay: Lay, find: Find) -> None:
    layout = lay('<div class="a b" id=x><p>one</p></div>')

    paragraph = find(layout, "p")
    assert paragraph.element is paragraph.children[0].element
    assert [element.tag for element in paragraph.element.ancestors()] == ["div", "body", "html"]  # type: ignore[union-attr]
    assert find(layout, "#x").element is paragraph.element.parent  # type: ignore[union-attr]
    assert find(layout, "#x").element.classes == ("a", "b")  # type: ignore[union-attr]


def test_anonymous_boxes_say_so(lay: Lay, find: Find) -> None:
    division = find(lay("<div>loose<p>paragraph</p></div>"), "div")

    assert [child.is_anonymous for child in division.children] == [True, False]


def test_a_marker_comes_with_its_resolved_words(lay: Lay, find: Find) -> None:
    item = find(lay("<ol start=4><li>x</li></ol>", "ol { list-style-type: lower-roman }"), "li")

    marker = item.children[0]
    assert marker.is_outside_marker
    assert marker.pseudo == "marker"
    assert marker.all_text == "iv. "


def test_a_marker_may_have_content_of_its_own(lay: Lay, find: Find) -> None:
    item = find(lay("<ul><li>x</li></ul>", 'li::marker { content: "– "; color: red }'), "li")

    assert item.children[0].all_text == "– "
    assert item.children[0].style.color.hex == "FF0000"


def test_generated_content_has_the_boxes_of_its_pseudo_element(lay: Lay, find: Find) -> None:
    layout = lay("<p>x</p>", 'p::before { content: "Note: "; font-weight: bold }')

    before = find(layout, "p", "before")
    assert before.all_text == "Note: "
    assert before.style.font_weight == 700


def test_text_keeps_what_stood_before_text_transform(lay: Lay, find: Find) -> None:
    text = find(lay("<p>Straße</p>", "p { text-transform: uppercase }"), "p", kind=BoxKind.TEXT)

    assert text.text == "STRASSE"
    assert text.source_text == "Straße"


def test_white_space_is_collapsed_but_for_the_ends_of_the_line(lay: Lay, find: Find) -> None:
    assert find(lay("<p>  one\n  two </p>"), "p").all_text == " one two "


def test_a_footnote_hangs_on_its_call_with_lines_like_other_boxes(lay: Lay, find: Find) -> None:
    layout = lay("<p>x<span class=note>the <b>note</b></span></p>", ".note { float: footnote }")

    call = find(layout, "span", "footnote-call")
    assert call.all_text == "1"
    assert call.footnote is not None
    assert call.footnote.kind is BoxKind.BLOCK
    assert [child.kind for child in call.footnote.children] == [BoxKind.LINE]
    assert call.footnote.all_text == "1. the note"


def test_a_running_element_has_lines_and_says_where_it_runs(lay: Lay, find: Find) -> None:
    running = find(lay("<div class=logo>Logo</div><p>x</p>", ".logo { position: running(logo) }"), "div")

    assert running.style.position == "running(logo)"
    assert [child.kind for child in running.children] == [BoxKind.LINE]


def test_a_table_has_wrapper_caption_groups_rows_and_cells(lay: Lay, find: Find) -> None:
    layout = lay(
        "<table><caption>c</caption><thead><tr><th colspan=2>h</thead><tr><td rowspan=2>a<td>b<tr><td>c</table>"
    )

    wrapper = find(layout, "table", kind=BoxKind.TABLE_WRAPPER)
    assert [child.kind for child in wrapper.children] == [BoxKind.TABLE_CAPTION, BoxKind.TABLE]
    head, body = wrapper.children[1].children
    assert (head.is_header_group, body.is_header_group) == (True, False)
    assert head.children[0].children[0].column_span == 2
    assert body.children[0].children[0].row_span == 2


def test_a_table_s_own_style_keeps_the_margins_that_its_wrapper_took(lay: Lay, find: Find) -> None:
    table = find(lay("<table><tr><td>x</table>", "table { margin: 0 0 9pt }"), "table", kind=BoxKind.TABLE)

    assert table.style.margin.bottom == 0
    assert table.element_style.margin.bottom == 9


def test_a_picture_comes_with_its_bytes_and_its_size_in_points(lay: Lay, find: Find) -> None:
    image = find(lay(f'<p><img src="{PNG}" alt="a square"></p>'), "img").image

    assert image is not None
    assert (image.media_type, image.width, image.height) == ("image/png", 7.5, 7.5)
    assert image.data.startswith(b"\x89PNG")


def test_an_svg_comes_as_svg(lay: Lay, find: Find) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="5" height="5"/></svg>'

    image = find(lay(f"<p>{svg}</p>"), "svg").image

    assert image is not None
    assert (image.media_type, image.width, image.height) == ("image/svg+xml", 30, 15)
    assert b"rect" in image.data


def test_a_picture_that_is_not_there_becomes_its_alternative_text(lay: Lay, find: Find) -> None:
    layout = lay('<p><img src="missing.png" alt="a chart"></p>')

    assert find(layout, "p").all_text == "a chart"
    assert [diagnostic.rule.id for diagnostic in layout.diagnostics] == ["B403"]


def test_boxes_are_read_before_pagination_writes_into_the_tree(lay: Lay) -> None:
    layout = lay("<p>x<span class=note>note</span></p>", ".note { float: footnote }")
    before = layout.boxes.all_text

    _ = layout.pages

    assert layout.boxes.all_text == before
