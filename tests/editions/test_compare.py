"""What became of each card from one edition to the next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from deckpress.editions.compare import Change, compare
from deckpress.editions.content import Content, Key


def edition(**cards: str) -> dict[Key, Content]:
    """An edition by its cards: `a1="Title: text"` is card 1.1."""
    return {
        Key("card", f"1.{name[1:]}"): Content(dict(zip(("title", "quote"), text.split(": "), strict=True)))
        for name, text in cards.items()
    }


def fates(changes: list[Change]) -> list[str]:
    return [
        f"{change.was.id} → {change.key.id}"
        if change.was and change.fate == "moved"
        else f"{change.key.id} {change.fate}"
        for change in changes
    ]


def test_nothing_changed() -> None:
    assert compare(edition(a1="A: x", a2="B: y"), edition(a2="B: y", a1="A: x")) == []


def test_changed_new_and_withdrawn_in_the_order_of_the_deck() -> None:
    before = edition(a1="A: x", a2="B: y", a9="C: z")
    after = edition(a1="A: other", a2="B: y", a10="D: w")
    changes = compare(before, after)
    assert fates(changes) == ["1.1 changed", "1.9 withdrawn", "1.10 added"]
    assert [change.fields for change in changes] == [["quote"], ["title", "quote"], ["title", "quote"]]


def test_the_same_card_under_another_number_has_moved() -> None:
    changes = compare(edition(a1="A: x", a2="B: y"), edition(a1="A: x", a5="B: y"))
    assert fates(changes) == ["1.2 → 1.5"]
    assert changes[0].fields == [] and changes[0].title == "B"


def test_a_card_put_in_between_moves_those_behind_it_also_where_their_texts_change() -> None:
    before = edition(a1="A: x", a2="B: see 1.3", a3="C: z")
    after = edition(a1="A: x", a2="New: w", a3="B: see 1.4", a4="C: z")
    assert fates(compare(before, after)) == ["1.2 added", "1.2 → 1.3", "1.3 → 1.4"]


def test_two_cards_that_change_places_have_both_moved() -> None:
    assert fates(compare(edition(a1="A: x", a2="B: y"), edition(a1="B: y", a2="A: x"))) == [
        "1.2 → 1.1",
        "1.1 → 1.2",
    ]


def test_cards_of_one_title_are_told_apart_by_their_texts() -> None:
    changes = compare(edition(a1="A: x", a2="A: y"), edition(a1="A: y", a2="A: x"))
    assert fates(changes) == ["1.2 → 1.1", "1.1 → 1.2"] and not any(change.fields for change in changes)


def test_a_card_with_another_title_is_the_same_card() -> None:
    [change] = compare(edition(a1="A: x"), edition(a1="B: x"))
    assert change.fate == "changed" and change.fields == ["title"] and change.title == "B"


def test_a_part_is_never_taken_for_a_card() -> None:
    same = Content({"title": "A"})
    changes = compare({Key("card", "1.1"): same}, {Key("part", "1"): same})
    assert [change.fate for change in changes] == ["withdrawn", "added"]


_editions = st.dictionaries(
    st.sampled_from([Key("card", f"1.{n}") for n in range(1, 6)]),
    st.builds(lambda t, q: Content({"title": t, "quote": q}), st.sampled_from("ABC"), st.sampled_from("xy")),
)


@given(_editions, _editions)
def test_the_changes_make_the_one_set_of_paper_of_the_other(
    before: dict[Key, Content], after: dict[Key, Content]
) -> None:
    """What is taken out, and what is put in, is each there once; what stays is the same."""
    changes = compare(before, after)
    out = [change.was for change in changes if change.was]
    put_in = [change.now for change in changes if change.now]
    assert len(set(out)) == len(out) and len(set(put_in)) == len(put_in)
    stays = {key: content for key, content in before.items() if key not in out}
    assert stays | {key: after[key] for key in put_in} == after
    assert all(after[key].sha256 == content.sha256 and key not in put_in for key, content in stays.items())
