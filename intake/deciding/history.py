"""What was done with a hand-off, in order: decisions, undoings, and the changes of status around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.staff import staff_names
from intake.storage import AuditRow, DecisionRow, HandoffRow

# What the trail says besides the decisions, which tell more themselves.
_ALSO = (
    "take_in_review",
    "assign",
    "alarm_seen",
    "alarm_confirmed",
    "alarm_lifted",
    "appointment_make",
    "appointment_move",
    "appointment_cancel",
)
_UNDONE = "undo"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done: a decision, its undoing (`what` is "undo"), or an action of the trail."""

    at: datetime
    what: str
    # None for what happened by itself.
    by: str | None
    decision: DecisionRow | None = None
    worker: str | None = None


def history(session: Session, row: HandoffRow) -> list[Event]:
    """Everything done with a hand-off, newest first; the caller leaves the read trace."""
    decisions = session.scalars(select(DecisionRow).where(DecisionRow.handoff_id == row.id)).all()
    acts = session.scalars(select(AuditRow).where(AuditRow.request_id == row.request_id, AuditRow.action.in_(_ALSO))).all()
    ids = {one.by for one in decisions} | {one.actor_id for one in acts}
    ids |= {one.undone_by for one in decisions if one.undone_by} | {one.assigned_to for one in decisions if one.assigned_to}
    known = staff_names(session, ids)
    events = [Event(act.at, act.action, known.get(act.actor_id)) for act in acts]
    for one in decisions:
        worker = known.get(one.assigned_to) if one.assigned_to else None
        events.append(Event(one.at, one.kind, known.get(one.by), one, worker))
        if one.undone_at is not None:
            events.append(Event(one.undone_at, _UNDONE, known.get(one.undone_by or ""), one, worker))
    # What was done in the same instant stays in the order in which it was done.
    return sorted(events, key=lambda event: event.at)[::-1]
