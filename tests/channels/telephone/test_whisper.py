"""What the antenna hears: nothing of anybody before a key is pressed, then who it is and what about."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from intake.storage import AuditRow, CallRow
from tests.channels.line import Call, Heard, Line, heard, new_sid
from tests.channels.telephone.people import DANGER, STORY, at, do
from tests.phone.rules import Leg

PERSONAL = ("jeanne", "martin", "arrêt", "licenci", "0639", "06, 39", "63998", "1960", "44000", "danger", "urgent", "mourir", "patron")


def whisper(line: Line, call: Call, keys: str | None = None, where: str | None = None) -> Heard:
    """The leg of the antenna has an identifier of its own."""
    fields = [("CallSid", new_sid()), ("ParentCallSid", call.sid), ("CallStatus", "in-progress")]
    address = where or call.now.whisper
    if keys is not None:
        return heard(line.post(f"{address}&taken=1", [*fields, ("Digits", keys)]), Leg.CALLED)
    return heard(line.post(address, fields), Leg.CALLED)


def taken_at(line: Line, call: Call) -> object:
    with line.runtime.database.read() as session:
        return session.scalar(select(CallRow.taken_at).where(CallRow.sid == call.sid))


@pytest.mark.parametrize("where", ["opening", "understood", "birth_date", "sent", "danger"])
def test_before_a_key_is_pressed_nothing_personal_is_said(line: Line, where: str):
    call = do(at(line, where), "[0]")
    first = whisper(line, call)
    assert "tapez 1" in first.said
    assert not [word for word in PERSONAL if word in first.body.lower().replace("&", "")]
    gather = first.root.find("Gather")
    assert gather is not None
    assert gather.get("input") == "dtmf"
    assert gather.get("numDigits") == "1"
    assert first.verbs[-1] == "Hangup"
    assert taken_at(line, call) is None


@pytest.mark.parametrize(("took", "status", "how"), [(True, "completed", "passed_call"), (False, "completed", None), (True, "busy", None)])
def test_a_call_that_somebody_took_and_that_ended_as_a_talk_is_the_first_contact(line: Line, took: bool, status: str, how: str | None):
    call = do(at(line, "birth_date"), "[12031960]", "[0]")
    if took:
        whisper(line, call, "1")
    call.dialled(status, "true" if status == "completed" else None)
    (handoff,) = line.handoffs()
    assert handoff.first_contact_by == how
    assert (handoff.first_contact_at is None) == (how is None)
    # Posted again, it is the same contact.
    call.again()
    assert line.handoffs()[0].first_contact_at == handoff.first_contact_at


def test_the_number_of_the_request_is_said_in_groups(line: Line):
    call = do(line.call(), "[0]")
    (handoff,) = line.handoffs()
    pairs = ", ".join(handoff.reference[n : n + 2] for n in range(0, 8, 2))
    assert pairs in whisper(line, call).said


def test_after_the_key_the_summary_is_said_and_the_lines_are_joined(line: Line):
    call = do(at(line, "birth_date"), "[12031960]", "[0]")
    answer = whisper(line, call, "1")
    assert answer.verbs == ["Say"]
    assert "Jeanne Martin" in answer.said
    assert "en arrêt de travail" in answer.said
    assert len(answer.said.split()) < 60
    assert taken_at(line, call) is not None


def test_the_antenna_is_told_of_a_danger_and_of_a_line_that_is_not_safe(line: Line):
    call = do(at(line, "safe_contact"), "[2]", DANGER, "[0]")
    said = whisper(line, call, "1").said
    assert "urgente" in said
    assert "ne pas rappeler sans précaution" in said


def test_reading_the_summary_aloud_leaves_a_trace(line: Line):
    call = do(at(line, "phone"), "[0]")
    whisper(line, call)

    def reads() -> list[str]:
        with line.runtime.database.read() as session:
            return [row.actor_id for row in session.scalars(select(AuditRow)) if row.action == "read"]

    assert reads() == []
    whisper(line, call, "1")
    assert [actor.split(":")[0] for actor in reads()] == ["telephone"]


@pytest.mark.parametrize("keys", ["", "2", "0", "*", "#", "11", " 1", "9"])
def test_another_key_or_none_gives_the_call_back(line: Line, keys: str):
    call = do(at(line, "birth_date"), "[0]")
    answer = whisper(line, call, keys)
    assert answer.verbs == ["Hangup"]
    assert taken_at(line, call) is None
    assert call.dialled("completed", "false").verbs == ["Gather", "Redirect"]


def test_a_call_that_nobody_knows_is_given_back(line: Line):
    call = line.call()
    where = "/twilio/voice/whisper?call=CAunknown"
    assert whisper(line, call, where=where).verbs == ["Gather", "Hangup"]
    assert whisper(line, call, "1", where=where).verbs == ["Hangup"]


def test_a_call_that_is_not_passed_on_gives_no_summary(line: Line):
    call = do(line.call(), STORY)
    assert whisper(line, call, "1", where=f"/twilio/voice/whisper?call={call.sid}").verbs == ["Hangup"]


def test_the_whisper_posted_twice_says_the_same_and_changes_nothing_more(line: Line):
    call = do(at(line, "birth_date"), "[0]")
    where = call.now.whisper
    first = whisper(line, call, "1", where=where)
    moment = taken_at(line, call)
    assert whisper(line, call, "1", where=where).body == first.body
    assert taken_at(line, call) == moment


def test_a_second_passing_on_is_not_taken_yet(line: Line):
    call = do(line.call(), "[0]")
    whisper(line, call, "1")
    call.dialled("completed", "false")
    do(call, "[0]")
    assert taken_at(line, call) is None


def test_the_whisper_asks_to_press_twice_over(line: Line):
    call = do(line.call(), "[0]")
    says = [say.text for say in whisper(line, call).root.iter("Say")]
    assert len(says) == 2
    assert says[0] == says[1]
