"""What the markup of a node depends on besides the node: words of the language, and what is known of the report."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

from msgspec import Struct

NO_BREAK = "\N{NO-BREAK SPACE}"


class Context(Struct, frozen=True):
    """`words` are the generated words by key. `numbers_headings` is whether headings show their numbers.

    `ids` are those that the report's nodes have: a link to another place in the report leads nowhere.
    """

    words: Mapping[str, str]
    numbers_headings: bool = False
    ids: frozenset[str] = frozenset()

    def label(self, kind: str, number: str) -> str:
        """What a caption begins with: the kind's word and the number, ``Figure 3``."""
        return f"{self.words[kind]}{NO_BREAK}{number}"

    def called(self, kind: str, number: str, *, begins_sentence: bool = False) -> str:
        """The same where a sentence has it: ``section 2.1``, ``Section 2.1`` where it begins one."""
        word = self.words[f"reference-{kind}"]
        return f"{word[:1].upper() + word[1:] if begins_sentence else word}{NO_BREAK}{number}"

    def leads_nowhere(self, target: str) -> bool:
        """Whether `target` is that of a link to a place in the report which is not there.

        ``#top`` leads to the top of any page (HTML §7.4.6.4).
        """
        is_top = target.casefold() == "#top"
        return target.startswith("#") and not is_top and not {target[1:], unquote(target[1:])} & self.ids
