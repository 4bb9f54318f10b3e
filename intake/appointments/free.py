"""What is free, from what is stored: her interviews and absences, the hours of the antenna and its room."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from intake.appointments.codes import Mode
from intake.appointments.rules import rules_of
from intake.appointments.slots import Busy, Room, free_slots
from intake.clock import PARIS
from intake.convention import Convention
from intake.directory import Antenna
from intake.requests import hours_of
from intake.storage import AbsenceRow, AppointmentRow

DAYS_AHEAD = 28


def slots(
    session: Session, worker_id: str, now: datetime, *, antenna: Antenna, convention: Convention, mode: Mode = Mode.ANTENNA
) -> list[datetime]:
    """When that social worker can meet somebody in that way, from this antenna, in the next four weeks."""
    rules = rules_of(session, antenna.code)
    room = None
    if mode is Mode.ANTENNA and rules.at_once is not None:
        there = (AppointmentRow.antenna == antenna.code, AppointmentRow.mode == Mode.ANTENNA.value, AppointmentRow.worker != worker_id)
        room = Room(rules.at_once, _taken(session, now, *there))
    return list(
        free_slots(
            hours_of(convention, antenna),
            # Wherever she receives: she is in one place at a time.
            _taken(session, now, AppointmentRow.worker == worker_id),
            now,
            days=DAYS_AHEAD,
            minutes=rules.minutes(mode),
            away=_away(session, worker_id, now.astimezone(PARIS).date()),
            room=room,
        )
    )


def _taken(session: Session, now: datetime, *whose: ColumnElement[bool]) -> tuple[Busy, ...]:
    query = select(AppointmentRow.starts_at, AppointmentRow.minutes).where(
        *whose, AppointmentRow.cancelled_at.is_(None), AppointmentRow.starts_at > now - timedelta(days=1)
    )
    return tuple(Busy(starts_at, minutes) for starts_at, minutes in session.execute(query))


def _away(session: Session, worker_id: str, today: date) -> list[tuple[date, date]]:
    query = select(AbsenceRow.first_day, AbsenceRow.last_day).where(AbsenceRow.staff_id == worker_id, AbsenceRow.last_day >= today)
    return [(first, last) for first, last in session.execute(query)]
