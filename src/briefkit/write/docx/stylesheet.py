"""The named styles of a document: which there are, what each is defined as, and which paragraph and run has which.

Definitions come from the probe, the page that shows one of everything a house style has: so they are the same in every
report, and styles that a report does not use are there all the same. Without a probe, or for roles that it has not,
the most frequent instance in the document defines the style.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefkit.write.docx.clusters import Agreement, Group, Naming
from briefkit.write.docx.flow import (
    Field,
    Flow,
    Hyperlink,
    Inline,
    LineBreak,
    Note,
    Paragraph,
    Role,
    Run,
    RunLook,
    Tab,
    inlines_in,
    paragraphs_in,
)
from briefkit.write.docx.run_properties import TOGGLES, UNSTYLED, Delta, delta, styled
from briefkit.write.docx.style_bases import NORMAL, Definition, Ids, ParagraphStyle, with_bases
from briefkit.write.docx.style_names import Ladder, character_names, paragraph_names
from briefkit.write.docx.table_styles import TableStyles
from briefkit.write.docx.variants import difference_word

HYPERLINK = "Hyperlink"
PLAIN_LINK = "Plain Link"

_WITH_ROLES = (Run, Field, Note)

_FOUND_BY_NAME = frozenset({"Title", "Subtitle", "caption", "footnote text", "endnote text", "header", "footer"})
"""Styles that Word's own commands look for: no paragraph has a variant of these."""


class CharacterStyle(Struct, frozen=True, eq=False):
    """A character style: what it changes in the look of the paragraph around it."""

    name: str
    id: str
    change: Delta


class Stylesheet:
    """All styles, and who has which. Normal is the first of `paragraph_styles`."""

    def __init__(self, flow: Flow, probe: Flow | None) -> None:
        self._ladders: dict[tuple[Role, bool], Ladder] = {}
        self._character_ladders: dict[Role, Ladder] = {}
        sources = [source for source in (probe, flow) if source is not None]
        found = [tuple(all_paragraphs(source)) for source in sources]
        paragraphs = self._name_paragraphs(found)
        characters = self._name_characters(found, {name.casefold() for name in paragraphs.definitions})
        ids = Ids()
        self._paragraph_naming, self._character_naming = paragraphs, characters
        self._by_name = with_bases(flow, paragraphs, ids)
        changes = characters.definitions | _link_changes(found, characters.definitions)
        self._characters = {name: CharacterStyle(name, ids.new(name), change) for name, change in changes.items()}
        self._of: dict[tuple[Role, Definition], ParagraphStyle] = {}
        taken = {name.casefold() for name in (*self._by_name, *self._characters)}
        self.tables = TableStyles(sources, taken, ids)

    @property
    def paragraph_styles(self) -> tuple[ParagraphStyle, ...]:
        return tuple(self._by_name.values())

    @property
    def character_styles(self) -> tuple[CharacterStyle, ...]:
        return tuple(self._characters.values())

    @property
    def hyperlink(self) -> CharacterStyle | None:
        """The style of links; None where nothing has a link."""
        return self._characters.get(HYPERLINK)

    @property
    def link_styles(self) -> tuple[CharacterStyle, ...]:
        """The styles that text in a link has when its role gives it none."""
        return tuple(style for name in (HYPERLINK, PLAIN_LINK) if (style := self._characters.get(name)) is not None)

    def named(self, name: str) -> ParagraphStyle | None:
        return self._by_name.get(name)

    def style(self, paragraph: Paragraph) -> ParagraphStyle:
        """The style of a paragraph of the document or of the probe."""
        definition = _definition(paragraph)
        key = (paragraph.role, definition)
        if key not in self._of:
            name = self._paragraph_naming.name(self._ladder(paragraph.role, definition.is_marked), definition)
            self._of[key] = self._by_name[name or NORMAL]
        return self._of[key]

    def character(self, role: Role | None) -> CharacterStyle | None:
        """The style of runs with this role, where it has one."""
        if role is None:
            return None
        name = self._character_naming.name(self._character_ladder(role), ())
        return self._characters[name] if name else None

    def _name_paragraphs(self, sources: Iterable[Sequence[Paragraph]]) -> Naming[Definition]:
        naming = Naming(Agreement(_may_share, _is_near, _is_said, _may_vary, difference_word))
        groups: dict[Ladder, Group[Definition]] = {}
        for source in sources:
            groups = {}
            for paragraph in source:
                definition = _definition(paragraph)
                ladder = self._ladder(paragraph.role, definition.is_marked)
                if ladder not in groups:
                    groups[ladder] = Group(ladder)
                groups[ladder].values[definition] += 1
            naming.name_all(groups.values(), finds_variants=True)
        total = sum(group.values.total() for group in groups.values())
        naming.name_exceptions(groups.values(), total=total, fixed=_FOUND_BY_NAME)
        return naming

    def _name_characters(self, sources: Iterable[Sequence[Paragraph]], is_taken: set[str]) -> Naming[Delta]:
        agreement = Agreement[Delta](
            may_share=lambda change, group: change == group.usual,
            is_near=lambda _, __: True,
            is_said=lambda _, __: True,
            may_vary=lambda _, __: False,
            word_for=lambda _, __: "",
        )
        naming = Naming(agreement, is_taken=is_taken, suffix=" Characters")
        changes: dict[tuple[RunLook, RunLook], Delta] = {}
        for source in sources:
            groups: dict[Ladder, Group[Delta]] = {}
            for paragraph in source:
                base = paragraph.run_look
                for role, look in _runs(paragraph.content):
                    if look is base or not (ladder := self._character_ladder(role)):
                        continue
                    if (look, base) not in changes:
                        changes[look, base] = _change(look, base)
                    if change := changes[look, base]:
                        if ladder not in groups:
                            groups[ladder] = Group(ladder)
                        groups[ladder].values[change] += 1
            naming.name_all(groups.values(), finds_variants=False)
        return naming

    def _ladder(self, role: Role, is_marked: bool) -> Ladder:
        key = (role, is_marked)
        if key not in self._ladders:
            self._ladders[key] = paragraph_names(role, is_marked=is_marked)
        return self._ladders[key]

    def _character_ladder(self, role: Role) -> Ladder:
        if role not in self._character_ladders:
            self._character_ladders[role] = character_names(role)
        return self._character_ladders[role]


def all_paragraphs(flow: Flow) -> Iterator[Paragraph]:
    """The paragraphs of the body, then those of headers and footers, section by section."""
    yield from flow.paragraphs()
    for section in flow.sections:
        for furniture in (section.headers, section.footers):
            yield from paragraphs_in(furniture.blocks)


def _definition(paragraph: Paragraph) -> Definition:
    is_marked = paragraph.list is not None and paragraph.list.has_marker
    return Definition(paragraph.look, styled(paragraph.run_look), is_marked)


def _runs(content: Iterable[Inline]) -> Iterator[tuple[Role, RunLook]]:
    """Role and look of all that has a role."""
    for inline in inlines_in(content):
        if isinstance(inline, Run) and inline.is_room:
            continue
        if isinstance(inline, _WITH_ROLES) and inline.role is not None:
            yield inline.role, inline.look


def _link_changes(sources: Iterable[Sequence[Paragraph]], known: Mapping[str, Delta]) -> dict[str, Delta]:
    """The styles of links that looks alone do not give.

    LibreOffice makes a link only of runs that have a character style, so links that look like the text around them need
    one that changes nothing: "Hyperlink" where no link looks otherwise.
    """
    links = [
        (paragraph.run_look, inline)
        for source in sources
        for paragraph in source
        for inline in paragraph.content
        if isinstance(inline, Hyperlink)
    ]
    if not links:
        return {}
    if HYPERLINK not in known:
        return {HYPERLINK: ()}
    return {PLAIN_LINK: ()} if any(look in set(_looks(link.content)) for look, link in links) else {}


def _looks(content: Iterable[Inline]) -> Iterator[RunLook]:
    return (inline.look for inline in inlines_in(content) if isinstance(inline, Run | Tab | LineBreak | Field | Note))


def _change(look: RunLook, base: RunLook) -> Delta:
    """What a character style can say of the difference.

    It cannot switch a toggle off: off in a character style leaves on what the paragraph's style has on (§17.7.3).
    """
    return tuple(
        (name, value) for name, value in delta(look, base) if (value or name not in TOGGLES) and name not in UNSTYLED
    )


# Agreement ------------------------------------------------------------------------------------------------------------


def _may_share(definition: Definition, group: Group[Definition]) -> bool:
    """Whether a group can have this style: it looks the same, but perhaps for what its neighbours changed by chance."""
    usual = group.usual
    if not _is_near(definition, usual):
        return False
    return not group.is_settled or _unplaced(usual) == _unplaced(definition)


def _is_near(definition: Definition, other: Definition) -> bool:
    """Whether two looks differ at most in what a paragraph's neighbours change: spacing, keeping together, breaks."""
    return _essence(definition) == _essence(other)


def _is_said(definition: Definition, other: Definition) -> bool:
    """Whether a paragraph can have a style of this definition with no look of its own, but for the indents of items:
    those are of the numbering level."""
    return _unindented(definition) == _unindented(other)


def _may_vary(definition: Definition, other: Definition) -> bool:
    """Whether a paragraph may have a variant of its style.

    Fields find headings by their style's own name, and a page break is where a paragraph stands, not how it looks.
    """
    adds_break = other.look.breaks_page_before and not definition.look.breaks_page_before
    is_heading = definition.look.outline_level is not None or other.look.outline_level is not None
    return definition.is_marked == other.is_marked and not is_heading and not adds_break


def _essence(definition: Definition) -> Definition:
    look = replace(_unplaced(definition).look, before=0, after=0, keeps_next=False, keeps_lines=False)
    return replace(definition, look=look)


def _unplaced(definition: Definition) -> Definition:
    """Without page breaks, and without the indents that a numbering level takes over."""
    unindented = _unindented(definition)
    return replace(unindented, look=replace(unindented.look, breaks_page_before=False))


def _unindented(definition: Definition) -> Definition:
    if not definition.is_marked:
        return definition
    return replace(definition, look=replace(definition.look, left=0, first_line=0))
