"""How much an SVG drawing draws: its elements, counted as often as references repeat them.

A kilobyte of ``use`` in ``use`` draws millions of elements. What is drawn is counted before anything is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefkit.layout.fetch import RefusedError

MAX_DRAWN = 10_000
"""How many elements a drawing may draw, but for one that has so many by itself."""

MAX_REPEATED = 4
"""How many times its own elements a drawing may draw, however many it has: charts draw their marks by reference."""

_URL = re.compile(r"url\(\s*['\"]?[^)#]*#([^)'\"]+)")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"[.#]?[\w-]+|\*")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)")
_INHERITED = frozenset({"fill", "stroke", "marker", "marker-start", "marker-mid", "marker-end"})
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_GRADIENTS = frozenset({"linearGradient", "radialGradient"})


def refuse_bomb(root: Any) -> None:
    """Raises `RefusedError` where the drawing below the ElementTree element `root` draws too much, or itself."""
    own = sum(1 for _ in root.iter())
    if _Drawing(root).drawn(root) > max(MAX_DRAWN, MAX_REPEATED * own):
        raise RefusedError(f"its references make more than {MAX_DRAWN:,} elements of {own:,}")


class _Drawing:
    """A drawing while its elements are counted; `drawn` asks once an element."""

    def __init__(self, root: Any) -> None:
        self._by_id: dict[str, Any] = {}
        self._rules: list[tuple[set[str], list[str]]] = []
        self._counts: dict[Any, int | None] = {}  # None while an element is being counted
        for element in root.iter():
            self._by_id.setdefault(element.get("id", ""), element)
            if _name(element) == "style":
                self._rules.extend(
                    (set(_SELECTOR.findall(selector)), targets)
                    for selector, declarations in _RULE.findall("".join(element.itertext()))
                    if (targets := _URL.findall(declarations))
                )

    def drawn(self, element: Any) -> int:
        """How many elements are drawn where `element` is; a reference that is inherited is one for all below."""
        if element in self._counts:
            known = self._counts[element]
            if known is None:
                raise RefusedError("a reference in it leads back to itself")
            return known
        self._counts[element] = None
        count = 1 + sum(self.drawn(child) for child in element)
        for target, times in self._references(element):
            found = self._by_id.get(target)
            if found is not None and _name(found) not in _GRADIENTS:
                count += times * self.drawn(found)
        self._counts[element] = count
        return count

    def _references(self, element: Any) -> Iterator[tuple[str, int]]:
        """The ids that `element` refers to, and how often what they name may be drawn."""
        if _name(element) in {"use", "pattern"}:
            yield from ((element.get(href).partition("#")[2], 1) for href in _HREFS if element.get(href))
        for name, value in element.attrib.items():
            is_style = name == "style"
            if "url(" not in value or not (is_style or "marker" in name or name in _INHERITED):
                yield from ((target, 1) for target in _URL.findall(value))
                continue
            times = _shapes(element, counts_points=is_style or "marker" in name)
            yield from ((target, times) for target in _URL.findall(value))
        names = {"*", _name(element), f"#{element.get('id')}", *(f".{one}" for one in element.get("class", "").split())}
        for selectors, targets in self._rules:
            if selectors & names:
                yield from ((target, _shapes(element, counts_points=True)) for target in targets)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _shapes(element: Any, *, counts_points: bool) -> int:
    """How many elements stand in `element`, itself included; about how many points they have, for markers' sake."""
    if not counts_points:
        return sum(1 for _ in element.iter())
    shapes = (f"{shape.get('d', '')} {shape.get('points', '')}" for shape in element.iter())
    return sum(1 + len(_NUMBER.findall(shape)) // 2 for shape in shapes)
