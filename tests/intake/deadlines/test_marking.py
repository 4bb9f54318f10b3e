"""The worker's marks: quiet, once, and only while the clock runs."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from intake.deadlines import late_files, mark_deadlines
from intake.privacy import Actor, ActorKind
from intake.runtime import Runtime
from intake.staff import narrow, queue_mark
from intake.storage import AuditRow, HandoffRow
from lexicon.codes import Role
from tests.conftest import NOW
from tests.desk.people import Filed, file

BOSS = Actor(ActorKind.STAFF, "boss", Role.MANAGER, "nantes")
OTHER_BOSS = Actor(ActorKind.STAFF, "other", Role.MANAGER, "angers")


def mark(runtime: Runtime, now: datetime) -> int:
    with runtime.database.write() as session:
        return mark_deadlines(session, now)


def row_of(runtime: Runtime, one: Filed) -> HandoffRow:
    with runtime.database.read() as session:
        return session.get_one(HandoffRow, one.id)


def change(runtime: Runtime, one: Filed, **values: object) -> None:
    with runtime.database.write() as session:
        for name, value in values.items():
            setattr(session.get_one(HandoffRow, one.id), name, value)


@pytest.fixture
def filed(runtime: Runtime) -> Filed:
    return file(runtime)


def test_it_is_marked_once_before_and_once_after_it_is_due(runtime: Runtime, filed: Filed):
    due = row_of(runtime, filed).due_at
    assert mark(runtime, NOW + timedelta(minutes=1)) == 0
    with runtime.database.read() as session:
        before = queue_mark(session, NOW)
    soon = due - timedelta(minutes=30)
    assert mark(runtime, soon) == 1
    assert mark(runtime, soon + timedelta(minutes=5)) == 0
    assert row_of(runtime, filed).warned_at == soon
    with runtime.database.read() as session:
        assert queue_mark(session, NOW) != before
    assert row_of(runtime, filed).escalated_at is None
    late = due + timedelta(minutes=1)
    assert [mark(runtime, late + timedelta(hours=hours)) for hours in (0, 1, 48)] == [1, 0, 0]
    row = row_of(runtime, filed)
    assert (row.warned_at, row.escalated_at) == (soon, late)
    with runtime.database.read() as session:
        assert [one.request_id for one in session.scalars(select(AuditRow).where(AuditRow.action == "escalated"))] == [filed.request_id]


@pytest.mark.parametrize(
    "values",
    [
        {"first_contact_at": NOW},
        {"status": "waiting_person", "waiting_since": NOW},
        {"status": "closed"},
        {"status": "redirected"},
    ],
)
def test_a_clock_that_does_not_run_is_never_marked(runtime: Runtime, filed: Filed, values: dict[str, object]):
    change(runtime, filed, **values)
    assert mark(runtime, NOW + timedelta(days=30)) == 0


def test_an_accepted_file_whose_person_was_not_reached_still_runs(runtime: Runtime, filed: Filed):
    change(runtime, filed, status="accepted")
    assert mark(runtime, NOW + timedelta(days=30)) == 1


def test_the_manager_sees_what_is_late_in_her_antenna_until_contact_is_made(runtime: Runtime, filed: Filed):
    now = row_of(runtime, filed).due_at + timedelta(hours=1)
    mark(runtime, now)
    with runtime.database.write() as session:
        assert [one.handoff_id for one in late_files(narrow(session, BOSS), BOSS, now)] == [filed.id]
    with runtime.database.write() as session:
        assert late_files(narrow(session, OTHER_BOSS), OTHER_BOSS, now) == ()
    change(runtime, filed, first_contact_at=now)
    with runtime.database.write() as session:
        assert late_files(narrow(session, BOSS), BOSS, now) == ()
