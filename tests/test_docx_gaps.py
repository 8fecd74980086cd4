"""Gap tokens become space before and after (CSS 2.1 §8.3.1)."""

from briefkit.write.docx.flow import Gap, GapKind, Paragraph, ParagraphLook, Role, RunLook
from briefkit.write.docx.gaps import distance, resolved

MARGIN, SPACE, BREAK = GapKind.MARGIN, GapKind.SPACE, GapKind.BREAK
RUN = RunLook("Serif", 20)


def paragraph(before: int, after: int, *gap: tuple[GapKind, int]) -> Paragraph:
    look = ParagraphLook(before=before, after=after)
    return Paragraph(look, RUN, Role("p"), gap=tuple(Gap(kind, size) for kind, size in gap))


def spacing(*paragraphs: Paragraph) -> list[tuple[int, int]]:
    found = resolved(paragraphs, run=RUN)
    return [(p.look.before, p.look.after) for p in found if isinstance(p, Paragraph)]


def test_adjoining_margins_collapse_to_the_larger() -> None:
    assert distance([Gap(MARGIN, 100), Gap(MARGIN, 240)]) == 240


def test_a_negative_margin_is_taken_off_the_largest_positive_one() -> None:
    assert distance([Gap(MARGIN, 200), Gap(MARGIN, -60), Gap(MARGIN, 100)]) == 140


def test_padding_keeps_margins_apart() -> None:
    assert distance([Gap(MARGIN, 100), Gap(SPACE, 40), Gap(MARGIN, 60)]) == 200


def test_what_stands_before_a_break_is_gone() -> None:
    assert distance([Gap(MARGIN, 500), Gap(BREAK), Gap(MARGIN, 60)]) == 60


def test_paragraphs_keep_their_own_margins_where_collapsing_gives_the_distance() -> None:
    first, second = paragraph(0, 120), paragraph(200, 80, (MARGIN, 120), (MARGIN, 200))

    assert spacing(first, second) == [(0, 120), (200, 80)]


def test_a_wider_gap_is_put_before_the_second_paragraph() -> None:
    first, second = paragraph(0, 120), paragraph(0, 80, (MARGIN, 120), (SPACE, 100), (MARGIN, 0))

    assert spacing(first, second) == [(0, 120), (220, 80)]


def test_a_narrower_gap_takes_from_the_paragraph_before() -> None:
    first, second = paragraph(0, 240), paragraph(0, 80, (MARGIN, 240), (MARGIN, -140))

    assert spacing(first, second) == [(0, 100), (0, 80)]


def test_the_first_paragraph_of_a_page_keeps_its_gap_whole() -> None:
    assert spacing(paragraph(100, 0, (SPACE, 300), (MARGIN, 100))) == [(400, 0)]


def test_no_gap_is_left_over() -> None:
    assert all(p.gap == () for p in resolved([paragraph(0, 0, (MARGIN, 20)), paragraph(0, 0, (SPACE, 20))], run=RUN))
