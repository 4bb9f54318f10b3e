"""What to have on paper before a power cut: the open hand-offs that somebody must contact soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from intake.clock import PARIS
from intake.privacy import Actor
from intake.requests import HandoffView, current_convention, hours_of, note_reads, read_handoffs
from intake.storage import OPEN_STATUS, HandoffRow

# Today and the next two working days.
WORKING_DAYS = 2


@dataclass(frozen=True)
class Booklet:
    """The files of the booklet, urgent first then the first due; `total` counts those left out too."""

    views: tuple[HandoffView, ...]
    until: date
    total: int


def read_booklet(session: Session, actor: Actor, now: datetime, *, antenna: str | None = None, most: int = 100) -> Booklet:
    """Every open hand-off in the actor's scope whose first contact is due by the end of the second working day, late ones included.

    `most` at a time. Each file leaves a read trace and a print trace. NoConventionError when no convention is in force.
    """
    today = now.astimezone(PARIS).date()
    until = hours_of(current_convention(session, today), None).working_day_after(today, WORKING_DAYS)
    end = datetime.combine(until + timedelta(days=1), time(), PARIS)
    # In the words of the index on open hand-offs: the closed ones are never walked through.
    opened = text(f"handoffs.{OPEN_STATUS}")
    # Who was reached is waited for by an appointment, not by a call.
    wanted = [HandoffRow.due_at < end, HandoffRow.first_contact_at.is_(None)]
    if antenna is not None:
        wanted.append(HandoffRow.antenna == antenna)
    total = session.scalar(select(func.count(HandoffRow.id)).where(opened, *wanted)) or 0
    ids = session.scalars(
        select(HandoffRow.id).where(opened, *wanted).order_by(HandoffRow.urgent.desc(), HandoffRow.due_at, HandoffRow.id).limit(most)
    ).all()
    views = tuple(read_handoffs(session, actor, ids, now))
    note_reads(session, actor, "print", [view.row.request_id for view in views], now)
    return Booklet(views, until, total)
