"""Tables: spans of cells, scopes of header cells (PDF/UA-1 §7.5, ISO 32000-1 §14.8.5.7)."""

from __future__ import annotations

from briefkit.layout.tags import Tag


def complete_tables(root: Tag) -> None:
    """Says of each cell how far it spans, and of each header cell what it is the head of."""
    for tag in root.descendants():
        if tag.role == "Table":
            for part in tag.descendants():
                if part.role == "TR":
                    _complete_row(part, is_head=_is_in_head(tag, part))


def _is_in_head(table: Tag, row: Tag) -> bool:
    return any(row in part.tags for part in table.tags if part.role == "THead")


def _complete_row(row: Tag, *, is_head: bool) -> None:
    has_data = any(cell.role == "TD" for cell in row.tags)
    for cell in row.tags:
        values: dict[str, str | int | tuple[float, ...]] = {}
        if cell.column_span != 1:
            values["ColSpan"] = cell.column_span
        if cell.row_span != 1:
            values["RowSpan"] = cell.row_span
        if cell.role == "TH":
            values["Scope"] = _scope(cell, is_column=is_head or not has_data)
        if values:
            cell.attributes["Table"] = values


def _scope(cell: Tag, *, is_column: bool) -> str:
    """The author's ``scope``, else by where the cell stands: over data it heads the column, beside data the row."""
    said = cell.element.attributes.get("scope", "") if cell.element is not None else ""
    if said in {"row", "rowgroup"}:
        return "Row"
    return "Column" if said in {"col", "colgroup"} or is_column else "Row"
