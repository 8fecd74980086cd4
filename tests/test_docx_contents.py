"""The contents list is found among the paragraphs and becomes one field."""

from msgspec.structs import replace

from briefkit.write.docx.contents import outline_levels, with_contents
from briefkit.write.docx.flow import (
    Anchor,
    Contents,
    Field,
    FieldKind,
    Hyperlink,
    Paragraph,
    ParagraphLook,
    Role,
    Run,
    RunLook,
    Tab,
    TabStop,
)

LOOK = RunLook("Serif", 20)
LEVELS = {"a": 1, "b": 2, "c": 1}


def entry(target: str) -> Paragraph:
    content = (Run(target, LOOK), Tab(LOOK), Field(FieldKind.PAGEREF, LOOK, "3", target))
    look = ParagraphLook(tabs=(TabStop(9000, "right", "dot"),))
    return Paragraph(look, LOOK, Role("li"), (Hyperlink(f"#{target}", content),))


def plain(text: str) -> Paragraph:
    return Paragraph(ParagraphLook(), LOOK, Role("p"), (Run(text, LOOK),))


def test_outline_levels_are_those_of_the_headings_that_anchors_stand_in() -> None:
    heading = Paragraph(ParagraphLook(outline_level=1), LOOK, Role("h2"), (Anchor("b"), Run("B", LOOK)))
    elsewhere = Paragraph(ParagraphLook(), LOOK, Role("p"), (Anchor("x"), Run("X", LOOK)))

    assert outline_levels([heading, elsewhere]) == {"b": 2}


def test_a_run_of_entries_becomes_a_field_over_the_levels_it_lists() -> None:
    blocks = with_contents([plain("Contents"), entry("a"), entry("b"), entry("c"), plain("Text")], LEVELS)

    assert [type(block) for block in blocks] == [Paragraph, Contents, Paragraph]
    assert isinstance(blocks[1], Contents)
    assert (blocks[1].first, blocks[1].last) == (1, 2)
    assert [p.role.toc_level for p in blocks[1].paragraphs] == [1, 2, 1]


def test_entries_have_the_look_of_their_text_from_their_style() -> None:
    bold = replace(LOOK, is_bold=True)
    content = (Run("1 ", LOOK), Run("Costs", bold), Tab(bold), Field(FieldKind.PAGEREF, bold, "3", "a"))
    loud = replace(entry("a"), content=(Hyperlink("#a", content),))

    (contents,) = with_contents([loud, entry("b")], LEVELS)

    assert isinstance(contents, Contents)
    assert [paragraph.run_look for paragraph in contents.paragraphs] == [bold, LOOK]


def test_a_single_page_reference_is_no_contents_list() -> None:
    assert with_contents([entry("a"), plain("Text")], LEVELS) == (entry("a"), plain("Text"))


def test_a_second_list_stays_paragraphs() -> None:
    blocks = with_contents([entry("a"), entry("b"), plain("More"), entry("c"), entry("a")], LEVELS)

    assert [type(block) for block in blocks] == [Contents, Paragraph, Paragraph, Paragraph]


def test_references_to_what_is_no_heading_are_no_contents_list() -> None:
    blocks = with_contents([entry("x"), entry("y")], LEVELS)

    assert blocks == (entry("x"), entry("y"))
