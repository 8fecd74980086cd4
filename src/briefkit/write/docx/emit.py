"""The back half of the compiler on one screen: Flow → a Word file.

Stylesheet (names and definitions) → numbering → the body with its sections, headers and footers → the parts about them
→ the package.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from briefkit.diagnostics import Outcome
from briefkit.write.docx.bookmarks import Bookmarks
from briefkit.write.docx.document_properties import application_properties, core_properties
from briefkit.write.docx.flow import Flow, NoteKind, Paragraph, Section, fonts_of, notes_in
from briefkit.write.docx.fonts import add_fonts, embeds
from briefkit.write.docx.markup import Element, add, root, tag, to_bytes
from briefkit.write.docx.notes import NOTE_KINDS, add_notes
from briefkit.write.docx.numbering import Numbering
from briefkit.write.docx.package import CORE_PROPERTIES, Package, Part
from briefkit.write.docx.sections import Sections, has_even_pages
from briefkit.write.docx.settings import settings
from briefkit.write.docx.story import Story, Writing
from briefkit.write.docx.styles_part import styles
from briefkit.write.docx.stylesheet import Stylesheet
from briefkit.write.docx.theme import theme_of


def write_flow(flow: Flow, probe: Flow | None = None) -> Outcome[bytes]:
    """The .docx of `flow`. `probe` shows one of everything its house style has, in the language of `flow`; None where
    there is no house style.

    The diagnostics name links without target (B501), what Word cannot show (B601) and fonts left out (B602).
    """
    package = Package()
    stylesheet = Stylesheet(flow, probe)
    numbering = Numbering(flow, probe, stylesheet)
    paragraphs = tuple(flow.paragraphs())
    bookmarks = Bookmarks(inline for paragraph in paragraphs for inline in paragraph.content)
    writing = Writing(package, stylesheet, numbering, bookmarks, _string_styles(paragraphs, stylesheet))
    document = package.add("word/document.xml", "document")
    package.relate("officeDocument", document)
    kinds = {note.kind for paragraph in paragraphs for note in notes_in(paragraph.content)}
    for kind in NOTE_KINDS:
        if kind in kinds:
            writing.notes_parts[kind] = package.add(f"word/{kind}s.xml", f"{kind}s")
            document.relate(f"{kind}s", writing.notes_parts[kind])
    document.data = to_bytes(_document(flow, writing, document))
    for kind in writing.notes_parts:
        add_notes(writing, kind, has_rule=kind == "footnote" or flow.endnotes.has_rule)
    theme = theme_of(flow, stylesheet)
    document.relate("styles", package.add("word/styles.xml", "styles", styles(flow, stylesheet, numbering, theme)))
    if numbering:
        document.relate("numbering", package.add("word/numbering.xml", "numbering", numbering.element()))
    document.relate("theme", package.add("word/theme/theme1.xml", "theme", theme.element()))
    font_findings = add_fonts(package, document, _fonts(writing), flow.faces)
    _add_settings(package, document, flow, notes=tuple(writing.notes_parts))
    _add_properties(package, flow)
    return Outcome(package.to_bytes(), (*writing.diagnostics, *font_findings))


def _document(flow: Flow, writing: Writing, part: Part) -> Element:
    """The root of the main document part."""
    document = root("document", "r", "wp", "a", "pic", "w14")
    body = add(document, "body")
    story = Story(writing, part)
    sections = Sections(writing, part, flow)
    for number, section in enumerate(flow.sections, 1):
        last = _add_blocks(body, section, story)
        parent = body if number == len(flow.sections) else _paragraph_properties(last)
        sections.write(parent, section, is_first=number == 1)
    return document


def _add_blocks(body: Element, section: Section, story: Story) -> Element:
    """Write the blocks of a section and return its last paragraph, an empty one where the section is empty."""
    written = story.blocks(body, section.blocks)
    return written[-1] if written else add(body, "p")


def _paragraph_properties(paragraph: Element) -> Element:
    """The w:pPr of a written paragraph, made if there is none."""
    properties = paragraph.find(tag("pPr"))
    if properties is None:
        properties = add(paragraph, "pPr")
        paragraph.insert(0, properties)
    return properties


def _string_styles(paragraphs: Iterable[Paragraph], stylesheet: Stylesheet) -> Mapping[str, str]:
    """Named string → the name of the style that most of the paragraphs which set it have."""
    counts: dict[str, Counter[str]] = {}
    for paragraph in paragraphs:
        for string in paragraph.strings:
            counts.setdefault(string, Counter())[stylesheet.style(paragraph).name] += 1
    return {string: styles.most_common(1)[0][0] for string, styles in counts.items()}


def _fonts(writing: Writing) -> list[str]:
    """The names of all fonts that anything in the document is set in, sorted."""
    looks = [style.run_look for style in writing.stylesheet.paragraph_styles]
    looks += writing.numbering.level_looks()
    changes = [dict(style.change) for style in writing.stylesheet.character_styles]
    changed = {change[name] for change in changes for name in ("font", "complex_font", "asian_font") if name in change}
    return sorted({font for look in looks for font in fonts_of(look)} | (changed - {""}) | writing.fonts)


def _add_settings(package: Package, document: Part, flow: Flow, *, notes: tuple[NoteKind, ...]) -> None:
    element = settings(
        embeds_fonts=embeds(package),
        mirrors_margins=flow.mirrors_margins,
        hyphenates=flow.hyphenates,
        has_even_pages=has_even_pages(flow),
        notes=notes,
        endnote_format=flow.endnotes.format,
        language=flow.run.language,
    )
    document.relate("settings", package.add("word/settings.xml", "settings", element))


def _add_properties(package: Package, flow: Flow) -> None:
    core = package.add("docProps/core.xml", "core", core_properties(flow.metadata))
    package.relate(CORE_PROPERTIES, core)
    application = package.add("docProps/app.xml", "app", application_properties())
    package.relate("extended-properties", application)
