"""A story told in one breath is cut after a minute by the recogniser: it goes on, and nothing of it is lost."""

from __future__ import annotations

import pytest

from lexicon.codes import Act
from tests.channels.line import Call, Line, MovableClock
from tests.channels.telephone.people import DANGER, STORY, do

LONG = STORY + " " + "et puis il y a eu autre chose encore et encore " * 12
SHORT = "je suis en arrêt depuis mars et"


def after(call: Call, seconds: float, text: str) -> Call:
    """Say it so many seconds after the prompt was over."""
    clock = call.line.runtime.clock
    assert isinstance(clock, MovableClock)
    clock.move(seconds=seconds)
    return do(call, text)


def prompt(call: Call) -> float:
    """About how long the prompt takes."""
    return len(call.now.said) / 14


def test_a_story_of_a_minute_goes_on(line: Line):
    call = line.call()
    after(call, prompt(call) + 58, SHORT)
    assert "Je vous écoute" in call.now.said
    assert call.now.asks == "narrative"
    assert line.messages(call.conversation_id)[0].payload["cut"]


def test_a_short_story_does_not(line: Line):
    call = line.call()
    after(call, prompt(call) + 20, STORY)
    assert "J’ai compris" in call.now.said


def test_many_words_were_cut_whatever_the_clock_says(line: Line):
    call = do(line.call(), LONG)
    assert "Je vous écoute" in call.now.said


def test_the_story_goes_on_as_often_as_needed_and_is_kept_whole(line: Line):
    call = line.call()
    for part in (f"{LONG} un", f"{LONG} deux", f"{LONG} trois"):
        do(call, part)
        assert "Je vous écoute" in call.now.said
    do(call, "et c'est pour cela que je vous appelle aujourd'hui monsieur")
    assert "J’ai compris" in call.now.said
    assert [said.text.split()[-1] for said in call.draft.account] == ["un", "deux", "trois", "monsieur"]


@pytest.mark.parametrize("end", ["voilà", "c'est tout", "non c'est tout merci", "rien d'autre", "[...]"])
def test_the_end_of_a_long_story_is_said_in_a_word_or_by_silence(line: Line, end: str):
    call = do(line.call(), LONG)
    do(call, "…" if end == "[...]" else end)
    assert "J’ai compris" in call.now.said
    assert call.state.memory.stage == "understood"
    assert len(call.draft.account) == 1


def test_a_danger_in_the_middle_of_a_long_story_is_answered_at_once(line: Line):
    call = do(line.call(), f"{LONG} {DANGER}")
    assert "31 14" in call.now.said
    assert line.handoffs()[0].urgent


def test_a_long_answer_to_a_question_is_no_cut_story(line: Line):
    line.engine.means("oui", Act.AFFIRM)
    call = do(line.call(), STORY, "oui")
    after(call, prompt(call) + 70, "[0639981234]")
    assert call.now.asks == "safe_contact"
    assert "cut" not in line.messages(call.conversation_id)[-1].payload


def test_the_recogniser_of_a_story_waits_longer(line: Line):
    call = line.call()
    story = call.now
    do(call, STORY, "[1]")
    assert int(story.gather("speechTimeout") or 0) > int(call.now.gather("speechTimeout") or 0)
    assert story.gather("speechModel") != call.now.gather("speechModel")
    assert story.gather("numDigits") is None
