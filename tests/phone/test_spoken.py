"""How what is said is measured."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from tests.phone.spoken import plain, question, seconds, sentences, too_long


def test_marks_are_not_heard_and_substitutes_are():
    say = ET.fromstring('<Say>Le  <sub alias="trente et un quatorze">3114</sub>,<break time="300ms"/>jour <p>et <w>nuit</w></p>.</Say>')  # noqa: S314
    assert plain(say) == "Le trente et un quatorze, jour et nuit."


def test_a_minute_is_a_hundred_and_fifty_words():
    assert seconds(" ".join(["mot"] * 150)) == 60


@pytest.mark.parametrize(
    ("text", "count"),
    [("Oui.", 1), ("Oui. Et vous ?", 2), ("Le 3.5 et après… rien", 2), ("J’ai noté : 06, 39. Est-ce juste ?", 2), ("", 0)],
)
def test_sentences(text: str, count: int):
    assert len(sentences(text)) == count


def test_the_question_is_what_is_asked_last_with_its_help():
    text = "Merci. Vous êtes en arrêt ? C’est noté. Peut-on vous appeler sans risque ? Dites oui ou non."
    assert question(text) == "Peut-on vous appeler sans risque ? Dites oui ou non."
    assert question("Racontez-moi. Prenez votre temps.") == "Racontez-moi. Prenez votre temps."


def test_two_sentences_and_thirty_words_are_enough():
    assert not too_long("Avec qui vivez-vous ? Dites par exemple : seule.")
    assert len(too_long("Un. Deux. Trois.")) == 1
    assert len(too_long(" ".join(["mot"] * 31))) == 1
