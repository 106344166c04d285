"""The deck in cards/nl is whole: its parts, cards, dividers, manual and glossary, all in words of its own."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from deckpress.theme import load_theme
from deckpress.validate import validate
from tests.passages import CARDS, EXAMPLES, ROOT, deck, loaded, passages, words

OWN_WORDS = ROOT.parent / "shared/tools/own_words"

CARDS_PER_PART = {1: 9, 2: 3, 3: 5, 4: 3, 5: 2, 6: 6}
# As the publication's cards have them, also where its list of contents says it otherwise.
TITLES = {
    "1.1": "De eerste indruk",
    "1.2": "Kennismakingsgesprek",
    "1.3": "Intake en rondleiding",
    "1.4": "Wederzijds wennen (ouders-kind-opvang)",
    "1.5": "Wederzijds wennen (kind-opvang)",
    "1.6": "Geleidelijke start in de kinderopvang",
    "1.7": "Aftoetsen van de eerste stappen binnen de kinderopvang (ouders-kinderopvang)",
    "1.8": "Breng- en haalmomenten",
    "1.9": "Een vertroebelde relatie met ouders herstellen",
    "2.1": "Positieve kijk op kinderen",
    "2.2": "Verwoord positief",
    "2.3": "Bespreek met collega’s",
    "3.1": "Bespreek het kindportret met de ouders",
    "3.2": "Een bezorgdheid delen met ouders",
    "3.3": "Bespreken met externen",
    "3.4": "Plan acties",
    "3.5": "De aanvraag van een subsidie voor individuele inclusieve opvang bespreken met ouders",
    "4.1": "Een ouder verbinden met een andere ouder",
    "4.2": "Informele contacten tussen ouders",
    "4.3": "Activiteiten met en voor ouders",
    "5.1": "Een warme overdracht in bondgenootschap met ouders",
    "5.2": "Samenwerken aan een zachte overgang voor kind en ouders",
    "6.1": "Fysieke toegankelijkheid",
    "6.2": "Toegankelijke houding",
    "6.3": "Toegankelijkheid in mondeling taalgebruik",
    "6.4": "Visuele ondersteuning in gesprekken",
    "6.5": "Toegankelijkheid in schriftelijk taalgebruik",
    "6.6": "Digitaal versus …",
}
# In the publication's order.
TERMS = [
    "Begeleider (m/v/x)",
    "Bezorgdheid",
    "Bondgenoot van een gezin",
    "CIK",
    "Inclusie",
    "Inclusiecoach",
    "Inclusief netwerk",
    "Het kind",
    "Kinderopvang",
    "Kindvolgsysteem of kindportret",
    "De ouders",
    "Pedagogisch coach",
    "Specifieke ondersteuningsbehoefte",
    "Verantwoordelijke",
    "Zorg",
]
MANUAL = [
    "Waarvoor dient deze tool?",
    "Hoe is de tool ontstaan?",
    "Voor alle kinderen",
    "Wat zit erin?",
    "Waarom deze volgorde?",
    "Hoe is een fiche opgebouwd?",
    "Hoe ga je ermee aan de slag?",
    "Zelf afdrukken",
    "Woordenlijst",
    "Colofon",
]
WAYS_IN = [
    "Met heel het team",
    "Naar aanleiding van een casus",
    "Verbinding met alle ouders",
    "Als vorming",
    "In een lerend netwerk",
]
WORKED_EXAMPLES = [
    "behoeftepiramide",
    "kindportret",
    "leidraad-afstemmingsgesprek",
    "leidraad-intakegesprek",
    "leidraad-kennismakingsgesprek",
    "leidraad-verdiepend-gesprek",
    "leidraad-wengesprek",
    "praatplaat",
    "sjabloon-teambespreking",
    "wenbundel",
]
MINUTES = {"een uur": 60, "anderhalf uur": 90, "twee uur": 120, "drie uur": 180}


def test_the_deck_is_valid_and_each_resource_is_used() -> None:
    theme = load_theme(ROOT / "styles")
    problems = [*loaded().problems, *validate(loaded(), words(), theme.glyphs, theme.rules.type.family)]
    assert not problems, "\n" + "\n".join(map(str, problems))


def test_each_part_has_its_cards() -> None:
    assert {part.number: len(deck().cards_of(part.number)) for part in deck().about.parts} == CARDS_PER_PART
    assert len(deck().cards) == 28


@pytest.mark.parametrize("number", CARDS_PER_PART)
def test_each_divider_says_what_its_part_is_for(number: int) -> None:
    part = deck().part(number)
    assert part.line and part.purpose, f"part {number} doesn’t say what it is for"
    cited = {card.id for card in deck().cards_of(number) if f"Fiche {card.id}" in " ".join(part.together)}
    lacking = {card.id for card in deck().cards_of(number)} - cited
    assert not lacking, f"part {number}, together: says nothing of {', '.join(sorted(lacking))}"


@pytest.mark.parametrize("card", TITLES)
def test_titles_are_those_of_the_publications_cards(card: str) -> None:
    assert [found.title for found in deck().cards if found.id == card] == [TITLES[card]]


def test_the_manual_has_its_sections() -> None:
    assert [section.title for section in deck().manual] == MANUAL


@pytest.mark.parametrize("way", WAYS_IN)
def test_each_way_in_has_a_worked_meeting_that_fits_its_time(way: str) -> None:
    [section] = [section for section in deck().manual if section.title == "Hoe ga je ermee aan de slag?"]
    titles = re.findall(r"^## (.+)$", section.body, re.MULTILINE)
    assert titles == WAYS_IN
    text = section.body.split(f"## {way}\n")[1].split("\n## ")[0]
    assert "**Wanneer?**" in text and "**Wat neem je mee?**" in text and "Fiche" in text, way
    [time] = re.findall(rf"^\*\*[^*]* ({'|'.join(MINUTES)})\b", text, re.MULTILINE)[:1] or [""]
    steps = [int(step) for step in re.findall(r"^\d+\. .*?\((\d+) minuten\)", text, re.MULTILINE)]
    assert sum(steps) == MINUTES.get(time), f"{way}: {steps} minutes are not “{time}”"


def test_the_glossary_has_the_publications_terms_in_its_order() -> None:
    assert [term.term for term in deck().glossary] == TERMS


def test_the_examples_that_cards_call_for_are_there() -> None:
    assert [f"examples/{name}.md" for name in WORKED_EXAMPLES] == EXAMPLES
    unknown = set(WORKED_EXAMPLES) - set(deck().resources)
    assert not unknown, f"resources.yaml: no entry for {', '.join(sorted(unknown))}"


@pytest.mark.parametrize("name", CARDS)
def test_each_card_is_complete(name: str) -> None:
    [card] = [card for card in deck().cards if f"{card.id}.yaml" == name]
    filled = {
        "quote": card.quote.text,
        "questions": card.reflect.questions,
        "tips": card.inspire,
        "tools": card.tools,
        "themes": card.themes,
        "paths": card.paths,
    }
    lacking = [field for field, value in filled.items() if not value]
    assert not lacking, f"{name} has no {', '.join(lacking)}"
    assert 1 <= len(card.situations) <= 3, f"{name}, situations: {len(card.situations)}, not 1 to 3"


@pytest.mark.parametrize("name", CARDS)
def test_the_speaker_is_a_role(name: str) -> None:
    [speaker] = [passage.plain for passage in passages(name) if passage.field == "quote.speaker"]
    role = re.fullmatch(r"(?:een|twee|enkele) [a-zà-ÿ -]+", speaker)
    assert role, f"{name}, quote.speaker: “{speaker}” is not a role, as in “een ouder”"


@pytest.mark.skipif(not OWN_WORDS.exists(), reason="the publication to compare with is not here")
def test_the_words_are_our_own() -> None:
    done = subprocess.run(
        [sys.executable, str(OWN_WORDS), "cards"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
