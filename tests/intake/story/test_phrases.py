from __future__ import annotations

import pytest

from intake.story.patterns import PATTERNS
from intake.story.phrases import owner_of, phrase

WORDS = {"be": "(own:suis|his:est|reste)"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{be} [toujours] en arret", "je suis toujours en arret "),
        ("{be} en (cdi|cdd)", "elle est en cdd "),
        ("renonc~ *2 soins", "j ai renonce a mes soins "),
        ("# enfants", "trois enfants "),
        ("^ veuve", ", veuve "),
        ("en arret =(,|.)", "en arret , "),
        ("en cdi !(interimaire)", "en cdi depuis mai "),
    ],
)
def test_a_phrase_finds_what_is_said(text: str, said: str):
    compiled = phrase(text, WORDS)
    assert compiled.words.search(said)
    assert not compiled.needs or any(word in said for word in compiled.needs)


@pytest.mark.parametrize(
    ("text", "said"), [("^ veuve", "ma veuve "), ("en cdi !(interimaire)", "en cdi interimaire "), ("a [b] c", "a d c ")]
)
def test_a_phrase_leaves_what_is_not_said(text: str, said: str):
    assert not phrase(text, WORDS).words.search(said)


def test_the_words_tell_whose_the_fact_is():
    match = phrase("{be} en cdi", WORDS).words.search("mon mari est en cdi ")
    assert match is not None
    assert owner_of(match) == ("his", 9)
    assert owner_of(phrase("{be} en cdi", WORDS).words.search("reste en cdi ")) is None


def test_a_bracket_that_is_not_closed_is_refused():
    with pytest.raises(ValueError, match="parenthèse"):
        phrase("(a|b", WORDS)


def test_every_declared_phrase_compiles_and_most_are_passed_over_at_once():
    assert len(PATTERNS) > 300
    assert all(pattern.phrase.words for pattern in PATTERNS)
    assert sum(not pattern.phrase.needs for pattern in PATTERNS) < len(PATTERNS) / 20
