"""Cases that the corpus has few of, put into its documents for teaching: captions, quotations with their authors,
tables, references, notes, numbered clauses, bylines. Their words are the document's own, names those of the corpus's
authors.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, TypeAlias

Block: TypeAlias = dict[str, Any]
Document: TypeAlias = dict[str, Any]

CAPTION_WORDS = (
    "Figure", "Fig.", "Table", "Box", "Chart", "Exhibit", "Map", "Graph", "Photo", "Abbildung", "Tabelle", "Tableau",
    "Figura", "Cuadro",
)  # fmt: skip
REFERENCE_HEADINGS = (
    "References", "Bibliography", "Notes", "Sources", "Works cited", "Endnotes", "Literatur", "Literature cited",
)  # fmt: skip
CLAUSES = ("Article {}: ", "{}. ", "{} ", "Section {}: ", "§ {} ")
LETTERS = "אבגדהוזחטיכלמנסעפצקרשת"
FEWEST = 12
"""Sentences that a document has at least to be put together from."""


def made_of(document: Document, names: Sequence[str]) -> Document | None:
    """The document with cases put in; None for one with too little text. The same each time."""
    writer = _Writer(document, names)
    if len(writer.sentences) < FEWEST or not writer.headings:
        return None
    return writer.made()


def without_case(text: str) -> str:
    """The text in the letters of a script that has no capitals."""
    return "".join(LETTERS[ord(letter.lower()) % len(LETTERS)] if letter.isalpha() else letter for letter in text)


class _Writer:
    """Writes cases from the words of one document."""

    def __init__(self, document: Document, names: Sequence[str]) -> None:
        self.document = document
        self.names = names
        self.random = random.Random(f"{document['id']}:cases")
        self.headings = [block["text"] for block in document["blocks"] if block["type"] == "heading"]
        prose = (block["text"] for block in document["blocks"] if block["type"] in {"paragraph", "list_item"})
        sentences = (sentence for text in prose for sentence in re.split(r"(?<=[.!?])\s+", text))
        self.sentences = [sentence for sentence in sentences if 6 <= len(sentence.split()) <= 60]

    def made(self) -> Document:
        """The document with all cases."""
        blocks = [dict(block) for block in self.document["blocks"]]
        made = {**self.document, "id": f"{self.document['id']}~"}
        if not made.get("authors") and self.happens(0.7):
            made["authors"] = [self.name() for _ in range(self.random.choice((1, 1, 2, 3)))]
        if not made.get("date") and self.happens(0.6):
            pick = self.random.randint
            made["date"] = f"{pick(1995, 2026)}-{pick(1, 12):02d}-{pick(1, 28):02d}"
        self.put_in(blocks)
        if not any(block["type"] in {"reference", "footnote"} for block in blocks):
            if self.happens(0.6):
                blocks += self.references()
            elif self.happens(0.5):
                blocks += [{"type": "footnote", "num": n, "text": self.note()} for n in range(1, self.count(3, 14))]
        if self.happens(0.12):
            self.number_clauses(blocks)
        return {**made, "blocks": blocks}

    def happens(self, chance: float) -> bool:
        return self.random.random() < chance

    def count(self, least: int, most: int) -> int:
        return self.random.randint(least, most)

    def name(self) -> str:
        return self.random.choice(self.names)

    def phrase(self, least: int, most: int) -> str:
        """The beginning of some sentence, with a capital and no stop."""
        words = self.random.choice(self.sentences).rstrip(".!?").split()
        text = " ".join(words[: self.count(least, most)]).rstrip(",;:")
        return text[0].upper() + text[1:]

    # Between paragraphs ---------------------------------------------------------------------------------------------

    def put_in(self, blocks: list[Block]) -> None:
        """Captions, quotations and tables, each after a paragraph."""
        places = [
            place
            for place, (before, block) in enumerate(pairwise(blocks), 1)
            if place > 2
            and block["type"] == "paragraph"
            and before["type"] in {"paragraph", "heading"}
            and not block.get("in_list")
        ]
        self.random.shuffle(places)
        captions, quotations, tables = self.count(0, 4), self.count(0, 4), self.count(0, 2)
        cases = [
            *zip(places[:4], self.captions(captions), strict=False),
            *((place, self.quotation()) for place in places[4 : 4 + quotations]),
            *((place, [self.table()]) for place in places[8 : 8 + tables]),
        ]
        for place, case in sorted(cases, key=lambda case: -case[0]):
            blocks[place + 1 : place + 1] = case

    def captions(self, count: int) -> list[list[Block]]:
        word, mark = self.random.choice(CAPTION_WORDS), self.random.choice((": ", " ", ". ", " – ", ".  "))
        chapter = f"{self.count(1, 5)}{self.random.choice('.-')}" if self.happens(0.2) else ""
        cases = []
        for number in range(1, count + 1):
            text = f"{word} {chapter}{number}{mark}{self.phrase(3, 14)}{'.' if self.happens(0.3) else ''}"
            text += f". {self.random.choice(self.sentences)}" if self.happens(0.15) else ""
            case = [{"type": "caption", "text": text}]
            if self.happens(0.3):
                origin = self.random.choice((f"{self.name()}, {self.count(1990, 2026)}", self.phrase(2, 6)))
                label = self.random.choice(("Source", "Source", "Sources", "Quelle"))
                case.append({"type": "caption", "text": f"{label}: {origin}"})
            cases.append(case)
        return cases

    def quotation(self) -> list[Block]:
        start = self.count(0, len(self.sentences) - 3)
        said = " ".join(self.sentences[start : start + self.count(1, 3)])
        case = [{"type": "quote", "text": said}]
        if self.happens(0.75):
            work = f"“{self.random.choice(self.headings)}”"
            by = self.random.choice((
                self.name(),
                f"{self.name()}, {self.phrase(2, 4)}",
                f"{self.name()}, {work}",
                f"@{self.name().split()[0].lower()}, {work}",
                f"{self.name()} ({self.count(1900, 2025)})",
            ))  # fmt: skip
            case.append({"type": "quote", "text": self.random.choice(("— ", "– ", "—", "― ", "- ")) + by})
        return case

    def table(self) -> Block:
        columns, kind = self.count(2, 5), self.random.random()
        rows = [[self.phrase(1, 3) for _ in range(columns)]]
        for _ in range(self.count(2, 8)):
            row = [self.phrase(1, 4), *(self.cell(kind) for _ in range(columns - 1))]
            rows.append([*row[:-1], row[-1] or "x"])
        return {"type": "table", "rows": rows, "header": True}

    def cell(self, kind: float) -> str:
        pick = self.count
        if kind < 0.5:
            figures = (
                str(pick(1, 9999)),
                f"{pick(0, 999) / 10}",
                f"{pick(1, 99)}%",
                f"{pick(1, 999)},{pick(100, 999)}",
            )
            return self.random.choice((*figures, "–", "n/a"))
        return self.phrase(1, 9) if kind < 0.8 else self.random.choice(("Yes", "No", "High", "Low", "Medium", ""))

    # At the end -----------------------------------------------------------------------------------------------------

    def references(self) -> list[Block]:
        """A list of works under a heading, all cited one way but for some."""
        heading = self.random.choice(REFERENCE_HEADINGS)
        heading = heading.upper() if self.happens(0.1) else heading
        is_numbered, manner = self.happens(0.6), self.count(0, 4)
        entries = []
        for number in range(1, self.count(3, 25)):
            text = self.reference(manner if self.happens(0.85) else self.count(0, 4), number)
            extra = {"num": number} if is_numbered else {"bullet": self.happens(0.4)}
            entries.append({"type": "reference", "text": text, **extra})
        return [{"type": "heading", "level": 1, "text": heading}, *entries]

    def reference(self, manner: int, number: int) -> str:
        name, year = self.name(), self.count(1960, 2026)
        title = self.random.choice((self.random.choice(self.headings), self.phrase(4, 10)))
        first, last = name[0], name.split()[-1]
        pages = f"{self.count(1, 60)}({self.count(1, 12)}), {self.count(1, 200)}–{self.count(201, 400)}"
        return (
            f"{last}, {first}. ({year}). {title}. Journal of {self.phrase(1, 3)}, {pages}.",
            f"{name}, “{title},” {self.phrase(1, 3)}, {year}, https://www.{last.lower()}.org/{number}",
            f"{first}. {last}, {title}. {self.phrase(1, 2)} Press, {year}.",
            f"{name}, {title}, p. {self.count(1, 300)}.",
            f"{title}. https://{last.lower()}.com/{year}/{number}",
        )[manner]

    def note(self) -> str:
        name = self.name()
        return self.random.choice((
            self.random.choice(self.sentences),
            f"{name}, {self.phrase(3, 8)}, {self.count(1960, 2026)}.",
            f"https://{name.split()[-1].lower()}.org/{self.count(1, 99)}",
            f"See {self.phrase(3, 10)}.",
        ))  # fmt: skip

    def number_clauses(self, blocks: list[Block]) -> None:
        """Numbers sections and the paragraphs in them, as bylaws do."""
        section = clause = 0
        style, end = self.random.choice(CLAUSES), self.random.choice((". ", " ", ") "))
        for block in blocks:
            if block["type"] == "heading" and block["level"] == 1:
                section, clause = section + 1, 0
                block["text"] = style.format(section) + block["text"]
            elif (
                block["type"] == "paragraph" and section and not block.get("in_list") and len(block["text"].split()) > 8
            ):
                clause += 1
                block["text"] = f"{section}.{clause}{end}{block['text']}"
