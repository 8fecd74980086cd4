"""Tables → HTML: head, bodies and foot, cells aligned as their columns are (HTML §4.9)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefkit.compose.html.captioned import caption_pieces, numbered
from briefkit.compose.html.elements import Parts, Piece, flow, tag
from briefkit.model.grid import Slot, slots
from briefkit.model.nodes import NO_ATTRS, Column, Row, Table

_OF_TABLES = frozenset({"caption", "source"})


def table_parts(node: Table) -> Parts:
    """A table; in a figure where it has a caption or a source, which names it."""
    anchor = node.anchor or node.attrs.id
    grid = tuple(_grid_pieces(node))
    if node.caption is None and node.source is None:
        return f"{tag('table', node.attrs, anchor=anchor, used=_OF_TABLES)}\n", grid, "</table>\n"
    classes = ("table", *numbered(node.number))
    opening = tag("figure", node.attrs, anchor=anchor, classes=classes, used=_OF_TABLES)
    name = _caption_id(node, anchor)
    caption = tuple(caption_pieces(node.caption, "caption", anchor=name))
    above = ("<figcaption>\n", *caption, "</figcaption>\n") if caption else ()
    inner = tag("table", NO_ATTRS, aria_labelledby=name)
    return (
        f"{opening}\n",
        (*above, f"{inner}\n", *grid, "</table>\n", *caption_pieces(node.source, "source")),
        "</figure>\n",
    )


def _caption_id(node: Table, anchor: str) -> str:
    """The id of a table's caption, by which the table is named; empty where it has none."""
    if node.caption is None:
        return ""
    return node.caption.attrs.id or (f"{anchor}-caption" if anchor else "")


def _grid_pieces(node: Table) -> Iterator[Piece]:
    if any(column.width for column in node.columns):
        yield f"<colgroup>{''.join(map(_column_tag, node.columns))}</colgroup>\n"
    groups = [("thead", node.head), *(("tbody", body) for body in node.bodies), ("tfoot", node.foot)]
    for name, rows in groups:
        if rows:
            yield f"<{name}>\n"
            yield from _row_pieces(node, rows, is_head=name == "thead")
            yield f"</{name}>\n"


def _column_tag(column: Column) -> str:
    return tag("col", NO_ATTRS, style=f"width: {column.width * 100:.4g}%" if column.width else "")


def _row_pieces(node: Table, rows: Sequence[Row], *, is_head: bool) -> Iterator[Piece]:
    for row, placed in zip(rows, slots(rows), strict=True):
        yield tag("tr", row.attrs)
        for slot in placed:
            is_heading = (is_head or slot.column < node.stub) and bool(slot.cell.blocks)  # an empty one heads nothing
            name = "th" if is_heading else "td"
            yield _cell_tag(node, slot, name, scope=_scope(slot, is_head=is_head) if name == "th" else "")
            yield from flow(slot.cell.blocks)
            yield f"</{name}>"
        yield "</tr>\n"


def _cell_tag(node: Table, slot: Slot, name: str, *, scope: str) -> str:
    cell = slot.cell
    column = node.columns[slot.column] if slot.column < len(node.columns) else Column()
    alignment = cell.alignment or column.alignment
    return tag(
        name,
        cell.attrs,
        classes=(f"align-{alignment}",) if alignment else (),
        scope=scope,
        colspan=_span(cell.column_span),
        rowspan=_span(cell.row_span),
    )


def _scope(slot: Slot, *, is_head: bool) -> str:
    """What a heading cell heads (HTML §4.9.10): its columns at the head of the table, else its rows."""
    name, span = ("col", slot.cell.column_span) if is_head else ("row", slot.cell.row_span)
    return name if span == 1 else f"{name}group"


def _span(cells: int) -> str:
    return "" if cells == 1 else str(cells)
