"""Other people's programs look at what we write: validators, and readers that must take it.

Programs that are not on this machine skip their tests; pytest says which, and counts them. A validator with nothing to
say is no proof, but what it does say counts.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import ImageChops
from tests.documents import said
from tests.programs import printed, program, run

import briefkit
from briefkit.model.walk import plain_text

SEEDS = sorted(filter(Path.is_file, (Path(__file__).resolve().parent.parent / "seeds").iterdir()))
BRIEFKIT = [sys.executable, "-m", "briefkit"]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the samples are built, as a user builds them."""
    folder = tmp_path_factory.mktemp("outputs")
    run([*BRIEFKIT, "build", *SEEDS, "--to", "pdf,docx", "--out", folder])
    return folder


stems = pytest.mark.parametrize("stem", [source.stem for source in SEEDS])


@stems
def test_the_pdf_conforms_to_pdf_ua(outputs: Path, stem: str) -> None:
    page = pytest.importorskip("page", reason="page-validation is not installed")

    report = page.validate_pdf(str(outputs / f"{stem}.pdf"), profile="ua1")

    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


@stems
def test_qpdf_finds_no_fault_in_the_pdf(outputs: Path, stem: str) -> None:
    said = run([program("qpdf"), "--check", outputs / f"{stem}.pdf"])

    assert "No syntax or stream encoding errors found" in said


@stems
def test_poppler_reads_the_title_and_as_many_words(outputs: Path, stem: str) -> None:
    document = briefkit.read(next(seed for seed in SEEDS if seed.stem == stem))

    read = run([program("pdftotext"), outputs / f"{stem}.pdf", "-"]).split()

    assert f" {plain_text(document.meta.title)} " in f" {' '.join(read)} "
    assert len(read) >= len(said(document))


@stems
def test_the_word_file_is_valid_open_xml(outputs: Path, stem: str) -> None:
    said = run([program("openxml-audit"), "-f", "microsoft365", "-o", "json", outputs / f"{stem}.docx"])

    assert json.loads(said)[0]["errors"] == []


@stems
def test_the_word_file_is_whole(outputs: Path, stem: str) -> None:
    file = outputs / f"{stem}.docx"

    said = run([program("ooxml-integrity"), "check", "--no-config", "--fail-on", "info", "--json", file])

    assert json.loads(said)["files"][0]["findings"] == []


def test_libreoffice_prints_a_watermark_where_the_pdf_has_it(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(WATERMARKED)
    run([*BRIEFKIT, "render", page, "-o", tmp_path / "page.pdf", "-o", tmp_path / "page.docx"])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"

    office = [program("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path / "printed"]
    run([*office, tmp_path / "page.docx"])

    assert coloured(tmp_path / "printed/page.pdf") == pytest.approx(coloured(tmp_path / "page.pdf"), abs=3)


WATERMARKED = """<!doctype html><html lang="en"><head><title>Page</title><style>
@font-face { font-family: Text; src: url("briefkit-font:Fira Sans/400") }
@page { size: A5; margin: 20mm } html { font: 10pt Text }
div { position: fixed; top: 150pt; left: 40pt; color: red; font-size: 60pt; transform: rotate(-35deg) }
</style></head><body><div aria-hidden="true">Draft</div><p>Words</p></body></html>"""


def coloured(pdf: Path) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of all that is red on the first page, in points."""
    with pdfium.PdfDocument(pdf) as document:
        red, green, _ = document[0].render().to_pil().convert("RGB").split()
    box: tuple[int, int, int, int] | None = ImageChops.subtract(red, green).getbbox()
    assert box is not None
    return box


@stems
def test_libreoffice_prints_the_word_file(outputs: Path, tmp_path: Path, stem: str) -> None:
    file = shutil.copy(outputs / f"{stem}.docx", tmp_path)

    assert printed(Path(file), "pdf").read_bytes().startswith(b"%PDF-")
