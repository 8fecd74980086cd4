"""What is wrong with a Word file that validators do not see: references that lead nowhere, halves without their other.

Works on any package, ours or another's. Schemas are other programs' business; this looks at what must agree between
elements and between parts: bookmarks and what points at them, fields, numbering, styles, drawings, cells, relationships
and content types.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from lxml import etree
from msgspec import Struct

from briefkit.write.docx.markup import NAMESPACES, Element, attribute, tag

_STORIES = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_VAL = attribute("p", "val")
_REFERENCES = {"PAGEREF", "REF", "NOTEREF"}
_BUILT_IN_BOOKMARKS = {"_top", "_GoBack"}
_STYLE_TYPES = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
_RELATED = (tag("r:id"), tag("r:embed"), tag("r:link"))


class Fault(Struct, frozen=True):
    """One thing that is wrong: the part it is in, and what it is."""

    part: str
    message: str


class _File(Struct, frozen=True):
    """A package taken apart: its entries, and the roots of those that are XML."""

    entries: Mapping[str, bytes]
    roots: Mapping[str, Element]

    @property
    def stories(self) -> dict[str, Element]:
        """The parts that hold paragraphs."""
        return {name: root for name, root in self.roots.items() if _STORIES.fullmatch(name)}

    def all(self, name: str) -> Iterator[tuple[str, Element]]:
        """All elements of this name in the stories, each with its part."""
        for part, root in self.stories.items():
            for element in root.iter(tag(name)):
                yield part, element

    def root(self, name: str) -> Element | None:
        return self.roots.get(f"word/{name}.xml")


def lint(data: bytes) -> tuple[Fault, ...]:
    """The faults of the package `data`; none where it is sound. `zipfile.BadZipFile` where it is no zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        entries = {name: archive.read(name) for name in names}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    roots = {name: etree.fromstring(data, parser) for name, data in entries.items() if name.endswith((".xml", ".rels"))}
    file = _File(entries, roots)
    doubled = (Fault(name, "stands twice in the zip file") for name, count in Counter(names).items() if count > 1)
    return (*doubled, *(Fault(*found) for check in _CHECKS for found in check(file)))


_Findings = Iterator[tuple[str, str]]


def _bookmarks(file: _File) -> _Findings:
    """Bookmarks begin and end once each, and differ in name by more than case (§17.13.6)."""
    names: Counter[str] = Counter()
    for part, root in file.stories.items():
        starts = Counter(_get(element, "id") for element in root.iter(tag("bookmarkStart")))
        ends = Counter(_get(element, "id") for element in root.iter(tag("bookmarkEnd")))
        names.update(_get(element, "name").casefold() for element in root.iter(tag("bookmarkStart")))
        for id_ in starts | ends:
            if starts[id_] != 1 or ends[id_] != 1:
                yield part, f"bookmark {id_} begins {starts[id_]} times and ends {ends[id_]} times"
    for part, element in file.all("bookmarkStart"):
        name = _get(element, "name")
        if names[name.casefold()] > 1:
            yield part, f"several bookmarks are called `{name}`"
        if len(name) > 40 or not re.fullmatch(r"[^\W\d]\w*", name):
            yield part, f"`{name}` is not a name for a bookmark"


def _anchors(file: _File) -> _Findings:
    """Links and references lead to bookmarks that are there."""
    known = {_get(element, "name") for _, element in file.all("bookmarkStart")} | _BUILT_IN_BOOKMARKS
    for part, element in file.all("hyperlink"):
        anchor = element.get(attribute("p", "anchor"))
        if anchor is not None and anchor not in known:
            yield part, f"a link leads to the bookmark `{anchor}`, which is not there"
    for part, element in file.all("instrText"):
        words = (element.text or "").split()
        if len(words) > 1 and words[0] in _REFERENCES and words[1] not in known:
            yield part, f"the field `{' '.join(words)}` refers to a bookmark that is not there"


def _fields(file: _File) -> _Findings:
    """Complex fields begin, separate and end in this order, one inside another (§17.16.18)."""
    for part, root in file.stories.items():
        open_fields: list[bool] = []  # whether each open field has come to its result
        for element in root.iter(tag("fldChar")):
            match _get(element, "fldCharType"):
                case "begin":
                    open_fields.append(False)
                case "separate" if open_fields and not open_fields[-1]:
                    open_fields[-1] = True
                case "end" if open_fields:
                    open_fields.pop()
                case kind:
                    yield part, f"a field's `{kind}` stands where none is open"
        if open_fields:
            yield part, f"{len(open_fields)} fields do not end"


def _numbering(file: _File) -> _Findings:
    """Numbering instances that paragraphs and styles name are there, and so are their definitions (§17.9)."""
    numbering = file.root("numbering")
    instances = {} if numbering is None else {_get(num, "numId"): num for num in numbering.iter(tag("num"))}
    definitions = set() if numbering is None else {_get(e, "abstractNumId") for e in numbering.iter(tag("abstractNum"))}
    for id_, instance in instances.items():
        definition = instance.find(tag("abstractNumId"))
        if definition is None or definition.get(_VAL) not in definitions:
            yield "word/numbering.xml", f"the list {id_} has no definition"
    styles = file.root("styles")
    in_styles = [] if styles is None else [("word/styles.xml", element) for element in styles.iter(tag("numId"))]
    for part, element in (*file.all("numId"), *in_styles):
        if element.get(_VAL) not in {*instances, "0"}:
            yield part, f"the list {element.get(_VAL)} is not there"


def _notes(file: _File) -> _Findings:
    """Notes are called once each, from the document (§17.11.2, §17.11.7, §17.11.10, §17.11.14)."""
    for kind in ("footnote", "endnote"):
        called = list(file.all(f"{kind}Reference"))
        calls = Counter(_get(element, "id") for part, element in called if part == _DOCUMENT)
        notes = Counter(_get(element, "id") for _, element in file.all(kind) if element.get(_TYPE) is None)
        for part, element in called:
            if part != _DOCUMENT:
                yield part, f"{kind} {_get(element, 'id')} is called outside of the document's text"
        for id_ in calls | notes:
            if calls[id_] != 1 or notes[id_] != 1:
                yield f"word/{kind}s.xml", f"{kind} {id_} is called {calls[id_]} times and written {notes[id_]} times"


_DOCUMENT = "word/document.xml"
_TYPE = attribute("p", "type")


def _styles(file: _File) -> _Findings:
    """Styles that are named are there and of the right type; no two have one id or name (§17.7.4.17)."""
    root = file.root("styles")
    types = {} if root is None else {_get(style, "styleId"): _get(style, "type") for style in root.iter(tag("style"))}
    places = {name: root for name, root in file.roots.items() if name == "word/numbering.xml" or name in file.stories}
    for part, place in places.items():
        for name, type_ in _STYLE_TYPES.items():
            for element in place.iter(tag(name)):
                if types.get(element.get(_VAL) or "") != type_:
                    yield part, f"there is no {type_} style with the id `{element.get(_VAL)}`"
    if root is None:
        return
    for name in ("basedOn", "next", "link"):
        for element in root.iter(tag(name)):
            if element.get(_VAL) not in types:
                yield "word/styles.xml", f"`{name}` leads to the style `{element.get(_VAL)}`, which is not there"
    ids = Counter(_get(style, "styleId").casefold() for style in root.iter(tag("style")))
    names = Counter((element.get(_VAL) or "").casefold() for element in root.iter(tag("name")))
    for word, counts in (("id", ids), ("name", names)):
        for value, count in counts.items():
            if count > 1:
                yield "word/styles.xml", f"{count} styles have the {word} `{value}`"


def _drawings(file: _File) -> _Findings:
    """No two drawings have one number (§20.4.2.5)."""
    found = list(file.all("wp:docPr"))
    counts = Counter(element.get("id") for _, element in found)
    for part, element in found:
        if counts[element.get("id")] > 1:
            yield part, f"several drawings have the number {element.get('id')}"


def _shapes(file: _File) -> _Findings:
    """No two VML shapes have one id, and each is of a type that its part defines (Part 4 §19.1.2.19)."""
    found = list(file.all("v:shape"))
    counts = Counter(element.get("id") for _, element in found)
    types = {(part, f"#{element.get('id')}") for part, element in file.all("v:shapetype")}
    for part, element in found:
        if counts[element.get("id")] > 1:
            yield part, f"several shapes have the id `{element.get('id')}`"
        type_ = element.get("type")
        if type_ is not None and (part, type_) not in types:
            yield part, f"a shape is of the type `{type_}`, which is not defined"


def _cells(file: _File) -> _Findings:
    """Every cell ends in a paragraph (§17.4.65)."""
    for part, cell in file.all("tc"):
        if not len(cell) or cell[-1].tag != tag("p"):
            yield part, "a table cell does not end in a paragraph"


def _tables(file: _File) -> _Findings:
    """Rows fill their grid, merged cells begin somewhere, and tables do not touch (§17.4.48, §17.4.84)."""
    for part, table in file.all("tbl"):
        columns = len(table.findall(f"{tag('tblGrid')}/{tag('gridCol')}"))
        begun: set[int] = set()
        for number, row in enumerate(table.findall(tag("tr")), 1):
            width, begun_here = 0, set()
            for cell in row.findall(tag("tc")):
                merge = cell.find(f"{tag('tcPr')}/{tag('vMerge')}")
                if merge is not None and merge.get(_VAL) != "restart" and width not in begun:
                    yield part, f"row {number} of a table continues a cell that does not begin above it"
                if merge is not None:
                    begun_here.add(width)
                span = cell.find(f"{tag('tcPr')}/{tag('gridSpan')}")
                width += 1 if span is None else int(_get(span, "val") or "1")
            begun = begun_here
            if width != columns:
                yield part, f"row {number} of a table fills {width} of {columns} columns"
        following = table.getnext()
        if following is not None and following.tag == tag("tbl"):
            yield part, "two tables stand side by side and become one"


def _relationships(file: _File) -> _Findings:
    """Relationships that are used are there, and lead to parts that are there (Part 2 §6.5)."""
    for name, root in file.roots.items():
        if name.endswith(".rels"):
            continue
        folder, local = posixpath.split(name)
        relationships = file.roots.get(f"{folder}/_rels/{local}.rels")
        known = set() if relationships is None else {element.get("Id") for element in relationships}
        used = {value for element in root.iter() for key in _RELATED if (value := element.get(key)) is not None}
        yield from ((name, f"the relationship `{id_}` is not there") for id_ in sorted(used - known))
    for name, root in file.roots.items():
        if name.endswith(".rels"):
            yield from (
                (name, f"leads to `{target}`, which is not there") for target in _lost_targets(file, name, root)
            )


def _lost_targets(file: _File, name: str, relationships: Element) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    for element in relationships:
        target = element.get("Target") or ""
        if element.get("TargetMode") == "External":
            continue
        path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if path not in file.entries:
            yield path


def _content_types(file: _File) -> _Findings:
    """Every part has a content type, and every one that is stated by name belongs to a part (Part 2 §7.2.3)."""
    root = file.roots.get("[Content_Types].xml")
    if root is None:
        yield "[Content_Types].xml", "is not there"
        return
    namespace = f"{{{NAMESPACES['ct']}}}"
    by_ending = {(element.get("Extension") or "").lower() for element in root.iter(f"{namespace}Default")}
    by_name = {(element.get("PartName") or "").lstrip("/") for element in root.iter(f"{namespace}Override")}
    for name in file.entries:
        ending = name.rpartition(".")[2].lower()
        if name != "[Content_Types].xml" and name not in by_name and ending not in by_ending:
            yield name, "has no content type"
    yield from ((name, "has a content type but is not there") for name in sorted(by_name - file.entries.keys()))


def _get(element: Element, name: str) -> str:
    """An attribute of the WordprocessingML namespace, empty where it is missing."""
    return element.get(attribute("p", name)) or ""


_CHECKS: tuple[Callable[[_File], _Findings], ...] = (
    _bookmarks,
    _anchors,
    _fields,
    _numbering,
    _notes,
    _styles,
    _drawings,
    _shapes,
    _cells,
    _tables,
    _relationships,
    _content_types,
)
