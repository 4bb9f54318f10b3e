"""The marks of the clock on stored hand-offs, and the list of what is late for a manager."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, literal, or_, select, text
from sqlalchemy.orm import Session

from intake.clock import PARIS, OpeningHours, due_at, working_time
from intake.deadlines.judging import Delay, to_escalate, to_warn
from intake.privacy import ASSISTANT, Actor
from intake.requests import antennas, current_convention, deadlines_of, hours_of, note_access
from intake.storage import OPEN_STATUS, HandoffRow
from intake.trail import note
from lexicon.codes import HandoffStatus

# What is due later than this is not looked at yet.
_AHEAD = timedelta(days=21)
# A short write each time; the worker comes back at once while there is more.
_AT_ONCE = 100
MOST_LATE = 100


@dataclass(frozen=True, slots=True)
class LateFile:
    """One hand-off whose first contact is overdue; nobody is named for it. Without `antenna`, every manager is told."""

    handoff_id: str
    reference: str
    headline: str
    urgent: bool
    antenna: str | None
    due_at: datetime
    escalated_at: datetime


def delay_of(session: Session, row: HandoffRow, now: datetime) -> tuple[Delay, OpeningHours]:
    """The clock of one hand-off, with the hours that it runs in."""
    return _Clocks(session, now).of(row)


def mark_deadlines(session: Session, now: datetime) -> int:
    """Set the marks that are due now, each once; gives how many hand-offs were marked."""
    clocks, marked = _Clocks(session, now), 0
    for urgent in (True, False):
        query = (
            _running(urgent)
            .where(HandoffRow.due_at <= now + _AHEAD)
            .where(or_(HandoffRow.warned_at.is_(None), and_(HandoffRow.escalated_at.is_(None), HandoffRow.due_at <= now)))
            .order_by(HandoffRow.due_at, HandoffRow.id)
            .limit(_AT_ONCE)
            .with_for_update(skip_locked=True)
        )
        for row in session.scalars(query):
            delay, hours = clocks.of(row)
            warn, escalate = to_warn(delay, now, hours), to_escalate(delay, now, hours)
            if warn:
                row.warned_at = now
            if escalate:
                row.escalated_at = now
                note(session, ASSISTANT, "escalated", row.request_id, now)
            marked += warn or escalate
    session.flush()
    return marked


def late_files(session: Session, actor: Actor, now: datetime) -> tuple[LateFile, ...]:
    """What was escalated and still waits for a first contact, urgent and oldest first; each shown leaves a read trace."""
    rows: list[HandoffRow] = []
    for urgent in (True, False):
        query = _running(urgent).where(HandoffRow.escalated_at.is_not(None), HandoffRow.due_at < now)
        rows += session.scalars(query.order_by(HandoffRow.due_at, HandoffRow.id).limit(MOST_LATE - len(rows)))
    for row in rows:
        note_access(session, actor, "list", row.request_id, now)
    return tuple(
        LateFile(row.id, row.reference, row.summary["headline"], row.urgent, row.antenna, row.due_at, row.escalated_at or row.due_at)
        for row in rows
    )


def _running(urgent: bool) -> Select[HandoffRow]:
    """Open hand-offs whose clock runs."""
    return (
        select(HandoffRow)
        .where(text(f"handoffs.{OPEN_STATUS}"), HandoffRow.urgent == literal(urgent))
        .where(HandoffRow.status != HandoffStatus.WAITING_PERSON.value)
        .where(HandoffRow.first_contact_at.is_(None), HandoffRow.waiting_since.is_(None))
    )


class _Clocks:
    """The hours and the promises in force, read once for many hand-offs."""

    def __init__(self, session: Session, now: datetime) -> None:
        convention = current_convention(session, now.astimezone(PARIS).date())
        self._deadlines = deadlines_of(convention)
        self._service = hours_of(convention)
        self._antennas = {antenna.code: hours_of(convention, antenna) for antenna in antennas(session)}

    def of(self, row: HandoffRow) -> tuple[Delay, OpeningHours]:
        hours = self._antennas.get(row.antenna or "", self._service)
        # A pause moved the due time; what was given at first did not grow with it. An urgency came later gives less.
        first_due = due_at(row.created_at, urgent=row.urgent, hours=hours, deadlines=self._deadlines)
        allowed = min(working_time(row.created_at, first_due, hours), working_time(row.created_at, row.due_at, hours))
        return Delay(row.due_at, allowed, row.first_contact_at, row.waiting_since, row.warned_at, row.escalated_at), hours
