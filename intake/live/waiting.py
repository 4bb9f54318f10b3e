"""Who asked for somebody and got no answer where she writes is told so, once, and when she will be contacted."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.live.holding import NotLiveError, Setting, held_row, speak
from intake.privacy import ASSISTANT, Indexer
from intake.storage import LiveRow
from intake.trail import note


def tell_who_waits(session: Session, now: datetime, wait: timedelta, *, indexer: Indexer, daily_limit: int, limit: int = 20) -> int:
    """Tell those who have waited for `wait` or longer; gives how many. Her hand-off promises the contact, in the queue of the desk."""
    waits = select(LiveRow.conversation_id).where(LiveRow.wanted_at <= now - wait, LiveRow.told_at.is_(None))
    told = 0
    for conversation_id in session.scalars(waits.order_by(LiveRow.wanted_at).limit(limit)).all():
        try:
            row = held_row(session, conversation_id)
        except NotLiveError:
            continue
        live = session.get_one(LiveRow, conversation_id, populate_existing=True)
        if live.wanted_at is None or live.told_at is not None:
            # Answered meanwhile, or another worker was faster.
            continue
        live.told_at = now
        session.flush()
        if row.held_by is None:
            speak(session, row, "live.nobody", now, Setting(indexer, daily_limit), go_back=True)
            note(session, ASSISTANT, "nobody_answered", row.request_id, now)
            told += 1
    return told
