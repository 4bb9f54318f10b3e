"""Where the clock of one hand-off stands, from its moments alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from intake.clock import OpeningHours, working_time
from lexicon.codes import Code

# Of the working time that was given, how much is gone when a quiet mark appears.
WARNED_SHARE = 0.75


class ClockState(Code):
    """Where the clock of the first contact stands."""

    STOPPED = "stopped", "premier contact fait"
    PAUSED = "paused", "délai suspendu : on attend la personne"
    RUNNING = "running", "dans les délais"
    SOON = "soon", "bientôt en retard"
    OVERDUE = "overdue", "en retard"


@dataclass(frozen=True, slots=True)
class Delay:
    """The moments of one hand-off, all aware. `allowed`: the working time that was given when it came, pauses left out."""

    due: datetime
    allowed: timedelta
    first_contact_at: datetime | None = None
    waiting_since: datetime | None = None
    warned_at: datetime | None = None
    escalated_at: datetime | None = None


def state_of(delay: Delay, now: datetime, hours: OpeningHours) -> ClockState:
    """Where the clock stands; what stops or pauses it comes before what is late."""
    if delay.first_contact_at is not None:
        return ClockState.STOPPED
    if delay.waiting_since is not None:
        return ClockState.PAUSED
    if now >= delay.due:
        return ClockState.OVERDUE
    left = working_time(now, delay.due, hours)
    return ClockState.SOON if left <= delay.allowed * (1 - WARNED_SHARE) else ClockState.RUNNING


def to_warn(delay: Delay, now: datetime, hours: OpeningHours) -> bool:
    """True when the quiet mark is to be set: at most once in the life of a hand-off."""
    return delay.warned_at is None and state_of(delay, now, hours) in (ClockState.SOON, ClockState.OVERDUE)


def to_escalate(delay: Delay, now: datetime, hours: OpeningHours) -> bool:
    """True when the manager is to be told: at most once in the life of a hand-off."""
    return delay.escalated_at is None and state_of(delay, now, hours) is ClockState.OVERDUE


def warning_at(received: datetime, due: datetime, hours: OpeningHours) -> datetime:
    """When three quarters of the working time between two moments are gone (UTC); `due` when there is no working time between."""
    spent = working_time(received, due, hours) * WARNED_SHARE
    low, high = received.astimezone(UTC), due.astimezone(UTC)
    if not spent:
        return high
    # Working time only grows: the moment is found by halving, to the microsecond that moments have.
    while high - low > timedelta(microseconds=1):
        middle = low + (high - low) / 2
        low, high = (low, middle) if working_time(received, middle, hours) >= spent else (middle, high)
    return high
