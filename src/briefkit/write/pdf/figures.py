"""Captions: of a table inside it, of all else beside what is shown (ISO 32000-1 §14.8.4.2, PDF/UA-1 §7.3, §7.5).

The words in a figure that has an alternative text are not read out, that text is instead of them. So the caption of a
picture is no part of its ``Figure``: both stand in a ``Div``. So do a table and a caption that has something else
between: words are read in the order in which they stand.
"""

from __future__ import annotations

from briefkit.layout.tags import Tag


def place_captions(root: Tag) -> None:
    """Puts captions in their places; what holds a table is a wrapper around it that says nothing by itself."""
    for figure in [tag for tag in root.descendants() if tag.html_tag == "figure"]:
        inside = [tag for tag in figure.descendants() if _figure_of(tag) is figure.element]
        captions = [tag for tag in inside if tag.html_tag == "figcaption"]
        table = next((tag for tag in inside if tag.role == "Table"), None)
        if table is not None and captions and not any(kid.role == "Caption" for kid in table.tags):
            if not _are_neighbours(table, captions[0], inside):
                continue
            _move_into(table, captions[0], [figure, *inside])
        if table is not None or not captions:
            figure.role = ""


def _figure_of(tag: Tag) -> object:
    """The element of the innermost figure around a tag."""
    if tag.element is None:
        return None
    return next((element for element in tag.element.ancestors() if element.tag == "figure"), None)


def _are_neighbours(table: Tag, caption: Tag, inside: list[Tag]) -> bool:
    """Whether nothing is read between a table and a caption; `inside` are all tags of the figure, in order."""
    first, second = sorted((table, caption), key=inside.index)
    between = inside[inside.index(first) + 1 : inside.index(second)]
    own = set(map(id, first.descendants()))
    return all(id(tag) in own or any(inner is second for inner in tag.descendants()) for tag in between)


def _move_into(table: Tag, caption: Tag, figure: list[Tag]) -> None:
    """Makes the caption the table's: its first kid or its last, as it stands before or behind the table."""
    parent = next(tag for tag in figure if caption in tag.kids)
    parent.kids.remove(caption)
    is_before = figure.index(caption) < figure.index(table)
    table.kids.insert(0 if is_before else len(table.kids), caption)
