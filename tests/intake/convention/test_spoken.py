"""What is said on the telephone is heard once, by someone who may be ill: short, one question at a time, nothing to see or to spell."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from intake.convention import SENTENCE_VARIANTS
from intake.dialogue import say
from lexicon.codes import Channel, DangerKind
from lexicon.text import plain
from tests.intake.convention.said import FOREIGN, PARTS, SAMPLE, SENT_ONLY, said

# Sentences, words of the sentence itself, and words once its parts are filled (a promised time and a number make twelve).
SHORT = (2, 25, 32)
# These say more, and are as short as they can be: what it is, who reads, the emergency numbers, a person.
LONGER = {
    "notice.opening": (4, 50, 55),
    # Read out by a member of staff, in place of the opening.
    "staff.notice": (4, 50, 55),
    "privacy": (3, 28, 28),
    "apology.safety": (3, 25, 28),
    **{f"safety.{kind.value}{now}": (3, 32, 36) for kind in DangerKind for now in ("", "_now")},
}
# Clauses after « J’ai compris : », one after the other.
CLAUSE = (0, 18, 18)
# Buttons are not said; a conversation in another language goes to a person.
UNSAID = ("choice.", FOREIGN, *SENT_ONLY)

TEXTS = {
    f"{key}{' (behalf)' if behalf else ''}": (key, text) for key, behalf, text in said(SAMPLE, Channel.VOICE) if not key.startswith(UNSAID)
}

# Things of a screen or of a keyboard.
SEEN = ("http", "www", "ecri", "bouton", "cliqu", "page", "liste", "choisiss", "ecran", "repondez par")
SIGNS = "/()[]«»@#*_–…"
# Said letter by letter by a French voice, and known so by everybody.
ACRONYMS = {"CDI", "CDD", "SMS"}


def limits(key: str) -> tuple[int, int, int]:
    return LONGER.get(key, CLAUSE if key.startswith("fact.") else SHORT)


def sentences(text: str) -> int:
    return len(re.findall(r"[.?!](?=\s|$)", text))


def words(text: str) -> int:
    return len(re.findall(r"\w[\w’'-]*", text))


def spoken_variants(key: str) -> list[str]:
    """The sentences of a key that the telephone may say, as written."""
    empty = {name: f"{{{name}}}" for name in (*PARTS, *SAMPLE.danger_numbers)}
    return [say(SAMPLE, key, Channel.VOICE, behalf, **empty) for behalf in (False, True)]


@pytest.mark.parametrize("place", TEXTS)
def test_it_is_short(place: str):
    key, text = TEXTS[place]
    most, own, filled = limits(key)
    written = ["".join(literal for literal, *_ in Formatter().parse(variant)) for variant in spoken_variants(key)]
    assert sentences(text) <= most, text
    assert words(text) <= filled, text
    assert max(map(words, written)) <= own, written


@pytest.mark.parametrize("place", TEXTS)
def test_it_asks_one_thing_at_a_time(place: str):
    _, text = TEXTS[place]
    assert text.count("?") <= 1, text


@pytest.mark.parametrize("place", TEXTS)
def test_it_can_be_understood_without_seeing(place: str):
    key, text = TEXTS[place]
    assert [word for word in SEEN if re.search(rf"\b{word}", plain(text))] == [], text
    assert [sign for sign in SIGNS if sign in text] == [], text
    # The names of organisations are their own.
    written = " ".join(literal for variant in spoken_variants(key) for literal, *_ in Formatter().parse(variant))
    assert set(re.findall(r"\b[A-Z]{2,}\b", written)) <= ACRONYMS, written


@pytest.mark.parametrize("place", TEXTS)
def test_its_figures_are_grouped(place: str):
    _, text = TEXTS[place]
    assert [figures for figures in re.findall(r"\d{4,}", text) if not re.fullmatch(r"(19|20)\d\d", figures)] == [], text


NUMBERS = ("reference", "code", "phone")
WITH_NUMBER = sorted(
    {
        key
        for key, _ in TEXTS.values()
        if not key.startswith("whisper.") and any(f"{{{n}}}" in v for v in spoken_variants(key) for n in NUMBERS)
    }
)


@pytest.mark.parametrize("key", WITH_NUMBER)
def test_a_number_to_keep_comes_last(key: str):
    for variant in spoken_variants(key):
        assert variant.endswith(tuple(f"{{{number}}}{end}" for number in NUMBERS for end in (".", " ?"))), variant


@pytest.mark.parametrize("field", ["phone", "birth_date", "postal_code"])
def test_the_keypad_is_offered_where_figures_are_asked(field: str):
    keypad = {"birth_date": "keypad.date"}.get(field, f"keypad.{field}")
    assert "taper" in say(SAMPLE, keypad, Channel.VOICE, False)


def test_the_opening_says_what_it_must():
    opening = say(SAMPLE, "notice.opening", Channel.VOICE, False)
    for said_first in ("voix automatique", "pas une personne", "pas enregistrée", "l’équipe lira", "15", "112", "31 14", "zéro"):
        assert said_first in opening


def test_a_wrong_code_and_an_expired_one_sound_the_same():
    for channel in Channel:
        assert say(SAMPLE, "code.wrong", channel, False) == say(SAMPLE, "code.expired", channel, False)


# All but these two are said before the birth date is confirmed.
@pytest.mark.parametrize("key", [k for k in SAMPLE.sentences if k.startswith("code.") and k not in ("code.given", "code.found_sent")])
def test_nothing_of_a_request_is_said_before_the_birth_date(key: str):
    for variant in SAMPLE.sentences[key].values():
        assert [name for _, name, *_ in Formatter().parse(variant) if name] == [], variant


def test_variants_are_those_of_channels():
    assert {variant for variants in SAMPLE.sentences.values() for variant in variants} <= SENTENCE_VARIANTS


@pytest.mark.parametrize(
    "planted",
    [
        "Écrivez votre nom. Dites-le aussi. Puis attendez.",
        "Cliquez sur le bouton.",
        "Voyez www.exemple.fr",
        "Dites « oui ».",
        "Votre CPAM (caisse) ?",
    ],
)
def test_a_sentence_that_cannot_be_heard_is_found(planted: str):
    seen = any(re.search(rf"\b{word}", plain(planted)) for word in SEEN) or any(sign in planted for sign in SIGNS)
    assert seen or sentences(planted) > 2 or set(re.findall(r"\b[A-Z]{2,}\b", planted)) - ACRONYMS
