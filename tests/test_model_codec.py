"""JSON: what it looks like, what is refused and with which words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefkit.errors import DocumentError
from briefkit.model import MAX_DEPTH, Block, Text, codec
from briefkit.model.build import document, h, p, quote, ul
from briefkit.model.codec import from_json, schema_json, to_json
from briefkit.spans import Span

SCHEMA = Path(codec.__file__).with_name("schema.json")


def refusal(data: bytes) -> tuple[str, str, str]:
    """The rule, the message and the hint with which `data` is refused."""
    with pytest.raises(DocumentError) as caught:
        from_json(data)
    [found] = caught.value.diagnostics
    return found.rule.id, found.message, found.hint


def blocks_json(*blocks: object) -> bytes:
    return json.dumps({"briefkit": 1, "blocks": blocks}).encode()


def paragraph_json(*content: object) -> bytes:
    return blocks_json({"type": "paragraph", "content": content})


def nested(depth: int) -> Block:
    """A paragraph with a text in it, at `depth` itself."""
    block: Block = p("deep")
    for _ in range(depth - 2):
        block = quote(block)
    return block


def test_json_begins_with_its_version_and_leaves_defaults_out() -> None:
    made = to_json(document(h(1, "Hi"), ul("a"), title="T"))

    assert json.loads(made) == {
        "briefkit": 1,
        "meta": {"title": [{"type": "text", "text": "T"}]},
        "blocks": [
            {"type": "heading", "level": 1, "content": [{"type": "text", "text": "Hi"}]},
            {
                "type": "bullet-list",
                "items": [{"blocks": [{"type": "paragraph", "content": [{"type": "text", "text": "a"}]}]}],
                "tight": True,
            },
        ],
    }


def test_spans_are_written_when_asked_for() -> None:
    placed = document(p(Text(text="a", span=Span("a.md", 2, 3))))

    assert b'"span":{"source":"a.md","start":2,"end":3}' in to_json(placed, spans=True)
    assert b"span" not in to_json(placed)


def test_the_schema_beside_the_code_is_up_to_date(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update"):
        SCHEMA.write_bytes(schema_json())

    assert SCHEMA.read_bytes() == schema_json()


def test_as_deep_as_the_model_allows_comes_back() -> None:
    deepest = document(nested(MAX_DEPTH))

    assert from_json(to_json(deepest)) == deepest


def test_one_level_more_is_refused() -> None:
    rule, message, _ = refusal(to_json(document(nested(MAX_DEPTH + 1))))

    assert rule == "B012"
    assert message.startswith("nodes are nested more than 100 deep, at `$.blocks[0]")


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'[{"blocks":'])
def test_a_bottomless_json_is_refused_without_recursion(opening: bytes) -> None:
    assert refusal(b'{"briefkit":1,"blocks":' + opening * 100_000)[0] == "B013"


def test_brackets_inside_strings_do_not_nest() -> None:
    made = document(p("[" * 1000 + '\\"{'))

    assert from_json(to_json(made)) == made


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "this is not JSON: input data was truncated"),
        (b"{", "this is not JSON: input data was truncated"),
        (b"\xff", "this is not JSON: invalid character (byte 0)"),
        (b'"\\"' * 10_000, "expected `object`, got `str`, at `$`"),
        (b"[]", "expected `object`, got `array`, at `$`"),
    ],
)
def test_what_is_no_json_document_is_refused(data: bytes, message: str) -> None:
    assert refusal(data)[1].startswith(message)


def test_another_version_is_refused_with_the_one_that_is_read() -> None:
    assert refusal(b'{"briefkit": 2}')[1:] == (
        "invalid enum value 2, at `$.briefkit`",
        'a document begins with `"briefkit": 1`, the version of its format',
    )


def test_a_wrong_type_is_refused_with_the_nearest() -> None:
    assert refusal(blocks_json({"type": "headin", "level": 1, "content": []}))[1:] == (
        "invalid value 'headin', at `$.blocks[0].type`",
        "did you mean `heading`?",
    )


def test_a_wrong_field_is_refused_with_the_nearest() -> None:
    assert refusal(blocks_json({"type": "heading", "levle": 1, "content": []}))[1:] == (
        "object contains unknown field `levle`, at `$.blocks[0]`",
        "did you mean `level`?",
    )


def test_a_level_that_no_heading_has_is_refused() -> None:
    assert refusal(blocks_json({"type": "heading", "level": 7, "content": []}))[1] == (
        "expected `int` <= 6, at `$.blocks[0].level`"
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}],
            "two texts stand side by side, at `$.blocks[0].content[1]`",
        ),
        ([{"type": "text", "text": ""}], "a text is empty, at `$.blocks[0].content[0]`"),
        ([{"type": "text", "text": "a\nb"}], "a text has a line end in it, at `$.blocks[0].content[0]`"),
        ([{"type": "code", "text": "\u0007"}], "a string has a control character in it, at `$.blocks[0].content[0]`"),
    ],
)
def test_a_broken_promise_is_refused_with_its_place(content: list[object], message: str) -> None:
    assert refusal(paragraph_json(*content))[1] == message


def test_control_characters_are_refused_in_metadata_too() -> None:
    assert refusal(b'{"briefkit":1,"meta":{"extra":{"a":{"b":["\\u0000"]}}}}')[1] == (
        "a string has a control character in it, at `$.meta`"
    )


def test_equal_words_make_equal_documents_wherever_they_stood() -> None:
    assert document(p(Text(text="a", span=Span("a.md", 2, 3)))) == document("a")
