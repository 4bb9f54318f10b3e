"""Who began by SMS, stopped in the middle and may be reminded of it, once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from intake.storage import AnswerRow, ConversationRow, DangerRow, HandoffRow, OptOutRow, RequestRow, TextThreadRow

_SILENT_FOR = timedelta(hours=24)
# Past this she may not remember having written.
_NOT_AFTER = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A conversation by SMS that stopped before its request was handed over."""

    token: str
    conversation_id: str
    request_id: str
    convention_version: int
    number: str = field(repr=False)
    service_number: str
    state: dict[str, Any] = field(repr=False)


def unfinished_texts(session: Session, now: datetime, *, limit: int = 20) -> list[Unfinished]:
    """Those silent for a day, never reminded, not handed over, without a danger, and whose telephone is safe to write to.

    They are held until the end of the transaction, oldest first; who is held by another process is left out.
    """
    quiet = (TextThreadRow.last_at <= now - _SILENT_FOR, TextThreadRow.last_at > now - _NOT_AFTER, TextThreadRow.reminded_at.is_(None))
    # She may have gone on elsewhere with the same request.
    elsewhere = or_(RequestRow.last_message_at.is_(None), RequestRow.last_message_at <= now - _SILENT_FOR)
    handed = select(HandoffRow.id).where(HandoffRow.request_id == RequestRow.id).exists()
    danger = select(DangerRow.id).where(DangerRow.request_id == RequestRow.id).exists()
    stopped = select(OptOutRow.token).where(OptOutRow.token == TextThreadRow.token).exists()
    query = (
        select(TextThreadRow, ConversationRow, RequestRow.convention_version)
        .join(ConversationRow, ConversationRow.id == TextThreadRow.conversation_id)
        .join(RequestRow, RequestRow.id == ConversationRow.request_id)
        .where(*quiet, elsewhere, ConversationRow.held_by.is_(None), ~handed, ~danger, ~stopped)
        .order_by(TextThreadRow.last_at, TextThreadRow.token)
        .limit(limit)
        .with_for_update(key_share=True, skip_locked=True, of=(TextThreadRow, ConversationRow))
    )
    return [
        Unfinished(thread.token, talk.id, talk.request_id, version, thread.number, thread.service_number, talk.state)
        for thread, talk, version in session.execute(query)
        if _safe(session, talk.request_id)
    ]


def _safe(session: Session, request_id: str) -> bool:
    query = select(AnswerRow.value).where(AnswerRow.request_id == request_id, AnswerRow.field == "safe_contact")
    return session.scalar(query.order_by(AnswerRow.id.desc()).limit(1)) != "non"


def note_reminded(session: Session, token: str, now: datetime) -> None:
    """She is not reminded again in this conversation."""
    session.get_one(TextThreadRow, token).reminded_at = now
    session.flush()
