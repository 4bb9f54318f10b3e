"""What is said outside of a turn in a conversation by SMS leaves through the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.outbox import Enqueued
from intake.requests import Reply
from intake.storage import TextThreadRow
from intake.telephony import text_on, thread_of

# The carrier refuses longer ones.
MOST_TEXT = 1600


def text_person(session: Session, conversation_id: str, *, body: str, key: str, now: datetime, daily_limit: int) -> Enqueued | None:
    """Put a text to the person of a conversation by SMS in the outbox; None when her number writes in another one by now."""
    row = session.scalar(select(TextThreadRow).where(TextThreadRow.conversation_id == conversation_id))
    if row is None:
        return None
    return text_on(session, thread_of(row), body[:MOST_TEXT], key=key, now=now, daily_limit=daily_limit)


def body_of(replies: Sequence[Reply]) -> str:
    """Replies as one text; the lines to answer by their number come last."""
    parts = [reply.text.strip() for reply in replies]
    choices = next((reply.choices for reply in reversed(replies) if reply.choices), ())
    lines = [f"{number} {choice.title}" for number, choice in enumerate(choices, 1) if not choice.secondary]
    return "\n\n".join([*parts, "\n".join(lines)] if lines else parts)
