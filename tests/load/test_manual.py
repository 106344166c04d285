"""The manual cut into sections, each with an anchor of its own."""

from __future__ import annotations

import pytest

from deckpress.load import manual
from deckpress.load.manual import anchor_of, sections


def told(text: str) -> list[str]:
    return [str(problem) for problem in sections(text, "m")[1]]


def test_each_title_starts_a_section() -> None:
    made, problems = sections("\n# Eén\n\nTekst.\n## Onder\n- # geen titel\n\n# Twee #\n", "m")
    assert problems == []
    assert [(section.id, section.title, section.line) for section in made] == [
        ("een", "Eén", 2),
        ("twee", "Twee", 8),
    ]
    assert made[0].body == "\nTekst.\n## Onder\n- # geen titel\n"
    assert made[1].body == ""


@pytest.mark.parametrize(
    ("title", "others", "anchor"),
    [
        ("Wat zit erin?", [], "wat-zit-erin"),
        ("Foto’s & één café", [], "fotos-een-cafe"),
        ("Twee", ["twee", "twee-2"], "twee-3"),
        ("?", [], "section"),
        ("Part 1", [], "section-part-1"),
        ("Contents", [], "section-contents"),
        ("x" * 90, [], "x" * 60),
        ("שלום", ["section"], "section-2"),
    ],
)
def test_an_anchor_is_made_of_the_title(title: str, others: list[str], anchor: str) -> None:
    assert anchor_of(title, others) == anchor


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("\nTekst.\n\n# Titel\n", ["m:2:1: no title before this text: write one above it, as `# Title`"]),
        ("Tekst.", ["m:1:1: no title before this text: write one above it, as `# Title`"]),
        ("## Onder\n\n# Titel\n", ["m:1:1: no title before this text: write one above it, as `# Title`"]),
        ("# A\n### Diep *x*\n", ["m:2:1: this heading skips a level: write `## Diep *x*`"]),
        ("# A\n## B\n#### C\n", ["m:3:1: this heading skips a level: write `### C`"]),
        ("# A\n## B\n# D\n### E\n", ["m:4:1: this heading skips a level: write `## E`"]),
        ("#\nTekst.\n", ["m:1:1: a title without words: write it after the `# `"]),
        (f"# {'x' * 200}\n", []),
        (f"# {'x' * 201}\n", ["m:1:1: this title holds 201 characters, and 200 is the most: make it shorter"]),
        ("# A\n## B\n# C\n## D\n### E\n## F\n", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_is_wrong_with_titles(text: str, messages: list[str]) -> None:
    assert told(text) == messages


def test_text_without_end_is_not_read_as_markdown(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: str) -> None:
        raise AssertionError("read all the same")

    monkeypatch.setattr(manual, "headings", fail)
    endless = "\"'" * 10_000 + "x"
    assert told(f"# A\n\n{endless}\n\nTekst.\n\n{endless}") == [
        "m:3:1: 20001 characters without an empty line: make paragraphs of this",
        "m:7:1: 20001 characters without an empty line: make paragraphs of this",
    ]


def test_very_many_signs_that_wait_for_a_partner_are_refused() -> None:
    assert told(f"# A\n\n{'[' * 401}") == [
        "m:3:1: 401 signs [ without an empty line: make paragraphs of this"
    ]
    assert told(f"# A\n\n{'[' * 400}\n\n{'[' * 400}") == []


def test_very_many_titles_are_refused() -> None:
    assert told("# A\n\n" * 501) == [
        "m:1001:1: 501 titles, and 500 is the most: write `## ` for the headings under them"
    ]
    assert told("# A\n\n" * 500) == []


def test_as_much_text_as_may_be_is_read() -> None:
    assert told(f"# A\n\n{'x' * 8_000}") == []


def test_a_file_with_more_than_a_manual_needs_is_not_read_as_markdown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert told("# A\n\n" + "- punt\n" * 900 * 3) == [
        "m:3:1: 18900 characters without an empty line: make paragraphs of this"
    ]
    assert told("# A\n\n" + "tekst\n\n" * 2_999) == []
    monkeypatch.setattr(manual, "headings", None)
    lines = "# A\n\n" + "tekst\n\n" * 3_000
    assert told(lines) == ["m:6001:1: more than 3,000 lines up to here: make the text shorter"]
    marks = "# A\n\n" + ("*a* " * 1_000 + "\n\n") * 11
    said = "more than 20,000 signs that Markdown looks at, such as * and [ up to here: make the text shorter"
    assert told(marks) == [f"m:23:1: {said}"]


def test_of_very_many_faults_the_first_are_told() -> None:
    found = told("# A\n\n" + "### B\n\n# C\n\n" * 200)
    assert len(found) == 101
    assert found[-1] == "m:403:1: more is wrong from here on: mend the 100 before it first"
