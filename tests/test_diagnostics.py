"""Diagnostics: gathered, sorted, and shown to people and programs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.cells import cell_len

from briefkit.diagnostics import RULES, Outcome, Severity, diagnose, worst
from briefkit.diagnostics.records import record
from briefkit.diagnostics.report import Report
from briefkit.diagnostics.terminal import render, styled, summarise
from briefkit.spans import Source

CountCalls = Callable[[Callable[[], object]], int]


def shown(text: str, start: int, end: int, *, width: int = 100) -> str:
    source = Source("brief.md", text)
    found = diagnose("B203", "`date` is a list", span=source.span(start, end), hint="write a date")
    return render(found, {"brief.md": source}, width=width)


def carets(text: str, start: int, end: int, *, width: int = 100) -> str:
    """What stands above the carets, cell by cell."""
    line, marks = shown(text, start, end, width=width).splitlines()[3:5]
    indent, length = marks.index("^"), marks.count("^")
    cells: list[str] = []
    for char in line:
        if width_of := cell_len(char):
            cells += [char, *[""] * (width_of - 1)]
        else:
            cells[-1] += char
    return "".join(cells[indent : indent + length])


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("\tone two", "two"),
        ("日本語 two", "two"),
        ("日本語", "本"),
        ("e\u0301te\u0301 two", "two"),
        ("\x1b[31mred", "red"),
        ("a \u202edesrever", "desrever"),
    ],
)
def test_carets_stand_under_the_words_they_mean(line: str, marked: str) -> None:
    start = line.index(marked)

    assert carets(line, start, start + len(marked)) == marked


def test_a_span_of_nothing_gets_one_caret() -> None:
    assert shown("word\n", 4, 4).splitlines()[4] == "  |     ^"


def test_a_span_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    assert shown("one\ntwo\n", 1, 7).splitlines()[4] == "  |  ^^"


def test_a_place_after_the_last_line_is_shown() -> None:
    assert shown("one\n", 4, 4).splitlines()[1] == " --> brief.md:2:1"


@pytest.mark.parametrize("start", [0, 30, 500, 994])
def test_a_long_line_is_cut_around_the_place(start: int) -> None:
    line = "".join(f"{number:05d} " for number in range(200))[:1000]

    lines = shown(line, start, start + 5, width=60).splitlines()

    assert all(cell_len(line) <= 60 for line in lines)
    assert carets(line, start, start + 5, width=60) == line[start : start + 5]
    assert lines[3].count("…") == (start > 30) + (start < 900)


def test_a_long_wide_line_is_cut_by_cells() -> None:
    lines = shown("漢" * 500, 250, 252, width=60).splitlines()

    assert all(cell_len(line) <= 60 for line in lines)
    assert lines[4].count("^") == 4


def test_a_line_takes_no_more_work_for_being_long(calls: CountCalls) -> None:
    short = calls(lambda: shown("x" * 5_000, 2_500, 4_000))

    assert calls(lambda: shown("x" * 5_000_000, 2_500_000, 4_000_000)) < 1.5 * short


def test_nothing_from_a_source_can_drive_the_terminal() -> None:
    source = Source("bad\x1b[2Jname", "\x1b]0;title\x07\u202e\u2066 text\r\n")
    found = diagnose("B101", "`\x1b[1m\x9b` is dropped", span=source.span(0, 9), hint="\x1b[5m")

    text = render(found, {source.name: source})

    assert not set(text) & {"\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\r"}


def test_what_has_no_text_is_shown_by_its_place() -> None:
    found = diagnose("B101", "a picture is lost", place='brief.docx, paragraph 12, under "Costs"')

    assert render(found, {}) == 'warning[B101]: a picture is lost\n --> brief.docx, paragraph 12, under "Costs"'


def test_a_span_into_an_unknown_text_is_shown_by_its_name() -> None:
    found = diagnose("B303", "`titel` is undefined", span=Source("page.html.j2", "x").span(0, 1))

    assert render(found, {}).endswith("\n --> page.html.j2")


def test_a_finding_without_a_place_is_one_line() -> None:
    assert render(diagnose("B010", "nothing to build"), {}) == "error[B010]: nothing to build"


def test_a_hint_of_several_lines_is_indented() -> None:
    found = diagnose("B010", "nothing to build", hint="one\ntwo")

    assert render(found, {}).splitlines()[1:] == ["  = hint: one", "          two"]


def test_severities_differ_in_colour() -> None:
    styles = {str(styled(diagnose(rule, "x"), {}).spans[0].style) for rule in ("B203", "B202", "B703")}

    assert len(styles) == 3


def test_findings_are_counted_by_severity() -> None:
    found = [diagnose("B203", "x"), diagnose("B203", "y"), diagnose("B202", "z"), diagnose("B703", "n")]

    assert summarise(found) == "2 errors, 1 warning and 1 info"
    assert summarise(found[:1]) == "1 error"
    assert summarise([]) == ""


def test_a_report_sorts_by_place_and_says_everything_once() -> None:
    one, two = Source("one.md", "abc"), Source("two.md", "abc")
    late, early = diagnose("B101", "m", span=one.span(2, 3)), diagnose("B101", "m", span=one.span(0, 1))
    other = diagnose("B101", "m", span=two.span(1, 2))
    report = Report()

    value = report.keep(Outcome("value", (late, other, early, late)))

    assert value == "value"
    assert [found.span.start for found in report.in_order()] == [0, 2, 1]


def test_a_report_knows_how_grave_it_is() -> None:
    report = Report([diagnose("B202", "a warning")])

    assert report.has(Severity.WARNING)
    assert not report.has(Severity.ERROR)
    assert worst(report.diagnostics) is Severity.WARNING
    assert worst([]) is None


def test_a_record_counts_lines_and_columns_from_one() -> None:
    source = Source("brief.md", "one\ntwo three\n")
    found = diagnose("B203", "wrong", span=source.span(8, 13), hint="right")

    assert record(found, {source.name: source}) == {
        "rule": "B203",
        "severity": "error",
        "message": "wrong",
        "place": "brief.md",
        "line": 2,
        "column": 5,
        "end_line": 2,
        "end_column": 10,
        "hint": "right",
    }


def test_a_record_without_a_place_says_so() -> None:
    made = record(diagnose("B010", "nothing to build"), {})

    assert (made["place"], made["line"], made["column"], made["hint"]) == (None, None, None, None)


def test_rules_are_told_by_their_ids() -> None:
    assert all(
        rule.id == key and len(key) == 4 and key[0] == "B" and key[1:].isdecimal() for key, rule in RULES.items()
    )
    assert list(RULES) == sorted(RULES)
