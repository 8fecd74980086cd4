"""Items of flex and grid containers → rows and columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefkit.write.docx.arrangement import Arrangement, Rectangle, Spot, arranged, is_stack

CONTENT = Rectangle(0, 0, 100, 50)


def table(*items: tuple[float, float, float, float]) -> Arrangement:
    found = arranged([Rectangle(*item) for item in items], CONTENT)
    assert found is not None
    return found


def test_items_beside_one_another_are_cells_with_what_parts_them_between() -> None:
    found = table((0, 0, 40, 20), (60, 0, 100, 20))

    assert list(found.columns) == [40, 20, 40]
    assert list(found.heights) == [20]
    assert found.spots == (Spot(0, 1, 0, 1, 0, 0), Spot(2, 1, 0, 1, 0, 0))


def test_a_container_wider_than_its_items_has_a_column_for_the_rest() -> None:
    assert list(table((20, 0, 60, 20)).columns) == [20, 40, 40]


def test_what_parts_rows_is_a_row() -> None:
    found = table((0, 0, 50, 20), (50, 0, 100, 20), (0, 30, 50, 50), (50, 30, 100, 50))

    assert list(found.heights) == [20, 10, 20]
    assert found.spacers == {1}
    assert [spot.row for spot in found.spots] == [0, 0, 2, 2]


def test_an_item_over_several_rows_spans_what_parts_them_too() -> None:
    found = table((0, 0, 40, 50), (50, 0, 100, 20), (50, 30, 100, 50))

    assert found.spots[0] == Spot(0, 1, 0, 3, 0, 0)
    assert found.spots[2].row == 2


def test_an_item_over_several_columns() -> None:
    found = table((0, 0, 100, 10), (0, 10, 50, 20), (50, 10, 100, 20))

    assert found.spots[0].columns == 2


def test_items_of_one_line_that_begin_lower_are_in_its_row() -> None:
    found = table((0, 0, 50, 40), (50, 10, 100, 30))

    assert len(found.heights) == 1
    assert (found.spots[1].above, found.spots[1].below) == (10, 10)


def test_lines_with_other_columns_share_the_edges() -> None:
    found = table((0, 0, 30, 10), (30, 0, 100, 10), (0, 10, 70, 20), (70, 10, 100, 20))

    assert list(found.columns) == [30, 40, 30]
    assert [(spot.column, spot.columns) for spot in found.spots] == [(0, 1), (1, 2), (0, 2), (2, 1)]


def test_items_that_overlap_make_no_table() -> None:
    assert arranged([Rectangle(0, 0, 60, 20), Rectangle(40, 5, 100, 15)], CONTENT) is None
    assert arranged([], CONTENT) is None


def test_items_of_one_row_may_stand_anywhere_in_its_height() -> None:
    found = arranged([Rectangle(0, 20, 50, 30), Rectangle(50, 40, 100, 50)], CONTENT, is_one_row=True)

    assert found is not None
    assert list(found.heights) == [50]
    assert [(spot.above, spot.below) for spot in found.spots] == [(20, 20), (40, 0)]


def test_edges_that_nearly_meet_are_one() -> None:
    assert list(table((0, 0, 50.3, 20), (50, 0, 100, 20.4)).columns) == [50, 50]


def test_a_stack() -> None:
    assert is_stack([Rectangle(0, 0, 10, 10), Rectangle(5, 10, 10, 20)])
    assert not is_stack([Rectangle(0, 0, 10, 10), Rectangle(10, 0, 20, 10)])
    assert not is_stack([Rectangle(0, 0, 10, 10), Rectangle(10, 10, 20, 20)])


TRACKS = st.lists(st.integers(5, 40), min_size=1, max_size=4)


@given(TRACKS, TRACKS, st.sampled_from([0, 2, 5, 12]))
def test_a_grid_comes_out_as_it_is(widths: list[int], heights: list[int], gap: int) -> None:
    """Whatever its tracks and gaps: as many rows and columns, each item where it is, none on top of another."""
    items, places = [], []
    top = 0
    for row, height in enumerate(heights):
        left = 0
        for column, width in enumerate(widths):
            items.append(Rectangle(left, top, left + width, top + height))
            places.append((row, column))
            left += width + gap
        top += height + gap
    step = 2 if gap else 1

    found = arranged(items, Rectangle(0, 0, items[-1].right, items[-1].bottom))

    assert found is not None
    assert [(spot.row, spot.column) for spot in found.spots] == [(step * r, step * c) for r, c in places]
    assert sum(found.columns) == items[-1].right
