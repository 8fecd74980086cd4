"""Tables: the order of their parts, spans of cells, scopes of header cells (PDF/UA-1 §7.5, ISO 32000-1 §14.8.5.7)."""

from __future__ import annotations

from briefkit.layout.tags import Tag


def complete_tables(root: Tag) -> None:
    """Puts the foot behind all bodies; says how far each cell spans, and what each header cell is the head of.

    The foot of a table over several pages is met on the first of them already.
    """
    for tag in root.descendants():
        if tag.role == "Table":
            _put_foot_last(tag)
            for part in tag.descendants():
                if part.role == "TR":
                    _complete_row(part, is_head=_is_in_head(tag, part))


def _put_foot_last(table: Tag) -> None:
    """Moves the foot to the end, before a caption that stands there."""
    feet = [kid for kid in table.tags if kid.role == "TFoot"]
    if feet:
        rest = [kid for kid in table.kids if kid not in feet]
        last = rest[-1] if rest else None
        place = len(rest) - 1 if isinstance(last, Tag) and last.role == "Caption" and len(rest) > 1 else len(rest)
        table.kids = [*rest[:place], *feet, *rest[place:]]


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
