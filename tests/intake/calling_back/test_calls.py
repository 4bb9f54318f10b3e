"""Tries noted and undone, drafts, and whom to call now."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from intake.calling_back import (
    CallList,
    CallResult,
    attempts_of,
    call_list,
    draft_of,
    next_to_call,
    note_attempt,
    save_draft,
    undo_attempt,
    undoable,
)
from intake.clock import ShiftedClock
from intake.privacy import Actor, ActorKind
from intake.runtime import Runtime
from intake.storage import AuditRow, ContactAttemptRow, HandoffRow, StaffRow
from lexicon.codes import DangerKind, Role
from tests.conftest import NOW
from tests.desk.people import ANSWERS, Filed, Told, file

# NOW is a Monday at half past ten in Paris.
LEA = Actor(ActorKind.STAFF, "lea", Role.SECRETARY)
ZOE = Actor(ActorKind.STAFF, "zoe", Role.SECRETARY)


@pytest.fixture(autouse=True)
def _staff(runtime: Runtime) -> None:
    with runtime.database.write() as session:
        for actor in (LEA, ZOE):
            session.add(StaffRow(id=actor.id, login=actor.id, name=actor.id, role="secretary", password_hash="x", created_at=NOW))


def filed(runtime: Runtime, seed: int, **more: Any) -> Filed:
    danger = more.pop("danger", None)
    answers = {name: value for name, value in {**ANSWERS, **more}.items() if value != ""}
    return file(runtime, Told(answers=answers, danger=danger), seed=seed)


def listed(runtime: Runtime, **more: Any) -> CallList:
    with runtime.database.write() as session:
        return call_list(session, LEA, runtime.clock.now(), **more)


def tried(runtime: Runtime, one: Filed, result: CallResult, note: str = "", actor: Actor = LEA) -> str:
    with runtime.database.write() as session:
        attempt = note_attempt(session, actor, one.id, result, note, runtime.clock.now())
        assert attempt
        return attempt.id


def later(runtime: Runtime, **more: float) -> Runtime:
    return replace(runtime, clock=ShiftedClock(NOW + timedelta(**more)))


def ids(part: tuple[Any, ...]) -> list[str]:
    return [one.handoff_id for one in part]


def test_each_is_called_when_she_said_and_the_urgent_one_at_once(runtime: Runtime):
    any_time = filed(runtime, 1)
    mornings = filed(runtime, 2, availability={"days": ["lundi"], "part": "matin"})
    afternoons = filed(runtime, 3, availability={"days": ["lundi", "mardi"], "part": "apres_midi"})
    urgent = filed(runtime, 4, danger=DangerKind.VIOLENCE, availability={"days": ["jeudi"], "part": "matin"})
    unsafe = filed(runtime, 5, safe_contact="non")
    numberless = filed(runtime, 6, phone="")
    found = listed(runtime)
    assert ids(found.now) == [urgent.id, any_time.id, mornings.id]
    assert ids(found.later) == [afternoons.id]
    # Half past one in Paris.
    assert found.later[0].when == NOW.replace(hour=12, minute=30)
    assert ids(found.unsafe) == [unsafe.id]
    assert ids(found.otherwise) == [numberless.id]
    with runtime.database.read() as session:
        assert len(session.scalars(select(AuditRow).where(AuditRow.action == "list")).all()) == 6
        assert next_to_call(session, LEA, NOW, besides=urgent.id) == any_time.id


def test_who_waits_for_nobody_is_not_listed(runtime: Runtime):
    closed, waiting, reached, mine = (filed(runtime, seed) for seed in (1, 2, 3, 4))
    tried(runtime, reached, CallResult.REACHED)
    with runtime.database.write() as session:
        session.get_one(HandoffRow, closed.id).status = "closed"
        session.get_one(HandoffRow, waiting.id).status = "waiting_person"
        session.get_one(HandoffRow, mine.id).assigned_to = LEA.id
    assert ids(listed(runtime).now) == [mine.id]
    assert ids(listed(runtime, mine=True).now) == [mine.id]
    assert ids(listed(runtime, antenna="angers").now) == []


def test_after_a_try_in_vain_she_waits_for_another_part_of_the_day_and_after_three_for_another_way(runtime: Runtime):
    one = filed(runtime, 1)
    tried(runtime, one, CallResult.NO_ANSWER)
    assert ids(listed(runtime).later) == [one.id]
    assert ids(listed(later(runtime, hours=4)).now) == [one.id]
    tried(later(runtime, hours=4), one, CallResult.VOICEMAIL)
    assert ids(listed(later(runtime, hours=5)).later) == [one.id]
    tried(later(runtime, days=1), one, CallResult.BUSY)
    assert ids(listed(later(runtime, days=1)).otherwise) == [one.id]
    assert listed(later(runtime, days=1)).otherwise[0].tries == 3
    wrong, refused = filed(runtime, 2), filed(runtime, 3)
    tried(runtime, wrong, CallResult.WRONG_NUMBER)
    tried(runtime, refused, CallResult.REFUSED)
    assert set(ids(listed(runtime).otherwise)) == {one.id, wrong.id, refused.id}


def test_reaching_her_stops_the_clock_once_and_undoing_starts_it_again(runtime: Runtime):
    one = filed(runtime, 1)
    attempt = tried(runtime, one, CallResult.REACHED, " Elle rappelle Zoé jeudi. ")
    tried(later(runtime, minutes=5), one, CallResult.REACHED)
    with runtime.database.write() as session:
        row = session.get_one(HandoffRow, one.id)
        assert row.first_contact_at is not None
        assert abs(row.first_contact_at - NOW) < timedelta(seconds=30)
        assert [each.note for each in attempts_of(session, LEA, one.request_id, NOW)] == ["Elle rappelle Zoé jeudi.", None]
        raw = session.connection().exec_driver_sql("SELECT note FROM contact_attempts WHERE note IS NOT NULL").fetchall()
        assert b"Elle" not in bytes(raw[0][0])
        # Only her own, only within ten minutes, only once.
        assert undo_attempt(session, ZOE, attempt, NOW + timedelta(minutes=1)) is None
        assert undo_attempt(session, LEA, attempt, NOW + timedelta(minutes=11)) is None
        assert undo_attempt(session, LEA, attempt, NOW + timedelta(minutes=9)) == one.id
        assert undo_attempt(session, LEA, attempt, NOW + timedelta(minutes=9)) is None
        assert undo_attempt(session, LEA, "unknown", NOW) is None
        assert session.get_one(HandoffRow, one.id).first_contact_at is None
        assert draft_of(session, LEA, one.request_id) == "Elle rappelle Zoé jeudi."
        assert draft_of(session, ZOE, one.request_id) == ""
        assert [each.note for each in attempts_of(session, LEA, one.request_id, NOW)] == [None]
        assert len(session.scalars(select(AuditRow.id).where(AuditRow.action == "call_undone")).all()) == 1


def test_what_may_be_undone_is_the_last_one_noted(runtime: Runtime):
    first, second = filed(runtime, 1), filed(runtime, 2)
    tried(runtime, first, CallResult.BUSY)
    newest = tried(later(runtime, minutes=2), second, CallResult.BUSY)
    with runtime.database.read() as session:
        found = undoable(session, LEA, NOW + timedelta(minutes=5))
        assert found
        assert (found[0].id, found[1].id) == (newest, second.id)
        assert undoable(session, ZOE, NOW) is None
        assert undoable(session, LEA, NOW + timedelta(minutes=13)) is None


def test_a_draft_is_kept_replaced_forgotten_and_ends_with_the_call(runtime: Runtime):
    one = filed(runtime, 1)
    with runtime.database.write() as session:
        for text in ("Elle a dit", "Elle a dit qu’elle", ""):
            save_draft(session, LEA, one.request_id, text, NOW)
            assert draft_of(session, LEA, one.request_id) == text
        save_draft(session, LEA, one.request_id, "Interrompue", NOW)
    tried(runtime, one, CallResult.NO_ANSWER, "Interrompue, puis finie")
    with runtime.database.read() as session:
        assert draft_of(session, LEA, one.request_id) == ""
        assert session.scalars(select(ContactAttemptRow.note)).all() == ["Interrompue, puis finie"]


def test_there_is_nobody_to_note_a_call_on(runtime: Runtime):
    with runtime.database.write() as session:
        assert note_attempt(session, LEA, "unknown", CallResult.BUSY, "", NOW) is None


@pytest.mark.parametrize(("hours", "now"), [(0, 1), (9.4, 1), (9.6, 0), (20, 0), (22, 1), (24 * 5, 0)])
def test_nobody_is_called_at_night_nor_on_a_sunday_except_in_danger(runtime: Runtime, hours: float, now: int):
    """NOW is half past ten on a Monday in Paris."""
    filed(runtime, 1)
    urgent = filed(runtime, 2, danger=DangerKind.VIOLENCE)
    found = listed(later(runtime, hours=hours))
    assert ids(found.now)[0] == urgent.id
    assert len(found.now) == 1 + now
