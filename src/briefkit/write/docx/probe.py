"""The probe in the document's language: a house style's probe page is in one language, its reports are in many.

Language and direction belong to the document and not to its style. Where the probe has its own, it is given the
document's; what is in another language there stays so.
"""

from __future__ import annotations

from dataclasses import replace

from briefkit.write.docx.flow import (
    Anchor,
    Block,
    Contents,
    Field,
    Flow,
    Furniture,
    Hyperlink,
    Inline,
    LineBreak,
    List,
    Paragraph,
    Picture,
    Run,
    RunLook,
    Section,
    Tab,
)


def in_language_of(flow: Flow, probe: Flow) -> Flow:
    """`probe` with the language and the direction of `flow`."""
    if _language(probe.run) == _language(flow.run):
        return probe
    return _Translation(probe.run, flow.run).flow(probe)


def _language(look: RunLook) -> tuple[str, bool]:
    return look.language, look.is_right_to_left


class _Translation:
    """Rewrites a flow of the language of `old` into that of `new`."""

    def __init__(self, old: RunLook, new: RunLook) -> None:
        self._old = old
        self._new = new

    def flow(self, flow: Flow) -> Flow:
        return replace(
            flow,
            sections=tuple(map(self._section, flow.sections)),
            run=self._look(flow.run),
            lists=tuple(map(self._list, flow.lists)),
        )

    def _section(self, section: Section) -> Section:
        return replace(
            section,
            blocks=tuple(map(self._block, section.blocks)),
            headers=self._furniture(section.headers),
            footers=self._furniture(section.footers),
        )

    def _furniture(self, furniture: Furniture) -> Furniture:
        default, first, even = (
            None if paragraphs is None else tuple(map(self._paragraph, paragraphs))
            for paragraphs in (furniture.default, furniture.first, furniture.even)
        )
        return Furniture(default or (), first, even)

    def _block(self, block: Block) -> Block:
        if isinstance(block, Contents):
            return replace(block, paragraphs=tuple(map(self._paragraph, block.paragraphs)))
        return self._paragraph(block)

    def _paragraph(self, paragraph: Paragraph) -> Paragraph:
        look = paragraph.look
        if look.is_right_to_left == self._old.is_right_to_left:
            look = replace(look, is_right_to_left=self._new.is_right_to_left)
        content = tuple(map(self._inline, paragraph.content))
        return replace(paragraph, look=look, run_look=self._look(paragraph.run_look), content=content)

    def _inline(self, inline: Inline) -> Inline:
        match inline:
            case Run() | Tab() | LineBreak() | Field():
                return replace(inline, look=self._look(inline.look))
            case Hyperlink(content=content):
                return replace(inline, content=tuple(map(self._inline, content)))
            case Anchor() | Picture():
                return inline

    def _list(self, a_list: List) -> List:
        return List({at: replace(level, look=self._look(level.look)) for at, level in a_list.levels.items()})

    def _look(self, look: RunLook) -> RunLook:
        if look.language == self._old.language:
            look = replace(look, language=self._new.language)
        if look.is_right_to_left == self._old.is_right_to_left:
            look = replace(look, is_right_to_left=self._new.is_right_to_left)
        return look
