"""The named table styles of a document: which there are, what each is defined as, and which table has which.

As with paragraphs, the probe page defines the styles of a house style, and the most frequent look those it has not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from functools import cache
from itertools import count

from msgspec import Struct

from briefkit.write.docx.flow import Flow, Table
from briefkit.write.docx.style_bases import Ids
from briefkit.write.docx.style_names import Ladder, table_names
from briefkit.write.docx.table_formats import TableFormat, format_of


class TableStyle(Struct, frozen=True, eq=False):
    """A table style and the look that it gives a table."""

    name: str
    id: str
    format: TableFormat


class TableStyles:
    """All table styles. `is_taken` holds the lower-case names that styles of other types have."""

    def __init__(self, sources: Iterable[Flow], is_taken: Container[str], ids: Ids) -> None:
        self._is_taken = is_taken
        self._formats: dict[str, TableFormat] = {}
        self._names: dict[tuple[Ladder, TableFormat], str] = {}
        for source in sources:
            self._name_all(source)
        self._styles = {name: TableStyle(name, ids.new(name), found) for name, found in self._formats.items()}

    @property
    def all(self) -> tuple[TableStyle, ...]:
        return tuple(self._styles.values())

    def style(self, table: Table) -> TableStyle | None:
        """The style of a table of the document or of the probe; None for a table that is in neither."""
        name = self._names.get((_ladder(table), format_of(table)))
        return self._styles[name] if name is not None else None

    def _name_all(self, source: Flow) -> None:
        """Give every table a style: one that is there and agrees with it, or a new one of the first name that is free.

        The tables with the fewest words to tell them apart come first, then the most frequent looks.
        """
        counts = Counter((_ladder(table), format_of(table)) for table in source.tables())
        for ladder, found in sorted(counts, key=lambda key: (len(key[0]), -counts[key])):
            if (ladder, found) not in self._names:
                self._names[ladder, found] = self._named(ladder, found)

    def _named(self, ladder: Ladder, found: TableFormat) -> str:
        for name in self._rungs(ladder):
            known = self._formats.get(name)
            if known is None or known.agrees(found):
                self._formats[name] = found if known is None else known.filled(found)
                return name
        raise AssertionError("a ladder has no end")

    def _rungs(self, ladder: Ladder) -> Iterator[str]:
        yield from map(self._free, ladder)
        yield from (f"{self._free(ladder[-1])} {number}" for number in count(2))

    def _free(self, name: str) -> str:
        return f"{name} Style" if name.casefold() in self._is_taken else name


def _ladder(table: Table) -> Ladder:
    return _names_of(table.role, table.purpose)


_names_of = cache(table_names)
