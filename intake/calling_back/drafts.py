"""The note that a member of staff was writing when she was interrupted: hers alone, gone once the call is noted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from intake.privacy import Actor
from intake.storage import DeskDraftRow

LONGEST = 2000


def save_draft(session: Session, actor: Actor, request_id: str, text: str, now: datetime) -> None:
    """Keep what she has written so far; an empty text forgets it."""
    row = session.get(DeskDraftRow, (actor.id, request_id))
    if not text.strip():
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(DeskDraftRow(staff_id=actor.id, request_id=request_id, text=text[:LONGEST], at=now))
    else:
        row.text, row.at = text[:LONGEST], now
    session.flush()


def draft_of(session: Session, actor: Actor, request_id: str) -> str:
    """What she had written, empty when nothing."""
    row = session.get(DeskDraftRow, (actor.id, request_id))
    return "" if row is None else row.text
