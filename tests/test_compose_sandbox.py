"""What a style's template may not do, and that none can go on for ever."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefkit.compose.sandbox import Budget, Fragment
from briefkit.compose.templates import Templates, compile_template
from briefkit.errors import DocumentError
from briefkit.spans import Source

CountCalls = Callable[[Callable[[], object]], int]


def write(text: str, /, *, parts: dict[str, str] | None = None, **context: object) -> str:
    """What the template `text` writes with the names in `context`."""
    files = {"body": text, **(parts or {})}
    compiled = {name: compile_template(Source(f"styles/test/{name}", part)) for name, part in files.items()}
    return Templates(compiled, Budget(steps=20_000, characters=1_000_000), context).write("body")


def fault(text: str, /, *, parts: dict[str, str] | None = None, **context: object) -> DocumentError:
    """The error that the template `text` ends in."""
    with pytest.raises(DocumentError) as caught:
        write(text, parts=parts, **context)
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in range(1000) %}{% for b in range(1000) %}{% endfor %}{% endfor %}",
        "{% for a in range(1000) %}{% for b in range(1000) if false %}{% endfor %}{% endfor %}",
        "{% for a in range(999999999) %}{% endfor %}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{% macro a(n) %}{% if n %}{{ a(n - 1) }}{{ a(n - 1) }}{% endif %}{% endmacro %}{{ a(60) }}",
        "{% for a in [[1]] recursive %}{{ loop([a]) }}{% endfor %}",
        "{% for a in range(900) recursive %}{% if loop.depth < 9 %}{{ loop(range(900)) }}{% endif %}{% endfor %}",
        "{% include 'body' %}",
        "{% set n = namespace(x='ab') %}{% for a in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% set n = namespace(x='ab') %}{% for a in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set n = namespace(x=[1]) %}{% for a in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set n = namespace(x=[1]) %}{% for a in range(99) %}{% set n.x = [n.x, n.x] %}{% endfor %}",
        "{% set n = namespace(x=1) %}{% for a in range(99) %}{% set n.x = n.x, n.x %}{% endfor %}",
        "{% set n = namespace(x=1) %}{% for a in range(99) %}{% set n.x = {1: n.x, 2: n.x} %}{% endfor %}",
        "{% set n = namespace(x='a') %}{% for a in range(99) %}{% set n.x = [n.x, n.x] | join(n.x) %}{% endfor %}",
        "{% set n = namespace(x=7) %}{% for a in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
        "{{ 10 ** 999999999 }}",
        "{% macro a() %}{% for b in range(1000) %}" + "x" * 10_000 + "{% endfor %}{% endmacro %}{% set y = a() %}",
        "{% for a in range(1000) %}{{ range(1000) | list | length }}{% endfor %}",
        "{% for a in range(1000) %}{{ range(1000) | map('string') | join }}{% endfor %}",
    ],
)
def test_a_template_that_does_too_much_ends_with_b304_soon(text: str, calls: CountCalls) -> None:
    errors: list[DocumentError] = []

    taken = calls(lambda: errors.append(fault(text)))

    [error] = errors
    assert {diagnostic.rule.id for diagnostic in error.diagnostics} == {"B304"}
    assert error.diagnostics[0].span.source == "styles/test/body"
    assert taken < 5_000_000


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__ }}",
        "{{ ''['__class__'] }}",
        "{{ '{:>999999999}'.format(1) }}",
        "{{ ''['format'](1) }}",
        "{{ '%999999999d' % 1 }}",
        "{{ 'a' * 999999999 }}",
        "{{ 'a'.center(999999999) }}",
        "{{ 'a'.ljust(999999999) }}",
        "{{ 'a' | center(999999999) }}",
        "{{ 'a' | indent(999999999) }}",
        "{{ lipsum() }}",
        "{{ meta.__html__() }}",
        "{{ meta._markup }}",
        "{{ [].append(1) }}",
        "{{ '<b>' | safe }}",
        "{% autoescape false %}{{ '<b>' }}{% endautoescape %}",
        "{% extends 'other' %}",
        "{% macro a() %}{{ varargs }}{% endmacro %}{{ a(1) }}",
        "{% include '/etc/passwd' %}",
        "{% import '../other' as other %}",
        "{{ [1, 2] }}",
        "{{ none }}",
    ],
)
def test_what_is_not_in_the_language_is_refused(text: str) -> None:
    error = fault(text, meta=Fragment("<i>words</i>"))

    assert {diagnostic.rule.id for diagnostic in error.diagnostics} == {"B303"}


def test_text_never_becomes_markup() -> None:
    written = write("{{ a }}{{ a ~ a }}{{ [a, a] | join('<') }}{% set x %}{{ a }}{% endset %}{{ x }}", a="<b>&")

    assert "<" not in written
    assert written.startswith("&lt;b&gt;&amp;")


def test_a_fragment_is_printed_as_it_is_and_can_be_asked_for() -> None:
    assert write("{% if a %}{{ a }}{% endif %}{% if b %}{{ b }}{% endif %}", a=Fragment("<i>"), b=Fragment("")) == "<i>"


def test_templates_of_the_style_import_each_other() -> None:
    parts = {"parts": "{% macro hello(name) %}<p>{{ name }}</p>{% endmacro %}"}

    assert write("{% import 'parts' as parts %}{{ parts.hello('A & B') }}", parts=parts) == "<p>A &amp; B</p>"
    assert write("{% from 'parts' import hello %}{{ hello('C') }}", parts=parts) == "<p>C</p>"


def test_loops_know_where_they_are() -> None:
    text = (
        "{% for a in items %}{{ loop.index }}/{{ loop.length }}{{ a }}{% if not loop.last %}, {% endif %}{% endfor %}"
    )

    assert write(text, items=["x", "y"]) == "1/2x, 2/2y"


def test_recursive_loops_work() -> None:
    text = "{% for a in items recursive %}({{ a.name }}{{ loop(a.below) }}){% endfor %}"
    leaf: dict[str, object] = {"name": "b", "below": []}

    assert write(text, items=[{"name": "a", "below": [leaf]}]) == "(a(b))"


def test_the_filters_of_the_language_work() -> None:
    assert write("{{ 'abc' | upper }} {{ [3, 1, 2] | sort | join('-') }} {{ [1, 2] | length }}") == "ABC 1-2-3 2"
    assert (
        write("{{ [1, 2, 3] | select('odd') | join }} {{ x | default('none') }} {{ 'a b' | title }}") == "13 none A B"
    )


def test_an_unknown_name_is_told_with_its_place_and_the_nearest_one() -> None:
    error = fault("<p>\n  {{ autor }}\n</p>", author="A")

    (diagnostic,) = error.diagnostics
    (source,) = error.sources
    assert diagnostic.message == "`autor` is not defined"
    assert diagnostic.hint == "did you mean `author`?"
    assert source.text[diagnostic.span.start : diagnostic.span.end] == "autor"
    assert source.position(diagnostic.span.start) == (2, 6)


def test_an_unknown_key_is_told_with_what_there_is() -> None:
    (diagnostic,) = fault("{{ words.contens }}", words={"contents": "Contents"}).diagnostics

    assert diagnostic.message == "a mapping has no `contens`"
    assert diagnostic.hint == "did you mean `contents`?"


def test_a_syntax_error_points_at_the_word() -> None:
    with pytest.raises(DocumentError) as caught:
        compile_template(Source("styles/test/body", "<p>\n{% fro a in b %}"))

    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.rule.id == "B303"
    assert (diagnostic.span.start, diagnostic.span.end) == (7, 10)
    assert "`fro`" in diagnostic.message


def test_an_error_in_an_imported_template_is_placed_there() -> None:
    error = fault(
        "{% from 'parts' import a %}\n\n{{ a(1) }}", parts={"parts": "\n{% macro a(x) %}{{ x + 'b' }}{% endmacro %}"}
    )

    (diagnostic,) = error.diagnostics
    assert diagnostic.span.source == "styles/test/parts"
    assert diagnostic.span.start == 22
    assert "`+`" in diagnostic.message


def test_a_template_that_nests_too_deeply_is_refused() -> None:
    with pytest.raises(DocumentError) as caught:
        compile_template(Source("styles/test/body", "{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}"))

    assert caught.value.diagnostics[0].rule.id == "B303"


def test_a_huge_template_is_refused() -> None:
    with pytest.raises(DocumentError) as caught:
        compile_template(Source("styles/test/body", "x" * 300_000))

    assert caught.value.diagnostics[0].rule.id == "B304"


def test_work_in_bounds_is_done() -> None:
    assert write("{% for a in range(1000) %}x{% endfor %}") == "x" * 1000
