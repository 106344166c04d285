"""Words that went and came, in marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckpress.editions.difference import line_differences, marked, stretches
from deckpress.editions.effort import MOST, Effort

_texts = st.lists(st.sampled_from(["a", "b", "ouders", ",", " ", "?", "Fiche 1.2", "é"]), max_size=12).map(
    "".join
)


@given(_texts, _texts)
def test_the_marks_hold_both_texts_whole(before: str, after: str) -> None:
    found = list(stretches(before, after))
    assert "".join(stretch.text for stretch in found if stretch.kind != "came") == before
    assert "".join(stretch.text for stretch in found if stretch.kind != "went") == after
    assert (before == after) == all(stretch.kind == "same" for stretch in found)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Wat zie je?", "Wat zie, je?", "Wat zie{+,+} je?"),
        ("Wat zie je?", "Wat hoor je?", "Wat [-zie-] {+hoor+} je?"),
        ("Zie Fiche 1.2.", "Zie Fiche 1.3.", "Zie Fiche [-1.2-] {+1.3+}."),
        ("Zo zei hij het.", "Zo zei het.", "Zo zei [-hij-] het."),
        ("", "Nieuw.", "{+Nieuw.+}"),
        ("Oud.", "", "[-Oud.-]"),
        (
            "een twee drie vier vijf zes zeven acht negen tien elf twaalf x",
            "een twee drie vier vijf zes zeven acht negen tien elf twaalf y",
            "… vijf zes zeven acht negen tien elf twaalf [-x-] {+y+}",
        ),
    ],
)
def test_words_in_marks(before: str, after: str, shown: str) -> None:
    assert marked(before, after) == shown


def test_only_lines_that_differ_are_told_and_versions_of_one_stand_together() -> None:
    before = ("Wat zie je daar?", "Wat doe je?", ("Denk aan", "dit", "dat"))
    after = ("Iets heel anders.", "Wat zie je hier?", "Wat doe je?", ("Denk aan", "dit", "dan dat"))
    assert list(line_differences(before, after)) == [
        "{+Iets heel anders.+}",
        "Wat zie je [-daar-] {+hier+}?",
        "– {+dan+} dat",
    ]


def test_lines_that_have_nothing_in_common_are_told_apart() -> None:
    assert list(line_differences("Kijk naar het kind.", "Bel morgen terug!")) == [
        "[-Kijk naar het kind.-]",
        "{+Bel morgen terug!+}",
    ]


def test_many_lines_take_no_time() -> None:
    """Ten thousand lines that are all alike, and others: it ends."""
    before, after = ("a b c d",) * 10_000, ("a b c e",) * 10_000
    assert len(list(line_differences(before, after))) == 10_000


def test_when_too_much_was_compared_the_rest_is_told_as_a_whole() -> None:
    before = tuple(f"regel {number} zegt dit nog" for number in range(50))
    after = tuple(f"regel {number} zegt dat nu" for number in range(50))
    spent = list(line_differences(before, after, Effort(0)))
    assert spent == [f"[-{line}-]" for line in before] + [f"{{+{line}+}}" for line in after]
    assert next(line_differences(before, after)) == "regel 0 zegt [-dit nog-] {+dat nu+}"


@pytest.mark.parametrize("word", ["a x{}", "a b x{}", "{}", "a a {}"])
def test_comparing_ends(word: str) -> None:
    """Texts that are made to be hard to compare use up what may be compared, and no more."""
    before = tuple(" ".join(word.format(n) for n in range(90)) for _ in range(2_000))
    after = tuple(" ".join(word.format(-n) for n in range(90)) for _ in range(2_000))
    effort = Effort()
    found = list(line_differences(before, after, effort))
    assert 2_000 <= len(found) <= 4_000 and effort.left <= MOST
