"""What briefkit makes of a plain text, as a list of blocks in JSON: a predictor for ``score.py`` of a corpus.

python benchmarks/structure_blocks.py TEXT
python benchmarks/structure_blocks.py --worker       reads a path a line, answers each with a line
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from briefkit.model import (
    Block,
    BulletList,
    CodeBlock,
    Group,
    Heading,
    NumberedList,
    Paragraph,
    Quote,
    Table,
)
from briefkit.model.walk import plain_text
from briefkit.read.decode import decode
from briefkit.read.structure.decode import Model
from briefkit.read.text import read
from briefkit.spans import Source


def blocks_of(text: str, *, weights: Model | None = None) -> list[dict[str, Any]]:
    """The blocks of a plain text in reading order."""
    document = read(Source("text", text), weights=weights).value
    blocks: list[dict[str, Any]] = []
    if document.meta.kicker:
        blocks.append({"type": "byline", "text": document.meta.kicker})
    if document.meta.title:
        blocks.append({"type": "title", "text": plain_text(document.meta.title)})
    lines = document.meta.extra.get("byline", "").splitlines()
    blocks.extend({"type": "byline", "text": line} for line in lines)
    blocks.extend(_told(document.blocks))
    return blocks


def _told(blocks: Sequence[Block], depth: int = 0) -> Iterator[dict[str, Any]]:
    for block in blocks:
        match block:
            case Heading():
                yield {"type": "heading", "text": plain_text(block.content), "level": block.level}
            case Paragraph():
                kind = next((name for name in block.attrs.classes if name in {"byline", "caption"}), "paragraph")
                yield {"type": kind, "text": plain_text(block.content)}
            case BulletList() | NumberedList():
                for item in block.items:
                    first, *rest = item.blocks
                    text = plain_text(first.content) if isinstance(first, Paragraph) else ""
                    ordered = isinstance(block, NumberedList)
                    yield {"type": "list_item", "text": text, "depth": depth + 1, "ordered": ordered}
                    yield from _told(rest, depth + 1)
            case Quote():
                for one in _told(block.blocks):
                    yield {**one, "type": "quote"}
            case Group():
                for one in _told(block.blocks):
                    yield {**one, "type": "footnote"}
            case CodeBlock():
                yield {"type": "code", "text": block.text}
            case Table():
                rows = [*block.head, *(row for body in block.bodies for row in body)]
                yield {
                    "type": "table",
                    "rows": [
                        [
                            " ".join(plain_text(inner.content) for inner in cell.blocks if isinstance(inner, Paragraph))
                            for cell in row.cells
                        ]
                        for row in rows
                    ],
                }
            case _:
                pass


def _answer(path: str) -> str:
    data = Path(path).read_bytes()
    return json.dumps(blocks_of(decode(data, path).value.text), ensure_ascii=False)


def main() -> None:
    """Answers for one file, or for each that is named on standard input."""
    if sys.argv[1:] in ([], ["--worker"]):
        for line in sys.stdin:
            print(_answer(line.rstrip("\n")), flush=True)
    else:
        print(_answer(sys.argv[-1]))


if __name__ == "__main__":
    main()
