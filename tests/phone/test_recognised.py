"""How a typed sentence comes out of the recogniser."""

from __future__ import annotations

import re

import pytest

from tests.people.player import Person, everyone
from tests.phone.recognised import recognised


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("Bonjour. Je suis caissière, en CDI !", "bonjour je suis caissière en cdi"),
        ("C’est « urgent » : j’attends…", "c'est urgent j'attends"),
        ("06.39.98.12.12", "06 39 98 12 12"),
        ("0639981212", "06 39 98 12 12"),
        ("06-39-98-12-12, le soir", "06 39 98 12 12 le soir"),
        ("+33 6 39 98 20 13", "+33 6 39 98 20 13"),
        ("03/05/1970", "3 mai 1970"),
        ("03.05.1970.", "3 mai 1970"),
        ("3-10-1988", "3 octobre 1988"),
        ("01/07/68", "1er juillet 68"),
        ("Nantes, 44300", "nantes 44300"),
        ("un rdv avec Mme Martin (CPAM)", "un rendez-vous avec madame martin cpam"),
        ("apres 14h", "après 14 heures"),
        ("à 9 h 30", "à 9 heures 30"),
        ("martine.joly@exemple.fr", "martine point joly arobase exemple point fr"),
        ("c'est au 3eme sans ascenseur", "c'est au 3e sans ascenseur"),
        ("peut-être - ou pas", "peut-être ou pas"),
        ("Merci 🙂", "merci"),
        ("jsuis en arret, jsp quoi fer", "je suis en arrêt je sais pas quoi faire"),
        ("plombier a mon compte, hospitalisé a Laval", "plombier à mon compte hospitalisé à laval"),
        ("L E G A L", "l e g a l"),
        ("d'Angers", "d'angers"),
        ("ça fait 20 %", "ça fait 20 pour cent"),
    ],
)
def test_as_it_is_heard(typed: str, heard: str):
    assert recognised(typed) == heard


@pytest.mark.parametrize("path", everyone(), ids=lambda path: path.stem)
def test_nobody_is_written_down_with_punctuation_or_capitals(path):
    person = Person.load(path)
    for text in [person.opening, *(answer for given in person.answers.values() for answer in given)]:
        heard = recognised(text)
        assert re.fullmatch(r"[\w' +-]+", heard), heard
        assert heard == heard.lower()
        assert recognised(heard) == heard
