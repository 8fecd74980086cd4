"""From bytes to text: encodings, what is no text, and characters that print cannot hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.errors import DocumentError
from briefkit.read import MAX_BYTES, decode

GERMAN = "Die Fähre fährt – für 40 € – über den Sund.\n"
RUSSIAN = "Паром ходит через пролив шесть раз в день.\n"


def text_of(data: bytes) -> str:
    return decode(data, "a.txt").value.text


def refusal(data: bytes) -> tuple[str, str]:
    with pytest.raises(DocumentError) as caught:
        decode(data, "a.txt")
    [found] = caught.value.diagnostics
    return found.rule.id, found.message


def warnings(data: bytes) -> list[str]:
    found = decode(data, "a.txt").diagnostics
    assert {one.rule.id for one in found} <= {"B009"}
    return [one.message for one in found]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [GERMAN, RUSSIAN])
def test_unicode_is_read_without_a_word(text: str, encoding: str) -> None:
    assert text_of(text.encode(encoding)) == text
    assert warnings(text.encode(encoding)) == []


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_told_by_its_zeros(encoding: str) -> None:
    assert text_of(GERMAN.encode(encoding)) == GERMAN
    assert warnings(GERMAN.encode(encoding)) == ["read as UTF-16, which it does not say it is"]


def test_windows_1252_is_read_with_a_warning_that_names_it() -> None:
    assert text_of(GERMAN.encode("cp1252")) == GERMAN
    assert warnings(GERMAN.encode("cp1252")) == ["read as windows-1252: byte E4 is not UTF-8"]


def test_a_warning_about_the_encoding_points_at_the_first_letter_in_question() -> None:
    outcome = decode(b"ab\ncaf\xe9\n", "a.txt")

    assert outcome.value.position(outcome.diagnostics[0].span.start) == (2, 4)


def test_utf_8_with_a_broken_byte_stays_utf_8() -> None:
    data = GERMAN.encode() + b"caf\xc3\n"

    assert text_of(data) == GERMAN + "caf�\n"
    assert warnings(data) == ["one byte sequence is not valid UTF-8 and became U+FFFD"]


@pytest.mark.parametrize(
    ("data", "tried"),
    [
        (b"caf\xe9 \x81\x8d\n", "UTF-8, UTF-16 and windows-1252"),
        (RUSSIAN.encode("koi8-r"), "UTF-8 and windows-1252 (too few of its letters would be Latin)"),
        (b"\xff\xfea\x00\x00\xd8b\x00", "UTF-16-LE, as its byte order mark says"),
    ],
)
def test_an_unknown_encoding_is_refused_with_those_tried(data: bytes, tried: str) -> None:
    rule, message = refusal(data)

    assert rule == "B005"
    assert f"none of the encodings tried: {tried} (byte " in message


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n...", "looks like a PDF file"),
        (b"PK\x03\x04....", "looks like a ZIP archive, as Word, Excel and OpenDocument files are"),
        (b"\x89PNG\r\n\x1a\n....", "looks like a PNG picture"),
        (b"\x00\x01\x02\x03\x00\x05abc", "has control characters in it (6 of 9 bytes)"),
        (b"caf\xe9 \x81\x00\n", "has zero bytes in it and is in no known encoding"),
        (b"a\x00\x00\xd8" * 9, "has control characters in it (18 of 36 bytes)"),
    ],
)
def test_what_is_no_text_is_refused_with_what_it_looks_like(data: bytes, what: str) -> None:
    assert refusal(data) == ("B004", f"`a.txt` is not a text: it {what}")


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_an_empty_source_is_refused(data: bytes) -> None:
    assert refusal(data) == ("B003", "`a.txt` has no words in it")


def test_the_largest_source_is_read_and_no_larger_one() -> None:
    assert len(text_of(b"a" * MAX_BYTES)) == MAX_BYTES
    assert refusal(b"a" * (MAX_BYTES + 1))[0] == "B006"


def test_every_line_end_is_the_same() -> None:
    assert text_of("a\r\nb\rc\u2028d\u2029e\x85f\x0bg\x0ch".encode()) == "a\nb\nc\nd\ne\nf\ng\nh"


def test_what_print_cannot_hold_is_dropped_and_named() -> None:
    outcome = decode("one\x00 \x07two\ufeff \u202ethree\u200e".encode(), "a.txt")

    [found] = outcome.diagnostics
    assert outcome.value.text == "one two three\u200e"
    assert found.message == "4 characters that print cannot hold dropped: U+0000, U+0007, U+202E, U+FEFF"
    assert found.span.start == 3


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text = text_of(data)
    except DocumentError:
        return

    assert text.strip()
    assert text_of(text.encode()) == text
