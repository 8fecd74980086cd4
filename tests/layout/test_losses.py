"""Text that is on no page is an error that names it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from briefkit.layout import Layout, engine

Lay = Callable[..., Layout]


def told(layout: Layout) -> list[tuple[str, str]]:
    """Rule and message of all that there is to say once pages are made."""
    assert layout.pages.pages
    return [(found.rule.id, found.message) for found in layout.diagnostics]


def losing(id_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Has the layout lose the box of the element with this id."""
    lay_out: Callable[..., Any] = vars(engine)["layout_document"]

    def layout_document(*arguments: Any) -> Any:
        pages = list(lay_out(*arguments))
        for page in pages:
            for box in [page, *page.descendants()]:
                kept = [child for child in getattr(box, "children", ()) if not _is(child, id_)]
                if len(kept) < len(getattr(box, "children", ())):
                    box.children = kept
        return pages

    monkeypatch.setattr(engine, "layout_document", layout_document)


def _is(box: Any, id_: str) -> bool:
    return box.element is not None and not isinstance(box.element, str) and box.element.get("id") == id_


def test_what_is_on_no_page_is_told_with_its_first_words(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    losing("gone", monkeypatch)

    found = told(lay("<p>Here.<p id=gone>Gone <em>away</em>.<p>Here too."))

    assert found == [("B408", "text is missing from the pages: in `<p>` and 1 more, from `Gone away.` on")]


def test_all_that_is_on_the_pages_is_not_missed(lay: Lay) -> None:
    body = "<h1>Ä head</h1><p>Some <em>text</em>, hyphen\u00adated<ul><li>item</ul><table><thead><tr><th>H<tbody>"
    layout = lay(
        f"{body}{'<tr><td>cell' * 90}</table>", "li::before { content: 'generated' } em { text-transform: uppercase }"
    )

    assert told(layout) == []
    assert len(layout.pages.pages) > 1


def test_a_running_element_may_be_on_no_page(lay: Lay) -> None:
    assert told(lay("<div>Head</div><p>Text", "div { position: running(head) }")) == []
