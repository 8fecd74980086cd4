"""Page counters (CSS Paged Media 3 §7) → the page numbers of sections (w:pgNumType, ECMA-376 Part 1 §17.6.12).

The laid-out pages say which numbers are shown; a section tells its first one where it is not the one that follows, and
how its numbers are written. So a contents list shows them the same way as its pages do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.layout.views import CounterStyle, LaidOutPage, Pages
from briefkit.write.docx.flow import Block, Field, FieldKind, Inline, PageNumbering, SectionStart
from briefkit.write.docx.number_formats import DECIMAL, format_switch, number_format
from briefkit.write.docx.page_turns import restarts
from briefkit.write.docx.rewrite import rewritten
from briefkit.write.docx.stretches import Stretch

_PARITY = {"oddPage": 1, "evenPage": 0}


class SectionPages(Struct, frozen=True):
    """The pages of a section: their name, and those laid out, none where that is not known.

    `start` is how it begins by its stylesheet, `number_format` how its page numbers are written (ST_NumberFormat).
    """

    name: str
    laid_out: tuple[LaidOutPage, ...]
    is_first: bool = False
    is_last: bool = False
    start: SectionStart = "nextPage"
    number_format: str = DECIMAL

    @property
    def odd_side(self) -> str:
        """The side of the pages with odd numbers: CSS parts pages by side, Word by number."""
        page = next(iter(self.laid_out), None)
        if page is None or page.counter % 2:
            return page.side if page else "right"
        return other_side(page.side)

    @property
    def has_both_sides(self) -> bool:
        """Whether there are pages of both sides, or that is not known."""
        return len({page.side for page in self.laid_out}) != 1


def other_side(side: str) -> str:
    """The side of the page that faces one of this side."""
    return "left" if side == "right" else "right"


def page_format(style: CounterStyle) -> str:
    """ST_NumberFormat (§17.18.59) for page numbers in a counter style; ``decimal`` for one that Word has not."""
    found = number_format(style)
    return found.name if found else DECIMAL


def spans(stretches: Sequence[Stretch], pages: Pages | None) -> tuple[tuple[LaidOutPage, ...], ...]:
    """The laid-out pages of each stretch, none where they are not known.

    A blank page is of what stands before it; a page is of all that stand on it.
    """
    if pages is None:
        return tuple(() for _ in stretches)
    firsts = [1, *(stretch.first_page for stretch in stretches[1:])]
    found = []
    for number, first in enumerate(firsts):
        following = ((later, stretches[at].start) for at, later in enumerate(firsts) if at > number and later)
        end, start = next(following, (len(pages.pages) + 1, ""))
        last = end if start == "continuous" else end - 1
        found.append(tuple(pages.pages[first - 1 : max(first, last)]) if first else ())
    return tuple(found)


def numbering(section: SectionPages, pages: Pages | None) -> PageNumbering:
    """How the pages of a section are numbered."""
    if pages is None or not section.laid_out or section.start == "continuous":
        return PageNumbering(format=section.number_format)
    first = section.laid_out[0]
    follows = pages.pages[first.number - 2].counter + 1 if first.number > 1 else 1
    start = None if first.counter == follows else max(0, first.counter)
    return PageNumbering(start, section.number_format)


def section_start(section: SectionPages, pages: Pages | None) -> SectionStart:
    """How a section begins in Word: on the next page where the side that CSS has it begin on is not its number's.

    So it does where it states its number and no blank page comes before: with the number it has its side.
    """
    parity = _PARITY.get(section.start)
    if pages is None or parity is None or not section.laid_out:
        return section.start
    first = section.laid_out[0]
    is_blank_before = first.number > 1 and pages.pages[first.number - 2].is_blank
    is_told = numbering(section, pages).start is not None and not is_blank_before
    return "nextPage" if is_told or first.counter % 2 != parity else section.start


def not_written(styles: Iterable[str]) -> Iterator[Diagnostic]:
    """A warning for each counter style of page numbers that Word has no format for."""
    for style in sorted(styles):
        yield diagnose("B601", f"Word does not count pages as the counter style `{style}` does", place="@page")


def not_turned(sections: Sequence[SectionPages], pages: Pages | None) -> Iterator[Diagnostic]:
    """One warning where page numbers begin anew in the middle of a section."""
    firsts = {section.laid_out[0].number for section in sections if section.laid_out}
    found = pairwise(pages.pages) if pages else ()
    lost = [page for before, page in found if restarts(before, page) and page.number not in firsts]
    if lost:
        message = "page numbers that begin anew go on in Word where no page break of the text begins the page"
        yield diagnose("B601", message, place=f"page {lost[0].number}")


class PageReferences(Struct, frozen=True):
    """What references to pages show. `formats` is how the numbers of each page are written, by the page's number.

    `style` is what a counter style is, `text` writes a number in one. `unwritten` grows by the counter styles of
    numbers that Word writes anew on each page and has no format for.
    """

    pages: Pages | None
    formats: Mapping[int, str]
    style: Callable[[str], CounterStyle]
    text: Callable[[int, str], str]
    unwritten: set[str] = field(default_factory=set)

    def to(self, sections: Iterable[SectionPages]) -> PageReferences:
        """The same for the pages of all sections of a document."""
        return replace(self, formats={page.number: each.number_format for each in sections for page in each.laid_out})

    def resolved(self, blocks: Iterable[Block], on: SectionPages) -> tuple[Block, ...]:
        """The blocks of a section with the numbers that its fields show, each in its counter style."""

        def shown(inline: Inline) -> Inline:
            match inline:
                case Field(kind=FieldKind.PAGEREF):
                    return self._reference(inline)
                case Field(kind=FieldKind.PAGE | FieldKind.NUMPAGES, cached=cached) if cached:
                    is_page = inline.kind is FieldKind.PAGE
                    return self.numbered(inline, int(cached), on.number_format if is_page else DECIMAL)
                case _:
                    return inline

        return rewritten(blocks, shown)

    def numbered(self, field: Field, number: int, section_format: str) -> Field:
        """A field that shows a number in its counter style, where pages have theirs in `section_format`."""
        format_ = number_format(self.style(field.counter_style))
        wanted = format_.name if format_ else DECIMAL
        switch = "" if wanted == section_format else format_switch(wanted)
        is_written = format_ is not None and (switch or wanted == section_format)
        if not is_written and field.kind is not FieldKind.PAGEREF:
            self.unwritten.add(field.counter_style)
        return replace(field, cached=self.text(number, field.counter_style), switches=switch)

    def _reference(self, reference: Field) -> Field:
        number = self.pages.page_of(reference.target) if self.pages else None
        if self.pages is None or number is None:
            return reference
        return self.numbered(reference, self.pages.pages[number - 1].counter, self.formats.get(number, DECIMAL))
