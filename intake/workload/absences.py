"""Who is away, from a day to a day: said by herself, or by the manager of her antenna."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.privacy import Actor
from intake.staff import Member
from intake.storage import AbsenceRow, StaffRow
from intake.trail import note
from intake.workload.colleagues import WorkloadError, colleagues
from lexicon.codes import Role

LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which a colleague is away, the last one included; `mine`: the actor may take it back."""

    id: str
    staff_id: str
    name: str
    first_day: date
    last_day: date
    mine: bool


def add_absence(session: Session, actor: Actor, staff_id: str, first: date, last: date, now: datetime) -> None:
    """Say that a colleague is away; raises WorkloadError when the days make no sense or it is not for the actor to say."""
    member = next((one for one in colleagues(session) if one.id == staff_id), None)
    if member is None or not may_speak_for(actor, member):
        raise WorkloadError("une absence se note par la collègue elle-même ou par la responsable de son antenne")
    if last < first:
        raise WorkloadError("le dernier jour vient avant le premier")
    if last - first > LONGEST:
        raise WorkloadError("une absence dure un an au plus")
    session.add(AbsenceRow(staff_id=staff_id, first_day=first, last_day=last, set_by=actor.id, at=now))
    note(session, actor, "absence_added", None, now)
    session.flush()


def remove_absence(session: Session, actor: Actor, absence_id: str, now: datetime) -> bool:
    """Take an absence back; False when there is none, or it is not for the actor to say."""
    row = session.get(AbsenceRow, absence_id)
    member = row and next((one for one in colleagues(session) if one.id == row.staff_id), None)
    if not row or not member or not may_speak_for(actor, member):
        return False
    session.delete(row)
    note(session, actor, "absence_removed", None, now)
    session.flush()
    return True


def absences_to_come(session: Session, actor: Actor, today: date) -> tuple[Absence, ...]:
    """Absences that are not over, the first to begin first."""
    members = {member.id: member for member in colleagues(session)}
    rows = session.scalars(select(AbsenceRow).where(AbsenceRow.last_day >= today).order_by(AbsenceRow.first_day, AbsenceRow.id))
    return tuple(
        Absence(row.id, row.staff_id, members[row.staff_id].name, row.first_day, row.last_day, may_speak_for(actor, members[row.staff_id]))
        for row in rows
        if row.staff_id in members
    )


def away_today(session: Session, today: date) -> frozenset[str]:
    """The ids of who is away today, closed accounts with them: their files wait for somebody just the same."""
    away = session.scalars(select(AbsenceRow.staff_id).where(AbsenceRow.first_day <= today, AbsenceRow.last_day >= today))
    return frozenset(away) | frozenset(session.scalars(select(StaffRow.id).where(StaffRow.disabled_at.is_not(None))))


def may_speak_for(actor: Actor, member: Member) -> bool:
    """Herself, or the manager of her antenna."""
    manages = actor.role is Role.MANAGER and actor.antenna is not None and actor.antenna == member.antenna
    return actor.id == member.id or manages
