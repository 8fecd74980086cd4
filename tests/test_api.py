"""The public API: what `import briefkit` offers, and what it costs."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import briefkit

SOURCE = "# A Bridge for Nowhere\n\nIt is *not* open.\n"


def test_the_public_names_are_these() -> None:
    assert briefkit.__all__ == [
        "BriefkitError",
        "Diagnostic",
        "Document",
        "DocumentError",
        "Result",
        "UnavailableError",
        "UsageError",
        "build",
        "read",
        "render_html",
        "to_json",
    ]
    assert all(getattr(briefkit, name) is not None for name in briefkit.__all__)


@pytest.mark.parametrize(
    ("name", "signature"),
    [
        (
            "read",
            "(source: 'str | Path', *, format: 'str' = '', report: 'Callable[[Diagnostic], object] | None' = None)",
        ),
        (
            "build",
            (
                "(document: 'Document', *, style: 'str | Path' = 'briefing', "
                "formats: 'Iterable[str]' = ('pdf', 'docx'), "
                "options: 'Mapping[str, object] | None' = None, variables: 'Mapping[str, str] | None' = None, "
                "root: 'Path | None' = None)"
            ),
        ),
        (
            "render_html",
            (
                "(html: 'str | Path', *, css: 'Iterable[str | Path]' = (), "
                "formats: 'Iterable[str]' = ('pdf', 'docx'), root: 'Path | None' = None)"
            ),
        ),
        ("to_json", "(document: 'Document', *, spans: 'bool' = False)"),
    ],
)
def test_the_signatures_are_these(name: str, signature: str) -> None:
    from briefkit import api

    assert str(inspect.signature(getattr(api, name))).rpartition(" -> ")[0] == signature


def test_importing_briefkit_is_cheap() -> None:
    script = "import sys; import briefkit; print(*{name.partition('.')[0] for name in sys.modules})"

    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)

    assert not {"msgspec", "weasyprint", "rich", "lxml", "jinja2", "click", "docx"} & set(ran.stdout.split())


@pytest.mark.parametrize("first", ["", "import briefkit.read, briefkit.build", "from briefkit.read import decode"])
def test_stages_and_functions_of_one_name_get_on(first: str) -> None:
    script = f"""{first}
import briefkit, briefkit.read, briefkit.build.publish
assert callable(briefkit.read) and callable(briefkit.build)
assert briefkit.read("A title\\n\\nAnd a paragraph of words after it.").blocks
assert callable(briefkit.read.decode) and briefkit.build.publish.publish_files
"""
    environment = {**os.environ, "PYTHONWARNINGS": "error"}

    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False, env=environment)

    assert (ran.returncode, ran.stderr) == (0, b"")


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        _ = briefkit.nonsense


# Reading ------------------------------------------------------------------------------------------------------------


def test_a_text_is_read_as_plain_text_unless_told_otherwise() -> None:
    assert briefkit.read(SOURCE) != briefkit.read(SOURCE, format="markdown")
    assert briefkit.to_json(briefkit.read(SOURCE, format="markdown")).startswith(b'{"briefkit":1,"meta":{"title":')


def test_a_file_is_read_by_its_suffix(tmp_path: Path) -> None:
    (tmp_path / "brief.md").write_text(SOURCE)

    assert briefkit.read(tmp_path / "brief.md") == briefkit.read(SOURCE, format="markdown")


def test_what_there_is_to_say_is_reported() -> None:
    found: list[briefkit.Diagnostic] = []

    briefkit.read("# T\n\n<b>bold</b>\n", format="markdown", report=found.append)

    assert {diagnostic.rule.id for diagnostic in found} == {"B101"}


def test_what_cannot_be_read_is_raised(tmp_path: Path) -> None:
    with pytest.raises(briefkit.UnavailableError):
        briefkit.read(tmp_path / "missing.md")
    with pytest.raises(briefkit.DocumentError):
        briefkit.read("")
    with pytest.raises(briefkit.UsageError):
        briefkit.read("words", format="odt")


# Building -----------------------------------------------------------------------------------------------------------


def test_a_document_becomes_the_formats_asked_for() -> None:
    result = briefkit.build(briefkit.read(SOURCE, format="markdown"))

    assert list(result.files) == ["pdf", "docx"]
    assert result.files["pdf"].startswith(b"%PDF-")
    assert result.files["docx"].startswith(b"PK")
    assert result.diagnostics == ()


def test_html_becomes_the_formats_asked_for() -> None:
    result = briefkit.render_html(
        '<html lang="en"><title>T</title><p>Words.', css=["p { colour: red }"], formats=["pdf"]
    )

    assert list(result.files) == ["pdf"]
    assert [found.rule.id for found in result.diagnostics] == ["B305"]


def test_html_is_read_with_what_stands_beside_it(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<html lang="en"><title>T</title><link rel=stylesheet href=a.css><p>Words.')
    (tmp_path / "a.css").write_text("p { color: red }")

    assert briefkit.render_html(tmp_path / "page.html", formats=["pdf"]).diagnostics == ()


@pytest.mark.parametrize(
    "wishes", [{"style": "nosuch"}, {"style": Path("nosuch")}, {"formats": ["odt"]}, {"options": {"nosuch": 1}}]
)
def test_what_is_not_there_is_a_usage_error(wishes: dict[str, Any]) -> None:
    with pytest.raises(briefkit.UsageError):
        briefkit.build(briefkit.read(SOURCE), **wishes)
