"""Every sentence of a convention as it is said on a channel, with parts filled as they really are."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from intake.convention import Convention, sample_convention
from intake.dialogue import say
from lexicon.codes import Channel

SAMPLE = sample_convention()

# Each the longest that it really gets, or nearly so.
PARTS = {
    "when": "demain, mercredi 23 septembre, avant 12\u00a0h\u00a030",
    "reference": "12 34 56 78",
    "phone": "02 61 91 10 01",
    "place": ", 12 rue des Tanneurs, 44000 Nantes",
    "end": "12 34",
    "code": "12 34 56",
    "hours": "du lundi au vendredi, de 9\u00a0h à 12\u00a0h\u00a030 et de 13\u00a0h\u00a030 à 17\u00a0h",
    "count": "12",
    "minutes": "60",
    "who": "La personne du service",
    "options": "1 pour en CDI, 2 pour en CDD, 3 pour en intérim, 4 pour à mon compte",
    "value": "23 septembre 1961",
    "label": "Date de naissance",
    "summary": "Une demande d’aide",
    "antenna": "Antenne de La Roche-sur-Yon",
    "door": "le lundi de 9 h à 12 h, 12 rue des Tanneurs, Nantes",
    "organisation": "CCAS de votre mairie",
    "why": "Le CCAS reçoit sans condition et peut aider vite pour l’argent et la vie de tous les jours.",
}

# Said on the telephone only: to the secretary, of silences, of the keypad, of the call itself.
SPOKEN_ONLY = ("whisper.", "silence.", "keypad.", "listen.", "call.", "human.transfer", "human.go_on", "apology.transfer")
# Sent as texts, or shown on the page; never spoken.
SENT_ONLY = ("sms.", "live.")
# Said in another language.
FOREIGN = "other_language"


def parts_of(sentence: str) -> set[str]:
    """The names between braces."""
    return {name for _, name, *_ in Formatter().parse(sentence) if name}


def said(convention: Convention, channel: Channel) -> Iterator[tuple[str, bool, str]]:
    """Every sentence as said on a channel: its key, whether someone else speaks, and the text; each text once a key."""
    for key, variants in convention.sentences.items():
        unknown = {part for text in variants.values() for part in parts_of(text)} - PARTS.keys() - convention.danger_numbers.keys()
        assert not unknown, f"{key}: the parts {unknown} have no sample"
        texts = {say(convention, key, channel, behalf, **PARTS): behalf for behalf in (True, False)}
        for text, behalf in texts.items():
            yield key, behalf, text
