"""Makes the pictures of the documentation from real pages: ``python docs/make_pictures.py``.

Those of the guide come from its own fenced examples (a block of ``markdown`` with a picture right below), so that
source and look cannot differ; those of the README are pages of the samples. `pictures/manifest.json` holds a digest of
what each was made from, the composed page with its stylesheets; a test compares it with what would be composed now.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefkit import pipeline
from briefkit.compose.page import Page, Sheet
from briefkit.config import Settings, Value
from briefkit.diagnostics.report import Report
from briefkit.resources import LocalResources

if TYPE_CHECKING:
    from PIL.Image import Image

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PICTURES = DOCS / "pictures"
MANIFEST = PICTURES / "manifest.json"
COMMAND = "python docs/make_pictures.py"

_EXAMPLE = re.compile(r"^(`{3,})markdown\n(.*?)^\1\n\n!\[[^\]]*\]\(pictures/([\w-]+)\.png\)", re.MULTILINE | re.DOTALL)

_MARGIN_BOXES = "".join(
    f"@{edge}-{place} {{ content: none }} " for edge in ("top", "bottom") for place in ("left", "center", "right")
)
_SMALL = f"{{ size: 140mm 200mm; margin: 6mm; {_MARGIN_BOXES}}}"
SMALL_PAGE = Sheet("small-page.css", f"@page {_SMALL}\n@page :first {_SMALL}")
"""An example is set on a small page without header and footer."""

EXAMPLE_DPI = 120
PAGE_WIDTH = 480
"""Width in pixels of a whole page's picture."""
GAP = 30
"""Blank bands of an example higher than so many pixels, as over a footnote, are made so high."""


@dataclasses.dataclass(frozen=True)
class Sample:
    """A page of a source in a style: `number` counts from 1; `format` is what the picture is of."""

    name: str
    source: str
    style: str = "briefing"
    number: int = 1
    format: str = "pdf"


SAMPLES = (
    Sample("island-ferry-briefing", "seeds/island-ferry.md"),
    Sample("island-ferry-briefing-2", "seeds/island-ferry.md", number=2),
    Sample("island-ferry-word-2", "seeds/island-ferry.md", number=2, format="docx"),
    Sample("island-ferry-memo", "seeds/island-ferry.md", style="memo"),
    Sample("cities-and-heat-briefing", "seeds/cities-and-heat.txt"),
)


@dataclasses.dataclass(frozen=True)
class Composed:
    """What a picture is made from."""

    page: Page
    probe: Page | None

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.page.one_file().encode()).hexdigest()


def composed(data: bytes, name: str, base: Path, *, style: str = "briefing", formats: tuple[str, ...] = ()) -> Composed:
    """The page that a source makes; a fault in it is a fault in the documentation, and stops the work."""
    settings = Settings(command={"style.name": Value(style), "formats": Value(formats or ("pdf",))})
    resources, report = LocalResources(ROOT), Report()
    document, settings = pipeline.understand(data, name=name, settings=settings, resources=resources, report=report)
    page, probe = pipeline.compose(document, settings, resources, report, base=base)
    if report.in_order():
        raise ValueError(f"{name}: {'; '.join(found.message for found in report.in_order())}")
    return Composed(page, probe)


def examples() -> dict[str, Composed]:
    """What the guide's pictures are made from, by name."""
    text = (DOCS / "guide.md").read_text(encoding="utf-8")
    return {found[3]: _example(found[3], found[2]) for found in _EXAMPLE.finditer(text)}


def _example(name: str, text: str) -> Composed:
    made = composed(text.encode(), f"{name}.md", DOCS)
    return dataclasses.replace(made, page=replace(made.page, sheets=(*made.page.sheets, SMALL_PAGE)))


def sample(wanted: Sample) -> Composed:
    """What the picture of a sample's page is made from."""
    source = ROOT / wanted.source
    return composed(source.read_bytes(), source.name, source.parent, style=wanted.style, formats=(wanted.format,))


def manifest() -> dict[str, str]:
    """The digest of what each picture is to be made from, by its name."""
    pictured = {**examples(), **{one.name: sample(one) for one in SAMPLES}}
    return {name: made.digest for name, made in sorted(pictured.items())}


# Drawing ------------------------------------------------------------------------------------------------------------


def written(made: Composed, format: str) -> bytes:  # noqa: A002 (the word for it)
    """The file of a composed page in a format; whatever there is to say of it goes to standard error."""
    resources, report = LocalResources(ROOT), Report()
    file = pipeline.write(made.page, made.probe, (format,), resources, report)[format]
    sys.stderr.writelines(f"{format}: {found.message}\n" for found in report.in_order())
    return file


def drawn(pdf: bytes, number: int, *, dpi: float = 0, width: int = 0) -> Image:
    """Page `number` of a PDF, at so many dots an inch or so many pixels wide."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    page = document[number - 1]
    scale = dpi / 72 if dpi else width / page.get_width()
    image: Image = page.render(scale=scale).to_pil().convert("RGB")
    return image


def cropped(image: Image, *, border: int = 12) -> Image:
    """An example cut to what is on it, its high blank bands lowered."""
    from PIL import Image as Images
    from PIL import ImageOps

    inked = ImageOps.invert(image.convert("L")).point(lambda value: 255 if value > 8 else 0)
    rows = [inked.crop((0, row, image.width, row + 1)).getbbox() is not None for row in range(image.height)]
    kept = list(_kept_rows(rows))
    box = inked.getbbox() or (0, 0, image.width, 1)
    left, right = max(box[0] - border, 0), min(box[2] + border, image.width)
    result = Images.new("RGB", (right - left, len(kept) + 2 * border), "white")
    for at, row in enumerate(kept, border):
        result.paste(image.crop((left, row, right, row + 1)), (0, at))
    return result


def _kept_rows(rows: list[bool]) -> Iterator[int]:
    """The rows from the first inked one to the last, of each blank band `GAP` at most."""
    inked = [number for number, is_inked in enumerate(rows) if is_inked]
    for number in range(inked[0], inked[-1] + 1) if inked else ():
        if any(rows[max(number - GAP + 1, 0) : number + 1]):
            yield number


def save(image: Image, name: str, *, colours: int) -> None:
    """Saves a picture with so many colours."""
    from PIL.Image import Dither, Quantize

    few = image.quantize(colours, method=Quantize.MAXCOVERAGE, dither=Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)


def as_pdf(word: bytes) -> bytes | None:
    """A Word file printed by LibreOffice; None where that is not installed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.docx"
        path.write_bytes(word)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        try:
            subprocess.run(  # noqa: S603 (a program of the machine, on a file of our own)
                ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)],  # noqa: S607
                check=True,
                capture_output=True,
                timeout=180,
            )
        except FileNotFoundError:
            return None
        return path.with_suffix(".pdf").read_bytes()


def main() -> None:
    """Makes all pictures and the manifest; a Word page's picture stays as it is where LibreOffice is missing."""
    PICTURES.mkdir(exist_ok=True)
    known: dict[str, str] = json.loads(MANIFEST.read_text(encoding="utf-8")) if MANIFEST.exists() else {}
    digests = {}
    for name, made in examples().items():
        save(cropped(drawn(written(made, "pdf"), 1, dpi=EXAMPLE_DPI)), name, colours=128)
        digests[name] = made.digest
    for one in SAMPLES:
        made = sample(one)
        file = written(made, one.format)
        pdf = as_pdf(file) if one.format == "docx" else file
        if pdf is None:
            sys.stderr.write(f"{one.name}: LibreOffice is missing, the picture is not made anew\n")
            digests[one.name] = known.get(one.name, "")
            continue
        save(drawn(pdf, one.number, width=PAGE_WIDTH), one.name, colours=96)
        digests[one.name] = made.digest
    for path in PICTURES.glob("*.png"):
        if path.stem not in digests:
            path.unlink()
    MANIFEST.write_text(json.dumps(dict(sorted(digests.items())), indent=2) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
