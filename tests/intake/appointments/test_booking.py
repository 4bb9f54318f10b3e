"""Making, moving, cancelling: nobody is booked twice, the person is told by her own channel and told nothing too much."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from intake.appointments import AppointmentError, Mode, appointments_of, book, calendar, cancel, confirmation, slots
from intake.convention import indiscretions, sample_convention
from intake.deciding import ToldBy
from intake.directory import sample_antennas
from intake.privacy import Actor
from intake.runtime import Runtime
from intake.storage import AppointmentRow, OutboxRow
from tests.conftest import NOW
from tests.desk.people import Told, file
from tests.intake.deciding.conftest import CLEAR, Desk, later, member

NANTES = next(antenna for antenna in sample_antennas() if antenna.code == "nantes")
TODAY = NOW.date()


@pytest.fixture
def desk(runtime: Runtime) -> Desk:
    return Desk(runtime, file(runtime, Told(answers=CLEAR)), member(runtime, "lea"))


@pytest.fixture
def ines(runtime: Runtime) -> Actor:
    return member(runtime, "ines", "social_worker", "nantes")


def free(desk: Desk, worker: Actor) -> list[datetime]:
    with desk.runtime.database.read() as session:
        return slots(session, worker.id, NOW, antenna=NANTES, convention=sample_convention())


def make(desk: Desk, worker: Actor, starts_at: datetime, **more) -> str:
    given = {"mode": Mode.ANTENNA, "told_by": ToldBy.CALL, "now": NOW, "daily_limit": 40, **more}
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
    with pytest.raises(AppointmentError, match="plus libre"):
        make(desk, ines, first)
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
    made = make(desk, ines, free(desk, ines)[0], told_by=ToldBy.TEXT)
    (text,) = texts(desk)
    assert text.due_at == later(minutes=10)
    assert "Votre rendez-vous : lundi 23 novembre à " in text.payload["body"]
    # Cancelled before it left: she is told nothing at all.
    with desk.runtime.database.write() as session:
        assert cancel(session, desk.actor, desk.filed.id, made, told_by=ToldBy.TEXT, now=later(minutes=5), daily_limit=40)
    assert (texts(desk), planned(desk)) == ([], [])


def test_without_a_conversation_by_text_one_calls(desk: Desk, ines: Actor):
    with pytest.raises(AppointmentError, match="Appelez-la"):
        make(desk, ines, free(desk, ines)[0], told_by=ToldBy.TEXT)
    assert planned(desk) == []


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("antenna", sample_antennas(), ids=lambda antenna: antenna.code)
def test_no_text_tells_what_it_is_about(mode: Mode, antenna):
    row = AppointmentRow(id="x", mode=mode.value, starts_at=NOW, minutes=60, sequence=0, cancelled_at=None)
    assert indiscretions(confirmation(row, antenna, TODAY)) == ()
    assert len(confirmation(row, antenna, TODAY)) <= 320


def test_the_calendar_file_keeps_to_its_rules():
    row = AppointmentRow(id="x" * 36, mode="antenna", starts_at=NOW, minutes=60, sequence=2, cancelled_at=None)
    place = NANTES.model_copy(update={"address": "12, rue des Étoiles ; bâtiment B, premier étage à gauche après l’accueil, 44000 Nantes"})
    lines = calendar(row, place, NOW).split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = calendar(row, place, NOW).replace("\r\n ", "")
    assert "DTSTART:20261123T093000Z" in whole
    assert "DTEND:20261123T103000Z" in whole
    assert r"LOCATION:12\, rue des Étoiles \; bâtiment B\, premier" in whole
    assert timedelta(minutes=row.minutes) == timedelta(hours=1)
