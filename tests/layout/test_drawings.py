"""SVG drawings: what draws far more than it holds is left out before it is drawn."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from briefkit.layout.drawings import refuse_bomb
from briefkit.layout.fetch import RefusedError

if TYPE_CHECKING:
    from tests.layout.conftest import Lay

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'


def bomb(level: str, use: str, *, levels: int = 9, style: str = "") -> str:
    """`levels` of ten references each; `level` holds the `use`s of one, `use` refers to the next."""
    inside = "".join(
        level.format(number=number, below=number + 1, uses=use.format(number=number, below=number + 1) * 10)
        for number in range(levels)
    )
    return f'{OPEN}{style}{inside}<g id="l{levels}"><rect width="1" height="1"/></g></svg>'


USES = bomb('<g id="l{number}">{uses}</g>', '<use href="#l{below}"/>')
BOMBS = {
    "use": USES,
    "use by xlink": USES.replace("href", "xlink:href"),
    "use by the file's own name": USES.replace('"#', '"bomb.svg#'),
    "mask": bomb('<mask id="l{number}">{uses}</mask>', '<rect mask="url(#l{below})"/>'),
    "pattern": bomb('<pattern id="l{number}">{uses}</pattern>', "<rect style=\"fill: url('#l{below}')\"/>"),
    "inherited": bomb('<pattern id="l{number}"><g fill="url(#l{below})">{uses}</g></pattern>', "<rect/>"),
    "marker": bomb('<marker id="l{number}"><path d="M0 0{uses}" marker-mid="url(#l{below})"/></marker>', "L1 1"),
    "stylesheet": bomb(
        '<mask id="l{number}">{uses}</mask>',
        '<rect class="c{below}"/>',
        style="<style>" + "".join(f".c{number} {{ mask: url(#l{number}) }}" for number in range(10)) + "</style>",
    ),
}


def refuse(drawing: str) -> None:
    refuse_bomb(ElementTree.fromstring(drawing))  # noqa: S314 (the drawings of this module)


@pytest.mark.parametrize("kind", BOMBS)
def test_a_bomb_is_refused(kind: str) -> None:
    with pytest.raises(RefusedError, match=r"more than 10,000 elements"):
        refuse(BOMBS[kind])


def test_a_reference_to_itself_is_refused() -> None:
    drawing = f'{OPEN}<g id="a"><use href="#a"/><use href="#a"/></g></svg>'

    with pytest.raises(RefusedError, match="leads back to itself"):
        refuse(drawing)


@pytest.mark.parametrize(
    "body",
    [
        "<g><path/></g>" * 20_000,
        '<defs><path id="m"/></defs>' + '<g><use href="#m"/></g>' * 20_000,
        '<linearGradient id="g"><stop/><stop/></linearGradient>' + '<rect fill="url(#g)"/>' * 9_000,
        '<a href="#a" id="a"><rect/></a><use href="#nowhere"/><use/>',
    ],
    ids=["large", "a scatter plot", "gradients", "links"],
)
def test_other_drawings_are_welcome(body: str) -> None:
    refuse(f"{OPEN}{body}</svg>")


def test_a_bomb_is_left_out_of_the_page_wherever_it_stands(lay: Lay, tmp_path: Path) -> None:
    (tmp_path / "bomb.svg").write_text(USES)
    (tmp_path / "bomb.png").write_text(USES)
    encoded = base64.b64encode(USES.encode()).decode()
    pictures = ("bomb.svg", "bomb.png", f"data:image/svg+xml;base64,{encoded}")
    body = "".join(f'<p><img src="{picture}" alt="a">' for picture in pictures) + f"<p>{USES}"

    layout = lay(body, "div { background: url(bomb.svg) }")
    layout.write_pdf(lambda root: root)

    assert [found.rule.id for found in layout.diagnostics] == ["B403"] * 4
    assert all("its references make more than 10,000 elements of" in found.message for found in layout.diagnostics)
