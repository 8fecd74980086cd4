"""Makes the pictures of the documentation from real pages: ``python docs/make_pictures.py``.

Those of the guide come from its own fenced examples (a block of ``markdown`` with a picture right below), so that
source and look cannot differ; those of the README are pages of the samples; those of "CSS → Word" show its examples (a
block of ``html`` with a picture right below) twice, on the left the PDF, on the right the Word file as LibreOffice
prints it. `pictures/manifest.json` holds a digest of what each was made from, the composed page with its stylesheets; a
test compares it with what would be composed now.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
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

_COMPARED = re.compile(r"^```html\n(.*?)^```\n\n!\[[^\]]*\]\(pictures/([\w-]+)\.png\)", re.MULTILINE | re.DOTALL)
_SHEET = re.compile(r"^```css\n(.*?)^```", re.MULTILINE | re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>\s*", re.DOTALL)

_MARGIN_BOXES = "".join(
    f"@{edge}-{place} {{ content: none }} " for edge in ("top", "bottom") for place in ("left", "center", "right")
)
_SMALL = f"{{ size: 140mm 200mm; margin: 6mm; {_MARGIN_BOXES}}}"
SMALL_PAGE = Sheet("small-page.css", f"@page {_SMALL}\n@page :first {_SMALL}")
"""An example is set on a small page without header and footer."""

SOFFICE = ("soffice", "--headless", "--convert-to", "pdf")

EXAMPLE_DPI = 120
PAGES_DPI = 40
"""How small an example of several pages is drawn."""
PAGE_WIDTH = 480
"""Width in pixels of a whole page's picture."""
LINE = "#bbbbbb"
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


def compared() -> dict[str, Composed]:
    """What the pictures of "CSS → Word" are made from, by name: its examples, each with the sheet that all have."""
    text = (DOCS / "css-to-word.md").read_text(encoding="utf-8")
    (sheet, *_) = _SHEET.findall(text)
    return {found[2]: _compared(sheet, found[1]) for found in _COMPARED.finditer(text)}


def _compared(sheet: str, example: str) -> Composed:
    body, css = _STYLE.sub("", example), "".join(_STYLE.findall(example))
    html = f'<!doctype html><html lang="en"><head><title>CSS → Word</title></head><body>{body}</body></html>'
    return Composed(Page(html, (Sheet("example.css", sheet + css),), DOCS), None)


def sample(wanted: Sample) -> Composed:
    """What the picture of a sample's page is made from."""
    source = ROOT / wanted.source
    return composed(source.read_bytes(), source.name, source.parent, style=wanted.style, formats=(wanted.format,))


def manifest() -> dict[str, str]:
    """The digest of what each picture is to be made from, by its name."""
    pictured = {**examples(), **compared(), **{one.name: sample(one) for one in SAMPLES}}
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


def cropped(*images: Image, border: int = 12) -> tuple[Image, ...]:
    """Pictures of an example cut to what is on any of them, high blank bands lowered: all alike."""
    from PIL import Image as Images
    from PIL import ImageChops, ImageOps

    ink = Images.new("L", (images[0].width, max(image.height for image in images)))
    for image in images:
        shown = ImageOps.invert(image.convert("L")).point(lambda value: 255 if value > 8 else 0)
        ink = ImageChops.lighter(ink, ImageOps.pad(shown, ink.size, color=0, centering=(0, 0)))
    rows = [ink.crop((0, row, ink.width, row + 1)).getbbox() is not None for row in range(ink.height)]
    kept = list(_kept_rows(rows))
    box = ink.getbbox() or (0, 0, ink.width, 1)
    left, right = max(box[0] - border, 0), min(box[2] + border, ink.width)
    return tuple(_rows(image, kept, left, right, border) for image in images)


def _rows(image: Image, kept: list[int], left: int, right: int, border: int) -> Image:
    """Those rows of a picture between two columns, on white."""
    from PIL import Image as Images

    result = Images.new("RGB", (right - left, len(kept) + 2 * border), "white")
    for at, row in enumerate(kept, border):
        result.paste(image.crop((left, row, right, row + 1)), (0, at))
    return result


def side_by_side(pdf: bytes, word: bytes) -> Image:
    """Both files of an example, parted by a line: cut to what is on them, or small whole pages where there are more."""
    counts = (page_count(pdf), page_count(word))
    if counts == (1, 1):
        left, right = cropped(*(drawn(file, 1, dpi=EXAMPLE_DPI) for file in (pdf, word)))
        return _in_a_row((left, right))
    halves = (
        tuple(_framed(drawn(file, number, dpi=PAGES_DPI)) for number in range(1, count + 1))
        for file, count in zip((pdf, word), counts, strict=True)
    )
    return _in_a_row(tuple(_in_a_row(pages, line=False) for pages in halves))


def page_count(pdf: bytes) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(pdf))


def _framed(page: Image) -> Image:
    """A page with a line around it and room around that."""
    from PIL import ImageOps

    return ImageOps.expand(ImageOps.expand(page, 1, LINE), 8, "white")


def _in_a_row(images: Sequence[Image], *, line: bool = True) -> Image:
    """Pictures beside one another, with a line between them."""
    from PIL import Image as Images

    rule = 1 if line else 0
    width = sum(image.width for image in images) + rule * (len(images) - 1)
    result = Images.new("RGB", (width, max(image.height for image in images)), LINE if line else "white")
    at = 0
    for image in images:
        result.paste(Images.new("RGB", (image.width, result.height), "white"), (at, 0))
        result.paste(image, (at, 0))
        at += image.width + rule
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


def as_pdfs(words: Mapping[str, bytes]) -> dict[str, bytes] | None:
    """Word files by name, printed by LibreOffice; None where that is not installed."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / f"{name}.docx" for name in words}
        for name, path in paths.items():
            path.write_bytes(words[name])
        profile = f"-env:UserInstallation=file://{folder}/profile"
        try:
            subprocess.run(  # noqa: S603 (a program of the machine, on files of our own)
                [*SOFFICE, profile, "--outdir", folder, *map(str, paths.values())],
                check=True,
                capture_output=True,
                timeout=600,
            )
        except FileNotFoundError:
            return None
        return {name: path.with_suffix(".pdf").read_bytes() for name, path in paths.items()}


def main() -> None:
    """Makes all pictures and the manifest; those of Word files stay as they are where LibreOffice is missing."""
    PICTURES.mkdir(exist_ok=True)
    known: dict[str, str] = json.loads(MANIFEST.read_text(encoding="utf-8")) if MANIFEST.exists() else {}
    guide, both, samples = examples(), compared(), {one: sample(one) for one in SAMPLES}
    digests = {name: made.digest for name, made in (guide | both | {one.name: samples[one] for one in samples}).items()}
    of_word = both | {one.name: made for one, made in samples.items() if one.format == "docx"}
    printed = as_pdfs({name: written(made, "docx") for name, made in of_word.items()})
    if printed is None:
        sys.stderr.write(f"LibreOffice is missing, not made anew: {', '.join(sorted(of_word))}\n")
        digests |= {name: known.get(name, "") for name in of_word}
        printed = {}
    for name, made in guide.items():
        (image,) = cropped(drawn(written(made, "pdf"), 1, dpi=EXAMPLE_DPI))
        save(image, name, colours=128)
    for name in both.keys() & printed.keys():
        save(side_by_side(written(both[name], "pdf"), printed[name]), name, colours=32)
    for one, made in samples.items():
        pdf = written(made, "pdf") if one.format == "pdf" else printed.get(one.name)
        if pdf is not None:
            save(drawn(pdf, one.number, width=PAGE_WIDTH), one.name, colours=96)
    for path in PICTURES.glob("*.png"):
        if path.stem not in digests:
            path.unlink()
    MANIFEST.write_text(json.dumps(dict(sorted(digests.items())), indent=2) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
