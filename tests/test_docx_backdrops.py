"""Backgrounds of pages become shapes behind their text, in the headers of the pages that have them."""

from __future__ import annotations

import base64

import pytest
from tests.word_files import WordPages, found, inlines

from briefkit.layout.views import Area, Color, Gradient, PaintedPicture
from briefkit.write.docx.compile import flow_of
from briefkit.write.docx.flow import Backdrop, GradientFill, Padding, PictureFill, SolidFill
from briefkit.write.docx.looks import Fonts
from briefkit.write.docx.markup import Element, tag

GIF = "data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=="
SVG = "data:image/svg+xml;base64," + base64.b64encode(
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="9" height="9"/></svg>'
).decode("ascii")
PAGES = WordPages("""
@font-face { font-family: Text; src: url("briefkit-font:Fira Sans/400") }
@page { size: 400pt 600pt; margin: 50pt }
html { font: 10pt/14pt Text } body, p { margin: 0 }
.new { break-before: page } .cover { page: cover }
""")
WHOLE = (0, 0, 8000, 12000)


def backdrops(css: str, body: str = "<p>x</p>", *, section: int = 0, pages: str = "default") -> list[Backdrop]:
    """Those in the headers of a section."""
    headers = getattr(PAGES.flow(body, css).sections[section].headers, pages) or ()
    return [inline for paragraph in headers for inline in paragraph.content if isinstance(inline, Backdrop)]


def places(found_: list[Backdrop]) -> list[tuple[int, int, int, int]]:
    return [(one.left, one.top, one.width, one.height) for one in found_]


# The layout -----------------------------------------------------------------------------------------------------------


def test_the_layout_says_what_is_painted_and_where() -> None:
    css = "@page { margin: 0; background: red linear-gradient(to right, blue 25%, lime) } html { background: #eee }"

    color, gradient, canvas = PAGES.laid_out("<p>x</p>", css).page_style().background

    assert (color.area, color.fill) == (Area(0, 0, 400, 600), Color(255, 0, 0))
    assert gradient.fill == Gradient(90, ((0.25, Color(0, 0, 255)), (1.0, Color(0, 255, 0))))
    assert (canvas.area, canvas.fill) == (Area(0, 0, 400, 600), Color(238, 238, 238))


@pytest.mark.parametrize(
    ("css", "area"),
    [
        ("center / cover no-repeat", Area(-200, 0, 800, 600)),
        ("center / contain no-repeat", Area(0, 150, 400, 300)),
        ("right bottom no-repeat", Area(370, 577.5, 30, 22.5)),
        ("top left / 100% 50% no-repeat", Area(0, 0, 400, 300)),
    ],
)
def test_the_layout_says_where_pictures_are_painted(css: str, area: Area) -> None:
    sheet = f"@page {{ margin: 0; background: url({SVG}) {css} }}"

    (layer,) = PAGES.laid_out("<p>x</p>", sheet).page_style().background

    assert isinstance(layer.fill, PaintedPicture)
    assert layer.fill.image.media_type == "image/svg+xml"
    assert layer.fill.area == area


# Which there are ------------------------------------------------------------------------------------------------------


def test_a_page_without_background_has_none() -> None:
    assert backdrops("@page { background: white }") == []
    assert PAGES.headers("<p>x</p>") == [{}]


def test_a_colour_covers_the_page() -> None:
    (one,) = backdrops("@page { background: #0c4a6e }")

    assert (places([one]), one.fill) == ([WHOLE], SolidFill("0C4A6E"))


def test_a_clear_colour_stays_clear() -> None:
    assert [one.fill for one in backdrops("@page { background: rgba(255, 0, 0, .25) }")] == [SolidFill("FF0000", 0.25)]


def test_what_another_covers_is_left_out() -> None:
    fills = [one.fill for one in backdrops("@page { margin: 0; background: red linear-gradient(20deg, blue, lime) }")]

    assert fills == [GradientFill(20, ((0.0, "0000FF", 1.0), (1.0, "00FF00", 1.0)))]


def test_the_canvas_is_painted_inside_of_the_margins() -> None:
    for css in ("html { background: #eee }", "body { background: #eee }"):
        assert places(backdrops(css)) == [(1000, 1000, 6000, 10000)]


@pytest.mark.parametrize(
    ("gradient", "strips"),
    [
        ("90deg, red 25%, blue 25%", [(0, 0, 2000, 12000), (2000, 0, 6000, 12000)]),
        ("to left, red 25%, blue 25%", [(6000, 0, 2000, 12000), (0, 0, 6000, 12000)]),
        ("red 25%, blue 25%", [(0, 0, 8000, 3000), (0, 3000, 8000, 9000)]),
        ("0deg, red 25%, blue 25%", [(0, 9000, 8000, 3000), (0, 0, 8000, 9000)]),
    ],
)
def test_a_gradient_with_edges_is_strips(gradient: str, strips: list[tuple[int, int, int, int]]) -> None:
    found_ = backdrops(f"@page {{ margin: 0; background: linear-gradient({gradient}) }}")

    assert places(found_) == strips
    assert [one.fill for one in found_] == [SolidFill("FF0000"), SolidFill("0000FF")]


def test_a_gradient_that_begins_late_is_a_strip_and_a_gradient() -> None:
    plain, changing = backdrops("@page { margin: 0; background: linear-gradient(red 50%, blue) }")

    assert plain.fill == SolidFill("FF0000")
    assert changing.fill == GradientFill(180, ((0.0, "FF0000", 1.0), (1.0, "0000FF", 1.0)))
    assert places([plain, changing]) == [(0, 0, 8000, 6000), (0, 6000, 8000, 6000)]


def test_a_gradient_reaches_the_edges_whatever_its_stops() -> None:
    (one,) = backdrops("@page { margin: 0; background: linear-gradient(30deg, red -100%, blue) }")

    assert one.fill == GradientFill(30, ((0.0, "800080", 1.0), (1.0, "0000FF", 1.0)))


def test_a_picture_is_cut_off_at_the_edges() -> None:
    (one,) = backdrops(f"@page {{ margin: 0; background: url({SVG}) center / cover no-repeat }}")

    assert places([one]) == [WHOLE]
    assert isinstance(one.fill, PictureFill)
    assert one.fill.cut == Padding(0, 25000, 0, 25000)
    assert one.fill.fallback is not None
    assert one.fill.fallback().startswith(b"\x89PNG")


def test_a_gradient_that_is_repeated_in_the_margins_is_drawn_out() -> None:
    layout = PAGES.laid_out("<p>x</p>", "@page { background: linear-gradient(30deg, red, blue) }")

    assert [layer.fill is None for layer in layout.page_style().background] == [False, True]


@pytest.mark.parametrize(
    "background", [f"url({GIF})", "radial-gradient(red, blue)", "repeating-linear-gradient(red, blue 10pt)"]
)
def test_what_word_has_not_is_reported(background: str) -> None:
    layout = PAGES.laid_out("<p>x</p>", f"@page {{ background: {background} }}")

    outcome = flow_of(layout, Fonts(layout.faces, layout.resolved_family), layout.pages)

    assert [(finding.rule.id, finding.place) for finding in outcome.diagnostics] == [("B601", "@page")]


# Whose they are -------------------------------------------------------------------------------------------------------


def test_only_the_pages_of_a_type_have_its_background() -> None:
    css = "@page cover { background: red }"
    body = "<p class=cover>c</p><p>x</p><p class=new>y</p>"

    one, two = PAGES.headers(body, css)

    assert (len(shapes(one["default"])), len(shapes(two["default"]))) == (1, 0)
    assert backdrops(css, body, section=1) == []


def test_first_and_left_pages_may_have_another() -> None:
    css = "@page :first { background: red } @page :left { background: blue }"
    body = "<p>x</p><p class=new>y</p><p class=new>z</p>"

    assert [one.fill for one in backdrops(css, body, pages="first")] == [SolidFill("FF0000")]
    assert [one.fill for one in backdrops(css, body, pages="even")] == [SolidFill("0000FF")]
    assert backdrops(css, body) == []


def test_a_background_is_below_watermarks_and_before_the_words_of_the_header() -> None:
    css = "@page { background: red; @top-left { content: 'Top' } } div { position: fixed; top: 0 }"

    header = PAGES.flow("<div aria-hidden=true>Draft</div><p>x</p>", css).sections[0].headers.default

    assert [type(inline).__name__ for inline in inlines(header)] == ["Backdrop", "Watermark", "Run"]


# The markup -----------------------------------------------------------------------------------------------------------


def shapes(header: Element) -> list[Element]:
    return list(header.iter(tag("wp:anchor")))


def test_a_background_is_a_decorative_shape_behind_the_text() -> None:
    ((header,),) = (section.values() for section in PAGES.headers("<p>x</p>", "@page { background: #0c4a6e80 }"))

    (anchor,) = shapes(header)
    assert anchor.get("behindDoc") == "1"
    assert [element.text for element in found(anchor, "wp:posOffset")] == ["0", "0"]
    assert [element.get("relativeFrom") for element in anchor if element.get("relativeFrom")] == ["page", "page"]
    (extent,) = found(anchor, "wp:extent")
    assert (extent.get("cx"), extent.get("cy")) == (str(400 * 12700), str(600 * 12700))
    assert len(found(anchor, "adec:decorative")) == 1
    (choice,) = header.iter(tag("mc:Choice"))
    assert choice.get("Requires") == "wps"
    (color,) = found(anchor, "a:solidFill", "a:srgbClr")
    assert color.get("val") == "0C4A6E"
    assert [alpha.get("val") for alpha in color] == ["50196"]
    assert len(found(anchor, "a:ln", "a:noFill")) == 1


def test_a_gradient_counts_its_angle_from_the_left() -> None:
    css = "@page { margin: 0; background: linear-gradient(160deg, red, blue) }"
    ((header,),) = (section.values() for section in PAGES.headers("<p>x</p>", css))

    (gradient,) = found(header, "a:gradFill")
    assert [stop.get("pos") for stop in found(gradient, "a:gs")] == ["0", "100000"]
    assert [line.get("ang") for line in found(gradient, "a:lin")] == [str(70 * 60000)]


def test_a_picture_behind_a_page_is_a_file_of_its_header() -> None:
    css = f"@page {{ margin: 0; background: url({SVG}) center / cover no-repeat }}"
    ((header,),) = (section.values() for section in PAGES.headers("<p>x</p>", css))

    (anchor,) = shapes(header)
    assert anchor.get("behindDoc") == "1"
    (cut,) = found(anchor, "a:srcRect")
    assert dict(cut.attrib) == {"l": "25000", "r": "25000"}
    assert len(found(anchor, "asvg:svgBlip")) == 1


@pytest.mark.parametrize(
    ("background", "expected"),
    [
        ("repeat-x 0 0 / 200pt 30pt", [(0, 0), (4000, 0)]),
        ("repeat-y 10pt 0 / 20pt 300pt", [(200, 0), (200, 6000)]),
        ("repeat-x 100pt 0 / 200pt 30pt", [(0, 0), (2000, 0), (6000, 0)]),
        ("round 0 0 / 210pt 310pt", [(0, 0), (4000, 0), (0, 6000), (4000, 6000)]),
    ],
)
def test_a_picture_is_repeated_where_the_page_has_it(background: str, expected: list[tuple[int, int]]) -> None:
    made = backdrops(f"@page {{ margin: 0; background: url({GIF}) {background} }}")

    assert [(one.left, one.top) for one in made] == expected
    assert all(isinstance(one.fill, PictureFill) for one in made)


def test_a_picture_that_begins_off_the_page_is_cut_there() -> None:
    first, _, last = backdrops(f"@page {{ margin: 0; background: url({GIF}) repeat-x 100pt 0 / 200pt 30pt }}")

    assert isinstance(first.fill, PictureFill)
    assert isinstance(last.fill, PictureFill)
    assert (first.width, first.fill.cut) == (2000, Padding(left=50_000))
    assert (last.width, last.fill.cut) == (2000, Padding(right=50_000))
