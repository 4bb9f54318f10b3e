"""Silence and misunderstanding: time, help, then a person; the line is never closed on anybody."""

from __future__ import annotations

from datetime import datetime

import pytest

from intake.clock import PARIS
from lexicon.codes import Act, AnswerStatus
from tests.channels.conftest import LineAt
from tests.channels.line import Call, Line
from tests.channels.telephone.people import DANGER, STORY, at, do

SUNDAY = datetime(2026, 11, 22, 15, tzinfo=PARIS)
PLACES = ["opening", "understood", "phone", "checking", "safe_contact", "postal_code", "regime", "birth_date", "review", "sent", "danger"]


def silences(call: Call, count: int) -> list[str]:
    said = []
    for _ in range(count):
        call.stay_silent()
        assert "Hangup" not in call.now.verbs
        assert call.now.said
        said.append(call.now.said)
        if call.now.dials:
            call.dialled("no-answer")
    return said


@pytest.mark.parametrize("shut", [False, True])
@pytest.mark.parametrize("where", PLACES)
def test_twenty_silences_in_a_row_never_close_the_line(line_at: LineAt, where: str, shut: bool):
    line = line_at(SUNDAY) if shut else line_at()
    call = at(line, where)
    silences(call, 20)
    assert len(line.handoffs()) == 1
    assert call.now.verbs == ["Gather", "Redirect"]


@pytest.mark.parametrize("where", ["opening", "phone", "safe_contact", "postal_code", "birth_date"])
def test_the_first_gives_time_the_second_helps_the_third_passes_to_a_person(line: Line, where: str):
    call = at(line, where)
    before = call.now.said
    first, second, third = silences(call, 3)
    assert first.startswith("Prenez votre temps")
    assert first != before
    assert "apez" in second or "taper" in second
    assert "Une personne prendra le relais" in third
    assert "Je vous passe une personne" in third
    assert len(line.handoffs()) == 1


def test_speaking_begins_the_ladder_again(line: Line):
    call = do(at(line, "phone"), "…", "…")
    do(call, "[0639981234]", "…")
    assert call.now.said.startswith("Prenez votre temps")
    assert call.now.dials is None


def test_nothing_is_promised_while_no_number_is_known(line_at: LineAt):
    call = line_at(SUNDAY).call("anonymous")
    said = silences(call, 12)
    assert "rappellera" not in "".join(said[6:])
    assert said[-1] == "La ligne reste ouverte, parlez quand vous voulez."


def test_who_is_reachable_is_told_of_the_call(line_at: LineAt):
    call = at(line_at(SUNDAY), "safe_contact")
    assert "rappellera" in silences(call, 12)[-1]


def test_nobody_is_hurried_on_a_silent_line(line_at: LineAt):
    call = line_at(SUNDAY).call()
    assert call.now.gather("timeout") == "10"
    silences(call, 12)
    assert int(call.now.gather("timeout") or 0) >= 30
    do(call, "[0639981234]")
    assert call.now.gather("timeout") == "10"


def test_silence_is_kept_as_silence_and_starts_no_clock(line: Line):
    call = do(line.call(), "…")
    (message,) = line.messages(call.conversation_id)
    assert message.text == ""
    assert message.payload["silence"]
    assert call.draft.account == ()


def test_what_was_asked_is_still_asked_after_many_silences(line_at: LineAt):
    call = do(line_at(SUNDAY).call("anonymous"), *["…"] * 10, "[0639981234]")
    assert call.draft.value("phone") == "+33639981234"


@pytest.mark.parametrize("where", ["phone", "safe_contact", "postal_code", "birth_date"])
def test_what_is_not_understood_is_rephrased_then_helped_then_left_to_a_person(line: Line, where: str):
    call = at(line, where)
    asked = call.now.said
    first = do(call, "patati patata").now.said
    second = do(call, "patati patata").now.said
    assert first.startswith("Excusez-moi")
    assert asked not in first
    assert "apez" in second or "taper" in second
    do(call, "patati patata")
    assert call.now.dials is not None
    assert "Une personne prendra le relais" in call.now.said
    # The number that calls is offered once more, after the antenna was rung.
    assert call.draft.status(where) is (AnswerStatus.NOT_ASKED if where == "phone" else AnswerStatus.UNKNOWN)
    call.dialled("busy")
    assert call.now.verbs == ["Gather", "Redirect"]


def test_an_answer_begins_the_ladder_of_misunderstanding_again(line: Line):
    call = do(at(line, "phone"), "patati", "patati", "[0639981234]", "patati", "patati")
    assert call.now.dials is None
    assert call.now.asks == "safe_contact"


def test_six_misunderstandings_of_a_call_are_enough(line: Line):
    call = do(at(line, "phone"), "patati", "patati", "[0639981234]", "patati", "patati", "[1]", "patati", "patati")
    assert call.now.dials is not None


def test_silence_and_misunderstanding_are_counted_apart(line: Line):
    call = do(at(line, "phone"), "…", "patati", "…", "patati")
    assert call.now.dials is None
    assert call.now.asks == "phone"


def test_what_makes_no_sense_at_the_beginning_ends_with_a_person(line: Line):
    line.engine.means("grmbl", Act.GIBBERISH)
    call = do(line.call(), "grmbl", "grmbl", "grmbl")
    assert call.now.dials is not None


@pytest.mark.parametrize("acts", [["[*]"], ["répétez"], ["pardon"], ["vous pouvez répéter s'il vous plaît"]])
@pytest.mark.parametrize("where", ["opening", "understood", "phone", "safe_contact", "review", "checking"])
def test_the_question_is_said_again(line: Line, where: str, acts: list[str]):
    call = at(line, where)
    asked, wanted = call.now.asks, call.now.said.split("\n")[-1]
    do(call, *acts)
    assert call.now.asks == asked
    assert wanted.split(". ")[-1] in call.now.said
    assert line.handoffs() == []


def test_more_slowly_is_obeyed_to_the_end(line: Line):
    call = do(at(line, "phone"), "plus lentement s'il vous plaît")
    assert call.now.asks == "phone"
    for _ in range(2):
        assert {mark.get("rate") for mark in call.now.root.iter("prosody")} == {"80%"}
        assert all(list(say) for say in call.now.root.iter("Say"))
        do(call, "[0639981234]")


def test_waiting_keeps_the_question(line: Line):
    call = do(at(line, "phone"), "attendez")
    assert "je vous attends" in call.now.said
    assert call.now.asks == "phone"
    assert call.now.gather("numDigits") == "10"
    assert do(call, "[0639981234]").now.asks == "safe_contact"


def test_waiting_again_and_again_is_no_misunderstanding(line: Line):
    call = do(at(line, "phone"), *["attendez"] * 8)
    assert call.now.asks == "phone"
    assert line.handoffs() == []


def test_a_danger_after_silences_is_answered(line: Line):
    call = do(line.call(), "…", "…", DANGER)
    assert "31 14" in call.now.said


def test_a_story_after_a_silence_is_heard(line: Line):
    call = do(line.call(), "…", "…", STORY)
    assert "J’ai compris" in call.now.said
    assert line.handoffs() == []


def test_bare_words_at_the_beginning_reach_a_person(line: Line):
    call = do(line.call(), "euh", "euh", "euh")
    assert call.now.dials is not None
    assert len(line.handoffs()) == 1


def test_faster_undoes_slower(line: Line):
    call = do(at(line, "phone"), "plus lentement", "plus vite")
    assert call.now.asks == "phone"
    assert list(call.now.root.iter("prosody")) == []
