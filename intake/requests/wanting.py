"""A person who asked for somebody and was told how long she may have to wait for an answer where she writes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from intake.requests.locking import hold_conversation
from intake.storage import LiveRow


def want_person(session: Session, conversation_id: str, now: datetime) -> None:
    """The wait begins; asking again while it lasts does not begin it again."""
    hold_conversation(session, conversation_id)
    row = session.get(LiveRow, conversation_id)
    if row is None:
        row = LiveRow(conversation_id=conversation_id)
        session.add(row)
    if row.wanted_at is None or row.told_at is not None:
        row.wanted_at, row.told_at = now, None
    session.flush()
