"""HTML: the composed page as one file that needs nothing else, neither beside it nor from the network.

The page and its stylesheets stay as they are; what they refer to (fonts, pictures) is put into them as ``data:`` URLs,
and a content security policy forbids all else. `embedding` fetches, `stylesheets` and `document` put in, `web_fonts`
makes fonts small. Rules for paged media that a browser does not know, it leaves out by itself (CSS Syntax 3 §9).
"""

from __future__ import annotations

from briefkit.compose.page import Page
from briefkit.diagnostics import Outcome
from briefkit.resources import Resources
from briefkit.write.html.document import one_document
from briefkit.write.html.embedding import Embedding
from briefkit.write.html.stylesheets import embedded_sheet, text_of


def write_html(page: Page, resources: Resources) -> Outcome[bytes]:
    """The page as one HTML file in UTF-8.

    Reports what cannot be put into it (B802): such a picture shows its alternative text, such a font is left out.
    """
    embedding = Embedding(resources, page.base, characters=text_of(page))
    sheets = [embedded_sheet(sheet, embedding) for sheet in page.sheets]
    html = one_document(page.html, sheets, embedding)
    return Outcome(html, tuple(embedding.diagnostics))
