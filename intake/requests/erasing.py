"""Erasing a request: everything that hangs on it goes with it."""

from __future__ import annotations

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from intake.storage import AccountPartRow, AnswerRow, ConversationRow, DangerRow, MessageRow, RequestRow, TopicRow


def erase_request(session: Session, request_id: str) -> None:
    """Delete the request with its conversations, messages, answers, flags, tokens and hand-off."""
    session.execute(delete(RequestRow).where(RequestRow.id == request_id))


def forget_request(session: Session, request_id: str, *, keep_message: str) -> None:
    """Delete what was said in a request that was not handed over; the message being answered stays, emptied."""
    for table in (AnswerRow, AccountPartRow, TopicRow, DangerRow):
        session.execute(delete(table).where(table.request_id == request_id))
    conversations = select(ConversationRow.id).where(ConversationRow.request_id == request_id)
    session.execute(delete(MessageRow).where(MessageRow.conversation_id.in_(conversations), MessageRow.id != keep_message))
    session.execute(update(MessageRow).where(MessageRow.id == keep_message).values(text="", payload={}))
