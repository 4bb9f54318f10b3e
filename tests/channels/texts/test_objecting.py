"""« NON » by text to the notice of a partner's request: noted, told, and closing nothing."""

from __future__ import annotations

from random import Random

import pytest
from sqlalchemy import select

from channels.carrier import Carrier
from channels.sending import send_due
from intake.calling_back import call_list
from intake.dialogue import Stage
from intake.outbox import opted_out
from intake.partners import own_filings
from intake.privacy import Actor, ActorKind
from intake.requests import read_transcript
from intake.storage import ContactAttemptRow, DangerRow, HandoffRow, OutboxRow, PartnerFilingRow
from lexicon.codes import Act, Role
from tests.channels.conftest import LineAt
from tests.channels.line import SERVICE, Line, new_sid
from tests.intake.partners.invited import MOBILE, filed, invited

STAFF = Actor(ActorKind.STAFF, "lucie", Role.SECRETARY)


class Taken(Carrier):
    """A carrier that takes every text and notes it."""

    def __init__(self) -> None:
        self.bodies: list[str] = []

    def send(self, to: str, sender: str, body: str, status_url: str) -> str:
        self.bodies.append(body)
        return new_sid("SM")

    def close(self) -> None: ...


@pytest.fixture
def line(line_at: LineAt) -> Line:
    return line_at(sms_from=SERVICE)


@pytest.fixture
def told(line: Line) -> Line:
    """Somebody was filed for, and has had the text."""
    filed(line.runtime, invited(line.runtime))
    assert leave(line)[0].startswith("Bonjour, ici un service de la caisse")
    return line


def leave(line: Line) -> list[str]:
    """Let the texts that wait leave."""
    carrier = Taken()
    while send_due(line.runtime, carrier, Random(1)):
        pass
    return carrier.bodies


def objected(line: Line) -> list[bool]:
    with line.runtime.database.read() as session:
        return [at is not None for at in session.scalars(select(PartnerFilingRow.objected_at))]


def test_no_is_noted_answered_and_closes_nothing(told: Line):
    assert told.write("NON merci", MOBILE).status_code == 200
    assert objected(told) == [True]
    (answer,) = leave(told)
    assert answer.startswith("C'est noté : nous ne vous appellerons pas.")
    with told.runtime.database.write() as session:
        row = session.scalars(select(HandoffRow)).one()
        assert row.status == "new"
        assert row.first_contact_at is None
        said = [(item.sender.value, item.text) for item in read_transcript(session, STAFF, row.request_id, told.runtime.clock.now())]
        assert ("person", "NON merci") in said
        found = call_list(session, STAFF, told.runtime.clock.now())
        assert (len(found.now), len(found.otherwise)) == (0, 1)
    assert told.engine.asked == 0


def test_the_same_text_posted_again_changes_nothing(told: Line):
    sid = new_sid("SM")
    for _ in range(3):
        told.write("NON", MOBILE, sid)
    assert told.count(ContactAttemptRow) == 1
    assert len(leave(told)) == 1


def test_two_requests_of_two_partners_are_refused_with_one_answer(told: Line):
    filed(told.runtime, invited(told.runtime, email="paul@cpam.exemple.fr", kind="fund"))
    leave(told)
    told.write("NON", MOBILE)
    assert objected(told) == [True, True]
    assert len(leave(told)) == 1


def test_stop_is_a_refusal_too_and_gets_no_text(told: Line):
    told.write("STOP", MOBILE)
    assert objected(told) == [True]
    assert leave(told) == []
    with told.runtime.database.read() as session:
        assert opted_out(session, told.runtime.indexer.token("phone", MOBILE))


def test_a_second_no_and_the_no_of_a_stranger_go_to_the_assistant(told: Line):
    told.write("NON", MOBILE)
    told.write("NON", MOBILE)
    assert told.engine.asked == 1
    told.write("NON", "+33639980099")
    assert told.engine.asked == 2
    assert told.count(ContactAttemptRow) == 1


def test_before_the_text_has_left_no_answers_nothing_of_it(line: Line):
    filed(line.runtime, invited(line.runtime))
    line.write("NON", MOBILE)
    assert objected(line) == [False]


def test_who_asks_who_writes_can_still_refuse(told: Line):
    told.engine.means("Qui êtes-vous ?", Act.IS_BOT)
    told.write("Qui êtes-vous ?", MOBILE)
    assert objected(told) == [False]
    told.write("NON", MOBILE)
    assert objected(told) == [True]


def test_a_no_to_a_question_of_the_assistant_stays_an_answer(told: Line):
    told.write("Je suis en arrêt depuis janvier, mon employeur veut que je revienne.", MOBILE)
    assert told.state(told.thread_of(MOBILE)).memory.stage is Stage.UNDERSTOOD
    told.write("NON", MOBILE)
    assert objected(told) == [False]


def test_a_danger_in_the_answer_is_heard(told: Line):
    told.write("Non, je veux mourir", MOBILE)
    assert objected(told) == [False]
    assert told.count(DangerRow) == 1


def test_the_partner_learns_nothing_of_it(line: Line):
    partner = invited(line.runtime)
    filed(line.runtime, partner)
    leave(line)
    line.write("NON", MOBILE)
    with line.runtime.database.write() as session:
        (seen,) = own_filings(session, partner, line.runtime.clock.now())
        mails = session.scalars(select(OutboxRow.key).where(OutboxRow.kind == "mail")).all()
    assert seen.progress.label == "reçue"
    assert all(key.startswith("partner_invite") for key in mails)
