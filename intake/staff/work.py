"""What staff do with hand-offs, and noticing that the queue has changed."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from intake.alarms import note_seen
from intake.clock import PARIS
from intake.privacy import Actor
from intake.storage import OVER, HandoffRow
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
    count, warned, latest = session.execute(
        select(func.count(HandoffRow.id), func.count(HandoffRow.warned_at), func.max(HandoffRow.updated_at))
    ).one()
    late = session.scalar(select(func.count(HandoffRow.id)).where(HandoffRow.status.not_in(OVER), HandoffRow.due_at < now))
    parts = (count, warned, latest, late, now.astimezone(PARIS).date())
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
