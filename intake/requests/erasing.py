"""Erasing a request: everything that hangs on it goes with it."""

from __future__ import annotations

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from intake.requests.merged import merged_requests
from intake.storage import (
    AccountPartRow,
    AnswerRow,
    CallRow,
    CallTurnRow,
    ConversationRow,
    DangerRow,
    MessageRow,
    OutboxRow,
    RequestRow,
    ResumeCodeRow,
    TopicRow,
)


def erase_request(session: Session, request_id: str) -> None:
    """Delete the request with its conversations, messages, answers, flags, tokens and hand-off, and those merged into it."""
    session.execute(delete(RequestRow).where(RequestRow.id.in_([request_id, *merged_requests(session, request_id)])))


def forget_request(session: Session, request_id: str, *, keep_message: str) -> None:
    """Delete what was said in a request that was not handed over; the message being answered stays, emptied."""
    for table in (AnswerRow, AccountPartRow, TopicRow, DangerRow):
        session.execute(delete(table).where(table.request_id == request_id))
    conversations = select(ConversationRow.id).where(ConversationRow.request_id == request_id)
    session.execute(delete(MessageRow).where(MessageRow.conversation_id.in_(conversations), MessageRow.id != keep_message))
    session.execute(update(MessageRow).where(MessageRow.id == keep_message).values(text="", payload={}))
    # What was said aloud may repeat it, a text that waits may too, and a code would lead to nothing.
    calls = select(CallRow.id).where(CallRow.conversation_id.in_(conversations))
    session.execute(delete(CallTurnRow).where(CallTurnRow.call_id.in_(calls)))
    waiting = (OutboxRow.conversation_id.in_(conversations), OutboxRow.sent_at.is_(None))
    session.execute(delete(OutboxRow).where(*waiting))
    session.execute(delete(ResumeCodeRow).where(ResumeCodeRow.request_id == request_id))
