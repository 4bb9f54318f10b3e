"""A part is down in the middle of a call: a sentence is heard, a person is reached, and the next turn goes on."""

from __future__ import annotations

from datetime import datetime

from intake.clock import PARIS
from tests.channels.conftest import LineAt
from tests.channels.line import Call, Line, heard, new_sid, no_database
from tests.channels.telephone.people import DANGER, STORY, at, do
from tests.phone.rules import Leg

SUNDAY = datetime(2026, 11, 22, 15, tzinfo=PARIS)


def test_the_engine_is_down_and_the_antenna_is_open(line: Line):
    call = at(line, "phone")
    line.engine.down = True
    do(call, "comment ça se passe")
    assert "souci technique" in call.now.said
    assert call.now.dials is not None
    assert len(line.handoffs()) == 1
    call.dialled("no-answer")
    assert "rappellera" in call.now.said


def test_the_engine_is_down_and_the_service_is_closed(line_at: LineAt):
    line = line_at(SUNDAY)
    call = at(line, "safe_contact")
    line.engine.down = True
    do(call, "cela dépend des jours")
    assert "souci technique" in call.now.said
    assert "mardi 24 novembre avant 17 heures" in call.now.said
    assert call.now.asks == "safe_contact"
    assert call.now.verbs == ["Gather", "Redirect"]


def test_the_engine_comes_back_and_the_next_turn_goes_on(line_at: LineAt):
    line = line_at(SUNDAY)
    call = at(line, "phone")
    line.engine.down = True
    do(call, "allo")
    line.engine.down = False
    assert do(call, "[0639981234]").now.asks == "safe_contact"


def test_the_story_told_while_the_engine_is_down_is_kept(line_at: LineAt):
    line = line_at(SUNDAY)
    line.engine.down = True
    call = do(line.call(), STORY)
    assert [said.text for said in call.draft.account] == [STORY]
    assert "souci technique" in call.now.said
    assert len(line.handoffs()) == 1


def test_a_danger_needs_no_engine(line: Line):
    line.engine.down = True
    call = do(line.call(), DANGER)
    assert "31 14" in call.now.said
    assert line.handoffs()[0].urgent


def test_keys_and_silences_need_no_engine(line: Line):
    line.engine.down = True
    assert "Prenez votre temps" in do(line.call(), "…").now.said
    assert do(line.call("+33639980002"), "[0]").now.dials is not None
    assert do(line.call("+33639980003"), "attendez").now.asks == "narrative"
    assert do(line.call("+33639980004"), "[*]").now.asks == "narrative"


def test_the_database_is_down_and_the_antenna_is_rung(line: Line):
    call = at(line, "phone")
    with no_database(line):
        do(call, "[0639981234]")
        assert call.now.dials is not None
        assert "souci technique" in call.now.said
        call.dialled("no-answer")
        assert "rappelez" in call.now.said
        assert call.now.verbs[-1] == "Redirect"
        assert do(Call(line, "+33639980002")).begin().dials is not None


def test_the_database_is_down_and_a_danger_is_answered_first(line: Line):
    call = line.call()
    with no_database(line):
        do(call, DANGER)
        assert "31 14" in (call.now.root[0].text or "")
        assert call.now.dials is not None


def test_the_database_is_down_and_the_service_is_closed(line_at: LineAt):
    line = line_at(SUNDAY)
    call = line.call()
    with no_database(line):
        do(call, DANGER)
        assert "31 14" in call.now.said
        assert "15 ou le 112" in call.now.said
        assert call.now.dials is None
        assert call.now.verbs[-1] == "Redirect"


def test_the_database_comes_back_and_the_same_turn_is_taken(line_at: LineAt):
    line = line_at(SUNDAY)
    call = at(line, "phone")
    with no_database(line):
        do(call, "[0639981234]")
    back = heard(line.post(call.now.action, call.posted[1]))
    assert back.asks == "safe_contact"
    assert call.draft.value("phone") == "+33639981234"


def test_without_database_a_wrong_signature_is_still_wrong(line: Line):
    with no_database(line):
        assert line.post("/twilio/voice", [("CallSid", new_sid())], signed="x").status_code == 403
        assert line.post("/twilio/voice", [("From", "+33639980001")]).status_code in (200, 400)


def test_without_database_the_end_of_a_call_breaks_nothing(line: Line):
    call = line.call()
    with no_database(line):
        answer = line.post("/twilio/voice/status", call.form("completed"))
        assert answer.status_code in (204, 503)
    assert do(call, STORY).now.said


def test_without_database_the_antenna_can_still_take_the_call(line: Line):
    call = line.call()
    with no_database(line):
        do(call, STORY)
        fields = [("CallSid", new_sid()), ("ParentCallSid", call.sid)]
        first = heard(line.post(call.now.whisper, fields), Leg.CALLED)
        assert "tapez 1" in first.said
        taken = first.action
        assert heard(line.post(taken, [*fields, ("Digits", "2")]), Leg.CALLED).verbs == ["Hangup"]
        assert heard(line.post(taken, [*fields, ("Digits", "1")]), Leg.CALLED).verbs == ["Say"]
        assert call.dialled("completed", "true").verbs == ["Say", "Hangup"]
