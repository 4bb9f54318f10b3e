"""Which files are on paper before a power cut."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from intake.exchange import Booklet, read_booklet
from intake.privacy import Actor, ActorKind
from intake.runtime import Runtime
from intake.staff import narrow
from intake.storage import AuditRow, HandoffRow
from lexicon.codes import DangerKind, HandoffStatus, Role
from tests.conftest import NOW
from tests.desk.people import ANSWERS, Told, file

SECRETARY = Actor(ActorKind.STAFF, "s1", Role.SECRETARY)
ANGERS = Actor(ActorKind.STAFF, "m1", Role.MANAGER, "angers")


def read(runtime: Runtime, actor: Actor = SECRETARY, antenna: str | None = None) -> Booklet:
    with runtime.database.write() as session:
        return read_booklet(narrow(session, actor), actor, NOW, antenna=antenna)


def test_who_was_reached_is_not_said_to_be_contacted_still(runtime: Runtime):
    reached, other = file(runtime, seed=1), file(runtime, seed=2)
    with runtime.database.write() as session:
        session.get_one(HandoffRow, reached.id).first_contact_at = NOW
    found = read(runtime)
    assert ([view.row.id for view in found.views], found.total) == ([other.id], 1)


def test_urgent_first_late_included_far_and_closed_left_out(runtime: Runtime):
    late = file(runtime, seed=1, now=NOW - timedelta(days=20))
    urgent = file(runtime, Told(answers=ANSWERS, danger=DangerKind.ENFANT), seed=2)
    ordinary = file(runtime, seed=3)
    far, closed = file(runtime, seed=4), file(runtime, seed=5)
    with runtime.database.write() as session:
        session.get_one(HandoffRow, far.id).due_at = NOW + timedelta(days=3)
        session.get_one(HandoffRow, closed.id).status = HandoffStatus.CLOSED.value
    found = read(runtime)
    assert [view.row.id for view in found.views] == [urgent.id, late.id, ordinary.id]
    assert (found.until, found.total) == (date(2026, 11, 25), 3)


def test_scope_antenna_and_traces(runtime: Runtime):
    file(runtime, seed=1)
    angers = file(runtime, Told(answers={**ANSWERS, "postal_code": "49000"}), seed=2)
    assert [view.row.id for view in read(runtime, ANGERS).views] == [angers.id]
    assert [view.row.id for view in read(runtime, antenna="angers").views] == [angers.id]
    with runtime.database.read() as session:
        printed = session.scalars(select(AuditRow.request_id).where(AuditRow.action == "print")).all()
    assert printed == [angers.request_id] * 2


def test_more_than_paper_can_hold_is_said(runtime: Runtime):
    for seed in range(4):
        file(runtime, seed=seed)
    with runtime.database.write() as session:
        found = read_booklet(session, SECRETARY, NOW, most=2)
    assert (len(found.views), found.total) == (2, 4)
