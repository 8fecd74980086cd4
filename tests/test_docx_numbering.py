"""Lists become numbering: definitions, instances that start anew, levels that styles are linked to."""

from __future__ import annotations

import io
import zipfile

from lxml import etree
from msgspec.structs import replace

from briefkit.write.docx.emit import write_flow
from briefkit.write.docx.flow import (
    Flow,
    List,
    ListLevel,
    ListReference,
    PageGeometry,
    Paragraph,
    ParagraphLook,
    Role,
    Run,
    RunLook,
    Section,
)
from briefkit.write.docx.markup import Element, attribute, tag

TEXT = RunLook("Spectral", 21, language="en")
PLAIN = ParagraphLook()
PAGE = PageGeometry(11906, 16838, 1400, 1200, 1400, 1200, 600, 600)
BULLET = ListLevel("bullet", "•", 400, 260, TEXT)
CIRCLE = ListLevel("bullet", "◦", 800, 260, TEXT)
NUMBER = ListLevel("decimal", "%1.", 400, 300, TEXT)
BULLETS = List({0: BULLET})
NUMBERS = List({0: NUMBER})


def item(number: int, level: int = 0, *, kind: str = "bullet", marker: bool = True, left: int = 0) -> Paragraph:
    """A paragraph of the list `number` with the indents that its level has."""
    hanging = 260 if kind == "bullet" else 300
    look = replace(PLAIN, left=left or 400 * (level + 1), first_line=-hanging if marker else 0, after=60)
    role = Role("li", list_kind="bullet" if kind == "bullet" else "number", list_level=level + 1)
    return Paragraph(look, TEXT, role, (Run("x", TEXT),), list=ListReference(number, level, marker))


def flow(lists: tuple[List, ...], *paragraphs: Paragraph) -> Flow:
    return Flow((Section(PAGE, paragraphs),), PLAIN, TEXT, lists)


def parts(document: Flow, probe: Flow | None = None) -> dict[str, Element]:
    archive = zipfile.ZipFile(io.BytesIO(write_flow(document, probe).value))
    names = [name for name in ("document", "styles", "numbering") if f"word/{name}.xml" in archive.namelist()]
    return {name: etree.fromstring(archive.read(f"word/{name}.xml")) for name in names}


def val(element: Element | None) -> str | None:
    return None if element is None else element.get(attribute("p", "val"))


def levels(definition: Element) -> list[Element]:
    return list(definition.iter(tag("lvl")))


def direct(document: Element) -> list[list[str]]:
    """What each paragraph says of itself."""
    return [[etree.QName(child).localname for child in found] for found in document.iter(tag("pPr"))]


def test_a_document_without_lists_has_no_numbering() -> None:
    paragraph = Paragraph(PLAIN, TEXT, Role("p"), (Run("x", TEXT),))

    assert "numbering" not in parts(flow((), paragraph))


def test_each_list_is_an_instance_of_its_own_that_starts_anew() -> None:
    found = parts(flow((NUMBERS, NUMBERS), item(0, kind="number"), item(1, kind="number")))

    of_paragraphs = [val(element) for element in found["document"].iter(tag("numId"))]
    starts = [val(element) for element in found["numbering"].iter(tag("startOverride"))]
    assert len(set(of_paragraphs)) == 2
    assert starts == ["1", "1"]
    assert len(list(found["numbering"].iter(tag("abstractNum")))) == 1


def test_a_list_begins_where_its_author_says() -> None:
    later = List({0: replace(NUMBER, start=7)})

    found = parts(flow((NUMBERS, later), item(0, kind="number"), item(1, kind="number")))

    assert [val(element) for element in found["numbering"].iter(tag("startOverride"))] == ["1", "7"]
    assert len(list(found["numbering"].iter(tag("abstractNum")))) == 1


def test_lists_that_differ_have_definitions_of_their_own() -> None:
    dashes = List({0: replace(BULLET, text="–")})

    found = parts(flow((BULLETS, dashes, NUMBERS), item(0), item(1), item(2, kind="number")))

    assert len(list(found["numbering"].iter(tag("abstractNum")))) == 3


def test_a_deeper_list_widens_the_definition_that_it_fits() -> None:
    deep = List({0: BULLET, 1: CIRCLE})

    found = parts(flow((BULLETS, deep), item(0), item(1), item(1, 1)))

    (definition,) = found["numbering"].iter(tag("abstractNum"))
    assert [val(level.find(tag("lvlText"))) for level in levels(definition)[:2]] == ["•", "◦"]


def test_a_definition_has_all_nine_levels() -> None:
    found = parts(flow((List({0: NUMBER, 1: replace(NUMBER, left=900, format="lowerLetter", text="%2)")}),), item(0)))

    (definition,) = found["numbering"].iter(tag("abstractNum"))
    lefts = [element.get(attribute("ind", "left")) for element in definition.iter(tag("ind"))]
    tentative = [level.get(attribute("lvl", "tentative")) for level in levels(definition)]
    assert lefts == [str(400 + 500 * level) for level in range(9)]
    assert tentative == [None, None, *["1"] * 7]
    assert [val(level.find(tag("lvlText"))) for level in levels(definition)[:4]] == ["%1.", "%2)", "%3.", "%4."]


def test_a_list_that_uses_only_a_deep_level_has_the_outer_ones_too() -> None:
    found = parts(flow((List({1: CIRCLE}),), item(0, 1)))

    (definition,) = found["numbering"].iter(tag("abstractNum"))
    assert len(levels(definition)) == 9
    assert all(val(level.find(tag("lvlText"))) == "◦" for level in levels(definition))


def test_indents_come_from_the_level_alone() -> None:
    quoted = List({0: replace(BULLET, left=900)})

    found = parts(flow((BULLETS, quoted), item(0), item(0), item(1, left=900)))

    assert direct(found["document"]) == [["pStyle", "numPr"]] * 3


def test_the_style_of_items_has_the_level_and_the_level_has_the_style() -> None:
    found = parts(flow((List({0: BULLET, 1: CIRCLE}),), item(0), item(0, 1)))

    linked = [val(element) for element in found["numbering"].iter(tag("pStyle"))]
    style = next(s for s in found["styles"].iter(tag("style")) if val(s.find(tag("name"))) == "List Bullet 2")
    properties = style.find(tag("pPr"))
    assert linked == ["ListBullet", "ListBullet2"]
    assert properties is not None
    assert val(properties.find(f"{tag('numPr')}/{tag('ilvl')}")) == "1"
    assert val(style.find(tag("basedOn"))) == "ListBullet"


def test_the_level_is_linked_to_the_style_that_the_probe_has_there() -> None:
    probe = flow((BULLETS,), item(0))

    found = parts(flow((List({0: replace(BULLET, text="–")}),), item(0)), probe)

    linked = [level for level in found["numbering"].iter(tag("lvl")) if level.find(tag("pStyle")) is not None]
    assert [val(level.find(tag("lvlText"))) for level in linked] == ["•"]


def test_a_further_paragraph_of_an_item_has_no_number() -> None:
    found = parts(flow((BULLETS,), item(0), item(0, marker=False)))

    assert direct(found["document"]) == [["pStyle", "numPr"], ["pStyle"]]


def test_a_style_of_numbered_and_other_paragraphs_numbers_none() -> None:
    role = Role("li", name="Point")
    marked, further = (replace(item(0, marker=marker), role=role) for marker in (True, False))

    found = parts(flow((BULLETS,), marked, marked, further))

    assert not list(found["styles"].iter(tag("numPr")))
    assert direct(found["document"]) == [["pStyle", "numPr"], ["pStyle", "numPr"], ["pStyle", "ind"]]


def test_a_paragraph_without_marker_has_the_number_of_its_style_taken_off() -> None:
    role = Role("li", name="List Bullet Last")
    marked, further = (replace(item(0, marker=marker), role=role) for marker in (True, False))

    found = parts(flow((BULLETS,), item(0), marked, marked, further))

    assert [val(element) for element in found["document"].iter(tag("numId"))][-1] == "0"


def test_a_marker_states_what_the_text_beside_it_does_not() -> None:
    coloured = List({0: replace(BULLET, look=replace(TEXT, color="AA0000"))})

    found = parts(flow((coloured,), item(0)))

    said = levels(next(found["numbering"].iter(tag("abstractNum"))))[0].find(tag("rPr"))
    assert said is not None
    assert [etree.QName(child).localname for child in said] == ["color"]


def test_a_marker_without_room_is_followed_by_a_space() -> None:
    found = parts(flow((List({0: replace(BULLET, hanging=0, after="space")}),), item(0)))

    assert val(next(found["numbering"].iter(tag("suff")))) == "space"
