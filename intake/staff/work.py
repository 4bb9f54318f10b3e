"""What staff do with hand-offs, and noticing that the queue has changed."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import case, func, select, text
from sqlalchemy.orm import Session

from intake.alarms import note_seen
from intake.clock import PARIS
from intake.privacy import Actor
from intake.storage import OPEN_STATUS, HandoffRow
from intake.trail import note
from lexicon.codes import HandoffStatus


def take_in_review(session: Session, actor: Actor, handoff_id: str, now: datetime) -> bool | None:
    """Take a new hand-off in review; False when it is no longer new, None when there is none with this id."""
    row = session.get(HandoffRow, handoff_id, with_for_update=True)
    if row is None:
        return None
    if row.status != HandoffStatus.NEW.value:
        return False
    row.status = HandoffStatus.IN_REVIEW.value
    row.updated_at = now
    note(session, actor, "take_in_review", row.request_id, now)
    note_seen(session, actor, row.request_id, now)
    session.flush()
    return True


def queue_mark(session: Session, now: datetime) -> str:
    """A short mark that changes when the queue, its delays or the day do; reads no personal data."""
    late = func.sum(case((HandoffRow.due_at < now, 1), else_=0))
    of_open = (func.count(HandoffRow.id), func.count(HandoffRow.warned_at), late)
    count, warned, late_ones = session.execute(select(*of_open).where(text(f"handoffs.{OPEN_STATUS}"))).one()
    # The latest change of all: one step along its index, however many files were ever closed.
    latest = session.scalar(select(HandoffRow.updated_at).order_by(HandoffRow.updated_at.desc()).limit(1))
    parts = (count, warned, int(late_ones or 0), latest, now.astimezone(PARIS).date())
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
