"""Zero reaches a person from anywhere: the antenna rings in its hours, otherwise somebody calls back at a time that is true."""

from __future__ import annotations

from datetime import datetime

import pytest

from intake.clock import PARIS
from intake.storage import AntennaRow
from lexicon.codes import Act
from tests.channels.conftest import LineAt
from tests.channels.line import SERVICE, Line
from tests.channels.telephone.people import DANGER, STORY, at, do

PLACES = ["opening", "understood", "phone", "checking", "safe_contact", "postal_code", "regime", "name", "birth_date", "review", "sent"]


def paris(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=PARIS)


SUNDAY = paris(2026, 11, 22, 15)
OPEN = [
    paris(2026, 11, 23, 9),
    paris(2026, 11, 23, 12, 29),
    paris(2026, 11, 23, 13, 30),
    paris(2026, 11, 23, 16, 59),
    paris(2026, 12, 24, 10),
]
SHUT = [
    SUNDAY,
    paris(2026, 11, 21, 10),
    paris(2026, 11, 23, 8, 59),
    paris(2026, 11, 23, 12, 45),
    paris(2026, 11, 23, 17),
    paris(2027, 1, 1, 10),
    paris(2026, 11, 11, 10),
    paris(2026, 12, 25, 10),
    paris(2027, 3, 29, 10),
]


@pytest.mark.parametrize("where", [*PLACES, "danger"])
def test_zero_rings_the_antenna_from_anywhere(line: Line, where: str):
    call = do(at(line, where), "[0]")
    assert call.now.verbs[-1] == "Dial"
    assert call.now.dials is not None
    assert call.now.dials.startswith("+3326191")
    assert len(line.handoffs()) == 1
    dial = call.now.root.find("Dial")
    assert dial is not None
    assert dial.get("callerId") == SERVICE
    assert dial.get("timeout") == "25"
    assert call.now.action.startswith("/twilio/voice/dial?turn=")


@pytest.mark.parametrize("where", [*PLACES, "danger"])
def test_zero_when_closed_passes_the_request_on_and_says_when(line_at: LineAt, where: str):
    line = line_at(SUNDAY)
    call = do(at(line, where), "[0]")
    assert call.now.verbs == ["Gather", "Redirect"]
    assert len(line.handoffs()) == 1
    assert "une personne" in call.now.said.lower()
    assert ("lundi 23 novembre, avant 10 heures" if where == "danger" else "mardi 24 novembre avant 17 heures") in call.now.said


@pytest.mark.parametrize("moment", OPEN, ids=str)
def test_the_antenna_rings_in_its_hours(line_at: LineAt, moment: datetime):
    assert do(line_at(moment).call(), "[0]").now.dials is not None


@pytest.mark.parametrize("moment", SHUT, ids=str)
def test_nobody_is_rung_out_of_hours_on_sundays_and_holidays(line_at: LineAt, moment: datetime):
    line = line_at(moment)
    call = do(line.call(), "[0]")
    assert call.now.dials is None
    assert call.now.asks == "phone"
    (handoff,) = line.handoffs()
    assert handoff.reason == "human"
    assert handoff.due_at > line.runtime.clock.now()


def test_the_antenna_of_the_postal_code_is_rung(line: Line):
    call = do(at(line, "postal_code"), "[53000]", "[0]")
    with line.runtime.database.read() as session:
        laval = session.get_one(AntennaRow, "laval").content["phone"]
    assert call.now.dials == laval


def test_an_antenna_with_its_own_hours_is_rung_by_them(line: Line):
    with line.runtime.database.write() as session:
        row = session.get_one(AntennaRow, "laval")
        row.content = {**row.content, "opening_hours": {"0": [["14:00", "16:00"]]}}
    call = do(at(line, "postal_code"), "[53000]", "[0]")
    assert call.now.dials is None
    assert "fermé" in call.now.said


def test_a_withheld_number_of_the_service_is_not_shown_to_the_antenna(line: Line):
    call = line.call()
    where, form = call.now.action, [(n, "" if n == "To" else v) for n, v in call.form(fields=[("Digits", "0")])]
    assert line.post(where, form).status_code == 200
    other = line.post("/twilio/voice", [("CallSid", "CAothernumber"), ("From", "+33639980002"), ("To", "sip:nous@exemple.fr")])
    assert other.status_code == 200
    again = line.post("/twilio/voice?turn=1", [("CallSid", "CAothernumber"), ("From", "+33639980002"), ("Digits", "0")])
    assert "<Dial" in again.text
    assert "callerId" not in again.text


@pytest.mark.parametrize(
    ("keys", "rings"), [("0", True), ("0#", True), ("#0", True), ("00", False), ("01", False), ("10", False), ("#", False)]
)
def test_only_a_lone_zero_is_a_person(line: Line, keys: str, rings: bool):
    assert (do(line.call(), f"[{keys}]").now.dials is not None) is rings


def test_a_zero_inside_a_number_is_a_figure(line: Line):
    assert do(at(line, "phone"), "[0000000000]").now.dials is None
    assert do(at(line, "postal_code", "+33639980002"), "[44000]").now.dials is None


@pytest.mark.parametrize(
    ("status", "bridged"),
    [
        ("busy", None),
        ("no-answer", None),
        ("failed", None),
        ("canceled", None),
        ("completed", "false"),
        ("busy", "true"),
        ("", None),
        ("zorglub", None),
    ],
)
def test_nobody_took_the_call(line: Line, status: str, bridged: str | None):
    call = do(line.call("anonymous"), "[0]")
    call.dialled(status, bridged)
    assert call.now.asks == "phone"
    assert "mercredi 25 novembre avant 17 heures" in call.now.said
    assert call.now.verbs == ["Gather", "Redirect"]
    (handoff,) = line.handoffs()
    do(call, "[0639981234]")
    assert "mercredi 25 novembre avant 17 heures" in call.now.said
    assert call.draft.value("phone") == "+33639981234"
    assert [one.id for one in line.handoffs()] == [handoff.id]


def test_nobody_took_the_call_of_somebody_whose_number_is_known(line: Line):
    call = do(at(line, "safe_contact"), "[0]")
    call.dialled("no-answer")
    assert call.now.asks is None
    assert "vous rappellera mercredi 25 novembre avant 17 heures" in call.now.said
    assert do(call, "continuer").now.asks == "safe_contact"
    assert len(line.handoffs()) == 1


def test_the_outcome_posted_twice_is_told_once(line: Line):
    call = do(line.call(), "[0]")
    body = call.dialled("busy").body
    before = line.dump()
    assert call.again().body == body
    assert line.dump() == before


@pytest.mark.parametrize("bridged", ["true", None])
def test_who_spoke_with_somebody_is_said_goodbye(line: Line, bridged: str | None):
    call = do(line.call(), STORY, "[0]")
    assert call.dialled("completed", bridged).verbs == ["Say", "Hangup"]
    body = call.now.body
    assert call.again().body == body
    assert len(line.handoffs()) == 1


def test_a_person_can_be_asked_for_again_after_nobody_answered(line: Line):
    call = do(line.call(), "[0]")
    call.dialled("busy")
    do(call, "[0639981234]", "[0]")
    assert call.now.dials is not None
    assert call.dialled("no-answer").verbs == ["Gather", "Redirect"]
    assert len(line.handoffs()) == 1


def test_the_words_for_a_person_do_as_zero_does(line: Line):
    line.engine.means("une personne", Act.HUMAN)
    assert do(at(line, "phone"), "une personne").now.dials is not None


def test_a_danger_is_said_first_then_a_person_may_be_rung_and_no_danger_number_is(line: Line):
    call = do(at(line, "phone"), DANGER)
    first = next(call.now.root.iter("Say")).text or ""
    assert "31 14" in first
    assert call.now.dials is None
    (handoff,) = line.handoffs()
    assert handoff.urgent
    do(call, "[0]")
    assert call.now.dials is not None
    assert call.now.dials.startswith("+33")
    assert call.dialled("busy").said.count("rappellera") == 1
    assert [one.id for one in line.handoffs()] == [handoff.id]


def test_after_the_sending_somebody_may_add_or_take_leave(line: Line):
    line.engine.means("au revoir", Act.GOODBYE)
    call = at(line, "sent")
    assert call.now.verbs == ["Gather", "Redirect"]
    assert do(call, "au revoir").now.verbs == ["Say", "Hangup"]
