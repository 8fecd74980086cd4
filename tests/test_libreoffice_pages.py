"""What LibreOffice makes of page numbers that begin anew: what docs/css-to-word.md says of it is so."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pypdfium2
import pytest
from tests.programs import printed

EMPTY_PAGES = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PARTS = {
    "[Content_Types].xml": f'''<Types xmlns="{PACKAGE}/content-types">
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
      <Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>''',
    "_rels/.rels": f'''<Relationships xmlns="{PACKAGE}/relationships">
      <Relationship Id="r1" Type="{OFFICE}" Target="word/document.xml"/></Relationships>''',
}


def pages(first: int, second: int, folder: Path) -> int:
    """How many pages LibreOffice prints of two sections of one line each, whose pages begin at these numbers."""
    one, other = (
        f'<w:sectPr><w:type w:val="nextPage"/><w:pgNumType w:start="{n}"/></w:sectPr>' for n in (first, second)
    )
    body = f"<w:p><w:pPr>{one}</w:pPr><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p>{other}"
    file = folder / "numbers.docx"
    with zipfile.ZipFile(file, "w") as package:
        for name, text in PARTS.items():
            package.writestr(name, text)
        package.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
    with pypdfium2.PdfDocument(printed(file, EMPTY_PAGES)) as pdf:
        return len(pdf)


@pytest.mark.parametrize(("first", "second", "count"), [(1, 2, 2), (2, 1, 2), (1, 1, 3), (2, 2, 3)])
def test_numbers_of_one_parity_have_an_empty_page_between_them(
    first: int, second: int, count: int, tmp_path: Path
) -> None:
    assert pages(first, second, tmp_path) == count
