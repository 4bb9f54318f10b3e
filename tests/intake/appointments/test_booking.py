"""Making, moving, cancelling: nobody is booked twice, the person is told by her own channel and told nothing too much."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from intake.appointments import (
    AppointmentError,
    InterviewRules,
    Mode,
    Post,
    Told,
    appointments_of,
    book,
    cancel,
    confirmation,
    days_to_appointment,
    set_rules,
    slots,
)
from intake.convention import indiscretions, sample_convention
from intake.deciding import DecisionKind, ToldBy
from intake.directory import sample_antennas
from intake.privacy import Actor
from intake.runtime import Runtime
from intake.storage import AbsenceRow, AppointmentRow, OutboxRow
from lexicon.codes import AnswerStatus
from tests.conftest import NOW
from tests.desk.people import Told as Told_
from tests.desk.people import file
from tests.intake.deciding.conftest import CLEAR, Desk, later, member

NANTES = next(antenna for antenna in sample_antennas() if antenna.code == "nantes")
TODAY = NOW.date()
POST = Post(40, "seuil@localhost")


@pytest.fixture
def desk(runtime: Runtime) -> Desk:
    return Desk(runtime, file(runtime, Told_(answers=CLEAR)), member(runtime, "lea"))


@pytest.fixture
def ines(runtime: Runtime) -> Actor:
    return member(runtime, "ines", "social_worker", "nantes")


def free(desk: Desk, worker: Actor, mode: Mode = Mode.ANTENNA) -> list[datetime]:
    with desk.runtime.database.read() as session:
        return slots(session, worker.id, NOW, antenna=NANTES, convention=sample_convention(), mode=mode)


def make(desk: Desk, worker: Actor, starts_at: datetime, **more) -> str:
    given = {"mode": Mode.ANTENNA, "told_by": Told.CALL, "now": NOW, "post": POST, **more}
    with desk.runtime.database.write() as session:
        made = book(session, desk.actor, desk.filed.id, worker=worker.id, starts_at=starts_at, **given)
        assert made
        return made.id


def planned(desk: Desk) -> list[AppointmentRow]:
    with desk.runtime.database.read() as session:
        return appointments_of(session, desk.filed.request_id)


def texts(desk: Desk) -> list[OutboxRow]:
    with desk.runtime.database.read() as session:
        return list(session.scalars(select(OutboxRow)))


def test_a_time_is_taken_once(desk: Desk, ines: Actor):
    first = free(desk, ines)[0]
    make(desk, ines, first)
    assert first not in free(desk, ines)
    somebody_else = Desk(desk.runtime, file(desk.runtime, Told_(answers=CLEAR), seed=2), desk.actor)
    with pytest.raises(AppointmentError, match="plus libre"):
        make(somebody_else, ines, first)
    # Another social worker is free then.
    make(desk, member(desk.runtime, "nora", "social_worker", "nantes"), first)


def test_moving_frees_the_old_time_and_counts_one(desk: Desk, ines: Actor):
    first, second = free(desk, ines)[:2]
    old = make(desk, ines, first)
    make(desk, ines, second, instead_of=old)
    assert [(one.starts_at, one.sequence) for one in planned(desk)] == [(second, 1)]
    assert first in free(desk, ines)
    with pytest.raises(AppointmentError, match="déjà"):
        make(desk, ines, first, instead_of=old)


def test_the_person_is_told_by_text_after_ten_minutes(desk: Desk, ines: Actor):
    desk.by_text()
    made = make(desk, ines, free(desk, ines)[0], told_by=Told.TEXT)
    (text,) = texts(desk)
    assert text.due_at == later(minutes=10)
    assert "Votre rendez-vous : lundi 23 novembre à " in text.payload["body"]
    # Cancelled before it left: she is told nothing at all.
    with desk.runtime.database.write() as session:
        assert cancel(session, desk.actor, desk.filed.id, made, told_by=Told.TEXT, now=later(minutes=5), post=POST)
    assert (texts(desk), planned(desk)) == ([], [])


def test_without_a_conversation_by_text_one_calls(desk: Desk, ines: Actor):
    with pytest.raises(AppointmentError, match="Appelez-la"):
        make(desk, ines, free(desk, ines)[0], told_by=Told.TEXT)
    assert planned(desk) == []


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("antenna", sample_antennas(), ids=lambda antenna: antenna.code)
def test_no_text_tells_what_it_is_about(mode: Mode, antenna):
    row = AppointmentRow(id="x", mode=mode.value, starts_at=NOW, minutes=60, sequence=0, cancelled_at=None)
    assert indiscretions(confirmation(row, antenna, TODAY)) == ()
    assert len(confirmation(row, antenna, TODAY)) <= 320


def test_interviews_of_different_lengths_never_overlap(desk: Desk, ines: Actor):
    nine = free(desk, ines, Mode.HOME)[0]
    make(desk, ines, nine, mode=Mode.HOME)
    with pytest.raises(AppointmentError, match="plus libre"):
        make(desk, ines, nine + timedelta(minutes=30), mode=Mode.PHONE)
    make(desk, ines, nine + timedelta(minutes=60), mode=Mode.PHONE)


def test_an_antenna_with_one_room_receives_one_at_a_time(desk: Desk, ines: Actor):
    nora = member(desk.runtime, "nora", "social_worker", "nantes")
    with desk.runtime.database.write() as session:
        set_rules(session, desk.actor, "nantes", InterviewRules(at_once=1), NOW)
    first = free(desk, ines)[0]
    make(desk, ines, first)
    assert first not in free(desk, nora)
    # A call needs no room.
    assert first in free(desk, nora, Mode.PHONE)


def test_who_is_away_is_not_booked(desk: Desk, ines: Actor):
    with desk.runtime.database.write() as session:
        session.add(AbsenceRow(staff_id=ines.id, first_day=TODAY, last_day=TODAY, set_by=ines.id, at=NOW))
    assert {slot.date() for slot in free(desk, ines)}.isdisjoint({TODAY})


def test_the_same_again_changes_nothing(desk: Desk, ines: Actor):
    desk.by_text()
    first = free(desk, ines)[0]
    assert make(desk, ines, first, told_by=Told.TEXT) == make(desk, ines, first, told_by=Told.TEXT)
    assert len(texts(desk)) == 1


def test_an_email_leaves_only_where_it_is_safe(runtime: Runtime, ines: Actor):
    for seed, safe in ((5, "oui"), (6, "non"), (7, (None, AnswerStatus.UNKNOWN))):
        told = {**CLEAR, "email": "jeanne@exemple.fr", "contact_preference": "email", "safe_contact": safe}
        desk = Desk(runtime, file(runtime, Told_(answers=told), seed=seed), member(runtime, f"lea{seed}"))
        slot = free(desk, ines)[0]
        if safe == "oui":
            made = make(desk, ines, slot, told_by=Told.EMAIL)
            (mail,) = texts(desk)
            assert mail.due_at == later(minutes=10)
            assert f"UID:{made}@seuil" in mail.payload["calendar"][1]
        else:
            with pytest.raises(AppointmentError, match="Appelez-la"):
                make(desk, ines, slot, told_by=Told.EMAIL)


def test_moved_and_cancelled_by_email_under_one_name(runtime: Runtime, ines: Actor):
    told = {**CLEAR, "email": "jeanne@exemple.fr"}
    desk = Desk(runtime, file(runtime, Told_(answers=told), seed=5), member(runtime, "eva"))
    first, second = free(desk, ines)[:2]
    old = make(desk, ines, first, told_by=Told.EMAIL)
    with runtime.database.write() as session:
        session.scalars(select(OutboxRow)).one().status = "sent"
    moved = make(desk, ines, second, told_by=Told.EMAIL, instead_of=old)
    with runtime.database.write() as session:
        session.scalars(select(OutboxRow).where(OutboxRow.key == f"appointment:{moved}")).one().status = "sent"
        assert cancel(session, desk.actor, desk.filed.id, moved, told_by=Told.EMAIL, now=later(hours=1), post=POST)
    files = [mail.payload["calendar"] for mail in texts(desk)]
    assert [method for method, _ in files] == ["PUBLISH", "PUBLISH", "CANCEL"]
    assert all(f"UID:{old}@seuil" in content for _, content in files)
    assert [re.findall(r"SEQUENCE:(\d)", content) for _, content in files] == [["0"], ["1"], ["2"]]


def test_the_wait_counts_from_the_request_and_is_never_paused(desk: Desk, ines: Actor):
    with desk.runtime.database.read() as session:
        assert days_to_appointment(session, desk.filed.request_id) is None
    slot = next(one for one in free(desk, ines) if one.date() >= TODAY + timedelta(days=10))
    made = make(desk, ines, slot, now=NOW)
    desk.read()
    desk.take(DecisionKind.ASK, words="Bonjour. Rappelez-nous.", told_by=ToldBy.CALL)
    with desk.runtime.database.read() as session:
        assert days_to_appointment(session, desk.filed.request_id) == (slot.date() - TODAY).days
        row = session.get_one(AppointmentRow, made)
        # The day it was agreed on is kept beside the day it takes place.
        assert (row.made_at, row.starts_at) == (NOW, slot)
    with desk.runtime.database.write() as session:
        assert cancel(session, desk.actor, desk.filed.id, made, told_by=Told.CALL, now=NOW, post=POST)
        assert days_to_appointment(session, desk.filed.request_id) is None


@pytest.mark.parametrize("agreed", [True, False])
def test_only_what_was_agreed_on_the_telephone_is_a_contact(desk: Desk, ines: Actor, agreed: bool):
    times = free(desk, ines)
    made = make(desk, ines, times[0], agreed=agreed)
    found = (desk.row.first_contact_at, desk.row.first_contact_by)
    assert found == ((NOW, "appointment") if agreed else (None, None))
    # Moved later, the first contact is still the first.
    make(desk, ines, times[1], agreed=agreed, instead_of=made, now=later(hours=1))
    assert (desk.row.first_contact_at, desk.row.first_contact_by) == found
