"""Settings: briefkit.toml with the places of its keys, `--set`, and which value counts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.config import Settings, Value, find_project, load_project, parse_overrides
from briefkit.config.layers import META
from briefkit.config.overrides import parse_value
from briefkit.config.toml import KeyPath, parse
from briefkit.diagnostics.report import Report
from briefkit.diagnostics.terminal import render
from briefkit.errors import BriefkitError, DocumentError, UnavailableError, UsageError
from briefkit.model import Meta
from briefkit.spans import Source


def load(folder: Path, text: str, report: Report | None = None) -> Settings:
    (folder / "briefkit.toml").write_text(text, encoding="utf-8")
    return Settings(project=load_project(folder / "briefkit.toml", report or Report()).layer)


def messages(error: BriefkitError) -> list[str]:
    sources = {source.name: source for source in error.sources}
    return [render(found, sources) for found in error.diagnostics]


# Values -------------------------------------------------------------------------------------------------------------


def test_without_a_project_there_are_defaults() -> None:
    settings = Settings()

    assert (settings.style, settings.formats, settings.out, settings.splits_title) == (
        "briefing",
        ("pdf", "docx"),
        None,
        True,
    )


def test_a_project_sets_everything(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        """
        sources = ["analyses/*.md", "seeds/*.txt"]
        out = "reports"
        formats = ["pdf"]
        split-title = false

        [style]
        name = "briefing"
        options.cover = true
        variables = { accent = "#123456", scale = 1.25 }

        [meta]
        organisation = "Office of Examples"
        date = 2026-01-31
        """,
    )

    assert settings.sources == ("analyses/*.md", "seeds/*.txt")
    assert settings.out == str(tmp_path / "reports")
    assert settings.formats == ("pdf",)
    assert not settings.splits_title
    assert settings.style == "briefing"
    assert settings.options == {"cover": True}
    assert settings.variables == {"accent": "#123456", "scale": "1.25"}
    assert settings.table("meta") == {"organisation": "Office of Examples", "date": "2026-01-31"}


def test_a_style_may_be_named_in_one_word(tmp_path: Path) -> None:
    assert load(tmp_path, 'style = "memo"').style == "memo"


def test_one_string_may_stand_for_a_list(tmp_path: Path) -> None:
    assert load(tmp_path, 'sources = "*.md"').sources == ("*.md",)


def test_a_style_folder_is_taken_from_the_projects_root(tmp_path: Path) -> None:
    assert load(tmp_path, 'style = "./house"').style == str(tmp_path / "house")


def test_a_format_asked_for_twice_is_written_once(tmp_path: Path) -> None:
    assert load(tmp_path, 'formats = ["docx", "pdf", "docx"]').formats == ("docx", "pdf")


def test_a_byte_order_mark_and_windows_line_ends_are_forgiven(tmp_path: Path) -> None:
    (tmp_path / "briefkit.toml").write_bytes(b'\xef\xbb\xbfout = "x"\r\n[style]\r\nname = "memo"\r\n')

    layer = load_project(tmp_path / "briefkit.toml", Report()).layer

    assert layer["style.name"].value == "memo"


# Precedence ---------------------------------------------------------------------------------------------------------


def test_later_layers_win_key_by_key() -> None:
    settings = Settings(
        project={"style.name": Value("a"), "style.options.x": Value(1), "style.options.y": Value(1)},
        front_matter={"style.name": Value("b"), "style.options.x": Value(2)},
        command={"style.name": Value("c")},
    )

    assert settings.style == "c"
    assert settings.options == {"x": 2, "y": 1}


def test_front_matter_may_choose_a_style_by_name_with_options() -> None:
    outcome = Settings().with_front_matter({"name": "memo", "options": {"cover": True}}, name="brief.md")

    assert (outcome.value.style, outcome.value.options) == ("memo", {"cover": True})


def test_front_matter_may_not_choose_a_folder() -> None:
    with pytest.raises(DocumentError, match="a style's name was expected"):
        Settings().with_front_matter("../elsewhere", name="brief.md")


def test_an_unknown_key_under_style_in_front_matter_is_reported() -> None:
    outcome = Settings().with_front_matter({"colour": "red"}, name="brief.md")

    assert [(found.rule.id, found.place) for found in outcome.diagnostics] == [
        ("B202", "brief.md, `style` in the front matter")
    ]


# Errors with places -------------------------------------------------------------------------------------------------


def test_an_unknown_key_is_reported_with_its_place_and_the_nearest_right_one(tmp_path: Path) -> None:
    report = Report()

    settings = load(tmp_path, '# mine\n[style]\nname = "memo"\noption.cover = true\n', report)

    assert [render(found, report.sources) for found in report.in_order()] == [
        (
            "warning[B202]: there is no setting `style.option`\n"
            " --> briefkit.toml:4:1\n"
            "  |\n"
            "4 | option.cover = true\n"
            "  | ^^^^^^\n"
            "  = hint: did you mean `style.options`?"
        )
    ]
    assert settings.style == "memo"


def test_a_key_like_no_other_gets_the_list(tmp_path: Path) -> None:
    report = Report()

    load(tmp_path, "zzz = 1", report)

    assert report.in_order()[0].hint == (
        "an option of the style is set as `style.options.zzz`; the settings are `sources`, `out`, `formats`, "
        "`style.name`, `smart-punctuation`, `split-title`, `style.options.*`, `style.variables.*`, `meta.*`"
    )


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("title", "did you mean `meta.title`?"),
        ("titel", "did you mean `meta.title`?"),
        ("author", "did you mean `meta.authors`?"),
        ("split_title", "did you mean `split-title`?"),
        ("format", "did you mean `formats`?"),
        ("styel", "did you mean `style`?"),
        ("style.nam", "did you mean `style.name`?"),
        ("style.option", "did you mean `style.options`?"),
        ("page-size", "an option of the style is set as `style.options.page-size`; "),
        ("contents-depth", "an option of the style is set as `style.options.contents-depth`; "),
        ("style.page-size", "an option of the style is set as `style.options.page-size`; "),
    ],
)
def test_an_unknown_key_gets_the_setting_it_was_meant_for(tmp_path: Path, key: str, hint: str) -> None:
    report = Report()

    load(tmp_path, f"{key} = 1", report)
    with pytest.raises(UsageError) as caught:
        parse_overrides([f"{key}=1"])

    assert report.in_order()[0].hint.startswith(hint)
    assert caught.value.diagnostics[0].hint.startswith(hint)


def test_hints_name_the_metadata_that_there_is() -> None:
    assert {*META, "extra"} == set(Meta.__struct_encode_fields__)


@pytest.mark.parametrize(
    ("written", "logo"),
    [
        ('"art/crest.svg"', "../../art/crest.svg"),
        ('{ source = "crest.svg", alt = "Crest" }', {"source": "../../crest.svg", "alt": "Crest"}),
        ('"https://example.org/crest.svg"', "https://example.org/crest.svg"),
    ],
)
def test_a_logo_is_found_from_the_root_wherever_the_source_is(tmp_path: Path, written: str, logo: object) -> None:
    (tmp_path / "briefkit.toml").write_text(f"[meta]\nlogo = {written}\n", "utf-8")
    project = load_project(tmp_path / "briefkit.toml", Report())

    assert project.layer_in(tmp_path / "briefs" / "spring")["meta.logo"].value == logo


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sources = 3", "`sources` is an integer, a string on one line or a list of such strings was expected"),
        ("sources = [1]", "`sources` is an array, a string on one line or a list of such strings was expected"),
        ('out = ""', "`out` is empty, a string on one line was expected"),
        ('out = "a\\u0000b"', "`out` is a string, a string on one line was expected"),
        ("formats = []", "`formats` is empty, a string on one line or a list of such strings was expected"),
        ("formats = {}", "`formats` is a table, a string on one line or a list of such strings was expected"),
        ("style = 3", "`style.name` is an integer, a string on one line was expected"),
        ("style.options = 3", "`style.options` is an integer, a table was expected"),
        ("style.variables.accent = true", "`style.variables.accent` is a boolean, a string or a number was expected"),
        ("meta = [1]", "`meta` is an array, a table was expected"),
        ("split-title = 2026-01-31", "`split-title` is a date or time, `true` or `false` was expected"),
    ],
)
def test_a_value_of_the_wrong_type_is_an_error_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        load(tmp_path, f"\n{text}")

    assert messages(caught.value)[0].startswith(f"error[B203]: {message}\n --> briefkit.toml:2:")


def test_all_faults_of_a_project_file_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        load(tmp_path, "out = 1\nformats = 2\nnonsense = 3\n")

    assert [found.rule.id for found in caught.value.diagnostics] == ["B203", "B203", "B202"]


@pytest.mark.parametrize(
    ("text", "place"),
    [("out = ", "1:7"), ('a = 1\nout = "x\n', "2:9"), ("[style\n", "1:7"), ("a = 1\na = 2\n", "2:6"), ("x = [", "1:6")],
)
def test_broken_toml_is_an_error_with_its_place(tmp_path: Path, text: str, place: str) -> None:
    with pytest.raises(DocumentError) as caught:
        load(tmp_path, text)

    message = messages(caught.value)[0]
    assert message.startswith("error[B204]: not valid TOML: ")
    assert f"\n --> briefkit.toml:{place}\n" in message


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ('out = "reports\n', "the closing quotation mark of a string is missing", "on the same line"),
        ("out = reports\n", "there is no value here that TOML knows", "quotation marks"),
        ('sources = ["a.md"\n', "the `]` that closes a list is missing", "end the list with `]`"),
        ("out 1\n", "a key has no `=` after it", 'key = "value"'),
    ],
)
def test_broken_toml_is_told_in_plain_words_with_a_cure(tmp_path: Path, text: str, said: str, hint: str) -> None:
    with pytest.raises(DocumentError) as caught:
        load(tmp_path, text)

    [found] = caught.value.diagnostics
    assert found.message == f"not valid TOML: {said}"
    assert hint in found.hint


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "a = " + "9" * 5000, "a = 2026-99-99"])
def test_hostile_toml_is_an_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(DocumentError) as caught:
        load(tmp_path, text)

    assert [found.rule.id for found in caught.value.diagnostics] == ["B204"]


def test_a_very_deep_key_is_an_unknown_one(tmp_path: Path) -> None:
    report = Report()

    load(tmp_path, "a." * 3000 + "b = 1", report)

    assert [found.rule.id for found in report.diagnostics] == ["B202"]


def test_a_project_file_in_another_encoding_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "briefkit.toml").write_bytes("out = 'Bücher'".encode("latin-1"))

    with pytest.raises(DocumentError, match="byte 9 is not UTF-8"):
        load_project(tmp_path / "briefkit.toml", Report())


def test_a_project_file_that_is_gone_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError):
        load_project(tmp_path / "briefkit.toml", Report())


def test_a_finding_about_a_setting_gets_the_place_where_that_was_written(tmp_path: Path) -> None:
    from briefkit.diagnostics import diagnose

    settings = load(tmp_path, "[style.options]\ncovr = true\n")
    found = settings.placed(diagnose("B205", "the style has no option `covr`", place="style.options.covr"))

    assert (found.span.source, found.span.start, found.place) == ("briefkit.toml", 16, "")


# Projects -----------------------------------------------------------------------------------------------------------


def test_the_nearest_project_file_counts(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "briefkit.toml").touch()
    (tmp_path / "a" / "briefkit.toml").touch()

    assert find_project(inner) == tmp_path / "a" / "briefkit.toml"


def test_a_folder_called_like_the_project_file_is_none(tmp_path: Path) -> None:
    (tmp_path / "briefkit.toml").mkdir()

    assert find_project(tmp_path) is None


# --set --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("3", 3),
        ('"3"', "3"),
        ("memo", "memo"),
        ("two words", "two words"),
        ("#123456", "#123456"),
        ("3 # no comment", "3 # no comment"),
        ('["a", "b"]', ["a", "b"]),
        ("1, 2", "1, 2"),
        ("", ""),
        ("a = b", "a = b"),
        ("1]\nother = [2", "1]\nother = [2"),
    ],
)
def test_a_value_has_the_syntax_of_toml_or_is_a_bare_string(text: str, value: object) -> None:
    assert parse_value(text) == value


def test_overrides_are_settings_by_dotted_key() -> None:
    layer = parse_overrides(
        ["meta.date=2026-01-01", "style.options.cover=true", "style=memo", "style.variables.accent=#123", "formats=pdf"]
    )

    assert {key: value.value for key, value in layer.items()} == {
        "meta.date": "2026-01-01",
        "style.options.cover": True,
        "style.name": "memo",
        "style.variables.accent": "#123",
        "formats": ("pdf",),
    }


def test_the_last_override_of_a_key_wins() -> None:
    assert parse_overrides(["out=a", "out=b"])["out"].value == "b"


@pytest.mark.parametrize("pair", ["meta.date", "=3", "meta..date=3", "", "styel.name=x", "split-title=7", "meta=3"])
def test_what_is_no_setting_is_a_usage_error(pair: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_overrides([pair])

    assert caught.value.diagnostics[0].place == f"--set {pair}"


def test_an_override_with_a_wrong_key_gets_the_nearest_right_one() -> None:
    with pytest.raises(UsageError) as caught:
        parse_overrides(["style.option.cover=true"])

    assert caught.value.diagnostics[0].hint == "did you mean `style.options`?"


# Places of keys -----------------------------------------------------------------------------------------------------


def test_every_way_to_write_a_key_has_its_place() -> None:
    source = Source(
        "t",
        """# a comment with [brackets]
plain = 1 # [no.table]
"quoted \\u00e9".'dotted.key' = { inner = 1, deeper.still = [1, { last = "}" }] }
text = \"\"\"
[not.a.table]
fake = 1
\"\"\\\"\"\" \"\"\"\"
array = [ # x ]
  1, "]", ['''a'''', [2,
  ] ], ]
day = 2026-01-31 10:00:00
[ table . "x.y" ]
key = 'a # b'
[[rows]]
one = 1
[[rows]]
two = ''''''
""",
    )

    toml = parse(source)

    assert {path: source.text[span.start : span.end] for path, span in toml.spans.items()} == {
        ("plain",): "plain",
        ("quoted é",): '"quoted \\u00e9"',
        ("quoted é", "dotted.key"): "'dotted.key'",
        ("quoted é", "dotted.key", "inner"): "inner",
        ("quoted é", "dotted.key", "deeper"): "deeper",
        ("quoted é", "dotted.key", "deeper", "still"): "still",
        ("quoted é", "dotted.key", "deeper", "still", "last"): "last",
        ("text",): "text",
        ("array",): "array",
        ("day",): "day",
        ("table",): "table",
        ("table", "x.y"): '"x.y"',
        ("table", "x.y", "key"): "key",
        ("rows",): "rows",
        ("rows", "one"): "one",
        ("rows", "two"): "two",
    }


STRINGS = st.text(st.sampled_from("ab \"'\\#=[]{},.\n\té"), max_size=8)
KEYS = st.one_of(st.sampled_from(["a", "b-c", "1"]), STRINGS)
SCALARS = st.one_of(STRINGS, st.integers(-9, 9), st.booleans(), st.dates())
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
)


def quoted(text: str, style: int) -> str:
    """`text` as one of TOML's kinds of string that can hold it."""
    escaped = "".join(f"\\u{ord(char):04x}" if char in '"\\\n\t' else char for char in text)
    literal = "'" not in text and "\n" not in text
    return [f'"{escaped}"', f"'{text}'" if literal else f'"{escaped}"', f'"""\n{escaped}"""'][style]


def written(value: Any, style: int) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return quoted(value, style)
        case list():
            lead = "\n # ] x\n" if style else " "
            return f"[{lead}{', '.join(written(item, style) for item in value)}{lead}]"
        case dict():
            pairs = ", ".join(f"{quoted(key, style % 2)} = {written(inner, style)}" for key, inner in value.items())
            return f"{{ {pairs} }}"
        case _:
            return str(value)


def paths(values: Mapping[str, Any], above: KeyPath = ()) -> Iterator[KeyPath]:
    for key, value in values.items():
        yield (*above, key)
        stack = [value]
        while stack:
            inner = stack.pop()
            if isinstance(inner, dict):
                yield from paths(inner, (*above, key))
            elif isinstance(inner, list):
                stack += inner


@given(
    st.dictionaries(KEYS, VALUES, max_size=4),
    st.dictionaries(KEYS, st.dictionaries(KEYS, VALUES, max_size=3), max_size=2),
    st.integers(0, 2),
)
def test_every_key_of_any_toml_has_a_place(top: dict[str, Any], tables: dict[str, dict[str, Any]], style: int) -> None:
    lines = [f"{quoted(key, style % 2)} = {written(value, style)} # x = [" for key, value in top.items()]
    for name, table in tables.items():
        lines += [f"[ t . {quoted(name, style % 2)} ]"]
        lines += [f"\t{quoted(key, 0)} = {written(value, style)}" for key, value in table.items()]
    source = Source("t", "\n".join(lines))
    try:
        values = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError:  # a key was made twice
        return

    toml = parse(source)

    assert set(toml.spans) == set(paths(values))
    for path, span in toml.spans.items():
        name = source.text[span.start : span.end]
        assert name == path[-1] or tomllib.loads(f"x = {name}")["x"] == path[-1]
