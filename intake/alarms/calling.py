"""Which alarms the contact on call must be told of, now or again, until a human has seen them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from intake.storage import DangerRow

# A message that could not be sent is tried again after this, not after the whole pause.
_RETRY = timedelta(minutes=1)


@dataclass(frozen=True)
class Alarm:
    """A danger that no human has seen; carries nothing of what was said."""

    id: str
    heard_at: datetime
    calls: int


def alarms_to_call(session: Session, now: datetime, pause: timedelta) -> list[Alarm]:
    """Take the alarms that are due, oldest first; no other process is given them until `pause` has passed."""
    due = or_(DangerRow.alerted_at.is_(None), DangerRow.alerted_at <= now - pause)
    open_alarms = (DangerRow.seen_at.is_(None), DangerRow.lifted_at.is_(None), DangerRow.confirmed_at.is_(None))
    taken = []
    for row in session.scalars(select(DangerRow).where(*open_alarms, due).order_by(DangerRow.at).with_for_update(skip_locked=True)):
        taken.append(Alarm(id=row.id, heard_at=row.at, calls=row.alerts))
        row.alerted_at = now
    session.flush()
    return taken


def called(session: Session, alarms: list[Alarm]) -> None:
    """The message about these alarms has left."""
    session.execute(update(DangerRow).where(DangerRow.id.in_([alarm.id for alarm in alarms])).values(alerts=DangerRow.alerts + 1))


def call_failed(session: Session, alarms: list[Alarm], now: datetime, pause: timedelta) -> None:
    """The message could not be sent: these alarms come back soon."""
    session.execute(update(DangerRow).where(DangerRow.id.in_([alarm.id for alarm in alarms])).values(alerted_at=now - pause + _RETRY))
