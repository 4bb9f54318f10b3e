"""The clock goes on by itself once the person has written."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.deciding.codes import DecisionKind
from intake.deciding.taking import decide
from intake.deciding.wishes import Wish
from intake.privacy import ASSISTANT
from intake.storage import ConversationRow, HandoffRow, MessageRow
from lexicon.codes import HandoffStatus, Sender


def wake_answered(session: Session, now: datetime, *, limit: int = 50) -> int:
    """End the waiting of the hand-offs whose person has written since; gives how many that were."""
    written = (
        select(MessageRow.id)
        .join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
        .where(
            ConversationRow.request_id == HandoffRow.request_id,
            MessageRow.sender == Sender.PERSON.value,
            MessageRow.at > HandoffRow.waiting_since,
        )
        .exists()
    )
    waiting = (HandoffRow.status == HandoffStatus.WAITING_PERSON.value, HandoffRow.waiting_since.is_not(None), written)
    found = session.execute(select(HandoffRow.id, HandoffRow.updated_at).where(*waiting).order_by(HandoffRow.id).limit(limit)).all()
    for handoff_id, updated_at in found:
        decide(session, ASSISTANT, handoff_id, updated_at, Wish(DecisionKind.RESUME), now=now, daily_limit=0)
    return len(found)
