"""While the service waits for the person the contact clock stands still; the date of the request never moves."""

from __future__ import annotations

from datetime import datetime, timedelta

from intake.deciding import DecisionKind, ToldBy, wake_answered
from intake.requests import receive
from tests.conftest import NOW
from tests.intake.deciding.conftest import NANTES, Desk, later

ASK = {"words": "Rappelez-nous.", "told_by": ToldBy.CALL}


def wake(desk: Desk, now: datetime) -> int:
    with desk.runtime.database.write() as session:
        return wake_answered(session, now)


def test_the_due_time_moves_by_the_working_time_that_was_paused(desk: Desk):
    before = desk.row
    desk.take(DecisionKind.ASK, **ASK)
    assert desk.row.due_at == before.due_at
    # Two working days later at the same hour.
    desk.take(DecisionKind.RESUME, now=NOW + timedelta(days=2))
    after = desk.row
    assert after.due_at == before.due_at + timedelta(days=2)
    assert (after.status, after.waiting_since, after.created_at) == ("in_review", None, before.created_at)


def test_accepting_ends_the_waiting_too(desk: Desk):
    before = desk.row
    desk.take(DecisionKind.ASK, **ASK)
    taken = desk.take(DecisionKind.ACCEPT, axis="emploi", handed_to=NANTES, now=NOW + timedelta(days=1))
    assert desk.row.due_at == before.due_at + timedelta(days=1)
    desk.undo(taken, NOW + timedelta(days=1, minutes=5))
    assert (desk.row.status, desk.row.due_at, desk.row.waiting_since) == ("waiting_person", before.due_at, NOW)


def test_her_answer_ends_the_waiting_by_itself(desk: Desk):
    desk.take(DecisionKind.ACCEPT, axis="emploi", handed_to=NANTES)
    desk.take(DecisionKind.ASK, **ASK, now=later(minutes=1))
    assert wake(desk, later(hours=1)) == 0
    with desk.runtime.database.write() as session:
        receive(session, desk.filed.conversation_id, text="Le 12 mars.", client_id="m2", now=later(hours=1))
    assert wake(desk, later(hours=1, minutes=1)) == 1
    assert wake(desk, later(hours=1, minutes=2)) == 0
    assert (desk.row.status, desk.row.waiting_since) == ("accepted", None)
