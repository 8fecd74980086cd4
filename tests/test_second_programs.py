"""Other people's programs look at what we write: validators, and readers that must take it.

Programs that are not on this machine skip their tests; pytest says which, and counts them. A validator with nothing to
say is no proof, but what it does say counts.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
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


@stems
def test_libreoffice_prints_the_word_file(outputs: Path, tmp_path: Path, stem: str) -> None:
    file = shutil.copy(outputs / f"{stem}.docx", tmp_path)

    assert printed(Path(file), "pdf").read_bytes().startswith(b"%PDF-")
