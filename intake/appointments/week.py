"""The week of an antenna: which days it is open, who is away, and who is seen when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.appointments.codes import Asked, Mode
from intake.clock import PARIS, OpeningHours
from intake.privacy import Actor
from intake.requests import note_access
from intake.storage import AbsenceRow, AppointmentRow, HandoffRow, StaffRow
from lexicon.codes import Role


@dataclass(frozen=True, slots=True)
class Meeting:
    """One appointment; `handoff_id` and `reference` are None when the actor does not see that file."""

    starts_at: datetime
    minutes: int
    mode: Mode
    worker: str
    asked: Asked | None
    handoff_id: str | None
    reference: str | None


@dataclass(frozen=True, slots=True)
class Day:
    """One day: closed or not, the names of who is away, the appointments in order."""

    day: date
    open: bool
    away: tuple[str, ...]
    meetings: tuple[Meeting, ...]


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def week_of(session: Session, actor: Actor, antenna: str, monday: date, hours: OpeningHours, now: datetime) -> tuple[Day, ...]:
    """Seven days of an antenna from a Monday on; files that the session sees (`narrow`) are named and leave a read trace."""
    days = [monday + timedelta(days=number) for number in range(7)]
    since, until = (datetime.combine(day, time(), PARIS) for day in (monday, monday + timedelta(days=7)))
    query = select(AppointmentRow).where(AppointmentRow.antenna == antenna, AppointmentRow.cancelled_at.is_(None))
    rows = session.scalars(
        query.where(AppointmentRow.starts_at >= since, AppointmentRow.starts_at < until).order_by(
            AppointmentRow.starts_at, AppointmentRow.id
        )
    ).all()
    seen = {
        row.request_id: row
        for row in session.scalars(select(HandoffRow).where(HandoffRow.request_id.in_({one.request_id for one in rows})))
    }
    for request_id in sorted(seen):
        note_access(session, actor, "list", request_id, now)
    here = _workers(session, antenna)
    names = here | _names(session, {row.worker for row in rows})
    meetings = [_meeting(row, names, seen.get(row.request_id)) for row in rows]
    absences = list(_absences(session, set(here), days[0], days[-1]))
    return tuple(
        Day(
            day,
            hours.works_on(day),
            tuple(sorted({names[staff] for staff, first, last in absences if first <= day <= last})),
            tuple(one for one in meetings if one.starts_at.astimezone(PARIS).date() == day),
        )
        for day in days
    )


def _meeting(row: AppointmentRow, names: dict[str, str], handoff: HandoffRow | None) -> Meeting:
    return Meeting(
        row.starts_at,
        row.minutes,
        Mode(row.mode),
        names.get(row.worker, "une collègue"),
        Asked(row.asked) if row.asked else None,
        None if handoff is None else handoff.id,
        None if handoff is None else handoff.reference,
    )


def _workers(session: Session, antenna: str) -> dict[str, str]:
    query = select(StaffRow.id, StaffRow.name).where(
        StaffRow.role == Role.SOCIAL_WORKER.value, StaffRow.antenna == antenna, StaffRow.disabled_at.is_(None)
    )
    return {row.id: row.name for row in session.execute(query)}


def _names(session: Session, ids: set[str]) -> dict[str, str]:
    return {row.id: row.name for row in session.execute(select(StaffRow.id, StaffRow.name).where(StaffRow.id.in_(ids)))}


def _absences(session: Session, ids: set[str], first: date, last: date) -> list[tuple[str, date, date]]:
    query = select(AbsenceRow.staff_id, AbsenceRow.first_day, AbsenceRow.last_day).where(
        AbsenceRow.staff_id.in_(ids), AbsenceRow.first_day <= last, AbsenceRow.last_day >= first
    )
    return [(row.staff_id, row.first_day, row.last_day) for row in session.execute(query)]
