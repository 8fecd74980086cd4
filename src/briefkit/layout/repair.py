"""What is put right in WeasyPrint 70.0 itself, once in a process, when this module is imported.

`marker_to_box` gives outside markers a style of their own (70.0 writes ``position: absolute`` into an anonymous
style that is shared, and ``::marker { content: … }`` then crashes with "min-content width for TextBox not handled
yet"). The words of an element (``content()``, ``target-text()``, bookmarks) are without the numbers of the footnotes
that are called in it. Text boxes keep the text that ``text-transform`` is applied to, as Word has a property for it. A
document may bring its own function that adds the structure tree to its PDF. A drawing that draws too much is none. A
leader fills a line that begins with an indent to its end: 70.0 takes it for as long as one without. Notes whose
``footnote-policy`` is not ``auto`` stay on the page that calls them: 70.0 puts them off to win a line for a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from types import SimpleNamespace
from typing import Any

from weasyprint import images, pdf
from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import block, inline

from briefkit.layout.drawings import refuse_bomb
from briefkit.layout.fetch import Fetcher, RefusedError

_marker_to_box = build.marker_to_box
_content_text = boxes.ParentBox.content_text
_process_text_transform = boxes.TextBox.process_text_transform
_add_tags = pdf.add_tags
_read_drawing = images.SVGImage.__init__
_fill_leader = inline.handle_leader
_lay_out_lines = block._linebox_layout


def _marker_with_own_style(*arguments: Any) -> Iterator[Any]:
    for box in _marker_to_box(*arguments):
        if box.is_outside_marker:
            shared, box.style = box.style, box.style.copy()
            del shared["position"]
        yield box


def _content_text_without_calls(box: Any) -> str:
    """``content_text`` of a box that calls no footnotes; the box itself keeps its calls."""
    if any(inside.footnote is not None for inside in box.descendants()):
        box = box.deepcopy()
        for inside in list(box.descendants()):
            if isinstance(inside, boxes.ParentBox):
                inside.children = [child for child in inside.children if child.footnote is None]
    return str(_content_text.fget(box))


def _transform_keeping_source(box: Any) -> None:
    box.briefkit_source_text = box.text
    _process_text_transform(box)


def source_text(box: Any) -> str:
    """The text of a WeasyPrint text box as it was before ``text-transform``."""
    return str(getattr(box, "briefkit_source_text", box.text))


def _add_own_tags(target: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
    own = getattr(document, "briefkit_add_tags", None)
    if own is None:
        _add_tags(target, document, pdf_version, page_streams)
    else:
        own(target, page_streams)


def _read_drawing_in_bounds(image: Any, tree: Any, url: Any, url_fetcher: Any, context: Any) -> None:
    """Reads an SVG picture, from a file, a ``data:`` URL or the page; who fetched it is told why it is refused."""
    try:
        refuse_bomb(tree)
    except RefusedError as error:
        if isinstance(url_fetcher, Fetcher):
            url_fetcher.failures[url] = str(error)
        raise
    _read_drawing(image, tree, url, url_fetcher, context)


def _fill_leader_after_indent(context: Any, line: Any, containing_block: Any) -> None:
    """Fills a line as long as it is: the block's width less the indent that it begins with."""
    indent = line.text_indent if line.style["direction"] == "ltr" else 0
    line.position_x += indent
    _fill_leader(context, line, SimpleNamespace(width=containing_block.width - indent))
    line.position_x -= indent


class _ContextOfLines:
    """A layout context as the lines of a paragraph see it: the notes of the page are not theirs to put off."""

    current_page_footnotes = ()

    def __init__(self, whole: Any) -> None:
        self.__dict__["whole"] = whole

    def __getattr__(self, name: str) -> Any:
        return getattr(self.whole, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self.whole, name, value)


def _lay_out_lines_keeping_notes(context: Any, *arguments: Any) -> Any:
    whole = context.whole if isinstance(context, _ContextOfLines) else context
    note = next(chain(whole.current_page_footnotes, whole.footnotes), None)
    keeps = note is not None and note.style["footnote_policy"] != "auto"
    return _lay_out_lines(_ContextOfLines(whole) if keeps else whole, *arguments)


build.marker_to_box = _marker_with_own_style
boxes.ParentBox.content_text = property(_content_text_without_calls)
boxes.TextBox.process_text_transform = _transform_keeping_source
pdf.add_tags = _add_own_tags
images.SVGImage.__init__ = _read_drawing_in_bounds
inline.handle_leader = _fill_leader_after_indent
block._linebox_layout = _lay_out_lines_keeping_notes
