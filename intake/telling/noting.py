"""Noting what a call did: said, or tried in vain; and taking that back with the call."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from intake.privacy import Actor
from intake.storage import TellingRow
from intake.telling.codes import FollowUpAnswer, TellingKind
from intake.telling.reading import to_say


def note_told(session: Session, actor: Actor, handoff_id: str, now: datetime) -> int:
    """She was reached: what was to be said is said. The question that follows an orientation waits for its answer."""
    return _done(session, actor, handoff_id, now, (TellingKind.ORIENTATION, TellingKind.QUESTION), None)


def call_in_vain(session: Session, actor: Actor, handoff_id: str, now: datetime) -> int:
    """Nobody was spoken with: the question that follows an orientation is asked once, and never again."""
    return _done(session, actor, handoff_id, now, (TellingKind.FOLLOW_UP,), FollowUpAnswer.NONE)


def _done(
    session: Session, actor: Actor, handoff_id: str, now: datetime, kinds: tuple[TellingKind, ...], answer: FollowUpAnswer | None
) -> int:
    ids = [one.id for one in to_say(session, now, [handoff_id]).get(handoff_id, ()) if one.kind in kinds]
    for row in session.scalars(select(TellingRow).where(TellingRow.id.in_(ids))):
        row.done_at, row.done_by, row.answer = now, actor.id, answer.value if answer else None
    session.flush()
    return len(ids)


def untell(session: Session, handoff_id: str, at: datetime) -> None:
    """What was noted at that very moment is taken back."""
    same = (TellingRow.handoff_id == handoff_id, TellingRow.done_at == at)
    session.execute(update(TellingRow).where(*same).values(done_at=None, done_by=None, answer=None))
