"""What is told of each address: where it stands, what names it, what to do."""

from __future__ import annotations

import datetime

import pytest

from deckpress.links.addresses import Address, Use
from deckpress.links.answers import Answer, Hop, Known
from deckpress.links.report import Report, days, report
from deckpress.model import Place

DAY = datetime.date(2026, 11, 23)
URL = "https://a.test/x"
USE = Use(Place("cards/nl/resources.yaml", 4, 8), URL, ("card 1.1", "the manual"))
START = f"cards/nl/resources.yaml:4:8: {URL} (named by card 1.1, the manual): "


def told(answer: Answer | None, use: Use = USE, good: datetime.date | None = None) -> Report:
    known = {URL: Known(answer=answer, asked=DAY, good=good)} if answer else {}
    asked = {URL: answer or Answer(verdict="unreached")}
    return report([Address(URL, (use,))], asked, known, slow=5.0)


def hops(*ways: tuple[int, str]) -> tuple[Hop, ...]:
    return tuple(Hop(status=status, to=to) for status, to in ways)


@pytest.mark.parametrize(
    ("answer", "notes"),
    [
        (Answer(verdict="good", seconds=4.9), []),
        (Answer(verdict="good", seconds=5), ["slow: it took 5 s"]),
        (
            Answer(verdict="good", hops=hops((301, "https://b.test/"))),
            ["moved for good (301) to https://b.test/: write that in resources.yaml"],
        ),
        (
            Answer(
                verdict="good", hops=hops((308, "https://b.test/"), (302, "https://b.test/nl")), seconds=9
            ),
            [
                "moved for good to https://b.test/: write that in resources.yaml. "
                "The way was 308 to https://b.test/, 302 to https://b.test/nl, then a page",
                "slow: it took 9 s",
            ],
        ),
        (
            Answer(verdict="good", hops=hops((302, "https://b.test/nl"))),
            ["leads on for now: 302 to https://b.test/nl, then a page. Leave it as it is"],
        ),
        (
            Answer(
                verdict="unsure", reason="it lets no program in (403)", hops=hops((301, "https://b.test/"))
            ),
            ["can't be judged: 301 to https://b.test/, then it lets no program in (403). Open it yourself"],
        ),
    ],
)
def test_what_is_good_to_know(answer: Answer, notes: list[str]) -> None:
    found = told(answer)
    assert [str(note) for note in found.notes] == [START + note for note in notes]
    assert found.dead == found.unknown == ()


def test_what_is_dead_says_when_it_was_good() -> None:
    answer = Answer(verdict="dead", reason="there is no such page (404)", hops=hops((301, "https://b.test/")))
    advice = "Write another address, or take it out"
    way = "dead: 301 to https://b.test/, then there is no such page (404)"
    assert [str(one) for one in told(answer).dead] == [f"{START}{way}. {advice}"]
    assert [str(one) for one in told(answer, good=DAY).dead] == [
        f"{START}{way}; it was good on 2026-11-23. {advice}"
    ]


@pytest.mark.parametrize(
    ("written", "to", "new"),
    [
        (f"{URL}#drie", "https://b.test/", "https://b.test/#drie"),
        (f"{URL}#drie", "https://b.test/#vier", "https://b.test/#vier"),
    ],
)
def test_a_move_keeps_the_fragment(written: str, to: str, new: str) -> None:
    answer = Answer(verdict="good", hops=hops((301, to)))
    (note,) = told(answer, Use(Place("manual.md", 3), written, ())).notes
    assert str(note) == f"manual.md:3:0: {written}: moved for good (301) to {new}: write that in manual.md"


def test_an_answer_of_another_day_says_so() -> None:
    known = {URL: Known(answer=Answer(verdict="dead", reason="x"), asked=DAY)}
    found = report([Address(URL, (USE,))], {URL: Answer(verdict="unreached")}, known, slow=5.0)
    assert str(found.dead[0]).endswith("(asked on 2026-11-23)")
    assert [str(one) for one in told(None).unknown] == [f"{START}no answer was ever had"]


def test_each_place_is_told_and_many_names_are_cut() -> None:
    uses = (
        Use(Place("b.yaml", 1), URL, ()),
        Use(Place("a.yaml", 9), URL, tuple(f"card 1.{n}" for n in range(1, 12))),
    )
    known = {URL: Known(answer=Answer(verdict="dead", reason="x"), asked=DAY)}
    found = report([Address(URL, uses)], {URL: known[URL].answer}, known, slow=5.0)
    assert [one.place.file for one in found.dead] == ["a.yaml", "b.yaml"]
    assert "card 1.8 and 3 more)" in str(found.dead[0])
    assert found.totals == "addresses 1: 1 dead"


def test_a_server_writes_nothing_on_the_screen_by_itself() -> None:
    answer = Answer(verdict="good", hops=hops((301, "https://b.test/\x1b[2J")))
    assert "\x1b" not in str(told(answer).notes[0])


def test_the_totals() -> None:
    answers = {
        "a": Answer(verdict="good"),
        "b": Answer(verdict="good", seconds=7, hops=hops((301, "c"))),
        "c": Answer(verdict="dead"),
        "d": Answer(verdict="unsure"),
        "e": Answer(verdict="unreached"),
    }
    known = {url: Known(answer=answers[url], asked=DAY) for url in "abcd"}
    found = report([Address(url, ()) for url in answers], answers, known, slow=5.0)
    assert found.totals == (
        "addresses 5: 2 good (1 of them moved, 1 of them slow), 1 dead, 1 can't be judged, 1 never answered"
    )
    assert report([], {}, {}, 5).totals == "addresses 0: none"


def test_from_when_the_answers_are() -> None:
    one = Known(answer=Answer(verdict="good"), asked=DAY)
    other = one.model_copy(update={"asked": datetime.date(2026, 10, 1)})
    assert (days({}), days({"a": one})) == ("", "2026-11-23")
    assert days({"a": one, "b": other}) == "2026-10-01 to 2026-11-23"
