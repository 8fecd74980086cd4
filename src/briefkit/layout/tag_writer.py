"""Writes a structure tree into a PDF: structure elements, the parent tree, artifacts (ISO 32000-1 §14.7, §14.8.2.2).

The marked-content sequences were written while the pages were drawn. Those that the tree no longer holds are turned
into artifacts in the content streams, the others are numbered anew without holes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pydyf
from msgspec import Struct, field
from weasyprint.pdf.stream import Stream

from briefkit.layout.tags import Annotation, Mark, Tag

PRINTED = 4
"""The flag of annotations that print (ISO 32000-1 §12.5.3); PDF/UA-1 §7.18.1 wants links to be seen."""


class _Content(Struct, eq=False):
    """A content stream with marks: a page's, or that of a group drawn onto a page (an element with opacity).

    `key` is its place in the parent tree (§14.7.4.4), `owners` the structure elements of its marks by MCID.
    """

    stream: Any
    key: int
    group: bytes | None
    owners: list[bytes] = field(default_factory=list)


class TagWriter:
    """Writes one tree into `pdf`. `streams` are the pages' content streams, `annotations` WeasyPrint's by ours."""

    def __init__(self, pdf: Any, streams: Sequence[Any], annotations: Mapping[Annotation, Any]) -> None:
        self._pdf = pdf
        self._annotations = annotations
        self._pages: tuple[bytes, ...] = pdf.page_references
        self._marks: dict[tuple[int, int], tuple[_Content, int]] = {}  # page, MCID → stream, index of its operator
        self._contents = self._read_contents(streams)
        self._links: list[tuple[Any, bytes]] = []  # annotations and the elements they belong to
        self._ids: list[tuple[str, bytes]] = []

    def _read_contents(self, streams: Sequence[Any]) -> list[_Content]:
        """All streams with marks, pages first; groups share the marks of the page that they are drawn on."""
        pages = {id(stream._tags): number for number, stream in enumerate(streams)}
        contents = [_Content(stream, number, None) for number, stream in enumerate(streams)]
        for candidate in self._pdf.objects:
            if isinstance(candidate, Stream) and candidate not in streams and id(candidate._tags) in pages:
                contents.append(_Content(candidate, len(contents), candidate.reference))
        for content in contents:
            page = pages[id(content.stream._tags)]
            for index, item in enumerate(content.stream.stream):
                if isinstance(item, pydyf.Dictionary) and "MCID" in item:
                    self._marks[page, item["MCID"]] = content, index
        return contents

    def write(self, root: Tag) -> None:
        """Adds the structure tree to the document's catalogue."""
        parent_tree = self._add({})
        tree = self._add({"Type": "/StructTreeRoot", "ParentTree": parent_tree.reference})
        tree["K"] = pydyf.Array([self._element(root, tree).reference])
        tree["RoleMap"] = pydyf.Dictionary({"Em": "/Span", "Strong": "/Span", "Aside": "/Sect"})
        self._write_ids(tree)
        self._write_artifacts()
        self._drop_annotations()
        self._write_parent_tree(parent_tree, tree)
        catalog = self._pdf.catalog
        catalog["StructTreeRoot"] = tree.reference
        catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    def _add(self, values: dict[str, Any]) -> Any:
        added = pydyf.Dictionary(values)
        self._pdf.add_object(added)
        return added

    def _element(self, tag: Tag, parent: Any) -> Any:
        """The structure element of `tag` with all that is in it."""
        element = self._add({"Type": "/StructElem", "S": f"/{tag.role}", "P": parent.reference})
        if tag.language:
            element["Lang"] = pydyf.String(tag.language)
        if tag.alternative is not None:
            element["Alt"] = pydyf.String(tag.alternative)
        if tag.id:
            element["ID"] = pydyf.String(tag.id)
            self._ids.append((tag.id, element.reference))
        if tag.attributes:
            element["A"] = _attributes(tag)
        page = next((kid.page for kid in tag.kids if not isinstance(kid, Tag)), None)
        if page is not None:
            element["Pg"] = self._pages[page]
        kids = (self._kid(kid, element, page) for kid in tag.kids)
        element["K"] = pydyf.Array([kid for kid in kids if kid is not None])
        return element

    def _kid(self, kid: Tag | Mark | Annotation, element: Any, page: int | None) -> Any:
        if isinstance(kid, Tag):
            return self._element(kid, element).reference
        if isinstance(kid, Annotation):
            return self._annotation(kid, element)
        return self._mark(kid, element, page)

    def _annotation(self, annotation: Annotation, element: Any) -> Any:
        """An object reference (§14.7.4.3)."""
        dictionary = self._annotations[annotation]
        dictionary["Contents"] = pydyf.String(annotation.contents)
        dictionary["F"] = PRINTED
        self._links.append((dictionary, element.reference))
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": dictionary.reference, "Pg": self._pages[annotation.page]})

    def _mark(self, mark: Mark, element: Any, page: int | None) -> Any:
        """The mark's new MCID, within a marked-content reference (§14.7.4.2) where it is not on the element's page.

        None for what was drawn into no stream that is kept.
        """
        found = self._marks.pop((mark.page, mark.number), None)
        if found is None:
            return None
        content, index = found
        number = len(content.owners)
        content.owners.append(element.reference)
        content.stream.stream[index] = pydyf.Dictionary({"MCID": number})
        if content.group is None and mark.page == page:
            return number
        reference = pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[mark.page], "MCID": number})
        if content.group is not None:
            reference["Stm"] = content.group
        return reference

    def _write_artifacts(self) -> None:
        """Turns the marks that no element took into artifacts (§14.8.2.2)."""
        for content, index in self._marks.values():
            content.stream.stream[index - 1 : index + 2] = [b"/Artifact", b"<<>>", b"BDC"]

    def _drop_annotations(self) -> None:
        """Takes the links that no element took off their pages (PDF/UA-1 §7.18.5): those of heads that are repeated."""
        taken = {annotation.reference for annotation, _ in self._links}
        for page in self._pdf.objects:
            if not isinstance(page, pydyf.Dictionary) or page.get("Type") != "/Page" or "Annots" not in page:
                continue
            kept = [reference for reference in page["Annots"] if reference in taken]
            if kept:
                page["Annots"] = pydyf.Array(kept)
            else:
                del page["Annots"]

    def _write_parent_tree(self, parent_tree: Any, tree: Any) -> None:
        numbers = pydyf.Array()
        for content in self._contents:
            if content.group is not None:
                content.stream.extra["StructParents"] = content.key
            numbers.extend((content.key, pydyf.Array(content.owners)))
        for key, (annotation, reference) in enumerate(self._links, len(self._contents)):
            annotation["StructParent"] = key
            numbers.extend((key, reference))
        parent_tree["Nums"] = numbers
        tree["ParentTreeNextKey"] = len(self._contents) + len(self._links)

    def _write_ids(self, tree: Any) -> None:
        """The elements that have an id, by id (§14.7.2)."""
        if not self._ids:
            return
        names = pydyf.Array()
        for name, reference in sorted(self._ids):
            names.extend((pydyf.String(name), reference))
        tree["IDTree"] = self._add({"Names": names}).reference


def _attributes(tag: Tag) -> Any:
    """The attribute objects of a tag (§14.8.5): one, or an array of them."""
    objects = [
        pydyf.Dictionary({"O": f"/{owner}", **{name: _value(value) for name, value in values.items()}})
        for owner, values in tag.attributes.items()
    ]
    return objects[0] if len(objects) == 1 else pydyf.Array(objects)


def _value(value: str | int | tuple[float, ...]) -> Any:
    if isinstance(value, str):
        return f"/{value}"
    return pydyf.Array(value) if isinstance(value, tuple) else value
