"""By when a first contact is due, in working days of the service."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from pydantic import BaseModel, ConfigDict

from intake.clock.hours import OpeningHours
from intake.clock.ticking import PARIS

# How long a member of staff may take back what she did, and how long what leaves for outside waits for that.
UNDO_WITHIN = timedelta(minutes=10)


class Deadline(BaseModel):
    """A time of day some working days later; 0 is the same day."""

    model_config = ConfigDict(frozen=True)

    working_days: int
    at: time


class Deadlines(BaseModel):
    """By when the service promises a first contact; what is urgent depends on whether it came before a time of day."""

    model_config = ConfigDict(frozen=True)

    ordinary: Deadline
    urgent_until: time
    urgent_before: Deadline
    urgent_after: Deadline


def due_at(received: datetime, *, urgent: bool, hours: OpeningHours, deadlines: Deadlines) -> datetime:
    """By when a human makes the first contact (aware, Europe/Paris)."""
    local = received.astimezone(PARIS)
    deadline = deadlines.ordinary
    if urgent:
        in_time = hours.works_on(local.date()) and local.time() < deadlines.urgent_until
        deadline = deadlines.urgent_before if in_time else deadlines.urgent_after
    return datetime.combine(hours.working_day_after(local.date(), deadline.working_days), deadline.at, PARIS)
