"""The layout of one page: WeasyPrint's own stages, run one by one so that the trees between them can be read.

`weasyprint.HTML.render` parses, cascades, builds boxes, paginates and throws away all but the pages. Here the box tree
is read before pagination, and pagination happens only when somebody asks for pages. This is the only holder of
WeasyPrint's objects; what it gives out is from `views`.
"""

from __future__ import annotations

# isort: off
from briefkit.layout import libraries  # noqa: F401 (loads WeasyPrint by being imported, hence first)

# isort: on
import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from typing import Any, TypeVar
from xml.etree import ElementTree

import pydyf
import weasyprint
from weasyprint.css import StyleFor
from weasyprint.css.counters import CounterStyle as CounterStyles
from weasyprint.css.targets import TargetCollector
from weasyprint.document import Document
from weasyprint.document import Page as LaidOut
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.html import get_html_metadata
from weasyprint.images import SVGImage, get_image_from_uri
from weasyprint.layout import LayoutContext, layout_document
from weasyprint.layout.page import PageType, set_page_type_computed_styles
from weasyprint.layout.percent import resolve_percentages
from weasyprint.layout.table import table_wrapper_width
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.text.line_break import split_first_line
from weasyprint.urls import URLFetchingError

from briefkit.compose.page import Page, Sheet
from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.errors import BriefkitError, DocumentError, UnavailableError
from briefkit.layout import hyphens, repair  # noqa: F401  (they change WeasyPrint by being imported)
from briefkit.layout.attachments import attached_by_links, dated
from briefkit.layout.boxes import BoxReader, read_elements, read_image
from briefkit.layout.counters import read_counter_style
from briefkit.layout.deep import run_deep
from briefkit.layout.fetch import PAGE_URL, Fetcher, as_written
from briefkit.layout.fonts import Fonts
from briefkit.layout.footnotes import link_calls, lost_footnotes, set_text
from briefkit.layout.links import page_links, refuse_links
from briefkit.layout.losses import lost_text, text_in
from briefkit.layout.messages import Messages, normalised, plain
from briefkit.layout.notes import float_notes
from briefkit.layout.origins import Origin, Origins
from briefkit.layout.page_backgrounds import read_backgrounds
from briefkit.layout.pages import page_names, read_page_style, read_pages
from briefkit.layout.rasters import raster
from briefkit.layout.reversed_lists import number_reversed_lists
from briefkit.layout.sheets import Sheets
from briefkit.layout.styles import StyleReader
from briefkit.layout.tag_reader import TagReader
from briefkit.layout.tag_writer import TagWriter
from briefkit.layout.tags import Tag
from briefkit.layout.values import PIXELS_PER_POINT, color_of, points
from briefkit.layout.views import (
    Box,
    Color,
    CounterStyle,
    Element,
    FontFace,
    PageMetadata,
    Pages,
    PageStyle,
    ReplacedImage,
    Style,
    UsedFace,
)
from briefkit.resources import Resources
from briefkit.spans import Source

T = TypeVar("T")

OPTIONS = weasyprint.DEFAULT_OPTIONS | {"presentational_hints": True}


class Layout:
    """A page laid out as far as was asked for: styles and boxes at once, pages at first use."""

    def __init__(self, page: Page, resources: Resources, *, beside: Layout | None = None) -> None:
        self._page = page
        self._beside = beside
        self._fetcher = Fetcher(resources, page.base)
        self._messages = Messages({sheet.name: sheet.text for sheet in page.sheets}, self._fetcher)
        self._styles = StyleReader()
        self._counters = CounterStyles()
        self._color_profiles: dict[str, Any] = {}
        self._page_styles: dict[PageType, PageStyle] = {}
        self._pictures: dict[int, ReplacedImage] = {}
        self._run(self._build)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What there was to say so far."""
        return self._messages.diagnostics

    @property
    def sources(self) -> dict[str, Source]:
        """The stylesheets that diagnostics point into, by name."""
        return self._messages.sources

    @property
    def faces(self) -> tuple[FontFace, ...]:
        """The ``@font-face`` rules that loaded, in the order of the stylesheets."""
        return tuple(self._fonts.faces)

    @property
    def palette(self) -> Mapping[str, Color]:
        """The colours that the stylesheets name: custom properties of the root element, in their order."""
        named = ((name, color_of(text)) for name, text in self.boxes.element_style.custom.items())
        return {name: color for name, color in named if color is not None}

    def resolved_family(self, style: Style) -> str:
        """The family that text of `style` is set in: the first of its families that there is."""
        return self._fonts.resolved_family(style)

    def face_of(self, style: Style, text: str) -> UsedFace:
        """The face that `text` is set in, in `style`: of another family where that of the style has no letters for it,
        of another weight where it has none of that weight."""
        return self._fonts.face_of(style, text)

    # Styles and boxes -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._html = weasyprint.HTML(
            string=self._page.html,
            base_url=None if self._page.base is None else PAGE_URL,
            url_fetcher=self._fetcher,
        )
        for refusal in refuse_links(self._html.etree_element):
            self._messages.add(refusal)
        number_reversed_lists(self._html.etree_element)
        if self._page.floats_notes:
            float_notes(self._html.etree_element)
        self.metadata = _metadata(self._html)
        self._sheets = self._shared_sheets() or Sheets(Fonts(uses_system_fonts=self._page.uses_system_fonts))
        self._fonts = self._sheets.fonts
        self._context = self._cascade()
        self._check_fonts()
        self._root = build_formatting_structure(
            self._html.etree_element,
            self._context.style_for,
            self._context.get_image_from_uri,
            self._html.base_url,
            self._context.target_collector,
            self._counters,
            self._context.footnotes,
        )
        set_text(self._root)
        self._elements = read_elements(self._html.etree_element)
        reader = BoxReader(self._styles, self._context.style_for, self._elements)
        self.boxes: Box = reader.read(self._root)
        self._sources = reader.sources
        self._drawings = reader.drawings
        self._rasters: dict[tuple[ReplacedImage, float, float], bytes] = {}
        self._called = tuple(self._context.footnotes)
        link_calls(self._root, self._elements)

    def _cascade(self) -> LayoutContext:
        """What WeasyPrint lays out by: the styles that all stylesheets come to, and the means to compute others.

        This is WeasyPrint's own `get_all_computed_styles`, but for stylesheets that are parsed already.
        """
        for counters in self._html._ua_counter_style():
            self._counters.update(counters)
        author = self._sheets.of(self._html, self._append_sheets(), self._counters, self._color_profiles)
        sheets = [
            *((sheet, "user agent", None) for sheet in self._html._ua_stylesheets()),
            *((sheet, "author", (0, 0, 0)) for sheet in self._html._ph_stylesheets()),
            *((sheet, "author", None) for sheet in author),
        ]
        targets = TargetCollector()
        styles = StyleFor(self._html, sheets, OPTIONS["presentational_hints"], self._fonts, targets)
        pictures = partial(get_image_from_uri, cache={}, url_fetcher=self._fetcher, options=dict(OPTIONS))
        return LayoutContext(styles, pictures, self._fonts, self._counters, targets)

    def _append_sheets(self) -> dict[Any, Sheet]:
        """Puts the sheets into the page as ``<style>`` elements at the end of its head: author origin, in order."""
        head = self._html.etree_element.find("head")
        if head is None:
            head = self._html.etree_element
        elements = {ElementTree.SubElement(head, "style"): sheet for sheet in self._page.sheets}
        for element, sheet in elements.items():
            element.text = sheet.text
        return elements

    def _shared_sheets(self) -> Sheets | None:
        """The sheets of the layout beside this one, where they mean the same to this page."""
        if self._beside is None:
            return None
        other, own = self._beside._page, self._page
        is_alike = (other.base, other.uses_system_fonts) == (own.base, own.uses_system_fonts)
        return self._beside._sheets if is_alike and self._beside._sheets.suit(own.sheets) else None

    def _check_fonts(self) -> None:
        """Gives a page without any font something to be set in; a face of a font package that is not there is fatal."""
        if not self._fonts.has_fonts():
            self._fonts.add_last_resort(self._fetcher)
        failures = (failure for failure in self._fetcher.failures.values() if isinstance(failure, Diagnostic))
        missing = [failure for failure in failures if failure.rule.id == "B307"]
        if missing:
            raise UnavailableError(*missing)
        if not self._fonts.has_fonts():
            raise UnavailableError(diagnose("B307", "there is no font to set the page in"))

    @cached_property
    def all_boxes(self) -> tuple[Box, ...]:
        """The boxes of `boxes` in tree order, footnotes left out: for all who look through the whole page."""
        return tuple(self.boxes.descendants())

    @property
    def page_names(self) -> tuple[str, ...]:
        """The named pages in use, in order; ``""`` is the plain page."""
        return page_names(box.style for box in self.all_boxes)

    def page_style(self, name: str = "", *, side: str = "right", index: int = 1, nth: int | None = None) -> PageStyle:
        """The computed ``@page`` of a page type, whether the document has such a page or not.

        `index` counts pages from 0 (``:first`` is 0). `nth` counts from 1 the pages of the group `name`
        (``:nth(1 of name)``).
        """
        groups = ((name, nth - 1),) if nth is not None else ()
        page_type = PageType(side, False, name, index, groups)
        if page_type not in self._page_styles:
            self._page_styles[page_type] = self._new_page_style(page_type)
        return self._page_styles[page_type]

    def _new_page_style(self, page_type: PageType) -> PageStyle:
        def compute() -> PageStyle:
            set_page_type_computed_styles(page_type, self._html, self._context.style_for)
            computed = self._context.style_for.get_computed_styles()
            margins = {
                pseudo.removeprefix("@"): style
                for (element, pseudo), style in computed.items()
                if pseudo is not None and pseudo.startswith("@") and element == page_type
            }
            style = computed[page_type, None]
            background = read_backgrounds(page_type, style, self._root, self._context, self._picture)
            return read_page_style(style, margins, background, self._styles)

        return self._run(compute, is_deep=False)

    def picture(self, url: str) -> ReplacedImage | None:
        """The picture that a stylesheet names; None where it cannot be read."""

        def read() -> ReplacedImage | None:
            image = self._context.get_image_from_uri(url=url)
            return None if image is None else self._picture(image, self._root.style)

        return self._run(read, is_deep=False)

    def _picture(self, image: Any, style: Any) -> ReplacedImage:
        """A picture of a stylesheet, one and the same whenever it is read."""
        if id(image) not in self._pictures:
            self._pictures[id(image)] = read_image(image, style)
            if isinstance(image, SVGImage):
                self._drawings[self._pictures[id(image)]] = image
        return self._pictures[id(image)]

    def counter_style(self, name: str) -> CounterStyle:
        """The counter style called `name`, or the anonymous one that it writes (``"– "``)."""
        return read_counter_style(self._counters, name)

    def column_widths(self, table: Box, available: float) -> tuple[float, ...]:
        """The widths of a table's columns in points where the table may be `available` points wide.

        `table` is a table wrapper of `boxes`. Nothing is paginated.
        """
        source = self._sources[table]

        def measure() -> tuple[float, ...]:
            wrapper = source.deepcopy()
            containing_block = (available * PIXELS_PER_POINT, 0)
            resolve_percentages(wrapper, containing_block)
            table_wrapper_width(self._context, wrapper, containing_block)
            return tuple(points(width) for width in wrapper.get_wrapped_table().column_widths)

        return self._run(measure, is_deep=False)

    def counter_text(self, value: int, style: str) -> str:
        """What `value` is written as in the counter style called `style`."""
        return str(self._counters.render_value(value, style))

    def origin(self, element: Element, *properties: str) -> Origin | None:
        """The declaration that gives an element of `boxes` one of `properties`; shorthands are named as such."""
        return self._run(lambda: self._origins.of(self._wrappers[element.index], properties))

    @cached_property
    def _origins(self) -> Origins:
        names = {sheet.text: sheet.name for sheet in self._page.sheets}
        texts = [element.text or "" for element in self._html.etree_element.iter("style")]
        sheets = [(names.get(text, ""), text) for text in texts]
        linked = {as_written(url): text for url, text in self._fetcher.texts.items()}
        self.sources.update({name: Source(name, normalised(text)) for name, text in linked.items()})
        return Origins((*linked.items(), *sheets), self.sources)

    @cached_property
    def _wrappers(self) -> dict[int, Any]:
        """The elements as selectors see them, by the index of ours."""
        wrappers = ((self._elements.get(one.etree_element), one) for one in self._html.wrapper_element.iter_subtree())
        return {element.index: wrapper for element, wrapper in wrappers if element is not None}

    def text_width(self, generated: Box) -> float:
        """The width of generated text in points, the space at its end included.

        `generated` is an outside marker or ``::before`` content of `boxes`.
        """
        source = self._sources[generated]

        def measure() -> float:
            texts = (box for box in source.descendants() if isinstance(box, TextBox))
            return sum(points(split_first_line(box.text, box.style, self._context, None, 0)[3]) for box in texts)

        return self._run(measure, is_deep=False)

    def raster(self, drawing: ReplacedImage, width: float, height: float) -> bytes:
        """A PNG of a picture of `boxes` that is SVG, drawn at `width` by `height` points with a clear ground."""
        key = drawing, round(width, 3), round(height, 3)
        if key not in self._rasters:
            source = self._drawings[drawing]
            self._rasters[key] = self._run(lambda: raster(source, width, height, fonts=self._fonts, options=OPTIONS))
        return self._rasters[key]

    # Pages ----------------------------------------------------------------------------------------------------------

    @cached_property
    def pages(self) -> Pages:
        """The laid-out pages."""
        pages = self._document_pages
        return self._run(lambda: read_pages(pages, self._context, self._elements, self._styles))

    @cached_property
    def _document_pages(self) -> list[Any]:
        """WeasyPrint's laid-out pages, their links and forms cut down to what may be in the PDF."""

        def paginate() -> list[Any]:
            wanted = text_in([self._root])
            pages = [LaidOut(box) for box in layout_document(self._html, self._root, self._context)]
            boxes = [page._page_box for page in pages]
            for loss in (*lost_footnotes(boxes, self._called), *lost_text(wanted, boxes)):
                self._messages.add(loss)
            self._attached = attached_by_links(pages)
            for page in pages:
                page.links = page_links(page)
                page.forms = {None: []}
            return pages

        return self._run(paginate)

    # The PDF --------------------------------------------------------------------------------------------------------

    def write_pdf(self, structure: Callable[[Tag], Tag]) -> bytes:
        """A PDF/UA-1 file. `structure` makes the structure tree from the tags that the pages are read as."""
        pages = self._document_pages

        def write() -> bytes:
            document = self._document(pages)
            document.briefkit_add_tags = lambda pdf, streams: self._add_tags(pdf, pages, streams, structure)
            return bytes(document.write_pdf(finisher=self._name_authors, pdf_variant="pdf/ua-1"))

        return self._run(write)

    def _name_authors(self, _document: Any, pdf: Any) -> None:
        """Authors in one line (ISO 32000-1 §14.3.3), parted as Word parts them; XMP lists them one by one."""
        if self.metadata.authors:
            pdf.info["Author"] = pydyf.String("; ".join(self.metadata.authors))

    def _document(self, pages: list[Any]) -> Any:
        metadata = DocumentMetadata(**get_html_metadata(self._html))
        metadata.attachments = dated(metadata.attachments, self._attached, self._fetcher, self.metadata)
        document = Document(pages, metadata, self._fetcher, self._fonts, self._color_profiles, OPTIONS["output_intent"])
        document._html = self._html
        return document

    def _add_tags(self, pdf: Any, pages: list[Any], streams: Sequence[Any], structure: Callable[[Tag], Tag]) -> None:
        reader = TagReader(self._elements, self._context.style_for, self._styles)
        root = reader.read(pages, [stream._tags for stream in streams])
        TagWriter(pdf, streams, reader.annotations).write(structure(root))
        if "Lang" not in pdf.catalog:
            pdf.catalog["Lang"] = pydyf.String("")

    # Running WeasyPrint -----------------------------------------------------------------------------------------------

    def _run(self, work: Callable[[], T], *, is_deep: bool = True) -> T:
        """`work` without garbage collection, its log lines collected, its failures told plainly.

        It has room to recurse when it `is_deep`, which costs a thread.
        """

        def guarded() -> T:
            with self._messages.listening(), _no_garbage_collection():
                return work()

        try:
            return run_deep(guarded) if is_deep else guarded()
        except BriefkitError:
            raise
        except RecursionError as error:
            raise DocumentError(
                diagnose("B402", "the page's elements nest too deep to be laid out", hint="flatten its nested elements")
            ) from error
        except MemoryError as error:
            raise DocumentError(diagnose("B402", "the page needs more memory to be laid out than there is")) from error
        except URLFetchingError as error:
            raise DocumentError(diagnose("B402", f"the page cannot do without a file: {plain(str(error))}")) from error
        except Exception as error:
            raise DocumentError(
                diagnose("B402", f"WeasyPrint could not lay the page out: {type(error).__name__}: {error}")
            ) from error


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Box trees are large, alive and acyclic where it matters: a collector that walks them finds nothing."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _metadata(html: Any) -> PageMetadata:
    found = get_html_metadata(html)
    return PageMetadata(
        title=" ".join((found["title"] or "").split()),
        authors=tuple(found["authors"]),
        description=found["description"] or "",
        keywords=tuple(found["keywords"]),
        language=found["lang"] or "",
        created=found["created"] or "",
        modified=found["modified"] or "",
    )
