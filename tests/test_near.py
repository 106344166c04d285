"""Which known name a mistyped one is near, also among very many."""

from __future__ import annotations

import pytest

from deckpress.near import LONGEST, did_you_mean, nearest


@pytest.mark.parametrize(
    ("name", "message"),
    [("titel", ": did you mean `title`?"), ("quote", ": did you mean `quote`?"), ("xyz", "")],
)
def test_a_name_near_a_known_one(name: str, message: str) -> None:
    assert did_you_mean(name, {"title", "quote", "tools"}) == message


@pytest.mark.parametrize("count", [30, 3000])
def test_a_name_near_one_of_very_many(count: int) -> None:
    known = [f"gesprek-{number}" for number in range(count)] + ["praatplaat", "praatkaartjes"]
    assert did_you_mean("praatplat", known) == ": did you mean `praatplaat`?"
    assert nearest("xyz", known) is None


def test_names_that_differ_at_their_end_are_told_whole() -> None:
    long = "a" * LONGEST
    assert nearest(f"{long}-b", [f"{long}-een", "kort"]) == f"{long}-een"
