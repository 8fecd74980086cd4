"""Paragraphs and runs become named styles: which there are, what they say, who has them."""

from __future__ import annotations

import io
import zipfile

from lxml import etree
from msgspec.structs import replace

from briefkit.write.docx.emit import write_flow
from briefkit.write.docx.flow import Flow, Inline, PageGeometry, Paragraph, ParagraphLook, Role, Run, RunLook, Section
from briefkit.write.docx.markup import Element, attribute, tag
from briefkit.write.docx.stylesheet import Stylesheet

TEXT = RunLook("Spectral", 21, language="en")
PLAIN = ParagraphLook()
BODY = replace(PLAIN, after=160, alignment="both")
HEADING = replace(PLAIN, before=300, after=100, keeps_next=True, outline_level=0)
PAGE = PageGeometry(11906, 16838, 1400, 1200, 1400, 1200, 600, 600)
BOLD = replace(TEXT, is_bold=True)
BOXED = ("div.key-points",)


def text(
    *content: str | Inline, look: ParagraphLook = BODY, run: RunLook = TEXT, role: Role | None = None
) -> Paragraph:
    inlines = tuple(Run(item, run) if isinstance(item, str) else item for item in content)
    return Paragraph(look, run, role or Role("p"), inlines)


def strong(words: str, look: RunLook = BOLD) -> Run:
    return Run(words, look, Role("strong"))


def flow(*paragraphs: Paragraph, run: RunLook = TEXT) -> Flow:
    return Flow((Section(PAGE, paragraphs),), PLAIN, run)


def names(*paragraphs: Paragraph, probe: Flow | None = None) -> list[str]:
    """The style names of the paragraphs of a flow."""
    stylesheet = Stylesheet(flow(*paragraphs), probe)
    return [stylesheet.style(paragraph).name for paragraph in paragraphs]


def part(name: str, *paragraphs: Paragraph, probe: Flow | None = None, run: RunLook = TEXT) -> Element:
    data = write_flow(flow(*paragraphs, run=run), probe).value
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(f"word/{name}.xml"))


def style(root: Element, name: str) -> Element:
    return next(found for found in root.iter(tag("style")) if value(found, "name") == name)


def value(element: Element, name: str) -> str | None:
    found = element.find(tag(name))
    return None if found is None else found.get(attribute(name, "val"))


def properties(style: Element, name: str) -> list[str]:
    """The local names of what a style's w:pPr or w:rPr holds."""
    found = style.find(tag(name))
    return [] if found is None else [etree.QName(child).localname for child in found]


# Paragraph styles -----------------------------------------------------------------------------------------------------


def test_the_most_frequent_look_defines_a_style() -> None:
    usual, other = replace(BODY, left=100), replace(BODY, left=200)

    stylesheet = Stylesheet(flow(text("a", look=other), text("b", look=usual), text("c", look=usual)), None)

    assert stylesheet.paragraph_styles[1].look == usual


def test_an_instance_that_differs_is_formatted_directly() -> None:
    document = part("document", *[text("a")] * 24, text("c", look=replace(BODY, left=300)))

    direct = [[etree.QName(child).localname for child in found] for found in document.iter(tag("pPr"))]
    assert direct == [*[["pStyle"]] * 24, ["pStyle", "ind"]]


def test_where_more_than_one_in_25_differs_there_is_a_variant() -> None:
    root = part("styles", *[text("a")] * 23, text("c", look=replace(BODY, left=300)))

    found = style(root, "Body Text Indented")
    assert (value(found, "basedOn"), properties(found, "pPr")) == ("BodyText", ["ind"])
    assert found.find(tag("qFormat")) is None


def test_the_most_frequent_differences_become_variants_first() -> None:
    rare, frequent = text("b", look=replace(BODY, left=300)), text("c", look=replace(BODY, alignment="right"))

    found = names(*[text("a")] * 47, rare, frequent, frequent)

    assert found[-3:] == ["Body Text", "Body Text Right", "Body Text Right"]


def test_a_heading_has_no_variant() -> None:
    heading = Role("h1")

    found = names(*[text("a", look=look, role=heading) for look in (HEADING, HEADING, replace(HEADING, before=0))])

    assert found == ["heading 1"] * 3


def test_a_page_break_makes_no_variant() -> None:
    found = names(text("a"), text("b"), text("c", look=replace(BODY, breaks_page_before=True)))

    assert found == ["Body Text"] * 3


def test_variants_are_named_after_what_they_change() -> None:
    looks = [replace(BODY, after=0), replace(BODY, first_line=100), replace(BODY, keeps_next=True)]
    bold = text("d", run=replace(TEXT, is_bold=True))

    found = names(text("a"), text("a"), *[text("b", look=look) for look in looks], bold)

    assert found[2:] == ["Body Text Tight", "Body Text Indented", "Body Text Kept", "Body Text Bold"]


def test_contexts_that_look_the_same_share_a_style() -> None:
    found = names(text("a"), text("b", role=Role("p", context=BOXED)))

    assert found == ["Body Text", "Body Text"]


def test_a_context_that_looks_otherwise_is_in_the_name() -> None:
    shaded = replace(BODY, shading="EEEEEE")

    found = names(text("a"), text("b", role=Role("p", context=BOXED), look=shaded))

    assert found == ["Body Text", "Key Points"]


def test_spacing_that_neighbours_changed_once_makes_no_style() -> None:
    found = names(*[text("a")] * 24, text("b", role=Role("p", context=BOXED), look=replace(BODY, after=0)))

    assert found == ["Body Text"] * 25


def test_spacing_that_a_context_always_has_makes_a_style() -> None:
    tight = text("b", role=Role("p", context=BOXED), look=replace(BODY, after=0))

    found = names(text("a"), tight, tight)

    assert found == ["Body Text", "Key Points", "Key Points"]


def test_two_roles_that_end_in_one_name_are_numbered() -> None:
    first = text("a", role=Role("p", ("note",)), look=replace(BODY, shading="EEEEEE"))
    second = text("b", role=Role("p", context=("div.note",)), look=replace(BODY, shading="DDDDDD"))

    found = names(text("c"), first, second)

    assert found == ["Body Text", "Note", "Note 2"]


def test_a_frequent_other_look_of_one_role_becomes_a_variant() -> None:
    indented = [text(str(number), look=replace(BODY, first_line=240)) for number in range(5)]

    found = names(*[text(str(number)) for number in range(6)], *indented)

    assert found == ["Body Text"] * 6 + ["Body Text Indented"] * 5


def test_the_probe_defines_the_styles() -> None:
    probe = flow(text("a", look=replace(BODY, after=200)))

    stylesheet = Stylesheet(flow(text("b"), text("c")), probe)

    assert stylesheet.paragraph_styles[1].look.after == 200


def test_styles_that_the_document_does_not_use_are_there() -> None:
    probe = flow(text("a"), text("b", role=Role("p", ("source",))), text(strong("c")))

    found = part("styles", text("d"), probe=probe)

    assert {"Body Text", "Source", "Strong"} <= {value(item, "name") for item in found.iter(tag("style"))}


def test_a_role_that_the_probe_lacks_is_told_apart_from_its_styles() -> None:
    probe = flow(text("a"))

    found = names(text("b", role=Role("p", context=BOXED), look=replace(BODY, shading="EEEEEE")), probe=probe)

    assert found == ["Key Points"]


def test_styles_differ_by_their_ids_too() -> None:
    papers = [text("a", role=Role("p", (name,)), look=replace(BODY, left=at)) for at, name in enumerate(("re", "ré"))]

    stylesheet = Stylesheet(flow(*papers), None)

    assert [found.id for found in stylesheet.paragraph_styles[1:]] == ["Re", "Re2"]


# Definitions ----------------------------------------------------------------------------------------------------------


def test_a_style_says_only_what_its_base_does_not() -> None:
    styles = part("styles", text("a"), text("b", look=HEADING, role=Role("h1")))

    heading = style(styles, "heading 1")
    assert value(heading, "basedOn") == "Normal"
    assert value(heading, "next") == "BodyText"
    assert properties(heading, "pPr") == ["keepNext", "spacing", "outlineLvl"]
    assert properties(heading, "rPr") == []


def test_a_style_is_based_on_what_is_nearest_to_it() -> None:
    lead = replace(BODY, alignment="both", after=160, left=200)

    styles = part("styles", text("a"), text("b", look=lead, role=Role("p", ("lead",))))

    assert value(style(styles, "Lead"), "basedOn") == "BodyText"
    assert properties(style(styles, "Lead"), "pPr") == ["ind"]


def test_the_defaults_come_from_the_document() -> None:
    styles = part("styles", text("a"))

    defaults = styles.find(f"{tag('docDefaults')}/{tag('rPrDefault')}/{tag('rPr')}")
    assert defaults is not None
    assert value(defaults, "sz") == "21"
    assert value(defaults, "lang") == "en"


def test_a_bold_document_is_bold_by_its_normal_style() -> None:
    styles = part("styles", text("a", run=BOLD), run=BOLD)

    defaults = styles.find(tag("docDefaults"))
    assert defaults is not None
    assert not list(defaults.iter(tag("b")))
    assert properties(style(styles, "Normal"), "rPr") == ["b", "bCs", "color"]
    assert properties(style(styles, "Body Text"), "rPr") == []


def test_styles_of_our_own_are_marked_as_such() -> None:
    styles = part("styles", text("a"), text("b", role=Role("p", ("lead",))))

    custom = {value(found, "name"): found.get(attribute("style", "customStyle")) for found in styles.iter(tag("style"))}
    assert custom["Lead"] == "1"
    assert custom["Body Text"] is None


# Character styles -----------------------------------------------------------------------------------------------------


def run_properties(*paragraphs: Paragraph) -> list[list[str]]:
    """What the runs of a document say of themselves, ``rStyle=Strong`` for a style."""
    found = []
    for run in part("document", *paragraphs).iter(tag("r")):
        said = run.find(tag("rPr"))
        children = [] if said is None else list(said)
        found.append(
            [
                f"rStyle={child.get(attribute('rStyle', 'val'))}"
                if child.tag == tag("rStyle")
                else child.tag[len(tag("")) :]
                for child in children
                if isinstance(child.tag, str)
            ]
        )
    return found


def test_a_run_like_its_paragraph_says_nothing() -> None:
    assert run_properties(text("a", Run("b", TEXT, Role("strong")))) == [[], []]


def test_a_run_is_told_by_its_style_alone() -> None:
    assert run_properties(text("a ", strong("b"))) == [[], ["rStyle=Strong"]]


def test_what_the_style_does_not_say_is_said_directly() -> None:
    red = replace(BOLD, color="FF0000")

    found = run_properties(text(strong("a"), strong("b"), strong("c", red)))

    assert found[2] == ["rStyle=Strong", "color"]


def test_a_run_without_a_role_is_formatted_directly() -> None:
    assert run_properties(text("a", Run("b", BOLD))) == [[], ["b", "bCs"]]


def test_toggles_of_two_styles_are_stated_so_that_they_do_not_cancel_out() -> None:
    loud = replace(BOLD, color="FF0000", size=40, underline="single")
    heading = text(strong("a", loud), look=HEADING, run=BOLD, role=Role("h1"))

    found = run_properties(text(strong("b", loud)), heading)

    assert found == [["rStyle=Strong"], ["rStyle=Strong", "b", "bCs"]]


def test_no_character_style_switches_a_toggle_off() -> None:
    light = Run("a", TEXT, Role("span", ("light",)))
    heading = text("b", light, look=HEADING, run=BOLD, role=Role("h1"))

    assert run_properties(heading) == [[], ["b", "bCs"]]


def test_a_paragraph_and_a_character_style_of_one_class_have_two_names() -> None:
    lead = text("a", role=Role("p", ("lead",)))
    word = text("b", Run("c", BOLD, Role("span", ("lead",))))

    styles = part("styles", lead, word)

    assert {"Lead", "Lead Characters"} <= {value(found, "name") for found in styles.iter(tag("style"))}


def test_the_direction_of_a_run_is_its_own() -> None:
    hebrew = replace(TEXT, is_right_to_left=True, language="he")
    paragraph = text("א", look=replace(BODY, is_right_to_left=True), run=hebrew)

    assert not list(part("styles", paragraph, run=hebrew).iter(tag("rtl")))
    assert run_properties(paragraph) == [["rtl"]]


def test_a_style_that_word_looks_for_has_no_variant() -> None:
    looks = (BODY, BODY, replace(BODY, before=100))

    found = names(*[text("a", look=look, role=Role("figcaption")) for look in looks])

    assert found == ["caption"] * 3
