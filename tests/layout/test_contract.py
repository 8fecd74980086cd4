"""The parts of WeasyPrint that layout reaches into: names, signatures and shapes, of the one version they hold for.

A failure here says what changed, before anything else fails for reasons hard to see.
"""

# ruff: noqa: SLF001 (private names are what this is about)

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pydyf
import pytest
import weasyprint
from weasyprint import CSS, css, document, html, images, pdf, urls
from weasyprint.css import counters, functions, targets
from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import LayoutContext, absolute, layout_document, page, percent, table
from weasyprint.pdf import metadata, stream
from weasyprint.text import ffi, fonts, line_break

from briefkit.layout import repair

ROOT = Path(__file__).resolve().parent.parent.parent

SIGNATURES: list[tuple[Callable[..., Any], str]] = [
    (document.Document._build_layout_context, "html font_config counter_style color_profiles options"),
    (document.Document.__init__, "self pages metadata url_fetcher font_config color_profiles output_intent"),
    (document.Document.write_pdf, "self target zoom finisher options"),
    (
        build.build_formatting_structure,
        "element_tree style_for get_image_from_uri base_url target_collector counter_style footnotes",
    ),
    (build.create_anonymous_boxes, "box"),
    (
        repair._marker_to_box,
        "element state parent_style style_for get_image_from_uri target_collector counter_style",
    ),
    (layout_document, "html root_box context max_loops"),
    (page.set_page_type_computed_styles, "page_type html style_for"),
    (percent.resolve_percentages, "box containing_block"),
    (table.table_wrapper_width, "context wrapper containing_block"),
    (line_break.strut, "style"),
    (line_break.line_size, "line style"),
    (css.resolve_math, "token computed property_name refer_to"),
    (functions.check_math, "token"),
    (targets.anchor_name_from_token, "anchor_token"),
    (counters.CounterStyle.resolve_counter, "self counter_name previous_types"),
    (counters.symbol, "string_or_url"),
    (html.get_html_metadata, "html"),
    (
        metadata.DocumentMetadata.__init__,
        "self title authors description keywords generator created modified attachments lang custom xmp_metadata",
    ),
    (fonts.FontConfiguration.add_font_face, "self rule_descriptors url_fetcher"),
    (urls.URLFetcher.fetch, "self url headers"),
    (urls.URLFetcherResponse.__init__, "self url body headers status kwargs"),
    (urls.get_url_tuple, "url base_url"),
    (repair._add_tags, "pdf document pdf_version page_streams"),
    (repair._process_text_transform, "self"),
    (stream.Stream.marked, "self box tag"),
]

LOCALS: list[tuple[Callable[..., Any], tuple[str, ...]]] = [
    (CSS.__init__, ("string", "url")),
    (css.preprocess_stylesheet, ("rule",)),
    (css.StyleFor.__init__, ("element",)),
    (fonts.FontConfiguration.add_font_face, ("url",)),
]

STYLE_PROPERTIES = (ROOT / "src" / "briefkit" / "layout" / "styles.py").read_text(encoding="utf-8")


def test_the_version_is_the_pinned_one() -> None:
    assert weasyprint.__version__ == "70.0", (
        "layout is written against WeasyPrint 70.0: read its changes, then this file"
    )


@pytest.mark.parametrize(("function", "parameters"), SIGNATURES, ids=lambda value: getattr(value, "__qualname__", ""))
def test_functions_take_what_layout_gives_them(function: Callable[..., Any], parameters: str) -> None:
    found = " ".join(inspect.signature(function).parameters)

    assert found == parameters, f"WeasyPrint's {function.__qualname__} now takes ({found}), layout gives ({parameters})"


@pytest.mark.parametrize(("function", "names"), LOCALS, ids=lambda value: getattr(value, "__qualname__", ""))
def test_messages_find_their_place_in_local_names(function: Callable[..., Any], names: tuple[str, ...]) -> None:
    known = function.__code__.co_varnames + function.__code__.co_cellvars

    missing = [name for name in names if name not in known]
    assert not missing, f"WeasyPrint's {function.__qualname__} has no local name {missing} that `messages` looks for"


def test_a_page_type_has_the_fields_that_page_styles_are_asked_by() -> None:
    assert page.PageType._fields == ("side", "blank", "name", "index", "groups")


def test_style_properties_are_known() -> None:
    used = set(re.findall(r'style\["(\w+)"\]|\(style, "(\w+)"\)', STYLE_PROPERTIES))

    names = {name for pair in used for name in pair if name}
    unknown = names - set(css.INITIAL_VALUES)
    assert len(names) > 30
    assert not unknown, f"WeasyPrint knows no properties {sorted(unknown)} that `styles` reads"


def test_styles_know_their_parents_and_their_cascade() -> None:
    page_ = weasyprint.HTML(string="<p style='--a-b: c'>x")
    context = document.Document._build_layout_context(
        page_, fonts.FontConfiguration(), counters.CounterStyle(), {}, dict(weasyprint.DEFAULT_OPTIONS)
    )
    paragraph = next(page_.etree_element.iter("p"))

    style = context.style_for(paragraph)
    computed = context.style_for.get_computed_styles()

    assert style is computed[paragraph, None]
    assert isinstance(style, css.ComputedStyle)
    assert isinstance(style.anonymous_style, css.AnonymousStyle)
    assert style.pseudo_type is None
    assert style.parent_style["display"] == ("block", "flow")
    assert set(style.cascaded) >= {"__a_b", "display"}, "custom properties have another key than `__name`"
    assert all(len(entry) == 2 for entry in style.cascaded.values()), (
        "the cascade no longer holds (value, weight) pairs"
    )


def test_the_layout_context_holds_what_the_oracle_reads() -> None:
    context = LayoutContext(None, lambda **_: None, None, None, None)

    for name in ("style_for", "get_image_from_uri", "target_collector", "footnotes", "string_set"):
        assert hasattr(context, name), f"WeasyPrint's LayoutContext has no `{name}`"


def test_boxes_have_the_attributes_that_are_read() -> None:
    for name in (
        "is_outside_marker",
        "is_table_wrapper",
        "is_leader",
        "footnote",
        "margin_height",
        "link",
        "link_annotation",
        "colspan",
        "rowspan",
        "descendants",
        "hit_area",
        "content_box_x",
        "content_box_y",
        "deepcopy",
        "is_running",
    ):
        assert hasattr(boxes.Box, name), f"WeasyPrint's boxes have no `{name}`"
    for name in (
        "TextBox",
        "LineBox",
        "InlineBox",
        "InlineBlockBox",
        "ReplacedBox",
        "TableCaptionBox",
        "BlockBox",
        "TableBox",
        "TableRowGroupBox",
        "TableRowBox",
        "TableCellBox",
        "FlexContainerBox",
        "GridContainerBox",
        "MarginBox",
        "FootnoteAreaBox",
    ):
        assert hasattr(boxes, name), f"WeasyPrint has no `{name}`"
    assert absolute.AbsolutePlaceholder.__init__.__code__.co_varnames[:2] == ("self", "box")


def test_pictures_are_of_the_two_kinds_that_are_read() -> None:
    kinds = {name for name, value in vars(images).items() if inspect.isclass(value) and hasattr(value, "draw")} - {
        "SVG"
    }

    assert kinds == {"RasterImage", "SVGImage", "Gradient", "LinearGradient", "RadialGradient"}


def test_font_configurations_keep_their_files_and_fontconfig() -> None:
    configuration = fonts.FontConfiguration()

    assert hasattr(configuration, "_config"), "WeasyPrint's FontConfiguration has no `_config`"
    assert hasattr(configuration, "_folder"), "WeasyPrint's FontConfiguration has no `_folder`"
    for name in ("FcConfigGetFonts", "FcFontMatch", "FcPatternAddString", "FcPatternGetString", "FcConfigSubstitute"):
        assert hasattr(ffi.fontconfig, name), f"WeasyPrint's bindings have no `{name}`"


def test_a_mark_is_three_items_of_a_content_stream() -> None:
    marks: dict[Any, Any] = {}
    content = stream.Stream({}, (0, 0, 1, 1), {}, {}, marks, {}, None)

    with content.marked("box", "Span"):
        pass

    assert marks == {"box": {"tag": "Span", "mcid": 0}}
    assert content.stream[0] == "/Span"
    assert isinstance(content.stream[1], pydyf.Dictionary)
    assert content.stream[1] == {"MCID": 0}
    assert content.stream[2:] == [b"BDC", b"EMC"]


def test_a_laid_out_page_has_its_links_as_layout_filters_them() -> None:
    (laid_out,) = weasyprint.HTML(string="<p id=a><a href='#a'>x</a>").render().pages

    ((kind, target, rectangle, box),) = laid_out.links
    assert (kind, target, len(rectangle), box.link) == ("internal", "a", 4, ("url", ("internal", "a")))
    assert laid_out.forms == {None: []}
    assert list(laid_out.anchors) == ["a"]
    assert isinstance(laid_out._page_box, boxes.PageBox)


def test_the_repairs_are_in_place() -> None:
    assert build.marker_to_box is repair._marker_with_own_style
    assert boxes.ParentBox.content_text.fget is repair._content_text_without_calls
    assert boxes.TextBox.process_text_transform is repair._transform_keeping_source
    assert pdf.add_tags is repair._add_own_tags


def test_weasyprint_still_takes_the_numbers_of_footnotes_for_words_so_that_the_repair_is_needed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(boxes.ParentBox, "content_text", repair._content_text)
    page_ = weasyprint.HTML(string="<style>span { float: footnote }</style><h1>a<span>b</span></h1>")

    ((label, *_),) = page_.render().make_bookmark_tree()

    assert label == "a1"


def test_footnotes_are_collected_called_numbered_and_set_as_layout_expects() -> None:
    css_ = "<style>span { float: footnote } #b { counter-set: footnote 6 }</style>"
    page_ = weasyprint.HTML(string=f"{css_}<p>x<span id=a>y</span><span id=b>z</span>")
    counter_styles = counters.CounterStyle()
    context = document.Document._build_layout_context(
        page_, fonts.FontConfiguration(), counter_styles, {}, dict(weasyprint.DEFAULT_OPTIONS)
    )
    root = build.build_formatting_structure(
        page_.etree_element,
        context.style_for,
        context.get_image_from_uri,
        page_.base_url,
        context.target_collector,
        counter_styles,
        context.footnotes,
    )
    calls = [box for box in root.descendants() if box.footnote is not None]

    assert [call.footnote for call in calls] == context.footnotes
    assert [call.element_tag for call in calls] == ["span::footnote-call"] * 2
    assert [call.children[0].text for call in calls] == ["1", "7"]
    assert [call.link for call in calls] == [None, None]
    calls[0].link = ("url", ("internal", "a"))
    (laid_out,) = (document.Page(box) for box in layout_document(page_, root, context))
    (area,) = (child for child in laid_out._page_box.children if isinstance(child, boxes.FootnoteAreaBox))
    assert [note.element.get("id") for note in area.children] == ["a", "b"]
    assert area.margin_height() >= sum(note.margin_height() for note in area.children)
    assert [link[:2] for link in laid_out.links] == [("internal", "a")], "links are not gathered from `box.link`"
    assert "a" in laid_out.anchors


def test_pages_of_a_pdf_name_their_links_by_reference() -> None:
    found: list[Any] = []
    html_ = weasyprint.HTML(string="<p id=a><a href='#a'>x</a>")

    html_.write_pdf(finisher=lambda _, written: found.extend(written.objects))

    (page_,) = (item for item in found if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Page")
    (link,) = (item for item in found if isinstance(item, pydyf.Dictionary) and item.get("Subtype") == "/Link")
    assert list(page_["Annots"]) == [link.reference]


def test_weasyprint_still_crashes_on_markers_with_content_so_that_the_repair_is_needed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(build, "marker_to_box", repair._marker_to_box)
    page_ = weasyprint.HTML(string="<style>li::marker { content: 'x' }</style><ul><li>y</ul>")

    with pytest.raises(TypeError, match="TextBox not handled yet"):
        page_.render()


def test_weasyprint_still_dates_attachments_by_the_clock() -> None:
    assert "datetime.now()" in inspect.getsource(weasyprint.Attachment.__init__)
