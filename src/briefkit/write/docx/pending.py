"""What a walk meets on a box and Word has on a paragraph: it waits for the next paragraph that shows something."""

from __future__ import annotations

from msgspec import Struct, field

from briefkit.write.docx.flow import Anchor, Gap, ListReference, Picture, Table


class Pending(Struct):
    """What waits for the next paragraph that shows something."""

    gap: list[Gap] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    outline_level: int | None = None
    number: ListReference | None = None
    break_before: str = ""
    placed: list[Table] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    placed_on: int = 0  # the page that the last of them stands on
