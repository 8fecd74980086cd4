"""The chain against all labellings of small ones; what evidence settles; levels; that a text is read one way."""

from __future__ import annotations

from itertools import pairwise, product
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.read.structure import Label, Unit, evidence, recover
from briefkit.read.structure.chain import STEP, ZERO, Weights, chances, likeliest
from briefkit.read.structure.levels import numbered_levels
from briefkit.read.structure.shapes import shape_of

PROSE = "Nobody had asked the harbour for its opinion, and so the harbour, for once, kept its opinion to itself."
SCORE = st.floats(-3, 3, width=16)


def units(*texts: str) -> list[Unit]:
    return [Unit(text=text.strip(), raw=text.strip(), indent=len(text) - len(text.lstrip())) for text in texts]


def labels(*texts: str, settled: dict[int, Label] | None = None) -> list[Label]:
    return [reading.label for reading in recover(units(*texts), settled)]


# The chain ----------------------------------------------------------------------------------------------------------


@st.composite
def chains(draw: st.DrawFn) -> tuple[list[list[float]], Weights]:
    count, length = draw(st.integers(2, 3)), draw(st.integers(1, 4))
    row = st.lists(SCORE, min_size=count, max_size=count)
    moves = tuple(tuple(draw(row)) for _ in range(count))
    weights = Weights(tuple("abc"[:count]), {}, moves, tuple(draw(row)))
    return [draw(row) for _ in range(length)], weights


def total(path: tuple[int, ...], scores: list[list[float]], weights: Weights) -> float:
    steps = sum(weights.moves[a][b] for a, b in pairwise(path))
    return weights.begin[path[0]] + steps + sum(row[label] for row, label in zip(scores, path, strict=True))


@given(chains())
def test_the_likeliest_labels_are_the_best_of_all(chain: tuple[list[list[float]], Weights]) -> None:
    scores, weights = chain
    paths = list(product(range(len(weights.labels)), repeat=len(scores)))

    found = total(tuple(likeliest(scores, weights)), scores, weights)

    assert found == pytest.approx(max(total(path, scores, weights) for path in paths))


@given(chains())
def test_chances_are_those_of_all_labellings_together(chain: tuple[list[list[float]], Weights]) -> None:
    scores, weights = chain
    shares = {
        path: exp(total(path, scores, weights)) for path in product(range(len(weights.labels)), repeat=len(scores))
    }
    everything = sum(shares.values())

    for place, row in enumerate(chances(scores, weights)):
        for label, chance in enumerate(row):
            expected = sum(share for path, share in shares.items() if path[place] == label) / everything
            assert chance == pytest.approx(expected, abs=1e-9)


def test_weights_are_characters() -> None:
    weights = Weights(("a", "b"), {"one": chr(ZERO + 3) + chr(ZERO), "two": chr(ZERO - 1) + chr(ZERO + 5)}, (), ())

    assert weights.scores(["one", "two", "unknown"]) == pytest.approx([2 * STEP, 5 * STEP])
    assert weights.scores([]) == [0.0, 0.0]
    assert weights.weight("two", "b") == pytest.approx(5 * STEP)


# Evidence -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("marker", ["–", "-", "•", "*", "◦"])
def test_a_line_with_a_bullet_is_an_item(marker: str) -> None:
    assert labels("The Title", PROSE, f"{marker} What Next", PROSE)[2] == "list_item"


def test_numbers_below_one_another_are_a_list_and_far_apart_headings() -> None:
    assert labels("A Title", PROSE, "1. Costs", "2. Rail", "3. Planks", PROSE)[2:5] == ["list_item"] * 3
    assert labels("A Title", "1. Costs", PROSE, PROSE, "2. The Rail", PROSE, PROSE)[1::3] == ["heading", "heading"]


@pytest.mark.parametrize("text", ["Table 3: Boats by year", "Figure 1. The pier in 1960", "Source: the harbour office"])
def test_captions_say_what_they_are(text: str) -> None:
    assert labels("The Title", PROSE, text, PROSE)[2] == "caption"


@pytest.mark.parametrize("before", [PROSE, "Table 3: Boats by year"])
def test_a_sentence_about_a_table_is_no_caption(before: str) -> None:
    text = "Table 3 shows what the boats cost in each of the years."

    assert labels("The Title", PROSE, before, text, PROSE)[3] == "paragraph"


def test_quoted_lines_are_no_list_that_lost_its_markers() -> None:
    quoted = [Unit(text=text, raw=text, is_quoted=True) for text in ("What about the bridge?", "Has anybody asked?")]

    found = recover([*units("The Title", PROSE), *quoted, *units(PROSE)])

    assert [reading.label for reading in found[2:4]] == ["quote", "quote"]


def test_a_settled_kicker_stays_without_a_title() -> None:
    assert labels("Analysis", PROSE, PROSE, settled={0: "kicker", 1: "paragraph", 2: "paragraph"})[0] == "kicker"


@pytest.mark.parametrize("heading", ["References", "5. Bibliography", "Literatur", "Fuentes"])
def test_what_stands_under_references_is_a_note(heading: str) -> None:
    found = labels(
        "The Title", PROSE, "One", PROSE, heading, "Ada Lovelace, The Long Pier, 1960.", "Charles Babbage, Rails, 1970."
    )

    assert found[4:] == ["heading", "note", "note"]


def test_there_is_one_title_and_no_kicker_without_it() -> None:
    found = labels("ANALYSIS", "The Long Pier", "By Ada Lovelace", PROSE, "What Is Left", PROSE)

    assert found == ["kicker", "title", "byline", "paragraph", "heading", "paragraph"]
    assert labels("What Is Left", PROSE, "The Rail", PROSE).count("title") <= 1


# People -------------------------------------------------------------------------------------------------------------


def test_what_is_settled_stays_and_the_rest_follows() -> None:
    texts = ("The Long Pier", PROSE, "What is left of it all", PROSE, "Planks", PROSE)

    assert labels(*texts, settled={2: "quote"})[2] == "quote"
    assert labels(*texts, settled={0: "paragraph"})[0] == "paragraph"


def test_evidence_adds_up_from_features_of_the_place() -> None:
    texts = units("The Long Pier", PROSE, "What Is Left", PROSE)

    gains = evidence(texts, 2, "heading", "paragraph")

    assert gains
    assert all(gain for _, gain in gains)
    assert [abs(gain) for _, gain in gains] == sorted((abs(gain) for _, gain in gains), reverse=True)
    assert sum(gain for _, gain in gains) > 0


@given(st.lists(st.text(min_size=1, max_size=30).filter(str.strip), max_size=8))
def test_any_units_are_labelled_the_same_each_time(texts: list[str]) -> None:
    given_units = units(*(" ".join(text.split()) for text in texts if text.split()))

    first = recover(given_units)

    assert first == recover(given_units)
    assert len(first) == len(given_units)
    assert all(0 <= reading.confidence <= 1 for reading in first)
    assert all((reading.level > 0) == (reading.label == "heading") for reading in first)


# Levels -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headings", "levels"),
    [
        (("1. Costs", "1.1 Boats", "1.2 Crews", "2. Rail", "2.1 Planks"), [1, 2, 2, 1, 2]),
        (("A. Costs", "1. Boats", "2. Crews", "B. Rail", "1. Planks"), [1, 2, 2, 1, 2]),
        (("I. Costs", "A. Boats", "1. Crews", "2. Coal", "B. Rail"), [1, 2, 3, 3, 2]),
        (("1. Costs", "Boats", "2. Rail", "3. Planks", "Conclusion"), [1, 2, 1, 1, 1]),
        (("Costs", "Boats", "1. Rail"), [1, 1, 1]),
    ],
)
def test_numbers_tell_levels(headings: tuple[str, ...], levels: list[int]) -> None:
    shapes = [shape_of(unit) for unit in units(*headings)]

    assert numbered_levels(shapes, range(len(headings)), [1] * len(headings)) == levels


def test_sections_without_evidence_have_one_level() -> None:
    readings = recover(
        units("The Pier", "The Rail", PROSE, "The Planks", PROSE, "The Boats", PROSE, "The Crews", PROSE)
    )

    assert {reading.level for reading in readings if reading.label == "heading"} == {1}


# Scripts without capitals -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        (
            "مستقبل العبّارة الليلية\n"
            "توقّفت العبّارة الليلية في الربيع الماضي، ولم يكتب أحد عن ذلك في الصحيفة لمدة شهر "
            "كامل. ثم غيّر المستشفى مواعيد نوباته، فوصلت الرسائل بالعشرات.\n"
            "كلفة العبّارة\n"
            "كان المقعد الليلي يكلّف البلدة ثلاثة أضعاف المقعد النهاري. وذهب معظم المال إلى "
            "أجور القبطان الذي كان ينتظر ساعات لا يأتي فيها أحد.\n"
            "ما تطلبه البلدة\n"
            "طلب المجلس ثلاثة أمور من شركة الملاحة قبل بداية الشتاء:\n"
            "• رحلة واحدة كل ليلة\n"
            "• تذكرة بسعر النهار\n"
            "• مظلّة على الرصيف\n"
            "لم تجب الشركة بعد، وقد وعدت بأن تجيب قبل نهاية الشهر. وينتظر المجلس جوابها منذ "
            "أسبوعين.\n"
        ),
        (
            "עתידה של מעבורת הלילה\n"
            "מעבורת הלילה הופסקה באביב האחרון, ובמשך חודש שלם איש לא כתב על כך לעיתון. אחר כך "
            "שינה בית החולים את המשמרות, והמכתבים הגיעו בעשרות.\n"
            "מחיר המעבורת\n"
            "מושב בלילה עלה לעיירה פי שלושה ממושב ביום. רוב הכסף הלך לשכרו של הקברניט, שחיכה "
            "שעות שבהן לא בא איש.\n"
            "מה מבקשת העיירה\n"
            "המועצה ביקשה שלושה דברים מחברת הספנות לפני תחילת החורף:\n"
            "• הפלגה אחת בכל לילה\n"
            "• כרטיס במחיר של יום\n"
            "• סככה על הרציף\n"
            "החברה עדיין לא השיבה, והיא הבטיחה להשיב לפני סוף החודש. המועצה ממתינה לתשובה כבר "
            "שבועיים.\n"
        ),
    ],
    ids=["arabic", "hebrew"],
)
def test_shapes_do_without_capitals(text: str) -> None:
    assert labels(*text.splitlines()) == [
        "title", "paragraph", "heading", "paragraph", "heading", "paragraph", *["list_item"] * 3, "paragraph",
    ]  # fmt: skip
