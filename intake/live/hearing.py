"""Whether the person answers a member of staff who holds the conversation: then the two have spoken with each other."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.requests import FirstContact, note_contact
from intake.storage import ConversationRow, LiveRow, MessageRow
from lexicon.codes import Sender


def note_answer(session: Session, conversation_id: str, now: datetime) -> bool:
    """She has just written: True when that made the first contact, because who holds the conversation had written before."""
    since = select(LiveRow.held_since).where(LiveRow.conversation_id == conversation_id).scalar_subquery()
    said = (MessageRow.conversation_id == conversation_id, MessageRow.sender == Sender.STAFF.value, MessageRow.at >= since)
    if session.scalar(select(MessageRow.id).where(*said).limit(1)) is None:
        return False
    request_id = session.scalar(select(ConversationRow.request_id).where(ConversationRow.id == conversation_id))
    return request_id is not None and note_contact(session, request_id, FirstContact.LIVE, now)
