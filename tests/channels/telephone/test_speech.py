"""What is written becomes what a voice says: figures in groups, no address, no sign that only an eye can read."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.telephone import twiml
from channels.telephone.listening import MOST_HINTS, listening_for
from channels.telephone.speech import seconds_to_say, spoken
from channels.telephone.twiml import Voice
from intake.convention import sample_convention
from intake.requests import Choice
from tests.phone.rules import read

CONVENTION = sample_convention()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("au 02 61 91 10 01.", "au 02, 61, 91, 10, 01."),
        ("Le code : 60 98 98.", "Le code : 60, 98, 98."),
        ("à Nantes (44000)", "à Nantes, 44 000,."),
        ("avant 17 h", "avant 17 heures."),
        ("à 9 h 30", "à 9 heures 30."),
        ("à 1 h", "à 1 heure."),
        ("voir www.exemple.fr/aide ou /rappel", "voir ou."),
        ("« oui » ou « non »", "oui ou non."),
        ("la CPAM et la RQTH", "la C P A M et la R Q T H."),
        ("– un\n– deux", "un, deux."),
    ],
)
def test_what_is_written_as_it_is_said(written: str, said: str):
    assert spoken(written).rstrip(".,") == said.rstrip(".,")


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=200))
def test_whatever_is_written_can_be_said(text: str):
    said = spoken(f"Bonjour. {text}")
    assert said.startswith("Bonjour.")
    assert not re.search(r"https?://|\n|«|»", said)
    assert seconds_to_say(said) >= 0


@given(
    texts=st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60), min_size=1, max_size=3),
    slow=st.booleans(),
)
def test_whatever_is_said_is_markup(texts: list[str], slow: bool):
    voice = Voice("Polly.Lea-Neural", slow)
    texts = [f"Bonjour. {text}" for text in texts]
    for body in (
        twiml.close(texts, voice),
        twiml.ask(texts, voice, listening_for(None, (), ()), "/twilio/voice?turn=1", model="experimental_utterances"),
        twiml.wait_and_return(texts, voice, "/twilio/voice?turn=1"),
    ):
        root = ET.fromstring(body)  # noqa: S314  our own markup
        assert [say for say in root.iter("Say") if not "".join(say.itertext()).strip()] == []


@pytest.mark.parametrize("field", [None, *CONVENTION.fields], ids=lambda field: field.code if field else "none")
@pytest.mark.parametrize("quiet", [False, True])
def test_every_question_is_listened_to_as_the_carrier_allows(field, quiet: bool):
    choices = tuple(Choice(title=value.label, field=field.code, value=value.code) for value in field.values) if field else ()
    listening = listening_for(field, choices, choices, quiet=quiet)
    assert len(listening.hints) <= MOST_HINTS
    body = twiml.ask(["Bonjour."], Voice("Polly.Lea-Neural"), listening, "/twilio/voice?turn=1", model="experimental_utterances")
    gather = read(body).find("Gather")
    assert gather is not None
    assert len((gather.get("hints") or "").split(",")) <= 500


def test_a_hint_holds_no_comma_and_says_the_value():
    field = next(field for field in CONVENTION.fields if field.code == "regime")
    hints = listening_for(field, (Choice(title="Régime général, CPAM"),), ()).hints
    assert "Régime général CPAM" in hints
    assert not [hint for hint in hints if "," in hint]


def test_the_slower_voice_takes_its_time():
    slow, quick = twiml.close(["Bonjour."], Voice("Polly.Lea-Neural", True)), twiml.close(["Bonjour."], Voice("Polly.Lea-Neural"))
    assert 'rate="80%"' in slow
    assert "prosody" not in quick


@pytest.mark.parametrize("text", ["", " ", "www.exemple.fr"])
def test_what_leaves_nothing_to_say_says_nothing(text: str):
    assert spoken(text) == ""
