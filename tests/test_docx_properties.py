"""Looks become properties as differences, in the order of the schemas."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefkit.write.docx.flow import Border, Borders, ParagraphLook, RunLook, TabStop
from briefkit.write.docx.markup import add, add_nodes, attribute, root, tag, to_bytes, xml_text
from briefkit.write.docx.paragraph_properties import PARAGRAPH_ORDER, in_order, numbered, paragraph_difference
from briefkit.write.docx.run_properties import applied, delta, run_difference

RUN = RunLook("Spectral", 21, language="en")
PARAGRAPH = ParagraphLook()
EVERYTHING = ParagraphLook(
    before=1,
    after=2,
    line=280,
    line_rule="exact",
    left=10,
    right=11,
    first_line=-5,
    alignment="both",
    is_right_to_left=True,
    keeps_next=True,
    keeps_lines=True,
    breaks_page_before=True,
    controls_widows=False,
    outline_level=2,
    suppresses_hyphens=True,
    borders=Borders(top=Border("single", 8, "FF0000", 3)),
    shading="EEEEEE",
    tabs=(TabStop(100),),
)


def names(nodes: object) -> list[str]:
    assert isinstance(nodes, list | tuple)
    return [node.name for node in nodes]


def attributes(nodes: object, name: str) -> dict[str, str]:
    assert isinstance(nodes, list | tuple)
    return dict(next(node for node in nodes if node.name == name).attributes)


def test_equal_looks_have_no_difference() -> None:
    assert run_difference(RUN, replace(RUN)) == ()
    assert paragraph_difference(PARAGRAPH, ParagraphLook()) == ()


def test_a_run_says_what_differs_for_all_scripts() -> None:
    found = run_difference(replace(RUN, is_bold=True, size=24, font="Fira Sans"), RUN)

    assert names(found) == ["rFonts", "b", "bCs", "sz", "szCs"]


def test_what_the_base_has_is_taken_back() -> None:
    base = replace(RUN, is_bold=True, underline="single", shading="FFFF00", spacing=10)

    found = run_difference(RUN, base)

    assert attributes(found, "b") == {"val": "0"}
    assert attributes(found, "u") == {"val": "none"}
    assert attributes(found, "shd")["fill"] == "auto"
    assert attributes(found, "spacing") == {"val": "0"}


def test_a_change_makes_the_look_again() -> None:
    look = replace(RUN, is_italic=True, color="AA0000")

    assert applied(RUN, delta(look, RUN)) == look


def test_every_property_of_a_paragraph_is_written_in_order() -> None:
    found = names(paragraph_difference(EVERYTHING, PARAGRAPH))

    assert found == sorted(found, key=PARAGRAPH_ORDER.index)
    assert len(found) == 13


def test_every_property_of_a_paragraph_can_be_taken_back() -> None:
    there = names(paragraph_difference(EVERYTHING, PARAGRAPH))
    back = paragraph_difference(PARAGRAPH, EVERYTHING)

    assert names(back) == there
    assert attributes(back, "ind") == {"left": "0", "right": "0", "firstLine": "0"}
    assert attributes(back, "outlineLvl") == {"val": "9"}


def test_only_the_indents_that_differ_are_written() -> None:
    found = paragraph_difference(replace(PARAGRAPH, first_line=-240), PARAGRAPH)

    assert attributes(found, "ind") == {"hanging": "240"}


def test_tab_stops_that_are_gone_are_cleared() -> None:
    look, base = replace(PARAGRAPH, tabs=(TabStop(900, "right", "dot"),)), replace(PARAGRAPH, tabs=(TabStop(500),))

    (tabs,) = paragraph_difference(look, base)

    assert [dict(stop.attributes) for stop in tabs.children] == [
        {"val": "clear", "pos": "500"},
        {"val": "right", "leader": "dot", "pos": "900"},
    ]


def test_numbering_comes_before_borders() -> None:
    found = in_order([*paragraph_difference(EVERYTHING, PARAGRAPH), numbered(1, 0)])

    assert names(found)[3:6] == ["widowControl", "numPr", "pBdr"]


def test_nodes_become_elements_of_their_namespaces() -> None:
    element = root("p")
    add_nodes(element, [numbered(3, 1)])
    drawing = add(element, "wp:docPr", {"id": "1"})

    assert element[0][1].get(attribute("numId", "val")) == "3"
    assert drawing.tag == tag("wp:docPr")
    assert drawing.get("id") == "1"


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x1f", "\ufffe", "\ud800"])
def test_characters_that_xml_cannot_hold_are_replaced(bad: str) -> None:
    element = root("t")
    element.text = xml_text(f"a{bad}b")

    assert "a\N{REPLACEMENT CHARACTER}b".encode() in to_bytes(element)
