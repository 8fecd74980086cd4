"""Paragraphs and what is in them, as w:p and w:r: the same for the body, headers and footers.

A `Story` writes into one part. What all parts of a document share (styles, numbering, bookmarks, counts) is its
`Writing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote, urlsplit

from msgspec import Struct, field
from msgspec.structs import replace

from briefkit.diagnostics import Diagnostic, diagnose
from briefkit.write.docx import fields
from briefkit.write.docx.bookmarks import TOP, Bookmarks, anchors
from briefkit.write.docx.drawings import FILE_TYPES, PNG, VECTOR_TYPES, add_backdrop, add_drawing
from briefkit.write.docx.flow import (
    Anchor,
    Backdrop,
    Block,
    Contents,
    Field,
    FieldKind,
    Hyperlink,
    Inline,
    LabelEnd,
    LabelStart,
    LineBreak,
    Note,
    NoteKind,
    Paragraph,
    ParagraphLook,
    Picture,
    PictureFill,
    Role,
    Run,
    RunLook,
    Tab,
    Table,
    Watermark,
    fonts_of,
)
from briefkit.write.docx.markup import NOTHING, PRESERVED, Element, Node, add, add_nodes, add_run, node, xml_text
from briefkit.write.docx.numbering import Numbering
from briefkit.write.docx.package import Package, Part
from briefkit.write.docx.paragraph_properties import in_order, numbered, paragraph_difference, weight
from briefkit.write.docx.run_properties import difference_in_style, run_difference, styled
from briefkit.write.docx.scripts import in_scripts
from briefkit.write.docx.style_bases import NORMAL, ParagraphStyle
from briefkit.write.docx.stylesheet import Stylesheet
from briefkit.write.docx.tables import add_table
from briefkit.write.docx.word_art import add_word_art

_SPECIAL = re.compile("([\t\n\xad])")
_SPECIAL_ELEMENTS = {"\t": "tab", "\n": "br", "\xad": "softHyphen"}
_URL_CHARACTERS = "%/:=&?~#+!$,;'@()*[]"
_LONGEST_TIP = 255


class Writing(Struct):
    """What the parts of one document share while they are written.

    `string_styles` is the style name behind each named string; `fonts` collects what runs are set in.
    """

    package: Package
    stylesheet: Stylesheet
    numbering: Numbering
    bookmarks: Bookmarks
    string_styles: Mapping[str, str]
    fonts: set[str] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    drawings: int = 0
    watermarks: int = 0
    marked: set[str] = field(default_factory=set)
    notes: dict[NoteKind, list[Note]] = field(default_factory=lambda: {"footnote": [], "endnote": []})
    notes_parts: dict[NoteKind, Part] = field(default_factory=dict)

    def report(self, rule: str, message: str) -> None:
        finding = diagnose(rule, message)
        if finding not in self.diagnostics:
            self.diagnostics.append(finding)


class Story:
    """Writes paragraphs into a part."""

    def __init__(self, writing: Writing, part: Part) -> None:
        self._writing = writing
        self._part = part
        self._open_labels: dict[str, str] = {}
        self._properties: dict[tuple[ParagraphLook, RunLook, ParagraphStyle], list[Node]] = {}
        self._run_properties: dict[tuple[RunLook, Role | None, ParagraphStyle, bool], tuple[Node, ...]] = {}
        self._has_word_art = False

    # Paragraphs -------------------------------------------------------------------------------------------------

    def contents(self, parent: Element, contents: Contents) -> list[Element]:
        """Write a contents list: a field whose result is its paragraphs."""
        written: list[Element] = []
        last = len(contents.paragraphs) - 1
        for number, paragraph in enumerate(contents.paragraphs):
            opening = fields.contents_code(contents) if number == 0 else ""
            written.append(self.paragraph(parent, paragraph, opening=opening, closes_field=number == last))
        return written

    def blocks(self, parent: Element, blocks: Iterable[Block]) -> list[Element]:
        """Write blocks; the paragraphs written, those in tables left out."""
        written: list[Element] = []
        for block in blocks:
            match block:
                case Paragraph():
                    written.append(self.paragraph(parent, block))
                case Contents():
                    written += self.contents(parent, block)
                case Table():
                    add_table(parent, block, self._writing.stylesheet, self.blocks)
        return written

    def paragraph(
        self, parent: Element, paragraph: Paragraph, *, opening: str = "", closes_field: bool = False
    ) -> Element:
        """Write a paragraph and return it. `opening` is the code of a field that begins in front of its content."""
        style = self._writing.stylesheet.style(paragraph)
        element = add(parent, "p")
        if properties := self._properties_of(paragraph, style):
            add_nodes(add(element, "pPr"), properties)
        if opening:
            fields.begin(element, opening, ())
        marks: list[str] = []
        content = in_scripts(paragraph.content, is_right_to_left=paragraph.look.is_right_to_left)
        for inline, role in _with_roles(content):
            if isinstance(inline, Anchor | Hyperlink):
                marks += self._begin_bookmarks(element, inline)
            self._inline(element, inline, role, style, link="")
        if closes_field:
            fields.end(element, ())
        for mark in marks:
            add(element, "bookmarkEnd", {"id": mark})
        return element

    def _properties_of(self, paragraph: Paragraph, style: ParagraphStyle) -> list[Node]:
        """The properties of a paragraph; outside lists those that look alike have the same."""
        if paragraph.list is not None:
            return self._paragraph_properties(paragraph, style)
        key = (paragraph.look, paragraph.run_look, style)
        if key not in self._properties:
            self._properties[key] = self._paragraph_properties(paragraph, style)
        return self._properties[key]

    def _paragraph_properties(self, paragraph: Paragraph, style: ParagraphStyle) -> list[Node]:
        properties: list[Node] = []
        if style.name != NORMAL:
            properties.append(node("pStyle", val=style.id))
        base = style.look
        if paragraph.list is not None and paragraph.list.has_marker:
            place = self._writing.numbering.place(paragraph.list)
            if (place.instance, place.level) != self._writing.numbering.style_place(style):
                properties.append(numbered(place.instance, place.level))
            base = _indented(base, place.left, -place.hanging)
        elif self._is_numbered(style):
            properties.append(node("numPr", node("numId", val=0)))
        properties += paragraph_difference(paragraph.look, base)
        if mark := run_difference(styled(paragraph.run_look), style.text_look):
            properties.append(Node("rPr", children=mark))
        return in_order(properties) if len(properties) > 1 else properties

    def _is_numbered(self, style: ParagraphStyle | None) -> bool:
        """Whether a paragraph of this style has a number unless it says otherwise."""
        while style is not None and style.is_marked:
            if self._writing.numbering.style_place(style) is not None:
                return True
            style = style.base
        return False

    def _begin_bookmarks(self, parent: Element, inline: Inline) -> Iterator[str]:
        """Begin the bookmarks of the anchors at or in `inline` that were not marked before; their ids."""
        for anchor in anchors((inline,)):
            name = self._writing.bookmarks.name(anchor.id)
            if name is not None and name not in self._writing.marked:
                yield self._begin_bookmark(parent, name)

    def _begin_label(self, parent: Element, id_: str) -> None:
        name = self._writing.bookmarks.name(id_)
        if name is not None and name not in self._writing.marked:
            self._open_labels[id_] = self._begin_bookmark(parent, name)

    def _begin_bookmark(self, parent: Element, name: str) -> str:
        """Begin the bookmark called `name`; its id."""
        id_ = str(len(self._writing.marked))
        self._writing.marked.add(name)
        add(parent, "bookmarkStart", {"id": id_, "name": name})
        return id_

    # Inlines ----------------------------------------------------------------------------------------------------

    def _inline(self, parent: Element, inline: Inline, role: Role | None, style: ParagraphStyle, *, link: str) -> None:
        match inline:
            case Run(text=text, look=look):
                self._text(parent, text, self._look(look, role, style, link=link))
            case Tab(look=look):
                add(add_run(parent, self._look(look, role, style, link=link)), "tab")
            case LineBreak(look=look, ends_column=ends_column):
                kind = {"type": "column"} if ends_column else {}
                add(add_run(parent, self._look(look, role, style, link=link)), "br", kind)
            case Field(look=look):
                self._field(parent, inline, self._look(look, role, style, link=link))
            case LabelStart(id=id_):
                self._begin_label(parent, id_)
            case LabelEnd(id=id_):
                if mark := self._open_labels.pop(id_, ""):
                    add(parent, "bookmarkEnd", {"id": mark})
            case Hyperlink():
                self._hyperlink(parent, inline, style, link=link)
            case Picture():
                self._picture(parent, inline, link=link)
            case Note(look=look):
                self._note(parent, inline, self._look(look, role, style, link=""))
            case Watermark():
                self._watermark(parent, inline)
            case Backdrop():
                self._backdrop(parent, inline)
            case Anchor():
                pass

    def _text(self, parent: Element, text: str, look: tuple[Node, ...]) -> None:
        """A run of text, in which tabs, line ends and soft hyphens are elements of their own."""
        if not text:
            return
        run = add_run(parent, look)
        if text.isprintable():  # nothing special in it, nor what XML cannot hold
            self._words(run, text)
            return
        for piece in _SPECIAL.split(xml_text(text)):
            if special := _SPECIAL_ELEMENTS.get(piece):
                add(run, special)
            elif piece:
                self._words(run, piece)

    @staticmethod
    def _words(run: Element, text: str) -> None:
        keeps_spaces = text[0].isspace() or text[-1].isspace() or "  " in text
        add(run, "t", PRESERVED if keeps_spaces else NOTHING, text)

    def _field(self, parent: Element, item: Field, look: tuple[Node, ...]) -> None:
        """A complex field; just its result where there is nothing that it could refer to."""
        code = fields.code(item, self._writing.bookmarks, self._writing.string_styles)
        if code is None:
            if item.kind is not FieldKind.STYLEREF:
                self._writing.report("B501", f"a reference to `#{item.target}` has no target in the document")
            self._text(parent, item.cached, look)
            return
        fields.begin(parent, code, look)
        self._text(parent, item.cached, look)
        fields.end(parent, look)

    def _note(self, parent: Element, note: Note, look: tuple[Node, ...]) -> None:
        """The call of a note; its text goes into the part of the notes."""
        notes = self._writing.notes[note.kind]
        notes.append(note)
        add(add_run(parent, look), f"{note.kind}Reference", {"id": str(len(notes))})

    def _hyperlink(self, parent: Element, item: Hyperlink, style: ParagraphStyle, *, link: str) -> None:
        """A link; plain text where it leads nowhere or stands in another."""
        target = "" if link else self._target(item.target)
        if not target:
            for inline, role in _with_roles(item.content):
                self._inline(parent, inline, role, style, link=link)
            return
        if target.startswith("#"):
            attributes = {"anchor": target[1:]}
        else:
            attributes = {"r:id": self._part.relate_external("hyperlink", target)}
        if item.title:
            attributes["tooltip"] = xml_text(item.title)[:_LONGEST_TIP]
        element = add(parent, "hyperlink", attributes | {"history": "1"})
        for inline, role in _with_roles(item.content):
            self._inline(element, inline, role, style, link=target)

    def _target(self, target: str) -> str:
        """Where a link leads: a URI, or a bookmark after ``#``; empty where that is nowhere."""
        if not target.startswith("#"):
            uri = _uri(target)
            if not uri:
                self._writing.report("B501", f"a link to `{target}` is not a URL that Word opens")
            return uri
        bookmark = self._writing.bookmarks.name(target[1:])
        if bookmark is None and target.casefold() in {"#", "#top"}:
            bookmark = TOP
        if bookmark is None:
            self._writing.report("B501", f"the link to `{target}` leads nowhere: nothing on the page has this id")
        return f"#{bookmark}" if bookmark else ""

    def _picture(self, parent: Element, picture: Picture, *, link: str) -> None:
        """An inline drawing; the words that stand for it where its format is not one of Word's."""
        files = self._files(picture)
        if files is None:
            self._writing.report(
                "B601",
                f"Word draws no pictures of type `{picture.media_type}`: its alternative text stands in its place",
            )
            self._text(parent, picture.alt, ())
            return
        image, vector = files
        link_id = self._part.relate_external("hyperlink", link) if link else ""
        number = self._next_drawing()
        add_drawing(add(parent, "r"), picture, image=image, vector=vector, link=link_id, number=number)

    def _backdrop(self, parent: Element, backdrop: Backdrop) -> None:
        """A drawing behind the text; none where its picture's format is not one of Word's."""
        files = self._files(backdrop.fill) if isinstance(backdrop.fill, PictureFill) else ("", "")
        if files is None:
            self._writing.report("B601", "Word draws no pictures of the type of a page's background")
            return
        image, vector = files
        run = add_run(parent, (node("noProof"),))
        add_backdrop(run, backdrop, image=image, vector=vector, number=self._next_drawing())

    def _files(self, picture: Picture | PictureFill) -> tuple[str, str] | None:
        """The relationships to the file of a picture and to its drawing, if any; None where Word has not its format."""
        data, media_type = (picture.fallback(), PNG) if picture.fallback else (picture.data, picture.media_type)
        if media_type not in FILE_TYPES:
            return None
        is_kept = picture.fallback is not None and not picture.has_references
        vector = self._media(picture.data, picture.media_type, VECTOR_TYPES) if is_kept else ""
        return self._media(data, media_type, FILE_TYPES), vector

    def _next_drawing(self) -> int:
        self._writing.drawings += 1
        return self._writing.drawings

    def _watermark(self, parent: Element, watermark: Watermark) -> None:
        """A shape behind the text; the first one of a part brings the type of all."""
        self._writing.watermarks += 1
        self._writing.fonts.add(watermark.look.font)
        run = add_run(parent, (node("noProof"),))
        add_word_art(run, watermark, number=self._writing.watermarks, defines_type=not self._has_word_art)
        self._has_word_art = True

    def _media(self, data: bytes, media_type: str, extensions: Mapping[str, str]) -> str:
        """The relationship to the file of a picture."""
        media = self._writing.package.media(data, media_type=media_type, extension=extensions[media_type])
        return self._part.relate("image", media)

    # Run properties ---------------------------------------------------------------------------------------------

    def _look(self, look: RunLook, role: Role | None, style: ParagraphStyle, *, link: str) -> tuple[Node, ...]:
        """The properties of a run: the style of its role, and what that and the paragraph's style leave to be said."""
        if look == style.text_look and not link:
            return ()
        key = (look, role, style, bool(link))
        if key not in self._run_properties:
            self._writing.fonts |= fonts_of(look)
            self._run_properties[key] = self._new_look(look, role, style, is_link=bool(link))
        return self._run_properties[key]

    def _new_look(self, look: RunLook, role: Role | None, style: ParagraphStyle, *, is_link: bool) -> tuple[Node, ...]:
        stylesheet = self._writing.stylesheet
        styles = [stylesheet.character(role), *(stylesheet.link_styles if is_link else (None,))]
        choices = [
            run_difference(look, style.text_look)
            if character is None
            else difference_in_style(look, style.text_look, character.id, character.change)
            for character in styles
            if character or not is_link
        ]
        return min(choices, key=lambda said: weight(prop for prop in said if prop.name != "rStyle"))


def _with_roles(content: Iterable[Inline]) -> Iterator[tuple[Inline, Role | None]]:
    """Inlines with their roles; a tab or a line break has that of the text before it where it looks the same."""
    before: tuple[RunLook, Role | None] | None = None
    for inline in content:
        match inline:
            case Run(look=look, role=role) | Field(look=look, role=role) | Note(look=look, role=role):
                before = (look, role)
                yield inline, role
            case Tab(look=look) | LineBreak(look=look):
                yield inline, before[1] if before is not None and before[0] == look else None
            case _:
                yield inline, None


def _indented(look: ParagraphLook, left: int, first_line: int) -> ParagraphLook:
    return (
        look if (look.left, look.first_line) == (left, first_line) else replace(look, left=left, first_line=first_line)
    )


def _uri(target: str) -> str:
    """`target` as a URI that Word accepts; empty for what is none."""
    uri = quote(xml_text(target.strip()), safe=_URL_CHARACTERS)
    try:
        parts = urlsplit(uri)
        is_usable = bool(parts.hostname) or parts.scheme not in {"http", "https", "ftp"}
    except ValueError:
        return ""
    return uri if is_usable else ""
