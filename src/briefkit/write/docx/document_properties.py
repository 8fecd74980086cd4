"""Core and application properties (ECMA-376 Part 2 §8.3, Part 1 §22.2): what the document says of itself.

What is not known is left out, dates above all: a date of today would be another one tomorrow.
"""

from __future__ import annotations

from briefkit.write.docx.flow import Metadata
from briefkit.write.docx.markup import Element, add, attribute, root, xml_text

APPLICATION = "briefkit"


def core_properties(metadata: Metadata) -> Element:
    """The root of docProps/core.xml."""
    element = root("cp:coreProperties", "dc", "dcterms", "xsi")
    said = {
        "dc:title": metadata.title,
        "dc:subject": metadata.subject,
        "dc:creator": "; ".join(metadata.authors),
        "cp:keywords": ", ".join(metadata.keywords),
        "dc:language": metadata.language,
    }
    for name, value in said.items():
        if value:
            add(element, name, text=xml_text(value))
    if metadata.created:
        for name in ("dcterms:created", "dcterms:modified"):
            date = add(element, name, text=metadata.created)
            date.set(attribute(name, "xsi:type"), "dcterms:W3CDTF")
    return element


def application_properties() -> Element:
    """The root of docProps/app.xml."""
    element = root("ep:Properties", is_default=True)
    add(element, "ep:Application", text=APPLICATION)
    return element
