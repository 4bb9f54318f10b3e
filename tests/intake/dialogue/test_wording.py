"""Sentences: a convention published before this version of the software lacks the newest, which nobody may hear of."""

from __future__ import annotations

import pytest

from intake.convention import Convention, sample_convention
from intake.dialogue.wording import missing_sentences, say
from lexicon.codes import Channel


def older(*lacking: str) -> Convention:
    """A convention of before these sentences."""
    shipped = sample_convention()
    return shipped.model_copy(update={"sentences": {key: text for key, text in shipped.sentences.items() if key not in lacking}})


@pytest.mark.parametrize("channel", [Channel.WEB, Channel.VOICE, Channel.SMS])
@pytest.mark.parametrize("behalf", [False, True])
def test_a_sentence_that_an_older_convention_lacks_is_the_shipped_one(channel: Channel, behalf: bool):
    for key in ("code.too_late", "stop.confirm", "code.found"):
        assert say(older(key), key, channel, behalf) == say(sample_convention(), key, channel, behalf)


def test_numbers_in_a_shipped_sentence_are_those_of_the_convention():
    key, line = next(
        (key, line)
        for key, texts in sample_convention().sentences.items()
        for code, line in sample_convention().danger_numbers.items()
        if texts["web"].count("{") == 1 and f"{{{code}}}" in texts["web"]
    )
    assert line.number in say(older(key), key, Channel.WEB, False)


def test_what_it_lacks_is_still_told_to_who_publishes():
    assert missing_sentences(sample_convention()) == ()
    assert set(missing_sentences(older("code.too_late", "stop.confirm"))) == {"code.too_late", "stop.confirm"}
